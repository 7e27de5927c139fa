//! One run over a workspace.

use super::last::{self, Keep, Last};
use super::locate::Sources;
use super::looks::Looks;
use super::memo::Memo;
use super::report::{BuildError, Heaviest, Report, SiteReport};
use super::state::{self, State, Store};
use super::target::{Closed, Files, Target};
use super::theme::{self, Themes};
use super::{Host, address, base_url, photos};
use crate::check::{self, Bases, Depth, Locate, Survey, Surveyed};
use crate::date::{Date, Timestamp, Today};
use crate::diag::{self, At, Checked, Diagnostic, text};
use crate::load::{self, Found, Workspace};
use crate::output::{Budget, Ledger, MadeOf, Origin, PageOrigin};
use crate::photo::{Cache, Photos};
use crate::render::{self, Hub, HubInput, Job, Press, SearchMemo, SiteOutput, Unmade};
use crate::site::{self, Budgets, Config, Drafts, Library, Site};
use crate::template::Theme;
use crate::url::UrlPath;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

/// What to do with the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Build,
    /// Make them, and only say what is wrong.
    Check,
    /// Make all of them, and say which files of the output are not as they would be written.
    Verify,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The workspace.
    pub root: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// Which sites; empty: all.
    pub sites: Vec<String>,
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// The moment of the build; only the day matters, in each site's zone.
    pub now: Timestamp,
    /// Where it is published from.
    pub host: Host,
    /// Write, or only check.
    pub mode: Mode,
    /// Whether words are listed that another script may spell wrongly.
    pub scripts: Scripts,
    /// Keep a hash of each file in the report; its pages name this day as that of the build.
    pub digest: Option<Date>,
    /// What becomes of pages whose source is broken now.
    pub keep: Keep,
}

/// Whether doubtful words are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// Nothing of them.
    Trusted,
    /// Each once a site.
    Doubted,
}

impl Request {
    /// Everything that the output depends on beside the files: equal keys mean equal output.
    pub(super) fn key(&self) -> String {
        let day = site::default_day(self.now);
        let features = (cfg!(feature = "minify"), cfg!(feature = "highlight"));
        let (version, sites, drafts, host) = (env!("CARGO_PKG_VERSION"), &self.sites, self.drafts, &self.host);
        format!("{version} {features:?} {day} {sites:?} {drafts:?} {host:?} {:?} {}", self.keep, self.out.display())
    }
}

/// Told how far a run is: sites done, sites in all.
pub type Progress<'a> = dyn Fn(usize, usize) + Sync + 'a;

/// Builds or checks a workspace.
///
/// # Errors
/// When the workspace cannot be read or the output cannot be written. What is wrong with the content
/// is in the report.
pub fn run(request: &Request, progress: &Progress) -> Result<Report, BuildError> {
    let mut memo = Memo::default();
    let report = run_with(request, &mut memo, progress);
    // Giving back the memory of many texts takes a while, for which nobody has to wait.
    rayon::spawn(move || drop(memo));
    report
}

/// As [`run`], reading only what `memo` does not know; afterwards it knows what was read now. A build with an empty memo
/// takes what the last one kept.
///
/// # Errors
/// As [`run`].
pub fn run_with(request: &Request, memo: &mut Memo, progress: &Progress) -> Result<Report, BuildError> {
    // Before anything is listed: it tells the time by which files are new.
    let store = if request.mode == Mode::Build { Store::open(&request.root) } else { None };
    let found = load::list(&request.root).map_err(BuildError::Read)?;
    let last = store.as_ref().and_then(|store| store.last(request));
    let known = match last {
        Some(last) if last.is_current(request, &found.value) => {
            return Ok(Report { changed: 0, removed: 0, ..last.report });
        }
        Some(State { outputs, .. }) => outputs,
        None => Ledger::default(),
    };
    if memo.is_empty() {
        match (&store, request.mode) {
            (Some(store), _) => *memo = store.memo(),
            // It keeps nothing, so that it needs no store of its own to take what the last build read.
            (None, Mode::Check) => *memo = state::memo(&request.root),
            (None, _) => {}
        }
    }
    memo.texts.now = store.as_ref().map_or(0, |store| store.opened);
    let mut known = known;
    let mut blamed = Vec::new();
    let report = loop {
        let attempt = Attempt { request, store: store.as_ref(), blamed: &blamed };
        match attempt.run(&found, std::mem::take(&mut known), memo, progress)? {
            Ok(report) => break report,
            Err(more) => blamed.extend(more),
        }
    };
    store.iter().for_each(|store| store.keep_memo(memo));
    Ok(report)
}

