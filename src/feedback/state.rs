//! How far an item is, in words.

use super::catalogue::Site;
use super::store::{Entry, EntryKind, Item, State};
use crate::date::{Timestamp, spoken};
use crate::lang::Labels;
use serde::Serialize;

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// Whoever holds the receipt.
    Author,
    /// Anybody who knows the reference.
    Anybody,
}

/// The state of an item as pages show it.
#[derive(Debug, Serialize)]
pub(super) struct StateView {
    label: String,
    lines: Vec<String>,
    entries: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    day: String,
    label: String,
    text: String,
}

/// The state of an item; what was said only for its author.
pub(super) fn view(site: &Site, labels: &Labels, item: &Item, reader: Reader) -> StateView {
    let mut lines = vec![labels.fill("feedback.asked_on", &[("date", &day(site, labels, item.received))])];
    if item.supports > 0 {
        lines.push(labels.count("neighbours", item.supports.into()));
    }
    if reader == Reader::Anybody
        && let Some(promised) = item.promised_on.filter(|_| !is_ended(item.state))
    {
        lines.push(labels.fill("endpoint.by_day", &[("date", &spoken::long(labels, promised))]));
    }
    let entries = match reader {
        Reader::Author => item.entries.iter().filter_map(|entry| shown(site, labels, entry)).collect(),
        Reader::Anybody => Vec::new(),
    };
    StateView { label: word(labels, item), lines, entries }
}

/// The state in a few words. What waits in quarantine was received; nobody is told that a message was called spam,
/// for people are taken for programs now and then.
pub(super) fn word(labels: &Labels, item: &Item) -> String {
    let key = match item.state {
        State::Quarantine | State::Received => "feedback.status_received",
        State::Forwarded => "feedback.status_forwarded",
        State::Working => "feedback.status_working",
        State::Answered => "feedback.status_answered",
        State::Resolved => "feedback.status_resolved",
        State::Closed | State::Spam | State::Merged => {
            let reason = if item.state == State::Spam { "" } else { item.reason.as_str() };
            let text = labels.fill("feedback.status_closed", &[("reason", reason)]);
            return text.trim_end_matches([':', ' ']).to_owned();
        }
    };
    labels.get(key).to_owned()
}

/// Whether nothing more is to come.
pub(super) fn is_ended(state: State) -> bool {
    matches!(state, State::Answered | State::Resolved | State::Closed | State::Spam | State::Merged)
}

/// Whether the author may open it again.
pub(super) fn can_reopen(state: State) -> bool {
    matches!(state, State::Answered | State::Resolved | State::Closed)
}

/// The day of a moment where the site is.
pub(super) fn day(site: &Site, labels: &Labels, at: Timestamp) -> String {
    spoken::long(labels, site.zone.civil(at).date())
}

fn shown(site: &Site, labels: &Labels, entry: &Entry) -> Option<EntryView> {
    let key = match entry.kind {
        EntryKind::Added => "endpoint.you_added",
        EntryKind::Reopened => "endpoint.you_reopened",
        EntryKind::Answer => "endpoint.reply",
        EntryKind::Forwarded => "feedback.status_forwarded",
        EntryKind::Note | EntryKind::State | EntryKind::Merged => return None,
    };
    Some(EntryView {
        day: day(site, labels, entry.at),
        label: labels.get(key).to_owned(),
        // Where it was handed on to is the volunteers' note.
        text: if entry.kind == EntryKind::Forwarded { String::new() } else { entry.text.clone() },
    })
}
