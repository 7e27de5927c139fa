//! Search in an edition: a page that is an index from A to Ž, and beside it an index for words, in small files that a
//! script fetches when somebody searches.
//!
//! ```text
//! edition ─ entries ─▶ Entry (title, page, kind, day, what to read) ─ letters ─▶ pages from A to Ž
//!                          └─ words: fold, stem ─▶ Postings ─ shards ─▶ <hash>.json, and a directory that names them
//! ```
//!
//! A file is called by the hash of what is in it, so an edition in the other script has the same files of words, and a
//! new text leaves most files as they were.

mod directory;
mod entry;
mod letters;
mod memo;
mod postings;
mod read;
mod shard;
#[cfg(test)]
mod tests;
mod vlq;

use super::desk::Desk;
use super::page::{self, View};
use super::plan::{self, Planned, What};
use super::press::Job;
use super::view::{Body, Link, SearchView};
use crate::site::{self, OutputKind, Section};
use crate::template::Theme;
use crate::url::UrlPath;
use entry::Entry;
use letters::{Letters, Place};
pub use memo::{Kept, Memo};
use rayon::prelude::*;
use shard::Shard;
use std::sync::Arc;

/// A page of the index.
#[derive(Debug)]
pub struct Part {
    /// Which; none for the first, which has the form.
    place: Option<Place>,
    catalogue: Arc<Catalogue>,
}

/// What all pages of the index of an edition share.
#[derive(Debug)]
struct Catalogue {
    letters: Letters,
    /// The script that searches, from the root of the site.
    script: UrlPath,
    /// The name of the directory of the index, without its ending.
    directory: String,
}

impl Part {
    /// The page with the form, and not one of its letters.
    pub fn is_first(&self) -> bool {
        self.place.is_none()
    }
}

/// An edition that is searched.
#[derive(Clone, Copy)]
pub struct Searched<'e> {
    /// See [`Desk`].
    pub desk: &'e Desk<'e>,
    /// See [`plan::Index`].
    pub index: &'e plan::Index,
    /// That of the pages.
    pub theme: &'e Theme,
}

/// The pages and files of search for each edition; none where nothing is to be found, or it is not wanted. What `memo`
/// knows is not read again, and what two editions have in two scripts is read once.
pub fn jobs(editions: &[Searched], memo: &Memo) -> Vec<Vec<Job>> {
    let entries = |one: &Searched| if wanted(one.desk) { entry::all(one.desk, one.index) } else { Vec::new() };
    let entries: Vec<Vec<Entry>> = editions.par_iter().map(entries).collect();
    let both: Vec<(&Searched, &Vec<Entry>)> = editions.iter().zip(&entries).collect();
    // The first edition that has the same words: it reads them.
    let reader = |at: usize| {
        let (one, own) = both.get(at)?;
        let same = |(other, read): &(&Searched, &Vec<Entry>)| entry::have_same_words(one.desk, own, other.desk, read);
        both.iter().take(at).position(same)
    };
    let readers: Vec<Option<usize>> = (0..editions.len()).map(reader).collect();
    let read = |(at, (one, own)): (usize, &(&Searched, &Vec<Entry>))| {
        let is_read = readers.get(at).is_some_and(Option::is_none) && !own.is_empty();
        is_read.then(|| shard::all(&postings::of(one.desk.edition.locale, own, memo)))
    };
    let terms: Vec<Option<Vec<Shard>>> = both.par_iter().enumerate().map(read).collect();
    let made = editions.par_iter().zip(entries).zip(readers).enumerate().map(|(at, ((one, own), reader))| {
        let reader = reader.unwrap_or(at);
        let terms = terms.get(reader).and_then(Option::as_ref);
        terms.map_or_else(Vec::new, |terms| pages(at, one, own, terms, reader == at))
    });
    made.collect()
}

/// The pages and files of one edition.
fn pages(edition: usize, searched: &Searched, entries: Vec<Entry>, terms: &[Shard], has_read: bool) -> Vec<Job> {
    let Searched { desk, theme, .. } = *searched;
    let mut texts = Texts { desk, jobs: Vec::new() };
    let script = texts.add(theme.text("search.js").to_owned(), "js");
    if has_read {
        terms.iter().for_each(|shard| drop(texts.json(shard.text.clone())));
    }
    let directory = directory::write(desk, &entries, &mut texts, terms);
    let letters = Letters::new(desk, entries);
    let catalogue = Arc::new(Catalogue { letters, script, directory });
    let page = |(path, place)| {
        let part = Part { place, catalogue: Arc::clone(&catalogue) };
        Job::Page(edition, Planned { path, what: What::Search(Box::new(part)) })
    };
    let letters = &catalogue.letters;
    let others = letters.places().into_iter().map(|place| (letters.path(desk, place), Some(place)));
    std::iter::once((path(desk), None)).chain(others).map(page).chain(texts.jobs).collect()
}

/// Whether the edition has something to search in.
pub fn wanted(desk: &Desk) -> bool {
    let content = desk.edition.items.values().any(|items| !items.is_empty());
    desk.site.config.outputs.contains(&OutputKind::Search) && (content || !desk.edition.documents.is_empty())
}

/// The page of an edition.
pub fn path(desk: &Desk) -> UrlPath {
    desk.section_path(Section::Search, &[])
}

/// Where the files are: for all editions in one place, since they share some.
fn folder(desk: &Desk) -> UrlPath {
    UrlPath::page(&[site::section(Section::Search, site::address_locale(&desk.site.config))])
}

/// Files of an index, each under the hash of its text.
struct Texts<'d, 'a> {
    desk: &'d Desk<'a>,
    jobs: Vec<Job>,
}

impl Texts<'_, '_> {
    fn add(&mut self, text: String, ending: &str) -> UrlPath {
        let path = UrlPath::file(&[&format!("{}.{ending}", name(&text))]).under(&folder(self.desk));
        self.jobs.push(Job::Text(path.clone(), text));
        path
    }

    /// The name of a file of the index, without its ending.
    fn json(&mut self, text: String) -> String {
        let name = name(&text);
        self.add(text, "json");
        name
    }
}

/// 48 bits: a site has some hundreds of files.
fn name(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(12).collect()
}

/// The view of a page.
pub fn view(desk: &Desk, planned: &Planned, part: &Part) -> View {
    let search = desk.words.label("nav.search");
    let Some(place) = part.place else {
        return page::simple(desk, planned, "search.html", search, body(desk, part));
    };
    let heading = format!("{}: {}", desk.words.label("nav.index"), part.catalogue.letters.name(desk, place));
    let mut view = page::simple(desk, planned, "search.html", heading, body(desk, part));
    // Another language has other letters: its index is what corresponds.
    let first = path(desk);
    view.page.languages = page::languages(desk, &first);
    view.page.meta.alternates.clear();
    view.page.trail.push(Link { title: search, path: Desk::path(&first) });
    view
}

fn body(desk: &Desk, part: &Part) -> Body {
    let Catalogue { letters, script, directory } = &*part.catalogue;
    let (before, after) = part.place.map(Place::around).unwrap_or_default();
    let beside = |number| part.place.and_then(|place| letters.beside(desk, place, number));
    Body::Search(Box::new(SearchView {
        script: Desk::path(script),
        files: Desk::path(&folder(desk)),
        directory: directory.clone(),
        page: Desk::path(&path(desk)),
        letters: letters.links(desk, part.place),
        groups: letters.groups(part.place),
        previous: beside(before),
        next: beside(after),
    }))
}
