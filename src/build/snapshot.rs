//! A workspace at one moment: its files by path, each made when it is asked for.

use super::base_url;
use super::locate::Sources;
use super::open_site::OpenSite;
use super::report::{BuildError, Report};
use super::run::{Request, Run};
use super::target::Target;
use super::theme::Themes;
use crate::diag::Diagnostic;
use crate::form::SiteEntry;
use crate::load::Workspace;
use crate::output::PageOrigin;
use crate::photo::Cache;
use crate::render::{HubInput, SearchMemo};
use crate::site::{self, Library};
use crate::url::UrlPath;
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// So many sites are held complete at a time; the others are assembled again when somebody asks for them.
const MOST_OPEN: usize = 4;

/// What everything is made from.
pub(super) struct Ground {
    pub(super) request: Request,
    pub(super) workspace: Workspace,
    pub(super) library: Library,
    pub(super) html: site::Memo,
    pub(super) search: SearchMemo,
    pub(super) themes: LoadedThemes,
    /// Of reading.
    pub(super) findings: Vec<Diagnostic>,
    pub(super) cache: Arc<Cache>,
    /// The sites, by the names of their folders.
    pub(super) names: Vec<String>,
    /// Where forms are posted instead of to the endpoint of their site.
    pub(super) endpoint: Option<String>,
}

/// Themes, and what was found while loading them.
#[derive(Clone)]
pub(super) struct LoadedThemes {
    pub(super) themes: Arc<Themes>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Ground {
    /// What the next look at the workspace need not make again.
    pub(super) fn memo(&self, next: &Workspace) -> (site::Memo, SearchMemo) {
        let is_there =
            |path: &str| next.found.binary_search_by(|found| found.path.split('/').cmp(path.split('/'))).is_ok();
        (self.html.next(is_there), self.search.next())
    }

    pub(super) fn run<'a>(&'a self, stop: Option<&'a AtomicBool>) -> Run<'a> {
        Run {
            request: &self.request,
            workspace: &self.workspace,
            library: &self.library,
            html: &self.html,
            search: &self.search,
            sources: Sources::new(&self.workspace),
            base: base_url(&self.request.host),
            target: Target::Nowhere(None),
            store: None,
            cache: &self.cache,
            stop,
            last: None,
        }
    }
}

/// A site that may be open.
pub(super) struct Slot {
    name: String,
    open: Mutex<Option<Arc<OpenSite>>>,
    /// What the hub shows of it, once it was asked for.
    hub: OnceLock<Option<HubInput>>,
    /// Its forms, once somebody asked for them.
    forms: OnceLock<Option<SiteEntry>>,
}

impl Slot {
    pub(super) fn new(name: String) -> Slot {
        Slot { name, open: Mutex::default(), hub: OnceLock::new(), forms: OnceLock::new() }
    }
}

/// A file that was asked for.
#[derive(Clone, Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What is known of it where it is a page.
    pub page: Option<Page>,
}

/// What is known of a page beside its bytes.
#[derive(Clone, Debug)]
pub struct Page {
    /// The name of the folder of its site; none for the page of all sites.
    pub site: Option<String>,
    /// The text that it shows, from the root of the workspace; none for lists and the like.
    pub source: Option<String>,
}

impl Page {
    pub(super) fn of_site(site: &str, origin: PageOrigin) -> Page {
        Page { site: Some(site.to_owned()), source: origin.source }
    }
}

/// A workspace at one moment.
pub struct Snapshot {
    ground: Arc<Ground>,
    sites: BTreeMap<String, Arc<Slot>>,
    /// Which sites were opened, the last one last.
    recent: Mutex<VecDeque<String>>,
    hub: OnceLock<BTreeMap<UrlPath, File>>,
}

impl Snapshot {
    pub(super) fn new(ground: Arc<Ground>, sites: BTreeMap<String, Arc<Slot>>) -> Snapshot {
        let is_open = |slot: &&Arc<Slot>| locked(&slot.open).is_some();
        let recent = sites.values().filter(is_open).map(|slot| slot.name.clone()).collect();
        Snapshot { ground, sites, recent: Mutex::new(recent), hub: OnceLock::new() }
    }

    pub(super) fn ground(&self) -> &Ground {
        &self.ground
    }

    pub(super) fn slot_of(&self, name: &str) -> Option<Arc<Slot>> {
        self.sites.get(name).cloned()
    }

    /// The file at an address; none where there is none. The first of a site waits until the site is assembled.
    ///
    /// # Errors
    /// What does not let it be made.
    pub fn file(&self, path: &UrlPath) -> Result<Option<File>, Diagnostic> {
        match self.site_at(path) {
            Some((slot, inner)) => self.open(slot).map_or(Ok(None), |site| site.file(&inner)),
            None => Ok(self.hub_files().get(path).cloned()),
        }
    }

    /// The page that a host shows where nothing is at an address: that of the site that the address is in.
    pub fn not_found(&self, path: &UrlPath) -> Option<File> {
        let (slot, _) = self.site_at(path)?;
        self.open(slot)?.file(&UrlPath::file(&["404.html"])).ok().flatten()
    }

