//! Days and months counted on the calendar, never past its ends.

use jiff::Span;
use jiff::civil::{Date, DateTime};

/// A day later, or earlier where `days` is negative.
pub fn shift(date: Date, days: i32) -> Date {
    date.saturating_add(Span::new().days(days))
}

/// The first day of the month that is so many months later.
pub fn month_start(date: Date, months: i8) -> Date {
    date.first_of_month().saturating_add(Span::new().months(i64::from(months)))
}

/// A point of local time so many minutes later.
pub fn later(from: DateTime, minutes: u32) -> DateTime {
    from.saturating_add(Span::new().minutes(i64::from(minutes)))
}
