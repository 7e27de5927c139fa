//! The page of a project.

use super::{Choice, Day, FeedLink, FileView, ItemView, Link, PhotoView, SaidView};
use crate::template::Shared;
use serde::Serialize;

/// A project.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectView {
    /// What all pages have.
    pub item: ItemView,
    /// In words.
    pub status: Choice,
    /// Percent done.
    pub progress: Option<u8>,
    /// `Realizovano 40 %`
    pub progress_label: String,
    /// `84.000 KM`
    pub budget: Option<String>,
    /// `12.000 KM`
    pub spent: Option<String>,
    /// Who pays.
    pub funding: Vec<FunderView>,
    /// Izvođač.
    pub contractor: Option<String>,
    /// When it began.
    pub start: Option<Shared<Day>>,
    /// When it is to end.
    pub end: Option<Shared<Day>>,
    /// The end has passed and it is not done.
    pub overdue: bool,
    /// Where.
    pub location: Option<String>,
    /// In order.
    pub milestones: Vec<MilestoneView>,
    /// Newest first.
    pub updates: Vec<UpdateView>,
    /// You said, we did: the newest first.
    pub said: Vec<SaidView>,
    /// Photos before.
    pub before: Vec<PhotoView>,
    /// Photos after.
    pub after: Vec<PhotoView>,
    /// The decision that started it.
    pub decision: Option<Link>,
    /// The same as a file.
    pub decision_file: Option<FileView>,
    /// To follow it.
    pub feed: Option<FeedLink>,
}

/// Who pays how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FunderView {
    /// Who.
    pub name: String,
    /// Whole percents, for the bar; none for work without an amount.
    pub percent: Option<u8>,
    /// `58.800 KM`
    pub amount: Option<String>,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MilestoneView {
    /// What.
    pub title: String,
    /// By when, or when it was done.
    pub day: Option<Shared<Day>>,
    /// By when in words, where no day is given.
    pub when: Option<String>,
    /// `done`, `due`, `late`.
    pub state: &'static str,
    /// In words.
    pub label: String,
}

/// News of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpdateView {
    /// For links to it.
    pub id: String,
    /// When.
    pub day: Shared<Day>,
    /// What the heading says after its date.
    pub title: String,
    /// Text as HTML.
    pub html: String,
}
