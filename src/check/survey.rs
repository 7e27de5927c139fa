//! A look at each page while it is made.

use super::facts::{Facts, Part};
use super::look::{Look, first_view};
use super::sightings::{Locate, Sightings};
use super::weight::{Candidates, Weight, Weights};
use super::{accessible, contrast, document, weight};
use crate::diag::{Diagnostic, Problem, Severity};
use crate::output::{Budget, Origin, PageOrigin, gzip_len};
use crate::url::UrlPath;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How closely pages are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What a build has time for: the longest pages are weighed, the home page is read, documents are weighed.
    Quick,
    /// Every page is weighed and read, every document opened.
    Full,
}

/// Something wrong on a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Observation {
    /// How bad.
    pub severity: Severity,
    /// What, without the page: equal words mean the same thing seen again.
    pub problem: Problem,
    /// Which part of the page it is in.
    pub part: Part,
    /// Words by which the place in the source is found, the best first.
    pub needles: Vec<String>,
}

impl Observation {
    /// Something that a theme or its colours do.
    pub fn of_theme(severity: Severity, problem: Problem, needles: &[String]) -> Observation {
        Observation { severity, problem, part: Part::Frame, needles: needles.to_vec() }
    }
}

/// Looks at the files of one site, or of the workspace beside the sites.
pub struct Survey {
    depth: Depth,
    /// Of the site in the output.
    folder: UrlPath,
    /// Full address of the site.
    base: Option<String>,
    /// What a document may weigh, in bytes.
    document: usize,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    sightings: Sightings,
    findings: Vec<Diagnostic>,
    candidates: Candidates,
    /// The page that was estimated heaviest.
    heaviest: Option<(usize, Reverse<UrlPath>)>,
    /// Every page that was looked at closely, and where it comes from.
    pages: Pages,
    /// Every other file, with its size as sent.
    files: BTreeMap<UrlPath, usize>,
}

type Pages = BTreeMap<UrlPath, (PageOrigin, Arc<Look>)>;

/// What was found in one site.
pub struct Surveyed {
    /// What can be said of the site by itself.
    pub findings: Vec<Diagnostic>,
    /// The page that is heaviest: where in the output, and bytes as sent.
    pub heaviest: Option<(UrlPath, usize)>,
    /// See [`Survey`].
    pub(super) folder: UrlPath,
    pub(super) base: Option<String>,
    pub(super) settings: Option<String>,
    pub(super) pages: Pages,
    pub(super) files: BTreeMap<UrlPath, usize>,
}

impl Survey {
    /// Of a site in a folder of the output, with its full address if it has one.
    pub fn new(depth: Depth, folder: UrlPath, base: Option<String>, document: usize) -> Survey {
        Survey { depth, folder, base, document, seen: Mutex::default() }
    }

    /// Looks at a file on its way to `path` in the output. What was seen of a page, where it was looked at closely.
    pub fn look(&self, path: &UrlPath, bytes: &[u8], origin: &Origin) -> Option<Arc<Look>> {
        match origin {
            Origin::Page(page) => return self.page(path, bytes, page),
            Origin::Copy(source) => {
                let found = document::check(source, bytes, self.document, self.depth);
                self.seen(|seen| seen.findings.extend(found));
                self.file(path, bytes);
            }
            Origin::Made => self.file(path, bytes),
        }
        None
    }

    /// Whether a file of an earlier build has to be looked at again, of which only the length is known: in a build only the
    /// home page, and the pages that are weighed. Only pages have a budget.
    pub fn needs(&self, path: &UrlPath, len: u64, budget: Option<Budget>) -> bool {
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let is_wanted = |budget| *path == self.folder || self.seen(|seen| seen.candidates.wants(path, len, budget));
        self.depth == Depth::Full || budget.is_some_and(is_wanted)
    }

    /// Notes a file that is there without being looked at. `bytes` are what it adds to a page that loads it: 0 where a
    /// picture was not made yet, as in a check before the first build, and for what no page loads.
    pub fn note(&self, path: UrlPath, bytes: usize) {
        if self.depth == Depth::Full {
            self.seen(|seen| seen.files.insert(path, bytes));
        }
    }

