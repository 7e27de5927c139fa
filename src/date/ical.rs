//! Dates, offsets and rules as iCalendar writes them (RFC 5545).

use super::moment::Moment;
use super::rule::{ByDay, End, Freq, Rule};
use super::zone::{Zone, offset_text};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::Offset;
use std::fmt;

impl Rule {
    /// The rule as RRULE text, without `RRULE:`; [`Rule::parse`] reads it back.
    pub fn to_rrule(&self) -> String {
        self.to_string()
    }

    /// The rule as a calendar program wants it for an event with this start: UNTIL is a date for days, UTC for times.
    pub fn to_ical(&self, start: &Moment, zone: &Zone) -> String {
        let End::Until(until) = self.end else { return self.to_string() };
        let mut rule = self.clone();
        let moment = match start.time {
            None if until.offset.is_some() => Moment::day(zone.civil(zone.resolve(&until).timestamp).date()),
            None => Moment::day(until.date),
            Some(_) => {
                let last = until.time.or(Time::new(23, 59, 59, 0).ok());
                let instant = zone.resolve(&Moment { time: last, ..until }).timestamp;
                let utc = Offset::UTC.to_datetime(instant);
                Moment { date: utc.date(), time: Some(utc.time()), offset: Some(0) }
            }
        };
        rule.end = End::Until(moment);
        rule.to_string()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FREQ={}", freq_name(self.freq))?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        match self.end {
            End::Never => {}
            End::Count(count) => write!(f, ";COUNT={count}")?,
            End::Until(until) => write!(f, ";UNTIL={}", until_text(&until))?,
        }
        list(f, "BYMONTH", &self.by_month)?;
        list(f, "BYWEEKNO", &self.by_week)?;
        list(f, "BYYEARDAY", &self.by_year_day)?;
        list(f, "BYMONTHDAY", &self.by_month_day)?;
        let days: Vec<String> = self.by_day.iter().map(day_text).collect();
        list(f, "BYDAY", &days)?;
        list(f, "BYSETPOS", &self.by_set_pos)?;
        match self.week_start {
            Weekday::Monday => Ok(()),
            day => write!(f, ";WKST={}", weekday_text(day)),
        }
    }
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, values: &[T]) -> fmt::Result {
    for (at, value) in values.iter().enumerate() {
        if at == 0 {
            write!(f, ";{name}={value}")?;
        } else {
            write!(f, ",{value}")?;
        }
    }
    Ok(())
}

fn until_text(until: &Moment) -> String {
    match until.time {
        None => ical_date(until.date),
        Some(time) => {
            format!("{}{}", ical_local(until.date.to_datetime(time)), if until.offset.is_some() { "Z" } else { "" })
        }
    }
}

fn day_text(day: &ByDay) -> String {
    let nth = day.nth.map(|nth| nth.to_string()).unwrap_or_default();
    nth + weekday_text(day.weekday)
}

pub(crate) fn weekday_text(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

pub(crate) fn freq_name(freq: Freq) -> &'static str {
    match freq {
        Freq::Daily => "DAILY",
        Freq::Weekly => "WEEKLY",
        Freq::Monthly => "MONTHLY",
        Freq::Yearly => "YEARLY",
    }
}

/// An instant in UTC as iCalendar wants it: `20260512T160000Z` (RFC 5545 3.3.5).
pub fn ical_utc(timestamp: Timestamp) -> String {
    format!("{}Z", ical_local(Offset::UTC.to_datetime(timestamp)))
}

/// Local time as iCalendar wants it: `20260512T180000`.
pub fn ical_local(local: DateTime) -> String {
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    format!("{}T{hour:02}{minute:02}{second:02}", ical_date(local.date()))
}

/// A day as iCalendar wants it: `20260512`.
pub fn ical_date(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// TZOFFSETFROM and TZOFFSETTO as iCalendar writes them: `+0200`.
pub fn ical_offset(seconds: i32) -> String {
    offset_text(seconds).replace(':', "")
}
