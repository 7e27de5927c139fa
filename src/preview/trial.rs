//! The forms of the sites, posted to a real endpoint in this process, so that the whole way of a message can be tried:
//! form, receipt, inbox, reply, and the reply on the site. Its data lies in a folder for one run and goes with it.
//!
//! ```text
//! page ─ POST /_zbor/f/… ─▶ feedback::Trial ─ 303 ─▶ /_zbor/r/…        receipt, status
//!                            │  ▲
//!                            │  └─ /_zbor/a/…                          inbox; whoever may write here is its volunteer
//!                            └─ published ─▶ Live ─▶ Session           shown on the site, never written to a file
//! ```

use super::app::{App, OWN};
use super::reply;
use crate::build::Snapshot;
use crate::diag::text;
use crate::feedback::store::is_abandoned;
use crate::feedback::{Clock, ServeError, Trial, random};
use crate::form::{FormsFile, SiteEntry};
use crate::http::Peer;
use crate::watch::Touched;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Extensions, Method, StatusCode};
use axum::response::Response;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Weak};
use tokio::sync::Mutex;
use tokio::time::Instant;
use tower::ServiceExt;

/// The slug of the only site of a workspace, as the endpoint names it.
const ONLY_SITE: &str = "mz";

/// The endpoint, once somebody used a form: whoever only writes pays nothing for it.
#[derive(Default)]
pub struct Rehearsal(Mutex<Option<Stage>>);

/// An endpoint that runs.
struct Stage {
    trial: Trial,
    /// Of the forms that it has.
    snapshot: Weak<Snapshot>,
    /// Its clock, which goes on from the moment that the preview shows.
    millis: Arc<AtomicI64>,
    began: Instant,
    from: i64,
    /// Last, so that the endpoint is gone before its data is.
    _folder: Folder,
}

/// How the folders of all runs begin.
const FOLDERS: &str = "zbor-proba-";

/// A folder for one run.
struct Folder(PathBuf);

/// Removes what previews left behind that were killed: folders of which nobody holds the lock.
fn sweep(temporary: &Path) {
    for entry in std::fs::read_dir(temporary).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(FOLDERS));
        // One that is a link, or somebody else's, is not ours to remove.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_ours && is_folder && is_abandoned(&entry.path()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What the system does not let go now goes when the next trial begins.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Rehearsal {
    /// The endpoint with the forms and the moment of now, and the request as it wants it; none where it cannot be opened.
    async fn ready(
        &self,
        app: &App,
        snapshot: &Arc<Snapshot>,
        request: Request,
        who: Who,
    ) -> Option<(Router, Request)> {
        let mut stage = self.0.lock().await;
        if stage.is_none() {
            *stage = Stage::set(app).await.ok();
        }
        let stage = stage.as_mut()?;
        stage.follow(app, snapshot).await.ok()?;
        Some((stage.trial.routes(), handed_on(request, &stage.trial, who)))
    }

    /// Shows on the sites what is published now.
    async fn publish(&self, app: &App, snapshot: &Snapshot) {
        if let Some(stage) = self.0.lock().await.as_ref() {
            stage.publish(app, snapshot).await;
        }
    }

    /// Ends it, and what was tried is gone.
    pub async fn end(&self) {
        self.0.lock().await.take();
    }
}

/// Everything that residents ask of the endpoint.
pub async fn public(State(app): State<Arc<App>>, request: Request) -> Response {
    answer(&app, request, Who::Resident).await
}

/// The inbox, for those who may write.
pub async fn inbox(State(app): State<Arc<App>>, request: Request) -> Response {
    // There is no logging in and out: whoever comes as far as this is in.
    if request.uri().path().starts_with("/a/-/") {
        return reply::see(&format!("{OWN}/a"));
    }
    answer(&app, request, Who::Volunteer).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Resident,
    Volunteer,
}

async fn answer(app: &App, request: Request, who: Who) -> Response {
    let Some(snapshot) = app.live.snapshot().await else { return unready(app) };
    let writes = *request.method() == Method::POST;
    let Some((routes, request)) = app.rehearsal.ready(app, &snapshot, request, who).await else { return unready(app) };
    // Nobody waits for somebody else's slow upload: the stage is free meanwhile.
    let response = routes.oneshot(request).await.unwrap_or_else(|never| match never {});
    if writes && response.status() == StatusCode::SEE_OTHER {
        app.rehearsal.publish(app, &snapshot).await;
    }
    response
}

