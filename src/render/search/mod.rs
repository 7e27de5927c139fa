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
use crate::template::{self, Theme};
use crate::url::UrlPath;
pub use letters::Part;
use std::sync::Arc;

/// What the page of an edition needs to search.
#[derive(Debug)]
pub struct Files {
    /// The script, from the root of the site.
    pub script: UrlPath,
    /// The name of the directory of the index, without its ending.
    pub directory: String,
    /// The script in the page, which fetches the other when somebody wants to search.
    pub loader: String,
}

/// The pages and files of search; none where nothing is to be found, or it is not wanted.
pub fn jobs(desk: &Desk, index: &plan::Index, theme: &Theme, edition: usize) -> Vec<Job> {
    let entries = match wanted(desk) {
        true => entry::all(desk, index),
        false => return Vec::new(),
    };
    let mut texts = Texts { desk, jobs: Vec::new() };
    let script = texts.add(theme.text("search.js").to_owned(), "js");
    let directory = directory::write(desk, &entries, &mut texts);
    let files = Arc::new(Files { script, directory, loader: theme.text("loader.js").to_owned() });
    let parts = letters::parts(desk, entries, &files);
    let pages = parts.into_iter().map(|part| Planned { path: part.path.clone(), what: What::Search(Box::new(part)) });
    pages.map(|page| Job::Page(edition, page)).chain(texts.jobs).collect()
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
    let index = desk.words.label("nav.index");
    let heading = match &part.letter {
        None => desk.words.label("nav.search"),
        Some((letter, number, parts)) => format!("{index}: {}", letters::name(desk, letter, *number, *parts)),
    };
    let mut view = page::simple(desk, planned, "search.html", heading, body(desk, part));
    if part.letter.is_some() {
        // Another language has other letters: its index is what corresponds.
        let page = path(desk);
        view.page.languages = page::languages(desk, &page);
        view.page.meta.alternates.clear();
        view.page.trail.push(Link { title: desk.words.label("nav.search"), path: Desk::path(&page) });
    }
    view
}

fn body(desk: &Desk, part: &Part) -> Body {
    let loader = &part.files.loader;
    Body::Search(Box::new(SearchView {
        script: Desk::path(&part.files.script),
        files: Desk::path(&folder(desk)),
        directory: part.files.directory.clone(),
        loader: loader.clone(),
        loader_hash: template::csp_hash(loader),
        page: Desk::path(&path(desk)),
        letters: part.letters.clone(),
        groups: part.groups.clone(),
        previous: part.previous.clone(),
        next: part.next.clone(),
    }))
}
