//! Where something was seen, and telling it once for each text, or once for a theme.

use super::facts::Part;
use super::survey::Observation;
use crate::diag::{At, Diagnostic, Problem, Severity, text};
use crate::url::UrlPath;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Finds the place of the first of some words: in a text of the workspace, or (without a text) in what makes up
/// the frame of pages: settings and the theme.
pub type Locate<'a> = dyn Fn(Option<&str>, &[String]) -> Option<At> + 'a;

/// So many texts may be wrong in the same words before it is the theme that is.
const BY_CHANCE: usize = 2;

/// One thing that is wrong, and the pages where it was seen.
#[derive(Debug)]
struct Sighting {
    severity: Severity,
    problem: Problem,
    needles: Vec<String>,
    /// The first page, by the text that it shows.
    pages: BTreeMap<Option<String>, UrlPath>,
}

/// What was seen so far.
#[derive(Debug, Default)]
pub struct Sightings(BTreeMap<(Cow<'static, str>, String), Sighting>);

impl Sightings {
    /// Keeps an observation made on the page of a text.
    pub fn add(&mut self, seen: Observation, source: Option<&str>, page: &UrlPath) {
        let key = (seen.problem.code.clone(), seen.problem.message.bs.clone());
        let sighting = self.0.entry(key).or_insert_with(|| Sighting {
            severity: seen.severity,
            problem: seen.problem,
            needles: seen.needles,
            pages: BTreeMap::new(),
        });
        let first = sighting.pages.entry(source.map(str::to_owned)).or_insert_with(|| page.clone());
        if page < first {
            first.clone_from(page);
        }
    }

    /// Keeps what is wrong on the page of a text: what is wrong in its frame is not of the text.
    pub fn see(&mut self, wrong: &[Observation], source: Option<&str>, page: &UrlPath) {
        for one in wrong {
            self.add(one.clone(), source.filter(|_| one.part == Part::Main), page);
        }
    }

    /// One finding for each text whose words can be found; one at the theme where they can be found there, or where
    /// the other pages are many. `settings` is the file that chooses the theme.
    pub fn tell(self, settings: Option<&str>, locate: &Locate) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for (_, sighting) in self.0 {
            let pages = sighting.pages.iter().map(|(source, page)| (source.as_deref(), page)).collect();
            let places = places(&pages, &sighting.needles, settings, locate);
            told.extend(places.into_iter().map(|(at, page)| sighting.at(at, page)));
        }
        told
    }
}

/// Where words of pages stand: once in each text where they can be found, else once in the theme, or at the file that
/// chooses it. Each with the first page.
pub fn places<'a>(
    pages: &BTreeMap<Option<&'a str>, &'a UrlPath>,
    needles: &[String],
    settings: Option<&str>,
    locate: &Locate,
) -> Vec<(At, &'a UrlPath)> {
    let (mut placed, mut rest) = (Vec::new(), Vec::new());
    for (source, page) in pages {
        match source.and_then(|source| locate(Some(source), needles)) {
            Some(at) => placed.push((at, *page)),
            None => rest.push((*source, *page)),
        }
    }
    let texts = rest.iter().filter(|(source, _)| source.is_some()).count();
    let frame = rest.iter().any(|(source, _)| source.is_none());
    let first = rest.iter().map(|(_, page)| *page).min();
    let theme = first.and_then(|_| locate(None, needles));
    if theme.is_some() || frame || texts > BY_CHANCE {
        let settings = || settings.map(|path| At::File(path.to_owned()));
        let at = theme.or_else(settings).unwrap_or(At::Workspace);
        placed.extend(first.map(|page| (at, page)));
    } else {
        placed.extend(rest.iter().filter_map(|(source, page)| Some((At::File((*source)?.to_owned()), *page))));
    }
    placed
}

impl Sighting {
    fn at(&self, at: At, page: &UrlPath) -> Diagnostic {
        let finding = self.problem.clone().at(self.severity, at);
        if self.problem.message.en.contains(&format!("`{page}`")) {
            return finding;
        }
        finding.related(At::File(page.to_string()), text!("ovdje se vidi", "it can be seen here"))
    }
}
