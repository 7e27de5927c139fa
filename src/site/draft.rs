//! Items as the files give them, before they have a place in a site.
//!
//! Files that belong together are joined here: a text and its translations, a shared text and what
//! a site says differently, and the defaults of their folders.

use super::dialect::{Dialects, How};
use super::event;
use super::fields::Fields;
use super::memo::Memo;
use super::reading::{self, Layers, Reading};
use crate::diag::{At, Checked, Diagnostic, text};
use crate::lang::{self, Locale};
use crate::load::{Folder, Kind, Part, TextFile};
use crate::print::Print;
use crate::yaml::{Node, Value};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// In which language texts are unless they say otherwise, and how they are read.
pub struct Words<'a> {
    /// Of every language.
    pub dialects: &'a Dialects,
    /// In the language that the folder is written in, and in its other scripts in which there are editions.
    pub own: How<'a>,
    /// What was converted before.
    pub memo: &'a Memo,
}

/// An item with its translations.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Kind and folded file name: what a translation and an override share with it.
    pub key: (Kind, String),
    /// The text as it was written first.
    pub original: Arc<Reading>,
    /// The same in other languages.
    pub translations: BTreeMap<Locale, Arc<Reading>>,
    /// What its address is made of: the file's name, or the id or title of an item in a list.
    pub name: String,
    /// From `shared/`.
    pub shared: bool,
}

/// Texts of one item: the original, which may be in `shared/` only, and its translations.
#[derive(Default)]
struct Group<'a> {
    original: Option<&'a Arc<TextFile>>,
    translations: BTreeMap<Locale, &'a Arc<TextFile>>,
}

/// Reads a folder; where it is a site's, what it says lies over the texts of `shared`.
pub fn read_folder(folder: &Folder, shared: Option<&Folder>, words: &Words) -> Checked<Vec<Draft>> {
    let mut out = Checked::fine(Vec::new());
    for (kind, part) in &folder.parts {
        let below = shared.and_then(|shared| shared.parts.get(kind));
        out.value.extend(read_part(*kind, part, below, words).collect(&mut out.findings));
    }
    if shared.is_none() {
        out.value.iter_mut().for_each(|draft| draft.shared = true);
    }
    out
}

fn read_part(kind: Kind, part: &Part, below: Option<&Part>, words: &Words) -> Checked<Vec<Draft>> {
    let mut twins = Vec::new();
    let groups = group(&part.texts, &mut twins);
    let shared = below.map(|part| group(&part.texts, &mut Vec::new())).unwrap_or_default();
    let defaults: Vec<(&Node, Print)> =
        [Some(part), below].into_iter().flatten().filter_map(|part| node_of(part.defaults.as_ref()?)).collect();
    let groups: Vec<(&String, &Group)> = groups.iter().collect();
    let read: Vec<_> = groups
        .par_iter()
        .with_min_len(8)
        .map(|(key, group)| read_group(kind, key, group, shared.get(*key), &defaults, words))
        .collect();
    let mut out = Checked { value: Vec::new(), findings: twins };
    // Keys of `_defaults.yaml` that nobody knows are told there, not at every text above it.
    if let Some(defaults) = part.defaults.as_ref().and_then(|file| file.yaml.as_ref()) {
        out.findings.append(&mut Fields::new(reading::vocabulary(kind), &[defaults]).findings);
    }
    for read in read {
        out.value.extend(read.collect(&mut out.findings));
    }
    if kind == Kind::Event || kind == Kind::Poll {
        for file in &part.data {
            out.value.extend(read_data(kind, file, &defaults, words).collect(&mut out.findings));
        }
    }
    out
}

/// The mapping of a file, with the print of the file.
fn node_of(file: &Arc<TextFile>) -> Option<(&Node, Print)> {
    Some((file.yaml.as_ref()?, file.print))
}

/// Texts by their folded names. Of two with one name and language the first is taken.
fn group<'a>(texts: &'a [Arc<TextFile>], twins: &mut Vec<Diagnostic>) -> BTreeMap<String, Group<'a>> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for file in texts {
        let group = groups.entry(lang::fold_key(&file.name.stem)).or_default();
        let first = match file.name.locale {
            Some(locale) => *group.translations.entry(locale).or_insert(file),
            None => *group.original.get_or_insert(file),
        };
        if !Arc::ptr_eq(first, file) {
            twins.push(twin(file, first));
        }
    }
    groups
}

fn twin(file: &TextFile, first: &TextFile) -> Diagnostic {
    let first = &first.source.path;
    Diagnostic::error(
        "W008",
        At::File(file.source.path.clone()),
        text!(
            "ime je isto kao `{first}`, pa se ovaj tekst ne objavljuje (velika slova, kvačice i crtice se ne razlikuju)",
            "the name is that of `{first}`, so this text is not published (capitals, accents and hyphens make no difference)"
        ),
    )
    .help(text!("dajte mu drugo ime", "give it another name"))
}

fn read_group(
    kind: Kind,
    key: &str,
    group: &Group,
    shared: Option<&Group>,
    defaults: &[(&Node, Print)],
    words: &Words,
) -> Checked<Option<Draft>> {
    let over = shared.and_then(|shared| shared.original).and_then(node_of);
    let mut findings = Vec::new();
    // A translation without an original stands for itself, in its own language.
    let Some(first) = group.original.or_else(|| group.translations.values().next().copied()) else {
        return Checked { value: None, findings };
    };
    // A site's file without a text keeps the text of the shared one.
    let shared_text = shared.and_then(|shared| shared.original).filter(|_| first.body_text().trim().is_empty());
    let below: Vec<(&Node, Print)> = over.into_iter().chain(defaults.iter().copied()).collect();
    let layers = Layers { front: first, text: shared_text.unwrap_or(first), below };
    let original = reading::read(kind, &layers, &words.own, words.memo).collect(&mut findings);
    let mut translations = BTreeMap::new();
    for (locale, file) in &group.translations {
        let under = node_of(first).filter(|_| !Arc::ptr_eq(file, first));
        let below: Vec<(&Node, Print)> = under.into_iter().chain(layers.below.iter().copied()).collect();
        let layers = Layers { front: file, text: file, below };
        if let Some(reading) =
            reading::read(kind, &layers, &words.dialects.how(*locale, &[]), words.memo).collect(&mut findings)
        {
            translations.insert(*locale, reading);
        }
    }
    let value = original.map(|original| Draft {
        key: (kind, key.to_owned()),
        name: first.name.rest.clone(),
        original,
        translations,
        shared: false,
    });
    Checked { value, findings }
}

/// Items of a YAML file: one mapping, or a list of them.
fn read_data(kind: Kind, file: &Arc<TextFile>, defaults: &[(&Node, Print)], words: &Words) -> Checked<Vec<Draft>> {
    let mut out = Checked::fine(Vec::new());
    let Some(root) = &file.yaml else { return out };
    let entries = event::entries(root);
    let single = matches!(root.value, Value::Map(_));
    for (index, node) in entries.into_iter().enumerate() {
        let read = reading::read_node(kind, file, node, defaults, &words.own);
        let Some(reading) = read.collect(&mut out.findings) else { continue };
        let id = event::id(node).map(str::to_owned);
        let name = id.unwrap_or_else(|| if single { file.name.stem.clone() } else { reading.common.title.clone() });
        let key = match lang::fold_key(&name) {
            empty if empty.is_empty() => format!("{}{index}", lang::fold_key(&file.name.stem)),
            key => key,
        };
        out.value.push(Draft {
            key: (kind, key),
            name,
            original: reading,
            translations: BTreeMap::new(),
            shared: false,
        });
    }
    out
}
