//! The agenda, and months as tables.

use super::desk::Desk;
use super::validity;
use super::view::{AgendaDay, AgendaEntry, AgendaView, Card, Choice, Link, MonthCell, MonthView, Validity};
use crate::date::spoken::weekday;
use crate::date::{self, Date};
use crate::load::Kind;
use crate::site::{EventStatus, Occurrence, Section, event_of};
use crate::url::UrlPath;

/// The agenda shows this many days by name; later ones are in the months.
const DAYS: i32 = 60;

/// So many months, from that of the build, can have a page.
const MONTHS: i8 = 12;

/// The first day of the month that is `ahead` months after that of the build.
fn first_of(desk: &Desk, ahead: i8) -> Date {
    date::month_start(desk.today.date, ahead)
}

/// The page of a month.
pub fn month_path(desk: &Desk, ahead: i8) -> UrlPath {
    let first = first_of(desk, ahead);
    desk.section_path(Section::Calendar, &[&format!("{}-{:02}", first.year(), first.month())])
}

/// What is to come, this month, and what is over.
pub fn whole(desk: &Desk) -> AgendaView {
    let until = date::shift(desk.today.date, DAYS);
    let mut days: Vec<AgendaDay> = Vec::new();
    for one in upcoming(desk).take_while(|one| one.dates.start.date <= until) {
        let day = desk.day(one.dates.start.date.max(desk.today.date));
        let entry = entry(desk, one);
        match days.last_mut().filter(|last| last.day == day) {
            Some(last) => last.entries.push(entry),
            None => days.push(AgendaDay { day, entries: vec![entry], validity: Validity::default() }),
        }
    }
    for day in &mut days {
        let last = day.entries.iter().map(|entry| &entry.validity.until).max();
        day.validity.until = last.cloned().unwrap_or_default();
    }
    AgendaView {
        days,
        months: vec![month_view(desk, first_of(desk, 0))],
        past: past(desk),
        calendar: super::calendar::of_edition(desk),
        calendars: super::calendar::of_categories(desk),
        links: months(desk).filter(|ahead| *ahead > 0).map(|ahead| month_link(desk, ahead)).collect(),
    }
}

/// The months that have pages: those of the next twelve in which something happens, by how many they are after that of
/// the build.
pub fn months(desk: &Desk) -> impl DoubleEndedIterator<Item = i8> {
    let is_on = move |ahead: &i8| {
        let (first, next) = (first_of(desk, *ahead), first_of(desk, ahead + 1));
        desk.edition
            .agenda
            .iter()
            .any(|one| one.dates.start.date < next && one.last_day() >= first && one.status != EventStatus::Cancelled)
    };
    (0..MONTHS).filter(is_on)
}

/// One month, with its heading.
pub fn month(desk: &Desk, ahead: i8) -> (String, AgendaView) {
    let first = first_of(desk, ahead);
    let before = months(desk).rfind(|other| *other < ahead);
    let neighbours = [before, months(desk).find(|other| *other > ahead)].into_iter().flatten();
    let links = neighbours.map(|ahead| month_link(desk, ahead));
    let view = AgendaView {
        days: Vec::new(),
        months: vec![month_view(desk, first)],
        past: Vec::new(),
        calendar: super::calendar::of_edition(desk),
        calendars: super::calendar::of_categories(desk),
        links: links.collect(),
    };
    (desk.words.month(first), view)
}

fn month_link(desk: &Desk, ahead: i8) -> Link {
    Link { title: desk.words.month(first_of(desk, ahead)), path: Desk::path(&month_path(desk, ahead)) }
}

fn upcoming<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Occurrence> {
    let today = desk.today.date;
    desk.edition.agenda.iter().filter(move |one| one.last_day() >= today)
}

/// The next occurrences, each event once.
pub fn next(desk: &Desk, count: usize) -> Vec<AgendaEntry> {
    let mut seen = std::collections::BTreeSet::new();
    upcoming(desk).filter(|one| seen.insert(one.item.path.clone())).take(count).map(|one| entry(desk, one)).collect()
}

