//! The day on which a site is built. Nothing here reads a clock: the day is handed in.

use super::parse;
use super::zone::Zone;
use crate::diag::Problem;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The day of a build; whole days only, so that pages change at most daily.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Today {
    /// The day, in the site's zone.
    pub date: Date,
}

impl Today {
    /// The day that a moment falls on in a zone.
    pub fn at(now: Timestamp, zone: &Zone) -> Today {
        Today { date: zone.civil(now).date() }
    }

    /// From text: a date, or a timestamp, which is moved into the zone.
    ///
    /// # Errors
    /// As [`parse::moment`].
    pub fn parse(text: &str, zone: &Zone) -> Result<Today, Problem> {
        let moment = parse::moment(text)?;
        Ok(match moment.offset {
            Some(_) => Today::at(zone.resolve(&moment).timestamp, zone),
            None => Today { date: moment.date },
        })
    }

    /// Days from today to a date: 0 today, 1 tomorrow, negative in the past.
    pub fn days_to(&self, date: Date) -> i32 {
        i32::try_from(date.duration_since(self.date).as_hours() / 24).unwrap_or(i32::MAX)
    }
}

impl Serialize for Today {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.date)
    }
}
