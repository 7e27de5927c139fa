//! The view of each planned page.

use super::desk::Desk;
use super::plan::{self, Index, List, ListOf, Planned, What};
use super::view::{
    AgendaEntry, Alternate, Body, Card, HomeView, LanguageLink, Link, ListView, Meta, Page, Untranslated, YearLink,
};
use super::{agenda, answers, event, form, json_ld, people, project, search, service, share, validity};
use crate::lang::Locale;
use crate::load::Kind;
use crate::site::{self, Detail, Item, State};
use crate::url::UrlPath;

/// The home page shows this many events, and has this many more in reserve.
const EVENTS: usize = 4;
const EVENTS_WAITING: usize = 2;

/// A page, ready for its template.
#[derive(Debug)]
pub struct View {
    /// Which template.
    pub template: String,
    /// What the template sees beside the chrome.
    pub page: Page,
    /// The text that it shows, from the workspace root.
    pub source: Option<String>,
}

/// Makes the view of a planned page.
pub fn view(desk: &Desk, index: &Index, planned: &Planned) -> View {
    match &planned.what {
        What::Home => simple(
            desk,
            planned,
            "home.html",
            desk.edition.profile.name.clone(),
            Body::Home(Box::new(home(desk, index))),
        ),
        What::Item(kind, at) => item(desk, planned, *kind, *at),
        What::List(part) => list(desk, index, planned, part),
        What::Agenda => simple(
            desk,
            planned,
            "agenda.html",
            desk.words.label("nav.events"),
            Body::Agenda(Box::new(agenda::whole(desk))),
        ),
        What::Month(ahead) => {
            let (title, body) = agenda::month(desk, *ahead);
            let mut view = simple(desk, planned, "agenda.html", title, Body::Agenda(Box::new(body)));
            view.page.trail = trail(desk, Some(Kind::Event));
            view
        }
        What::Documents => simple(
            desk,
            planned,
            "documents.html",
            desk.words.label("nav.documents"),
            Body::Documents(people::documents(desk)),
        ),
        What::Council => simple(
            desk,
            planned,
            "council.html",
            desk.words.label("nav.council"),
            Body::People(people::council(desk, &planned.path)),
        ),
        What::Form(at) => form::page(desk, planned, *at),
        What::FormAbout(form, kind, at) => {
            let mut view = form::page_about(desk, planned, *form, *kind, *at);
            if let Some(item) = desk.edition.of(*kind).get(*at) {
                let link = Link { title: item.title().to_owned(), path: Desk::path(&item.path) };
                view.page.trail = trail(desk, Some(*kind)).into_iter().chain([link]).collect();
            }
            view
        }
        What::Forms => form::index(desk, planned),
        What::Questions(part) => answers::page(desk, planned, *part),
        What::Statuses => answers::statuses(desk, planned),
        What::Offline => {
            let mut view = simple(desk, planned, "offline.html", desk.words.label("offline.title"), Body::Nothing(()));
            view.page.meta.noindex = true;
            view
        }
        What::Share(kind, at) => share::view(desk, planned, *kind, *at),
        What::Sharing => share::list(desk, planned),
        What::Search(part) => search::view(desk, planned, part),
        What::Redirect(target) => redirect(desk, planned, target),
        What::NotFound => {
            simple(desk, planned, "404.html", desk.words.label("error.not_found_title"), Body::Nothing(()))
        }
    }
}

/// A page with its heading and no text of an editor.
pub fn simple(desk: &Desk, planned: &Planned, template: &str, heading: String, body: Body) -> View {
    let is_home = matches!(planned.what, What::Home);
    let meta = Meta {
        title: if is_home { String::new() } else { heading.clone() },
        og_type: "website",
        json_ld: if is_home { json_ld::organization(desk) } else { String::new() },
        ..meta(desk, &planned.path)
    };
    let trail = if is_home { Vec::new() } else { trail(desk, None) };
    View { template: template.to_owned(), page: page(desk, &planned.path, meta, heading, trail, body), source: None }
}

