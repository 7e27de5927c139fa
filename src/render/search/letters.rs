//! The index from A to Ž: on one page, or a page for each letter where there is much.

use super::super::desk::Desk;
use super::super::view::{IndexEntry, LetterGroup, LetterLink, Link};
use super::entry::Entry;
use crate::lang;
use crate::site::Section;
use crate::url::UrlPath;
use std::collections::BTreeMap;

/// So many entries are on a page: with its frame it stays below 10 KB compressed, in Cyrillic too.
const PART: usize = 80;

/// What has no letter: numbers and other alphabets.
const OTHER: &str = "0–9";

/// The entries of an edition by their letters, in the order of the alphabet.
#[derive(Debug)]
pub struct Letters(Vec<(String, Vec<IndexEntry>)>);

/// A page of the index: a letter by its place, and which part of it, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    letter: usize,
    part: usize,
}

/// A key by which texts are in the order of the alphabet.
type Order = Vec<u8>;

impl Letters {
    /// Sorts entries.
    pub fn new(desk: &Desk, entries: Vec<Entry>) -> Letters {
        let locale = desk.edition.locale;
        let mut letters: BTreeMap<String, Vec<(Order, IndexEntry)>> = BTreeMap::new();
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
            letters.entry(letter).or_default().push((order, shown));
        }
        let sorted = |mut entries: Vec<(Order, IndexEntry)>| {
            // Of one name the newest first.
            entries.reverse();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            entries.into_iter().map(|(_, entry)| entry).collect()
        };
        let mut letters: Vec<_> = letters.into_iter().map(|(letter, entries)| (letter, sorted(entries))).collect();
        letters.sort_by_cached_key(|(letter, _)| lang::sort_key(locale, letter));
        Letters(letters)
    }

    /// The pages beside the first; none where that holds all.
    pub fn places(&self) -> Vec<Place> {
        let letters = self.0.iter().enumerate().filter(|_| !self.fits_one_page());
        letters.flat_map(|(letter, _)| (1..=self.parts(letter)).map(move |part| Place { letter, part })).collect()
    }

    fn fits_one_page(&self) -> bool {
        self.0.iter().map(|(_, entries)| entries.len()).sum::<usize>() <= PART
    }

    fn parts(&self, letter: usize) -> usize {
        self.0.get(letter).map_or(0, |(_, entries)| entries.len().div_ceil(PART))
    }

    /// The address of a page.
    pub fn path(&self, desk: &Desk, place: Place) -> UrlPath {
        let letter = self.0.get(place.letter).map(|(letter, _)| slug(letter)).unwrap_or_default();
        match place.part {
            1 => desk.section_path(Section::Search, &[&letter]),
            part => desk.section_path(Section::Search, &[&letter, &part.to_string()]),
        }
    }

    /// What a page is called: `P`, `P, 2. dio od 3`.
    pub fn name(&self, desk: &Desk, place: Place) -> String {
        let letter = self.0.get(place.letter).map(|(letter, _)| letter.clone()).unwrap_or_default();
        match self.parts(place.letter) {
            1 => letter,
            parts => {
                let (number, parts) = (place.part.to_string(), parts.to_string());
                desk.words.labels.fill("list.part", &[("title", &letter), ("n", &number), ("total", &parts)])
            }
        }
    }

    /// The letters, for the page at a place or for the first one.
    pub fn links(&self, desk: &Desk, place: Option<Place>) -> Vec<LetterLink> {
        let one_page = self.fits_one_page();
        let link = |(at, (letter, _)): (usize, &(String, Vec<IndexEntry>))| LetterLink {
            letter: letter.clone(),
            path: match one_page {
                true => format!("#{}", slug(letter)),
                false => Desk::path(&self.path(desk, Place { letter: at, part: 1 })),
            },
            current: place.is_some_and(|place| place.letter == at),
        };
        self.0.iter().enumerate().map(link).collect()
    }

    /// What stands on the page at a place, or on the first one.
    pub fn groups(&self, place: Option<Place>) -> Vec<LetterGroup> {
        let group = |letter: &str, entries: &[IndexEntry]| LetterGroup {
            letter: letter.to_owned(),
            id: slug(letter),
            entries: entries.to_vec(),
        };
        match place {
            Some(place) => {
                let letter = self.0.get(place.letter);
                let part = letter.and_then(|(letter, all)| Some((letter, all.chunks(PART).nth(place.part - 1)?)));
                part.map(|(letter, entries)| group(letter, entries)).into_iter().collect()
            }
            None if self.fits_one_page() => self.0.iter().map(|(letter, entries)| group(letter, entries)).collect(),
            None => Vec::new(),
        }
    }

    /// The part of the letter before or after one.
    pub fn beside(&self, desk: &Desk, place: Place, part: usize) -> Option<Link> {
        let other = Place { part, ..place };
        (1..=self.parts(place.letter))
            .contains(&part)
            .then(|| Link { title: self.name(desk, other), path: Desk::path(&self.path(desk, other)) })
    }
}

impl Place {
    /// The number of the part before, 0 where there is none, and of the one after.
    pub fn around(self) -> (usize, usize) {
        (self.part - 1, self.part + 1)
    }
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