/// So many mistakes that only pages show let others stand in before what cannot be made is left out.
const MOST_BLAMED: usize = 16;

/// A run that may have to be begun anew: that a template or text cannot be shown is seen only when its page is made.
struct Attempt<'a> {
    request: &'a Request,
    store: Option<&'a Store>,
    /// What earlier attempts could not show.
    blamed: &'a [Diagnostic],
}

impl Attempt<'_> {
    /// Reads and makes everything; `Err` is what others can stand in for. Then nothing that was there is removed yet.
    fn run(
        &self,
        found: &Checked<Vec<Found>>,
        known: Ledger,
        memo: &mut Memo,
        progress: &Progress,
    ) -> Result<Result<Report, Vec<Diagnostic>>, BuildError> {
        let Attempt { request, store, blamed } = *self;
        let mut findings = Vec::new();
        let (workspace, last) = last::read(request, found, memo, blamed)?;
        let workspace = workspace.collect(&mut findings);
        let names = chosen(&workspace, &request.sites)?;
        let library = site::library(&workspace, &memo.html).collect(&mut findings);
        let cache = Cache::open(&request.root);
        let run = Run {
            request,
            workspace: &workspace,
            library: &library,
            html: &memo.html,
            search: &memo.search,
            sources: Sources::new(&workspace),
            base: base_url(&request.host),
            target: Target::open(request, known)?,
            store,
            cache: &cache,
            stop: None,
            last: last.as_ref(),
        };
        let (themes, found) = Themes::load(&workspace)?;
        findings.extend(found);
        let outcomes = run.sites(&names, &themes, progress)?;
        let made = run.gather(findings, outcomes, &names, &themes)?;
        let blamed_now = last.as_ref().filter(|_| blamed.len() < MOST_BLAMED);
        let blamed_now = blamed_now.map_or_else(Vec::new, |last| last.blamed(&workspace, &made.unmade));
        let outcome = match blamed_now.is_empty() {
            true => Ok(run.finish(made, &names)?),
            false => {
                drop(run);
                Err(blamed_now)
            }
        };
        rayon::spawn(move || drop((workspace, library)));
        Ok(outcome)
    }
}

/// The sites asked for, by any spelling of their names.
pub(super) fn chosen(workspace: &Workspace, wanted: &[String]) -> Result<Vec<String>, BuildError> {
    let all: Vec<String> = workspace.sites.keys().cloned().collect();
    if wanted.is_empty() {
        return Ok(all);
    }
    let find = |name: &String| {
        let same = all.iter().find(|known| site::same_name(known, name));
        same.cloned().ok_or_else(|| BuildError::NoSuchSite(name.clone(), all.clone()))
    };
    let chosen: Result<BTreeSet<String>, BuildError> = wanted.iter().map(find).collect();
    chosen.map(|set| set.into_iter().collect())
}

/// What a run works on.
pub(super) struct Run<'a> {
    pub(super) request: &'a Request,
    pub(super) workspace: &'a Workspace,
    pub(super) library: &'a Library,
    pub(super) html: &'a site::Memo,
    pub(super) search: &'a SearchMemo,
    pub(super) sources: Sources<'a>,
    pub(super) base: Option<String>,
    pub(super) target: Target,
    pub(super) store: Option<&'a Store>,
    pub(super) cache: &'a Cache,
    /// Set by whoever does not want the outcome any more.
    pub(super) stop: Option<&'a AtomicBool>,
    /// What stands in for what is broken, where that was asked for.
    pub(super) last: Option<&'a Last>,
}

/// A site with what its pages are made of.
pub(super) struct Prepared {
    pub(super) site: Site,
    pub(super) photos: Photos,
    /// Its own theme; none where it has no templates.
    pub(super) own_theme: Option<Theme>,
}

/// What was made of a site.
pub(super) struct Outcome {
    findings: Vec<Diagnostic>,
    report: Option<SiteReport>,
    surveyed: Option<Surveyed>,
    hub: Option<HubInput>,
    unmade: Vec<Unmade>,
}