/// The frame of a page around its body.
pub fn page(desk: &Desk, path: &UrlPath, mut meta: Meta, heading: String, trail: Vec<Link>, body: Body) -> Page {
    if meta.description.is_empty() {
        meta.description = about(desk, &heading);
    }
    Page {
        root: path.to_root(),
        path: Desk::path(path),
        languages: languages(desk, path),
        untranslated: None,
        meta,
        heading,
        trail,
        body,
    }
}

/// What search engines say of a page without a text: its heading, and whose page it is.
fn about(desk: &Desk, heading: &str) -> String {
    let profile = &desk.edition.profile;
    let whose = profile.description.as_ref().unwrap_or(&profile.name);
    if heading == profile.name { whose.clone() } else { format!("{heading} – {whose}") }
}

/// Addresses for search engines.
pub fn meta(desk: &Desk, path: &UrlPath) -> Meta {
    let alternates = twins(desk, path).filter_map(|(edition, path)| {
        Some(Alternate { lang: edition.locale.tag().to_owned(), url: desk.full(&path)? })
    });
    Meta { canonical: desk.full(path), alternates: alternates.collect(), ..Meta::default() }
}

/// Addresses of an item for search engines: those of the languages in which it can be read. Where it
/// cannot, its page repeats that of the first edition.
fn item_meta(desk: &Desk, item: &Item) -> Meta {
    let mut meta = meta(desk, &item.path);
    meta.alternates.retain(|link| item.spoken.iter().any(|locale| locale.tag() == link.lang));
    if meta.alternates.len() < 2 {
        meta.alternates.clear();
    }
    if !item.is_read_in(desk.edition)
        && let Some(first) = item.path.within(&desk.edition.root)
    {
        meta.canonical = desk.full(&first);
    }
    meta
}

/// The switch to the same page in all editions; empty where there is one only.
pub fn languages(desk: &Desk, path: &UrlPath) -> Vec<LanguageLink> {
    let link = |(edition, path): (&site::Edition, UrlPath)| LanguageLink {
        lang: edition.locale.tag().to_owned(),
        name: language_name(edition.locale, &desk.site.editions).to_owned(),
        path: Desk::path(&path),
        current: edition.locale == desk.edition.locale,
    };
    twins(desk, path).map(link).collect()
}

/// Where the same page is in all editions; nowhere where there is one only.
fn twins<'a>(desk: &Desk<'a>, path: &UrlPath) -> impl Iterator<Item = (&'a site::Edition, UrlPath)> {
    let editions = &desk.site.editions;
    let inner = path.within(&desk.edition.root).filter(|_| editions.len() > 1 && path.is_page());
    inner.into_iter().flat_map(|inner| editions.iter().map(move |edition| (edition, inner.under(&edition.root))))
}

/// In itself; where the site speaks the language in both scripts, that of the script.
fn language_name(locale: Locale, editions: &[site::Edition]) -> &'static str {
    let twin = editions.iter().any(|other| other.locale != locale && other.locale.same_language(locale));
    if twin { locale.script().name() } else { locale.name() }
}

fn trail(desk: &Desk, kind: Option<Kind>) -> Vec<Link> {
    let home = Link { title: desk.words.label("nav.home"), path: Desk::path(&desk.edition.root) };
    let list = kind
        .filter(|kind| *kind != Kind::Page)
        .map(|kind| Link { title: desk.words.label(plan::menu_label(kind)), path: Desk::path(&desk.list_path(kind)) });
    std::iter::once(home).chain(list).collect()
}

fn item(desk: &Desk, planned: &Planned, kind: Kind, at: usize) -> View {
    let list = desk.edition.of(kind);
    let Some(item) = list.get(at) else {
        return simple(desk, planned, "404.html", String::new(), Body::Nothing(()));
    };
    let base = desk.item(item, desk.neighbours(list, at, kind));
    let (template, body) = match item.detail() {
        Detail::Announcement(_) => ("announcement.html", Body::Item(Box::new(base))),
        Detail::Page => ("page.html", Body::Item(Box::new(base))),
        Detail::Project(one) => ("project.html", Body::Project(Box::new(project::view(desk, item, one, base)))),
        Detail::Event(one) => ("event.html", Body::Event(Box::new(event::view(desk, item, one, base)))),
        Detail::Service(one) => ("service.html", Body::Service(Box::new(service::view(desk, item, one, base)))),
        Detail::Poll(one) => ("poll.html", Body::Poll(Box::new(service::poll(desk, item, one, base)))),
    };
    let meta = Meta {
        title: item.title().to_owned(),
        description: super::desk::excerpt(item),
        image: desk.cover(item),
        og_type: "article",
        json_ld: json_ld::item(desk, item),
        noindex: item.state != State::Current,
        ..item_meta(desk, item)
    };
    let mut page = page(desk, &item.path, meta, item.title().to_owned(), trail(desk, Some(kind)), body);
    page.untranslated = untranslated(desk, item);
    let template =
        item.reading.common.template.as_ref().map_or_else(|| template.to_owned(), |name| format!("{name}.html"));
    View { template, page, source: Some(item.reading.front.source.path.clone()) }
}

