//! What became of messages, for everybody: by reference, without names and texts.

use super::app::{Asker, Shared};
use super::catalogue::Site;
use super::look::{Row, plain, see_other};
use super::posting::is_vote;
use super::state::{self, StateView};
use super::store::{Change, Item, StoreError, Tally};
use super::{Reference, posting};
use crate::form::{Form, FormEntry, FormKind};
use crate::lang::Labels;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{Response, StatusCode};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many of the newest are listed.
const LISTED: usize = 20;

#[derive(Serialize, Default)]
struct StatusPage {
    reference: String,
    state: Option<StateView>,
    support: Option<Support>,
    find: Option<Find>,
    latest_title: String,
    latest: Vec<Latest>,
    none_yet: String,
}

#[derive(Serialize)]
struct Support {
    action: String,
    button: String,
}

#[derive(Serialize)]
struct Find {
    action: String,
    label: String,
    hint: String,
    value: String,
    button: String,
}

#[derive(Serialize)]
struct Latest {
    url: String,
    reference: String,
    state: String,
    day: String,
}

#[derive(Serialize)]
struct TallyPage {
    text: String,
    rows: Vec<Row>,
}

type Queries = BTreeMap<String, String>;

/// `GET /s/{site}`: a place to type a reference, and the newest messages.
pub(super) async fn list(
    State(app): State<Shared>,
    Path(site): Path<String>,
    Query(query): Query<Queries>,
) -> Response<Body> {
    let catalogue = app.catalogue();
    let Some(site) = catalogue.site(&site) else { return posting::no_site(&app, &super::upload::Sent::default()) };
    let typed = query.get("n").cloned().unwrap_or_default();
    if let Some(reference) = Reference::parse(&typed) {
        return see_other(&format!("{}/s/{}/{}", app.public_url, site.id, reference.compact()));
    }
    let locale = site.language(query.get("l").map(String::as_str));
    let id = site.id.clone();
    match app.blocking(move |app| app.store.latest(&id, LISTED)).await {
        Ok(items) => listed(&app, site, Labels::builtin(locale), &items, &typed),
        Err(error) => app.failed(site, locale, &error),
    }
}

fn listed(app: &Shared, site: &Site, labels: &Labels, items: &[Item], typed: &str) -> Response<Body> {
    let say = |key: &str| labels.get(&format!("endpoint.{key}")).to_owned();
    let at = format!("{}/s/{}", app.public_url, site.id);
    let latest = items.iter().map(|item| Latest {
        url: format!("{at}/{}", item.reference.compact()),
        reference: item.reference.to_string(),
        state: state::word(labels, item),
        day: state::day(site, labels, item.received),
    });
    let own = StatusPage {
        find: Some(Find {
            action: at.clone(),
            label: say("number"),
            hint: say("number_hint"),
            value: typed.to_owned(),
            button: say("show"),
        }),
        latest_title: say("latest"),
        latest: latest.collect(),
        none_yet: say("none_yet"),
        ..StatusPage::default()
    };
    let mut page = app.page(site, labels, say("statuses"));
    if !typed.is_empty() {
        page.alert = Some(super::look::Alert { title: say("number"), text: say("unknown") });
    }
    app.look.answer(StatusCode::OK, "feedback/status.html", &page, &own)
}

/// `GET /s/{site}/{reference}`: how far a message is; or for a poll, how the votes stand.
pub(super) async fn one(
    State(app): State<Shared>,
    Path((site, reference)): Path<(String, String)>,
    Query(query): Query<Queries>,
    request: Request,
) -> Response<Body> {
    let catalogue = app.catalogue();
    let Some(site) = catalogue.site(&site) else { return posting::no_site(&app, &super::upload::Sent::default()) };
    let locale = site.language(query.get("l").map(String::as_str));
    if let Some(entry) = site.form(&reference, locale).filter(|entry| is_vote(&entry.form)) {
        return votes(&app, site, entry, query.contains_key("hvala")).await;
    }
    let (parts, _) = request.into_parts();
    let asker = match app.asker(&parts) {
        Ok(asker) => asker,
        Err(error) => return app.failed(site, locale, &error),
    };
    match item(&app, site, &reference, &asker).await {
        Ok(item) => {
            let labels = Labels::builtin(locale);
            let at = format!("{}/s/{}/{}", app.public_url, site.id, item.reference.compact());
            let open = item.kind == FormKind::Report && !state::is_ended(item.state);
            let own = StatusPage {
                reference: item.reference.to_string(),
                state: Some(state::view(site, labels, &item, state::Reader::Anybody)),
                support: open.then(|| Support {
                    action: format!("{at}/support"),
                    button: labels.get("endpoint.support").to_owned(),
                }),
                ..StatusPage::default()
            };
            let page = app.page(site, labels, labels.get("endpoint.state").to_owned());
            app.look.answer(StatusCode::OK, "feedback/status.html", &page, &own)
        }
        Err(Missed::Often) => plain(StatusCode::TOO_MANY_REQUESTS, Labels::builtin(locale).get("endpoint.again_later")),
        Err(Missed::Store(error)) => app.failed(site, locale, &error),
    }
}

