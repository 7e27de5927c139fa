//! A feed as Atom (RFC 4287).

use super::{Channel, Entry, Format};
use crate::render::xml::Xml;

/// Writes a feed.
pub fn write(channel: &Channel) -> String {
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", channel.lang)]);
    xml.text("title", &[], &channel.title);
    if let Some(subtitle) = &channel.subtitle {
        xml.text("subtitle", &[], subtitle);
    }
    xml.text("id", &[], &channel.own);
    xml.empty("link", &[("rel", "self"), ("type", Format::Atom.media_type()), ("href", &channel.own)]);
    xml.empty(
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("hreflang", channel.lang), ("href", &channel.page)],
    );
    xml.text("updated", &[], &channel.updated);
    author(&mut xml, &channel.author);
    xml.text("generator", &[], "Zbor");
    for one in &channel.entries {
        entry(&mut xml, channel, one);
    }
    xml.close("feed");
    xml.finish()
}

fn entry(xml: &mut Xml, channel: &Channel, entry: &Entry) {
    let lang = [("xml:lang", entry.lang)];
    xml.open("entry", if entry.lang == channel.lang { &[] } else { &lang });
    xml.text("title", &[], &entry.title);
    xml.text("id", &[], &entry.id);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.id)]);
    xml.text("published", &[], &entry.published);
    xml.text("updated", &[], &entry.updated);
    entry.authors.iter().for_each(|name| author(xml, name));
    for name in &entry.categories {
        xml.empty("category", &[("term", name)]);
    }
    if let Some(photo) = &entry.photo {
        let len = photo.len.to_string();
        xml.empty("link", &[("rel", "enclosure"), ("type", photo.media_type), ("length", &len), ("href", &photo.url)]);
    }
    if !entry.summary.is_empty() {
        xml.text("summary", &[], &entry.summary);
    }
    xml.text("content", &[("type", "html"), ("xml:base", &entry.page)], &entry.html);
    xml.close("entry");
}

fn author(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.text("name", &[], name);
    xml.close("author");
}
