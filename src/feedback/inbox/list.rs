//! Lists of messages: shelves, search, kinds.

use super::super::look::Way;
use super::super::state;
use super::super::store::{Filter, Item, Part, Shelf, State as ItemState};
use super::door::{Reading, Visit};
use crate::answers::clean;
use crate::form::{Answer, FormKind};
use axum::body::Body;
use axum::extract::Query;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};

/// Messages on a page.
const PAGE: u32 = 25;
/// A line shows so much of a text, in letters.
const BEGINNING: usize = 140;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    shelf: String,
    q: String,
    kind: String,
    after: Option<i64>,
    before: Option<i64>,
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
        part: match (asked.after, asked.before) {
            (Some(id), _) => Part::After(id),
            (None, Some(id)) => Part::Before(id),
            (None, None) => Part::First,
        },
    };
    let (site, today, wanted) = (visit.site.id.clone(), visit.today(), filter.clone());
    match visit.desk.blocking(move |base| base.list(&site, &wanted, today, PAGE + 1)).await {
        Ok(items) => show(&visit, &filter, items),
        Err(error) => visit.failed(&error),
    }
}

/// What a page shows of items of which there is one too many when the list goes on, and the parts next to it.
fn page_of(mut items: Vec<Item>, part: Part) -> (Vec<Item>, Option<Part>, Option<Part>) {
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let goes_on = items.len() > most;
    let (before, after) = match part {
        Part::Before(_) => (goes_on, true),
        part => (part != Part::First, goes_on),
    };
    if goes_on && matches!(part, Part::Before(_)) {
        items.remove(0);
    }
    items.truncate(most);
    // Of an empty page only the beginning of the list is known.
    let before = before.then(|| items.first().map_or(Part::First, |item| Part::Before(item.id)));
    let after = after.then(|| items.last().map_or(Part::First, |item| Part::After(item.id)));
    (items, before, after)
}

fn show(visit: &Visit, filter: &Filter, items: Vec<Item>) -> Response<Body> {
    let (items, before, after) = page_of(items, filter.part);
    let way = |part: Part| address(visit, filter, filter.shelf, part);
    let shelved = |shelf: &Shelf| Shelved {
        way: Way {
            url: address(visit, &Filter { words: String::new(), kind: None, ..filter.clone() }, *shelf, Part::First),
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
        lines: items.iter().map(|item| line(visit, item)).collect(),
        older: after.map(way),
        newer: before.map(way),
    };
    visit.answer(StatusCode::OK, "inbox/list.html", &visit.words.say("messages"), String::new(), list)
}

fn address(visit: &Visit, filter: &Filter, shelf: Shelf, part: Part) -> String {
    let mut query = format!("?shelf={}", shelf.word());
    if let Some(kind) = filter.kind {
        query.push_str(&format!("&kind={}", kind.id()));
    }
    if !filter.words.is_empty() {
        query.push_str(&format!("&q={}", encoded(&filter.words)));
    }
    match part {
        Part::First => {}
        Part::After(id) => query.push_str(&format!("&after={id}")),
        Part::Before(id) => query.push_str(&format!("&before={id}")),
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
