//! What stands in for a broken text: its last good version, or the text itself with the broken items of its list
//! replaced by theirs.

use crate::diag::{At, Diagnostic};
use crate::lang::fold_key;
use crate::load::TextFile;
use crate::yaml::{Node, Value};
use std::sync::Arc;

/// A text that stands in for another.
pub(super) struct Standing {
    /// What is read instead.
    pub(super) file: Arc<TextFile>,
    /// How much of it is from before.
    pub(super) extent: Extent,
    /// What is wrong with the text as it is now; the first mistake.
    pub(super) why: Diagnostic,
}

/// How much is from before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// The whole text.
    Text,
    /// Items of its list.
    Items,
    /// The whole theme that the file belongs to.
    Theme,
}

impl Standing {
    /// For a text as it is `now` (none where it cannot be read at all), with its last good version `kept`. None where
    /// an item is broken that has no earlier version.
    pub(super) fn of(now: Option<&Arc<TextFile>>, kept: &Arc<TextFile>, errors: &[Diagnostic]) -> Option<Standing> {
        let why = errors.first()?.clone();
        let list = now.filter(|now| !now.damaged).and_then(|now| Some((now, items(now.yaml.as_ref()?)?)));
        let Some((now, _)) = list else {
            return Some(Standing { file: Arc::clone(kept), extent: Extent::Text, why });
        };
        let yaml = mended(now.yaml.as_ref()?, kept.yaml.as_ref()?, errors)?;
        let TextFile { source, name, damaged, body, print, .. } = &**now;
        let (source, name, body) = (Arc::clone(source), name.clone(), body.clone());
        let file = Arc::new(TextFile { source, name, yaml: Some(yaml), damaged: *damaged, body, print: *print });
        Some(Standing { file, extent: Extent::Items, why })
    }

    /// Whether the text as a whole is from before.
    pub(super) fn is_whole(&self) -> bool {
        self.extent == Extent::Text
    }
}

/// The items of a list, at the top or under the only key.
fn items(root: &Node) -> Option<&[Node]> {
    match &root.value {
        Value::List(items) => Some(items),
        Value::Map(entries) => match entries.as_slice() {
            [only] => items(&only.value),
            _ => None,
        },
        Value::Scalar(_) | Value::Null => None,
    }
}

fn items_mut(root: &mut Node) -> Option<&mut Vec<Node>> {
    match &mut root.value {
        Value::List(items) => Some(items),
        Value::Map(entries) => match entries.as_mut_slice() {
            [only] => items_mut(&mut only.value),
            _ => None,
        },
        Value::Scalar(_) | Value::Null => None,
    }
}

/// The list with its broken items as they were; none where no broken one was there before.
fn mended(now: &Node, kept: &Node, errors: &[Diagnostic]) -> Option<Node> {
    let before = items(kept)?;
    let mut root = now.clone();
    let mut replaced = 0;
    for item in items_mut(&mut root)? {
        if !errors.iter().any(|error| is_inside(error, item)) {
            continue;
        }
        if let Some(old) = before.iter().find(|old| name(old).is_some() && name(old) == name(item)) {
            *item = old.clone();
            replaced += 1;
        }
    }
    (replaced > 0).then_some(root)
}

fn is_inside(error: &Diagnostic, item: &Node) -> bool {
    let At::Text(at) = &error.at else { return false };
    (item.span.start..=item.span.end).contains(&at.range.start)
}

/// What an item is called: by it the two versions are known to be one.
fn name(item: &Node) -> Option<&str> {
    const KEYS: [&[&str]; 3] = [
        &["id", "slug", "file", "datoteka"],
        &["name", "ime", "ime_i_prezime"],
        &["title", "naslov", "naziv", "question", "pitanje"],
    ];
    let named = |keys: &&[&str]| {
        let mut entries = item.entries().iter();
        entries.find(|entry| keys.iter().any(|key| fold_key(key) == fold_key(&entry.key)))?.value.as_text()
    };
    KEYS.iter().find_map(named)
}
