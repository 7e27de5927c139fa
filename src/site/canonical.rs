//! How the keys and values of an item could be written: what is wrong with names of keys, and one spelling
//! for what may be written in many ways. Only what is read rightly is respelt, so nothing that is published
//! changes.

use super::common;
use super::fields::Fields;
use super::reading::{detail, vocabulary};
use crate::date;
use crate::diag::{Diagnostic, Edit};
use crate::lang::{fold_key, script};
use crate::load::{Kind, TextFile};
use crate::yaml::{Entry, Node};

/// Days as ISO 8601, `true` and `false`, lists in brackets: what of an item's values changes.
pub fn values(kind: Kind, file: &TextFile, item: &Node) -> Vec<Edit> {
    let mut fields = Fields::new(vocabulary(kind), &[item]);
    fields.spellings = Some(Vec::new());
    if let Some(common) = common::read(&mut fields, file, Some("?")) {
        detail(kind, &mut fields, &common);
        POINTS.iter().for_each(|name| point(&mut fields, name));
    }
    let mut edits = fields.spellings.unwrap_or_default();
    edits.sort_by_key(|edit| edit.range.start);
    edits.dedup();
    edits
}

/// Keys under which a day may stand, or words that only their reader understands.
const POINTS: [&str; 4] = ["start", "end", "starts", "ends"];

fn point(fields: &mut Fields, name: &'static str) {
    if let Some(moment) = fields.text(name).and_then(|written| date::moment(&written).ok()) {
        fields.spell(name, || moment.to_string());
    }
}

/// What is wrong with the names of an item's keys.
pub fn mistakes(kind: Kind, item: &Node) -> Vec<Diagnostic> {
    Fields::new(vocabulary(kind), &[item]).findings
}

/// Names of keys: all in the language in which most of them are, Bosnian where it is even, and in the
/// script in which they are written.
pub fn keys(kind: Kind, item: &Node) -> Vec<Edit> {
    let known: Vec<(&Entry, &[&str])> =
        item.entries().iter().filter_map(|entry| Some((entry, vocabulary(kind).names(&entry.key)?))).collect();
    let written = |language: usize| {
        known.iter().filter(|(entry, names)| names.get(language).is_some_and(|name| same(name, &entry.key))).count()
    };
    let language = usize::from(written(0) <= written(1));
    let once = known.iter().filter(|(_, names)| known.iter().filter(|(_, others)| names == others).count() == 1);
    let right = once.filter_map(|(entry, names)| {
        let name = names.get(language).or(names.first())?;
        let right = if entry.key.is_ascii() || !is_cyrillic(&entry.key) {
            (*name).to_owned()
        } else {
            script::to_cyrillic(name)
        };
        (right != entry.key).then(|| Edit::new(entry.key_span.start..entry.key_span.end, right))
    });
    right.collect()
}

fn same(a: &str, b: &str) -> bool {
    fold_key(a) == fold_key(b)
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}
