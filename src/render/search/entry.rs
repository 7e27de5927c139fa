//! What can be found: items, documents, people, forms, streets and the parts of the site.

use super::super::desk::Desk;
use super::super::plan::{self, menu_label};
use super::super::{chrome, event, form};
use crate::date::Date;
use crate::lang;
use crate::load::Kind;
use crate::site::{Detail, Item, OutputKind, PlacedDocument, PlacedPerson, State};
use std::sync::Arc;

/// Something that can be found.
pub struct Entry {
    /// What it is called.
    pub title: String,
    /// Language tag of the title, where it is not that of the edition.
    pub lang: Option<String>,
    /// Where it leads, from the root of the site.
    pub path: String,
    /// What it is, in words; empty where the title says that.
    pub kind: String,
    /// Of publication or change, by which entries are numbered.
    pub date: Option<Date>,
    /// The day that readers see: of an event the next one.
    pub day: Option<Date>,
    /// No longer in force.
    pub over: bool,
    /// Where its words are.
    pub text: Text,
}

/// The words of an entry beside its title.
pub enum Text {
    /// Those of an item.
    Item(Arc<Item>),
    /// These.
    Words(String),
}

/// Everything, in a stable order: what has no date, then by date; so a new text comes last, and the numbers of all
/// others stay.
pub fn all(desk: &Desk, index: &plan::Index) -> Vec<Entry> {
    let outputs = &desk.site.config.outputs;
    let mut entries: Vec<Entry> = Vec::new();
    if outputs.contains(&OutputKind::Pages) {
        let items = desk.edition.items.values().flatten();
        entries.extend(items.map(|item| of_item(desk, item)));
    }
    entries.extend(desk.edition.documents.iter().map(|document| of_document(desk, document)));
    entries.extend(desk.edition.people.iter().map(|person| of_person(desk, person)));
    if outputs.contains(&OutputKind::Forms) {
        let link = |form: super::super::view::MenuItem| place(form.title, form.path, desk.words.label("nav.forms"));
        entries.extend(form::others(desk).into_iter().map(link));
    }
    if outputs.contains(&OutputKind::Streets) {
        let kind = desk.words.label("list.areas");
        let link = |link: super::super::view::Link| place(link.title, link.path, kind.clone());
        entries.extend(index.streets.values().map(|(street, _)| link(desk.street(street))));
    }
    entries.extend(chrome::sections(desk).into_iter().map(|part| place(part.title, part.path, String::new())));
    entries.sort_by(|a, b| (a.date, inner(desk, a), &a.title).cmp(&(b.date, inner(desk, b), &b.title)));
    entries
}

/// Whether two editions can be searched for the same words: they have the same texts, in one script or two.
pub fn have_same_words(desk: &Desk, own: &[Entry], other: &Desk, others: &[Entry]) -> bool {
    let is_same = |(a, b): (&Entry, &Entry)| {
        inner(desk, a) == inner(other, b)
            && match (&a.text, &b.text) {
                (Text::Item(a), Text::Item(b)) => {
                    let (a, b) = (&a.reading, &b.reading);
                    Arc::ptr_eq(&a.front, &b.front) && Arc::ptr_eq(&a.text, &b.text)
                }
                // A site may call a part of itself otherwise in one of them.
                (Text::Words(_), Text::Words(_)) => lang::fold(&a.title) == lang::fold(&b.title),
                _ => false,
            }
    };
    let is_one_language = desk.edition.locale.same_language(other.edition.locale);
    is_one_language && !own.is_empty() && own.len() == others.len() && own.iter().zip(others).all(is_same)
}

/// The path without the folder of the edition: the same in all.
fn inner<'e>(desk: &Desk, entry: &'e Entry) -> &'e str {
    let root = desk.edition.root.as_str().trim_start_matches('/');
    entry.path.strip_prefix(root).unwrap_or(&entry.path)
}

fn of_item(desk: &Desk, item: &Arc<Item>) -> Entry {
    let kind = match item.kind() {
        Kind::Page => String::new(),
        kind => desk.words.label(menu_label(kind)),
    };
    let dated = matches!(item.kind(), Kind::Announcement | Kind::Project | Kind::Event);
    let date = item.updated.max(item.date).filter(|_| dated);
    let day = match item.detail() {
        Detail::Event(one) => Some(event::day(desk, item, one)),
        _ => date,
    };
    Entry {
        title: item.title().to_owned(),
        lang: desk.lang_of(item),
        path: Desk::path(&item.path),
        kind,
        date,
        day,
        over: item.state != State::Current,
        text: Text::Item(Arc::clone(item)),
    }
}

fn of_document(desk: &Desk, document: &PlacedDocument) -> Entry {
    let words = [&document.description, &document.number, &document.body].into_iter().flatten();
    let date = document.date.map(|moment| moment.date);
    Entry {
        title: document.title.clone(),
        lang: None,
        path: Desk::path(&desk.file_path(&document.asset)),
        kind: desk.words.label(menu_label(Kind::Document)),
        date,
        day: date,
        over: false,
        text: Text::Words(words.map(String::as_str).collect::<Vec<_>>().join(" ")),
    }
}

fn of_person(desk: &Desk, placed: &PlacedPerson) -> Entry {
    let person = &placed.person;
    let words = [&person.role, &person.phone].into_iter().flatten();
    let words = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    let kind = desk.words.label(menu_label(Kind::Council));
    Entry { text: Text::Words(words), ..place(person.name.clone(), Desk::path(&desk.list_path(Kind::Council)), kind) }
}

fn place(title: String, path: String, kind: String) -> Entry {
    Entry { title, lang: None, path, kind, date: None, day: None, over: false, text: Text::Words(String::new()) }
}
