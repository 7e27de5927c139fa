//! Writing votes in that came on paper: counted with the others, and shown apart.

use super::super::look::Way;
use super::super::random;
use super::super::store::{Ballot, Keys, Source, StoreError};
use super::door::{Editing, Visit};
use super::paper::key;
use crate::form::{FieldKind, FormEntry, FormKind};
use axum::Form;
use axum::body::Body;
use axum::extract::Query;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most ballots that are written in at once.
const MOST: u32 = 500;

/// Which poll.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    poll: String,
}

#[derive(Serialize)]
struct Votes {
    polls: Vec<Way>,
    poll: String,
    question: String,
    key: String,
    options: Vec<OptionRow>,
    /// A ballot may have several answers, so their number is asked for.
    many: bool,
}

#[derive(Serialize)]
struct OptionRow {
    id: String,
    label: String,
}

/// The polls of a site, in its own language.
fn polls(visit: &Visit) -> impl Iterator<Item = &FormEntry> {
    let locale = visit.site.first_language();
    visit.site.entry.forms.iter().filter(move |entry| entry.form.kind == FormKind::Poll && entry.form.locale == locale)
}

/// The answers of a poll: value and label; and whether a ballot may have several.
pub(in crate::feedback) fn options(entry: &FormEntry) -> (Vec<(String, String)>, bool) {
    let field = entry.form.fields.iter().find(|field| !field.kind.options().is_empty());
    let many = field.is_some_and(|field| matches!(field.kind, FieldKind::Choices { .. }));
    let options = field.into_iter().flat_map(|field| field.kind.options());
    (options.map(|option| (option.value.clone(), option.label.clone())).collect(), many)
}

/// `GET /a/{site}/votes`
pub(super) async fn page(Editing(visit): Editing, Query(asked): Query<Asked>) -> Response<Body> {
    show(&visit, StatusCode::OK, String::new(), &asked.poll)
}

fn show(visit: &Visit, status: StatusCode, done: String, poll: &str) -> Response<Body> {
    let Ok(key) = random::name() else { return visit.failed(&StoreError::Broken("random".to_owned())) };
    let chosen = polls(visit).find(|entry| entry.form.id == poll).or_else(|| polls(visit).next());
    let (options, many) = chosen.map(options).unwrap_or_default();
    let way = |entry: &FormEntry| Way {
        url: format!("{}/votes?poll={}", visit.at(), entry.form.id),
        label: entry.form.title.clone(),
    };
    let view = Votes {
        polls: polls(visit).map(way).collect(),
        poll: chosen.map(|entry| entry.form.id.clone()).unwrap_or_default(),
        question: chosen.map(|entry| entry.form.title.clone()).unwrap_or_default(),
        key,
        options: options.into_iter().map(|(id, label)| OptionRow { id, label }).collect(),
        many,
    };
    visit.answer(status, "inbox/votes.html", &visit.words.say("votes_title"), done, view)
}

/// `POST /a/{site}/votes`
pub(super) async fn save(Editing(visit): Editing, Form(typed): Form<BTreeMap<String, String>>) -> Response<Body> {
    let poll = typed.get("poll").cloned().unwrap_or_default();
    let Some(entry) = polls(&visit).find(|entry| entry.form.id == poll) else {
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, visit.words.say("votes_none"), "");
    };
    let Some(sheets) = sheets(entry, &typed) else {
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, visit.words.say("votes_wrong"), &poll);
    };
    let count = sheets.len().to_string();
    let page = typed.get("key").cloned().unwrap_or_default();
    let kept = async {
        // All are handed in before the first is waited for: they are one batch of the writer.
        let ballots = sheets.into_iter().enumerate().map(|(at, choices)| {
            let sent = (16..=64).contains(&page.len()).then(|| key(&visit, &format!("{page}/{at}")));
            let keys = Keys { sent, content: Vec::new() };
            let (form, received) = (poll.clone(), visit.now);
            let ballot = Ballot { form, choices, source: Source::Paper, network: None, received, keys };
            visit.desk.base.vote(&visit.site.id, ballot)
        });
        for reply in ballots.collect::<Vec<_>>() {
            reply.await?;
        }
        visit.note("votes", String::new(), format!("{poll}: {count}")).await
    };
    match kept.await {
        Ok(()) => show(&visit, StatusCode::OK, visit.words.fill("votes_saved", "n", &count), &poll),
        Err(error) => visit.failed(&error),
    }
}

/// The ballots that give the numbers typed; none where they cannot be. Where a ballot has several answers only the sums
/// are known, and any ballots with these sums do.
fn sheets(entry: &FormEntry, typed: &BTreeMap<String, String>) -> Option<Vec<Vec<String>>> {
    let (options, many) = options(entry);
    let number = |name: &str| match typed.get(name).map(|text| text.trim()) {
        None | Some("") => Some(0),
        Some(text) => text.parse::<u32>().ok().filter(|number| *number <= MOST),
    };
    let counts: Option<Vec<u32>> = options.iter().map(|(id, _)| number(&format!("n-{id}"))).collect();
    let counts = counts?;
    let total = if many { number("ballots")? } else { counts.iter().sum() };
    if total == 0 || total > MOST || counts.iter().any(|count| *count > total) {
        return None;
    }
    let with = options.iter().zip(&counts);
    if many {
        let sheet = |at: u32| with.clone().filter(|(_, count)| at < **count).map(|((id, _), _)| id.clone()).collect();
        return Some((0..total).map(sheet).collect());
    }
    Some(with.flat_map(|((id, _), count)| (0..*count).map(|_| vec![id.clone()])).collect())
}
