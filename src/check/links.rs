//! Links from page to page, over all sites of a workspace.

use super::external::ExternalLink;
use super::facts::Part;
use super::sightings::{Locate, Sightings, places};
use super::survey::{Observation, Surveyed, before_query};
use crate::diag::{At, Diagnostic, Problem, Severity, text};
use crate::lang;
use crate::url::UrlPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reference {
    /// To a file of the output, at a place of it.
    Inside(UrlPath, String),
    /// To a full address, which may be one of the workspace.
    Full(String),
    /// Out of the output.
    Outside(String),
}

impl Reference {
    /// Of an address on the page at `path`; `base` is the full address of its site. None for what is no page
    /// (`tel:`, `mailto:`, `data:`), and for ways to pass a page on.
    pub fn of(href: &str, path: &UrlPath, base: Option<&str>) -> Option<Reference> {
        let href = href.trim();
        if let Some((scheme, _)) = href.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            let web = matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https");
            return (web && !passes_on(href)).then(|| Reference::Full(href.to_owned()));
        }
        if href.starts_with("//") {
            return Some(Reference::Full(format!("https:{href}")));
        }
        if href.starts_with('/') {
            // Without an address nobody knows what stands at the root of the host.
            let (scheme, host) = base?.split_once("://")?;
            let host = host.split('/').next().unwrap_or(host);
            return Some(Reference::Full(format!("{scheme}://{host}{href}")));
        }
        let (address, fragment) = parts(href);
        if address.is_empty() {
            return (!fragment.is_empty()).then(|| Reference::Inside(path.clone(), fragment));
        }
        Some(
            path.join(address)
                .map_or_else(|| Reference::Outside(href.to_owned()), |to| Reference::Inside(to, fragment)),
        )
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Sharing links carry the address of the page itself.
fn passes_on(href: &str) -> bool {
    href.split_once('?').is_some_and(|(_, query)| query.contains("%3A%2F%2F"))
}

/// Path and fragment, decoded.
fn parts(href: &str) -> (&str, String) {
    let fragment = href.split_once('#').map_or("", |(_, fragment)| fragment);
    // A fragment may go on with directives of the browser.
    let fragment = fragment.split(":~:").next().unwrap_or(fragment);
    (before_query(href), crate::url::decode(fragment))
}

/// Every place that a site leads to, with where from: the first page of each text. What leads there from the frame of
/// pages has no text.
type References<'a> = BTreeMap<&'a Reference, BTreeMap<Option<&'a str>, &'a UrlPath>>;

fn references(site: &Surveyed) -> References<'_> {
    let mut all = References::new();
    for (path, (origin, look)) in &site.pages {
        for (part, reference) in &look.links {
            let source = origin.source.as_deref().filter(|_| *part == Part::Main);
            all.entry(reference).or_default().entry(source).or_insert(path);
        }
    }
    all
}

/// Full addresses of the workspace, and which folder of the output each means.
#[derive(Clone, Debug, Default)]
pub struct Bases(Vec<(String, UrlPath)>);

impl Bases {
    /// Of the workspace and of its sites.
    pub fn new(workspace: Option<&str>, sites: &[Surveyed]) -> Bases {
        let hub = workspace.map(|base| (base.to_owned(), UrlPath::root()));
        let sites = sites.iter().filter_map(|site| Some((site.base.clone()?, site.folder.clone())));
        let mut all: Vec<(String, UrlPath)> = hub.into_iter().chain(sites).collect();
        // The longest first: a site below the workspace is nearer than the workspace.
        all.sort_by_key(|(base, folder)| (std::cmp::Reverse(base.len()), folder.clone()));
        Bases(all)
    }

    /// The file and place that a full address means; none where it is somebody else's.
    fn inside(&self, address: &str) -> Option<(UrlPath, String)> {
        let plain =
            |address: &str| address.split_once("://").map(|(_, rest)| rest.trim_start_matches("www.").to_owned());
        let (path, fragment) = parts(address);
        let path = plain(path)?;
        self.0.iter().find_map(|(base, folder)| {
            let rest = path.strip_prefix(plain(base)?.trim_end_matches('/'))?;
            let rest = rest.strip_prefix('/').or_else(|| rest.is_empty().then_some(""))?;
            Some((UrlPath::root().join(rest)?.under(folder), fragment.clone()))
        })
    }
}

/// What the output holds.
struct Output<'a> {
    surveyed: &'a [Surveyed],
    /// Folders that were made in this run; links to others cannot be judged.
    whole: bool,
}

enum Fault {
    NoPage,
    NoPlace(Option<String>),
}

