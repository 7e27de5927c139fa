//! The page of an event, the agenda and the months.

use super::{Choice, Day, FileView, ItemView, Link, Validity};
use crate::template::Shared;
use serde::Serialize;

/// An event.
#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    /// What all pages have.
    pub item: ItemView,
    /// `subota, 28. novembra 2026. u 11:00`, of the next occurrence, else of the last.
    pub when: String,
    /// The same for machines.
    pub start: Option<String>,
    /// In words: `svakog četvrtka od 18 do 20 sati`; none for a single event.
    pub repeats: Option<String>,
    /// Over.
    pub past: bool,
    /// From when on it is over, while it is not.
    pub ends: Option<String>,
    /// Where there is something to say.
    pub status: Option<Choice>,
    /// Zbor, sport, kultura, …
    pub category: Option<Choice>,
    /// Where.
    pub place: Option<String>,
    /// Who.
    pub organizer: Option<String>,
    /// The next dates of a series.
    pub next: Vec<AgendaEntry>,
    /// `Pauza do 31. 8.`
    pub breaks: Vec<String>,
    /// Of its calendar file.
    pub calendar: Option<String>,
    /// To the form of registration; with the number of places, if limited.
    pub registration: Option<Link>,
    /// How many places.
    pub capacity: Option<String>,
    /// Points of the agenda of an assembly.
    pub agenda: Vec<String>,
    /// When it begins again if there is no quorum: `11:30`.
    pub second_call: Option<String>,
    /// Minutes.
    pub minutes: Option<FileView>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What residents want done first.
    pub priorities: Vec<PriorityView>,
}

/// A ranked wish of an assembly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PriorityView {
    /// What.
    pub title: String,
    /// How many points it got.
    pub points: Option<String>,
    /// Who does it.
    pub who: Option<String>,
    /// How far it is.
    pub status: Option<String>,
    /// Of the project that it became.
    pub path: Option<String>,
}

/// The agenda: what is to come, and the months.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaView {
    /// By day, from the day of the build.
    pub days: Vec<AgendaDay>,
    /// This month and the next ones, or the one of this page.
    pub months: Vec<MonthView>,
    /// Single events that are over, newest first.
    pub past: Vec<super::Card>,
    /// Of the calendar file.
    pub calendar: Option<String>,
    /// Of those with one category only.
    pub calendars: Vec<Link>,
    /// The months before and after.
    pub links: Vec<Link>,
}

/// What happens on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaDay {
    /// Which.
    pub day: Shared<Day>,
    /// By time.
    pub entries: Vec<AgendaEntry>,
    /// Until the last of them is over.
    pub validity: Validity,
}

/// One occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaEntry {
    /// Of the event.
    pub title: String,
    /// Of its page.
    pub path: String,
    /// Language tag of the title, where it is not that of the page.
    pub lang: Option<String>,
    /// Day on which it begins.
    pub day: Shared<Day>,
    /// `18:00–20:00`, `cijeli dan`
    pub time: String,
    /// Where.
    pub place: Option<String>,
    /// Cancelled, postponed, moved.
    pub status: Option<Choice>,
    /// Until it is over.
    pub validity: Validity,
}

/// A month as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MonthView {
    /// `novembar 2026.`
    pub title: String,
    /// Short names of the weekdays, Monday first, with the full ones.
    pub weekdays: Vec<(String, String)>,
    /// Weeks of seven cells.
    pub weeks: Vec<Vec<MonthCell>>,
}

/// A day in the table of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MonthCell {
    /// `24`; empty outside the month.
    pub day: String,
    /// `2026-11-24`; empty outside the month.
    pub iso: String,
    /// The day of the build.
    pub today: bool,
    /// What happens.
    pub entries: Vec<Link>,
}