    /// What is known to be wrong by now: of reading, and of the sites that somebody has asked for.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut all = self.ground.findings.clone();
        for slot in self.sites.values() {
            all.extend(locked(&slot.open).iter().flat_map(|site| site.findings.iter().cloned()));
        }
        crate::diag::sort(&mut all);
        all
    }

    /// Says all that a check says; [`BuildError::Stopped`] when `stop` was set in the meantime.
    ///
    /// # Errors
    /// Those of a check.
    pub fn check(&self, stop: &AtomicBool) -> Result<Report, BuildError> {
        let Ground { themes, names, findings, .. } = &*self.ground;
        let run = self.ground.run(Some(stop));
        let outcomes = run.sites(names, &themes.themes, &|_, _| {})?;
        let made = run.gather(findings.clone(), outcomes, names, &themes.themes)?;
        run.finish(made, names)
    }

    /// The names of the folders of the sites, each with its folder in the output.
    pub fn sites(&self) -> impl Iterator<Item = (&str, UrlPath)> {
        self.sites.keys().map(|name| (name.as_str(), self.folder(name)))
    }

    /// The workspace as it was read.
    pub fn workspace(&self) -> &Workspace {
        &self.ground.workspace
    }

    /// The address in the output of the page that shows a text; none where none does. Only sites that are open are
    /// looked into.
    pub fn page_of(&self, source: &str) -> Option<UrlPath> {
        self.sites.values().find_map(|slot| {
            let site = locked(&slot.open).clone()?;
            Some(site.page_of(source)?.under(&self.folder(&slot.name)))
        })
    }

    /// The names of the sites that are assembled.
    pub fn open_sites(&self) -> Vec<String> {
        self.sites.values().filter(|slot| locked(&slot.open).is_some()).map(|slot| slot.name.clone()).collect()
    }

    /// Assembles a site, so that nobody waits for it later.
    pub fn warm(&self, name: &str) {
        if let Some(slot) = self.sites.get(name) {
            drop(self.open(slot));
        }
    }

    /// The forms of all sites, each under the name of its folder. Sites that nobody has open are assembled for it, one
    /// after the other, and given back.
    pub fn forms(&self) -> Vec<(String, SiteEntry)> {
        let forms = |slot: &Slot| slot.forms.get_or_init(|| self.look_into(slot).forms()).clone();
        self.sites.values().filter_map(|slot| Some((slot.name.clone(), forms(slot)?))).collect()
    }

    fn folder(&self, name: &str) -> UrlPath {
        if self.ground.workspace.single { UrlPath::root() } else { UrlPath::page(&[&crate::lang::slug(name)]) }
    }

    /// The site whose folder an address lies in, and the address inside it.
    fn site_at(&self, path: &UrlPath) -> Option<(&Arc<Slot>, UrlPath)> {
        let first = path.folders().next();
        self.sites.values().find_map(|slot| match self.ground.workspace.single {
            true => Some((slot, path.clone())),
            false if first? == crate::lang::slug(&slot.name) => Some((slot, path.within(&self.folder(&slot.name))?)),
            false => None,
        })
    }

    /// The site, assembled if nobody has asked for it yet; none where it has no usable settings.
    fn open(&self, slot: &Arc<Slot>) -> Option<Arc<OpenSite>> {
        let mut open = locked(&slot.open);
        if open.is_none() {
            *open = Some(Arc::new(OpenSite::open(Arc::clone(&self.ground), &slot.name)));
        }
        let site = open.clone();
        drop(open);
        self.close_others(&slot.name);
        site
    }

    fn close_others(&self, name: &str) {
        let mut recent = locked(&self.recent);
        recent.retain(|known| known != name);
        recent.push_back(name.to_owned());
        while recent.len() > MOST_OPEN {
            let oldest = recent.pop_front();
            if let Some(slot) = oldest.and_then(|name| self.sites.get(&name)) {
                locked(&slot.open).take();
            }
        }
    }

    /// The files that belong to all sites together, made when first one is asked for.
    fn hub_files(&self) -> &BTreeMap<UrlPath, File> {
        self.hub.get_or_init(|| {
            let run = self.ground.run(None);
            let Some(config) = run.hub_config() else { return BTreeMap::new() };
            // One after the other: each is assembled in parallel, and a thread of the pool must not wait for another.
            let inputs = self.sites.values().filter_map(|slot| self.hub_input(slot)).collect();
            let files = run.hub(&config, inputs, &self.ground.themes.themes, &mut Vec::new());
            let file = |path: &UrlPath, bytes: Vec<u8>| File {
                bytes: bytes.into(),
                page: path.is_page().then_some(Page { site: None, source: None }),
            };
            files.into_iter().map(|(path, bytes)| (path.clone(), file(&path, bytes))).collect()
        })
    }

    /// What the hub shows of a site.
    fn hub_input(&self, slot: &Slot) -> Option<HubInput> {
        slot.hub.get_or_init(|| self.look_into(slot).hub.clone()).clone()
    }

    /// A site as it is open, or opened for whoever asks alone.
    fn look_into(&self, slot: &Slot) -> Arc<OpenSite> {
        let open = locked(&slot.open).clone();
        open.unwrap_or_else(|| Arc::new(OpenSite::open(Arc::clone(&self.ground), &slot.name)))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
