//! An event that repeats, with its exceptions, and the occurrences that result.

use super::civil::local;
use super::expand::{days_between, plus_days};
use super::moment::{Minutes, Moment};
use super::rule::{End, Rule};
use super::zone::Zone;
use crate::diag::{Problem, text};
use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use std::collections::BTreeMap;

/// Most occurrences that are listed at once; daily for thirteen years.
pub const MOST_OCCURRENCES: usize = 5_000;

/// Days from a first to a last, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// First day.
    pub from: Date,
    /// Last day, not before the first.
    pub to: Date,
}

impl Days {
    /// A day alone.
    pub fn one(date: Date) -> Days {
        Days { from: date, to: date }
    }

    /// Whether a day is among them.
    pub fn contains(&self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }
}

/// A change of one occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day on which it would have been.
    pub date: Date,
    /// The day to which it moves.
    pub to_date: Option<Date>,
    /// The time at which it begins instead.
    pub time: Option<Time>,
    /// How long it lasts instead.
    pub length: Option<Minutes>,
}

/// When an event is: once, or again and again.
///
/// All of it is local time, so 18:00 stays 18:00 when clocks change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The first day (and time) that is looked at; with a rule, itself an occurrence only if the rule has it.
    pub start: Moment,
    /// How long an occurrence lasts, on the wall clock; whole days where the start has no time. `None`: not known.
    pub length: Option<Minutes>,
    /// How it repeats; `None`: once.
    pub rule: Option<Rule>,
    /// Further days, at the same time.
    pub extra: Vec<Date>,
    /// Days on which it falls out.
    pub except: Vec<Days>,
    /// Longer times in which it pauses.
    pub breaks: Vec<Days>,
    /// What differs on single days.
    pub changes: Vec<Change>,
}

/// One time that an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// When it begins.
    pub start: Moment,
    /// When it ends, if known; for days, the last of them.
    pub end: Option<Moment>,
    /// The day that it has by the rule, whatever moved it: stays the same, so it names the occurrence (RECURRENCE-ID).
    pub id: Date,
    /// Which of [`Series::changes`] changed it.
    pub change: Option<usize>,
}

