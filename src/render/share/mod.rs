//! "Za dijeljenje": pages for editors alone, from which an announcement or an event goes to the notice
//! board (poster), to Viber, to Facebook and to telephones. No menu leads there and no search engine is
//! asked to: the program prints the address after a build.

mod messages;
mod qr;

use super::desk::{self, Desk};
use super::page::{self as pages, View};
use super::plan::{Planned, What};
use super::view::{Body, Card, Link, Meta, PosterView, ShareView, SharingView};
use crate::date;
use crate::load::Kind;
use crate::site::{Detail, Item, Section, State};
use crate::url::UrlPath;
use std::sync::Arc;

pub use qr::Qr;

/// Announcements of so many days are worth passing on.
const DAYS: i32 = 60;
/// So many items of a kind: free hosts count files.
const MOST: usize = 50;

/// The page of each item that is worth passing on today, and the list of them; none where there is
/// nothing.
pub fn plan(desk: &Desk) -> Vec<Planned> {
    let mut pages: Vec<Planned> = [Kind::Announcement, Kind::Event]
        .into_iter()
        .flat_map(|kind| due(desk, kind).map(move |(at, item)| (kind, at, item)))
        .map(|(kind, at, item)| Planned { path: path(desk, item), what: What::Share(kind, at) })
        .collect();
    if !pages.is_empty() {
        pages.push(Planned { path: desk.section_path(Section::Sharing, &[]), what: What::Sharing });
    }
    pages
}

/// Items in force that are new or still to come, with their places in the list of their kind.
fn due<'a>(desk: &'a Desk, kind: Kind) -> impl Iterator<Item = (usize, &'a Arc<Item>)> {
    let oldest = date::shift(desk.today.date, -DAYS);
    let is_due = move |item: &Item| {
        item.state == State::Current
            && match item.detail() {
                Detail::Event(_) => {
                    super::event::shown(desk, item).is_some_and(|one| one.last_day() >= desk.today.date)
                }
                _ => item.pinned || item.date.is_none_or(|day| day >= oldest),
            }
    };
    desk.edition.of(kind).iter().enumerate().filter(move |(_, item)| is_due(item)).take(MOST)
}

/// Where the page for passing on an item is: `za-dijeljenje/obavjestenja/voda/`.
fn path(desk: &Desk, item: &Item) -> UrlPath {
    let inner = item.path.as_str().strip_prefix(desk.edition.root.as_str()).unwrap_or_default();
    let parts: Vec<&str> = inner.split('/').filter(|part| !part.is_empty()).collect();
    desk.section_path(Section::Sharing, &parts)
}

/// The page for passing on one item.
pub fn view(desk: &Desk, planned: &Planned, kind: Kind, at: usize) -> View {
    let Some(item) = desk.edition.of(kind).get(at) else { return list(desk, planned) };
    let said = Said::of(desk, item);
    let body = ShareView {
        poster: poster(desk, item, &said),
        messages: messages::all(desk, item, &said),
        item: Link { title: item.title().to_owned(), path: Desk::path(&item.path) },
    };
    let trail = vec![
        Link { title: desk.words.label("nav.home"), path: Desk::path(&desk.edition.root) },
        Link { title: desk.words.label("share.title"), path: Desk::path(&desk.section_path(Section::Sharing, &[])) },
    ];
    let meta =
        Meta { title: format!("{}: {}", desk.words.label("share.title"), item.title()), ..unlisted(desk, planned) };
    let page = pages::page(desk, &planned.path, meta, item.title().to_owned(), trail, Body::Share(Box::new(body)));
    View { template: "share.html".to_owned(), page, source: Some(item.reading.front.source.path.clone()) }
}

/// The list of what can be passed on.
pub fn list(desk: &Desk, planned: &Planned) -> View {
    let cards = [Kind::Announcement, Kind::Event].into_iter().flat_map(|kind| due(desk, kind));
    let cards = cards.map(|(_, item)| Card {
        path: Desk::path(&path(desk, item)),
        excerpt: String::new(),
        ..pages::card(desk, item)
    });
    let body = Body::Sharing(Box::new(SharingView { cards: cards.collect() }));
    let mut view = pages::simple(desk, planned, "sharing.html", desk.words.label("share.title"), body);
    view.page.meta = Meta { title: view.page.meta.title, ..unlisted(desk, planned) };
    view
}

/// Search engines are asked to stay away.
fn unlisted(desk: &Desk, planned: &Planned) -> Meta {
    let canonical = desk.full(&planned.path);
    Meta { canonical, noindex: true, og_type: "website", ..Meta::default() }
}

/// What an item says in a few words.
struct Said {
    when: String,
    place: String,
    /// Lines beside when and where: why, whom to call.
    more: Vec<(String, String)>,
    /// The description, or the beginning of the text.
    text: String,
    /// The full address of its page.
    url: Option<String>,
}

impl Said {
    fn of(desk: &Desk, item: &Item) -> Said {
        let text = desk::excerpt(item);
        let url = desk.full(&item.path);
        match item.detail() {
            Detail::Event(event) => {
                let shown = super::event::shown(desk, item);
                let place = shown.and_then(|one| one.place.clone()).or_else(|| event.place.clone());
                let when = super::event::when(desk, event, shown);
                Said { when, place: place.unwrap_or_default(), more: Vec::new(), text, url }
            }
            Detail::Announcement(one) => {
                let facts = desk.announcement_facts(item, one);
                let (named, more): (Vec<_>, Vec<_>) =
                    facts.into_iter().partition(|fact| matches!(fact.id, "when" | "where"));
                let get = |id: &str| {
                    named.iter().find(|fact| fact.id == id).map(|fact| fact.text.clone()).unwrap_or_default()
                };
                let more = more.into_iter().map(|fact| (fact.label, fact.text)).collect();
                Said { when: get("when"), place: get("where"), more, text, url }
            }
            _ => Said { when: String::new(), place: item.area.join(", "), more: Vec::new(), text, url },
        }
    }
}

fn poster(desk: &Desk, item: &Item, said: &Said) -> PosterView {
    let bare = said.when.is_empty() && said.place.is_empty();
    let posted = item.date.map(|date| desk.words.labels.fill("poster.posted", &[("date", &desk.words.long(date))]));
    PosterView {
        level: desk.card(item).level,
        title: item.title().to_owned(),
        longest: item.title().split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0),
        when: said.when.clone(),
        place: said.place.clone(),
        text: if bare { said.text.clone() } else { String::new() },
        posted,
        qr: said.url.clone().map(Qr),
        address: said.url.as_deref().map(short),
    }
}

/// An address as people read it: without the scheme and the last `/`.
fn short(url: &str) -> String {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned()
}
