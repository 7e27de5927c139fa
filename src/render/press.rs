//! Everything that one site publishes, made file by file.

use super::calendar::{self, Calendar};
use super::chrome;
use super::desk::{self, Desk};
use super::feed::{self, Feed};
use super::hub::HubInput;
use super::page::{self as pages, View};
use super::picture::first_at_once;
use super::plan::{self, Index, Planned, What};
use super::search;
use super::sitemap::{self, Sitemap};
use super::view::Chrome;
use super::weight;
use crate::date::Today;
use crate::diag::{At, Diagnostic, Severity, text};
use crate::lang::Labels;
use crate::load::Asset;
use crate::output::gzip_len;
use crate::photo::{Photos, Picture, Purpose, Variant};
use crate::site::Site;
use crate::template::{self, Theme, ThemeView};
use crate::url::UrlPath;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
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
    /// The page that is heaviest when compressed: where, and bytes.
    pub heaviest: Option<(UrlPath, usize)>,
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
        jobs.extend(sitemap::files(self.site, &jobs));
        jobs.extend(self.files());
        let mut taken = std::collections::BTreeSet::new();
        jobs.retain(|job| taken.insert(job.path().clone()));
        jobs
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

/// Where finished files go.
pub type Sink<'a, E> = dyn Fn(&UrlPath, &[u8]) -> Result<(), E> + Sync + 'a;

/// Makes every file and hands it on, in parallel; nothing is kept.
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
    let made: Result<Vec<Made>, E> =
        jobs.par_iter().with_min_len(8).map(|job| make(root, press, jobs, job, sink)).collect();
    let made = made?;
    let pages = made.iter().filter(|made| made.page_len.is_some()).count();
    let weighed = weigh(press, jobs, &made);
    findings.extend(over_budget(&weighed, press.site.config.page_budget));
    let heaviest = weighed.into_iter().reduce(|best, one| if one.gzip > best.gzip { one } else { best });
    let heaviest = heaviest.map(|page| (page.path, page.gzip));
    findings.extend(made.into_iter().filter_map(|made| made.finding));
    let is_list = |job: &&Job| matches!(job, Job::Page(_, planned) if matches!(planned.what, What::Sharing));
    let sharing = jobs.iter().find(is_list).map(|job| job.path().clone());
    Ok(SiteOutput { pages, heaviest, sharing })
}

/// A file that was handed on.
struct Made {
    finding: Option<Diagnostic>,
    /// Bytes of a page; none for other files.
    page_len: Option<usize>,
}

/// So many of the longest pages are weighed in any case.
const ALWAYS_WEIGHED: usize = 4;
/// And so many of those that are over twice the budget before they are compressed: HTML becomes less
/// than half.
const MOST_WEIGHED: usize = 16;

/// A page as it is sent.
struct Weighed {
    path: UrlPath,
    /// Bytes, compressed.
    gzip: usize,
    /// The text that it shows.
    source: Option<String>,
}

/// The weights of the longest pages: compressing every page would cost more than making it. They are
/// made a second time, since none is kept.
fn weigh(press: &Press, jobs: &[Job], made: &[Made]) -> Vec<Weighed> {
    let mut longest: Vec<(usize, &Job)> =
        made.iter().zip(jobs).filter_map(|(made, job)| Some((made.page_len?, job))).collect();
    longest.sort_by(|a, b| (b.0, a.1.path()).cmp(&(a.0, b.1.path())));
    let twice = 2 * press.site.config.page_budget;
    let long = longest.iter().skip(ALWAYS_WEIGHED).take_while(|(len, _)| *len > twice).count();
    longest.truncate((ALWAYS_WEIGHED + long).min(MOST_WEIGHED));
    let weighed = longest.par_iter().filter_map(|(_, job)| match job {
        Job::Page(edition, planned) => {
            let (html, source) = page(press, *edition, planned).ok()?;
            Some(Weighed { path: job.path().clone(), gzip: gzip_len(&html), source })
        }
        _ => None,
    });
    weighed.collect()
}

/// Texts that make a page heavier than the budget of the site, each told once for all its editions.
fn over_budget(weighed: &[Weighed], budget: usize) -> impl Iterator<Item = Diagnostic> {
    let heavy = weighed.iter().filter(move |page| page.gzip > budget);
    let by_text: BTreeMap<&str, &Weighed> = heavy.filter_map(|page| Some((page.source.as_deref()?, page))).collect();
    by_text.into_iter().map(move |(source, page)| heavy_page(source, page, budget))
}

fn heavy_page(source: &str, page: &Weighed, budget: usize) -> Diagnostic {
    let kb = |bytes: usize| bytes.div_ceil(1024);
    let (path, weight, most) = (&page.path, kb(page.gzip), kb(budget));
    Diagnostic::warning(
        "V001",
        At::File(source.to_owned()),
        text!(
            "stranica `{path}` ima {weight} KB, a granica je {most} KB",
            "the page `{path}` has {weight} KB, and the budget is {most} KB"
        ),
    )
    .help(text!(
        "podijelite tekst na dva, ili ono dugo (odluku, spisak) objavite kao dokument",
        "split the text, or publish what is long (a decision, a list) as a document"
    ))
}

fn make<E>(root: &Path, press: &Press, jobs: &[Job], job: &Job, sink: &Sink<E>) -> Result<Made, E> {
    let path = job.path().clone();
    let is_page = matches!(job, Job::Page(..));
    match bytes(root, press, jobs, job) {
        Ok(bytes) => {
            sink(&path, &bytes)?;
            Ok(Made { finding: None, page_len: is_page.then_some(bytes.len()) })
        }
        Err(finding) => Ok(Made { finding: Some(finding), page_len: None }),
    }
}

fn bytes(root: &Path, press: &Press, jobs: &[Job], job: &Job) -> Result<Vec<u8>, Diagnostic> {
    let text = match job {
        Job::Page(edition, planned) => return page(press, *edition, planned).map(|(html, _)| html),
        Job::Feed(edition, feed) => {
            press.editions.get(*edition).map_or_else(String::new, |sheet| feed::render(&sheet.desk, &sheet.index, feed))
        }
        Job::Calendar(edition, calendar) => {
            press.editions.get(*edition).map_or_else(String::new, |sheet| calendar::render(&sheet.desk, calendar))
        }
        Job::Sitemap(sitemap) => sitemap::render(press.site, jobs, sitemap),
        Job::Text(_, text) => text.clone(),
        Job::Copy(_, asset) => {
            return std::fs::read(root.join(&asset.path)).map_err(|error| unreadable(&asset.path, &error));
        }
        // Written from where it was made.
        Job::Picture(..) => return Ok(Vec::new()),
    };
    Ok(text.into_bytes())
}

/// The HTML of a page, and the text that it shows.
fn page(press: &Press, edition: usize, planned: &Planned) -> Result<(Vec<u8>, Option<String>), Diagnostic> {
    let (Some((view, theme)), Some(sheet)) = (press.view(edition, planned), press.editions.get(edition)) else {
        return Ok(Default::default());
    };
    let at = || At::File(view.source.clone().unwrap_or_default());
    let context = template::context(&view.page).map_err(|problem| problem.at(Severity::Error, at()))?;
    let html = first_at_once(theme.render(&view.template, context)?);
    let html = if press.site.config.show_weight { weight::filled(html, sheet.desk.edition.locale) } else { html };
    Ok((html, view.source))
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    let reason = error.kind();
    Diagnostic::error(
        "W012",
        At::File(path.to_owned()),
        text!("`{path}` se ne može pročitati: {reason}", "`{path}` cannot be read: {reason}"),
    )
}
