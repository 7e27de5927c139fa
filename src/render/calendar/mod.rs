//! iCalendar files (RFC 5545): whole, by category, by event, and the joint one of a workspace.
//!
//! Nothing in them is of the moment of the build: dates of change come from the content, so that a
//! file differs only when an event does.

mod event;
mod joint;
mod series;
#[cfg(test)]
mod tests;
mod text;
mod uid;
mod zone;

use super::desk::Desk;
use super::press::Job;
use super::view::{FeedLink, Link};
use crate::lang::{self, Labels};
use crate::load::Kind;
use crate::site::{self, Category, Item, OutputKind, Section, event_of};
use crate::url::UrlPath;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use joint::{FILE, Part, components, joint};
pub use uid::uids;

/// A calendar to be made.
#[derive(Debug)]
pub struct Calendar {
    /// Where it will be.
    pub path: UrlPath,
    of: Of,
}

/// What a calendar holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// All events of the edition.
    Whole,
    /// Those of a category.
    Category(Category),
    /// The event at a place of its list.
    Event(usize),
}

/// The calendar of an edition.
pub fn of_edition(desk: &Desk) -> Option<String> {
    wanted(desk).then(|| Desk::path(&whole_path(desk)))
}

/// The calendar of an edition for programs that look for it on a page. As with feeds, only where its
/// full address is known: programs subscribe to nothing else.
pub fn link(desk: &Desk) -> Option<FeedLink> {
    desk.site.config.base_url.as_ref()?;
    let title = desk.words.label("event.calendar");
    let title = desk.words.labels.fill("list.feed_title", &[("title", &title), ("site", &desk.edition.profile.name)]);
    Some(FeedLink { title, path: of_edition(desk)?, media_type: "text/calendar" })
}

/// The calendar of an event.
pub fn of_item(desk: &Desk, item: &Item) -> Option<String> {
    wanted(desk).then(|| Desk::path(&event_path(item)))
}

/// The calendars by category, where there is more than one.
pub fn of_categories(desk: &Desk) -> Vec<Link> {
    let categories = if wanted(desk) { categories(desk) } else { BTreeMap::new() };
    let links = categories.into_keys().map(|category| Link {
        title: desk.choice("category", category.id()).label,
        path: Desk::path(&category_path(desk, category)),
    });
    links.collect()
}

/// All calendars of an edition.
pub fn files(desk: &Desk, edition: usize) -> Vec<Job> {
    if !wanted(desk) {
        return Vec::new();
    }
    let whole = Calendar { path: whole_path(desk), of: Of::Whole };
    let kinds = categories(desk)
        .into_keys()
        .map(|category| Calendar { path: category_path(desk, category), of: Of::Category(category) });
    let events = desk.edition.of(Kind::Event).iter().enumerate();
    let single = events.map(|(at, item)| Calendar { path: event_path(item), of: Of::Event(at) });
    let all = std::iter::once(whole).chain(kinds).chain(single);
    all.map(|calendar| Job::Calendar(edition, calendar)).collect()
}

/// The name of a calendar and the events in it.
pub fn chosen<'a>(desk: &Desk<'a>, calendar: &Calendar) -> (String, Vec<&'a Arc<Item>>) {
    let events = desk.edition.of(Kind::Event);
    let site = &desk.edition.profile.name;
    match calendar.of {
        Of::Whole => (site.clone(), events.iter().collect()),
        Of::Category(category) => {
            let title = desk.choice("category", category.id()).label;
            let name = desk.words.labels.fill("list.feed_title", &[("title", &title), ("site", site)]);
            (name, categories(desk).remove(&category).unwrap_or_default())
        }
        Of::Event(at) => {
            (events.get(at).map_or(site.clone(), |item| item.title().to_owned()), events.get(at).into_iter().collect())
        }
    }
}

/// Makes a calendar.
pub fn render(desk: &Desk, calendar: &Calendar) -> String {
    let (name, items) = chosen(desk, calendar);
    let components: Vec<event::Component> = items.into_iter().flat_map(|item| event::components(desk, item)).collect();
    let head = text::Head {
        name: &name,
        lang: desk.edition.locale.tag(),
        zone: &desk.site.config.zone,
        own: desk.full(&calendar.path),
    };
    text::calendar(&head, &components)
}

fn wanted(desk: &Desk) -> bool {
    desk.site.config.outputs.contains(&OutputKind::Calendar) && !desk.edition.of(Kind::Event).is_empty()
}

/// Events by category; empty where all would be of one.
fn categories<'a>(desk: &Desk<'a>) -> BTreeMap<Category, Vec<&'a Arc<Item>>> {
    let mut all: BTreeMap<Category, Vec<&Arc<Item>>> = BTreeMap::new();
    for item in desk.edition.of(Kind::Event) {
        if let Some(category) = event_of(item).and_then(|event| event.category) {
            all.entry(category).or_default().push(item);
        }
    }
    if all.len() > 1 { all } else { BTreeMap::new() }
}

/// `/kalendar.ics`
fn whole_path(desk: &Desk) -> UrlPath {
    let word = site::section(Section::Calendar, site::address_locale(&desk.site.config));
    UrlPath::file(&[&format!("{word}.ics")]).under(&desk.edition.root)
}

/// `/kalendar/radna-akcija.ics`: like all addresses, in the language that the site is written in.
fn category_path(desk: &Desk, category: Category) -> UrlPath {
    let locale = site::address_locale(&desk.site.config);
    let name = lang::slug(Labels::builtin(locale).get(&format!("category.{}", category.id())));
    let name = if name.is_empty() { category.id() } else { &name };
    UrlPath::file(&[site::section(Section::Calendar, locale), &format!("{name}.ics")]).under(&desk.edition.root)
}

/// `/dogadjaji/klub-zena/klub-zena.ics`
fn event_path(item: &Item) -> UrlPath {
    let name = item.path.folders().last().unwrap_or("termin");
    UrlPath::file(&[&format!("{name}.ics")]).under(&item.path)
}
