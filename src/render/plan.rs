//! Which pages an edition has. A plan is light: the view of a page is made when it is rendered, so
//! that a site of any size is never in memory as pages.

use super::desk::Desk;
use super::feed;
use super::view::FeedLink;
use crate::date::Today;
use crate::lang;
use crate::load::Kind;
use crate::site::{Detail, Edition, Item, OutputKind, Section, State};
use crate::url::UrlPath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many items a part of a list holds.
pub const PART: usize = 20;

/// A page to be made.
#[derive(Debug)]
pub struct Planned {
    /// Where it will be.
    pub path: UrlPath,
    /// What it shows.
    pub what: What,
}

/// What a page shows.
#[derive(Debug)]
pub enum What {
    /// The home page.
    Home,
    /// The item at a place of its kind's list.
    Item(Kind, usize),
    /// A part of a list.
    List(List),
    /// What is to come.
    Agenda,
    /// The month that is so many months after that of the build.
    Month(i8),
    /// Documents.
    Documents,
    /// The council.
    Council,
    /// The forms, by their place among the edition's.
    Form(usize),
    /// A form, by its place among the edition's, about the item at a place of its kind's list.
    FormAbout(usize, Kind, usize),
    /// Which form to choose.
    Forms,
    /// Published questions and replies: which part, from 1.
    Questions(usize),
    /// What became of messages.
    Statuses,
    /// What the worker shows without a network.
    Offline,
    /// For editors: passing on the item at a place of its kind's list.
    Share(Kind, usize),
    /// For editors: what can be passed on.
    Sharing,
    /// Search, or a letter of the index.
    Search(Box<super::search::Part>),
    /// The old address of a page.
    Redirect(UrlPath),
    /// For addresses that do not exist.
    NotFound,
}

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListOf {
    /// A kind.
    Kind(Kind),
    /// A tag.
    Tag,
    /// A target group.
    Audience,
    /// A street or hamlet.
    Street,
}

/// A part of a list.
#[derive(Clone, Debug)]
pub struct List {
    /// What it is of.
    pub of: ListOf,
    /// Slug of the tag, target group or street.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Of a year's archive.
    pub year: Option<i16>,
    /// The items of this part.
    pub items: Vec<Arc<Item>>,
    /// Which part, from 1, of how many.
    pub part: usize,
    /// See `part`.
    pub parts: usize,
    /// Where the first part is.
    pub base: UrlPath,
    /// The feed of the whole list.
    pub feed: Option<FeedLink>,
}

impl List {
    fn whole(of: ListOf, title: String, items: Vec<Arc<Item>>, base: UrlPath) -> List {
        List { of, id: String::new(), title, year: None, items, part: 1, parts: 1, base, feed: None }
    }

    /// Where a part is: the first at the base, the others below it.
    pub fn part_path(&self, part: usize) -> UrlPath {
        if part == 1 { self.base.clone() } else { UrlPath::page(&[&part.to_string()]).under(&self.base) }
    }
}

/// Items by what they are marked with.
pub type Groups = BTreeMap<String, (String, Vec<Arc<Item>>)>;

/// Groups of an edition, made once and used by lists, pages and feeds.
pub struct Index {
    /// By tag.
    pub tags: Groups,
    /// By target group.
    pub audiences: Groups,
    /// By street.
    pub streets: Groups,
    /// Announcements, and events that ask to be among them, newest first.
    pub news: Vec<Arc<Item>>,
    /// The news by year, newest first.
    pub years: BTreeMap<std::cmp::Reverse<i16>, Vec<Arc<Item>>>,
}

impl Index {
    /// Groups the items of an edition.
    pub fn new(edition: &Edition, today: Today) -> Index {
        let mut index = Index {
            news: news(edition),
            tags: Groups::new(),
            audiences: Groups::new(),
            streets: Groups::new(),
            years: BTreeMap::new(),
        };
        for item in newest_first(edition) {
            for tag in &item.reading.common.tags {
                put(&mut index.tags, lang::slug(tag), tag, &item);
            }
            for id in &item.audience {
                put(&mut index.audiences, id.clone(), id, &item);
            }
            for street in &item.area {
                put(&mut index.streets, lang::slug(street), street, &item);
            }
        }
        for item in &index.news {
            // What has no date holds until somebody says otherwise.
            let year = item.date.unwrap_or(today.date).year();
            index.years.entry(std::cmp::Reverse(year)).or_default().push(Arc::clone(item));
        }
        index
    }
}

