//! A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1).

use super::{Channel, Entry};
use serde::Serialize;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    authors: Vec<Author<'a>>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    size_in_bytes: u64,
}

/// Writes a feed.
pub fn write(channel: &Channel) -> String {
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: &channel.page,
        feed_url: &channel.own,
        description: channel.subtitle.as_deref(),
        language: channel.lang,
        authors: vec![Author { name: &channel.author }],
        items: channel.entries.iter().map(item).collect(),
    };
    // Plain data always serialises.
    let mut text = serde_json::to_string(&feed).unwrap_or_default();
    text.push('\n');
    text
}

fn item(entry: &Entry) -> JsonItem<'_> {
    let photo = entry.photo.as_ref();
    JsonItem {
        id: &entry.id,
        url: &entry.id,
        title: &entry.title,
        content_html: &entry.html,
        summary: &entry.summary,
        image: photo.map(|photo| photo.url.as_str()),
        date_published: &entry.published,
        date_modified: &entry.updated,
        authors: entry.authors.iter().map(|name| Author { name }).collect(),
        tags: &entry.categories,
        language: entry.lang,
        attachments: photo
            .map(|photo| Attachment { url: &photo.url, mime_type: photo.media_type, size_in_bytes: photo.len })
            .into_iter()
            .collect(),
    }
}
