//! The page of an event.

use super::agenda;
use super::desk::Desk;
use super::validity;
use super::view::{Card, EventView, ItemView, Link, PriorityView};
use crate::date::{self, Interval};
use crate::form::{Form, FormKind};
use crate::site::{Detail, Event, Item, Occurrence};

/// The view of an event.
pub fn view(desk: &Desk, item: &Item, event: &Event, base: ItemView) -> EventView {
    let next = agenda::next_of(desk, &item.path, 6);
    let shown = shown(desk, item);
    let start = shown.map_or(event.series.start, |one| one.dates.start);
    EventView {
        when: when(desk, event, shown),
        start: Some(start.to_string()),
        repeats: event.series.rule.as_ref().map(|rule| super::repeat::words(desk, rule, event)),
        ends: shown.filter(|_| next.len() == 1).map(|one| validity::occurrence(one).until),
        past: next.is_empty(),
        status: agenda::status(desk, shown.map_or(event.status, |one| one.status)),
        category: event.category.map(|category| desk.choice("category", category.id())),
        place: shown.and_then(|one| one.place.clone()).or_else(|| event.place.clone()),
        organizer: event.organizer.clone(),
        next: if event.repeats() { next } else { Vec::new() },
        breaks: breaks(desk, event),
        calendar: super::calendar::of_item(desk, item),
        registration: registration(desk, item, event),
        capacity: event.registration.as_ref().and_then(|one| one.capacity).map(|capacity| capacity.to_string()),
        agenda: event.agenda.clone(),
        second_call: second_call(event, start),
        minutes: item.linked.file.as_ref().and_then(|file| desk.file(file)),
        decisions: event.decisions.clone(),
        priorities: priorities(desk, event),
        item: base,
    }
}

/// The next occurrence, else the last one that was expanded.
pub fn shown<'a>(desk: &Desk<'a>, item: &Item) -> Option<&'a Occurrence> {
    let mine = desk.occurrences(&item.path);
    mine.iter().find(|one| one.last_day() >= desk.today.date).or(mine.last()).copied()
}

/// When the next or last occurrence is, in words.
pub fn when(desk: &Desk, event: &Event, shown: Option<&Occurrence>) -> String {
    let (start, end) = match shown {
        Some(one) => (one.dates.start, one.dates.end),
        None => (event.series.start, None),
    };
    match end {
        None => desk.words.moment(&start),
        end => desk.words.interval(&Interval { start, end }),
    }
}

fn breaks(desk: &Desk, event: &Event) -> Vec<String> {
    let ahead = event.breaks.iter().filter(|pause| pause.days.to >= desk.today.date).take(2);
    let words = ahead.map(|pause| {
        let text = match pause.days.from > desk.today.date {
            true => format!(
                "{}: {} – {}",
                desk.words.label("event.pause"),
                desk.words.short(pause.days.from),
                desk.words.short(pause.days.to)
            ),
            false => desk.words.labels.fill("event.break", &[("date", &desk.words.short(pause.days.to))]),
        };
        match &pause.reason {
            Some(reason) => format!("{text} ({reason})"),
            None => text,
        }
    });
    words.collect()
}

fn registration(desk: &Desk, item: &Item, event: &Event) -> Option<Link> {
    let path = super::form::link_about(desk, wanted_form(desk, event)?, item);
    Some(Link { title: desk.words.label("event.register"), path })
}

/// The form in which people say that they come.
fn wanted_form<'a>(desk: &Desk<'a>, event: &Event) -> Option<&'a Form> {
    let registration = event.registration.as_ref()?;
    let own = registration.form.as_ref().map(|form| crate::lang::slug(&form.value));
    super::chrome::form(desk, own.as_deref().unwrap_or(FormKind::Rsvp.id()))
}

/// The same of an item; none of what is no event.
pub fn rsvp_form<'a>(desk: &Desk<'a>, item: &Item) -> Option<&'a Form> {
    match item.detail() {
        Detail::Event(event) => wanted_form(desk, event),
        _ => None,
    }
}

fn second_call(event: &Event, start: date::Moment) -> Option<String> {
    let later = date::later(start.start(), event.second_call?.0);
    Some(super::words::Words::time(later.time()))
}

fn priorities(desk: &Desk, event: &Event) -> Vec<PriorityView> {
    let project = |written: &str| {
        let wanted = crate::lang::slug(written.rsplit('/').next().unwrap_or(written).trim_end_matches(".md"));
        let projects = desk.edition.of(crate::load::Kind::Project).iter();
        let found =
            projects.into_iter().find(|item| item.path.as_str().trim_end_matches('/').ends_with(&format!("/{wanted}")));
        found.map(|item| Desk::path(&item.path))
    };
    let view = |one: &crate::site::Priority| PriorityView {
        title: one.title.clone(),
        points: one.points.map(|points| desk.words.labels.count("points", u64::from(points))),
        who: one.who.clone(),
        status: one
            .status
            .map(|status| desk.words.label(&format!("project.status_{}", super::project::label_id(status)))),
        path: one.project.as_ref().and_then(|written| project(&written.value)),
    };
    event.priorities.iter().map(view).collect()
}

/// The day that stands for an event: of the next time, else the first.
pub fn day(desk: &Desk, item: &Item, event: &Event) -> date::Date {
    shown(desk, item).map_or(event.series.start.date, |one| one.dates.start.date)
}

/// A card with the next time and place.
pub fn card(desk: &Desk, item: &Item, event: &Event, card: Card) -> Card {
    let one = shown(desk, item);
    let entry = one.map(|one| agenda::entry(desk, one));
    let line = entry.as_ref().map(|entry| match &entry.place {
        Some(place) => format!("{}, {place}", entry.time),
        None => entry.time.clone(),
    });
    Card {
        day: entry.as_ref().map(|entry| entry.day.clone()).or_else(|| Some(desk.day(event.series.start.date))),
        status: entry.and_then(|entry| entry.status),
        line: line.or_else(|| event.place.clone()),
        ..card
    }
}
