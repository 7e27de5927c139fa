//! JSON-LD of schema.org, safe inside `<script>`.

use super::desk::{Desk, announcement, excerpt};
use super::event;
use super::words::dialled;
use crate::date::{self, Moment};
use crate::photo::Purpose;
use crate::site::{Announcement, Detail, Event, EventStatus, Item};
use serde::Serialize;
use serde_json::{Value, json};

/// The MZ as a `GovernmentOrganization`.
pub fn organization(desk: &Desk) -> String {
    let profile = &desk.edition.profile;
    let contact = &profile.contact;
    let mut thing = thing("GovernmentOrganization");
    put(&mut thing, "name", Some(profile.name.as_str()));
    put(&mut thing, "url", desk.full(&desk.edition.root));
    put(&mut thing, "description", profile.description.as_deref());
    put(&mut thing, "logo", desk.logo().and_then(|(path, _)| desk.full(&path)));
    put(&mut thing, "telephone", contact.phone.as_deref().map(dialled).filter(|number| !number.is_empty()));
    put(&mut thing, "email", contact.email.as_deref());
    let address = contact.address.as_ref();
    put(
        &mut thing,
        "address",
        address.map(|street| json!({"@type": "PostalAddress", "streetAddress": street, "addressCountry": "BA"})),
    );
    let municipality = profile.municipality.as_ref();
    put(
        &mut thing,
        "parentOrganization",
        municipality.map(|name| json!({"@type": "GovernmentOrganization", "name": name})),
    );
    thing.script()
}

/// An item as `NewsArticle`, `SpecialAnnouncement` or `Event`; empty for other kinds.
pub fn item(desk: &Desk, item: &Item) -> String {
    match item.detail() {
        Detail::Announcement(one) if one.is_outage() => outage(desk, item, one).script(),
        Detail::Announcement(_) => article(desk, item).script(),
        Detail::Event(one) => event_of(desk, item, one).script(),
        _ => String::new(),
    }
}

fn article(desk: &Desk, item: &Item) -> Thing {
    let mut thing = thing("NewsArticle");
    put(&mut thing, "headline", Some(item.title()));
    common(desk, item, &mut thing);
    let published = item.reading.common.date;
    put(&mut thing, "datePublished", published.map(|moment| stamp(desk, &moment)));
    put(&mut thing, "dateModified", item.reading.common.updated.or(published).map(|moment| stamp(desk, &moment)));
    let authors = &item.reading.common.authors;
    let people: Vec<Value> = authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    let publisher = publisher(desk);
    if people.is_empty() {
        thing.put_thing("author", &publisher);
    } else {
        put(&mut thing, "author", Some(people));
    }
    thing.put_thing("publisher", &publisher);
    put(&mut thing, "articleSection", topic(desk, item));
    thing
}

fn outage(desk: &Desk, item: &Item, one: &Announcement) -> Thing {
    let mut thing = thing("SpecialAnnouncement");
    put(&mut thing, "name", Some(item.title()));
    put(&mut thing, "text", Some(excerpt(item)));
    addresses(desk, item, &mut thing);
    put(&mut thing, "datePosted", item.reading.common.date.map(|moment| stamp(desk, &moment)));
    let ends = one.when.iter().filter_map(|span| span.end).max();
    put(&mut thing, "expires", item.reading.common.expiry.or(ends).map(|moment| stamp(desk, &moment)));
    put(&mut thing, "category", topic(desk, item));
    let places: Vec<Value> = item.area.iter().map(|name| json!({"@type": "Place", "name": name})).collect();
    put(&mut thing, "spatialCoverage", (!places.is_empty()).then_some(Value::Array(places)));
    thing.put_thing("publisher", &publisher(desk));
    thing
}

