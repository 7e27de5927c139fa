//! Atom (RFC 4287) and JSON feeds (version 1.1): whole, and by target group, tag, street and project.
//!
//! There are feeds only where the full address of the site is known. Their dates come from the
//! content, never from the moment of the build.

mod atom;
mod choose;
mod entry;
mod joint;
mod json;
mod text;

use super::desk::Desk;
use super::plan::{Groups, Index, ListOf};
use super::press::Job;
use super::view::FeedLink;
use crate::date::Timestamp;
use crate::load::Kind;
use crate::print::Print;
use crate::site::{Item, OutputKind, Section};
use crate::url::UrlPath;
use serde::Serialize;
use std::sync::Arc;

pub use choose::Pick;
pub use entry::Entry;
pub use joint::{joint, newest};

/// How many entries a feed holds.
const ENTRIES: usize = 30;

/// A feed to be made.
#[derive(Debug)]
pub struct Feed {
    /// Where it will be.
    pub path: UrlPath,
    format: Format,
    of: Of,
}

/// In which format a feed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4287.
    Atom,
    /// jsonfeed.org, version 1.1.
    Json,
}

/// What a feed is of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Of {
    /// The edition.
    Whole,
    /// A tag, target group or street: its identifier in the index.
    Group(ListOf, String),
    /// The project at a place of its list.
    Project(usize),
}

/// A feed as both formats write it: plain data.
#[derive(Clone, Debug, Serialize)]
pub struct Channel {
    /// What is in it.
    pub title: String,
    /// One sentence.
    pub subtitle: Option<String>,
    /// Language tag.
    pub lang: &'static str,
    /// Who publishes it.
    pub author: String,
    /// Full address of the page with the same things.
    pub page: String,
    /// Its own full address.
    pub own: String,
    /// RFC 3339: of the last change in it.
    pub updated: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

impl Format {
    const ALL: [Format; 2] = [Format::Atom, Format::Json];

    fn name(self) -> &'static str {
        match self {
            Format::Atom => "feed.xml",
            Format::Json => "feed.json",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Format::Atom => "application/atom+xml",
            Format::Json => "application/feed+json",
        }
    }

    /// The feed as text.
    pub fn write(self, channel: &Channel) -> String {
        match self {
            Format::Atom => atom::write(channel),
            Format::Json => json::write(channel),
        }
    }
}

/// The feeds that all pages of an edition offer.
pub fn of_edition(desk: &Desk) -> Vec<FeedLink> {
    if !wanted(desk) || !all(desk).any(|item| choose::is_told(desk, item)) {
        return Vec::new();
    }
    Format::ALL.iter().map(|format| link(&desk.edition.root, *format, desk.edition.profile.name.clone())).collect()
}

/// The feed of the items with one tag, target group or street, whose first page is at `base`.
pub fn of_group(desk: &Desk, name: &str, items: &[Arc<Item>], base: &UrlPath) -> Option<FeedLink> {
    (groups_wanted(desk) && has_entries(desk, items)).then(|| link(base, Format::Atom, title(desk, name)))
}

/// The feed of a project.
pub fn of_project(desk: &Desk, item: &Item) -> Option<FeedLink> {
    (groups_wanted(desk) && choose::is_told(desk, item))
        .then(|| link(&item.path, Format::Atom, title(desk, item.title())))
}

/// All feeds of an edition.
pub fn files(desk: &Desk, index: &Index, edition: usize) -> Vec<Job> {
    if !wanted(desk) || !all(desk).any(|item| choose::is_told(desk, item)) {
        return Vec::new();
    }
    let mut places = vec![(desk.edition.root.clone(), Of::Whole)];
    if groups_wanted(desk) {
        places.extend(of_parts(desk, index));
    }
    let feeds = places.into_iter().flat_map(|(page, of)| {
        Format::ALL.map(|format| Feed { path: UrlPath::file(&[format.name()]).under(&page), format, of: of.clone() })
    });
    feeds.map(|feed| Job::Feed(edition, feed)).collect()
}

/// Tags, target groups, streets and projects of which there is something to tell.
fn of_parts(desk: &Desk, index: &Index) -> Vec<(UrlPath, Of)> {
    let mut places = Vec::new();
    for (of, section, kind) in SECTIONS {
        let told = groups(index, of)
            .iter()
            .filter(|(_, (_, items))| desk.site.config.outputs.contains(&kind) && has_entries(desk, items));
        places.extend(told.map(|(id, _)| (desk.section_path(section, &[id]), Of::Group(of, id.clone()))));
    }
    let projects = desk.edition.of(Kind::Project).iter().enumerate().filter(|(_, item)| choose::is_told(desk, item));
    places.extend(projects.map(|(at, item)| (item.path.clone(), Of::Project(at))));
    places
}

