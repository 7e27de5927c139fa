//! When an event is, in the terms of RFC 5545: DTSTART, DTEND, RRULE, RDATE, EXDATE, RECURRENCE-ID.

use crate::date::{self, Date, Minutes, Moment, Occurrence, Series, Time, Zone, ical_date, ical_local};

/// EXDATE are listed through this day; no break of an event goes on for so long.
const HORIZON: Date = Date::constant(2199, 12, 31);

/// An event as calendar programs want it: the start is its first day, and what differs is apart.
pub struct Plan {
    series: Series,
    zone: Zone,
    /// Days that fall out, among those that the rule has.
    out: Vec<Date>,
    /// Days beside the rule.
    more: Vec<Date>,
}

impl Plan {
    /// Of a series in a zone.
    pub fn new(series: &Series, zone: &Zone) -> Plan {
        let mut series = series.clone();
        series.align(zone);
        let left_out = series.left_out(HORIZON, zone);
        let plain = Series { extra: Vec::new(), ..series.clone() };
        let mut more: Vec<Date> = series.extra.clone();
        more.sort_unstable();
        more.dedup();
        more.retain(|day| !left_out.contains(day) && !plain.has(*day, zone));
        let out = left_out.into_iter().filter(|day| plain.has(*day, zone)).collect();
        Plan { series, zone: zone.clone(), out, more }
    }

    /// Whether it has more than one day.
    pub fn recurs(&self) -> bool {
        self.series.rule.is_some() || !self.more.is_empty()
    }

    /// The time of an event that takes place once; none where its only day falls out.
    pub fn once(&self) -> Option<Occurrence> {
        self.on(self.series.start.date)
    }

    /// What is changed on single days: each as it will be.
    pub fn changed(&self) -> Vec<Occurrence> {
        let mut days: Vec<Date> = self.series.changes.iter().map(|change| change.date).collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter().filter_map(|day| self.on(day)).collect()
    }

    /// The occurrence whose day by the rule is this one, wherever it was moved.
    fn on(&self, id: Date) -> Option<Occurrence> {
        // Of two changes of a day the later holds.
        let change = self.series.changes.iter().rev().find(|change| change.date == id);
        let day = change.and_then(|change| change.to_date).unwrap_or(id);
        self.series.occurrences(day, day, &self.zone).into_iter().find(|one| one.id == id)
    }

    /// DTSTART to EXDATE of the component that stands for all days.
    pub fn lines(&self) -> Vec<String> {
        let start = self.series.start;
        let mut lines = span(&start, self.series.length.map(|length| end(&start, length)).as_ref(), &self.zone);
        lines.extend(self.series.rule.as_ref().map(|rule| format!("RRULE:{}", rule.to_ical(&start, &self.zone))));
        lines.extend(self.days("RDATE", &self.more));
        lines.extend(self.days("EXDATE", &self.out));
        lines
    }

    /// RECURRENCE-ID of an occurrence.
    pub fn recurrence_id(&self, one: &Occurrence) -> String {
        point("RECURRENCE-ID", &Moment { date: one.id, ..self.series.start }, &self.zone)
    }

    fn days(&self, name: &str, days: &[Date]) -> Option<String> {
        let first = days.first()?;
        let mut line = point(name, &Moment { date: *first, ..self.series.start }, &self.zone);
        for day in days.iter().skip(1) {
            line.push(',');
            line.push_str(&value(*day, self.series.start.time));
        }
        Some(line)
    }

    /// The first and the last year that it names.
    pub fn years(&self) -> (i16, i16) {
        let moved = self.series.changes.iter().filter_map(|change| change.to_date);
        let ends = self.series.breaks.iter().map(|days| days.from);
        let all = || self.more.iter().copied().chain(moved.clone()).chain(ends.clone()).chain([self.series.start.date]);
        let year = |date: Option<Date>| date.map_or(2025, |date| date.year());
        (year(all().min()), year(all().max()))
    }
}

/// DTSTART and DTEND. Days end with the one after the last (RFC 5545, 3.6.1).
pub fn span(start: &Moment, end: Option<&Moment>, zone: &Zone) -> Vec<String> {
    let mut lines = vec![point("DTSTART", start, zone)];
    let end = match (start.time, end) {
        (None, end) => Some(Moment::day(date::shift(end.map_or(start.date, |end| end.date), 1))),
        (Some(_), end) => end.filter(|end| end.start() > start.start()).copied(),
    };
    lines.extend(end.map(|end| point("DTEND", &end, zone)));
    lines
}

/// The last day of whole days, the end of a time.
fn end(start: &Moment, length: Minutes) -> Moment {
    match start.time {
        Some(_) => Moment::at(date::later(start.start(), length.0)),
        None => {
            let days = i32::try_from((length.0 / Minutes::DAY.0).max(1)).unwrap_or(1);
            Moment::day(date::shift(start.date, days - 1))
        }
    }
}

fn point(name: &str, moment: &Moment, zone: &Zone) -> String {
    let value = value(moment.date, moment.time);
    match moment.time {
        Some(_) => format!("{name};TZID={}:{value}", zone.name()),
        None => format!("{name};VALUE=DATE:{value}"),
    }
}

fn value(date: Date, time: Option<Time>) -> String {
    time.map_or_else(|| ical_date(date), |time| ical_local(date.to_datetime(time)))
}