    fn seen<T>(&self, change: impl FnOnce(&mut Seen) -> T) -> T {
        change(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn file(&self, path: &UrlPath, bytes: &[u8]) {
        if self.depth == Depth::Full {
            let size = if is_loaded(path) { gzip_len(bytes) } else { bytes.len() };
            self.seen(|seen| seen.files.insert(path.clone(), size));
        }
    }

    fn page(&self, path: &UrlPath, bytes: &[u8], origin: &PageOrigin) -> Option<Arc<Look>> {
        if self.depth == Depth::Quick {
            self.glance(path, bytes, origin);
            return None;
        }
        let html = text(bytes);
        // The colours of a site are checked on its home page.
        let is_home = *path == self.folder;
        let facts = if is_home { Facts::of(&html) } else { Facts::beside_style(&html) };
        let eager = first_view(&facts, path);
        let weight = Weight::of(&html, origin, |at_most| !eager.is_empty() || self.may_be_heaviest(path, at_most));
        let wrong = wrong(&facts, path, is_home);
        let look = Arc::new(Look::new(facts, weight, wrong, eager, path, self.base.as_deref()));
        self.seen(|seen| seen.pages.insert(path.clone(), (origin.clone(), Arc::clone(&look))));
        Some(look)
    }

    /// Takes a page that was looked at before; not where it may be the heaviest now, and was not weighed.
    pub fn remember(&self, path: &UrlPath, origin: &PageOrigin, look: &Arc<Look>) -> bool {
        let is_heaviest = self.may_be_heaviest(path, look.weight.at_most);
        if is_heaviest && look.weight.gzip.is_none() {
            return false;
        }
        self.seen(|seen| seen.pages.insert(path.clone(), (origin.clone(), Arc::clone(look))));
        true
    }

    /// Whether no other page was estimated heavier yet.
    fn may_be_heaviest(&self, path: &UrlPath, at_most: usize) -> bool {
        self.seen(|seen| {
            let is_heavier = |(most, Reverse(other)): &(usize, Reverse<UrlPath>)| {
                (at_most, Reverse(path)) >= (*most, Reverse(other))
            };
            let may_be = seen.heaviest.as_ref().is_none_or(is_heavier);
            if may_be {
                seen.heaviest = Some((at_most, Reverse(path.clone())));
            }
            may_be
        })
    }

    /// Most pages are not even read.
    fn glance(&self, path: &UrlPath, bytes: &[u8], origin: &PageOrigin) {
        let is_home = *path == self.folder;
        let is_wanted = self.seen(|seen| seen.candidates.wants(path, bytes.len(), origin.budget));
        if !is_home && !is_wanted {
            return;
        }
        let html = text(bytes);
        if is_wanted {
            self.seen(|seen| seen.candidates.offer(path, &html, origin));
        }
        if is_home {
            let wrong = wrong(&Facts::of(&html), path, true);
            self.seen(|seen| seen.sightings.see(&wrong, None, path));
        }
    }

    /// Ends the look; `settings` is the file that chooses the theme of the site.
    pub fn finish(self, settings: Option<&str>, locate: &Locate) -> Surveyed {
        let Seen { mut sightings, mut findings, candidates, heaviest, pages, files } =
            self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut weights = Weights::default();
        candidates.weigh(&mut weights);
        for (path, (origin, look)) in &pages {
            sightings.see(&look.wrong, origin.source.as_deref(), path);
            // Others were weighed because they came first.
            let is_heaviest = heaviest.as_ref().is_some_and(|(_, Reverse(heaviest))| heaviest == path);
            if is_heaviest || look.weight.at_most > origin.budget.html || !look.eager.is_empty() {
                weights.add(path, origin, look.weight, &look.eager);
            }
        }
        let size =
            |path: &UrlPath| files.get(path).copied().or_else(|| pages.get(path).map(|(_, look)| look.weight.at_most));
        let heaviest = weights.heaviest();
        for (seen, source, page) in weight::check(weights, &size) {
            sightings.add(seen, source.as_deref(), &page);
        }
        findings.extend(sightings.tell(settings, locate));
        let (folder, base, settings) = (self.folder, self.base, settings.map(str::to_owned));
        Surveyed { findings, heaviest, folder, base, settings, pages, files }
    }
}

fn text(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// What is wrong on a page.
fn wrong(facts: &Facts, path: &UrlPath, is_home: bool) -> Vec<Observation> {
    let mut found = accessible::check(facts, path);
    if is_home {
        found.extend(contrast::check(&facts.css));
    }
    found
}

/// What pages load as text, which hosts compress: of feeds and the like nobody asks what they weigh.
fn is_loaded(path: &UrlPath) -> bool {
    let ending = path.name().rsplit('.').next().unwrap_or_default();
    matches!(ending, "css" | "js" | "mjs" | "svg")
}

/// The address without its query and fragment.
pub fn before_query(link: &str) -> &str {
    link.split(['?', '#']).next().unwrap_or(link)
}