/// The next occurrences of one event.
pub fn next_of(desk: &Desk, path: &UrlPath, count: usize) -> Vec<AgendaEntry> {
    let ahead = desk.occurrences(path).iter().filter(|one| one.last_day() >= desk.today.date);
    ahead.take(count).map(|one| entry(desk, one)).collect()
}

/// One occurrence as a line.
pub fn entry(desk: &Desk, one: &Occurrence) -> AgendaEntry {
    AgendaEntry {
        title: one.item.title().to_owned(),
        path: Desk::path(&one.item.path),
        lang: desk.lang_of(&one.item),
        day: desk.day(one.dates.start.date),
        time: time(desk, one),
        place: one.place.clone(),
        status: status(desk, one.status),
        validity: validity::occurrence(one),
    }
}

fn time(desk: &Desk, one: &Occurrence) -> String {
    let end = one.dates.end.filter(|end| end.date == one.dates.start.date);
    match one.dates.end {
        Some(last) if last.date > one.dates.start.date && one.dates.start.time.is_none() => {
            desk.words.labels.fill("time.until", &[("date", &desk.words.short(last.date))])
        }
        _ => desk.words.times(one.dates.start.time, end.and_then(|end| end.time)),
    }
}

/// What there is to say about an occurrence, if anything.
pub fn status(desk: &Desk, status: EventStatus) -> Option<Choice> {
    match status {
        EventStatus::Confirmed => None,
        EventStatus::Tentative => Some(desk.choice("event", "tentative")),
        EventStatus::Postponed => Some(desk.choice("event", "postponed")),
        EventStatus::Cancelled => Some(desk.choice("event", "cancelled")),
    }
}

/// Single events that are over, newest first.
fn past(desk: &Desk) -> Vec<Card> {
    let mut over: Vec<_> = desk
        .edition
        .of(Kind::Event)
        .iter()
        .filter_map(|item| Some((item, event_of(item)?)))
        .filter(|(_, event)| !event.repeats() && event.series.start.date < desk.today.date)
        .filter(|(item, _)| upcoming_none(desk, &item.path))
        .collect();
    over.sort_by_key(|(item, event)| (std::cmp::Reverse(event.series.start), item.path.clone()));
    over.into_iter().take(super::plan::PART).map(|(item, _)| super::page::card(desk, item)).collect()
}

fn upcoming_none(desk: &Desk, path: &UrlPath) -> bool {
    !desk.occurrences(path).iter().any(|one| one.last_day() >= desk.today.date)
}

fn month_view(desk: &Desk, first: Date) -> MonthView {
    let next = date::month_start(first, 1);
    let mut cells: Vec<MonthCell> = (0..weekday(first)).map(|_| MonthCell::default()).collect();
    let mut day = first;
    while day < next {
        cells.push(cell(desk, day));
        day = date::shift(day, 1);
    }
    cells.resize(cells.len().next_multiple_of(7), MonthCell::default());
    let names =
        (0..7).map(|at| (desk.words.labels.weekday_short(at).to_owned(), desk.words.labels.weekday(at).to_owned()));
    MonthView {
        title: desk.words.month(first),
        weekdays: names.collect(),
        weeks: cells.chunks(7).map(<[MonthCell]>::to_vec).collect(),
    }
}

fn cell(desk: &Desk, day: Date) -> MonthCell {
    let agenda = &desk.edition.agenda;
    // Sorted by start: only those that begin by this day can touch it.
    let begun = agenda.partition_point(|one| one.dates.start.date <= day);
    let here = agenda.iter().take(begun).filter(|one| one.last_day() >= day && one.status != EventStatus::Cancelled);
    MonthCell {
        day: day.day().to_string(),
        iso: day.to_string(),
        today: day == desk.today.date,
        entries: here
            .map(|one| Link { title: one.item.title().to_owned(), path: Desk::path(&one.item.path) })
            .collect(),
    }
}
