//! The index from A to Ž: on one page, or a page for each letter where there is much.

use super::super::desk::Desk;
use super::super::view::{IndexEntry, LetterGroup, LetterLink, Link};
use super::Files;
use super::entry::Entry;
use crate::lang;
use crate::site::Section;
use crate::url::UrlPath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many entries are on a page: with its frame it stays below 10 KB compressed, in Cyrillic too.
const PART: usize = 80;

/// What has no letter: numbers and other alphabets.
const OTHER: &str = "0–9";

/// A page of the index.
#[derive(Debug)]
pub struct Part {
    /// Where it is.
    pub path: UrlPath,
    /// Its letter and which part of it, from 1, of how many; none for the first page.
    pub letter: Option<(String, usize, usize)>,
    /// All letters.
    pub letters: Vec<LetterLink>,
    /// What stands on it.
    pub groups: Vec<LetterGroup>,
    /// The part before.
    pub previous: Option<Link>,
    /// The part after.
    pub next: Option<Link>,
    /// What the script needs.
    pub files: Arc<Files>,
}

/// Entries of a letter, by its order.
type Letters = BTreeMap<(Vec<u8>, String), Vec<IndexEntry>>;

/// The pages of an edition.
pub fn parts(desk: &Desk, entries: Vec<Entry>, files: &Arc<Files>) -> Vec<Part> {
    let all = entries.len();
    let letters = by_letter(desk, entries);
    let page = |letters: Vec<LetterLink>, groups| Part {
        path: super::path(desk),
        letter: None,
        letters,
        groups,
        previous: None,
        next: None,
        files: Arc::clone(files),
    };
    if all <= PART {
        let link =
            |letter: &str| LetterLink { current: false, letter: letter.to_owned(), path: format!("#{}", slug(letter)) };
        let links = letters.keys().map(|(_, letter)| link(letter)).collect();
        let groups = letters.into_iter().map(|((_, letter), entries)| group(letter, entries)).collect();
        return vec![page(links, groups)];
    }
    let links = |current: &str| {
        let link = |(_, letter): &(Vec<u8>, String)| LetterLink {
            path: Desk::path(&part_path(desk, letter, 1)),
            current: letter == current,
            letter: letter.clone(),
        };
        letters.keys().map(link).collect::<Vec<_>>()
    };
    let mut pages = vec![page(links(""), Vec::new())];
    for ((_, letter), entries) in &letters {
        let parts = entries.len().div_ceil(PART);
        for (number, entries) in (1..).zip(entries.chunks(PART)) {
            let to = |number: usize| {
                (1..=parts).contains(&number).then(|| Link {
                    title: name(desk, letter, number, parts),
                    path: Desk::path(&part_path(desk, letter, number)),
                })
            };
            pages.push(Part {
                path: part_path(desk, letter, number),
                letter: Some((letter.clone(), number, parts)),
                previous: to(number - 1),
                next: to(number + 1),
                ..page(links(letter), vec![group(letter.clone(), entries.to_vec())])
            });
        }
    }
    pages
}

/// A letter, and which part of it: `P, 2. dio od 3`.
pub fn name(desk: &Desk, letter: &str, number: usize, parts: usize) -> String {
    match parts {
        1 => letter.to_owned(),
        _ => {
            let (number, parts) = (number.to_string(), parts.to_string());
            desk.words.labels.fill("list.part", &[("title", letter), ("n", &number), ("total", &parts)])
        }
    }
}

fn by_letter(desk: &Desk, entries: Vec<Entry>) -> Letters {
    let locale = desk.edition.locale;
    let mut letters: BTreeMap<(Vec<u8>, String), Vec<(Vec<u8>, IndexEntry)>> = BTreeMap::new();
    for entry in entries {
        let letter = lang::initial(locale, &entry.title).unwrap_or_else(|| OTHER.to_owned());
        // What begins with a mark („) stands among the words, not before them.
        let order = lang::sort_key(locale, entry.title.trim_start_matches(|c: char| !c.is_alphanumeric()));
        let shown = IndexEntry {
            title: entry.title,
            lang: entry.lang,
            path: entry.path,
            kind: entry.kind,
            day: entry.day.map(|date| desk.day(date)),
            archived: entry.over,
        };
        letters.entry((lang::sort_key(locale, &letter), letter)).or_default().push((order, shown));
    }
    let sorted = |mut entries: Vec<(Vec<u8>, IndexEntry)>| {
        // Of one name the newest first.
        entries.reverse();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.into_iter().map(|(_, entry)| entry).collect()
    };
    letters.into_iter().map(|(letter, entries)| (letter, sorted(entries))).collect()
}

fn group(letter: String, entries: Vec<IndexEntry>) -> LetterGroup {
    LetterGroup { id: slug(&letter), letter, entries }
}

fn part_path(desk: &Desk, letter: &str, part: usize) -> UrlPath {
    let (letter, part) = (slug(letter), part.to_string());
    let rest = [letter.as_str(), part.as_str()];
    desk.section_path(Section::Search, if part == "1" { &rest[..1] } else { &rest })
}

/// The letter in addresses, the same from both scripts: `Č` and `Ч` are `c-2`.
fn slug(letter: &str) -> String {
    let latin = lang::script::to_latin(letter).to_lowercase();
    let plain = match latin.as_str() {
        "č" => "c-2",
        "ć" => "c-3",
        "đ" => "d-2",
        "dž" => "dz",
        "š" => "s-2",
        "ž" => "z-2",
        OTHER => "0",
        other => other,
    };
    plain.to_owned()
}
