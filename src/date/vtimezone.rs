//! A zone's offsets as the parts of a VTIMEZONE (RFC 5545, 3.6.5), derived from its transitions.

use super::zone::{Transition, Zone};
use jiff::civil::{Date, DateTime};

/// STANDARD or DAYLIGHT: an offset and the local times at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observance {
    /// Whether it is DAYLIGHT.
    pub daylight: bool,
    /// TZNAME
    pub name: String,
    /// TZOFFSETFROM, in seconds.
    pub from: i32,
    /// TZOFFSETTO, in seconds.
    pub to: i32,
    /// DTSTART
    pub start: DateTime,
    /// RRULE, where it begins each year in the same way.
    pub rule: Option<String>,
    /// RDATE, where it does not: all local times but the first.
    pub also: Vec<DateTime>,
}

impl Zone {
    /// What a VTIMEZONE must hold for dates from the first to the last year, both inclusive.
    pub fn observances(&self, first: i16, last: i16) -> Vec<Observance> {
        // The year before gives the observance that holds at the beginning.
        let (Ok(from), Ok(to)) = (Date::new(first - 1, 1, 1), Date::new(last + 1, 1, 1)) else { return Vec::new() };
        let transitions = self.offset_transitions(from, to);
        let mut groups: Vec<Vec<&Transition>> = Vec::new();
        for transition in &transitions {
            match groups.iter_mut().find(|group| group.first().is_some_and(|one| alike(one, transition))) {
                Some(group) => group.push(transition),
                None => groups.push(vec![transition]),
            }
        }
        if groups.is_empty() {
            return vec![self.constant(from)];
        }
        groups.iter().filter_map(|group| observance(group, last)).collect()
    }

    /// The only offset of a zone whose clocks stay.
    fn constant(&self, from: Date) -> Observance {
        let start = from.at(0, 0, 0, 0);
        let offset = self.offset(self.instant(start).timestamp);
        let name = if offset == 0 { "UTC".to_owned() } else { super::zone::offset_text(offset) };
        Observance { daylight: false, name, from: offset, to: offset, start, rule: None, also: Vec::new() }
    }
}

fn alike(one: &Transition, other: &Transition) -> bool {
    (one.daylight, one.from, one.to, &one.name) == (other.daylight, other.from, other.to, &other.name)
}

fn observance(group: &[&Transition], last: i16) -> Option<Observance> {
    let first = group.first()?;
    let rule = yearly(group, last);
    let also = if rule.is_some() { Vec::new() } else { group.iter().skip(1).map(|t| t.local).collect() };
    let name = first.name.clone();
    Some(Observance { daylight: first.daylight, name, from: first.from, to: first.to, start: first.local, rule, also })
}

/// The rule by which all changes of a group fall, if they come each year until the last and by one rule.
fn yearly(group: &[&Transition], last: i16) -> Option<String> {
    let first = group.first()?.local;
    let years: Vec<i16> = group.iter().map(|t| t.local.year()).collect();
    let each_year = years.windows(2).all(|pair| matches!(pair, [a, b] if b - a == 1)) && years.last() == Some(&last);
    let same = |key: fn(&DateTime) -> i16| group.iter().all(|t| key(&t.local) == key(&first));
    let fixed = same(|t| i16::from(t.month()))
        && group.iter().all(|t| t.local.time() == first.time() && t.local.weekday() == first.weekday());
    if group.len() < 2 || !each_year || !fixed {
        return None;
    }
    let nth = if same(from_end) {
        -from_end(&first)
    } else if same(from_start) {
        from_start(&first)
    } else {
        return None;
    };
    let day = super::ical::weekday_text(first.weekday());
    Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={nth}{day}", first.month()))
}

/// Which such weekday of the month it is, from its beginning.
fn from_start(at: &DateTime) -> i16 {
    i16::from((at.day() - 1) / 7 + 1)
}

/// Which such weekday of the month it is, from its end.
fn from_end(at: &DateTime) -> i16 {
    i16::from((at.days_in_month() - at.day()) / 7 + 1)
}
