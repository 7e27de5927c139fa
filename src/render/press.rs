//! Everything that one site publishes, made file by file.

use super::calendar::{self, Calendar};
use super::chrome;
use super::desk::{self, Desk};
use super::feed::{self, Feed};
use super::hub::HubInput;
use super::offline;
use super::page::{self as pages, View};
use super::picture::first_at_once;
use super::plan::{self, Index, Planned, What};
use super::search;
use super::sitemap::{self, Sitemap};
use super::view::Chrome;
use super::weight;
use crate::date::Today;
use crate::diag::{At, Diagnostic, Severity, text};
use crate::form::FormsFile;
use crate::lang::Labels;
use crate::load::{Asset, Kind};
use crate::output::{Budget, Origin, PageOrigin};
use crate::photo::{Photos, Picture, Purpose, Variant};
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

/// The values that all pages of an edition share. Plain data always serialises; were it not so, the
/// templates would say what is missing.
pub fn globals(chrome: &Chrome, labels: &Labels) -> template::Context {
    template::context(&Globals { site: chrome, t: labels.as_tree(), lang: &chrome.lang }).unwrap_or_default()
}

/// One edition: desk, groups of items, and the theme with the chrome filled in.
struct Sheet<'a> {
    desk: Desk<'a>,
    index: Index,
    theme: ThemeView<'a>,
}

impl Sheet<'_> {
    /// The files of the edition, whose number is `at`.
    fn plan(&self, at: usize) -> Vec<Job> {
        let pages = plan::plan(&self.desk, &self.index).into_iter().map(|planned| Job::Page(at, planned));
        let mut jobs: Vec<Job> = pages.collect();
        jobs.extend(feed::files(&self.desk, &self.index, at));
        jobs.extend(calendar::files(&self.desk, at));
        jobs.extend(search::jobs(&self.desk, &self.index, self.theme.theme(), at));
        jobs
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
}

impl<'a> Press<'a> {
    /// Sets a site up. `hub` is the way from its root to the hub, if there is one.
    pub fn new(site: &'a Site, photos: &'a Photos, theme: &'a Theme, hub: Option<String>) -> Press<'a> {
        let editions = site.editions.par_iter().map(|edition| {
            let desk = Desk::new(site, edition, photos, site.today);
            let chrome = chrome::chrome(&desk, theme, hub.clone());
            Sheet {
                index: Index::new(edition, site.today),
                theme: theme.with_globals(globals(&chrome, &edition.labels)),
                desk,
            }
        });
        Press { site, editions: editions.collect(), today: site.today }
    }

    /// The site's folder in the output.
    pub fn folder(&self) -> UrlPath {
        if self.site.slug.is_empty() { UrlPath::root() } else { UrlPath::page(&[&self.site.slug]) }
    }

    /// Every file of the site, each path once.
    pub fn plan(&self) -> Vec<Job> {
        let editions: Vec<Vec<Job>> = self.editions.par_iter().enumerate().map(|(at, sheet)| sheet.plan(at)).collect();
        let mut jobs: Vec<Job> = editions.into_iter().flatten().collect();
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

    fn view(&self, edition: usize, planned: &Planned) -> Option<(View, &ThemeView<'a>)> {
        let sheet = self.editions.get(edition)?;
        Some((pages::view(&sheet.desk, &sheet.index, planned), &sheet.theme))
    }

    /// The day of the build.
    pub fn today(&self) -> Today {
        self.today
    }
}

/// Where finished files go: each with where it comes from.
pub type Sink<'a, E> = dyn Fn(&UrlPath, &[u8], &Origin) -> Result<(), E> + Sync + 'a;

/// Makes every file and hands it on, in parallel; nothing is kept. How many pages there were.
///
/// # Errors
/// Those of the sink.
pub fn produce<E: Send>(
    root: &Path,
    press: &Press,
    jobs: &[Job],
    sink: &Sink<E>,
    findings: &mut Vec<Diagnostic>,
) -> Result<SiteOutput, E> {
    let make = |job| match bytes(root, press, jobs, job) {
        Ok((bytes, origin)) => {
            sink(job.path(), &bytes, &origin)?;
            Ok(Made { finding: None, is_page: matches!(origin, Origin::Page(_)) })
        }
        Err(finding) => Ok(Made { finding: Some(finding), is_page: false }),
    };
    let made: Vec<Made> = jobs.par_iter().with_min_len(8).map(make).collect::<Result<_, E>>()?;
    let pages = made.iter().filter(|made| made.is_page).count();
    findings.extend(made.into_iter().filter_map(|made| made.finding));
    let is_list = |job: &&Job| matches!(job, Job::Page(_, planned) if matches!(planned.what, What::Sharing));
    let sharing = jobs.iter().find(is_list).map(|job| job.path().clone());
    Ok(SiteOutput { pages, sharing })
}

/// A file that was handed on, or could not be made.
struct Made {
    finding: Option<Diagnostic>,
    is_page: bool,
}

fn bytes(root: &Path, press: &Press, jobs: &[Job], job: &Job) -> Result<(Vec<u8>, Origin), Diagnostic> {
    let text = match job {
        Job::Page(edition, planned) => {
            let (html, origin) = page(press, *edition, planned)?;
            return Ok((html, Origin::Page(origin)));
        }
        Job::Feed(edition, feed) => {
            press.editions.get(*edition).map_or_else(String::new, |sheet| feed::render(&sheet.desk, &sheet.index, feed))
        }
        Job::Calendar(edition, calendar) => {
            press.editions.get(*edition).map_or_else(String::new, |sheet| calendar::render(&sheet.desk, calendar))
        }
        Job::Sitemap(sitemap) => sitemap::render(press.site, jobs, sitemap),
        Job::Text(_, text) => text.clone(),
        Job::Copy(_, asset) => {
            let bytes = std::fs::read(root.join(&asset.path)).map_err(|error| unreadable(&asset.path, &error))?;
            return Ok((bytes, Origin::Copy(asset.path.clone())));
        }
        // Written from where it was made.
        Job::Picture(..) => return Ok((Vec::new(), Origin::Made)),
    };
    Ok((text.into_bytes(), Origin::Made))
}

/// The HTML of a page, and where it comes from.
fn page(press: &Press, edition: usize, planned: &Planned) -> Result<(Vec<u8>, PageOrigin), Diagnostic> {
    let config = &press.site.config;
    let budget = budget(&config.budgets, &planned.what);
    let (Some((View { template, page, source }, theme)), Some(sheet)) =
        (press.view(edition, planned), press.editions.get(edition))
    else {
        return Ok((Vec::new(), PageOrigin { source: None, template: String::new(), budget }));
    };
    let at = || At::File(source.clone().unwrap_or_default());
    let context = template::context(&page).map_err(|problem| problem.at(Severity::Error, at()))?;
    let html = first_at_once(theme.render(&template, context)?);
    let html = if config.show_weight { weight::filled(html, sheet.desk.edition.locale) } else { html };
    Ok((html, PageOrigin { source, template, budget }))
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
        What::Form(_) | What::Forms | What::NotFound | What::Offline | What::Redirect(_) => plain(budgets.form),
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
