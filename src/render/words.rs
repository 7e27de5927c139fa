//! Dates, times and money as people here say them.

use super::view::Day;
use crate::date::spoken::{self, weekday};
use crate::date::{Date, Interval, Moment, Time};
use crate::lang::{self, Labels, Locale};
use crate::site::{Money, Unit};

/// Words for the pages of one edition, on the day of the build.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Labels of the edition.
    pub labels: &'a Labels,
    /// The day of the build.
    pub today: Date,
}

impl Words<'_> {
    /// The language.
    pub fn locale(&self) -> Locale {
        self.labels.locale
    }

    /// A label.
    pub fn label(&self, key: &str) -> String {
        self.labels.get(key).to_owned()
    }

    /// A day in all forms that pages need.
    pub fn day(&self, date: Date) -> Day {
        let month = spoken::month(date);
        Day {
            iso: date.to_string(),
            long: self.long(date),
            short: self.short(date),
            weekday: self.labels.weekday(weekday(date)).to_owned(),
            day: date.day().to_string(),
            month: self.labels.month_short(month).to_owned(),
        }
    }

    /// `24. novembra 2026.`
    pub fn long(&self, date: Date) -> String {
        spoken::long(self.labels, date)
    }

    /// `24. 11.`, with the year where it is another than today's; in narrow columns only that begins a new line.
    pub fn short(&self, date: Date) -> String {
        let whole = |text: &str| text.replace(' ', "\u{a0}");
        if date.year() == self.today.year() {
            return whole(&spoken::day_month(self.labels, date));
        }
        let short = spoken::short(self.labels, date);
        match short.rsplit_once(' ') {
            Some((day, year)) => format!("{} {year}", whole(day)),
            None => short,
        }
    }

    /// `24. 11. 2026.`, on one line.
    pub fn numeric(&self, date: Date) -> String {
        spoken::short(self.labels, date).replace(' ', "\u{a0}")
    }

    /// `novembar 2026.`
    pub fn month(&self, date: Date) -> String {
        spoken::month_year(self.labels, date)
    }

    /// `utorak, 24. novembra 2026.`
    pub fn weekday_long(&self, date: Date) -> String {
        spoken::weekday_long(self.labels, date)
    }

    /// `u utorak, 24. 11.`-like: weekday and short date for banners and tables.
    pub fn weekday_short_date(&self, date: Date) -> String {
        format!("{}, {}", self.labels.weekday(weekday(date)), self.short(date))
    }

    /// `18:00`
    pub fn time(time: Time) -> String {
        format!("{}:{:02}", time.hour(), time.minute())
    }

    /// `subota, 28. novembra 2026. u 11:00`
    pub fn moment(&self, moment: &Moment) -> String {
        match moment.time {
            Some(time) => {
                let (day, at) = (self.weekday_long(moment.date), Self::time(time));
                self.labels.fill("time.day_at", &[("day", &day), ("time", &at)])
            }
            None => self.weekday_long(moment.date),
        }
    }

    /// `utorak, 24. 11. od 8:00 do 15:00 sati`, `od 24. 11. do 26. 11.`
    pub fn interval(&self, span: &Interval) -> String {
        let start = self.weekday_short_date(span.start.date);
        let Some(end) = &span.end else {
            return match span.start.time {
                Some(time) => self.labels.fill("time.day_from", &[("day", &start), ("from", &Self::time(time))]),
                None => start,
            };
        };
        match (span.start.time, end.time) {
            (Some(from), Some(to)) if span.start.date == end.date => {
                let (from, to) = (Self::time(from), Self::time(to));
                self.labels.fill("time.day_from_to", &[("day", &start), ("from", &from), ("to", &to)])
            }
            (None, None) if span.start.date == end.date => start,
            (from, to) => {
                let with = |date: Date, time: Option<Time>| match time {
                    Some(time) => self
                        .labels
                        .fill("time.day_at", &[("day", &self.weekday_short_date(date)), ("time", &Self::time(time))]),
                    None => self.weekday_short_date(date),
                };
                self.labels.fill("time.from_to", &[("from", &with(span.start.date, from)), ("to", &with(end.date, to))])
            }
        }
    }

    /// `18:00–20:00`
    pub fn times(&self, start: Option<Time>, end: Option<Time>) -> String {
        match (start, end) {
            (Some(start), Some(end)) => format!("{}–{}", Self::time(start), Self::time(end)),
            (Some(start), None) => Self::time(start),
            _ => self.label("time.all_day"),
        }
    }

    /// `84.000 KM`
    pub fn money(&self, money: &Money) -> String {
        let unit = match money.unit {
            Unit::Bam => lang::Currency::Bam,
            Unit::Eur => lang::Currency::Eur,
        };
        lang::money(self.locale(), money.cents, unit)
    }
}

/// A telephone number as telephones dial it: `037 000 111` is `+38737000111` (ITU-T E.164).
pub fn dialled(written: &str) -> String {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let plus = written.trim_start().starts_with('+');
    match digits.as_str() {
        "" => String::new(),
        // Short numbers (122, 1285) have no country code.
        short if short.len() < 6 => short.to_owned(),
        digits if plus => format!("+{digits}"),
        digits => match digits.strip_prefix("00").or_else(|| digits.strip_prefix('0')) {
            Some(rest) if digits.starts_with("00") => format!("+{rest}"),
            Some(rest) => format!("+387{rest}"),
            None => format!("+{digits}"),
        },
    }
}
