//! The days of a rule, one period after another.

use super::moment::Moment;
use super::rule::{ByDay, End, Freq, Rule};
use super::zone::Zone;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use std::collections::VecDeque;

/// The days of a rule in order, from its start on, found as they are asked for.
///
/// Days before the start are left out; the start itself is a day of the rule only if the rule has it.
#[derive(Clone, Debug)]
pub struct Dates {
    /// With what the start decides filled in.
    rule: Rule,
    /// First day.
    start: Date,
    /// Time of day, against which UNTIL is held.
    time: Option<Time>,
    /// Last local time that may begin an occurrence.
    last: Option<DateTime>,
    /// How many occurrences are left, for COUNT.
    left: Option<u32>,
    /// Number of the next period, from 0.
    period: i64,
    /// Periods in a row without a day.
    barren: u32,
    /// Days of the last period that were not given out yet.
    ready: VecDeque<Date>,
}

impl Rule {
    /// Its days for an event that starts at a moment, whose UNTIL in UTC is seen from a zone.
    pub fn dates(&self, start: &Moment, zone: &Zone) -> Dates {
        let last = match self.end {
            End::Until(until) if until.offset.is_some() => Some(zone.civil(zone.resolve(&until).timestamp)),
            End::Until(until) => Some(until.date.to_datetime(until.time.unwrap_or(Time::MAX))),
            _ => None,
        };
        // A day has no time that UNTIL could cut.
        let last = if start.time.is_none() { last.map(|at| at.date().to_datetime(Time::MAX)) } else { last };
        Dates {
            rule: self.filled(start.date),
            start: start.date,
            time: start.time,
            last,
            left: if let End::Count(count) = self.end { Some(count) } else { None },
            period: 0,
            barren: 0,
            ready: VecDeque::new(),
        }
    }
}

impl Dates {
    /// The same days, without those after `date`: nothing beyond it is searched.
    #[must_use]
    pub fn up_to(mut self, date: Date) -> Dates {
        let end = date.to_datetime(Time::MAX);
        self.last = Some(self.last.map_or(end, |last| last.min(end)));
        self
    }

    /// The same days, without those before `date`; years of them are jumped over where nothing has to be counted.
    pub fn from(mut self, date: Date) -> impl Iterator<Item = Date> {
        if self.left.is_none() && date > self.start {
            let passed = match self.rule.freq {
                Freq::Daily => days_between(self.start, date),
                Freq::Weekly => days_between(self.start, date) / 7,
                Freq::Monthly => month_number(date) - month_number(self.start),
                Freq::Yearly => i64::from(date.year()) - i64::from(self.start.year()),
            };
            self.period = (passed / i64::from(self.rule.interval) - 1).max(0);
        }
        self.skip_while(move |day| *day < date)
    }

    /// As many barren periods in a row as prove that there will never be a day: the calendar repeats itself after
    /// 400 years, which are 146,097 days and whole weeks.
    fn proof(&self) -> u32 {
        match self.rule.freq {
            Freq::Daily => 146_097,
            Freq::Weekly => 20_871,
            Freq::Monthly => 4_800,
            Freq::Yearly => 400,
        }
    }

    /// The days of the next period, already limited; `None` when the calendar or hope ends.
    fn next_period(&mut self) -> Option<()> {
        let first = self.period_start()?;
        if self.barren > self.proof() || self.last.is_some_and(|last| first > last.date()) {
            return None;
        }
        self.period += 1;
        let mut days = self.days_of(first);
        if !self.rule.by_set_pos.is_empty() {
            days = chosen(&days, &self.rule.by_set_pos);
        }
        self.barren = if days.is_empty() { self.barren + 1 } else { 0 };
        let start = self.start;
        self.ready.extend(days.into_iter().filter(|day| *day >= start));
        Some(())
    }

    /// The first day of the period that is next.
    fn period_start(&self) -> Option<Date> {
        let steps = self.period.checked_mul(i64::from(self.rule.interval))?;
        match self.rule.freq {
            Freq::Daily => plus_days(self.start, steps),
            Freq::Weekly => {
                let back = i64::from(self.start.weekday().since(self.rule.week_start));
                plus_days(self.start, steps.checked_mul(7)? - back)
            }
            Freq::Monthly => month_start(month_number(self.start).checked_add(steps)?),
            Freq::Yearly => month_start((i64::from(self.start.year()) + steps).checked_mul(12)?),
        }
    }

