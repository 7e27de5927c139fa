//! A look at each page while it is made.

use super::facts::{Facts, Part};
use super::links::{Reference, References};
use super::sightings::{Locate, Sightings};
use super::weight::{Candidates, Weighed, Weight, Weights};
use super::{accessible, contrast, document, weight};
use crate::diag::{Diagnostic, Problem, Severity};
use crate::output::{Budget, Origin, PageOrigin, gzip_len};
use crate::url::UrlPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How closely pages are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What a build has time for: the longest pages are weighed, the home page is read, documents are weighed.
    Quick,
    /// Every page is weighed and read, every document opened.
    Full,
}

/// Something wrong on a page.
#[derive(Debug)]
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

/// What a page says and weighs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Look {
    facts: Facts,
    weight: Weight,
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
    weights: Weights,
    candidates: Candidates,
    references: References,
    /// Every file, with its size as sent.
    files: BTreeMap<UrlPath, usize>,
    /// The ids of each page.
    ids: BTreeMap<UrlPath, Vec<String>>,
}

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
    pub(super) references: References,
    pub(super) files: BTreeMap<UrlPath, usize>,
    pub(super) ids: BTreeMap<UrlPath, Vec<String>>,
}

impl Survey {
    /// Of a site in a folder of the output, with its full address if it has one.
    pub fn new(depth: Depth, folder: UrlPath, base: Option<String>, document: usize) -> Survey {
        Survey { depth, folder, base, document, seen: Mutex::default() }
    }

    /// Looks at a file on its way to `path` in the output. What was seen of a page, where it was looked at closely.
    pub fn look(&self, path: &UrlPath, bytes: &[u8], origin: &Origin) -> Option<Look> {
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

    fn page(&self, path: &UrlPath, bytes: &[u8], origin: &PageOrigin) -> Option<Look> {
        if self.depth == Depth::Quick {
            self.glance(path, bytes, origin);
            return None;
        }
        let html = String::from_utf8_lossy(bytes);
        // The colours of a site are checked on its home page.
        let facts = if *path == self.folder { Facts::of(&html) } else { Facts::beside_style(&html) };
        let look = Look { facts, weight: Weight::of(&html, origin) };
        self.judge(path, &look, origin);
        Some(look)
    }

    /// What is to be said of a page that was looked at, now or before.
    pub fn judge(&self, path: &UrlPath, look: &Look, origin: &PageOrigin) {
        let Look { facts, weight } = look;
        self.observe(path, facts, origin.source.as_deref(), *path == self.folder);
        let references = self.references(path, facts);
        let ids = facts.ids.iter().map(|(id, _)| id.clone()).collect();
        let weighed = Weighed::new(path, origin, *weight, self.first_view(path, facts));
        self.seen(|seen| {
            seen.files.insert(path.clone(), weight.gzip);
            seen.weights.add(weighed);
            seen.ids.insert(path.clone(), ids);
            for (reference, part) in references {
                let source = origin.source.as_deref().filter(|_| part == Part::Main);
                seen.references.add(reference, source, path);
            }
        });
    }

    /// Most pages are not even read.
    fn glance(&self, path: &UrlPath, bytes: &[u8], origin: &PageOrigin) {
        let is_home = *path == self.folder;
        let is_wanted = self.seen(|seen| seen.candidates.wants(path, bytes.len(), origin.budget));
        if !is_home && !is_wanted {
            return;
        }
        let html = String::from_utf8_lossy(bytes);
        if is_wanted {
            self.seen(|seen| seen.candidates.offer(path, &html, origin));
        }
        if is_home {
            self.observe(path, &Facts::of(&html), None, true);
        }
    }

    fn observe(&self, path: &UrlPath, facts: &Facts, source: Option<&str>, is_home: bool) {
        let mut found = accessible::check(facts, path);
        if is_home {
            found.extend(contrast::check(&facts.css));
        }
        if found.is_empty() {
            return;
        }
        self.seen(|seen| {
            for one in found {
                let source = source.filter(|_| one.part == Part::Main);
                seen.sightings.add(one, source, path);
            }
        });
    }

    /// What a telephone loads with the page at once.
    fn first_view(&self, path: &UrlPath, facts: &Facts) -> Vec<UrlPath> {
        let eager = facts.images.iter().filter(|image| !image.lazy).map(|image| &image.src);
        let mut all: Vec<UrlPath> =
            eager.chain(&facts.files).filter_map(|link| path.join(before_query(link))).collect();
        all.sort();
        all.dedup();
        all
    }

    fn references(&self, path: &UrlPath, facts: &Facts) -> Vec<(Reference, Part)> {
        let links = facts.links.iter().map(|link| (link.href.as_str(), link.part));
        let images = facts.images.iter().map(|image| (image.src.as_str(), image.part));
        let files = facts.files.iter().map(|file| (file.as_str(), Part::Frame));
        let all = links.chain(images).chain(files);
        all.filter_map(|(href, part)| Some((Reference::of(href, path, self.base.as_deref())?, part))).collect()
    }

    /// Ends the look; `settings` is the file that chooses the theme of the site.
    pub fn finish(self, settings: Option<&str>, locate: &Locate) -> Surveyed {
        let Seen { mut sightings, mut findings, mut weights, candidates, references, files, ids } =
            self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        candidates.weigh(&mut weights);
        let heaviest = weights.heaviest();
        for (seen, source, page) in weight::check(weights, &files) {
            sightings.add(seen, source.as_deref(), &page);
        }
        findings.extend(sightings.tell(settings, locate));
        let (folder, base, settings) = (self.folder, self.base, settings.map(str::to_owned));
        Surveyed { findings, heaviest, folder, base, settings, references, files, ids }
    }
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