impl Output<'_> {
    fn site_of(&self, path: &UrlPath) -> Option<&Surveyed> {
        let inside = self.surveyed.iter().filter(|site| path.as_str().starts_with(site.folder.as_str()));
        inside.max_by_key(|site| site.folder.as_str().len())
    }

    /// What is wrong with a link.
    fn judge(&self, path: &UrlPath, fragment: &str) -> Option<Fault> {
        let site = self.site_of(path).filter(|site| self.whole || site.folder != UrlPath::root());
        let Some(site) = site else { return self.whole.then_some(Fault::NoPage) };
        let has = |path: &UrlPath| site.pages.contains_key(path) || site.files.contains_key(path);
        let slashed = (!has(path)).then(|| UrlPath::page(&[path.as_str()]));
        if slashed.as_ref().is_some_and(|path| !has(path)) {
            return Some(Fault::NoPage);
        }
        let (_, look) = site.pages.get(slashed.as_ref().unwrap_or(path))?;
        if fragment.is_empty() || fragment == "top" || look.ids.iter().any(|id| id == fragment) {
            return None;
        }
        Some(Fault::NoPlace(lang::nearest(fragment, look.ids.iter().map(String::as_str)).map(str::to_owned)))
    }
}

/// Judges the links of all sites, and gathers those that lead to others. `whole` says that every site was made;
/// `locate` finds words in the texts of the site with the given number.
pub fn check(
    surveyed: &[Surveyed],
    bases: &Bases,
    whole: bool,
    locate: &[Box<Locate>],
) -> (Vec<Diagnostic>, Vec<ExternalLink>) {
    let output = Output { surveyed, whole };
    let (mut findings, mut external) = (Vec::new(), BTreeMap::<String, Vec<At>>::new());
    for (site, locate) in surveyed.iter().zip(locate) {
        let mut sightings = Sightings::default();
        for (reference, pages) in references(site) {
            let fault = match reference {
                Reference::Inside(path, fragment) => output.judge(path, fragment),
                Reference::Outside(_) => Some(Fault::NoPage),
                Reference::Full(address) => match bases.inside(address) {
                    Some((path, fragment)) => output.judge(&path, &fragment),
                    None => {
                        let stands =
                            external.entry(address.split('#').next().unwrap_or(address).to_owned()).or_default();
                        let found = places(&pages, std::slice::from_ref(address), site.settings.as_deref(), locate);
                        stands.extend(found.into_iter().map(|(at, _)| at));
                        None
                    }
                },
            };
            let Some(fault) = fault else { continue };
            for (source, page) in &pages {
                sightings.add(broken(reference, &fault), *source, page);
            }
        }
        findings.extend(sightings.tell(site.settings.as_deref(), locate));
    }
    let external = external.into_iter().map(|(url, mut places)| {
        places.sort();
        places.dedup();
        ExternalLink { url, places }
    });
    (findings, external.collect())
}

fn broken(reference: &Reference, fault: &Fault) -> Observation {
    let (shown, needles) = match reference {
        Reference::Inside(path, fragment) => {
            let name = path.folders().last().unwrap_or_default().to_owned();
            let place = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
            (
                format!("{path}{place}"),
                if fragment.is_empty() { vec![path.name().to_owned(), name] } else { vec![place] },
            )
        }
        Reference::Full(address) | Reference::Outside(address) => (address.clone(), vec![address.clone()]),
    };
    let problem = match fault {
        Fault::NoPage => Problem::new(
            "L014",
            text!(
                "link na `{shown}` ne vodi nikuda: toga na sajtu nema",
                "the link to `{shown}` leads nowhere: the site has no such page"
            ),
        )
        .help(text!(
            "provjerite adresu; stranici koja je premještena pišite u zaglavlju `stare_adrese`",
            "check the address; a page that was moved gets `aliases` in its front matter"
        )),
        Fault::NoPlace(near) => {
            let problem = Problem::new(
                "L015",
                text!("na stranici nema mjesta na koje vodi `{shown}`", "the page has no such place as `{shown}`"),
            );
            match near {
                Some(near) => problem.help(text!("jeste li mislili `#{near}`?", "did you mean `#{near}`?")),
                None => problem.help(text!(
                    "iza `#` ide naslov malim slovima, s crticama umjesto razmaka: `#radno-vrijeme`",
                    "behind `#` goes the heading in small letters, with hyphens for blanks: `#office-hours`"
                )),
            }
        }
    };
    let needles = needles.into_iter().filter(|needle| !needle.is_empty()).collect();
    Observation { severity: Severity::Warning, problem, part: Part::Main, needles }
}