impl Series {
    /// An event that takes place once.
    pub fn once(start: Moment, length: Option<Minutes>) -> Series {
        Series {
            start,
            length,
            rule: None,
            extra: Vec::new(),
            except: Vec::new(),
            breaks: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// Days of the rule, or the start alone, between two days, those that fall out among them, extra ones not.
    fn rule_days(&self, from: Date, to: Date, zone: &Zone) -> Box<dyn Iterator<Item = Date>> {
        match &self.rule {
            Some(rule) => Box::new(rule.dates(&self.start, zone).up_to(to).from(from)),
            None => Box::new(std::iter::once(self.start.date).filter(move |day| (from..=to).contains(day))),
        }
    }

    /// Whether a day falls out.
    fn is_out(&self, day: Date) -> bool {
        self.except.iter().chain(&self.breaks).any(|days| days.contains(day))
    }

    /// Occurrences that touch the days from one to another, in order; at most [`MOST_OCCURRENCES`].
    pub fn occurrences(&self, from: Date, to: Date, zone: &Zone) -> Vec<Occurrence> {
        let lengths = self.changes.iter().filter_map(|change| change.length).chain(self.length);
        let longest = lengths.map(|length| i64::from(length.0 / 1440) + 1).max().unwrap_or(1);
        let first = plus_days(from, -longest).unwrap_or(from);
        let moved = self.changes.iter().map(|change| change.date).filter(|id| self.has(*id, zone));
        let mut ids: Vec<Date> = self.rule_days(first, to, zone).take(MOST_OCCURRENCES).collect();
        ids.extend(self.extra.iter().copied().filter(|id| (first..=to).contains(id)));
        ids.extend(moved);
        ids.sort_unstable();
        ids.dedup();
        let changes = self.changes_by_date();
        let mut found: Vec<Occurrence> =
            ids.into_iter().filter(|id| !self.is_out(*id)).map(|id| self.occurrence(id, &changes)).collect();
        found.retain(|one| one.start.date <= to && one.last_day() >= from);
        found.sort_unstable();
        found.truncate(MOST_OCCURRENCES);
        found
    }

    /// The changes by their day; of two for one day, the later in the list.
    fn changes_by_date(&self) -> BTreeMap<Date, (usize, Change)> {
        self.changes.iter().enumerate().map(|(at, change)| (change.date, (at, *change))).collect()
    }

    /// The occurrence that has a day by the rule.
    fn occurrence(&self, id: Date, changes: &BTreeMap<Date, (usize, Change)>) -> Occurrence {
        let change = changes.get(&id);
        let of = |pick: fn(&Change) -> Option<Time>| change.and_then(|(_, change)| pick(change));
        let date = change.and_then(|(_, change)| change.to_date).unwrap_or(id);
        let start = Moment { date, time: of(|change| change.time).or(self.start.time), offset: None };
        let length = change.and_then(|(_, change)| change.length).or(self.length);
        Occurrence { start, end: length.and_then(|length| end(&start, length)), id, change: change.map(|(at, _)| *at) }
    }

    /// Whether a day is one of the rule or an extra one, falling out or not.
    pub fn has(&self, date: Date, zone: &Zone) -> bool {
        self.extra.contains(&date) || self.rule_days(date, date, zone).next().is_some()
    }

    /// The first occurrence that is not over before a day.
    pub fn next(&self, from: Date, zone: &Zone) -> Option<Occurrence> {
        // Most repeat within a month; a leap day on a Sunday comes within forty years.
        [31, 366, 3_000, 15_000].into_iter().find_map(|days| {
            let to = plus_days(from, days)?;
            self.occurrences(from, to, zone).into_iter().next()
        })
    }

    /// The last day on which it takes place; `None` when it has no end or no day.
    pub fn last(&self, zone: &Zone) -> Option<Date> {
        let last = match self.rule.as_ref().map(|rule| rule.end) {
            Some(End::Never) => return None,
            _ => self.rule_days(self.start.date, Date::MAX, zone).filter(|id| !self.is_out(*id)).last(),
        };
        let extra = self.extra.iter().copied().filter(|id| !self.is_out(*id));
        let changes = self.changes_by_date();
        let moved = self.changes.iter().map(|change| change.date).filter(|id| self.has(*id, zone) && !self.is_out(*id));
        extra.chain(last).chain(moved).map(|id| self.occurrence(id, &changes).last_day()).max()
    }

    /// The break (its number in [`Series::breaks`]) that a day is in.
    pub fn break_on(&self, date: Date) -> Option<usize> {
        self.breaks.iter().position(|days| days.contains(date))
    }

    /// Days of the rule or extra ones that fall out, up to a day: EXDATE of a calendar file.
    pub fn left_out(&self, to: Date, zone: &Zone) -> Vec<Date> {
        let spans = || self.except.iter().chain(&self.breaks);
        let mut days: Vec<Date> =
            spans().flat_map(|days| self.rule_days(days.from, days.to.min(to), zone).take(MOST_OCCURRENCES)).collect();
        days.extend(self.extra.iter().copied().filter(|day| *day <= to && self.is_out(*day)));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Moves the start to the first day that the rule has, as calendar programs want it (RFC 5545, DTSTART).
    pub fn align(&mut self, zone: &Zone) {
        if let Some(rule) = &self.rule
            && let Some(first) = rule.dates(&self.start, zone).next()
        {
            // What the old start decided must not be decided anew by the new one.
            self.rule = Some(rule.filled(self.start.date));
            self.start.date = first;
        }
    }

    /// What is wrong with a series as a whole: a rule without a single day.
    ///
    /// # Errors
    /// D060.
    pub fn check(&self, zone: &Zone) -> Result<(), Problem> {
        if self.rule_days(self.start.date, Date::MAX, zone).next().is_none() && self.extra.is_empty() {
            let start = local(self.start.date);
            return Err(Problem::new(
                "D060",
                text!("ponavljanje od {start} nema nijedan dan", "the repetition from {start} has not a single day"),
            )
            .help(text!("provjerite početak i kraj ponavljanja", "check where the repetition begins and ends")));
        }
        Ok(())
    }

    /// A warning for an exception or a change of a day on which nothing takes place.
    pub fn stray(&self, date: Date, zone: &Zone) -> Option<Problem> {
        if self.has(date, zone) {
            return None;
        }
        let shown = local(date);
        let before = plus_days(date, -400).unwrap_or(date);
        let earlier = self.rule_days(before, date, zone).last();
        let after = plus_days(date, 400).unwrap_or(date);
        let later = self.rule_days(date, after, zone).next();
        let near: Vec<Date> = earlier.into_iter().chain(later).collect();
        let nearest = near.iter().min_by_key(|day| days_between(date, **day).abs()).map(|day| local(*day));
        let problem =
            Problem::new("D061", text!("{shown} nije termin ovog događaja", "{shown} is no date of this event"));
        Some(match nearest {
            Some(nearest) => problem.help(text!("najbliži termin je `{nearest}`", "the nearest date is `{nearest}`")),
            None => problem,
        })
    }
}

impl Occurrence {
    /// The last day that it touches.
    pub fn last_day(&self) -> Date {
        let interval = super::moment::Interval { start: self.start, end: self.end };
        interval.days().1.max(self.start.date)
    }

    /// Whether it is over on a day.
    pub fn is_before(&self, date: Date) -> bool {
        self.last_day() < date
    }
}

/// Where an occurrence ends; `None` beyond the calendar.
fn end(start: &Moment, length: Minutes) -> Option<Moment> {
    match start.time {
        Some(_) => start.start().checked_add(SignedDuration::from_mins(i64::from(length.0))).ok().map(Moment::at),
        None => plus_days(start.date, i64::from((length.0 / 1440).max(1)) - 1).map(Moment::day),
    }
}