    /// The days of the period that begins at `first` which pass all limits but BYSETPOS.
    fn days_of(&self, first: Date) -> Vec<Date> {
        let rule = &self.rule;
        let months = match rule.freq {
            Freq::Daily => return vec![first].into_iter().filter(|day| passes(rule, *day)).collect(),
            Freq::Weekly => {
                return (0..7).filter_map(|n| plus_days(first, n)).filter(|day| passes(rule, *day)).collect();
            }
            Freq::Monthly => first.month()..=first.month(),
            Freq::Yearly => 1..=12,
        };
        let wanted = months.filter(|month| rule.by_month.is_empty() || rule.by_month.contains(month));
        let days = wanted.filter_map(|month| Date::new(first.year(), month, 1).ok()).flat_map(days_of_month);
        days.filter(|day| passes(rule, *day)).collect()
    }
}

impl Iterator for Dates {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        if self.left == Some(0) {
            return None;
        }
        while self.ready.is_empty() {
            self.next_period()?;
        }
        let day = self.ready.pop_front()?;
        let begins = day.to_datetime(self.time.unwrap_or(Time::midnight()));
        if self.last.is_some_and(|last| begins > last) {
            self.left = Some(0);
            return None;
        }
        self.left = self.left.map(|left| left - 1);
        Some(day)
    }
}

/// Whether a day passes every BY part but BYSETPOS.
fn passes(rule: &Rule, day: Date) -> bool {
    (rule.by_month.is_empty() || rule.by_month.contains(&day.month()))
        && (rule.by_month_day.is_empty() || has(&rule.by_month_day, day.day(), day.days_in_month()))
        && (rule.by_year_day.is_empty() || has(&rule.by_year_day, day.day_of_year(), day.days_in_year()))
        && (rule.by_day.is_empty() || rule.by_day.iter().any(|by| is_nth(rule, by, day)))
        && (rule.by_week.is_empty() || in_week(rule, day))
}

/// Whether a list has the `at`-th of `all`, counted from either end.
fn has<T>(list: &[T], at: T, all: T) -> bool
where
    T: Copy + PartialEq + std::ops::Sub<Output = T> + From<i8>,
{
    list.contains(&at) || list.contains(&(at - all - T::from(1)))
}

/// Whether a day is this weekday, and the right one of its month or year.
fn is_nth(rule: &Rule, by: &ByDay, day: Date) -> bool {
    if by.weekday != day.weekday() {
        return false;
    }
    let Some(nth) = by.nth else { return true };
    // In a yearly rule the ordinal counts in the year, unless months are named (RFC 5545, BYDAY).
    let of_year = rule.freq == Freq::Yearly && rule.by_month.is_empty();
    let (at, all) = if of_year {
        (day.day_of_year(), day.days_in_year())
    } else {
        (i16::from(day.day()), i16::from(day.days_in_month()))
    };
    i16::from(nth) == (at - 1) / 7 + 1 || i16::from(nth) == -((all - at) / 7 + 1)
}

/// Whether a day's week is named by BYWEEKNO; a week belongs to the year that has most of its days.
fn in_week(rule: &Rule, day: Date) -> bool {
    let Some(middle) = plus_days(day, 3 - i64::from(day.weekday().since(rule.week_start))) else { return false };
    let week = (middle.day_of_year() - 1) / 7 + 1;
    let weeks = week + (middle.days_in_year() - middle.day_of_year()) / 7;
    rule.by_week.iter().any(|&by| i16::from(by) == week || i16::from(by) == week - weeks - 1)
}

/// The days at some positions of a list, counted from either end, in order.
fn chosen(days: &[Date], positions: &[i16]) -> Vec<Date> {
    let count = i64::try_from(days.len()).unwrap_or(i64::MAX);
    let named = |at: usize| {
        let place = i64::try_from(at).unwrap_or(i64::MAX) + 1;
        positions.iter().any(|&position| i64::from(position) == place || i64::from(position) == place - count - 1)
    };
    days.iter().enumerate().filter(|(at, _)| named(*at)).map(|(_, day)| *day).collect()
}

fn days_of_month(first: Date) -> impl Iterator<Item = Date> {
    (1..=first.days_in_month()).filter_map(move |day| Date::new(first.year(), first.month(), day).ok())
}

/// Months since year 0.
fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

fn month_start(number: i64) -> Option<Date> {
    let year = i16::try_from(number.div_euclid(12)).ok()?;
    let month = i8::try_from(number.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

/// Whole days from a date to another.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// A date so many days later; `None` beyond the calendar.
pub(crate) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(SignedDuration::from_hours(days.checked_mul(24)?)).ok()
}
