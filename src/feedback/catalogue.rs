//! The sites and forms that are served: `forms.json`, indexed.

use super::SiteId;
use crate::date::{Timestamp, Zone};
use crate::form::{Form, FormEntry, FormsFile, SiteEntry};
use crate::lang::Locale;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The slug that pages of a workspace with one site post to.
const ONLY_SITE: &str = "mz";

/// All sites.
#[derive(Debug, Default)]
pub struct Catalogue {
    sites: BTreeMap<SiteId, Arc<Site>>,
}

/// A site as the endpoint knows it.
#[derive(Debug)]
pub struct Site {
    /// Its slug.
    pub id: SiteId,
    /// As the generator wrote it.
    pub entry: SiteEntry,
    /// In which its days begin.
    pub zone: Zone,
}

impl Catalogue {
    /// Indexes a file. Sites whose slug cannot be one are left out; they have no pages either.
    pub fn new(file: FormsFile) -> Catalogue {
        let site = |entry: SiteEntry| {
            let id = SiteId::parse(if entry.slug.is_empty() { ONLY_SITE } else { &entry.slug })?;
            let zone = entry.zone.as_deref().and_then(Zone::named).unwrap_or_default();
            Some((id.clone(), Arc::new(Site { id, entry, zone })))
        };
        Catalogue { sites: file.sites.into_iter().filter_map(site).collect() }
    }

    /// The site of a slug.
    pub fn site(&self, slug: &str) -> Option<&Site> {
        self.sites.get(&SiteId::parse(slug)?).map(|site| &**site)
    }

    /// The same, to be kept for as long as something is done with it.
    pub fn shared(&self, slug: &str) -> Option<Arc<Site>> {
        self.sites.get(&SiteId::parse(slug)?).cloned()
    }

    /// All of them.
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        self.sites.values().map(|site| &**site)
    }
}

impl Site {
    /// The language that it is written in.
    pub fn first_language(&self) -> Locale {
        self.entry.languages.first().copied().unwrap_or(Locale::Bs)
    }

    /// The language that was asked for, if the site speaks it; else its first.
    pub fn language(&self, asked: Option<&str>) -> Locale {
        let asked = asked.and_then(Locale::parse).filter(|asked| self.entry.languages.contains(asked));
        asked.unwrap_or_else(|| self.first_language())
    }

    /// The form of that identifier, in that language where there is one.
    pub fn form(&self, id: &str, locale: Locale) -> Option<&FormEntry> {
        let mut forms = self.entry.forms.iter().filter(|entry| entry.form.id == id);
        let first = forms.clone().next();
        forms.find(|entry| entry.form.locale == locale).or(first)
    }

    /// All forms, for remembering.
    pub fn forms(&self) -> Vec<Form> {
        self.entry.forms.iter().map(|entry| entry.form.clone()).collect()
    }

    /// Scheme, host and port of the published site; none when it is not known where it is.
    pub fn origin(&self) -> Option<String> {
        let url = self.entry.base_url.as_deref()?;
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split('/').next()?;
        Some(format!("{scheme}://{host}").to_ascii_lowercase())
    }
}

/// Whether a form takes answers at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Not yet.
    Soon,
    /// Now.
    Open,
    /// No more.
    Over,
}

/// Whether a form takes answers now, by the server's clock and the instants that the build decided.
pub fn opening(entry: &FormEntry, now: Timestamp) -> Opening {
    let instant = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
    match (instant(&entry.opens), instant(&entry.closes)) {
        (_, Some(closes)) if closes <= now => Opening::Over,
        (Some(opens), _) if opens > now => Opening::Soon,
        _ => Opening::Open,
    }
}
