//! Anketa: a question with answers to choose from.

#[cfg(test)]
mod tests;

use super::common::{self, Common, moment};
use super::fields::{At, Choices, Fields, Vocabulary, scalar as scalar_of, texts};
use super::nested::mapping;
use super::texts::texts;
pub use crate::answers::Method;
use crate::date::{Moment, Today, local};
use crate::diag::{Diagnostic, Problem, Severity, text};
use crate::lang;
use crate::yaml::{Node, Value};

/// Keys of polls beside the common ones.
pub static KEYS: Vocabulary = Vocabulary::new(&[
    common::NAMES,
    &[
        &["id"],
        &["question", "pitanje"],
        &["method", "način", "izbor"],
        &["options", "odgovori", "opcije"],
        &["opens", "otvorena_od", "od", "početak"],
        &["closes", "otvorena_do", "do", "kraj"],
        &["text", "tekst", "body"],
    ],
]);

const METHODS: Choices<Method> = &[
    (Method::Single, &["single", "jedan", "jedno", "jedan odgovor", "one"]),
    (Method::Multiple, &["multiple", "više", "više odgovora", "many"]),
];

/// Whether one can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not yet.
    Soon,
    /// Today.
    Open,
    /// No longer.
    Closed,
}

/// A poll beyond the common keys.
#[derive(Clone, Debug)]
pub struct Poll {
    /// What is asked; the title where there is no question.
    pub question: String,
    /// How many answers.
    pub method: Method,
    /// At least two.
    pub options: Vec<PollOption>,
    /// First day; none: at once.
    pub opens: Option<Moment>,
    /// Last day; none: without end.
    pub closes: Option<Moment>,
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollOption {
    /// Under which it is counted, the same in all languages: the given one, else its number from 1.
    pub id: String,
    /// As people read it.
    pub label: String,
}

impl Poll {
    /// Whether one can answer on a day; the last day counts.
    pub fn state(&self, today: Today) -> State {
        match (self.opens, self.closes) {
            (_, Some(closes)) if closes.date < today.date => State::Closed,
            (Some(opens), _) if opens.date > today.date => State::Soon,
            _ => State::Open,
        }
    }
}

texts!(Poll: question, options);
texts!(PollOption: label);

/// Reads the keys of a poll.
pub fn read(fields: &mut Fields, common: &Common) -> Poll {
    let poll = Poll {
        question: fields.text("question").unwrap_or_else(|| common.title.clone()),
        method: fields.one_of("method", Severity::Error, METHODS).unwrap_or_default(),
        options: options(fields),
        opens: moment(fields, "opens", Severity::Error),
        closes: moment(fields, "closes", Severity::Error),
    };
    if poll.options.len() < 2 {
        too_few(fields, common);
    }
    check_days(fields, &poll);
    poll
}

/// What stands for the title of a poll that has none: its question.
pub fn heading(node: &Node) -> Option<&str> {
    let Value::Map(entries) = &node.value else { return None };
    entries
        .iter()
        .find(|entry| KEYS.canonical(&entry.key) == Some("question"))
        .and_then(|entry| scalar_of(&entry.value))
}

static OPTION: Vocabulary = Vocabulary::new(&[&[&["id", "oznaka"], &["label", "title", "naslov", "tekst", "odgovor"]]]);

/// A list of texts, of `{id, label}`, or a mapping of one to the other. The same answer twice is a warning.
fn options(fields: &mut Fields) -> Vec<PollOption> {
    let mut found: Vec<(Option<String>, At<String>)> = Vec::new();
    match fields.node("options") {
        Some(Node { value: Value::List(items), .. }) => {
            found.extend(items.iter().filter_map(|item| option(fields, item)));
        }
        Some(Node { value: Value::Map(entries), .. }) => found.extend(entries.iter().filter_map(|entry| {
            let label = At { value: scalar_of(&entry.value)?.trim().to_owned(), span: entry.value.span.clone() };
            Some((Some(entry.key.trim().to_owned()), label))
        })),
        Some(node) => found.extend(texts("options", node).0.into_iter().map(|label| (None, label))),
        None => {}
    }
    let mut options: Vec<PollOption> = Vec::new();
    for (id, label) in found {
        if options.iter().any(|option| lang::fold(&option.label) == lang::fold(&label.value)) {
            fields.findings.push(twice(&label));
            continue;
        }
        let id =
            id.map(|id| lang::slug(&id)).filter(|id| !id.is_empty() && options.iter().all(|other| other.id != *id));
        options.push(PollOption { id: id.unwrap_or_else(|| (options.len() + 1).to_string()), label: label.value });
    }
    options
}

fn option(fields: &mut Fields, item: &Node) -> Option<(Option<String>, At<String>)> {
    match &item.value {
        Value::Map(_) => mapping(fields, item, &OPTION, |inner| Some((inner.text("id"), inner.text_at("label")?))),
        _ => {
            let label = scalar_of(item).map(str::trim).filter(|label| !label.is_empty())?.to_owned();
            Some((None, At { value: label, span: item.span.clone() }))
        }
    }
}

fn too_few(fields: &mut Fields, common: &Common) {
    let problem = Problem::new("F092", text!("anketa treba bar dva odgovora", "a poll needs at least two answers"))
        .help(text!(
            "pod `odgovori:` navedite svaki u svom redu: `- Da`",
            "list each under `options:` on its own line: `- Yes`"
        ));
    match &common.title_span {
        Some(span) if fields.node("options").is_none() => fields.findings.push(problem.at(Severity::Error, span)),
        _ => fields.report("options", Severity::Error, problem),
    }
}

fn check_days(fields: &mut Fields, poll: &Poll) {
    let (Some(opens), Some(closes)) = (poll.opens, poll.closes) else { return };
    if closes.end() > opens.start() {
        return;
    }
    let (first, last) = (local(opens.date), local(closes.date));
    let problem = Problem::new(
        "F093",
        text!(
            "anketa se zatvara ({last}) prije nego što se otvori ({first})",
            "the poll closes ({last}) before it opens ({first})"
        ),
    )
    .help(text!("zamijenite `otvorena_od` i `otvorena_do`", "swap `opens` and `closes`"));
    fields.report("closes", Severity::Error, problem);
}

fn twice(label: &At<String>) -> Diagnostic {
    let shown = &label.value;
    Diagnostic::warning(
        "F094",
        &label.span,
        text!("odgovor `{shown}` stoji dvaput", "the answer `{shown}` stands twice"),
    )
    .help(text!("obrišite jedan", "delete one of them"))
}
