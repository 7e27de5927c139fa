//! What reading gave, kept in `.zbor/texts/` in parts, so that after an edit only the part of the text is written anew.

use super::parts::{Parts, place};
use crate::load::{self, Kept, Remembered};
use crate::print::Print;
use crate::render::SearchMemo;
use crate::site::{self, Converted};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Texts, and what they are as HTML. Empty at first; whoever holds one from run to run reads only what is new.
#[derive(Default)]
pub struct Memo {
    /// Files as they were read.
    pub texts: load::Memo,
    /// Texts as they were converted.
    pub html: site::Memo,
    /// Texts as the search read them.
    pub search: SearchMemo,
    /// The paths of the texts as they lie on disk.
    kept: BTreeSet<String>,
}

/// The file of the terms.
const SEARCH: &str = "search";

/// A text, and what is known of it as HTML.
type Known = (Remembered, Vec<(Print, Arc<Converted>)>);

/// A text in its part.
#[derive(Serialize, Deserialize)]
struct Item<'k> {
    #[serde(borrow)]
    text: Kept<'k>,
    html: Vec<(Print, Arc<Converted>)>,
}

impl Memo {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.texts.texts().next().is_none()
    }

    /// What was kept in a folder by the same version of the program. Parts that are torn are as if they were not there.
    pub fn open(folder: &Path, version: &str) -> Memo {
        let search = load::kept(&folder.join(SEARCH), version).map(SearchMemo::of_kept).unwrap_or_default();
        let parts = Parts::open(folder, version, &[SEARCH]).read(|bytes| part(&bytes));
        let (mut texts, mut html) = (Vec::new(), BTreeMap::new());
        for (text, converted) in parts.into_iter().flatten() {
            html.insert(text.file.source.path.clone(), converted);
            texts.push(text);
        }
        let kept = texts.iter().map(|text| text.file.source.path.clone()).collect();
        let texts = load::Memo::of_kept(texts.into_iter());
        Memo { texts, html: site::Memo::of_kept(html), search, kept }
    }

    /// Keeps what became known since, in the same folder. What cannot be written only makes the next build longer.
    pub fn keep(&mut self, folder: &Path, version: &str) {
        let texts: BTreeMap<&str, &Remembered> = self.texts.texts().map(|(path, text)| (path.as_str(), text)).collect();
        let converted = self.html.turn(|path| texts.contains_key(path));
        let disk = Parts::open(folder, version, &[SEARCH]);
        let count = disk.count(texts.len());
        let gone = self.kept.iter().filter(|path| !texts.contains_key(path.as_str())).map(String::as_str);
        let new = texts.iter().filter(|(_, text)| text.is_new).map(|(path, _)| *path);
        let touched: BTreeSet<usize> =
            gone.chain(new).chain(converted.iter().map(String::as_str)).map(|path| place(path, count)).collect();
        let mut parts: Vec<Vec<&str>> = vec![Vec::new(); count];
        for path in texts.keys() {
            parts.get_mut(place(path, count)).into_iter().for_each(|part| part.push(path));
        }
        let item = |path: &&str| {
            let text = texts.get(path)?;
            Some(Item { text: text.kept(), html: self.html.of_text(path).to_vec() })
        };
        let items = |at: usize| parts.get(at).into_iter().flatten().filter_map(item).collect::<Vec<Item>>();
        disk.write(count, &touched, items);
        let search = self.search.turn();
        let _ = search.map(|search| load::keep(&folder.join(SEARCH), version, &search));
    }
}

/// The texts of one part; none where any of it is not as it was written.
fn part(bytes: &[u8]) -> Option<Vec<Known>> {
    let items: Vec<Item> = postcard::from_bytes(bytes).ok()?;
    items.into_iter().map(|item| Some((item.text.remembered()?, item.html))).collect()
}
