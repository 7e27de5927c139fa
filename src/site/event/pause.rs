//! Longer times in which an event does not take place, with the reason.

use crate::date::{self, Date, Days};
use crate::diag::{Diagnostic, Problem, Severity, text};
use crate::site::fields::{Fields, Vocabulary, scalar as scalar_of, texts};
use crate::site::nested::mapping;
use crate::site::texts::texts;
use crate::yaml::{Node, Value};

/// A pause: shown as `Pauza do 31. 8.`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// From the first day through the last.
    pub days: Days,
    /// Why.
    pub reason: Option<String>,
}

static KEYS: Vocabulary =
    Vocabulary::new(&[&[&["from", "od"], &["to", "do", "until"], &["when", "kada"], &["reason", "razlog"]]]);

/// `[{from, to, reason}]`, or spans in words: `1. 7. – 31. 8. 2026.` A span without a year is one of
/// every year from `year` on.
pub(super) fn read(fields: &mut Fields, year: i16) -> Vec<Break> {
    let Some(node) = fields.node("breaks") else { return Vec::new() };
    let nodes = fields.nodes("breaks");
    let mut breaks: Vec<Break> = Vec::new();
    for item in nodes.iter().filter(|item| matches!(item.value, Value::Map(_))) {
        breaks.extend(mapping(fields, item, &KEYS, |inner| one(inner, item, year)));
    }
    if !matches!(node.value, Value::Map(_)) {
        breaks.extend(in_words(fields, "breaks", node, year).into_iter().map(|days| Break { days, reason: None }));
    }
    breaks
}

/// Years ahead for which a span without a year is taken.
const YEARS: i16 = 10;

fn one(fields: &mut Fields, node: &Node, year: i16) -> Vec<Break> {
    let reason = fields.text("reason");
    let spans = match fields.node("when") {
        Some(when) => in_words(fields, "when", when, year),
        None => from_to(fields, node, year),
    };
    spans.into_iter().map(|days| Break { days, reason: reason.clone() }).collect()
}

fn from_to(fields: &mut Fields, node: &Node, year: i16) -> Vec<Days> {
    let (from, to) = (fields.text_at("from"), fields.text_at("to"));
    let (Some(from), Some(to)) = (from, to) else {
        fields.findings.push(half(node));
        return Vec::new();
    };
    let words = format!("{} – {}", from.value, to.value);
    match (date::date_only(&from.value), date::date_only(&to.value)) {
        (Ok(first), Ok(last)) if first <= last => vec![Days { from: first, to: last }],
        (Ok(first), Ok(last)) => {
            fields.findings.push(backwards(first, last).at(Severity::Error, &to.span));
            Vec::new()
        }
        _ => match yearly(&words, year) {
            Ok(spans) => spans,
            Err(_) => {
                let wrong = [from, to].into_iter().filter_map(|at| Some((date::date_only(&at.value).err()?, at.span)));
                fields.findings.extend(wrong.map(|(problem, span)| problem.at(Severity::Error, &span)));
                Vec::new()
            }
        },
    }
}

/// The spans of a value in words: a list of them, or several with commas.
pub(super) fn in_words(fields: &mut Fields, name: &'static str, node: &Node, year: i16) -> Vec<Days> {
    let parts = match &node.value {
        Value::List(items) => items.iter().filter(|item| scalar_of(item).is_some()).collect(),
        _ => vec![node],
    };
    let mut days = Vec::new();
    for part in parts.into_iter().flat_map(|part| texts(name, part).0) {
        match yearly(&part.value, year) {
            Ok(spans) => days.extend(spans),
            Err(problem) => fields.findings.push(problem.at(Severity::Error, &part.span)),
        }
    }
    days
}

/// The days of a span; of every year, where it has none.
fn yearly(written: &str, year: i16) -> Result<Vec<Days>, Problem> {
    let days = |interval: date::Interval| {
        let (from, to) = interval.days();
        Days { from, to }
    };
    match date::interval(written) {
        Ok(interval) => Ok(vec![days(interval)]),
        Err(problem) if problem.code == "D002" => {
            let years = year..year.saturating_add(YEARS);
            years.map(|year| date::interval_in(written, Some(year)).map(days)).collect()
        }
        Err(problem) => Err(problem),
    }
}

fn half(node: &Node) -> Diagnostic {
    Diagnostic::error("F072", &node.span, text!("pauza treba početak i kraj", "a break needs a beginning and an end"))
        .help(text!(
            "pišite `{{from: 1. 7. 2026., to: 31. 8. 2026.}}`",
            "write `{{from: 1. 7. 2026., to: 31. 8. 2026.}}`"
        ))
}

fn backwards(first: Date, last: Date) -> Problem {
    let (first, last) = (date::local(first), date::local(last));
    Problem::new(
        "F073",
        text!(
            "pauza završava ({last}) prije nego što počne ({first})",
            "the break ends ({last}) before it begins ({first})"
        ),
    )
    .help(text!("zamijenite `from` i `to`, ili provjerite godine", "swap `from` and `to`, or check the years"))
}

texts!(Break: reason);
