//! Everything that one site publishes, made file by file.

use super::calendar::{self, Calendar};
use super::chrome;
use super::desk::{self, Desk};
use super::feed::{self, Feed};
use super::hub::HubInput;
use super::inputs;
use super::offline;
use super::page::{self as pages, View};
use super::picture::first_at_once;
use super::plan::{self, Index, Planned, What};
use super::search;
use super::sitemap::{self, Sitemap};
use super::unmade::Unmade;
use super::view::Chrome;
use super::weight;
use crate::date::Today;
use crate::diag::{At, Diagnostic, Severity, text};
use crate::form::FormsFile;
use crate::lang::Labels;
use crate::load::{Asset, Kind};
use crate::output::{Budget, MadeOf, Origin, PageOrigin};
use crate::photo::{Photos, Picture, Purpose, Variant};
use crate::print::Print;
use crate::site::{Budgets, OutputKind, Site};
use crate::template::{self, Theme, ThemeView};
use crate::url::UrlPath;
use rayon::prelude::*;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// A site on the press: its editions, each with what its pages share.
pub struct Press<'a> {
    site: &'a Site,
    editions: Vec<Sheet<'a>>,
    today: Today,
}

/// What every template sees beside its page.
#[derive(Serialize)]
struct Globals<'a> {
    site: &'a Chrome,
    t: serde_json::Value,
    lang: &'a str,
}

impl<'a> Globals<'a> {
    fn new(chrome: &'a Chrome, labels: &Labels) -> Globals<'a> {
        Globals { site: chrome, t: labels.as_tree(), lang: &chrome.lang }
    }

    /// As templates get them. Plain data always serialises; were it not so, the templates would say what is missing.
    fn context(&self) -> template::Context {
        template::context(self).unwrap_or_default()
    }
}

/// The values that all pages of an edition share.
pub fn globals(chrome: &Chrome, labels: &Labels) -> template::Context {
    Globals::new(chrome, labels).context()
}

/// What all pages of an edition are made of beside their views.
fn frame(theme: &Theme, globals: &Globals, show_weight: bool) -> Option<Print> {
    let program = (env!("CARGO_PKG_VERSION"), cfg!(feature = "minify"), cfg!(feature = "highlight"));
    Print::of_data(&(program, theme.hash.as_bytes(), globals, show_weight))
}

/// One edition: desk, groups of items, and the theme with the chrome filled in.
struct Sheet<'a> {
    desk: Desk<'a>,
    index: Index,
    theme: ThemeView<'a>,
    /// See [`frame`].
    frame: Option<Print>,
    /// See [`inputs::ground`].
    ground: Option<Print>,
}

impl Sheet<'_> {
    /// The files of the edition, whose number is `at`, but for those of its search.
    fn plan(&self, at: usize) -> Vec<Job> {
        let pages = plan::plan(&self.desk, &self.index).into_iter().map(|planned| Job::Page(at, planned));
        let mut jobs: Vec<Job> = pages.collect();
        jobs.extend(feed::files(&self.desk, &self.index, at));
        jobs.extend(calendar::files(&self.desk, at));
        jobs
    }

    fn searched(&self) -> search::Searched<'_> {
        search::Searched { desk: &self.desk, index: &self.index, theme: self.theme.theme() }
    }
}

/// A file to be made.
pub enum Job {
    /// A page of the edition with this number.
    Page(usize, Planned),
    /// A feed of the edition with this number.
    Feed(usize, Feed),
    /// A calendar of the edition with this number.
    Calendar(usize, Calendar),
    /// A small text, made already.
    Text(UrlPath, String),
    /// A sitemap.
    Sitemap(Sitemap),
    /// A file that is copied.
    Copy(UrlPath, Arc<Asset>),
    /// A photo, made already.
    Picture(UrlPath, Variant),
}

impl Job {
    /// Whether readers' programs can tell that the day has changed from it: copied files do not know the
    /// day, and pages for editors wait for the next build.
    pub fn is_dated(&self) -> bool {
        match self {
            Job::Copy(..) | Job::Picture(..) => false,
            Job::Page(_, planned) => !matches!(planned.what, What::Share(..) | What::Sharing),
            _ => true,
        }
    }

    /// Where it will be.
    pub fn path(&self) -> &UrlPath {
        match self {
            Job::Page(_, planned) => &planned.path,
            Job::Feed(_, feed) => &feed.path,
            Job::Calendar(_, calendar) => &calendar.path,
            Job::Sitemap(sitemap) => &sitemap.path,
            Job::Text(path, _) | Job::Copy(path, _) | Job::Picture(path, _) => path,
        }
    }
}

/// What was made of a site.
#[derive(Debug, Default)]
pub struct SiteOutput {
    /// How many pages.
    pub pages: usize,
    /// For editors: the list of what can be passed on.
    pub sharing: Option<UrlPath>,
    /// What could not be made.
    pub unmade: Vec<Unmade>,
}

