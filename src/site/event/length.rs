//! How long an event lasts: to its end, for so long, or whole days.

use super::change::point;
use super::timing::Base;
use crate::date::{self, Interval, Minutes, Moment, local};
use crate::diag::{Problem, Severity, text};
use crate::site::fields::Fields;

/// By `end` or `duration`.
pub(super) fn given(fields: &mut Fields, base: &Base) -> Option<Minutes> {
    let lasts = fields.value("duration", Severity::Error, date::duration);
    let end = fields.value("end", Severity::Error, |written| point(written, base.start.date));
    let by_end = end.and_then(|end| between(fields, "end", base.start, end));
    match (by_end, lasts) {
        (Some(one), Some(other)) if one != other => {
            let problem =
                Problem::new("F064", text!("`kraj` i `traje` se ne slažu", "`end` and `duration` do not agree"))
                    .help(text!("ostavite samo jedno: važi `kraj`", "keep only one: `end` holds"));
            fields.report("duration", Severity::Warning, problem);
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

/// From start to end; an end before the start is an error, an end without a day is on that of the start.
pub(super) fn between(fields: &mut Fields, name: &str, start: Moment, end: Moment) -> Option<Minutes> {
    let span = Interval { start, end: Some(end) };
    if end.end() <= start.start() {
        fields.report(name, Severity::Error, backwards(start, end));
        return None;
    }
    if start.time.is_none() && end.time.is_some() {
        fields.report(name, Severity::Warning, no_hour_of_start(start));
        return None;
    }
    // A day as an end counts whole; after a start with a time it says only the day, not the hour.
    if start.time.is_some() && end.time.is_none() && end.date == start.date {
        return None;
    }
    span.length()
}

fn backwards(start: Moment, end: Moment) -> Problem {
    let (first, last) = (shown(start), shown(end));
    let problem = Problem::new(
        "F063",
        text!(
            "događaj završava ({last}) prije nego što počne ({first})",
            "the event ends ({last}) before it begins ({first})"
        ),
    );
    match end.date == start.date {
        true => problem.help(text!(
            "ako traje preko ponoći, uz `kraj` napišite i datum",
            "if it goes on past midnight, write the date with `end` too"
        )),
        false => {
            problem.help(text!("provjerite datume pod `početak` i `kraj`", "check the dates of `start` and `end`"))
        }
    }
}

fn no_hour_of_start(start: Moment) -> Problem {
    let day = local(start.date);
    Problem::new("F065", text!("kraj ima sat, a početak nema", "the end has a time, but the start has none"))
        .help(text!("pišite `početak: {day} u 18:00`", "write `start: {day} u 18:00`"))
}

/// `12. 5. 2026. 18:00`
fn shown(moment: Moment) -> String {
    let day = local(moment.date);
    moment.time.map_or(day.clone(), |time| format!("{day} {:02}:{:02}", time.hour(), time.minute()))
}

/// Whole days: said by `all_day`, or because there is no time.
pub(super) fn all_day(fields: &mut Fields, base: Base) -> Base {
    match (fields.flag("all_day"), base.start.time) {
        (Some(true), Some(_)) => {
            let start = Moment::day(base.start.date);
            let days = base.length.map(|length| Minutes(length.0.div_ceil(Minutes::DAY.0).max(1) * Minutes::DAY.0));
            Base { start, length: days, ..base }
        }
        (Some(true), None) => base,
        (_, None) => {
            let at = ["start", "when", "date", "repeat", "rrule"].into_iter().find(|name| fields.node(name).is_some());
            if let Some(name) = at {
                fields.report(name, Severity::Hint, no_hour());
            }
            base
        }
        _ => base,
    }
}

fn no_hour() -> Problem {
    Problem::new("F062", text!("ne piše u koliko sati", "it does not say at what time"))
        .help(text!("dodajte sat (`u 18:00`), ili `cijeli_dan: da`", "add the time (`u 18:00`), or `all_day: yes`"))
}
