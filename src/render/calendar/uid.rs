//! Names of events that stay (RFC 5545, UID): calendar programs know by them what they have already.

use crate::lang;
use crate::load::Kind;
use crate::site::{Config, Edition, Item, event_of};
use crate::url::UrlPath;
use std::collections::{BTreeMap, BTreeSet};

/// The UID of each event of an edition, by the path of its page: what the file calls it under `id`,
/// else the last part of its address, with the names of the site and its municipality. The host is
/// not in it, for sites move, and are tried out in other places.
pub fn uids<'a>(edition: &'a Edition, config: &Config, slug: &str) -> BTreeMap<&'a UrlPath, String> {
    let place = place(config, slug);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut all = BTreeMap::new();
    for item in edition.of(Kind::Event) {
        let own = item.path.folders().last().unwrap_or_default();
        let name = named(item).filter(|name| taken.insert(name.clone())).unwrap_or_else(|| own.to_owned());
        taken.insert(name.clone());
        all.insert(&item.path, format!("{name}@{place}"));
    }
    all
}

fn named(item: &Item) -> Option<String> {
    event_of(item)?.id.as_deref().map(lang::slug).filter(|name| !name.is_empty())
}

/// `gornje-selo.opcina-javorov-brod.zbor`
fn place(config: &Config, slug: &str) -> String {
    let site = if slug.is_empty() { lang::slug(&config.name) } else { slug.to_owned() };
    let municipality = config.municipality.as_deref().map(lang::slug).unwrap_or_default();
    let parts = [site.as_str(), municipality.as_str(), "zbor"];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}
