//! What lists show of an item.

use super::{Day, Validity};
use crate::template::Shared;
use serde::Serialize;

/// A fixed value: its name for classes and icons, and its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// `water`, `ongoing`, `important`.
    pub id: String,
    /// In the language of the page.
    pub label: String,
}

/// An item on a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// `announcement`, `project`, `event`, `service`, `page`, `poll`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Of its page.
    pub path: String,
    /// Language tag of the title, where it is not that of the page.
    pub lang: Option<String>,
    /// Of publication; of the next occurrence of an event; of the last change of a project.
    pub day: Option<Shared<Day>>,
    /// Announcement.
    pub topic: Option<Choice>,
    /// Announcement, where it is more than information.
    pub level: Option<Choice>,
    /// Project or event, where there is something to say.
    pub status: Option<Choice>,
    /// One or two sentences.
    pub excerpt: String,
    /// On top of the list.
    pub pinned: bool,
    /// No longer in force.
    pub archived: bool,
    /// Project: percent done.
    pub progress: Option<u8>,
    /// When it stands on a list of what is in force; none where it stands in any case.
    pub validity: Option<Validity>,
    /// One more line: next milestone of a project, times and place of an event, fee of a service.
    pub line: Option<String>,
}

/// An outage in force or close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// How urgent.
    pub level: Choice,
    /// What about.
    pub topic: Option<Choice>,
    /// Title of the announcement.
    pub title: String,
    /// Of its page.
    pub path: String,
    /// Language tag of the title, where it is not that of the page.
    pub lang: Option<String>,
    /// `utorak, 24. 11. od 8 do 15 sati`; empty when not known.
    pub when: String,
    /// Streets and hamlets, joined.
    pub area: String,
    /// Telephone as written.
    pub phone: Option<String>,
    /// `tel:+38737000111`
    pub phone_link: Option<String>,
    /// The fault has been mended: what to say.
    pub resolved: Option<String>,
    /// The day on which it begins, ISO 8601; none when not known.
    pub start: Option<String>,
    /// When it stands on pages.
    pub validity: Validity,
}