/// The notice where the text is not in the language of the edition. Another script of the same
/// language is no other language.
fn untranslated(desk: &Desk, item: &Item) -> Option<Untranslated> {
    let edition = desk.edition.locale;
    if item.locale == edition {
        return None;
    }
    let readable = edition != Locale::En && item.locale != Locale::En;
    let notice = if readable {
        String::new()
    } else {
        desk.words.label(&format!("list.untranslated_{}", item.locale.language()))
    };
    Some(Untranslated { lang: item.locale.tag().to_owned(), notice })
}

fn redirect(desk: &Desk, planned: &Planned, target: &UrlPath) -> View {
    let address = target.relative_to(&planned.path);
    let mut view = simple(desk, planned, "redirect.html", desk.words.label("nav.home"), Body::Redirect(address));
    view.page.meta.canonical = desk.full(target);
    view.page.meta.alternates.clear();
    view.page.meta.noindex = true;
    view
}

fn list(desk: &Desk, index: &Index, planned: &Planned, list: &List) -> View {
    let heading = list_heading(desk, list);
    let streets = list.of == ListOf::Street;
    let news = list.of == ListOf::Kind(Kind::Announcement);
    let body = ListView {
        id: list_id(list.of),
        intro: None,
        banners: if streets && list.part == 1 {
            desk.banners(|item| item.area.contains(&list.title))
        } else {
            Vec::new()
        },
        cards: list.items.iter().map(|item| listed(desk, list, item)).collect(),
        years: if news { years(desk, index, list) } else { Vec::new() },
        more: Vec::new(),
        newer: part_link(desk, list, list.part.checked_sub(1), "list.newer"),
        older: part_link(desk, list, list.part.checked_add(1), "list.older"),
        feed: list.feed.clone(),
    };
    let mut view = simple(desk, planned, "list.html", heading, Body::List(Box::new(body)));
    view.page.meta.noindex = list.part > 1;
    if list.year.is_some() {
        view.page.trail = trail(desk, Some(Kind::Announcement));
    }
    view
}

/// A card with what its kind adds.
pub fn card(desk: &Desk, item: &Item) -> Card {
    let card = desk.card(item);
    match item.detail() {
        Detail::Project(one) => project::card(desk, item, one, card),
        Detail::Event(one) => event::card(desk, item, one, card),
        Detail::Service(one) => service::card(desk, one, card),
        Detail::Poll(one) => service::poll_card(desk, one, card),
        Detail::Announcement(_) | Detail::Page => card,
    }
}

/// A card among the news, which are by the day of publication: an event that is announced too.
fn news_card(desk: &Desk, item: &Item) -> Card {
    let card = card(desk, item);
    Card { day: item.date.map(|date| desk.day(date)).or(card.day), ..card }
}

/// A card on a list. The list of what is in force drops what is over; archives and groups keep it.
fn listed(desk: &Desk, list: &List, item: &Item) -> Card {
    match (list.of, list.year) {
        (ListOf::Kind(Kind::Announcement), None) => {
            Card { validity: validity::listed(&item.reading), ..news_card(desk, item) }
        }
        (ListOf::Kind(Kind::Announcement), Some(_)) => news_card(desk, item),
        _ => Card { validity: None, ..card(desk, item) },
    }
}