impl<'a> Press<'a> {
    /// Sets a site up. `hub` is the way from its root to the hub, if there is one.
    pub fn new(site: &'a Site, photos: &'a Photos, theme: &'a Theme, hub: Option<String>) -> Press<'a> {
        let editions = site.editions.par_iter().map(|edition| {
            let desk = Desk::new(site, edition, photos, site.today);
            let chrome = chrome::chrome(&desk, theme, hub.clone());
            let globals = Globals::new(&chrome, &edition.labels);
            let frame = frame(theme, &globals, site.config.show_weight);
            Sheet {
                index: Index::new(edition, site.today),
                theme: theme.with_globals(globals.context()),
                frame,
                ground: inputs::ground(&desk, frame),
                desk,
            }
        });
        Press { site, editions: editions.collect(), today: site.today }
    }

    /// The site's folder in the output.
    pub fn folder(&self) -> UrlPath {
        if self.site.slug.is_empty() { UrlPath::root() } else { UrlPath::page(&[&self.site.slug]) }
    }

    /// The pages of the site but those of search, for whose index all texts are read, and the files that are copied: what
    /// somebody wants to look at soon. All of them are in the whole plan, too.
    pub fn plan_pages(&self) -> Vec<Job> {
        let pages = |(at, sheet): (usize, &Sheet)| -> Vec<Job> {
            let planned = plan::plan(&sheet.desk, &sheet.index).into_iter();
            planned.map(|planned| Job::Page(at, planned)).collect()
        };
        let mut jobs: Vec<Job> = self.editions.iter().enumerate().flat_map(pages).collect();
        jobs.extend(self.files());
        let mut taken = std::collections::BTreeSet::new();
        jobs.retain(|job| taken.insert(job.path().clone()));
        jobs
    }

    /// Every file of the site, each path once. What `memo` knows is not read again for the index of the search.
    pub fn plan(&self, memo: &search::Memo) -> Vec<Job> {
        let searched: Vec<_> = self.editions.iter().map(Sheet::searched).collect();
        let (editions, searches): (Vec<Vec<Job>>, _) = rayon::join(
            || self.editions.par_iter().enumerate().map(|(at, sheet)| sheet.plan(at)).collect(),
            || search::jobs(&searched, memo),
        );
        let mut jobs: Vec<Job> =
            editions.into_iter().zip(searches).flat_map(|(pages, search)| pages.into_iter().chain(search)).collect();
        if let Some(theme) = self.editions.first().map(|sheet| sheet.theme.theme()) {
            jobs.extend(offline::worker(self.editions.iter().map(|sheet| (&sheet.desk, &sheet.index)), theme));
        }
        jobs.extend(sitemap::files(self.site, &jobs));
        jobs.extend(self.forms());
        jobs.extend(self.files());
        let mut taken = std::collections::BTreeSet::new();
        jobs.retain(|job| taken.insert(job.path().clone()));
        jobs
    }

    /// What the endpoint learns of the forms of a site that is a workspace of its own; of several, the hub says it.
    fn forms(&self) -> Option<Job> {
        let wanted = self.site.slug.is_empty() && self.site.config.outputs.contains(&OutputKind::Forms);
        let desk = self.editions.first().map(|sheet| &sheet.desk).filter(|_| wanted)?;
        let file = FormsFile { version: FormsFile::VERSION, sites: vec![super::form::site_forms(desk)] };
        // Plain data always serialises.
        file.to_json().ok().map(|json| Job::Text(UrlPath::file(&["forms.json"]), json))
    }

    /// Documents, attachments and photos: once for all editions.
    fn files(&self) -> Vec<Job> {
        let copies = self.site.files().into_iter().map(|asset| Job::Copy(desk::file_path(self.site, &asset), asset));
        let Some(sheet) = self.editions.first() else { return copies.collect() };
        let shown = [Purpose::Photo, Purpose::Thumbnail, Purpose::Card].into_iter();
        let variants = shown.flat_map(|purpose| sheet.desk.photos.of(purpose)).flat_map(Picture::variants);
        let pictures = variants.map(|one| Job::Picture(desk::photo_path(self.site, &one.name), one.clone()));
        copies.chain(pictures).collect()
    }

    /// What the hub shows of this site.
    pub fn hub_input(&self) -> Option<HubInput> {
        self.editions.first().map(|sheet| HubInput::new(&sheet.desk))
    }

    /// The page that shows the text at a path from the root of the workspace, in the first edition.
    pub fn page_of(&self, source: &str) -> Option<UrlPath> {
        let items = self.editions.first()?.desk.edition.items.values().flatten();
        let mut shown = items.filter(|item| item.reading.front.source.path == source);
        shown.next().map(|item| item.path.clone())
    }

    /// The day of the build.
    pub fn today(&self) -> Today {
        self.today
    }
}

/// Where finished files go.
pub trait Sink: Sync {
    /// Why a file cannot be taken.
    type Error: Send;

