//! Lists, the home page, forms and the hub.

use super::{AgendaEntry, Answer, Banner, Card, ClockView, FeedLink, KnownView, Link, MenuItem};
use crate::form::FormView;
use serde::Serialize;

/// A list of items.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// `announcements`, `projects`, `services`, `polls`, `tag`, `audience`, `street`.
    pub id: &'static str,
    /// One sentence under the heading.
    pub intro: Option<String>,
    /// Outages in force here.
    pub banners: Vec<Banner>,
    /// In order.
    pub cards: Vec<Card>,
    /// The archive by year.
    pub years: Vec<YearLink>,
    /// More specific lists: tags, streets, target groups.
    pub more: Vec<Link>,
    /// Newer and older parts of the same year.
    pub newer: Option<Link>,
    /// See `newer`.
    pub older: Option<Link>,
    /// To subscribe to.
    pub feed: Option<FeedLink>,
}

/// A year of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearLink {
    /// `2026`
    pub year: String,
    /// How many items, in words.
    pub count: String,
    /// Of its page.
    pub path: String,
    /// This page.
    pub current: bool,
}

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// Outages in force or close.
    pub banners: Vec<Banner>,
    /// Five, pinned first.
    pub announcements: Vec<Card>,
    /// `Sva obavještenja (128)`
    pub all_announcements: Option<Link>,
    /// The next four.
    pub events: Vec<AgendaEntry>,
    /// To the agenda.
    pub all_events: Option<Link>,
    /// Three, most recently changed.
    pub projects: Vec<Card>,
    /// To the list.
    pub all_projects: Option<Link>,
    /// The newest answered question.
    pub answer: Option<Answer>,
    /// Share answered and median days, in words.
    pub answer_line: Option<String>,
    /// To the questions and replies.
    pub all_answers: Option<Link>,
    /// Open polls.
    pub polls: Vec<Card>,
    /// Streets and target groups, to find one's own.
    pub streets: Vec<Link>,
    /// See `streets`.
    pub audiences: Vec<Link>,
}

/// A form as a page, or what stands in its place.
#[derive(Clone, Debug, Serialize)]
pub struct WriteView {
    /// The form, as `form.html` shows it; without an `action` a card with telephone and links stands
    /// in its place, and a sheet to print.
    #[serde(flatten)]
    pub form: FormView,
    /// Telephone, Viber, SMS and e-mail with subject and item filled in.
    pub ways: Vec<super::ShareLink>,
    /// Whether they stand before the form: messages wait past the day that was promised.
    pub call_first: bool,
    /// Problems that were reported already, beside the form for reports.
    pub known: Vec<KnownView>,
    /// What was promised, and what is kept.
    pub clock: Option<ClockView>,
    /// To what became of messages.
    pub statuses: Option<Link>,
    /// All forms of the site.
    pub others: Vec<MenuItem>,
}

/// The page of all MZs of a workspace.
#[derive(Clone, Debug, Serialize)]
pub struct HubView {
    /// One line each.
    pub rows: Vec<HubRow>,
    /// The joint feed.
    pub feed: Option<FeedLink>,
    /// The joint calendar.
    pub calendar: Option<String>,
}

/// An MZ in the hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HubRow {
    /// Its name.
    pub name: String,
    /// Language tag of the site.
    pub lang: String,
    /// Of the site, from the hub; a full address where it has its own.
    pub path: String,
    /// Outages in force.
    pub banners: Vec<Banner>,
    /// Newest announcement; its path is relative to the hub.
    pub newest: Option<Card>,
}
