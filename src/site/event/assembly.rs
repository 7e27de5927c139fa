//! What an assembly of residents has: agenda, second call, minutes, decisions, priorities.

use super::Category;
use crate::date::{self, Minutes};
use crate::diag::{Diagnostic, Problem, Severity, text};
use crate::site::fields::{At, Fields, Vocabulary, scalar as scalar_of};
use crate::site::nested::mapping;
use crate::site::project::{STATUSES, Status};
use crate::site::scalar;
use crate::site::texts::texts;
use crate::yaml::{Node, Value};

/// One of the things that residents want, ranked.
#[derive(Clone, Debug)]
pub struct Priority {
    /// What.
    pub title: String,
    /// How many points, or votes, it got.
    pub points: Option<u32>,
    /// Who can do it.
    pub who: Option<String>,
    /// How far it is.
    pub status: Option<Status>,
    /// The project that came of it: its file or address.
    pub project: Option<At<String>>,
}

static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["title", "naslov", "naziv"],
    &["points", "bodovi", "bodova", "glasovi", "glasova", "votes"],
    &["who", "ko", "tko", "nadležan", "nadležni"],
    &["status", "stanje"],
    &["project", "projekat", "projekt"],
]]);

/// When an assembly begins with those who are there, if too few came.
pub(super) fn second_call(fields: &mut Fields, category: Option<Category>) -> Option<Minutes> {
    let wait = fields.value("second_call", Severity::Warning, date::duration)?;
    if category != Some(Category::Assembly) {
        fields.report("second_call", Severity::Warning, only_assemblies());
    }
    Some(wait)
}

fn only_assemblies() -> Problem {
    Problem::new("F079", text!("ponovni početak ima samo zbor", "only an assembly has a second call"))
        .help(text!("dodajte `vrsta: zbor`", "add `category: assembly`"))
}

/// Ranked by points where all have them, else in the order of the file.
pub(super) fn priorities(fields: &mut Fields) -> Vec<Priority> {
    let nodes = fields.nodes("priorities");
    let mut all: Vec<Priority> = nodes.into_iter().filter_map(|node| priority(fields, node)).collect();
    if all.iter().all(|priority| priority.points.is_some()) {
        all.sort_by_key(|priority| std::cmp::Reverse(priority.points));
    }
    all
}

fn priority(fields: &mut Fields, node: &Node) -> Option<Priority> {
    let plain =
        |title: &str| Priority { title: title.to_owned(), points: None, who: None, status: None, project: None };
    let Value::Map(_) = node.value else {
        return scalar_of(node).map(str::trim).filter(|title| !title.is_empty()).map(plain);
    };
    mapping(fields, node, &KEYS, |inner| {
        let title = inner.text("title");
        if title.is_none() {
            inner.findings.push(no_title(node));
        }
        Some(Priority {
            points: inner.value("points", Severity::Warning, points),
            who: inner.text("who"),
            status: inner.one_of("status", Severity::Warning, STATUSES),
            project: inner.text_at("project"),
            ..plain(&title?)
        })
    })
}

fn points(written: &str) -> Result<u32, Problem> {
    let value = scalar::integer(written.split_whitespace().next().unwrap_or_default())?;
    u32::try_from(value).map_err(|_| {
        Problem::new("F009", text!("`{written}` nije broj bodova", "`{written}` is not a number of points"))
    })
}

fn no_title(node: &Node) -> Diagnostic {
    Diagnostic::warning("F077", &node.span, text!("prioritet nema naslova", "the priority has no title"))
        .help(text!("dodajte `title: Rasvjeta u Školskoj ulici`", "add `title: Lights in Školska ulica`"))
}

texts!(Priority: title, who);
