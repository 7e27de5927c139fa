//! The directory: the first file that the script reads, with the names of all others and the rules for words.

use super::super::desk::Desk;
use super::entry::Entry;
use super::shard::Shard;
use super::{Texts, read, vlq};
use crate::lang;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many entries are in a file: the ten best of a search may stand in ten files.
const ENTRIES: usize = 32;

#[derive(Serialize)]
struct Directory<'a> {
    /// Small letters and what they are folded to, beyond decomposition.
    fold: BTreeMap<char, String>,
    /// Passes of endings and what stands in their place.
    endings: &'a [&'a [lang::Ending]],
    /// At least so many letters stand before an ending.
    stem: usize,
    /// So many letters of a word count.
    longest: usize,
    /// How the first term of each file of terms begins, and the file's name.
    terms: Vec<(String, String)>,
    /// Files of entries.
    entries: Vec<String>,
    /// So many are in each.
    size: usize,
    /// So many, the first ones, have no date: they hold at any time.
    lasting: usize,
    /// Those that are no longer in force, as differences.
    over: String,
    /// Names of kinds.
    kinds: Vec<&'a str>,
}

/// Writes the files of an index but those of its `terms`; gives the name of its directory.
pub fn write(desk: &Desk, entries: &[Entry], texts: &mut Texts, terms: &[Shard]) -> String {
    let locale = desk.edition.locale;
    let terms = terms.iter().map(|shard| (shard.start.clone(), super::name(&shard.text))).collect();
    let kinds: BTreeSet<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    let files = entries.chunks(ENTRIES).map(|part| texts.json(titles(desk, part, &kinds))).collect();
    let mut over = String::new();
    let is_over = |(entry, number): (&Entry, u32)| entry.over.then_some(number);
    vlq::push_ascending(entries.iter().zip(0..).filter_map(is_over), &mut over);
    let directory = Directory {
        fold: lang::folding().into_iter().collect(),
        endings: lang::endings(locale),
        stem: lang::STEM,
        longest: read::LONGEST,
        terms,
        entries: files,
        size: ENTRIES,
        lasting: entries.iter().take_while(|entry| entry.date.is_none()).count(),
        over,
        kinds,
    };
    texts.json(json(&directory))
}

/// Title, page, kind by its place, day in words, language of the title: what is not there at the end is left out.
fn titles(desk: &Desk, entries: &[Entry], kinds: &[&str]) -> String {
    let row = |entry: &Entry| {
        let kind = kinds.iter().position(|kind| *kind == entry.kind).unwrap_or_default();
        let mut row = vec![entry.title.clone().into(), entry.path.clone().into(), kind.into()];
        row.extend(entry.day.map(|date| desk.words.numeric(date).into()));
        if let Some(lang) = &entry.lang {
            row.resize(4, String::new().into());
            row.push(lang.clone().into());
        }
        serde_json::Value::Array(row)
    };
    json(&entries.iter().map(row).collect::<Vec<_>>())
}

/// Plain data always serialises.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