/// The next occurrence, else the last.
fn event_of(desk: &Desk, item: &Item, one: &Event) -> Thing {
    let shown = event::shown(desk, item);
    let (start, end) = shown.map_or((one.series.start, None), |shown| (shown.dates.start, shown.dates.end));
    let mut thing = thing("Event");
    put(&mut thing, "name", Some(item.title()));
    common(desk, item, &mut thing);
    put(&mut thing, "startDate", Some(stamp(desk, &start)));
    put(&mut thing, "endDate", end.map(|end| stamp(desk, &end)));
    put(&mut thing, "eventStatus", Some(status(shown.map_or(one.status, |shown| shown.status))));
    put(&mut thing, "eventAttendanceMode", Some("https://schema.org/OfflineEventAttendanceMode"));
    let place = shown.and_then(|shown| shown.place.clone()).or_else(|| one.place.clone());
    // Search engines want a place; where none is told, it is the MZ.
    let place = place.unwrap_or_else(|| desk.edition.profile.name.clone());
    put(&mut thing, "location", Some(json!({"@type": "Place", "name": place, "address": place})));
    let organizer = one.organizer.as_ref().map(|name| json!({"@type": "Organization", "name": name}));
    match organizer {
        Some(organizer) => put(&mut thing, "organizer", Some(organizer)),
        None => thing.put_thing("organizer", &publisher(desk)),
    }
    thing
}

/// Description, address, language and photos.
fn common(desk: &Desk, item: &Item, thing: &mut Thing) {
    put(thing, "description", Some(excerpt(item)).filter(|text| !text.is_empty()));
    addresses(desk, item, thing);
}

/// Address, language and photos.
fn addresses(desk: &Desk, item: &Item, thing: &mut Thing) {
    put(thing, "url", desk.full(&item.path));
    put(thing, "inLanguage", Some(item.locale.tag()));
    let photos = item.photos.iter().filter_map(|photo| desk.photos.get(Purpose::Photo, &photo.asset.path));
    let photos: Vec<String> =
        photos.filter_map(|picture| desk.full(&super::desk::photo_path(desk.site, &picture.main.name))).collect();
    put(thing, "image", (!photos.is_empty()).then_some(photos));
}

fn publisher(desk: &Desk) -> Thing {
    let mut thing = Thing::default();
    put(&mut thing, "@type", Some("GovernmentOrganization"));
    put(&mut thing, "name", Some(desk.edition.profile.name.as_str()));
    put(&mut thing, "url", desk.full(&desk.edition.root));
    thing
}

fn topic(desk: &Desk, item: &Item) -> Option<String> {
    announcement(item)?.topic.map(|topic| desk.choice("topic", topic.id()).label).filter(|label| !label.is_empty())
}

/// A day, or a time with its offset (ISO 8601).
fn stamp(desk: &Desk, moment: &Moment) -> String {
    let zone = &desk.site.config.zone;
    match moment.time {
        Some(_) => zone.rfc3339_at(zone.resolve(moment).timestamp),
        None => date::Date::to_string(&moment.date),
    }
}

fn status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Confirmed | EventStatus::Tentative => "https://schema.org/EventScheduled",
        EventStatus::Postponed => "https://schema.org/EventPostponed",
        EventStatus::Cancelled => "https://schema.org/EventCancelled",
    }
}

fn thing(kind: &str) -> Thing {
    let mut thing = Thing::default();
    put(&mut thing, "@context", Some("https://schema.org"));
    put(&mut thing, "@type", Some(kind));
    thing
}

fn put(thing: &mut Thing, key: &str, value: Option<impl Serialize>) {
    if let Some(value) = value {
        thing.key(key);
        // Names and texts always serialise.
        let _ = serde_json::to_writer(&mut thing.0, &value);
    }
}

/// An object in the making: its JSON without the bracket at the end.
#[derive(Default)]
struct Thing(Vec<u8>);

impl Thing {
    fn key(&mut self, key: &str) {
        self.0.push(if self.0.is_empty() { b'{' } else { b',' });
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
    }

    fn put_thing(&mut self, key: &str, thing: &Thing) {
        self.key(key);
        self.0.extend_from_slice(&thing.0);
        self.0.push(b'}');
    }

    /// JSON in which no character can end the script or begin a comment (HTML, 4.12.1.3).
    fn script(mut self) -> String {
        self.0.push(b'}');
        let text = String::from_utf8(self.0).unwrap_or_default();
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        // The first bytes of all that is dangerous; of the last two, also of dashes and quotation marks.
        let first = |byte: u8| matches!(byte, b'<' | b'>' | b'&' | 0xe2);
        for at in text.bytes().enumerate().filter_map(|(at, byte)| first(byte).then_some(at)) {
            let letter = text.get(at..).and_then(|rest| rest.chars().next());
            if let Some(letter @ ('<' | '>' | '&' | '\u{2028}' | '\u{2029}')) = letter {
                out.push_str(text.get(from..at).unwrap_or_default());
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
                from = at + letter.len_utf8();
            }
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests;
