//! A repetition (RFC 5545, 3.3.10), of whole days: its times of day are those of the event.

use super::moment::Moment;
use jiff::civil::{Date, Weekday};

/// On which days something repeats. Lists are sorted and without doubles; an empty list limits nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// FREQ
    pub freq: Freq,
    /// INTERVAL, at least 1: each so many days, weeks, months or years.
    pub interval: u16,
    /// COUNT or UNTIL
    pub end: End,
    /// BYMONTH, 1 to 12.
    pub by_month: Vec<i8>,
    /// BYWEEKNO, 1 to 53, negative from the year's end; YEARLY only.
    pub by_week: Vec<i8>,
    /// BYYEARDAY, 1 to 366, negative from the year's end; YEARLY only.
    pub by_year_day: Vec<i16>,
    /// BYMONTHDAY, 1 to 31, negative from the month's end; not WEEKLY.
    pub by_month_day: Vec<i8>,
    /// BYDAY
    pub by_day: Vec<ByDay>,
    /// BYSETPOS, never 0: which of a period's days, negative from its end.
    pub by_set_pos: Vec<i16>,
    /// WKST: where a week begins, for INTERVAL of weeks and for week numbers.
    pub week_start: Weekday,
}

/// The period of a [`Rule`]; finer ones are no matter of a calendar of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freq {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Where a [`Rule`] ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// It does not.
    Never,
    /// After so many occurrences, at least 1; those that fall out (`osim`) count.
    Count(u32),
    /// With this day, or at this point, inclusive; local time, or UTC with offset 0.
    Until(Moment),
}

/// A weekday of a [`Rule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ByDay {
    /// Which of them in the month or year, never 0, negative from its end; `None`: each.
    pub nth: Option<i8>,
    /// The weekday.
    pub weekday: Weekday,
}

impl ByDay {
    /// Each such weekday.
    pub fn each(weekday: Weekday) -> ByDay {
        ByDay { nth: None, weekday }
    }

    fn order(&self) -> (i8, i8) {
        (self.nth.unwrap_or(0), self.weekday.to_monday_zero_offset())
    }
}

/// What most rules are, so that they can be said in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Every day, or every so many days.
    Days,
    /// On these weekdays, Monday first, each week or each so many.
    Weekdays(Vec<Weekday>),
    /// On these days of the month, negative from its end.
    MonthDays(Vec<i8>),
    /// On these weekdays of the month: the first Monday, the last Friday.
    MonthWeekdays(Vec<(i8, Weekday)>),
    /// On this day of the year: month, day.
    YearDay(i8, i8),
    /// Something else: better to list its dates.
    Other,
}

impl Rule {
    /// Each period, from the start on, without end.
    pub fn new(freq: Freq) -> Rule {
        Rule {
            freq,
            interval: 1,
            end: End::Never,
            by_month: Vec::new(),
            by_week: Vec::new(),
            by_year_day: Vec::new(),
            by_month_day: Vec::new(),
            by_day: Vec::new(),
            by_set_pos: Vec::new(),
            week_start: Weekday::Monday,
        }
    }

    /// Every week on these days.
    pub fn weekly(days: impl IntoIterator<Item = Weekday>) -> Rule {
        let mut rule = Rule::new(Freq::Weekly);
        rule.by_day = days.into_iter().map(ByDay::each).collect();
        rule.sorted()
    }

    /// The rule with its lists sorted and without doubles, as it is printed and compared.
    #[must_use]
    pub fn sorted(mut self) -> Rule {
        self.by_month.sort_unstable();
        self.by_month.dedup();
        self.by_week.sort_unstable();
        self.by_week.dedup();
        self.by_year_day.sort_unstable();
        self.by_year_day.dedup();
        self.by_month_day.sort_unstable();
        self.by_month_day.dedup();
        self.by_day.sort_unstable_by_key(ByDay::order);
        self.by_day.dedup();
        self.by_set_pos.sort_unstable();
        self.by_set_pos.dedup();
        self
    }

    /// The rule with what its start decides filled in: a weekly rule without days is on the weekday of its start.
    pub(crate) fn filled(&self, start: Date) -> Rule {
        let mut rule = self.clone();
        let no_days = self.by_day.is_empty() && self.by_month_day.is_empty() && self.by_year_day.is_empty();
        match self.freq {
            Freq::Yearly if no_days && !self.by_week.is_empty() => rule.by_day.push(ByDay::each(start.weekday())),
            Freq::Yearly if no_days => {
                rule.by_month_day.push(start.day());
                if self.by_month.is_empty() {
                    rule.by_month.push(start.month());
                }
            }
            Freq::Monthly if no_days => rule.by_month_day.push(start.day()),
            Freq::Weekly if self.by_day.is_empty() => rule.by_day.push(ByDay::each(start.weekday())),
            _ => {}
        }
        rule
    }

    /// Which pattern of words fits, for an event that starts on a day; `interval`, `by_month` where not said, and
    /// `end` are beside it.
    pub fn pattern(&self, start: Date) -> Pattern {
        let rule = self.filled(start);
        if !(rule.by_week.is_empty() && rule.by_year_day.is_empty() && rule.by_set_pos.is_empty()) {
            return Pattern::Other;
        }
        let weekdays: Vec<Weekday> =
            rule.by_day.iter().filter(|day| day.nth.is_none()).map(|day| day.weekday).collect();
        let nth: Vec<(i8, Weekday)> = rule.by_day.iter().filter_map(|day| Some((day.nth?, day.weekday))).collect();
        match (rule.freq, &*weekdays, &*nth, &*rule.by_month_day) {
            (Freq::Daily, [], [], []) => Pattern::Days,
            (Freq::Daily, [_, ..], [], []) if rule.interval == 1 => Pattern::Weekdays(weekdays),
            (Freq::Weekly, [_, ..], [], []) => Pattern::Weekdays(weekdays),
            (Freq::Monthly, [], [], [_, ..]) => Pattern::MonthDays(rule.by_month_day),
            (Freq::Monthly, [], [_, ..], []) => Pattern::MonthWeekdays(nth),
            (Freq::Yearly, [], [], [day]) => match *rule.by_month {
                [month] => Pattern::YearDay(month, *day),
                _ => Pattern::Other,
            },
            _ => Pattern::Other,
        }
    }
}
