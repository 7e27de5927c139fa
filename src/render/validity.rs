//! How long what a page shows is true: bounds for readers who look at it days after the build.

use super::view::Validity;
use crate::date::{Date, Moment, Today, shift};
use crate::site::{Announcement, Occurrence, Resolved, banner_from, last_day, outage_end};

/// Outages that come on the banner within so many days are on the pages already, and wait.
pub const DAYS_AHEAD: i32 = 7;

/// A bound at a moment: a day without a time counts as its end.
pub fn end(moment: &Moment) -> String {
    let end = moment.end();
    format!("{} {:02}:{:02}", end.date(), end.hour(), end.minute())
}

/// A bound at the beginning of a day.
pub fn day(date: Date) -> String {
    format!("{date} 00:00")
}

/// How long an outage stands on the banner: until its announced end, to the minute; a day longer where
/// it was mended.
pub fn banner(announcement: &Announcement, today: Today) -> Validity {
    let from = banner_from(announcement);
    let ends = announcement.when.iter().map(|span| span.end.as_ref());
    let announced = ends.collect::<Option<Vec<_>>>().and_then(|ends| ends.into_iter().max());
    let until = match (announced, &announcement.resolved) {
        (Some(last), Resolved::No) => Some(end(last)),
        _ => outage_end(announcement).map(|last| end(&Moment::day(last))),
    };
    Validity {
        from: from.map(day).unwrap_or_default(),
        until: until.unwrap_or_default(),
        waits: from.is_some_and(|from| from > today.date),
    }
}

/// How long a text stands on the list of what is in force; none where it stands for ever.
pub fn listed(reading: &crate::site::Reading) -> Option<Validity> {
    let until = end(&Moment::day(last_day(reading)?));
    Some(Validity { until, ..Validity::default() })
}

/// How long an occurrence is to come or going on. One without an end counts for its whole day.
pub fn occurrence(one: &Occurrence) -> Validity {
    let last = one.dates.end.unwrap_or(Moment::day(one.dates.start.date));
    Validity { until: end(&last), ..Validity::default() }
}

/// The days whose outages a page of today knows: today and those that follow.
pub fn horizon(today: Today) -> impl Iterator<Item = Date> {
    (0..=DAYS_AHEAD).map(move |days| shift(today.date, days))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::date::{DateTime, Interval};

    fn announced(when: &[(&str, Option<&str>)], resolved: Resolved) -> Announcement {
        let moment = |text: &str| match text.parse::<DateTime>() {
            Ok(time) if text.len() > 10 => Moment::at(time),
            _ => Moment::day(text.parse().unwrap()),
        };
        let when = when.iter().map(|(start, end)| Interval { start: moment(start), end: end.map(&moment) }).collect();
        Announcement {
            level: crate::site::Level::Important,
            topic: Some(crate::site::Topic::Water),
            when,
            resolved,
            reason: None,
            source: None,
            replaces: None,
        }
    }

    #[test]
    fn a_banner_ends_when_the_outage_was_announced_to_end() {
        let today = Today { date: Date::constant(2026, 11, 24) };
        let bounds = |when: &[(&str, Option<&str>)], resolved| {
            let Validity { from, until, waits } = banner(&announced(when, resolved), today);
            (from, until, waits)
        };
        let timed = bounds(&[("2026-11-24T08:00", Some("2026-11-24T15:00"))], Resolved::No);
        assert_eq!(timed, ("2026-11-22 00:00".into(), "2026-11-24 15:00".into(), false));
        let days = bounds(&[("2026-11-28", Some("2026-11-29"))], Resolved::No);
        assert_eq!(days, ("2026-11-26 00:00".into(), "2026-11-30 00:00".into(), true));
        let twice = [("2026-11-24T08:00", Some("2026-11-24T15:00")), ("2026-11-25T08:00", Some("2026-11-25T12:00"))];
        assert_eq!(bounds(&twice, Resolved::No).1, "2026-11-25 12:00");
        assert_eq!(bounds(&[("2026-11-24", None)], Resolved::No).1, "2026-11-27 00:00");
        let mended = Resolved::At(Moment::at("2026-11-24T11:00".parse().unwrap()));
        assert_eq!(bounds(&[("2026-11-24T08:00", Some("2026-11-26T15:00"))], mended).1, "2026-11-26 00:00");
    }
}
