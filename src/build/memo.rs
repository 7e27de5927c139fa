//! What reading gave, kept in `.zbor/texts/` in parts, so that after an edit only the part of the text is written anew.

use super::parts::{Parts, place};
use crate::load::{self, Kept, Remembered};
use crate::print::Print;
use crate::render::SearchMemo;
use crate::site::{self, Converted, KeptConverted};
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
    html: Vec<(Print, KeptConverted<'k>)>,
}

impl Memo {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.texts.texts().next().is_none()
    }

    /// What was kept in a folder by the same version of the program. Parts that are torn are as if they were not there.
    pub fn open(folder: &Path, version: &str) -> Memo {
        let search = load::kept(&folder.join(SEARCH), version).map(SearchMemo::of_kept).unwrap_or_default();
        let parts = Parts::open(folder, version, &[SEARCH]).read(part);
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
        disk.write(count, &touched, |at| {
            let paths = parts.get(at).into_iter().flatten();
            let known = paths.filter_map(|path| Some((*texts.get(path)?, self.html.of_text(path))));
            Some(part_of(known)?.split_off(load::HEAD))
        });
        let search = self.search.turn();
        let _ = search.map(|search| load::keep(&folder.join(SEARCH), version, &search));
    }
}

/// Before the long texts of a part: the head of its file, and where they end.
const BEGIN: usize = load::HEAD + size_of::<u64>();

/// A part as its file will be, but for the head: first all that is long, then what tells of it.
fn part_of<'m>(known: impl Iterator<Item = (&'m Remembered, &'m [(Print, Arc<Converted>)])>) -> Option<Vec<u8>> {
    let mut bytes = vec![0; BEGIN];
    let item = |(text, html): (&'m Remembered, &'m [(Print, Arc<Converted>)])| {
        let text = text.kept(&mut bytes);
        Item { text, html: html.iter().map(|(print, converted)| (*print, converted.kept(&mut bytes))).collect() }
    };
    let items: Vec<Item> = known.map(item).collect();
    let end = (bytes.len() as u64).to_le_bytes();
    bytes.get_mut(load::HEAD..BEGIN)?.copy_from_slice(&end);
    postcard::to_extend(&items, bytes).ok()
}

/// The texts of one part; none where any of it is not as it was written.
fn part(bytes: Vec<u8>) -> Option<Vec<Known>> {
    let bytes = Arc::new(bytes);
    let end = usize::try_from(u64::from_le_bytes(*bytes.get(load::HEAD..BEGIN)?.first_chunk()?)).ok()?;
    let items: Vec<Item> = postcard::from_bytes(bytes.get(end..)?).ok()?;
    let converted = |(print, kept): (Print, KeptConverted)| Some((print, Arc::new(kept.converted(&bytes)?)));
    let known = |item: Item| {
        Some((item.text.remembered(&bytes)?, item.html.into_iter().map(converted).collect::<Option<_>>()?))
    };
    items.into_iter().map(known).collect()
}
