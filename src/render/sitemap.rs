//! `sitemap.xml` (sitemaps.org, protocol 0.9) with the other languages of each page, and `robots.txt`.

use super::desk::Desk;
use super::plan::{List, ListOf, Planned, What};
use super::press::Job;
use super::xml::Xml;
use crate::date::Date;
use crate::load::Kind;
use crate::site::{Config, Edition, Item, OutputKind, Site, State};
use crate::url::UrlPath;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most addresses in a file.
const MOST: usize = 50_000;

/// A sitemap to be made.
#[derive(Debug)]
pub struct Sitemap {
    /// Where it will be.
    pub path: UrlPath,
    what: Part,
}

/// Which pages a sitemap is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// All.
    Whole,
    /// So many thousands of them, from 0.
    Piece(usize),
    /// None: it names the pieces, so many.
    Index(usize),
}

/// Both files, for the pages planned. A sitemap holds full addresses: there is none without them.
pub fn files(site: &Site, jobs: &[Job]) -> Vec<Job> {
    if !site.config.outputs.contains(&OutputKind::Sitemap) {
        return Vec::new();
    }
    let main = UrlPath::file(&[FILE]);
    let Some(base) = &site.config.base_url else { return vec![robots(None)] };
    let mut all = vec![robots(Some(format!("{base}/{FILE}")))];
    let pieces = listed(site, jobs).count().div_ceil(MOST);
    if pieces <= 1 {
        all.push(Job::Sitemap(Sitemap { path: main, what: Part::Whole }));
        return all;
    }
    all.push(Job::Sitemap(Sitemap { path: main, what: Part::Index(pieces) }));
    all.extend((0..pieces).map(|at| Job::Sitemap(Sitemap { path: piece(at), what: Part::Piece(at) })));
    all
}

const FILE: &str = "sitemap.xml";

fn piece(at: usize) -> UrlPath {
    UrlPath::file(&[&format!("sitemap-{}.xml", at + 1)])
}

fn robots(sitemap: Option<String>) -> Job {
    Job::Text(UrlPath::file(&["robots.txt"]), robots_text(sitemap.as_deref()))
}

/// Everything may be read.
fn robots_text(sitemap: Option<&str>) -> String {
    let sitemap = sitemap.map_or_else(String::new, |address| format!("\nSitemap: {address}\n"));
    format!("User-agent: *\nDisallow:\n{sitemap}")
}

/// The address of a site's sitemap for the hub; none where the site has an address of its own, for a
/// sitemap speaks of its own host only.
pub fn below_hub(desk: &Desk) -> Option<String> {
    let config = &desk.site.config;
    let wanted = config.outputs.contains(&OutputKind::Sitemap) && !config.own_base_url;
    wanted.then(|| desk.full(&UrlPath::file(&[FILE]))).flatten()
}

/// The sitemap of the hub, which names those of its sites, and `robots.txt`, which counts only at the
/// root of a host.
pub fn of_hub<'a>(config: &Config, sites: impl Iterator<Item = &'a str>) -> Vec<(UrlPath, String)> {
    if !config.outputs.contains(&OutputKind::Sitemap) {
        return Vec::new();
    }
    let sites: Vec<&str> = sites.collect();
    let own = config.base_url.as_ref().filter(|_| !sites.is_empty()).map(|base| format!("{base}/{FILE}"));
    let robots = (UrlPath::file(&["robots.txt"]), robots_text(own.as_deref()));
    let index = own.map(|_| (UrlPath::file(&[FILE]), index(sites.into_iter())));
    std::iter::once(robots).chain(index).collect()
}

/// Makes a sitemap.
pub fn render(site: &Site, jobs: &[Job], sitemap: &Sitemap) -> String {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    match sitemap.what {
        Part::Whole => urls(site, base, listed(site, jobs), jobs),
        Part::Piece(at) => urls(site, base, listed(site, jobs).skip(at * MOST).take(MOST), jobs),
        Part::Index(pieces) => {
            let addresses: Vec<String> = (0..pieces).map(|at| format!("{base}{}", piece(at).encoded())).collect();
            index(addresses.iter().map(String::as_str))
        }
    }
}