/// `POST /s/{site}/{reference}/support`: the same problem; once from each network and day.
pub(super) async fn support(
    State(app): State<Shared>,
    Path((site, reference)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    let catalogue = app.catalogue();
    let Some(site) = catalogue.site(&site) else { return plain(StatusCode::NOT_FOUND, "404") };
    let (parts, _) = request.into_parts();
    let locale = site.first_language();
    if app.is_foreign(site, &parts.headers) {
        return plain(StatusCode::FORBIDDEN, Labels::builtin(locale).get("endpoint.origin"));
    }
    let done = async {
        let asker = app.asker(&parts).map_err(Missed::Store)?;
        let item = item(&app, site, &reference, &asker).await?;
        if item.kind != FormKind::Report || state::is_ended(item.state) {
            return Err(Missed::Store(StoreError::Refused));
        }
        let change = Change::Support { network: asker.today };
        app.store.change(&site.id, item.reference, change).await.map_err(Missed::Store)?;
        Ok(item.reference)
    };
    match done.await {
        Ok(reference) => see_other(&format!("{}/s/{}/{}", app.public_url, site.id, reference.compact())),
        Err(Missed::Often) => plain(StatusCode::TOO_MANY_REQUESTS, Labels::builtin(locale).get("endpoint.again_later")),
        Err(Missed::Store(error)) => app.failed(site, locale, &error),
    }
}

/// Why there is no item to show.
enum Missed {
    /// Too many guesses.
    Often,
    /// None of that reference, or it cannot be read.
    Store(StoreError),
}

async fn item(app: &Shared, site: &Site, reference: &str, asker: &Asker) -> Result<Item, Missed> {
    if app.ladder.guesses_too_much(&asker.today) {
        return Err(Missed::Often);
    }
    let found = match Reference::parse(reference) {
        Some(reference) => {
            let id = site.id.clone();
            app.blocking(move |app| app.store.item(&id, reference)).await.map_err(Missed::Store)?
        }
        None => None,
    };
    found.ok_or_else(|| match app.ladder.missed(&asker.today) {
        true => Missed::Often,
        false => Missed::Store(StoreError::Unknown),
    })
}

async fn votes(app: &Shared, site: &Site, entry: &FormEntry, thanks: bool) -> Response<Body> {
    let labels = Labels::builtin(entry.form.locale);
    let (id, form) = (site.id.clone(), entry.form.id.clone());
    let tally = match app.blocking(move |app| app.store.tally(&id, &form)).await {
        Ok(tally) => tally,
        Err(error) => return app.failed(site, entry.form.locale, &error),
    };
    let heading = if thanks { labels.get("endpoint.vote_title").to_owned() } else { entry.form.title.clone() };
    let page = app.page(site, labels, heading);
    let text = match tally.is_public() {
        true => labels.get("poll.not_binding").to_owned(),
        false => format!("{} {}", labels.get("poll.no_results"), labels.get("poll.not_binding")),
    };
    let own =
        TallyPage { text, rows: if tally.is_public() { results(&entry.form, &tally, labels) } else { Vec::new() } };
    app.look.answer(StatusCode::OK, "feedback/kept.html", &page, &own)
}

/// The votes by choice, in the order of the form.
fn results(form: &Form, tally: &Tally, labels: &Labels) -> Vec<Row> {
    let options = form.fields.iter().flat_map(|field| field.kind.options());
    let row = |option: &crate::form::Choice| {
        let votes = tally.votes.iter().find(|(choice, _, _)| *choice == option.value);
        let count = votes.map_or(0, |(_, online, paper)| online + paper);
        Row { label: option.label.clone(), text: labels.count("votes", count) }
    };
    options.map(row).collect()
}