fn list_heading(desk: &Desk, list: &List) -> String {
    let title = match list.of {
        ListOf::Tag => desk.words.labels.fill("list.tag", &[("name", &list.title)]),
        _ => list.title.clone(),
    };
    match (list.year, list.part) {
        (None, 1) => title,
        (None, part) => desk
            .words
            .labels
            .fill("list.part", &[("title", &title), ("n", &part.to_string()), ("total", &list.parts.to_string())]),
        (Some(0), _) => title,
        (Some(year), 1) => format!("{title} {year}."),
        (Some(year), part) => {
            let title = format!("{title} {year}.");
            desk.words
                .labels
                .fill("list.part", &[("title", &title), ("n", &part.to_string()), ("total", &list.parts.to_string())])
        }
    }
}

fn list_id(of: ListOf) -> &'static str {
    match of {
        ListOf::Tag => "tag",
        ListOf::Audience => "audience",
        ListOf::Street => "street",
        ListOf::Kind(Kind::Project) => "projects",
        ListOf::Kind(Kind::Service) => "services",
        ListOf::Kind(Kind::Poll) => "polls",
        ListOf::Kind(_) => "announcements",
    }
}

fn part_link(desk: &Desk, list: &List, part: Option<usize>, label: &str) -> Option<Link> {
    let part = part.filter(|part| (1..=list.parts).contains(part))?;
    Some(Link { title: desk.words.label(label), path: Desk::path(&list.part_path(part)) })
}

fn years(desk: &Desk, index: &Index, list: &List) -> Vec<YearLink> {
    let base = desk.list_path(Kind::Announcement);
    let links = index.years.iter().filter(|(year, _)| year.0 != 0).map(|(year, items)| YearLink {
        year: year.0.to_string(),
        count: desk.words.labels.count("announcements", items.len() as u64),
        path: Desk::path(&UrlPath::page(&[&year.0.to_string()]).under(&base)),
        current: list.year == Some(year.0),
    });
    links.collect()
}

fn home(desk: &Desk, index: &Index) -> HomeView {
    let projects = desk.edition.of(Kind::Project);
    let polls = desk.edition.of(Kind::Poll).iter();
    let all = |kind: Kind, count: usize, key: &str| {
        let count = count.to_string();
        (count != "0").then(|| Link {
            title: desk.words.labels.fill(key, &[("n", &count)]),
            path: Desk::path(&desk.list_path(kind)),
        })
    };
    HomeView {
        banners: desk.banners(|_| true),
        announcements: newest(desk, index),
        all_announcements: all(Kind::Announcement, index.news.len(), "home.all_announcements"),
        events: coming(desk),
        all_events: all(Kind::Event, desk.edition.of(Kind::Event).len(), "event.calendar"),
        projects: projects
            .iter()
            .filter(|item| item.state == State::Current)
            .take(3)
            .map(|item| card(desk, item))
            .collect(),
        all_projects: all(Kind::Project, projects.len(), "home.all_projects"),
        answer: answers::newest(desk),
        answer_line: answers::clock(desk).map(|clock| clock.line),
        all_answers: answers::link(desk),
        polls: polls.filter(|item| service::is_open(desk, item)).map(|item| card(desk, item)).collect(),
        streets: index.streets.values().map(|(street, _)| desk.street(street)).collect(),
        audiences: index.audiences.keys().map(|id| desk.audience(id)).collect(),
    }
}

/// The next events, and some that wait until those are over.
fn coming(desk: &Desk) -> Vec<AgendaEntry> {
    let mut entries = agenda::next(desk, EVENTS + EVENTS_WAITING);
    entries.iter_mut().skip(EVENTS).for_each(|entry| entry.validity.waits = true);
    entries
}

/// Five announcements; only the newest keeps its excerpt.
fn newest(desk: &Desk, index: &Index) -> Vec<Card> {
    let shown = plan::current(&index.news).take(5);
    let mut cards: Vec<Card> =
        shown.map(|item| Card { validity: validity::listed(&item.reading), ..news_card(desk, &item) }).collect();
    let newest = cards
        .iter()
        .enumerate()
        .max_by_key(|(at, card)| (card.day.as_ref().map(|day| day.iso.clone()), std::cmp::Reverse(*at)));
    let newest = newest.map(|(at, _)| at);
    for (at, card) in cards.iter_mut().enumerate() {
        if Some(at) != newest {
            card.excerpt.clear();
        }
    }
    cards
}
