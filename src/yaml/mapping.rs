//! One mapping while it is read: its keys, each once, and what `<<` brings in.

use super::codes::{KEY, MERGE, TWICE};
use super::events::Style;
use super::findings::Findings;
use super::{Entry, Node, Value};
use crate::diag::{Diagnostic, Span, text};
use std::collections::BTreeMap;

/// A mapping that is not closed yet.
#[derive(Default)]
pub(super) struct Mapping {
    pub(super) entries: Vec<Entry>,
    /// Index in `entries` of each key.
    seen: BTreeMap<String, usize>,
    /// What `<<` brings in; own keys come before.
    merged: Vec<Entry>,
    /// The key that waits for its value.
    pub(super) key: Option<Key>,
}

/// What stands before a colon.
pub(super) enum Key {
    Name(String, Span),
    Merge,
    /// Reported; its value is dropped.
    Bad,
}

impl Mapping {
    /// Adds a value under its key; the first of two equal keys stays.
    pub(super) fn insert(&mut self, key: Key, value: Node, findings: &mut Findings) {
        match key {
            Key::Bad => {}
            Key::Merge => self.merge(value, findings),
            Key::Name(key, key_span) => match self.seen.get(&key).and_then(|&index| self.entries.get(index)) {
                Some(first) => findings.add(|| twice(&key, &key_span, &first.key_span)),
                None => self.push(Entry { key, key_span, value }),
            },
        }
    }

    /// The entries, own ones first; a key whose value was not read has none.
    pub(super) fn finish(mut self) -> Vec<Entry> {
        if let Some(Key::Name(key, key_span)) = self.key.take() {
            let span = key_span.source.span(key_span.end..key_span.end);
            self.merged.push(Entry { key, key_span, value: Node { value: Value::Null, span } });
        }
        for entry in std::mem::take(&mut self.merged) {
            if !self.seen.contains_key(&entry.key) {
                self.push(entry);
            }
        }
        self.entries
    }

    fn push(&mut self, entry: Entry) {
        self.seen.insert(entry.key.clone(), self.entries.len());
        self.entries.push(entry);
    }

    fn merge(&mut self, value: Node, findings: &mut Findings) {
        let groups = match value.value {
            Value::List(items) => items,
            group => vec![Node { value: group, span: value.span }],
        };
        for group in groups {
            match group.value {
                Value::Map(entries) => self.merged.extend(entries),
                _ => findings.add(|| no_group(&group.span)),
            }
        }
    }
}

impl Key {
    /// A node as a key; keys must be words.
    pub(super) fn of(node: Node, style: Style, findings: &mut Findings) -> Key {
        match node.value {
            Value::Scalar(scalar) if scalar.text == "<<" && style == Style::Plain => Key::Merge,
            Value::Scalar(scalar) => Key::Name(scalar.text, node.span),
            Value::Null => {
                findings.add(|| no_name(&node.span));
                Key::Bad
            }
            Value::List(_) | Value::Map(_) => {
                findings.add(|| no_word(&node.span));
                Key::Bad
            }
        }
    }
}

fn twice(key: &str, second: &Span, first: &Span) -> Diagnostic {
    let message = text!(
        "polje `{key}` je napisano dva puta; važi prvo",
        "the field `{key}` is written twice; the first one holds"
    );
    Diagnostic::error(TWICE.code, second, message)
        .help(text!("obrišite jedno od njih", "delete one of them"))
        .related(first, text!("prvi put je ovdje", "the first is here"))
}

fn no_group(at: &Span) -> Diagnostic {
    let message = text!("iza `<<` mora stajati grupa polja", "`<<` must be followed by a group of fields");
    Diagnostic::error(MERGE.code, at, message).help(text!(
        "`<<: *ime` preuzima polja grupe koja je ranije označena sa `&ime`",
        "`<<: *name` takes over the fields of a group marked `&name` before",
    ))
}

fn no_name(at: &Span) -> Diagnostic {
    Diagnostic::error(KEY.code, at, text!("nema imena prije dvotačke", "no name before the colon"))
        .help(text!("napišite ime polja, npr. `naslov: …`", "write the field's name, as in `title: …`"))
}

fn no_word(at: &Span) -> Diagnostic {
    let message = text!(
        "ime polja mora biti riječ, a ovdje je lista ili grupa",
        "a field's name must be a word, here it is a list or group",
    );
    Diagnostic::error(KEY.code, at, message).help(text!(
        "ako zagrade pripadaju tekstu, stavite ga u navodnike",
        "if the brackets belong to the text, put it in quotes",
    ))
}
