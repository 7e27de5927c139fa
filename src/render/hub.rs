//! The page of all MZs, `forms.json`, and their joint feed and calendar.

use super::desk::Desk;
use super::unmade::Unmade;
use super::view::{Banner, Body, Card, Chrome, FeedLink, HubRow, HubView, Meta, Page};
use super::words::Words;
use super::{calendar, feed, sitemap, weight};
use crate::date::{Date, Today};
use crate::diag::{At, Diagnostic, Severity};
use crate::form::{FormsFile, SiteEntry};
use crate::lang::{Labels, Locale};
use crate::load::Kind;
use crate::site::{Config, OutputKind};
use crate::template::{self, Shared, Theme};
use crate::url::UrlPath;

/// What the hub needs of a site; small, so that sites can be dropped when they are written.
#[derive(Clone, Debug)]
pub struct HubInput {
    /// One line of the hub.
    pub row: HubRow,
    /// The forms of the site, for the endpoint.
    pub forms: SiteEntry,
    /// Newest entries of its feed.
    pub entries: Vec<super::feed::Entry>,
    /// Events of its calendar.
    pub events: super::calendar::Part,
    /// Full address of its sitemap, where it lies below the hub.
    pub sitemap: Option<String>,
}

/// Files of the workspace beside those of the sites.
pub const WORKSPACE_FILES: [&str; 7] =
    ["index.html", "forms.json", "feed.xml", "feed.json", "calendar.ics", "sitemap.xml", "robots.txt"];

impl HubInput {
    /// Takes what the hub shows from the first edition of a site.
    pub fn new(desk: &Desk) -> HubInput {
        let site = desk.site;
        let path = match (&site.config.base_url, site.config.own_base_url) {
            (Some(own), true) => format!("{own}/"),
            _ => format!("{}/", site.slug),
        };
        let newest = desk.edition.of(Kind::Announcement).first().map(|item| super::page::card(desk, item));
        HubInput {
            row: HubRow {
                name: site.config.profile.name.clone(),
                lang: desk.edition.locale.tag().to_owned(),
                banners: desk
                    .banners(|_| true)
                    .into_iter()
                    .map(|banner| Banner { path: format!("{path}{}", banner.path), ..banner })
                    .collect(),
                newest: newest.map(|card| Card { path: format!("{path}{}", card.path), ..card }),
                path,
            },
            forms: super::form::site_forms(desk),
            entries: super::feed::newest(desk),
            events: super::calendar::components(desk),
            sitemap: super::sitemap::below_hub(desk),
        }
    }
}

/// What the hub is made of.
pub struct Hub<'a> {
    /// `zbor.yaml`, read as a site: name, municipality, language.
    pub config: &'a Config,
    /// Its theme.
    pub theme: &'a Theme,
    /// The day of the build.
    pub today: Today,
    /// The day that its page names as that of the build.
    pub built: Date,
    /// One a site.
    pub sites: Vec<HubInput>,
}

/// The files of the workspace beside those of its sites.
pub fn workspace_files(hub: &Hub, unmade: &mut Vec<Unmade>) -> Vec<(UrlPath, Vec<u8>)> {
    let mut files = Vec::new();
    let locale = hub.config.languages.first().copied().unwrap_or(Locale::Bs);
    let sites = own_language_first(&hub.sites, locale);
    let feed = feed::joint(hub.config, locale.tag(), sites.iter().flat_map(|site| site.entries.iter().cloned()));
    let parts: Vec<&calendar::Part> = sites.iter().map(|site| &site.events).collect();
    let events = calendar::joint(hub.config, locale.tag(), &parts);
    let (link, feeds) = feed.map_or((None, Vec::new()), |(link, files)| (Some(link), files));
    let wanted = |kind| hub.config.outputs.contains(&kind);
    match wanted(OutputKind::Hub).then(|| page(hub, link, events.is_some())) {
        Some(Ok(html)) => files.push((UrlPath::root(), html)),
        Some(Err(finding)) => unmade.push(Unmade { finding: Box::new(finding), source: None }),
        None => {}
    }
    let file =
        FormsFile { version: FormsFile::VERSION, sites: hub.sites.iter().map(|site| site.forms.clone()).collect() };
    // Plain data always serialises.
    if let (true, Ok(json)) = (wanted(OutputKind::Forms), file.to_json()) {
        files.push((UrlPath::file(&["forms.json"]), json.into_bytes()));
    }
    files.extend(events.map(|text| (UrlPath::file(&[calendar::FILE]), text.into_bytes())));
    let sitemaps = sitemap::of_hub(hub.config, hub.sites.iter().filter_map(|site| site.sitemap.as_deref()));
    files.extend(feeds.into_iter().chain(sitemaps).map(|(path, text)| (path, text.into_bytes())));
    files
}

