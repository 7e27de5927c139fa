//! A workspace that is read again and again while people work in it: of what was not touched, nothing is read, and sites
//! that a change does not concern stay as they are.

use super::report::BuildError;
use super::run::{Request, chosen};
use super::snapshot::{Ground, LoadedThemes, Slot, Snapshot};
use super::theme;
use super::theme::Themes;
use crate::answers::{self, Answers};
use crate::diag::{Diagnostic, Severity};
use crate::load::{self, Listing, Memo as Texts, Place, Workspace};
use crate::photo::Cache;
use crate::render::SearchMemo;
use crate::site;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What was touched since the last look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Nobody knows.
    Everything,
    /// The files at these paths from the root of the workspace, with `/`; some may be gone.
    Paths(BTreeSet<String>),
}

/// A workspace held in memory.
pub struct Session {
    request: Request,
    listing: Listing,
    texts: Texts,
    cache: Arc<Cache>,
    last: Option<Arc<Snapshot>>,
    endpoint: Option<String>,
    tried: BTreeMap<String, Answers>,
}

impl Session {
    /// A session that has not read anything yet. The request's mode is that of a check: nothing is written.
    pub fn new(request: Request) -> Session {
        let request = Request { mode: super::Mode::Check, ..request };
        let cache = Arc::new(Cache::open(&request.root));
        // Whoever holds a session is told of what is touched, so no file is too new to be believed.
        let mut texts = Texts::default();
        texts.now = u128::MAX;
        let listing = Listing::default();
        Session { request, listing, texts, cache, last: None, endpoint: None, tried: BTreeMap::new() }
    }

    /// Another moment: what it changes is seen with the next look.
    pub fn set_now(&mut self, now: crate::date::Timestamp) {
        self.request.now = now;
    }

    /// Forms of sites that have an endpoint are posted here instead.
    pub fn post_to(&mut self, endpoint: &str) {
        self.endpoint = Some(endpoint.to_owned());
    }

    /// What that endpoint published, by the names of the folders of the sites: shown as if it stood in their file of
    /// answers, before what stands there. A site is made anew when its file is told to be touched.
    pub fn show_answers(&mut self, tried: BTreeMap<String, Answers>) {
        self.tried = tried;
    }

    fn add_answers(&self, workspace: &mut Workspace) {
        for (name, tried) in &self.tried {
            let Some(folder) = workspace.sites.get_mut(name) else { continue };
            let kept = folder.answers.as_ref().map(|file| answers::read(&file.source).value).unwrap_or_default();
            let path = folder.answers_path();
            // Answers always have a YAML form.
            let text = answers::to_yaml(&kept.with(tried.clone())).unwrap_or_default();
            folder.answers = Some(load::read_text(&path, text.into_bytes()).value);
        }
    }

    fn is_day_of(&self, last: &Snapshot) -> bool {
        site::default_day(last.ground().request.now) == site::default_day(self.request.now)
    }

    /// Reads what was touched and gives the workspace as it is now.
    ///
    /// # Errors
    /// When the workspace cannot be read, or does not have a site that was asked for.
    pub fn look(&mut self, touch: &Touch) -> Result<Arc<Snapshot>, BuildError> {
        let touched = match touch {
            Touch::Paths(paths) if self.last.is_some() => Some(paths),
            _ => None,
        };
        touched.into_iter().flatten().for_each(|path| self.cache.forget(path));
        let mut findings = Vec::new();
        let read = load::load_again(&self.request.root, &mut self.listing, &mut self.texts, touched)
            .map_err(BuildError::Read)?;
        let mut workspace = read.collect(&mut findings);
        self.add_answers(&mut workspace);
        findings.extend(self.keep_themes(&mut workspace));
        let names = chosen(&workspace, &self.request.sites)?;
        let (html, search) = match &self.last {
            Some(last) => last.ground().memo(&workspace),
            None => (site::Memo::holding(), SearchMemo::default()),
        };
        let library = site::library(&workspace, &html).collect(&mut findings);
        let themes = self.themes(&workspace, touched)?;
        findings.extend(themes.findings.iter().cloned());
        let concerned = touched.map(|paths| concerned(&workspace, paths));
        let sites = self.slots(&names, concerned.as_ref());
        let (request, cache) = (self.request.clone(), Arc::clone(&self.cache));
        let endpoint = self.endpoint.clone();
        let ground = Ground { request, workspace, library, html, search, themes, findings, cache, names, endpoint };
        let snapshot = Arc::new(Snapshot::new(Arc::new(ground), sites));
        self.last = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }

    /// The themes of the workspace. Where a template has a mistake, the last themes without one stay.
    fn themes(&self, workspace: &Workspace, touched: Option<&BTreeSet<String>>) -> Result<LoadedThemes, BuildError> {
        let before = self.last.as_ref().map(|last| &last.ground().themes);
        let is_theme = |path: &String| !matches!(workspace.place(path), Place::Content(..) | Place::Config);
        match (before, touched) {
            (Some(before), Some(paths)) if !paths.iter().any(is_theme) => return Ok(before.clone()),
            _ => {}
        }
        let (themes, findings) = Themes::load(workspace)?;
        let broken = findings.iter().any(|finding| finding.severity == Severity::Error);
        let themes = before.filter(|_| broken).map_or_else(|| Arc::new(themes), |before| Arc::clone(&before.themes));
        Ok(LoadedThemes { themes, findings })
    }

    /// Where templates of a site's own have a mistake by a change, the last ones without stay.
    fn keep_themes(&self, workspace: &mut Workspace) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let Some(last) = &self.last else { return findings };
        let prints = |files: &theme::Files| files.values().map(|file| file.print).collect::<Vec<_>>();
        for (name, before) in &last.ground().workspace.sites {
            let Some(now) = workspace.sites.get(name).filter(|now| !now.theme.is_empty()) else { continue };
            if prints(&now.theme) == prints(&before.theme) {
                continue;
            }
            let mistakes = theme::of_site(workspace, now);
            if let Some(now) = workspace.sites.get_mut(name).filter(|_| !mistakes.is_empty()) {
                now.theme.clone_from(&before.theme);
                findings.extend(mistakes);
            }
        }
        findings
    }

    /// A place for each site; those that a change does not concern stay open.
    fn slots(&self, names: &[String], concerned: Option<&Concerned>) -> BTreeMap<String, Arc<Slot>> {
        let before = |name: &str| {
            let last = self.last.as_ref()?;
            let same = match concerned? {
                Concerned::All => false,
                Concerned::Sites(sites) => !sites.contains(name),
            };
            last.slot_of(name).filter(|_| same && self.is_day_of(last))
        };
        let slot = |name: &String| before(name).unwrap_or_else(|| Arc::new(Slot::new(name.clone())));
        names.iter().map(|name| (name.clone(), slot(name))).collect()
    }
}

/// The sites that a change concerns.
enum Concerned {
    All,
    Sites(BTreeSet<String>),
}

fn concerned(workspace: &Workspace, paths: &BTreeSet<String>) -> Concerned {
    let is_file = |path: &String| workspace.found.iter().any(|found| found.path == *path);
    let mut sites = BTreeSet::new();
    for path in paths {
        match workspace.place(path) {
            Place::Content(Some(name), _) => drop(sites.insert(name)),
            // A README. What is no file, or no more, may have been a folder of anything.
            Place::Other if is_file(path) => {}
            Place::Other | Place::Content(None, _) | Place::Config | Place::Theme(..) => return Concerned::All,
        }
    }
    Concerned::Sites(sites)
}
