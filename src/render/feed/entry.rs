//! One entry of a feed.

use super::choose::Pick;
use super::text;
use crate::photo::Purpose;
use crate::render::desk::{self, Desk, excerpt};
use crate::site::{Item, updates};
use serde::Serialize;
use std::path::Path;

/// One entry of a feed; all addresses are full ones.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The same for the same content in all sites of a workspace.
    pub key: String,
    /// Stays: the address of the page, with `#…` for an update.
    pub id: String,
    /// Of the item, or of the update after that of its project.
    pub title: String,
    /// Language tag.
    pub lang: &'static str,
    /// The page, without `#…`.
    pub page: String,
    /// RFC 3339.
    pub published: String,
    /// RFC 3339.
    pub updated: String,
    /// The beginning, as plain text.
    pub summary: String,
    /// The whole text.
    pub html: String,
    /// Who wrote it; empty: who publishes the feed.
    pub authors: Vec<String>,
    /// Topic, tags, target groups, streets.
    pub categories: Vec<String>,
    /// The first photo.
    pub photo: Option<Enclosure>,
}

/// A file that comes with an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Enclosure {
    /// Full address.
    pub url: String,
    /// `image/jpeg`
    pub media_type: &'static str,
    /// In bytes.
    pub len: u64,
}

/// Makes an entry.
pub fn make(desk: &Desk, pick: &Pick) -> Entry {
    let item = pick.item;
    let zone = &desk.site.config.zone;
    let page = desk.full(&item.path).unwrap_or_default();
    let fragment = pick.update.as_ref().map_or_else(String::new, |update| format!("#{}", update.id));
    let document = &item.reading.document;
    let (title, summary, html) = match &pick.update {
        None => (item.title().to_owned(), excerpt(item), text::whole(desk, item, &updates(document))),
        Some(update) => {
            (format!("{}: {}", item.title(), update.title), String::new(), text::update(desk, item, update))
        }
    };
    Entry {
        key: format!("{}{fragment}", desk::content_key(item)),
        id: format!("{page}{fragment}"),
        title,
        lang: item.locale.tag(),
        page,
        published: zone.rfc3339_at(pick.dates.published),
        updated: zone.rfc3339_at(pick.dates.updated),
        summary,
        html,
        authors: item.reading.common.authors.clone(),
        categories: categories(desk, item),
        photo: enclosure(desk, item).filter(|_| pick.update.is_none()),
    }
}

/// Topic, tags, target groups and streets in words, each once.
fn categories(desk: &Desk, item: &Item) -> Vec<String> {
    let topic = desk::announcement(item).and_then(|one| one.topic).map(|topic| desk.choice("topic", topic.id()).label);
    let audience = item.audience.iter().map(|id| desk.audience(id).title);
    let tags = item.reading.common.tags.iter().cloned();
    let mut all: Vec<String> = Vec::new();
    for name in topic.into_iter().chain(tags).chain(audience).chain(item.area.iter().cloned()) {
        if !name.is_empty() && !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

fn enclosure(desk: &Desk, item: &Item) -> Option<Enclosure> {
    let picture = &desk.photos.get(Purpose::Photo, &item.photos.first()?.asset.path)?.main;
    let url = desk.full(&desk::photo_path(desk.site, &picture.name))?;
    let media_type = match Path::new(&picture.name).extension()?.to_str()? {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some(Enclosure { url, media_type, len: picture.len })
}
