//! What reading gave, kept in `.zbor/texts/` in parts, so that after an edit only the part of the text is written anew.

use crate::load::{self, Kept, Remembered};
use crate::print::Print;
use crate::render::SearchMemo;
use crate::site::{self, Converted, KeptConverted};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
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
    /// As it lies on disk: the names of the parts, and the paths of the texts in them.
    kept: (BTreeSet<String>, BTreeSet<String>),
}

/// About so many texts are kept in one part.
const PART: usize = 128;
/// More parts are never made.
const PARTS: usize = 256;

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
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let names: Vec<String> = names.filter(|name| name != SEARCH).collect();
        let search = load::kept(&folder.join(SEARCH), version).map(SearchMemo::of_kept).unwrap_or_default();
        let parts: Vec<_> = names.par_iter().filter_map(|name| part(&folder.join(name), version)).collect();
        let (mut texts, mut html) = (Vec::new(), BTreeMap::new());
        for (text, converted) in parts.into_iter().flatten() {
            html.insert(text.file.source.path.clone(), converted);
            texts.push(text);
        }
        let paths = texts.iter().map(|text| text.file.source.path.clone()).collect();
        let texts = load::Memo::of_kept(texts.into_iter());
        Memo { texts, html: site::Memo::of_kept(html), search, kept: (names.into_iter().collect(), paths) }
    }

    /// Keeps what became known since, in the same folder. What cannot be written only makes the next build longer.
    pub fn keep(&mut self, folder: &Path, version: &str) {
        let texts: BTreeMap<&str, &Remembered> = self.texts.texts().map(|(path, text)| (path.as_str(), text)).collect();
        let converted = self.html.turn(|path| texts.contains_key(path));
        let count = self.parts(texts.len());
        let gone = self.kept.1.iter().filter(|path| !texts.contains_key(path.as_str())).map(String::as_str);
        let new = texts.iter().filter(|(_, text)| text.is_new).map(|(path, _)| *path);
        let touched: BTreeSet<usize> =
            gone.chain(new).chain(converted.iter().map(String::as_str)).map(|path| place(path, count)).collect();
        let mut parts: Vec<Vec<&str>> = vec![Vec::new(); count];
        for path in texts.keys() {
            parts.get_mut(place(path, count)).into_iter().for_each(|part| part.push(path));
        }
        let names: BTreeSet<String> = (0..count).map(|at| format!("{count}-{at}")).collect();
        parts.par_iter().enumerate().for_each(|(at, paths)| {
            let name = format!("{count}-{at}");
            if touched.contains(&at) || !self.kept.0.contains(&name) {
                let known = paths.iter().filter_map(|path| Some((*texts.get(path)?, self.html.of_text(path))));
                let part = part_of(known).unwrap_or_default();
                let _ = part.get(load::HEAD..).map(|data| load::keep_bytes(&folder.join(name), version, data));
            }
        });
        let search = self.search.turn();
        let _ = search.map(|search| load::keep(&folder.join(SEARCH), version, &search));
        self.kept.0.difference(&names).for_each(|name| drop(fs::remove_file(folder.join(name))));
    }

    /// How many parts there are to be; as many as there are now, as long as that is not far from right.
    fn parts(&self, texts: usize) -> usize {
        let wanted = (texts / PART).next_power_of_two().clamp(1, PARTS);
        let now = self.kept.0.first().and_then(|name| name.split_once('-')?.0.parse::<usize>().ok());
        now.filter(|now| (wanted / 2..=wanted * 2).contains(now) && (1..=PARTS).contains(now)).unwrap_or(wanted)
    }
}

/// In which part of so many a text is.
fn place(path: &str, count: usize) -> usize {
    let hash = blake3::hash(path.as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize % count.max(1))
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
fn part(path: &Path, version: &str) -> Option<Vec<Known>> {
    let bytes = Arc::new(load::kept_bytes(path, version)?);
    let end = usize::try_from(u64::from_le_bytes(*bytes.get(load::HEAD..BEGIN)?.first_chunk()?)).ok()?;
    let items: Vec<Item> = postcard::from_bytes(bytes.get(end..)?).ok()?;
    let converted = |(print, kept): (Print, KeptConverted)| Some((print, Arc::new(kept.converted(&bytes)?)));
    let known = |item: Item| {
        Some((item.text.remembered(&bytes)?, item.html.into_iter().map(converted).collect::<Option<_>>()?))
    };
    items.into_iter().map(known).collect()
}
