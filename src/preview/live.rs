//! What is shown now: the last good snapshot, swapped whole after each change, and what is known to be wrong with it.

use super::events::Events;
use super::findings;
use crate::answers::Answers;
use crate::build::{BuildError, File, Report, Session, Snapshot, Touch};
use crate::date::Timestamp;
use crate::diag::{At, Diagnostic, Severity, text};
use crate::load::Folder;
use crate::site;
use crate::url::UrlPath;
use crate::watch::Touched;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// A request waits at most so long for a change that is on its way.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// After a change the whole check waits for so much quiet: whoever writes saves again and again.
const CHECK_AFTER: Duration = Duration::from_millis(400);
/// So many pages that somebody looked at are kept, to stand beneath a mistake that took them away.
const KEPT: usize = 64;

/// The state of the preview.
pub struct Live {
    /// Counts signs of changes, those that are not read yet among them.
    pub seen: AtomicU64,
    /// Up to which of them the snapshot is; 0 before the first.
    ready: watch::Sender<u64>,
    shown: Mutex<Shown>,
    kept: Mutex<Vec<(UrlPath, File)>>,
    /// What was published while forms were tried, by the names of the folders of the sites.
    tried: Mutex<BTreeMap<String, Answers>>,
    /// Open pages.
    pub events: Events,
    ended: AtomicBool,
}

#[derive(Clone, Default)]
struct Shown {
    snapshot: Option<Arc<Snapshot>>,
    known: Arc<Known>,
}

/// What is wrong.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// All findings, in their stable order.
    pub findings: Vec<Diagnostic>,
    /// Whether finished pages were looked at, too.
    pub complete: bool,
}

impl Live {
    /// Nothing was read yet.
    pub fn new() -> Live {
        Live {
            seen: AtomicU64::new(1),
            ready: watch::Sender::new(0),
            shown: Mutex::default(),
            kept: Mutex::default(),
            tried: Mutex::default(),
            events: Events::default(),
            ended: AtomicBool::new(false),
        }
    }

    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The current snapshot. Waits for a change that is known to be on its way; none where nothing could be read yet.
    pub async fn snapshot(&self) -> Option<Arc<Snapshot>> {
        let wanted = self.seen.load(Ordering::SeqCst);
        let mut ready = self.ready.subscribe();
        // What does not come in time is served as it was.
        let _ = tokio::time::timeout(LONGEST_WAIT, ready.wait_for(|ready| *ready >= wanted)).await;
        self.shown().snapshot.clone()
    }

    /// What is known to be wrong by now: what the whole check found, or what reading and assembling did.
    pub fn known(&self) -> Arc<Known> {
        let Shown { snapshot, known } = self.shown().clone();
        match snapshot {
            Some(snapshot) if !known.complete => quick(&snapshot, &known),
            _ => known,
        }
    }

