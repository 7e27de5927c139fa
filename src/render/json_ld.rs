//! JSON-LD of schema.org, safe inside `<script>`.

use super::desk::{Desk, announcement, excerpt};
use super::event;
use super::words::dialled;
use crate::date::{self, Moment};
use crate::photo::Purpose;
use crate::site::{Announcement, Detail, Event, EventStatus, Item};
use serde_json::{Map, Value, json};

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
    script(thing)
}

/// An item as `NewsArticle`, `SpecialAnnouncement` or `Event`; empty for other kinds.
pub fn item(desk: &Desk, item: &Item) -> String {
    match item.detail() {
        Detail::Announcement(one) if one.is_outage() => script(outage(desk, item, one)),
        Detail::Announcement(_) => script(article(desk, item)),
        Detail::Event(one) => script(event_of(desk, item, one)),
        _ => String::new(),
    }
}

fn article(desk: &Desk, item: &Item) -> Map<String, Value> {
    let mut thing = thing("NewsArticle");
    put(&mut thing, "headline", Some(item.title()));
    common(desk, item, &mut thing);
    let published = item.reading.common.date;
    put(&mut thing, "datePublished", published.map(|moment| stamp(desk, &moment)));
    put(&mut thing, "dateModified", item.reading.common.updated.or(published).map(|moment| stamp(desk, &moment)));
    let authors = &item.reading.common.authors;
    let people: Vec<Value> = authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    put(&mut thing, "author", Some(if people.is_empty() { publisher(desk) } else { Value::Array(people) }));
    put(&mut thing, "publisher", Some(publisher(desk)));
    put(&mut thing, "articleSection", topic(desk, item));
    thing
}

fn outage(desk: &Desk, item: &Item, one: &Announcement) -> Map<String, Value> {
    let mut thing = thing("SpecialAnnouncement");
    put(&mut thing, "name", Some(item.title()));
    put(&mut thing, "text", Some(excerpt(item)));
    common(desk, item, &mut thing);
    put(&mut thing, "datePosted", item.reading.common.date.map(|moment| stamp(desk, &moment)));
    let ends = one.when.iter().filter_map(|span| span.end).max();
    put(&mut thing, "expires", item.reading.common.expiry.or(ends).map(|moment| stamp(desk, &moment)));
    put(&mut thing, "category", topic(desk, item));
    let places: Vec<Value> = item.area.iter().map(|name| json!({"@type": "Place", "name": name})).collect();
    put(&mut thing, "spatialCoverage", (!places.is_empty()).then_some(Value::Array(places)));
    put(&mut thing, "publisher", Some(publisher(desk)));
    thing
}

/// The next occurrence, else the last.
fn event_of(desk: &Desk, item: &Item, one: &Event) -> Map<String, Value> {
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
    put(&mut thing, "organizer", Some(organizer.unwrap_or_else(|| publisher(desk))));
    thing
}

/// Address, language, description and photos.
fn common(desk: &Desk, item: &Item, thing: &mut Map<String, Value>) {
    let description = Some(excerpt(item)).filter(|text| !text.is_empty() && !thing.contains_key("text"));
    put(thing, "description", description);
    put(thing, "url", desk.full(&item.path));
    put(thing, "inLanguage", Some(item.locale.tag()));
    let photos = item.photos.iter().filter_map(|photo| desk.photos.get(Purpose::Photo, &photo.asset.path));
    let photos: Vec<String> =
        photos.filter_map(|picture| desk.full(&super::desk::photo_path(desk.site, &picture.main.name))).collect();
    put(thing, "image", (!photos.is_empty()).then_some(photos));
}

fn publisher(desk: &Desk) -> Value {
    let mut thing = Map::new();
    put(&mut thing, "@type", Some("GovernmentOrganization"));
    put(&mut thing, "name", Some(desk.edition.profile.name.as_str()));
    put(&mut thing, "url", desk.full(&desk.edition.root));
    Value::Object(thing)
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

fn thing(kind: &str) -> Map<String, Value> {
    let mut thing = Map::new();
    put(&mut thing, "@context", Some("https://schema.org"));
    put(&mut thing, "@type", Some(kind));
    thing
}

fn put<T: Into<Value>>(thing: &mut Map<String, Value>, key: &str, value: Option<T>) {
    if let Some(value) = value {
        thing.insert(key.to_owned(), value.into());
    }
}

/// JSON in which no character can end the script or begin a comment (HTML, 4.12.1.3).
fn script(thing: Map<String, Value>) -> String {
    // A map of names always serialises.
    let text = serde_json::to_string(&thing).unwrap_or_default();
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

#[cfg(test)]
mod tests;
