//! The page of an item.

use super::{Answer, Card, Choice, Day, Link};
use crate::template::Shared;
use serde::Serialize;

/// What pages of all kinds show of their item.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    /// `announcement`, `project`, …
    pub kind: &'static str,
    /// Text as HTML.
    pub html: String,
    /// Of publication.
    pub day: Option<Shared<Day>>,
    /// Of the last change, where it is a later day.
    pub updated: Option<Shared<Day>>,
    /// Announcement.
    pub topic: Option<Choice>,
    /// Announcement, where it is more than information.
    pub level: Option<Choice>,
    /// No longer in force: what to say.
    pub archived: Option<String>,
    /// In force until then: what to say afterwards.
    pub expires: Option<Expiry>,
    /// The fault has been mended: what to say.
    pub resolved: Option<String>,
    /// What, when, where, whom to call: lines of a small table.
    pub facts: Vec<Fact>,
    /// Table of contents, where it is wanted.
    pub toc: Vec<Link>,
    /// Photos that do not stand in the text.
    pub photos: Vec<PhotoView>,
    /// To download.
    pub files: Vec<FileView>,
    /// Tags.
    pub tags: Vec<Link>,
    /// Target groups.
    pub audience: Vec<Link>,
    /// Streets and hamlets.
    pub area: Vec<Link>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who said so first.
    pub source: Option<Link>,
    /// The announcement that this one replaces, and the one that replaces this one.
    pub replaces: Option<Link>,
    /// See `replaces`.
    pub replaced_by: Option<Link>,
    /// To pass it on: Viber first.
    pub share: Vec<ShareLink>,
    /// To the form, with this item filled in.
    pub ask_path: Option<String>,
    /// What the button to the form says.
    pub ask_label: String,
    /// Older and newer.
    pub neighbours: Neighbours,
    /// Published questions about it.
    pub answers: Vec<Answer>,
    /// There is a block of code: the theme adds its colours.
    pub has_code: bool,
}

/// What a page says once its text is no longer in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expiry {
    /// From when on, as [`super::Validity::from`].
    pub from: String,
    /// `Isteklo 24. novembra 2026.`
    pub text: String,
}

/// A line of the small table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// `when`, `where`, `why`, `phone`, `fee`, …
    pub id: &'static str,
    /// `Kada`
    pub label: String,
    /// `utorak, 24. 11. 2026. od 8 do 15 sati`
    pub text: String,
    /// Where it leads, for a telephone number or a file.
    pub link: Option<String>,
}

/// A published photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoView {
    /// The photo as an element, in all its sizes, for the place where it stands.
    pub html: String,
    /// Of the file that every browser shows.
    pub path: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What is on it.
    pub alt: String,
    /// A line under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileView {
    /// What it is called.
    pub title: String,
    /// Of the file.
    pub path: String,
    /// `PDF, 120 KB`
    pub meta: String,
}

/// A way to pass a page on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareLink {
    /// `viber`, `whatsapp`, `facebook`, `sms`, `email`.
    pub id: &'static str,
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// The next older and newer item of the same list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Neighbours {
    /// Before this one.
    pub older: Option<Box<Card>>,
    /// After this one.
    pub newer: Option<Box<Card>>,
}