/// What several sites publish is told in the language of the hub where there is one of them that does.
fn own_language_first(sites: &[HubInput], locale: Locale) -> Vec<&HubInput> {
    let (own, others): (Vec<&HubInput>, Vec<&HubInput>) = sites.iter().partition(|site| site.row.lang == locale.tag());
    own.into_iter().chain(others).collect()
}

fn page(hub: &Hub, feed: Option<FeedLink>, has_calendar: bool) -> Result<Vec<u8>, Diagnostic> {
    let locale = hub.config.languages.first().copied().unwrap_or(Locale::Bs);
    let labels = Labels::builtin(locale);
    let words = Words { labels, today: hub.today.date };
    let chrome = Chrome {
        name: hub.config.profile.name.clone(),
        short_name: hub.config.profile.short_name.clone(),
        municipality: hub.config.profile.municipality.clone(),
        description: hub.config.profile.description.clone(),
        lang: locale.tag().to_owned(),
        prefix: String::new(),
        base_url: hub.config.base_url.clone(),
        base_path: super::chrome::base_path(hub.config.base_url.as_deref()),
        accent: hub.config.accent.clone(),
        logo: None,
        logo_webp: None,
        menu: Vec::new(),
        report_path: None,
        ask_path: None,
        contact: Default::default(),
        hours: Vec::new(),
        feeds: feed.clone().into_iter().collect(),
        calendar: has_calendar.then(|| calendar::FILE.to_owned()),
        legal: Vec::new(),
        own_lang: None,
        hub: None,
        built: Shared::new(words.day(hub.built)),
        css: hub.theme.text("zbor.css").to_owned(),
        styles: hub.theme.styles(),
        scripts: super::chrome::scripts(hub.theme),
        offline: false,
        weight: hub.config.show_weight.then(|| weight::line(labels)),
        clock: super::chrome::clock(&hub.config.zone, labels),
    };
    let path = UrlPath::root();
    let body = HubView {
        rows: hub.sites.iter().map(|site| site.row.clone()).collect(),
        feed,
        calendar: has_calendar.then(|| calendar::FILE.to_owned()),
    };
    let page = Page {
        root: path.to_root(),
        path: String::new(),
        meta: Meta {
            title: String::new(),
            description: hub.config.profile.description.as_ref().unwrap_or(&hub.config.profile.name).clone(),
            canonical: hub.config.base_url.as_ref().map(|base| format!("{base}/")),
            og_type: "website",
            ..Meta::default()
        },
        heading: hub.config.profile.name.clone(),
        trail: Vec::new(),
        languages: Vec::new(),
        untranslated: None,
        body: Body::Hub(Box::new(body)),
    };
    let context = template::context(&page).map_err(|problem| problem.at(Severity::Error, At::Workspace))?;
    let html = hub.theme.with_globals(super::press::globals(&chrome, labels)).render("hub.html", context)?;
    Ok(if chrome.weight.is_some() { weight::filled(html, locale) } else { html })
}
