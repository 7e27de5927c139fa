//! The parts of a project, each with its day.

use super::update;
use crate::date::{self, Moment};
use crate::diag::{Diagnostic, Problem, Severity, text};
use crate::site::fields::{Fields, Vocabulary, scalar as scalar_of};
use crate::site::nested::mapping;
use crate::site::scalar;
use crate::site::texts::texts;
use crate::yaml::{Node, Value};

/// A part of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What.
    pub title: String,
    /// When it is to be, or was, done.
    pub date: Option<Due>,
    /// Whether it is.
    pub done: Done,
}

/// When a part of a project is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// On a day.
    Day(Moment),
    /// In words: `jesen 2027.`
    Words(String),
}

/// Whether a part of a project is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Not yet.
    No,
    /// Yes.
    Yes,
    /// Yes, on the day given.
    On(Moment),
}

static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["title", "naslov", "naziv", "šta", "name"],
    &["date", "datum", "rok", "kada"],
    &["done", "gotovo", "završeno", "urađeno"],
]]);

/// The milestones of a project.
pub(super) fn read(fields: &mut Fields) -> Vec<Milestone> {
    let nodes = fields.nodes("milestones");
    nodes.into_iter().filter_map(|node| one(fields, node)).collect()
}

fn one(fields: &mut Fields, node: &Node) -> Option<Milestone> {
    match &node.value {
        Value::Map(_) => mapping(fields, node, &KEYS, |inner| {
            let title = inner.text("title");
            if title.is_none() {
                inner.findings.push(no_title(node));
            }
            Some(Milestone { title: title?, date: inner.text("date").map(due), done: done(inner) })
        }),
        _ => scalar_of(node).map(str::trim).filter(|text| !text.is_empty()).map(from_line),
    }
}

/// `30. 10. 2026. Odvodni kanali`, or words alone.
fn from_line(line: &str) -> Milestone {
    let (date, title) = match update::leading_date(line) {
        Some((date, title)) if !title.is_empty() => (Some(Due::Day(Moment::day(date))), title),
        _ => (None, line),
    };
    Milestone { title: title.to_owned(), date, done: Done::No }
}

fn due(written: String) -> Due {
    date::moment(&written).map_or(Due::Words(written), Due::Day)
}

fn done(fields: &mut Fields) -> Done {
    let Some(written) = fields.text("done") else { return Done::No };
    match (scalar::flag(&written), date::moment(&written)) {
        (Ok(true), _) => Done::Yes,
        (Ok(false), _) => Done::No,
        (_, Ok(day)) => Done::On(day),
        (Err(_), Err(_)) => {
            fields.report("done", Severity::Warning, neither(&written));
            Done::No
        }
    }
}

fn neither(written: &str) -> Problem {
    Problem::new(
        "F012",
        text!("`{written}` nije ni `da`, ni `ne`, ni datum", "`{written}` is neither `yes` nor `no` nor a date"),
    )
}

fn no_title(node: &Node) -> Diagnostic {
    Diagnostic::warning("F048", &node.span, text!("faza nema naslova", "the milestone has no title"))
        .help(text!("dodajte `title: Potpisan ugovor`", "add `title: Contract signed`"))
}

texts!(Milestone: title);
