//! The joint feed of a workspace.

use super::{Channel, ENTRIES, Entry, Format, all, choose, entry, link, wanted};
use crate::date::Timestamp;
use crate::render::desk::Desk;
use crate::render::view::FeedLink;
use crate::site::Config;
use crate::url::UrlPath;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// At most so many entries of one MZ, so that none crowds out the others.
const OF_ONE_SITE: usize = 10;

/// The newest entries of an edition, each with its MZ as author.
pub fn newest(desk: &Desk) -> Vec<Entry> {
    if !wanted(desk) {
        return Vec::new();
    }
    let picks = choose::newest(desk, all(desk), OF_ONE_SITE);
    let named = picks.iter().map(|pick| {
        let mut entry = entry::make(desk, pick);
        if entry.authors.is_empty() {
            entry.authors.push(desk.edition.profile.name.clone());
        }
        entry
    });
    named.collect()
}

/// Both formats of the joint feed, and the link to it. What several MZs publish from `shared/` is in
/// it once, by the workspace; of its languages, that of the first site.
pub fn joint(
    config: &Config,
    lang: &'static str,
    sites: impl Iterator<Item = Entry>,
) -> Option<(FeedLink, Vec<(UrlPath, String)>)> {
    let base = config.base_url.as_ref().filter(|_| config.outputs.contains(&crate::site::OutputKind::Feeds))?;
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for entry in sites {
        match entries.get_mut(&entry.key) {
            Some(first) => first.authors = vec![config.profile.name.clone()],
            None => drop(entries.insert(entry.key.clone(), entry)),
        }
    }
    let mut entries: Vec<Entry> = entries.into_values().collect();
    entries.sort_by_cached_key(|entry| (Reverse(entry.updated.parse::<Timestamp>().ok()), entry.id.clone()));
    entries.truncate(ENTRIES);
    let updated = entries.first()?.updated.clone();
    let channel = |format: Format| Channel {
        title: config.profile.name.clone(),
        subtitle: config.profile.description.clone(),
        lang,
        author: config.profile.name.clone(),
        page: format!("{base}/"),
        own: format!("{base}/{}", format.name()),
        updated: updated.clone(),
        entries: entries.clone(),
    };
    let files = Format::ALL.map(|format| (UrlPath::file(&[format.name()]), format.write(&channel(format))));
    Some((link(&UrlPath::root(), Format::Atom, config.profile.name.clone()), files.to_vec()))
}