/// A request as if it had come to the endpoint itself: nothing is left of what our own router noted in it.
fn handed_on(request: Request, trial: &Trial, who: Who) -> Request {
    let (mut parts, body) = request.into_parts();
    let peer = parts.extensions.get::<Peer>().copied();
    parts.extensions = Extensions::new();
    if let Some(peer) = peer {
        parts.extensions.insert(peer);
    }
    if who == Who::Volunteer {
        trial.let_in(&mut parts.headers);
    }
    Request::from_parts(parts, body)
}

impl Stage {
    /// Opens the endpoint on an empty folder.
    async fn set(app: &App) -> Result<Stage, ServeError> {
        sweep(&std::env::temp_dir());
        let folder = Folder(std::env::temp_dir().join(format!("{FOLDERS}{}", random::name()?)));
        private(&folder.0).map_err(crate::feedback::store::StoreError::from)?;
        let from = (app.clock)().as_millisecond();
        let millis = Arc::new(AtomicI64::new(from));
        let clock = Clock::Set(Arc::clone(&millis));
        let name = app.voice.say(&text!("Proba", "Trial"));
        let trial = Trial::open(folder.0.clone(), OWN, &name, clock).await?;
        Ok(Stage { trial, snapshot: Weak::new(), millis, began: Instant::now(), from, _folder: folder })
    }

    /// Takes the moment, and the forms where they may be others.
    async fn follow(&mut self, app: &App, snapshot: &Arc<Snapshot>) -> Result<(), ServeError> {
        let passed = i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.millis.store(self.from.saturating_add(passed), Ordering::SeqCst);
        if std::ptr::eq(self.snapshot.as_ptr(), Arc::as_ptr(snapshot)) {
            return Ok(());
        }
        let read = Arc::clone(snapshot);
        let forms = tokio::task::spawn_blocking(move || read.forms()).await.unwrap_or_default();
        let addresses: BTreeMap<String, String> =
            snapshot.sites().map(|(name, folder)| (name.to_owned(), folder.encoded())).collect();
        let tried = app.voice.say(&text!("proba", "trial"));
        let sites = forms.into_iter().map(|(name, entry)| SiteEntry {
            // "Back to the site" leads to the one that is previewed.
            base_url: addresses.get(&name).map(|address| address.trim_end_matches('/').to_owned()),
            name: format!("{} – {tried}", entry.name),
            ..entry
        });
        let sites = sites.collect();
        self.trial.take(FormsFile { version: FormsFile::VERSION, sites }).await?;
        self.snapshot = Arc::downgrade(snapshot);
        Ok(())
    }

    /// Shows on the sites what is published now. What cannot be read now is shown the next time.
    async fn publish(&self, app: &App, snapshot: &Snapshot) {
        let Ok(published) = self.trial.published().await else { return };
        let name = |slug: &str| {
            let is_it = |name: &str| if name.is_empty() { slug == ONLY_SITE } else { crate::lang::slug(name) == slug };
            let single = snapshot.workspace().single;
            snapshot.sites().map(|(name, _)| name).find(|name| single || is_it(name)).map(str::to_owned)
        };
        let published = published.into_iter().filter_map(|(slug, answers)| Some((name(&slug)?, answers)));
        let paths = app.live.show_answers(published.collect(), snapshot);
        if !paths.is_empty() {
            // The watcher has no part in it: nothing is written.
            app.live.seen.fetch_add(1, Ordering::SeqCst);
            let _ = app.changes.send(Touched::Paths(paths));
        }
    }
}

#[cfg(unix)]
fn private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn private(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir(folder)
}

fn unready(app: &App) -> Response {
    let words = app.voice.say(&text!(
        "Obrasci se sada ne mogu probati: fascikla se ne može pročitati, ili nema mjesta za privremene datoteke. Šta je krivo, piše u provjeri.",
        "Forms cannot be tried now: the folder cannot be read, or there is no room for temporary files. What is wrong stands in the check."
    ));
    reply::words(StatusCode::SERVICE_UNAVAILABLE, &words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_a_killed_preview_left_goes_and_what_one_has_stays() {
        let dir = tempfile::tempdir().unwrap();
        let folder = |name: &str| {
            let path = dir.path().join(name);
            fs::create_dir(&path).unwrap();
            path
        };
        let locked = |path: &Path| fs::File::create(path.join("lock")).unwrap();
        let (killed, held) = (folder("zbor-proba-1"), folder("zbor-proba-2"));
        let (begun, foreign) = (folder("zbor-proba-3"), folder("other"));
        drop((locked(&killed), locked(&foreign)));
        fs::create_dir(killed.join("sites")).unwrap();
        let lock = locked(&held);
        lock.lock().unwrap();
        sweep(dir.path());
        assert!(!killed.exists());
        assert!(held.exists() && begun.exists() && foreign.exists());
        drop(lock);
        sweep(dir.path());
        assert!(!held.exists());
    }
}