    /// Keeps a page that somebody looks at.
    pub fn keep(&self, path: &UrlPath, file: &File) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| known != path);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((path.clone(), file.clone()));
    }

    /// A page that somebody looked at.
    pub fn kept(&self, path: &UrlPath) -> Option<File> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == path).map(|(_, file)| file.clone())
    }

    /// The last good page at an address that a snapshot does not have, as long as something in it is so wrong that it
    /// may be why.
    pub fn last_good(&self, path: &UrlPath, snapshot: &Snapshot) -> Option<File> {
        let is_wrong = || snapshot.findings().iter().any(|finding| finding.severity == Severity::Error);
        self.kept(path).filter(|_| is_wrong())
    }

    /// Takes what each site published while forms were tried; the files of answers that are others by that, though nothing
    /// is written to them.
    pub fn show_answers(&self, published: BTreeMap<String, Answers>, snapshot: &Snapshot) -> BTreeSet<String> {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |(name, answers): &(&String, &Answers)| tried.get(*name) != Some(*answers);
        let path = |name: &String| snapshot.workspace().sites.get(name).map(Folder::answers_path);
        let paths = published.iter().filter(is_new).filter_map(|(name, _)| path(name)).collect();
        *tried = published;
        paths
    }

    /// Ends the work and all streams.
    pub fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.events.end();
    }

    /// Reads the workspace, and again after every change, until nobody is there to tell of one.
    pub fn work(self: &Arc<Live>, mut session: Session, changes: &Receiver<Touched>, clock: &dyn Fn() -> Timestamp) {
        let mut touch = Touch::Everything;
        let mut before: Option<Arc<Snapshot>> = None;
        loop {
            let mark = self.seen.load(Ordering::SeqCst);
            let now = clock();
            session.set_now(now);
            session.show_answers(self.tried.lock().unwrap_or_else(PoisonError::into_inner).clone());
            let stop = Arc::new(AtomicBool::new(false));
            match session.look(&touch) {
                Ok(snapshot) => {
                    self.show(&snapshot, before.as_deref(), mark);
                    self.check_behind(&snapshot, &stop);
                    before = Some(snapshot);
                }
                Err(error) => self.fail(&error, mark),
            }
            let today = site::default_day(now);
            let Some(touched) = self.next(changes, &|| site::default_day(clock()) == today) else { return };
            stop.store(true, Ordering::SeqCst);
            self.events.tell("changed", if only_styles(&touched) { "styles" } else { "pages" });
            touch = match touched {
                Touched::Paths(paths) => Touch::Paths(paths),
                Touched::Everything => Touch::Everything,
            };
        }
    }

    /// The next change, with all that has come since; another day changes everything. None at the end.
    fn next(&self, changes: &Receiver<Touched>, same_day: &dyn Fn() -> bool) -> Option<Touched> {
        let mut touched = loop {
            match changes.recv_timeout(Duration::from_secs(1)) {
                Ok(touched) => break touched,
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if self.ended.load(Ordering::SeqCst) => return None,
                Err(RecvTimeoutError::Timeout) if same_day() => {}
                Err(RecvTimeoutError::Timeout) => break Touched::Everything,
            }
        };
        changes.try_iter().for_each(|more| touched.join(more));
        Some(touched)
    }

    /// Swaps the snapshot, lets go all who wait for it, and says what is known to be wrong by now.
    fn show(&self, snapshot: &Arc<Snapshot>, before: Option<&Snapshot>, mark: u64) {
        let known = quick(snapshot, &self.shown().known);
        *self.shown() = Shown { snapshot: Some(Arc::clone(snapshot)), known };
        self.ready.send_replace(mark);
        // The sites that somebody looks at are assembled now, since their mistakes are wanted soon.
        before.map(Snapshot::open_sites).into_iter().flatten().for_each(|name| snapshot.warm(&name));
        self.tell_findings();
    }

    /// Tells open pages what is wrong.
    fn tell_findings(&self) {
        self.events.tell("findings", "");
    }

    fn fail(&self, error: &BuildError, mark: u64) {
        self.shown().known = Arc::new(Known { findings: vec![unreadable(error)], complete: true });
        self.ready.send_replace(mark);
        self.tell_findings();
    }

    /// Looks at every page, in a thread of its own, until another change comes.
    fn check_behind(self: &Arc<Live>, snapshot: &Arc<Snapshot>, stop: &Arc<AtomicBool>) {
        let (live, snapshot, stop) = (Arc::clone(self), Arc::clone(snapshot), Arc::clone(stop));
        let checking = move || {
            if live.is_left(CHECK_AFTER, &stop) {
                return;
            }
            if let Some(Ok(report)) = alone(|| snapshot.check(&stop)) {
                live.checked(report, &snapshot);
            }
        };
        // Without a thread nobody looks at finished pages; `check` still does.
        let _ = std::thread::Builder::new().name("check".to_owned()).spawn(checking);
    }

    /// Waits; whether it became pointless meanwhile.
    fn is_left(&self, time: Duration, stop: &AtomicBool) -> bool {
        const STEP: Duration = Duration::from_millis(50);
        let over = || stop.load(Ordering::SeqCst) || self.ended.load(Ordering::SeqCst);
        (0..time.as_millis() / STEP.as_millis()).any(|_| {
            std::thread::sleep(STEP);
            over()
        }) || over()
    }

    fn checked(&self, report: Report, snapshot: &Arc<Snapshot>) {
        let mut shown = self.shown();
        if shown.snapshot.as_ref().is_some_and(|now| Arc::ptr_eq(now, snapshot)) {
            shown.known = Arc::new(Known { findings: report.findings, complete: true });
            drop(shown);
            self.tell_findings();
        }
    }
}

/// What reading and assembling found, with what the last whole check found beyond that.
fn quick(snapshot: &Snapshot, last: &Known) -> Arc<Known> {
    let mut findings = snapshot.findings();
    findings.extend(last.findings.iter().filter(|finding| findings::is_of_pages(finding)).cloned());
    crate::diag::sort(&mut findings);
    Arc::new(Known { findings, complete: false })
}

/// Runs work that is in no hurry on one thread, so that pages are made by the others.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok()?;
    Some(pool.install(work))
}

fn only_styles(touched: &Touched) -> bool {
    matches!(touched, Touched::Paths(paths) if paths.iter().all(|path| path.ends_with(".css")))
}

fn unreadable(error: &BuildError) -> Diagnostic {
    let said = error.to_string();
    Diagnostic::error(
        "W012",
        At::Workspace,
        text!("fascikla se ne može pročitati: `{said}`", "the folder cannot be read: `{said}`"),
    )
    .help(text!(
        "provjerite da je fascikla još na svom mjestu; čim bude, pregled se nastavlja sam",
        "check that the folder is still in its place; as soon as it is, the preview goes on by itself"
    ))
}
