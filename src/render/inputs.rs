//! What files are made from, known before anything of them is made.
//!
//! A view is the whole input of its page, but making it costs almost as much as the page. So the prints of all that a view
//! can be made from are asked first: where they are those of the last build, there is no view. They may say too much, then
//! the view is made and decides; they must not say too little. So all of a site but its items counts for every file (see
//! [`ground`]), and of its items those that the functions here name, each with everything that it is ([`Item::print`]).
//! Builds with debug assertions make the views all the same and compare.

use super::calendar::{self, Calendar};
use super::desk::Desk;
use super::feed::{Chosen, Feed};
use super::plan::{Index, List, ListOf, Planned, What};
use crate::load::Kind;
use crate::print::Print;
use crate::site::{Edition, Item, Site, event_of};
use serde::Serialize;

/// Of all that files of an edition are made from, but for items; `frame` is what stands around its pages.
pub fn ground(desk: &Desk, frame: Option<Print>) -> Option<Print> {
    let Site { today, built, logo, slug, config, editions } = desk.site;
    let Edition { locale, root, labels: _, profile, items, agenda: _, people, documents, forms, answers } =
        desk.edition;
    let roots: Vec<_> = editions.iter().map(|edition| (edition.locale, &edition.root)).collect();
    let site = format!("{today:?} {built:?} {logo:?} {slug:?} {config:?} {roots:?} {:?}", desk.photos);
    let kinds: Vec<&Kind> = items.keys().collect();
    let edition = format!("{locale:?} {root:?} {profile:?} {people:?} {documents:?} {forms:?} {answers:?} {kinds:?}");
    // The labels are in the frame.
    Print::of_data(&(frame?, Print::of(site.as_bytes()), Print::of(edition.as_bytes())))
}

/// Of all that a page is made from; none where it is not worth telling, or shows items that are found only by making it.
pub fn of_page(ground: Print, desk: &Desk, index: &Index, planned: &Planned) -> Option<Print> {
    let Planned { path, what } = planned;
    match what {
        What::Item(kind, at) => of_data(ground, "item", &(path, item(desk, *kind, *at)?)),
        What::FormAbout(form, kind, at) => {
            of_data(ground, "form", &(path, form, desk.edition.of(*kind).get(*at)?.print()?))
        }
        What::Share(kind, at) => of_data(ground, "share", &(path, desk.edition.of(*kind).get(*at)?.print()?)),
        What::List(shown) => of_data(ground, "list", &(path, list(desk, index, shown)?)),
        _ => None,
    }
}

/// An item with those that its page names.
fn item(desk: &Desk, kind: Kind, at: usize) -> Option<impl Serialize> {
    let list = desk.edition.of(kind);
    let item = list.get(at)?;
    // It looks for projects by their names.
    let looks_around = event_of(item).is_some_and(|event| event.priorities.iter().any(|one| one.project.is_some()));
    let (older, newer) = desk.around(list, at, kind);
    let around = prints([older, newer].into_iter().flatten())?;
    let around = (older.is_some(), newer.is_some(), around);
    (!looks_around).then_some((item.print()?, around, desk.replaced(item)))
}

/// A part of a list with its items, and what stands around them.
fn list(desk: &Desk, index: &Index, list: &List) -> Option<impl Serialize> {
    let List { of, id, title, year, items, part, parts, base, feed } = list;
    let years: Vec<(i16, usize)> = match of {
        ListOf::Kind(_) => index.years.iter().map(|(year, items)| (year.0, items.len())).collect(),
        _ => Vec::new(),
    };
    let due = prints(desk.due().iter().copied().filter(|_| *of == ListOf::Street))?;
    let items = prints(items.iter().map(|item| &**item))?;
    Some(((format!("{of:?}"), id, title, year, part, parts, base, feed), years, due, items))
}

/// Of all that a feed is made from.
pub fn of_feed(ground: Print, feed: &Feed, chosen: &Chosen) -> Option<Print> {
    let picks = chosen.picks.iter().map(|pick| {
        let update = pick.update.as_ref().map(|update| &update.id);
        Some((pick.item.print()?, update, format!("{:?}", pick.dates)))
    });
    let picks: Vec<_> = picks.collect::<Option<_>>()?;
    of_data(ground, "feed", &(&feed.path, &chosen.heading, picks))
}

/// Of all that a calendar is made from.
pub fn of_calendar(ground: Print, desk: &Desk, calendar: &Calendar) -> Option<Print> {
    let (name, items) = calendar::chosen(desk, calendar);
    let named = items.iter().map(|item| Some((item.print()?, desk.uids.get(&item.path))));
    of_data(ground, "calendar", &(&calendar.path, name, named.collect::<Option<Vec<_>>>()?))
}

fn of_data(ground: Print, what: &str, data: &impl Serialize) -> Option<Print> {
    Print::of_data(&(ground, what, data))
}

fn prints<'i>(items: impl Iterator<Item = &'i Item>) -> Option<Vec<Print>> {
    items.map(Item::print).collect()
}