fn news(edition: &Edition) -> Vec<Arc<Item>> {
    let announced = |item: &&Arc<Item>| matches!(item.detail(), Detail::Event(event) if event.announce);
    let mut news = edition.of(Kind::Announcement).to_vec();
    news.extend(edition.of(Kind::Event).iter().filter(announced).cloned());
    news.sort_by_cached_key(|item| (std::cmp::Reverse(item.date), item.path.clone()));
    news
}

/// All items of an edition, by date.
fn newest_first(edition: &Edition) -> Vec<Arc<Item>> {
    let mut items: Vec<Arc<Item>> = edition.items.values().flatten().cloned().collect();
    items.sort_by_cached_key(|item| (std::cmp::Reverse(item.date), item.path.clone()));
    items
}

fn put(groups: &mut Groups, id: String, title: &str, item: &Arc<Item>) {
    if !id.is_empty() {
        let group = groups.entry(id).or_insert_with(|| (title.to_owned(), Vec::new()));
        // The same mark given twice in one text is one mark.
        if group.1.last().is_none_or(|last| !Arc::ptr_eq(last, item)) {
            group.1.push(Arc::clone(item));
        }
    }
}

/// The pages of an edition, in a stable order.
pub fn plan(desk: &Desk, index: &Index) -> Vec<Planned> {
    let edition = desk.edition;
    let wanted = |kind| desk.site.config.outputs.contains(&kind);
    let mut pages = vec![Planned { path: edition.root.clone(), what: What::Home }];
    if wanted(OutputKind::Pages) {
        pages.extend(items(edition));
    }
    if wanted(OutputKind::Lists) {
        pages.extend(lists(desk, index));
    }
    if wanted(OutputKind::Tags) {
        pages.extend(group_lists(desk, &index.tags, ListOf::Tag, Section::Tags));
    }
    if wanted(OutputKind::Audiences) {
        pages.extend(group_lists(desk, &index.audiences, ListOf::Audience, Section::Audiences));
    }
    if wanted(OutputKind::Streets) {
        pages.extend(group_lists(desk, &index.streets, ListOf::Street, Section::Streets));
    }
    if wanted(OutputKind::Calendar) && !edition.of(Kind::Event).is_empty() {
        pages.extend(agenda(desk));
    }
    if wanted(OutputKind::Forms) {
        pages.extend(forms(desk));
        pages.extend(super::answers::plan(desk));
    }
    if wanted(OutputKind::Pages) && wanted(OutputKind::Sharing) {
        pages.extend(super::share::plan(desk));
    }
    pages.extend(super::offline::plan(desk));
    pages.extend(single_pages(desk));
    pages.extend(redirects(desk, &pages));
    pages
}

fn items(edition: &Edition) -> impl Iterator<Item = Planned> + '_ {
    edition.items.iter().flat_map(|(kind, list)| {
        let pages = list.iter().enumerate();
        pages.map(|(at, item)| Planned { path: item.path.clone(), what: What::Item(*kind, at) })
    })
}

/// Lists of kinds: announcements that are in force, then their archive by year; projects, services
/// and polls whole.
fn lists(desk: &Desk, index: &Index) -> Vec<Planned> {
    let mut pages = Vec::new();
    let feed = feed::of_edition(desk).into_iter().next();
    for kind in [Kind::Announcement, Kind::Project, Kind::Service, Kind::Poll] {
        let all = if kind == Kind::Announcement { &index.news } else { desk.edition.of(kind) };
        if all.is_empty() {
            continue;
        }
        let title = desk.words.label(menu_label(kind));
        let list = |year: Option<i16>, items: Vec<Arc<Item>>, base: UrlPath| {
            let feed = feed.clone().filter(|_| matches!(kind, Kind::Announcement | Kind::Project));
            List { year, feed, ..List::whole(ListOf::Kind(kind), title.clone(), items, base) }
        };
        let base = desk.list_path(kind);
        if kind == Kind::Announcement {
            pages.extend(parts(list(None, current(all).take(PART).collect(), base.clone())));
            for (year, items) in &index.years {
                let base = UrlPath::page(&[&year.0.to_string()]).under(&base);
                pages.extend(parts(list(Some(year.0), items.clone(), base)));
            }
        } else {
            pages.extend(parts(list(None, all.to_vec(), base)));
        }
    }
    pages
}

