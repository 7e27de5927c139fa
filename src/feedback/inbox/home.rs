//! The first page: three numbers, and what waits longest.

use super::super::look::{Page, Way, see_other};
use super::super::store::{Filter, Shelf};
use super::door::{self, Reading, Visit};
use super::list::{Line, line};
use super::{Desk, Words};
use crate::lang::Locale;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Serialize)]
struct Home {
    numbers: Vec<Number>,
    oldest: Option<Line>,
    /// Whether the site promises no day now, for messages are past theirs.
    withdrawn: bool,
    dead: u64,
}

#[derive(Serialize)]
struct Number {
    count: u64,
    label: String,
    url: String,
}

#[derive(Serialize)]
struct Front {
    w: BTreeMap<&'static str, String>,
    nav: Vec<Way>,
    who: String,
    at: String,
    out: String,
    done: String,
    sites: Vec<Way>,
}

/// `GET /a`: to the site, or a choice of sites.
pub(super) async fn front(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response<Body> {
    let (app, catalogue) = (&desk.app, desk.app.catalogue());
    let user = match door::user(&desk, &headers).await {
        Ok(Some(user)) => user,
        Ok(None) => return see_other(&format!("{}/a/-/login", app.public_url)),
        Err(error) => return door::broken(app, &error),
    };
    let sites = catalogue.sites().filter(|site| user.roles.contains_key(&site.id));
    let sites: Vec<Way> = sites
        .map(|site| Way { url: format!("{}/a/{}", app.public_url, site.id), label: site.entry.name.clone() })
        .collect();
    if let [only] = sites.as_slice() {
        return see_other(&only.url);
    }
    let locale = catalogue.sites().next().map_or(Locale::Bs, super::super::catalogue::Site::first_language);
    let words = Words::of(locale);
    let heading = words.say("all_sites");
    let page = Page {
        lang: locale.tag().to_owned(),
        title: heading.clone(),
        style: app.look.plain_style(),
        site: "Zbor".to_owned(),
        heading,
        ..Page::default()
    };
    let own = Front {
        w: words.all(),
        nav: Vec::new(),
        who: user.name,
        at: String::new(),
        out: format!("{}/a/-/logout", app.public_url),
        done: String::new(),
        sites,
    };
    app.look.answer(StatusCode::OK, "inbox/front.html", &page, &own)
}

/// `GET /a/{site}`
pub(super) async fn site(Reading(visit): Reading) -> Response<Body> {
    show(&visit).await
}

async fn show(visit: &Visit) -> Response<Body> {
    let (site, today) = (visit.site.id.clone(), visit.today());
    let read = visit.desk.blocking(move |base| {
        let oldest = base.list(&site, &Filter::default(), today, 1)?;
        Ok((base.numbers(&site, today)?, oldest, base.dead(&site, 100)?.len() as u64))
    });
    let (numbers, oldest, dead) = match read.await {
        Ok(read) => read,
        Err(error) => return visit.failed(&error),
    };
    let number = |count, key: &str, shelf: Shelf| Number {
        count,
        label: visit.words.say(key),
        url: format!("{}/list?shelf={}", visit.at(), shelf.word()),
    };
    let home = Home {
        numbers: vec![
            number(numbers.open, "number_open", Shelf::Open),
            number(numbers.late, "number_late", Shelf::Late),
            number(numbers.quarantine, "number_quarantine", Shelf::Quarantine),
        ],
        withdrawn: numbers.late > 0,
        oldest: oldest.first().map(|item| line(visit, item)),
        dead,
    };
    visit.answer(StatusCode::OK, "inbox/home.html", &visit.words.say("inbox"), String::new(), home)
}
