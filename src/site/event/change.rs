//! What differs on single days of an event that repeats.

use super::{STATUSES, Status};
use crate::date::{self, Change, Date, Minutes, Moment, Time};
use crate::diag::{Diagnostic, Problem, Severity, Span, text};
use crate::site::fields::{Fields, Vocabulary, scalar as scalar_of};
use crate::site::nested::mapping;
use crate::site::texts::texts;
use crate::yaml::{Node, Value};

/// A change of one occurrence beyond its time, which is in [`crate::date::Series::changes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// Where it is instead.
    pub place: Option<String>,
    /// Whether it takes place.
    pub status: Option<Status>,
    /// Why.
    pub reason: Option<String>,
}

/// Both halves of a change, and where its day stands.
#[derive(Debug)]
pub(super) struct Both {
    pub change: Change,
    pub other: Override,
    pub span: Span,
}

static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["date", "datum"],
    &["start", "početak", "starts"],
    &["end", "kraj", "ends"],
    &["duration", "traje", "trajanje"],
    &["place", "mjesto", "lokacija", "location"],
    &["status", "stanje"],
    &["reason", "razlog", "napomena"],
]]);

/// The changes of an event whose occurrences begin at `time`.
pub(super) fn read(fields: &mut Fields, time: Option<Time>) -> Vec<Both> {
    let mut all: Vec<Both> = Vec::new();
    for node in fields.nodes("overrides") {
        let Some(both) = one(fields, node, time) else { continue };
        match all.iter().find(|earlier| earlier.change.date == both.change.date) {
            Some(earlier) => fields.findings.push(twice(earlier, &both)),
            None => all.push(both),
        }
    }
    all
}

fn one(fields: &mut Fields, node: &Node, time: Option<Time>) -> Option<Both> {
    if !matches!(node.value, Value::Map(_)) {
        fields.findings.extend(scalar_of(node).map(|_| no_date(node)));
        return None;
    }
    mapping(fields, node, &KEYS, |inner| {
        let span = inner.text_at("date").map(|at| at.span);
        let date = inner.value("date", Severity::Error, date::date_only);
        if span.is_none() {
            inner.findings.push(no_date(node));
        }
        let (date, span) = (date?, span?);
        let start = inner.value("start", Severity::Error, |written| point(written, date));
        let change = Change {
            date,
            to_date: start.map(|start| start.date).filter(|day| *day != date),
            time: start.and_then(|start| start.time),
            length: length(inner, start.unwrap_or(Moment { date, time, offset: None }), time),
        };
        let other = Override {
            place: inner.text("place"),
            status: inner.one_of("status", Severity::Error, STATUSES),
            reason: inner.text("reason"),
        };
        Some(Both { change, other, span })
    })
}

/// A moment, or a time of a day known already.
pub(super) fn point(written: &str, day: Date) -> Result<Moment, Problem> {
    date::moment_in(written, Some(day.year())).or_else(|problem| match date::time(written) {
        Ok(time) => Ok(Moment { date: day, time: Some(time), offset: None }),
        Err(_) => Err(problem),
    })
}

/// How long the changed occurrence lasts, where it says so.
fn length(fields: &mut Fields, start: Moment, time: Option<Time>) -> Option<Minutes> {
    let start = Moment { time: start.time.or(time), ..start };
    let end = fields.value("end", Severity::Error, |written| point(written, start.date));
    let lasts = fields.value("duration", Severity::Error, date::duration);
    let Some(end) = end else { return lasts };
    super::length::between(fields, "end", start, end)
}

fn no_date(node: &Node) -> Diagnostic {
    Diagnostic::error("F074", &node.span, text!("ne piše koji se termin mijenja", "it does not say which day changes"))
        .help(text!(
            "dodajte `date:` s danom kada bi događaj inače bio, a novi termin pod `start:`",
            "add `date:` with the day on which it would be, and the new one under `start:`"
        ))
}

fn twice(first: &Both, second: &Both) -> Diagnostic {
    let day = date::local(second.change.date);
    Diagnostic::warning("F075", &second.span, text!("termin {day} mijenja se dvaput", "the day {day} is changed twice"))
        .related(&first.span, text!("prvi put ovdje", "first here"))
        .help(text!("spojite obje izmjene u jednu: važi samo prva", "make one of both: only the first holds"))
}

texts!(Override: place, reason);