/// Items in force, pinned ones first.
pub fn current(items: &[Arc<Item>]) -> impl Iterator<Item = Arc<Item>> {
    let live = || items.iter().filter(|item| item.state == State::Current);
    live().filter(|item| item.pinned).chain(live().filter(|item| !item.pinned)).cloned()
}

fn group_lists(desk: &Desk, groups: &Groups, of: ListOf, section: Section) -> Vec<Planned> {
    let mut pages = Vec::new();
    for (id, (name, items)) in groups {
        let title = match of {
            ListOf::Audience => desk.audience(name).title,
            _ => name.clone(),
        };
        let base = desk.section_path(section, &[id]);
        let feed = feed::of_group(desk, &title, items, &base);
        pages.extend(parts(List { id: id.clone(), feed, ..List::whole(of, title, items.clone(), base) }));
    }
    pages
}

/// The pages of a list.
fn parts(mut list: List) -> Vec<Planned> {
    // Projects and services are not many, and people look through them: one page.
    let one = matches!(list.of, ListOf::Kind(kind) if kind != Kind::Announcement);
    let items = std::mem::take(&mut list.items);
    let size = if one { items.len().max(1) } else { PART };
    let parts = items.len().div_ceil(size);
    let part = |(at, items): (usize, &[Arc<Item>])| List { items: items.to_vec(), part: at + 1, parts, ..list.clone() };
    let lists = items.chunks(size).enumerate().map(part);
    lists.map(|list| Planned { path: list.part_path(list.part), what: What::List(list) }).collect()
}

/// The agenda, and the pages of months in which something happens.
fn agenda(desk: &Desk) -> Vec<Planned> {
    let base = desk.list_path(Kind::Event);
    let mut pages = vec![Planned { path: base, what: What::Agenda }];
    let month = |ahead| Planned { path: super::agenda::month_path(desk, ahead), what: What::Month(ahead) };
    pages.extend(super::agenda::months(desk).map(month));
    pages
}

fn forms(desk: &Desk) -> Vec<Planned> {
    let forms = desk.edition.forms.iter().enumerate();
    let mut pages: Vec<Planned> = forms
        .map(|(at, form)| Planned { path: desk.section_path(Section::Forms, &[&form.id]), what: What::Form(at) })
        .collect();
    if !pages.is_empty() {
        pages.push(Planned { path: desk.section_path(Section::Forms, &[]), what: What::Forms });
    }
    let wanted = desk.site.config.outputs.contains(&OutputKind::Pages);
    let items = desk.edition.items.iter().filter(|_| wanted);
    let items = items.flat_map(|(kind, list)| list.iter().enumerate().map(move |(at, item)| (*kind, at, item)));
    pages.extend(items.flat_map(|(kind, at, item)| {
        let asked = super::form::asked_of(desk, item);
        asked.map(move |(form, path)| Planned { path, what: What::FormAbout(form, kind, at) })
    }));
    pages
}

fn single_pages(desk: &Desk) -> Vec<Planned> {
    let mut pages = Vec::new();
    if !desk.edition.documents.is_empty() {
        pages.push(Planned { path: desk.list_path(Kind::Document), what: What::Documents });
    }
    if !desk.edition.people.is_empty() {
        pages.push(Planned { path: desk.list_path(Kind::Council), what: What::Council });
    }
    if desk.edition.root == UrlPath::root() {
        pages.push(Planned { path: UrlPath::file(&["404.html"]), what: What::NotFound });
    }
    pages
}

/// Old addresses, unless a page is there now.
fn redirects(desk: &Desk, pages: &[Planned]) -> Vec<Planned> {
    let items = desk.edition.items.values().flatten();
    let aliases: BTreeMap<UrlPath, UrlPath> = items
        .flat_map(|item| item.aliases.iter().map(|alias| (alias.under(&desk.edition.root), item.path.clone())))
        .collect();
    if aliases.is_empty() {
        return Vec::new();
    }
    let taken: std::collections::BTreeSet<&UrlPath> = pages.iter().map(|page| &page.path).collect();
    let free = aliases.iter().filter(|(alias, _)| !taken.contains(alias));
    free.map(|(alias, target)| Planned { path: alias.clone(), what: What::Redirect(target.clone()) }).collect()
}

/// The label of a kind in the menu.
pub fn menu_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Announcement => "nav.announcements",
        Kind::Project => "nav.projects",
        Kind::Event => "nav.events",
        Kind::Service => "nav.services",
        Kind::Document => "nav.documents",
        Kind::Council => "nav.council",
        Kind::Page => "nav.about",
        Kind::Poll => "nav.polls",
    }
}
