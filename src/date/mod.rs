//! Dates: how authors here write them, which days a repetition falls on, and what instant a local time is.
//!
//! - [`moment`], [`interval`], [`when`], [`time`], [`duration`] read texts;
//! - [`Rule`] is a repetition (RFC 5545), [`Series`] one with its exceptions, and lists its occurrences;
//! - [`Zone`] gives instants, and says which local times do not exist or exist twice;
//! - [`Today`] is the day of the build; nothing here reads a clock.

mod calendar;
mod civil;
mod clock;
mod duration;
mod expand;
mod explain;
mod ical;
mod moment;
mod names;
mod ordinal;
mod parse;
mod phrase;
mod repeat;
mod rrule;
mod rule;
mod series;
mod shift;
mod spelled;
pub mod spoken;
mod today;
mod token;
mod vtimezone;
mod weekdays;
mod words;
mod zone;

#[cfg(test)]
mod tests;

pub use civil::local;
pub use duration::duration;
pub use expand::Dates;
pub use ical::{ical_date, ical_local, ical_offset, ical_utc};
pub use jiff::Timestamp;
pub use jiff::civil::{Date, DateTime, Time, Weekday};
pub use moment::{Interval, Minutes, Moment};
pub use parse::{date_only, interval, interval_in, moment, moment_in, time};
pub use repeat::{Repeat, RepeatKey};
pub use rule::{ByDay, End, Freq, Pattern, Rule};
pub use series::{Change, Days, MOST_OCCURRENCES, Occurrence, Series};
pub use shift::{later, month_start, shift};
pub use today::Today;
pub use vtimezone::Observance;
pub use words::{When, when, when_in};
pub use zone::{DEFAULT_ZONE, Note, Resolved, Transition, Zone};
