//! The text of an entry: HTML that is read far from the site, so all its addresses are full ones.

use crate::markdown::Html;
use crate::photo::Purpose;
use crate::render::desk::{Desk, announcement, escape};
use crate::render::view::Fact;
use crate::render::{agenda, project};
use crate::site::{Detail, Item, Update, event_of, intro};
use crate::url::UrlPath;
use std::borrow::Cow;

/// An item: what, when and where, its text, photos and files. The updates of a project have entries
/// of their own.
pub fn whole(desk: &Desk, item: &Item, updates: &[Update]) -> String {
    let document = &item.reading.document;
    let text = match item.detail() {
        Detail::Project(_) => fill(desk, item, &intro(document, updates)),
        _ => fill(desk, item, &document.html),
    };
    let mut html = facts(desk, item);
    html.push_str(&text);
    for photo in item.photos.iter().filter(|photo| desk.photos.get(Purpose::Photo, &photo.asset.path).is_some()) {
        let caption = photo.caption.as_ref().map_or_else(String::new, |caption| format!("<br>{}", escape(caption)));
        html.push_str(&format!("<p>{}{caption}</p>\n", desk.plain_img(photo)));
    }
    html.push_str(&files(desk, item));
    html
}

/// News of a project, without the heading, which is the title of the entry.
pub fn update(desk: &Desk, item: &Item, update: &Update) -> String {
    let section = item.reading.document.html.section(update.section.clone());
    project::without_heading(fill(desk, item, &section))
}

/// Lines that stand in the front matter and not in the text: when, where, whom to call.
fn facts(desk: &Desk, item: &Item) -> String {
    let lines: Vec<String> = match (announcement(item), event_of(item)) {
        (Some(one), _) => {
            let resolved = desk.resolved(one).map(|text| format!("<strong>{}</strong>", escape(&text)));
            resolved.into_iter().chain(desk.announcement_facts(item, one).iter().map(line)).collect()
        }
        (_, Some(event)) => {
            let entry = agenda::next_of(desk, &item.path, 1).into_iter().next();
            let when = entry.map(|entry| format!("{}, {}, {}", entry.day.weekday, entry.day.long, entry.time));
            let when = when.map(|text| Fact { id: "when", label: desk.words.label("event.time"), text, link: None });
            let place = event.place.clone();
            let place =
                place.map(|text| Fact { id: "where", label: desk.words.label("event.place"), text, link: None });
            when.iter().chain(&place).map(line).collect()
        }
        _ => Vec::new(),
    };
    if lines.is_empty() { String::new() } else { format!("<p>{}</p>\n", lines.join("<br>\n")) }
}

fn line(fact: &Fact) -> String {
    let text = escape(&fact.text);
    let text = fact.link.as_ref().map_or(text.clone(), |link| format!("<a href=\"{}\">{text}</a>", escape(link)));
    format!("<strong>{}:</strong> {text}", escape(&fact.label))
}

fn files(desk: &Desk, item: &Item) -> String {
    let views: Vec<String> = item
        .files
        .iter()
        .filter_map(|file| desk.file(file))
        .map(|view| {
            format!(
                "<li><a href=\"{}\">{}</a> ({})</li>\n",
                escape(&full(desk, &view.path)),
                escape(&view.title),
                escape(&view.meta)
            )
        })
        .collect();
    if views.is_empty() { String::new() } else { format!("<ul>\n{}</ul>\n", views.concat()) }
}

/// A path of a view as a full address.
fn full(desk: &Desk, path: &str) -> String {
    UrlPath::parse(path).and_then(|path| desk.full(&path)).unwrap_or_default()
}

fn fill(desk: &Desk, item: &Item, html: &Html) -> String {
    let page = desk.full(&item.path).unwrap_or_default();
    let filled = html.fill(|reference| match item.targets.get(reference) {
        Some(target) => desk.full_hole(target),
        None => Cow::Borrowed(""),
    });
    anchored(filled, &page)
}

/// With the page's address before links to places in it: footnotes, `#…` of the author.
fn anchored(html: String, page: &str) -> String {
    if !html.contains("href=\"#") {
        return html;
    }
    let page = format!("href=\"{}#", escape(page));
    let mut out = String::with_capacity(html.len());
    // Text has no `<` of its own, and no tag a `>` before its end: both are escaped.
    for (at, part) in html.split('<').enumerate() {
        if at > 0 {
            out.push('<');
        }
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        if tag.is_empty() {
            out.push_str(part);
        } else {
            out.push_str(&tag.replace("href=\"#", &page));
            out.push('>');
            out.push_str(text);
        }
    }
    out
}