const SCHEMA: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

fn index<'a>(addresses: impl Iterator<Item = &'a str>) -> String {
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[SCHEMA]);
    for address in addresses {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], address);
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    xml.finish()
}

fn urls<'a>(site: &Site, base: &str, pages: impl Iterator<Item = (&'a Edition, &'a Planned)>, jobs: &[Job]) -> String {
    let many = site.editions.len() > 1;
    let there: BTreeSet<&UrlPath> = if many { jobs.iter().map(Job::path).collect() } else { BTreeSet::new() };
    let mut xml = Xml::new();
    let names = [SCHEMA, ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")];
    xml.open("urlset", names.get(..if many { 2 } else { 1 }).unwrap_or_default());
    for (edition, page) in pages {
        xml.open("url", &[]);
        xml.text("loc", &[], &format!("{base}{}", page.path.encoded()));
        if let Some(date) = changed(edition, &page.what) {
            xml.text("lastmod", &[], &date.to_string());
        }
        if many {
            alternates(&mut xml, site, base, (edition, page), &there);
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.finish()
}

/// The page in each language that has it, itself among them.
fn alternates(
    xml: &mut Xml,
    site: &Site,
    base: &str,
    (edition, page): (&Edition, &Planned),
    there: &BTreeSet<&UrlPath>,
) {
    let Some(inner) = page.path.within(&edition.root) else { return };
    let others = site.editions.iter().filter(|other| is_read_in(edition, &page.what, other));
    let others = others.map(|other| (other.locale, inner.under(&other.root)));
    let others: Vec<_> = others.filter(|(_, path)| there.contains(path)).collect();
    for (locale, path) in others.iter().filter(|_| others.len() > 1) {
        let href = format!("{base}{}", path.encoded());
        xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", locale.tag()), ("href", &href)]);
    }
}

/// Pages that search engines are to list.
fn listed<'a>(site: &'a Site, jobs: &'a [Job]) -> impl Iterator<Item = (&'a Edition, &'a Planned)> {
    jobs.iter()
        .filter_map(|job| match job {
            Job::Page(edition, planned) => site.editions.get(*edition).map(|edition| (edition, planned)),
            _ => None,
        })
        .filter(|(edition, planned)| is_listed(edition, &planned.what))
}

/// Whether what a page shows can be read in another edition.
fn is_read_in(edition: &Edition, what: &What, other: &Edition) -> bool {
    match what {
        What::Item(kind, at) => edition.of(*kind).get(*at).is_some_and(|item| item.is_read_in(other)),
        _ => true,
    }
}

fn is_listed(edition: &Edition, what: &What) -> bool {
    match what {
        What::Redirect(_) | What::NotFound | What::Offline | What::FormAbout(..) | What::Share(..) | What::Sharing => {
            false
        }
        What::Item(kind, at) => {
            edition.of(*kind).get(*at).is_some_and(|item| item.state == State::Current && item.is_read_in(edition))
        }
        What::List(list) => list.part == 1,
        What::Questions(part) => *part == 1,
        What::Search(part) => part.is_first(),
        _ => true,
    }
}

/// The last change of what a page shows, where it follows from the content.
fn changed(edition: &Edition, what: &What) -> Option<Date> {
    let newest = |items: &[Arc<Item>]| items.iter().filter_map(|item| item.updated).max();
    match what {
        What::Item(kind, at) => edition.of(*kind).get(*at)?.updated,
        What::List(List { of: ListOf::Kind(Kind::Announcement), year: None, .. }) => {
            newest(edition.of(Kind::Announcement))
        }
        What::List(list) => newest(&list.items),
        What::Home => newest(edition.of(Kind::Announcement)).max(newest(edition.of(Kind::Project))),
        _ => None,
    }
}
