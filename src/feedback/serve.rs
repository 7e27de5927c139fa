//! Starting and stopping the endpoint.

use super::app::{App, router};
use super::catalogue::Catalogue;
use super::client::Proxy;
use super::inbox::{Base, Desk};
use super::keys::DayKeys;
use super::ladder::{self, Ladder};
use super::look::Look;
use super::notice::{self, Network, Post, PublicNetwork, Teller};
use super::store::{Options, Role, Secret, Sqlite, Store, StoreError};
use super::token::Tokens;
use super::{Clock, SiteId, content, doctor, inbox, openapi, operations, system};
use crate::date::Zone;
use crate::diag::Text;
use crate::form::FormsFile;
use crate::http::{self, Stop};
use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// So often the file of forms is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// So often what is over its time is looked for.
const HOUR: Duration = Duration::from_secs(3_600);
/// Messages that are deleted in one transaction, so that nobody who writes waits long.
const PURGED_AT_ONCE: i64 = 200;

/// Where sites and forms come from.
#[derive(Clone, Debug)]
pub enum Forms {
    /// A file that builds write; it is read again when it changes.
    File(PathBuf),
    /// These.
    Given(FormsFile),
}

/// How to serve.
#[derive(Clone)]
pub struct Settings {
    /// Where the data is.
    pub store: Options,
    /// Sites and forms.
    pub forms: Forms,
    /// The public listener.
    pub listen: SocketAddr,
    /// The listener for operations; none: there is none.
    pub operations: Option<SocketAddr>,
    /// Scheme, host and perhaps path under which the proxy reaches it, without `/` at its end; may be empty.
    pub public_url: String,
    /// Our own proxies.
    pub proxies: Vec<Proxy>,
    /// When too much comes.
    pub limits: ladder::Limits,
    /// How long connections may take.
    pub patience: http::Limits,
    /// By what mail is sent; none: nobody is told by mail.
    pub post: Option<Arc<Post>>,
    /// Where other programs are reached by webhooks.
    pub network: Arc<dyn Network>,
    /// Between two looks at the notices that wait.
    pub notices_every: Duration,
    /// Told what is wrong with the store, once until something else is.
    pub tell: Arc<dyn Fn(&Text) + Send + Sync>,
}

impl Settings {
    /// What is usual, for a folder of data and a file of forms, on ports that the system chooses.
    pub fn new(store: Options, forms: Forms) -> Settings {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        Settings {
            store,
            forms,
            listen: any,
            operations: Some(any),
            public_url: String::new(),
            proxies: Vec::new(),
            limits: ladder::Limits::default(),
            patience: http::Limits::default(),
            post: None,
            network: Arc::new(PublicNetwork),
            notices_every: Duration::from_secs(10),
            tell: Arc::new(|_| {}),
        }
    }
}

/// Why it does not start.
#[derive(Debug)]
pub enum ServeError {
    /// The data cannot be opened.
    Store(StoreError),
    /// The forms cannot be read: the file, and why.
    Forms(PathBuf, io::Error),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
}

impl From<StoreError> for ServeError {
    fn from(error: StoreError) -> ServeError {
        ServeError::Store(error)
    }
}

/// An endpoint that listens.
pub struct Running {
    /// Where the public listener is.
    pub address: SocketAddr,
    /// Where that for operations is.
    pub operations: Option<SocketAddr>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Returns when it was asked to stop, everybody is answered, and all that waited is written.
    pub async fn ended(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Opens the data, reads the forms, listens. Serves until `stop` is told. To be called inside a runtime.
///
/// # Errors
/// What stands in its way.
pub async fn start(settings: Settings, stop: Stop) -> Result<Running, ServeError> {
    system::want_descriptors();
    let Opened { app, base, routes } = open(&settings).await?;
    warn(&*base, &app.catalogue(), &settings.tell)?;
    let Settings { forms, listen, operations, proxies, mut patience, post, network, notices_every, .. } = settings;
    // Everybody comes through the proxy, so its connections say nothing of anybody.
    patience.shared = proxies.iter().filter_map(Proxy::single).collect();
    let mut tasks = JoinSet::new();
    let address = listen_on(listen, routes, patience, &stop, &mut tasks).await?;
    let teller = Arc::new(Teller { app: Arc::clone(&app), base, post, network });
    tasks.spawn(notice::run(teller, notices_every, stop.clone()));
    let operations = match operations {
        Some(at) => {
            let routes = operations::router(Arc::clone(&app));
            Some(listen_on(at, routes, http::Limits::default(), &stop, &mut tasks).await?)
        }
        None => None,
    };
    tasks.spawn(keep_clean(Arc::clone(&app), stop.clone()));
    if let Forms::File(path) = forms {
        tasks.spawn(watch(app, path, stop));
    }
    Ok(Running { address, operations, tasks })
}

/// An endpoint that is complete, and that nobody can reach yet.
pub(super) struct Opened {
    /// What its pages share.
    pub(super) app: Arc<App>,
    /// All that is kept.
    pub(super) base: Arc<dyn Base>,
    /// For the public, for volunteers and for builds.
    pub(super) routes: axum::Router,
}

/// Opens the data and reads the forms.
///
/// # Errors
/// What stands in its way.
pub(super) async fn open(settings: &Settings) -> Result<Opened, ServeError> {
    let options = settings.store.clone();
    let (root, clock) = (options.root.clone(), options.clock.clone());
    let opened = tokio::task::spawn_blocking(move || Sqlite::open(options)).await;
    let store = Arc::new(opened.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string())))?);
    let uploads = root.join("uploads");
    clear(&uploads).map_err(StoreError::from)?;
    let catalogue = read(&settings.forms)?;
    remember(&*store, &catalogue).await?;
    let app = Arc::new(App {
        tokens: Tokens { key: store.secret(Secret::Receipt).await? },
        stamp: store.secret(Secret::Stamp).await?,
        store: Arc::clone(&store) as Arc<dyn Store>,
        clock,
        catalogue: RwLock::new(Arc::new(catalogue)),
        look: Look::load()?,
        keys: DayKeys::new(root.join("keys")),
        ladder: Ladder::new(settings.limits),
        proxies: settings.proxies.clone(),
        public_url: settings.public_url.trim_end_matches('/').to_owned(),
        uploads,
        darkroom: Semaphore::new(1),
        tell: Arc::clone(&settings.tell),
        told: Mutex::default(),
    });
    let base: Arc<dyn Base> = store;
    let desk = Arc::new(Desk::new(Arc::clone(&app), Arc::clone(&base), settings.post.clone())?);
    let routes = router(Arc::clone(&app))
        .merge(inbox::router(Arc::clone(&desk)))
        .merge(content::router(desk))
        .merge(openapi::router());
    Ok(Opened { app, base, routes })
}

