//! Points and spans of local time as an author gives them.

use jiff::civil::{Date, DateTime, Time};
use serde::{Serialize, Serializer};
use std::fmt;

/// A day, or a point of it. Orders by date, then time (a day without time first).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day, as on a wall calendar.
    pub date: Date,
    /// The time, as on a wall clock; `None` means the day as a whole.
    pub time: Option<Time>,
    /// Seconds east of Greenwich, where the text gave them; `None` means the site's zone.
    pub offset: Option<i32>,
}

impl Moment {
    /// A day as a whole.
    pub fn day(date: Date) -> Moment {
        Moment { date, time: None, offset: None }
    }

    /// A point of local time.
    pub fn at(datetime: DateTime) -> Moment {
        Moment { date: datetime.date(), time: Some(datetime.time()), offset: None }
    }

    /// The point, or the first of the day.
    pub fn start(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }

    /// The point, or the midnight that ends the day: where a span that ends with it is over.
    pub fn end(&self) -> DateTime {
        match self.time {
            Some(time) => self.date.to_datetime(time),
            None => self.date.tomorrow().unwrap_or(self.date).to_datetime(Time::midnight()),
        }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Moment {
        Moment::day(date)
    }
}

impl From<DateTime> for Moment {
    fn from(datetime: DateTime) -> Moment {
        Moment::at(datetime)
    }
}

/// ISO 8601: `2026-05-12`, `2026-05-12T18:00`, `2026-05-12T18:00+02:00`; what [`super::moment`] reads back.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
        if time.second() != 0 {
            write!(f, ":{:02}", time.second())?;
        }
        match self.offset {
            Some(0) => f.write_str("Z"),
            Some(seconds) => f.write_str(&super::zone::offset_text(seconds)),
            None => Ok(()),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From a moment to another, or a moment alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Interval {
    /// Where it begins; a day without time begins at midnight.
    pub start: Moment,
    /// Where it ends, never before the start; a day without time counts whole, to its end. `None`: the end is not known.
    pub end: Option<Moment>,
}

impl Interval {
    /// A moment alone.
    pub fn from(start: Moment) -> Interval {
        Interval { start, end: None }
    }

    /// Whether only days are given, no times.
    pub fn is_all_day(&self) -> bool {
        self.start.time.is_none() && self.end.is_none_or(|end| end.time.is_none())
    }

    /// The first and the last day that it touches; an end at midnight does not touch the day that begins there.
    pub fn days(&self) -> (Date, Date) {
        let Some(end) = self.end else { return (self.start.date, self.start.date) };
        let midnight = end.time == Some(Time::midnight()) && end.date > self.start.date;
        let last = if midnight { end.date.yesterday().unwrap_or(end.date) } else { end.date };
        (self.start.date, last)
    }

    /// Whether it touches a day.
    pub fn touches(&self, date: Date) -> bool {
        let (first, last) = self.days();
        (first..=last).contains(&date)
    }

    /// Local time from start to end, in minutes; whole days for an interval of days. `None` without an end.
    pub fn length(&self) -> Option<Minutes> {
        let end = match self.end {
            Some(end) => end.end(),
            None if self.start.time.is_none() => self.start.end(),
            None => return None,
        };
        let minutes = end.duration_since(self.start.start()).as_mins();
        Some(Minutes(u32::try_from(minutes).unwrap_or(0)))
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Minutes(pub u32);

impl Minutes {
    /// One day.
    pub const DAY: Minutes = Minutes(24 * 60);
}

/// ISO 8601, as iCalendar wants it (RFC 5545 3.3.6): `PT2H`, `PT1H30M`, `P3D`, `P1DT2H`.
impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, hours, minutes) = (self.0 / 1440, self.0 / 60 % 24, self.0 % 60);
        f.write_str("P")?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if hours + minutes > 0 || days == 0 {
            f.write_str("T")?;
        }
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 || self.0 == 0 {
            write!(f, "{minutes}M")?;
        }
        Ok(())
    }
}
