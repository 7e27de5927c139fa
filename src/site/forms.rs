//! Obrasci: the forms of a site's own, beside the built-in ones.

mod question;
#[cfg(test)]
mod tests;

use super::fields::{Fields, Vocabulary, scalar as scalar_of};
use super::nested::mapping;
use crate::diag::{Checked, Diagnostic, Problem, Severity, Span, text};
use crate::form::{Form, FormKind};
use crate::lang;
use crate::yaml::{Node, Value};

/// Keys of a form.
pub static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["id", "ime", "name"],
    &["title", "naslov", "naziv"],
    &["description", "opis", "uvod", "intro"],
    &["fields", "polja", "pitanja"],
    &["button", "dugme"],
    &["reader", "čita"],
]]);

/// Reads `forms.yaml`: a list of forms, one alone, or a mapping of identifiers to forms. `empty` is
/// what they have when they say nothing, and their language; `streets` are offered where a question
/// wants one. A form with an error is left out.
pub fn read(root: &Node, empty: &Form, streets: &[String]) -> Checked<Vec<Form>> {
    let mut out: Checked<Vec<Form>> = Checked::fine(Vec::new());
    for (id, node) in entries(root) {
        let mut fields = Fields::new(&KEYS, &[node]);
        let form = form(&mut fields, id, node, empty, streets);
        let taken = form.as_ref().and_then(|form| taken(&form.id, &out.value));
        if let Some(problem) = taken {
            fields.findings.push(problem.at(Severity::Error, fields.key_span("id").unwrap_or(&node.span)));
        }
        let failed = fields.failed();
        out.findings.append(&mut fields.findings);
        out.value.extend(form.filter(|_| !failed));
    }
    out
}

/// The forms of a file, with the identifiers that stand outside them.
fn entries(root: &Node) -> Vec<(Option<&str>, &Node)> {
    match &root.value {
        Value::List(items) => {
            items.iter().filter(|item| !matches!(item.value, Value::Null)).map(|item| (None, item)).collect()
        }
        Value::Map(map) if map.iter().any(|entry| KEYS.canonical(&entry.key).is_some()) => vec![(None, root)],
        Value::Map(map) => map.iter().map(|entry| (Some(entry.key.as_str()), &entry.value)).collect(),
        Value::Scalar(_) => vec![(None, root)],
        Value::Null => Vec::new(),
    }
}

fn form(fields: &mut Fields, outside: Option<&str>, node: &Node, empty: &Form, streets: &[String]) -> Option<Form> {
    let title = fields.text("title");
    let named = fields.text("id").or_else(|| outside.map(str::to_owned)).or_else(|| title.clone());
    let id = named.map(|name| lang::slug(&name)).filter(|id| !id.is_empty());
    let (Some(id), Some(title)) = (id, title) else {
        fields.findings.push(no_title(&node.span));
        return None;
    };
    let questions = question::read(fields, streets);
    if questions.is_empty() && !fields.failed() {
        fields.findings.push(no_fields(&node.span));
    }
    let mut form = Form { id, kind: FormKind::Custom, title, fields: questions, ..empty.clone() };
    for (name, part) in [("description", &mut form.intro), ("button", &mut form.button), ("reader", &mut form.reader)] {
        if let Some(text) = fields.text(name) {
            *part = text;
        }
    }
    Some(form)
}

/// The identifiers of other forms of the file, and of the built-in ones, cannot be used.
fn taken(id: &str, others: &[Form]) -> Option<Problem> {
    let built_in = FormKind::ALL.iter().any(|kind| kind.id() == id);
    let own = others.iter().any(|form| form.id == id);
    (built_in || own).then(|| {
        Problem::new("F107", text!("obrazac `{id}` već postoji", "there is a form `{id}` already"))
            .help(text!("dajte mu drugi `id`, na primjer `{id}-2`", "give it another `id`, for example `{id}-2`"))
    })
}

fn no_title(span: &Span) -> Diagnostic {
    Diagnostic::error("F100", span, text!("obrazac nema naslova", "the form has no title"))
        .help(text!("dodajte `naslov: Prijava za kurs`", "add `title: Registration for the course`"))
}

fn no_fields(span: &Span) -> Diagnostic {
    Diagnostic::error("F101", span, text!("obrazac ništa ne pita", "the form asks nothing")).help(text!(
        "pod `polja:` navedite pitanja: `- {{label: Ime, type: text}}`",
        "list questions under `fields:`: `- {{label: Name, type: text}}`"
    ))
}

/// Whether a value that stands alone is a text.
fn plain(node: &Node) -> Option<String> {
    scalar_of(node).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Reads a node as a mapping of a vocabulary, or hands a text to the second reader.
fn either<T>(
    fields: &mut Fields,
    node: &Node,
    keys: &Vocabulary,
    map: impl FnOnce(&mut Fields) -> Option<T>,
    text: impl FnOnce(String) -> T,
) -> Option<T> {
    match &node.value {
        Value::Map(_) => mapping(fields, node, keys, map),
        _ => plain(node).map(text),
    }
}
