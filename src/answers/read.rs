//! Reading and writing the file: what is broken in one entry takes no other with it.

use super::clean::clean;
use super::model::{Answers, VERSION};
use crate::diag::{At, Checked, Diagnostic, Problem, Source, text};
use crate::yaml;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Longer references are none of ours.
const LONGEST_REFERENCE: usize = 16;

/// Reads an `answers.yaml`. An entry that cannot be read is left out with a finding; where the file is no YAML, or
/// of a newer shape, nothing is taken from it.
pub fn read(source: &Arc<Source>) -> Checked<Answers> {
    let path = source.path.as_str();
    match yaml::from_text::<Option<Map<String, Value>>>(&source.text) {
        Ok(map) => typed(path, map.unwrap_or_default()),
        Err(problem) => {
            let technical = problem.help.into_iter().next().unwrap_or_else(|| problem.message.clone());
            let finding = Diagnostic::error("O001", At::File(path.to_owned()), broken(path)).help(technical);
            Checked { value: Answers::default(), findings: vec![finding.help(fetch_again())] }
        }
    }
}

/// Reads what an endpoint answered, for the file at `path`; entries as in [`read`].
///
/// # Errors
/// When it is not a JSON object.
pub fn from_json(path: &str, bytes: &[u8]) -> Result<Checked<Answers>, serde_json::Error> {
    serde_json::from_slice(bytes).map(|map| typed(path, map))
}

fn typed(path: &str, map: Map<String, Value>) -> Checked<Answers> {
    let mut reader = Reader { path, map, findings: Vec::new() };
    let version = reader.one("version").unwrap_or(VERSION);
    if version > VERSION {
        return Checked { value: Answers::default(), findings: vec![newer(path)] };
    }
    let mut answers = Answers {
        version,
        fetched: reader.one::<String>("fetched").and_then(|text| text.parse().ok()),
        etag: reader.one("etag"),
        questions: reader.list("questions"),
        statuses: reader.list("statuses"),
        replies: reader.list("replies"),
        polls: reader.list("polls"),
        problems: reader.list("problems"),
        late: reader.one("late").unwrap_or_default(),
        statistics: reader.one("statistics"),
    };
    let findings = reader.findings;
    each_text(&mut answers);
    keep_whole(&mut answers);
    Checked { value: answers, findings }
}

/// The text of an `answers.yaml`: the same for the same answers.
///
/// # Errors
/// None that answers can cause.
pub fn to_yaml(answers: &Answers) -> Result<String, Problem> {
    yaml::to_text(answers)
}

/// Whether a text is a reference, as far as it can be told without asking who gave it.
pub fn is_reference(text: &str) -> bool {
    let legal = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_REFERENCE).contains(&text.len()) && text.chars().all(legal)
}

struct Reader<'a> {
    path: &'a str,
    map: Map<String, Value>,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn one<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        match self.map.remove(key)? {
            Value::Null => None,
            value => self.typed(key, value),
        }
    }

    fn list<T: DeserializeOwned>(&mut self, key: &str) -> Vec<T> {
        match self.map.remove(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(values)) => {
                let numbered = values.into_iter().enumerate();
                numbered.filter_map(|(at, value)| self.typed(&format!("{key} [{}]", at + 1), value)).collect()
            }
            Some(value) => self.typed::<Vec<T>>(key, value).unwrap_or_default(),
        }
    }

    fn typed<T: DeserializeOwned>(&mut self, place: &str, value: Value) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(typed) => Some(typed),
            Err(error) => {
                self.findings.push(unreadable(self.path, place, &error));
                None
            }
        }
    }
}

/// Words are cleaned once more: the file may have been edited since it was fetched.
fn each_text(answers: &mut Answers) {
    let questions = answers.questions.iter_mut().flat_map(|one| [&mut one.question, &mut one.reply]);
    let replies = answers.replies.iter_mut().flat_map(|one| [&mut one.said, &mut one.did]);
    let reasons = answers.statuses.iter_mut().filter_map(|one| one.reason.as_mut());
    let problems =
        answers.problems.iter_mut().flat_map(|one| std::iter::once(&mut one.category).chain(&mut one.street));
    questions.chain(replies).chain(reasons).chain(problems).for_each(|text| *text = clean(text));
}

/// What has no reference, or one twice, or no words, is nothing that a page could show.
fn keep_whole(answers: &mut Answers) {
    let mut seen = BTreeSet::new();
    answers.questions.retain(|one| {
        is_reference(&one.reference)
            && !one.question.is_empty()
            && !one.reply.is_empty()
            && seen.insert(one.reference.clone())
    });
    let mut seen = BTreeSet::new();
    answers.statuses.retain(|one| is_reference(&one.reference) && seen.insert(one.reference.clone()));
    answers.replies.retain(|one| !one.said.is_empty() && !one.did.is_empty());
    answers.problems.retain(|one| one.reports > 0 && !one.category.is_empty());
    answers.questions.sort_by(|a, b| (b.answered, &a.reference).cmp(&(a.answered, &b.reference)));
    answers.replies.sort_by_key(|one| std::cmp::Reverse(one.day));
    answers.statuses.sort_by(|a, b| a.reference.cmp(&b.reference));
    answers.problems.sort_by(|a, b| (b.reports, &a.category, &a.street).cmp(&(a.reports, &b.category, &b.street)));
}

fn broken(path: &str) -> crate::diag::Text {
    text!("odgovori iz `{path}` se ne mogu pročitati", "the replies in `{path}` cannot be read")
}

fn fetch_again() -> crate::diag::Text {
    text!(
        "tu datoteku piše program: preuzmite je ponovo naredbom `zbor feedback pull`",
        "this file is written by the program: fetch it again with `zbor feedback pull`"
    )
}

fn newer(path: &str) -> Diagnostic {
    Diagnostic::error(
        "O002",
        At::File(path.to_owned()),
        text!("odgovore u `{path}` zapisao je noviji Zbor", "the replies in `{path}` were written by a newer Zbor"),
    )
    .help(text!("nabavite novi program", "get the new program"))
}

fn unreadable(path: &str, place: &str, error: &serde_json::Error) -> Diagnostic {
    Diagnostic::warning(
        "O003",
        At::File(path.to_owned()),
        text!("`{place}` se ne može pročitati, pa se ne objavljuje", "`{place}` cannot be read and is not published"),
    )
    .help(text!("tehnički razlog: {error}", "technical reason: {error}"))
    .help(fetch_again())
}