async fn listen_on(
    at: SocketAddr,
    routes: axum::Router,
    limits: http::Limits,
    stop: &Stop,
    tasks: &mut JoinSet<()>,
) -> Result<SocketAddr, ServeError> {
    let refused = |error| ServeError::Listen(at, error);
    let listener = TcpListener::bind(at).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let stop = stop.clone();
    tasks.spawn(async move {
        // It ends by itself only when it was asked to.
        let _ = http::serve(listener, routes, limits, stop).await;
    });
    Ok(address)
}

/// Uploads that were cut off by the end of the last run are nobody's.
fn clear(folder: &std::path::Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    std::fs::create_dir_all(folder)
}

/// The sites and forms as they are now.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn read(forms: &Forms) -> Result<Catalogue, ServeError> {
    match forms {
        Forms::Given(file) => Ok(Catalogue::new(file.clone())),
        Forms::File(path) => {
            let wrong = |error| ServeError::Forms(path.clone(), error);
            let text = std::fs::read_to_string(path).map_err(wrong)?;
            let file = FormsFile::from_json(&text).map_err(|error| wrong(io::Error::other(error)))?;
            Ok(Catalogue::new(file))
        }
    }
}

pub(super) async fn remember(store: &dyn Store, catalogue: &Catalogue) -> Result<(), StoreError> {
    let replies: Vec<_> = catalogue.sites().map(|site| store.remember(&site.id, site.forms())).collect();
    for reply in replies {
        reply.await?;
    }
    Ok(())
}

/// Says which sites have nobody who could let others in, or only one.
fn warn(base: &dyn Base, catalogue: &Catalogue, tell: &Arc<dyn Fn(&Text) + Send + Sync>) -> Result<(), StoreError> {
    let mut owners = BTreeMap::new();
    for site in catalogue.sites() {
        let users = base.users(&site.id)?;
        let count = users.iter().filter(|user| user.roles.get(&site.id) == Some(&Role::Owner)).count();
        owners.insert(site.id.clone(), count as u64);
    }
    doctor::owners(&owners).iter().for_each(|finding| tell(&finding.message));
    Ok(())
}

/// Deletes what is over its time, at the start and every hour.
async fn keep_clean(app: Arc<App>, stop: Stop) {
    loop {
        let ids: Vec<SiteId> = app.catalogue().sites().map(|site| site.id.clone()).collect();
        for id in ids {
            // What fails is told, and tried again in an hour.
            if let Err(error) = purge(&app.store, &id, &app.clock).await {
                app.complain(&error);
            }
        }
        tokio::select! {
            () = stop.wait() => return,
            () = tokio::time::sleep(HOUR) => {}
        }
    }
}

/// Deletes the messages of a site that are over their time; how many.
///
/// # Errors
/// What the store says.
pub async fn purge(store: &Arc<dyn Store>, site: &SiteId, clock: &Clock) -> Result<u64, StoreError> {
    let today = Zone::default().civil(clock.now()).date();
    let mut all = 0;
    loop {
        let (count, files) = store.purge(site, today, PURGED_AT_ONCE).await?;
        let (dropping, id) = (Arc::clone(store), site.clone());
        let dropped = tokio::task::spawn_blocking(move || files.iter().for_each(|file| dropping.drop_photo(&id, file)));
        // What stays goes at the next start.
        let _ = dropped.await;
        all += count;
        if count == 0 {
            return Ok(all);
        }
    }
}

/// Takes the file of forms anew when it changed. One that cannot be read leaves all as it was.
async fn watch(app: Arc<App>, path: PathBuf, stop: Stop) {
    let stamp = |path: &PathBuf| -> Option<(SystemTime, u64)> {
        let found = std::fs::metadata(path).ok()?;
        Some((found.modified().ok()?, found.len()))
    };
    let mut last = stamp(&path);
    loop {
        tokio::select! {
            () = stop.wait() => return,
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
        let now = stamp(&path);
        if now == last {
            continue;
        }
        if let Ok(catalogue) = read(&Forms::File(path.clone()))
            && remember(&*app.store, &catalogue).await.is_ok()
        {
            last = now;
            *app.catalogue.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(catalogue);
        }
    }
}
