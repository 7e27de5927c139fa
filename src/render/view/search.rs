//! Search, and the index from A to Ž.

use super::{Day, Link};
use crate::template::Shared;
use serde::Serialize;

/// Search, or a letter of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchView {
    /// Of `search.js`: to be fetched when somebody searches.
    pub script: String,
    /// The folder of the files of the index.
    pub files: String,
    /// The first of them, without its ending: the directory, which names the others.
    pub directory: String,
    /// Of the page with the form.
    pub page: String,
    /// The letters that have something; on one page `#…`.
    pub letters: Vec<LetterLink>,
    /// What stands on this page; empty on the first of several.
    pub groups: Vec<LetterGroup>,
    /// The part of the letter before this one.
    pub previous: Option<Link>,
    /// The part after it.
    pub next: Option<Link>,
}

/// A letter of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterLink {
    /// `Lj`
    pub letter: String,
    /// Where its entries are: a page, or `#lj`.
    pub path: String,
    /// This page.
    pub current: bool,
}

/// Entries of one letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetterGroup {
    /// `Lj`; `0–9` for numbers and other alphabets.
    pub letter: String,
    /// For `id`: `lj`.
    pub id: String,
    /// In the order of the alphabet.
    pub entries: Vec<IndexEntry>,
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndexEntry {
    /// Its title.
    pub title: String,
    /// Language tag of the title, where it is not that of the page.
    pub lang: Option<String>,
    /// Of its page or file.
    pub path: String,
    /// What it is, in words; empty where the title says that.
    pub kind: String,
    /// Of publication or change; none for what holds at any time.
    pub day: Option<Shared<Day>>,
    /// No longer in force.
    pub archived: bool,
}