/// What was made of all sites, before anything that is stale is removed.
pub(super) struct Gathered {
    findings: Vec<Diagnostic>,
    report: Report,
    surveyed: Vec<Surveyed>,
    /// The sites that were looked at, none being that which belongs to all of them.
    names: Vec<Option<String>>,
    unmade: Vec<Unmade>,
}

impl Run<'_> {
    /// All sites, in parallel; each is dropped when it is written.
    pub(super) fn sites(
        &self,
        names: &[String],
        themes: &Themes,
        progress: &Progress,
    ) -> Result<Vec<Outcome>, BuildError> {
        let done = std::sync::atomic::AtomicUsize::new(0);
        names
            .par_iter()
            .map(|name| {
                let outcome = self.site(name, themes);
                progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, names.len());
                outcome
            })
            .collect()
    }

    fn site(&self, name: &str, themes: &Themes) -> Result<Outcome, BuildError> {
        let mut findings = Vec::new();
        let Some(prepared) = self.prepare(name, themes, &mut findings)? else {
            return Ok(Outcome { findings, report: None, surveyed: None, hub: None, unmade: Vec::new() });
        };
        let Prepared { site, photos, own_theme } = prepared;
        let theme = own_theme.as_ref().unwrap_or(themes.of(site.config.theme_name()));
        let press = Press::new(&site, &photos, theme, self.hub_path(&site));
        let (made, surveyed) = self.write(name, &site, &press, &photos, &mut findings)?;
        let report = SiteReport {
            name: site.config.profile.name.clone(),
            slug: site.slug.clone(),
            pages: made.pages,
            sharing: made.sharing.map(|path| path.under(&press.folder()).to_string()),
        };
        let hub = press.hub_input();
        rayon::spawn(move || drop(site));
        Ok(Outcome { findings, report: Some(report), surveyed: Some(surveyed), hub, unmade: made.unmade })
    }

    /// Assembles a site and looks at its photos and theme; none where it has no usable `site.yaml`.
    ///
    /// # Errors
    /// When the cache of photos cannot be written.
    pub(super) fn prepare(
        &self,
        name: &str,
        themes: &Themes,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Prepared>, BuildError> {
        let assembled =
            site::assemble(self.workspace, self.library, self.html, name, self.request.now, self.request.drafts);
        let Some(mut site) = assembled.collect(findings) else { return Ok(None) };
        if self.request.scripts == Scripts::Doubted {
            findings.extend(site::doubtful(&site));
        }
        if let Some(built) = self.request.digest {
            site.built = built;
        }
        self.address(&mut site, name, findings);
        let mut photos = photos::prepared(self.cache, &site, self.request.mode, findings)?;
        if let Some(last) = self.last {
            photos = last.photos(self.cache, &site, photos);
        }
        findings.extend(themes.doubt(&site.config));
        let own_theme = theme::own(self.workspace, name, site.config.theme_name(), findings);
        Ok(Some(Prepared { site, photos, own_theme }))
    }

    /// The full address of a site: its own, that of the workspace or host with its folder, or none.
    fn address(&self, site: &mut Site, name: &str, findings: &mut Vec<Diagnostic>) {
        address::place(site, self.base.as_deref());
        // An own one that cannot be used was told where it stands.
        if site.config.base_url.is_none() && !site.config.own_base_url {
            // At the file that all sites share, so that it is told once for all of them.
            let file = self.workspace.config.as_ref().or_else(|| self.workspace.sites.get(name)?.config.as_ref());
            findings.push(no_address(file.map(|file| file.source.path.as_str())));
        }
    }

    pub(super) fn hub_path(&self, site: &Site) -> Option<String> {
        (!self.workspace.single && !site.config.own_base_url).then(|| "../".to_owned())
    }

    /// How closely the pages of this run are looked at.
    fn depth(&self) -> Depth {
        match (self.request.mode, self.request.digest) {
            (Mode::Check, None) => Depth::Full,
            _ => Depth::Quick,
        }
    }

    /// Makes and writes every file of a site; what was made, and what was seen of it.
    fn write(
        &self,
        name: &str,
        site: &Site,
        press: &Press,
        photos: &Photos,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<(SiteOutput, Surveyed), BuildError> {
        let folder = press.folder();
        let (mut jobs, published) = photos::take(press.plan(self.search), photos);
        if self.request.digest.is_some() {
            jobs.retain(Job::is_dated);
        }
        self.target.plan(jobs.iter().map(|job| job.path().under(&folder)))?;
        self.target.plan(published.iter().map(|one| one.path(&folder)))?;
        photos::write(self.cache, &self.target, &folder, &published)?;
        let (base, document) = (site.config.base_url.clone(), site.config.budgets.document);
        let survey = Survey::new(self.depth(), folder.clone(), base, document);
        published.iter().for_each(|one| survey.note(one.path(&folder), one.len()));
        let looks = || Looks::open(&self.request.root, &site.slug, site.config.base_url.as_deref());
        let looks = if self.depth() == Depth::Full { looks() } else { None };
        let files =
            Files { target: &self.target, survey: &survey, looks: looks.as_ref(), folder: &folder, stop: self.stop };
        let made = render::produce(&self.request.root, press, &jobs, &files)?;
        looks.into_iter().for_each(Looks::close);
        let settings = self.workspace.sites.get(name).and_then(|folder| folder.config.as_ref());
        let settings = settings.map(|file| file.source.path.as_str());
        let mut surveyed = survey.finish(settings, &|path, needles| self.sources.find(Some(name), path, needles));
        let documents = site.editions.iter().flat_map(|edition| &edition.documents);
        let described = documents.filter(|document| document.description.is_some());
        let described = described.map(|document| document.asset.path.as_str()).collect();
        check::soften_described(&mut surveyed.findings, &described);
        findings.append(&mut surveyed.findings);
        Ok((made, surveyed))
    }

    /// What was made of the sites, and the files that belong to all of them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(super) fn gather(
        &self,
        mut findings: Vec<Diagnostic>,
        outcomes: Vec<Outcome>,
        names: &[String],
        themes: &Themes,
    ) -> Result<Gathered, BuildError> {
        let mut report = Report::default();
        let (mut hub, mut surveyed, mut made, mut unmade) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (name, outcome) in names.iter().zip(outcomes) {
            findings.extend(outcome.findings);
            report.sites.extend(outcome.report);
            hub.extend(outcome.hub);
            unmade.extend(outcome.unmade);
            if let Some(one) = outcome.surveyed {
                surveyed.push(one);
                made.push(Some(name.clone()));
            }
        }
        if let Some(config) = self.hub_config().filter(|_| self.is_whole(names)) {
            surveyed.push(self.write_hub(&config, hub, themes, &mut findings, &mut unmade)?);
            made.push(None);
        }
        findings.extend(Unmade::told(&unmade));
        Ok(Gathered { findings, report, surveyed, names: made, unmade })
    }

    /// Whether all sites are made.
    fn is_whole(&self, names: &[String]) -> bool {
        names.len() == self.workspace.sites.len()
    }

    /// Judges links between sites, says what stands in for what, and ends writing.
    ///
    /// # Errors
    /// When a file cannot be written or removed.
    pub(super) fn finish(self, gathered: Gathered, names: &[String]) -> Result<Report, BuildError> {
        let Gathered { mut findings, mut report, surveyed, names: made, .. } = gathered;
        let heaviest = surveyed.iter().filter_map(|one| one.heaviest.clone());
        let heaviest = heaviest.reduce(|best, one| if one.1 > best.1 { one } else { best });
        report.heaviest = heaviest.map(|(path, gzip)| Heaviest { path: path.to_string(), gzip });
        if self.depth() == Depth::Full {
            let base = self.hub_config().and_then(|config| config.base_url);
            let bases = Bases::new(base.as_deref(), &surveyed);
            let sources = &self.sources;
            let locate: Vec<Box<Locate>> = made
                .into_iter()
                .map(|site| -> Box<Locate> {
                    Box::new(move |path, needles| sources.find(site.as_deref(), path, needles))
                })
                .collect();
            let (found, external) = check::check_links(&surveyed, &bases, self.is_whole(names), &locate);
            findings.extend(found);
            report.external = external;
            check::leave_out_told(&mut findings);
        }
        if let Some(last) = self.last {
            last.tell(&mut findings, &|path, bytes| self.put(path, bytes))?;
        }
        diag::sort(&mut findings);
        report.findings = findings;
        self.close(report, names)
    }

    /// Puts a file into the output that no page of this run needs.
    fn put(&self, path: &UrlPath, bytes: &[u8]) -> Result<(), BuildError> {
        self.target.plan([path.clone()])?;
        self.target.take(path, bytes, MadeOf::default())
    }

    /// `zbor.yaml` as the settings of the page of all sites; none for a workspace of one site.
    pub(super) fn hub_config(&self) -> Option<Config> {
        let file = self.workspace.config.as_deref().filter(|_| !self.workspace.single)?;
        let mut config = site::workspace_config(file);
        config.base_url = config.base_url.or_else(|| self.base.clone());
        Some(config)
    }

    /// Makes and writes the files that belong to all sites together; what was seen of them.
    fn write_hub(
        &self,
        config: &Config,
        sites: Vec<HubInput>,
        themes: &Themes,
        findings: &mut Vec<Diagnostic>,
        unmade: &mut Vec<Unmade>,
    ) -> Result<Surveyed, BuildError> {
        let survey = Survey::new(self.depth(), UrlPath::root(), config.base_url.clone(), config.budgets.document);
        for (path, bytes) in self.hub(config, sites, themes, unmade) {
            survey.look(&path, &bytes, &of_workspace(&path, &config.budgets));
            self.target.plan([path.clone()])?;
            self.target.take(&path, &bytes, MadeOf::default())?;
        }
        let settings = self.workspace.config.as_ref().map(|file| file.source.path.as_str());
        let mut surveyed = survey.finish(settings, &|path, needles| self.sources.find(None, path, needles));
        findings.append(&mut surveyed.findings);
        Ok(surveyed)
    }

    /// The files that belong to all sites together.
    pub(super) fn hub(
        &self,
        config: &Config,
        sites: Vec<HubInput>,
        themes: &Themes,
        unmade: &mut Vec<Unmade>,
    ) -> Vec<(UrlPath, Vec<u8>)> {
        let today = Today::at(self.request.now, &config.zone);
        let built = self.request.digest.unwrap_or(today.date);
        render::workspace_files(&Hub { theme: themes.of(config.theme_name()), config, today, built, sites }, unmade)
    }

    fn close(self, mut report: Report, names: &[String]) -> Result<Report, BuildError> {
        let others = self.workspace.sites.keys().filter(|name| !names.contains(name));
        let mut kept: BTreeSet<String> = others.map(|name| format!("{}/", crate::lang::slug(name))).collect();
        if !kept.is_empty() {
            kept.extend(render::WORKSPACE_FILES.iter().map(|name| (*name).to_owned()));
        }
        let whole = self.is_whole(names);
        let Closed { changed, removed, ledger, digests, findings } = self.target.close(&kept)?;
        if !findings.is_empty() {
            report.findings.extend(findings);
            diag::sort(&mut report.findings);
        }
        (report.changed, report.removed, report.digests) = (changed, removed, digests);
        if let Some(outputs) = ledger {
            self.cache.close(whole);
            if let Some(last) = self.last {
                last.keep(self.workspace, &report.findings, whole);
            }
            if let Some(store) = self.store {
                store.keep(self.request, self.workspace.found.clone(), outputs, &report);
            }
        }
        Ok(report)
    }
}

/// Where the files of the workspace beside its sites come from.
fn of_workspace(path: &UrlPath, budgets: &Budgets) -> Origin {
    let budget = Budget { html: budgets.home, first_view: budgets.first_view, requests: (budgets.requests / 2).max(1) };
    match path.is_page() {
        true => Origin::Page(PageOrigin { source: None, template: "hub.html".to_owned(), budget }),
        false => Origin::Made,
    }
}

fn no_address(file: Option<&str>) -> Diagnostic {
    let at = file.map_or(At::Workspace, |path| At::File(path.to_owned()));
    let file = file.unwrap_or("zbor.yaml");
    Diagnostic::warning(
        "S006",
        at,
        text!(
            "adresa sajta nije poznata: feed, kalendar i dijeljenje linkova neće raditi",
            "the address of the site is not known: feeds, calendar and sharing will not work"
        ),
    )
    .help(text!("dodajte u `{file}` red `base_url: https://…`", "add a line `base_url: https://…` to `{file}`"))
}
