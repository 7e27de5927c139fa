//! Dokument: what `documents.yaml` says about the files beside it.

#[cfg(test)]
mod tests;

use super::fields::{At, Fields, Vocabulary, scalar as scalar_of};
use super::nested::mapping;
use super::texts::texts;
use crate::date::{self, Moment};
use crate::diag::{Checked, Diagnostic, Severity, text};
use crate::yaml::{Node, Value};

/// Keys of a document.
pub static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["file", "datoteka", "fajl", "src"],
    &["title", "naslov", "naziv"],
    &["description", "opis", "summary", "sažetak"],
    &["date", "datum"],
    &["number", "broj"],
    &["body", "organ", "donosilac", "issued_by"],
    &["for_sites", "za_mz"],
]]);

/// What is said about a file.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Which file, from the folder of `documents.yaml`.
    pub file: At<String>,
    /// Its title; none: see [`title_of`].
    pub title: Option<String>,
    /// What is in it, for those who cannot read a scan.
    pub description: Option<String>,
    /// Of the document itself.
    pub date: Option<Moment>,
    /// `01-12/26`
    pub number: Option<String>,
    /// Who made it.
    pub body: Option<String>,
    /// Which sites show it (only in `shared/`); empty: all.
    pub for_sites: Vec<At<String>>,
}

texts!(Meta: title, description, body);

/// Reads `documents.yaml`: a list of mappings with `file`, or a mapping of files to the rest.
pub fn read(root: &Node) -> Checked<Vec<Meta>> {
    let mut fields = Fields::new(&KEYS, &[]);
    let mut all: Vec<Meta> = Vec::new();
    match &root.value {
        Value::List(items) => all.extend(items.iter().filter_map(|item| listed(&mut fields, item))),
        Value::Map(entries) if entries.iter().any(|entry| KEYS.canonical(&entry.key) == Some("file")) => {
            all.extend(listed(&mut fields, root));
        }
        Value::Map(entries) => {
            for entry in entries {
                let file = At { value: entry.key.trim().to_owned(), span: entry.key_span.clone() };
                all.push(mapping(&mut fields, &entry.value, &KEYS, |inner| meta(inner, file)));
            }
        }
        Value::Scalar(_) => fields.findings.push(no_file(root)),
        Value::Null => {}
    }
    Checked { value: all, findings: fields.findings }
}

fn listed(fields: &mut Fields, node: &Node) -> Option<Meta> {
    match &node.value {
        Value::Map(_) => mapping(fields, node, &KEYS, |inner| {
            let file = inner.text_at("file");
            if file.is_none() {
                inner.findings.push(no_file(node));
            }
            Some(meta(inner, file?))
        }),
        Value::Null => None,
        _ => {
            let file = At { value: scalar_of(node)?.trim().to_owned(), span: node.span.clone() };
            Some(meta(&mut Fields::new(&KEYS, &[]), file))
        }
    }
}

fn meta(fields: &mut Fields, file: At<String>) -> Meta {
    Meta {
        file,
        title: fields.text("title"),
        description: fields.text("description"),
        date: fields.value("date", Severity::Warning, date::moment),
        number: fields.text("number"),
        body: fields.text("body"),
        for_sites: fields.list("for_sites"),
    }
}

/// A title out of a file's name: `zapisnik-2026_03.pdf` is `Zapisnik 2026 03`.
pub fn title_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn no_file(node: &Node) -> Diagnostic {
    Diagnostic::error("F091", &node.span, text!("ne piše koji je to dokument", "it does not say which document"))
        .help(text!("dodajte `file: odluka.pdf`", "add `file: decision.pdf`"))
}
