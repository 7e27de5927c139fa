//! A site that is held complete, so that any of its files can be made at once.
//!
//! What is rendered borrows from the site, its photos and its theme. All of them live on the stack of one thread, which
//! answers questions until nobody can ask any more.

use super::photos;
use super::run::Prepared;
use super::snapshot::{File, Ground, Page};
use crate::diag::Diagnostic;
use crate::form::SiteEntry;
use crate::output::Origin;
use crate::photo::{self, Cache, Photos, Variant};
use crate::render::{self, HubInput, Job, Press};
use crate::url::UrlPath;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};

/// A site in memory; none of its files is made yet.
pub(super) struct OpenSite {
    name: String,
    wishes: Option<Mutex<Sender<Wish>>>,
    cache: Arc<Cache>,
    photos: Arc<Photos>,
    /// What was found while it was assembled.
    pub(super) findings: Vec<Diagnostic>,
    /// What the hub shows of it.
    pub(super) hub: Option<HubInput>,
}

/// A question to the thread of a site.
enum Wish {
    File(UrlPath, SyncSender<Result<Option<Answer>, Diagnostic>>),
    PageOf(String, SyncSender<Option<UrlPath>>),
    Forms(SyncSender<Option<SiteEntry>>),
}

/// A file, or where it comes from.
enum Answer {
    Made(Vec<u8>, Origin),
    /// It is made and kept by the cache of photos, outside the thread: that may take a while.
    Photo(Variant),
}

/// What the thread says of itself when everything is in its place.
struct Ready {
    photos: Arc<Photos>,
    findings: Vec<Diagnostic>,
    hub: Option<HubInput>,
}

impl OpenSite {
    /// Assembles a site. One without usable settings has no files, only findings.
    pub(super) fn open(ground: Arc<Ground>, name: &str) -> OpenSite {
        let (wishes, asked) = mpsc::channel();
        let (ready, told) = mpsc::sync_channel(1);
        let (own, cache) = (name.to_owned(), Arc::clone(&ground.cache));
        let thread = std::thread::Builder::new().name(format!("site {name}"));
        let started = thread.spawn(move || live(&ground, &own, &ready, &asked)).is_ok();
        let told = told.recv().ok().filter(|_| started);
        let Ready { photos, findings, hub } =
            told.unwrap_or_else(|| Ready { photos: Arc::default(), findings: Vec::new(), hub: None });
        OpenSite { name: name.to_owned(), wishes: Some(Mutex::new(wishes)), cache, photos, findings, hub }
    }

    /// The file at an address from the root of the site; none where there is none.
    ///
    /// # Errors
    /// What does not let it be made.
    pub(super) fn file(&self, path: &UrlPath) -> Result<Option<File>, Diagnostic> {
        let answer = self.ask(|answer| Wish::File(path.clone(), answer)).transpose()?.flatten();
        Ok(match answer {
            Some(Answer::Made(bytes, origin)) => Some(File { bytes: bytes.into(), page: self.page(origin) }),
            Some(Answer::Photo(variant)) => self.photo(&variant),
            None => None,
        })
    }

    /// The page that shows a text.
    pub(super) fn page_of(&self, source: &str) -> Option<UrlPath> {
        self.ask(|answer| Wish::PageOf(source.to_owned(), answer)).flatten()
    }

    /// Its forms, as an endpoint wants them.
    pub(super) fn forms(&self) -> Option<SiteEntry> {
        self.ask(Wish::Forms).flatten()
    }

    /// Asks the thread; none when it has nothing to answer with.
    fn ask<T>(&self, wish: impl FnOnce(SyncSender<T>) -> Wish) -> Option<T> {
        let (answer, answered) = mpsc::sync_channel(1);
        let wishes = self.wishes.as_ref()?;
        wishes.lock().unwrap_or_else(PoisonError::into_inner).send(wish(answer)).ok()?;
        answered.recv().ok()
    }

    fn page(&self, origin: Origin) -> Option<Page> {
        match origin {
            Origin::Page(origin) => Some(Page::of_site(&self.name, origin)),
            Origin::Copy(_) | Origin::Made => None,
        }
    }

    /// A photo that cannot be made is as one that is not there: a check says why.
    fn photo(&self, variant: &Variant) -> Option<File> {
        let made = self.cache.bytes(variant).ok();
        let made = made.or_else(|| photo::develop_file(&self.cache, &self.photos, variant).ok().flatten());
        made.map(|bytes| File { bytes: bytes.into(), page: None })
    }
}

/// The life of a site: assembled, then asked.
fn live(ground: &Ground, name: &str, ready: &SyncSender<Ready>, asked: &Receiver<Wish>) {
    let mut findings = Vec::new();
    let run = ground.run(None);
    let prepared = run.prepare(name, &ground.themes.themes, &mut findings);
    let Ok(Some(Prepared { mut site, photos, own_theme })) = prepared else {
        let _ = ready.send(Ready { photos: Arc::default(), findings, hub: None });
        return;
    };
    if let (Some(own), Some(tried)) = (site.config.feedback.url.as_mut(), &ground.endpoint) {
        own.clone_from(tried);
    }
    let photos = Arc::new(photos.with_known_lengths(&ground.cache));
    let theme = own_theme.as_ref().unwrap_or(ground.themes.themes.of(site.config.theme_name()));
    let press = Press::new(&site, &photos, theme, run.hub_path(&site));
    if ready.send(Ready { photos: Arc::clone(&photos), findings, hub: press.hub_input() }).is_err() {
        return;
    }
    let pages = Files::new(press.plan_pages(), &photos);
    let all = OnceCell::new();
    for wish in asked {
        match wish {
            // Nobody waits for an answer any more when a reader has gone away.
            Wish::File(path, answer) => {
                // The index of search is made when the first file is asked for that is none of the pages.
                let files = match pages.has(&path) {
                    true => &pages,
                    false => all.get_or_init(|| Files::new(press.plan(&ground.search), &photos)),
                };
                drop(answer.send(files.make(&ground.request.root, &press, &path)));
            }
            Wish::PageOf(source, answer) => drop(answer.send(press.page_of(&source))),
            Wish::Forms(answer) => drop(answer.send(render::site_forms(&site))),
        }
    }
}

/// Files of a site by path.
struct Files {
    jobs: Vec<Job>,
    by_path: BTreeMap<UrlPath, usize>,
    photos: BTreeMap<UrlPath, Variant>,
}

impl Files {
    fn new(jobs: Vec<Job>, photos: &Photos) -> Files {
        let (jobs, published) = photos::take(jobs, photos);
        let by_path = jobs.iter().enumerate().map(|(at, job)| (job.path().clone(), at)).collect();
        let photos = published.into_iter().map(photos::Published::into_parts).collect();
        Files { jobs, by_path, photos }
    }

    fn has(&self, path: &UrlPath) -> bool {
        self.by_path.contains_key(path) || self.photos.contains_key(path)
    }

    fn make(&self, root: &std::path::Path, press: &Press, path: &UrlPath) -> Result<Option<Answer>, Diagnostic> {
        if let Some(variant) = self.photos.get(path) {
            return Ok(Some(Answer::Photo(variant.clone())));
        }
        let Some(job) = self.by_path.get(path).and_then(|at| self.jobs.get(*at)) else { return Ok(None) };
        Ok(render::make_alone(root, press, &self.jobs, job)?.map(|(bytes, origin)| Answer::Made(bytes, origin)))
    }
}