    /// Whether the file at a path is there from an earlier build, made of the same, so that it need not be made again. Who
    /// says so keeps it. Only pages have a budget.
    fn has(&self, path: &UrlPath, made_of: MadeOf, budget: Option<Budget>) -> bool;

    /// Takes a file, with where it comes from and what it was made of.
    ///
    /// # Errors
    /// Those of the sink.
    fn take(&self, path: &UrlPath, bytes: &[u8], made_of: MadeOf, origin: &Origin) -> Result<(), Self::Error>;
}

/// Makes every file that the sink has not and hands it on, in parallel; nothing is kept. How many pages there are.
///
/// # Errors
/// Those of the sink.
pub fn produce<S: Sink>(root: &Path, press: &Press, jobs: &[Job], sink: &S) -> Result<SiteOutput, S::Error> {
    let is_page = |job: &Job| matches!(job, Job::Page(..));
    let make = |job: &Job| match make(root, press, jobs, job, &|made_of, budget| sink.has(job.path(), made_of, budget))
    {
        Ok(Some(File { bytes, made_of, origin })) => {
            sink.take(job.path(), &bytes, made_of, &origin)?;
            Ok(Ok(is_page(job)))
        }
        Ok(None) => Ok(Ok(is_page(job))),
        Err(unmade) => Ok(Err(unmade)),
    };
    let made: Vec<Result<bool, Unmade>> = jobs.par_iter().with_min_len(8).map(make).collect::<Result<_, S::Error>>()?;
    let pages = made.iter().filter(|made| matches!(made, Ok(true))).count();
    let unmade = made.into_iter().filter_map(Result::err).collect();
    let is_list = |job: &&Job| matches!(job, Job::Page(_, planned) if matches!(planned.what, What::Sharing));
    let sharing = jobs.iter().find(is_list).map(|job| job.path().clone());
    Ok(SiteOutput { pages, sharing, unmade })
}

/// Makes one file of those planned, whatever is known of it; none where there is nothing to make.
///
/// # Errors
/// A finding when its template or source does not let it be made.
pub fn make_alone(
    root: &Path,
    press: &Press,
    jobs: &[Job],
    job: &Job,
) -> Result<Option<(Vec<u8>, Origin)>, Diagnostic> {
    let made = make(root, press, jobs, job, &|_, _| false).map_err(|unmade| *unmade.finding)?;
    Ok(made.map(|File { bytes, origin, .. }| (bytes, origin)))
}

/// A finished file.
struct File {
    bytes: Vec<u8>,
    made_of: MadeOf,
    origin: Origin,
}

/// Whether the file that is about to be made is there, made of the same.
type Has<'a> = dyn Fn(MadeOf, Option<Budget>) -> bool + 'a;

/// A file of which it is not known yet whether it is there.
struct Asked<'a> {
    path: &'a UrlPath,
    budget: Option<Budget>,
    has: &'a Has<'a>,
    inputs: Option<Print>,
    /// By its inputs.
    is_there: bool,
}

