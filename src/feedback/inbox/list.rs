//! Lists of messages: shelves, search, kinds.

use super::super::look::Way;
use super::super::state;
use super::super::store::{Filter, Item, Shelf, State as ItemState};
use super::door::{Reading, Visit};
use crate::answers::clean;
use crate::form::{Answer, FormKind};
use axum::body::Body;
use axum::extract::Query;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};

/// Messages on a page.
const PART: u32 = 25;
/// A line shows so much of a text, in letters.
const BEGINNING: usize = 140;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    shelf: String,
    q: String,
    kind: String,
    skip: u32,
}

/// A message on a list.
#[derive(Serialize)]
pub(super) struct Line {
    url: String,
    reference: String,
    text: String,
    state: String,
    day: String,
    kind: String,
    source: String,
    promised: Option<String>,
    late: bool,
    doubt: Option<String>,
}

#[derive(Serialize)]
struct List {
    shelves: Vec<Shelved>,
    shelf: &'static str,
    words: String,
    kinds: Vec<Kind>,
    lines: Vec<Line>,
    older: Option<String>,
    newer: Option<String>,
}

#[derive(Serialize)]
struct Shelved {
    way: Way,
    current: bool,
}

#[derive(Serialize)]
struct Kind {
    id: &'static str,
    label: String,
    chosen: bool,
}

/// `GET /a/{site}/list`
pub(super) async fn page(Reading(visit): Reading, Query(asked): Query<Asked>) -> Response<Body> {
    let filter = Filter {
        shelf: Shelf::of(&asked.shelf).unwrap_or_default(),
        kind: FormKind::parse(&asked.kind).filter(|_| !asked.kind.is_empty()),
        words: asked.q.chars().take(100).collect(),
        skip: asked.skip.min(1_000_000),
    };
    let (site, today, wanted) = (visit.site.id.clone(), visit.today(), filter.clone());
    match visit.desk.blocking(move |base| base.list(&site, &wanted, today, PART + 1)).await {
        Ok(items) => show(&visit, &filter, &items),
        Err(error) => visit.failed(&error),
    }
}

fn show(visit: &Visit, filter: &Filter, items: &[Item]) -> Response<Body> {
    let most = usize::try_from(PART).unwrap_or(usize::MAX);
    let older = (items.len() > most).then(|| address(visit, filter, filter.shelf, filter.skip + PART));
    let newer = (filter.skip > 0).then(|| address(visit, filter, filter.shelf, filter.skip.saturating_sub(PART)));
    let shelved = |shelf: &Shelf| Shelved {
        way: Way {
            url: address(visit, &Filter { words: String::new(), kind: None, ..filter.clone() }, *shelf, 0),
            label: visit.words.say(&format!("shelf_{}", shelf.word())),
        },
        current: *shelf == filter.shelf,
    };
    let kinds = FormKind::ALL.into_iter().filter(|kind| *kind != FormKind::Poll);
    let list = List {
        shelves: Shelf::ALL.iter().map(shelved).collect(),
        shelf: filter.shelf.word(),
        words: filter.words.clone(),
        kinds: kinds
            .map(|kind| Kind { id: kind.id(), label: kind_label(visit, kind), chosen: filter.kind == Some(kind) })
            .collect(),
        lines: items.iter().take(most).map(|item| line(visit, item)).collect(),
        older,
        newer,
    };
    visit.answer(StatusCode::OK, "inbox/list.html", &visit.words.say("messages"), String::new(), list)
}

fn address(visit: &Visit, filter: &Filter, shelf: Shelf, skip: u32) -> String {
    let mut query = format!("?shelf={}", shelf.word());
    if let Some(kind) = filter.kind {
        query.push_str(&format!("&kind={}", kind.id()));
    }
    if !filter.words.is_empty() {
        query.push_str(&format!("&q={}", encoded(&filter.words)));
    }
    if skip > 0 {
        query.push_str(&format!("&skip={skip}"));
    }
    format!("{}/list{query}", visit.at())
}

/// A value in the query of an address.
fn encoded(text: &str) -> String {
    let byte = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// What a form is for, as the site calls it.
pub(super) fn kind_label(visit: &Visit, kind: FormKind) -> String {
    let form = visit.site.entry.forms.iter().find(|entry| entry.form.kind == kind);
    form.map_or_else(|| kind.id().to_owned(), |entry| entry.form.title.clone())
}

/// A message on a list.
pub(super) fn line(visit: &Visit, item: &Item) -> Line {
    let texts = item.answers.iter().filter_map(|(_, answer)| match answer {
        Answer::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let text = texts.collect::<Vec<_>>().join(" · ");
    let promised = item.promised_on.filter(|_| !state::is_ended(item.state));
    let form = visit.site.form(&item.form, item.locale);
    Line {
        url: format!("{}/m/{}", visit.at(), item.reference.compact()),
        reference: item.reference.to_string(),
        text: beginning(&clean(&text)),
        state: state_word(visit, item),
        day: visit.day(item.received),
        kind: form.map_or_else(|| item.form.clone(), |entry| entry.form.title.clone()),
        source: visit.words.say(&format!("source_{}", item.source.word())),
        late: promised.is_some_and(|day| day < visit.today()),
        promised: promised
            .map(|day| visit.words.fill("promised", "date", &crate::date::spoken::long(visit.labels, day))),
        doubt: item
            .doubt
            .filter(|_| item.state == ItemState::Quarantine)
            .map(|doubt| visit.words.say(&format!("doubt_{}", doubt.word()))),
    }
}

/// The state for volunteers, who are told what others are not.
pub(super) fn state_word(visit: &Visit, item: &Item) -> String {
    match item.state {
        ItemState::Quarantine => visit.words.say("state_quarantine"),
        ItemState::Spam => visit.words.say("state_spam"),
        ItemState::Merged => format!("{}: {}", visit.words.say("state_merged"), item.reason),
        ItemState::Forwarded if !item.reason.is_empty() => {
            visit.labels.fill("feedback.forwarded_to", &[("name", &item.reason)])
        }
        _ => state::word(visit.labels, item),
    }
}

fn beginning(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{} …", one_line.get(..end).unwrap_or_default().trim_end()),
        None => one_line,
    }
}
