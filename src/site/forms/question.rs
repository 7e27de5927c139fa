//! One question of a form.

use super::either;
use crate::diag::{Diagnostic, Problem, Severity, Span, text};
use crate::form::{Choice, Field, FieldKind};
use crate::lang;
use crate::site::fields::{At, Fields, Vocabulary, texts};
use crate::site::scalar::integer;
use crate::yaml::{Node, Value};

pub(super) static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["name", "ime", "id"],
    &["label", "pitanje", "naziv", "title"],
    &["type", "vrsta", "tip", "kind"],
    &["required", "obavezno"],
    &["hint", "pomoć", "napomena"],
    &["min", "najmanje"],
    &["max", "najviše"],
    &["options", "odgovori", "opcije", "izbor"],
]]);

/// The questions of a form.
pub(super) fn read(fields: &mut Fields, streets: &[String]) -> Vec<Field> {
    let mut questions: Vec<Field> = Vec::new();
    for node in fields.nodes("fields") {
        let question = either(fields, node, &KEYS, |inner| one(inner, node, streets), |label| line(&label));
        let Some(mut question) = question else { continue };
        if questions.iter().any(|other| other.name == question.name) {
            fields.findings.push(twice(&question.name, &node.span));
            question.name = format!("{}_{}", question.name, questions.len() + 1);
        }
        fields.findings.extend(personal(&question, &node.span));
        questions.push(question);
    }
    questions
}

/// A question of one line, from its text alone.
fn line(label: &str) -> Field {
    Field::new(name_of(label), label, FieldKind::Text)
}

fn one(fields: &mut Fields, node: &Node, streets: &[String]) -> Option<Field> {
    let name = fields.text("name");
    let Some(label) = fields.text("label").or_else(|| name.clone()) else {
        fields.findings.push(no_label(&node.span));
        return None;
    };
    let kind = kind(fields, streets)?;
    let mut field = Field::new(name_of(name.as_deref().unwrap_or(&label)), label, kind);
    if fields.flag("required") == Some(true) {
        field = field.required();
    }
    field.hint = fields.text("hint").unwrap_or_default();
    field.min = fields.value("min", Severity::Warning, integer);
    field.max = fields.value("max", Severity::Warning, integer);
    if let (Some(min), Some(max)) = (field.min, field.max)
        && min > max
    {
        fields.report("max", Severity::Error, upside_down(min, max));
    }
    Some(field)
}

/// The kind of answer, with what belongs to it. `checkbox` is a tick, or several where there are options.
fn kind(fields: &mut Fields, streets: &[String]) -> Option<FieldKind> {
    let written = fields.text_at("type");
    let has_options = fields.node("options").is_some();
    let ticks = written.as_ref().is_some_and(|at| matches!(lang::fold_key(&at.value).as_str(), "checkbox" | "kvacica"));
    let kind = match &written {
        None if has_options => FieldKind::Choice { options: Vec::new() },
        None => FieldKind::Text,
        Some(_) if ticks && has_options => FieldKind::Choices { options: Vec::new() },
        Some(_) if ticks => FieldKind::Consent,
        Some(at) => match FieldKind::parse(&at.value) {
            Some(kind) => kind,
            None => {
                fields.findings.push(unknown_type(at));
                return None;
            }
        },
    };
    Some(match kind {
        FieldKind::Choice { .. } => FieldKind::Choice { options: options(fields) },
        FieldKind::Choices { .. } => FieldKind::Choices { options: options(fields) },
        FieldKind::Street { .. } => FieldKind::Street { streets: streets.to_vec() },
        other => other,
    })
}

static OPTION: Vocabulary = Vocabulary::new(&[&[&["value", "vrijednost", "id"], &["label", "naziv", "tekst"]]]);

/// The answers to choose from: texts, or `{value, label}`. Fewer than two are an error.
fn options(fields: &mut Fields) -> Vec<Choice> {
    let found: Vec<(Option<String>, String)> = match fields.node("options") {
        Some(Node { value: Value::List(items), .. }) => items
            .iter()
            .filter_map(|item| {
                let map = |inner: &mut Fields| Some((inner.text("value"), inner.text("label")?));
                either(fields, item, &OPTION, map, |label| (None, label))
            })
            .collect(),
        Some(node) => texts("options", node).0.into_iter().map(|label| (None, label.value)).collect(),
        None => Vec::new(),
    };
    let mut options: Vec<Choice> = Vec::new();
    for (value, label) in found {
        let value = value.unwrap_or_else(|| lang::slug(&label));
        let free = !value.is_empty() && options.iter().all(|other| other.value != value);
        let value = if free { value } else { format!("{}", options.len() + 1) };
        options.push(Choice { value, label });
    }
    if options.len() < 2 {
        let at = if fields.node("options").is_some() { "options" } else { "type" };
        fields.report(at, Severity::Error, few_options());
    }
    options
}

/// Letters, digits and `_`, not beginning with `_`.
fn name_of(written: &str) -> String {
    let name = lang::slug(written).replace('-', "_");
    if name.is_empty() { "pitanje".to_owned() } else { name }
}

/// A form that wants a personal number should not: it is not needed to answer anybody.
fn personal(question: &Field, span: &Span) -> Option<Diagnostic> {
    let words = [lang::fold(&question.label), lang::fold(&question.name).replace('_', " ")];
    let asks = ["jmbg", "maticni broj", "broj licne karte", "personal number", "id number"];
    words.iter().any(|text| asks.iter().any(|word| text.contains(word))).then(|| {
        Diagnostic::warning("F105", span, text!("obrazac traži lični broj", "the form asks for a personal number"))
            .help(text!(
                "izostavite ga: broj se provjerava na šalteru, uz ličnu kartu",
                "leave it out: the number is checked at the counter, with the identity card"
            ))
    })
}

fn unknown_type(at: &At<String>) -> Diagnostic {
    let written = &at.value;
    let finding = Diagnostic::error(
        "F103",
        &at.span,
        text!("vrsta polja `{written}` nije poznata", "the field type `{written}` is not known"),
    );
    let finding = match lang::nearest(written, FieldKind::names()) {
        Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => finding,
    };
    finding.help(text!(
        "moguće je: `tekst`, `dugi_tekst`, `email`, `telefon`, `izbor`, `više_izbora`, `broj`, `datum`, `vrijeme`, `ulica`, `fotografije`, `saglasnost`",
        "possible: `text`, `long_text`, `email`, `phone`, `choice`, `choices`, `number`, `date`, `time`, `street`, `photos`, `consent`"
    ))
}

fn few_options() -> Problem {
    Problem::new("F104", text!("treba bar dva ponuđena odgovora", "at least two answers must be offered"))
        .help(text!("dodajte `options: [da, ne]`", "add `options: [yes, no]`"))
}

fn no_label(span: &Span) -> Diagnostic {
    Diagnostic::error("F102", span, text!("ne piše šta se pita", "it does not say what is asked"))
        .help(text!("dodajte `label: Ime i prezime`", "add `label: Name and surname`"))
}

fn twice(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::warning("F106", span, text!("dva polja se zovu `{name}`", "two fields are called `{name}`"))
        .help(text!("dajte im različita imena pod `name:`", "give them different names under `name:`"))
}

fn upside_down(min: i64, max: i64) -> Problem {
    Problem::new(
        "F108",
        text!("najmanje ({min}) je više od najviše ({max})", "the least ({min}) is more than the most ({max})"),
    )
    .help(text!("zamijenite `min` i `max`", "swap `min` and `max`"))
}