impl<'a> Asked<'a> {
    /// Asks by the print of all that its view can be made from; none where it is there, and no view need be made. Builds
    /// with debug assertions make it all the same.
    fn by(inputs: Option<Print>, path: &'a UrlPath, budget: Option<Budget>, has: &'a Has<'a>) -> Option<Asked<'a>> {
        let is_there = inputs.is_some() && has(MadeOf { inputs, view: None }, budget);
        (!is_there || cfg!(debug_assertions)).then_some(Asked { path, budget, has, inputs, is_there })
    }

    /// What the file is made of, asked by the print of its view; none where it is there.
    fn made_of(&self, view: Option<Print>) -> Option<MadeOf> {
        let made_of = MadeOf { inputs: self.inputs, view };
        let has = (self.has)(made_of, self.budget);
        debug_assert!(has || !self.is_there, "the inputs of {} say too little", self.path);
        (!has).then_some(made_of)
    }
}

/// Makes a file; none where it is there.
fn make(root: &Path, press: &Press, jobs: &[Job], job: &Job, has: &Has) -> Result<Option<File>, Unmade> {
    let text = match job {
        Job::Page(edition, planned) => {
            let Some(sheet) = press.editions.get(*edition) else { return Ok(None) };
            return page(press, sheet, planned, has);
        }
        Job::Feed(edition, feed) => {
            let Some(sheet) = press.editions.get(*edition) else { return Ok(None) };
            return Ok(self::feed(sheet, feed, has));
        }
        Job::Calendar(edition, calendar) => {
            let Some(sheet) = press.editions.get(*edition) else { return Ok(None) };
            return Ok(self::calendar(sheet, calendar, has));
        }
        Job::Sitemap(sitemap) => sitemap::render(press.site, jobs, sitemap),
        Job::Text(_, text) => text.clone(),
        Job::Copy(_, asset) => {
            let unmade = |error| Unmade { finding: Box::new(unreadable(&asset.path, &error)), source: None };
            let bytes = std::fs::read(root.join(&asset.path)).map_err(unmade)?;
            let origin = Origin::Copy(asset.path.clone());
            return Ok(Some(File { bytes, made_of: MadeOf::default(), origin }));
        }
        // Written from where it was made.
        Job::Picture(..) => String::new(),
    };
    Ok(Some(File { bytes: text.into_bytes(), made_of: MadeOf::default(), origin: Origin::Made }))
}

/// A calendar, unless one made of the same is there.
fn calendar(sheet: &Sheet, calendar: &Calendar, has: &Has) -> Option<File> {
    let inputs = sheet.ground.and_then(|ground| inputs::of_calendar(ground, &sheet.desk, calendar));
    let asked = Asked::by(inputs, &calendar.path, None, has)?;
    let bytes = calendar::render(&sheet.desk, calendar).into_bytes();
    let made_of = asked.made_of(Some(Print::of(&bytes)))?;
    Some(File { bytes, made_of, origin: Origin::Made })
}

/// A feed, unless one made of the same is there.
fn feed(sheet: &Sheet, feed: &Feed, has: &Has) -> Option<File> {
    let chosen = feed::choose(&sheet.desk, &sheet.index, feed);
    let inputs = sheet.ground.and_then(|ground| inputs::of_feed(ground, feed, &chosen));
    let asked = Asked::by(inputs, &feed.path, None, has)?;
    let channel = feed::channel(&sheet.desk, feed, &chosen);
    let made_of = asked.made_of(feed.print(&channel))?;
    Some(File { bytes: feed.write(&channel).into_bytes(), made_of, origin: Origin::Made })
}

/// A page, unless a page made of the same is there.
fn page(press: &Press, sheet: &Sheet, planned: &Planned, has: &Has) -> Result<Option<File>, Unmade> {
    let config = &press.site.config;
    let budget = budget(&config.budgets, &planned.what);
    let inputs = sheet.ground.and_then(|ground| inputs::of_page(ground, &sheet.desk, &sheet.index, planned));
    let Some(asked) = Asked::by(inputs, &planned.path, Some(budget), has) else { return Ok(None) };
    let View { template, page, source } = pages::view(&sheet.desk, &sheet.index, planned);
    let view = sheet.frame.and_then(|frame| Print::of_data(&(frame, &template, &page)));
    let Some(made_of) = asked.made_of(view) else { return Ok(None) };
    let at = || source.clone().map_or(At::Workspace, At::File);
    let context = template::context(&page).map_err(|problem| problem.at(Severity::Error, at()));
    let html = context.and_then(|context| sheet.theme.render(&template, context));
    let unmade = |finding| Unmade { finding: Box::new(finding), source: source.clone() };
    let html = first_at_once(html.map_err(unmade)?);
    let bytes = if config.show_weight { weight::filled(html, sheet.desk.edition.locale) } else { html };
    let origin = Origin::Page(PageOrigin { source, template, budget });
    Ok(Some(File { bytes, made_of, origin }))
}

/// What a page may weigh.
fn budget(budgets: &Budgets, what: &What) -> Budget {
    let plain =
        |html| Budget { html, first_view: budgets.first_view.max(html), requests: (budgets.requests / 2).max(1) };
    match what {
        What::Home => plain(budgets.home),
        What::List(_) | What::Agenda | What::Month(_) | What::Documents => plain(budgets.list),
        // An index is looked through, as a long text is.
        What::Search(_) | What::Questions(_) | What::Statuses => plain(budgets.html),
        What::Council => with_photos(budgets, budgets.list),
        What::Form(_) | What::FormAbout(..) | What::Forms | What::NotFound | What::Offline | What::Redirect(_) => {
            plain(budgets.form)
        }
        What::Item(Kind::Announcement, _) => with_photos(budgets, budgets.announcement),
        // Those for editors have the text of the item twice, and a poster.
        What::Item(..) | What::Share(..) | What::Sharing => with_photos(budgets, budgets.html),
    }
}

fn with_photos(budgets: &Budgets, html: usize) -> Budget {
    Budget { html, first_view: budgets.photos.max(html), requests: budgets.requests }
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    let reason = error.kind();
    Diagnostic::error(
        "W012",
        At::File(path.to_owned()),
        text!("`{path}` se ne može pročitati: {reason}", "`{path}` cannot be read: {reason}"),
    )
}
