//! Names of events that stay (RFC 5545, UID): calendar programs know by them what they have already.

use crate::lang;
use crate::load::Kind;
use crate::site::{Config, Edition, Item, event_of};
use crate::url::UrlPath;
use std::collections::{BTreeMap, BTreeSet};

/// The UID of each event of an edition, by the path of its page: what the file calls it under `id`,
/// else the last part of its address, with the names of the site and its municipality. An `id` that
/// could be taken for another event does not count. The host is not in it, for sites move, and are
/// tried out in other places.
pub fn uids<'a>(edition: &'a Edition, config: &Config, slug: &str) -> BTreeMap<&'a UrlPath, String> {
    let place = place(config, slug);
    let events = edition.of(Kind::Event);
    let tails: BTreeSet<&str> = events.iter().map(|item| tail(item)).collect();
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    events.iter().filter_map(|item| named(item)).for_each(|name| *given.entry(name).or_default() += 1);
    let name = |item: &Item| {
        let own = tail(item);
        let known = |name: &String| given.get(name) == Some(&1) && (name == own || !tails.contains(name.as_str()));
        named(item).filter(known).unwrap_or_else(|| own.to_owned())
    };
    events.iter().map(|item| (&item.path, format!("{}@{place}", name(item)))).collect()
}

/// The last part of the address: no other event has it.
fn tail(item: &Item) -> &str {
    item.path.folders().last().unwrap_or_default()
}

fn named(item: &Item) -> Option<String> {
    event_of(item)?.id.as_deref().map(lang::slug).filter(|name| !name.is_empty())
}

/// `gornje-selo.opcina-javorov-brod.zbor`
fn place(config: &Config, slug: &str) -> String {
    let site = if slug.is_empty() { lang::slug(&config.profile.name) } else { slug.to_owned() };
    let municipality = config.profile.municipality.as_deref().map(lang::slug).unwrap_or_default();
    let parts = [site.as_str(), municipality.as_str(), "zbor"];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}