const SECTIONS: [(ListOf, Section, OutputKind); 3] = [
    (ListOf::Tag, Section::Tags, OutputKind::Tags),
    (ListOf::Audience, Section::Audiences, OutputKind::Audiences),
    (ListOf::Street, Section::Streets, OutputKind::Streets),
];

/// What is told in a feed.
pub struct Chosen<'a> {
    /// What the feed is called.
    pub heading: String,
    /// Newest first.
    pub picks: Vec<Pick<'a>>,
}

/// Chooses what is told in a feed.
pub fn choose<'a>(desk: &Desk<'a>, index: &'a Index, feed: &Feed) -> Chosen<'a> {
    let site = &desk.edition.profile.name;
    let (heading, items): (String, Vec<&Arc<Item>>) = match &feed.of {
        Of::Whole => (site.clone(), all(desk).collect()),
        Of::Group(of, id) => match groups(index, *of).get(id) {
            Some((name, items)) => (title(desk, &group_name(desk, *of, name)), items.iter().collect()),
            None => (site.clone(), Vec::new()),
        },
        Of::Project(at) => {
            let item = desk.edition.of(Kind::Project).get(*at);
            (item.map_or_else(String::new, |item| title(desk, item.title())), item.into_iter().collect())
        }
    };
    Chosen { heading, picks: choose::newest(desk, items.into_iter(), ENTRIES) }
}

/// All that is in a feed.
pub fn channel(desk: &Desk, feed: &Feed, chosen: &Chosen) -> Channel {
    let site = &desk.edition.profile.name;
    let entries: Vec<Entry> = chosen.picks.iter().map(|pick| entry::make(desk, pick)).collect();
    let page = UrlPath::root().under(&feed.path);
    Channel {
        title: chosen.heading.clone(),
        subtitle: desk.edition.profile.description.clone(),
        lang: desk.edition.locale.tag(),
        author: site.clone(),
        page: desk.full(&page).unwrap_or_default(),
        own: desk.full(&feed.path).unwrap_or_default(),
        updated: entries.first().map(|entry| entry.updated.clone()).unwrap_or_default(),
        entries,
    }
}

impl Feed {
    /// Of a feed with all that is in it.
    pub fn print(&self, channel: &Channel) -> Option<Print> {
        Print::of_data(&(env!("CARGO_PKG_VERSION"), self.format.name(), channel))
    }

    /// The feed as text.
    pub fn write(&self, channel: &Channel) -> String {
        self.format.write(channel)
    }
}

fn wanted(desk: &Desk) -> bool {
    desk.site.config.base_url.is_some() && desk.site.config.outputs.contains(&OutputKind::Feeds)
}

fn groups_wanted(desk: &Desk) -> bool {
    wanted(desk) && desk.site.config.outputs.contains(&OutputKind::GroupFeeds)
}

fn all<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Arc<Item>> {
    desk.edition.items.values().flatten()
}

fn has_entries(desk: &Desk, items: &[Arc<Item>]) -> bool {
    items.iter().any(|item| choose::is_told(desk, item))
}

fn groups(index: &Index, of: ListOf) -> &Groups {
    match of {
        ListOf::Audience => &index.audiences,
        ListOf::Street => &index.streets,
        ListOf::Tag | ListOf::Kind(_) => &index.tags,
    }
}

fn group_name(desk: &Desk, of: ListOf, name: &str) -> String {
    if of == ListOf::Audience { desk.audience(name).title } else { name.to_owned() }
}

/// `Voda – MZ Gornje Selo`
fn title(desk: &Desk, of: &str) -> String {
    desk.words.labels.fill("list.feed_title", &[("title", of), ("site", &desk.edition.profile.name)])
}

fn link(page: &UrlPath, format: Format, title: String) -> FeedLink {
    let path = UrlPath::file(&[format.name()]).under(page);
    FeedLink { title, path: Desk::path(&path), media_type: format.media_type() }
}

/// When something was published and when it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dates {
    /// First, so that it orders.
    pub updated: Timestamp,
    /// Not after `updated`.
    pub published: Timestamp,
}
