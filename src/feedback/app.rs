//! What all handlers share, and which of them answers what.

use super::catalogue::{Catalogue, Site};
use super::client::{self, Proxy};
use super::keys::{DayKeys, mac, network};
use super::ladder::Ladder;
use super::look::{self, Look, Page, Way};
use super::store::{Store, StoreError};
use super::token::Tokens;
use super::{Clock, photos, post, receipt, status};
use crate::diag::Text;
use crate::lang::{Labels, Locale};
use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, Response, StatusCode, request::Parts};
use axum::routing::{get, post as posted};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio::sync::Semaphore;

/// The endpoint.
pub struct App {
    /// What is kept.
    pub store: Arc<dyn Store>,
    /// The clock that deadlines go by.
    pub clock: Clock,
    /// Sites and forms; replaced as a whole when the file changes.
    pub catalogue: RwLock<Arc<Catalogue>>,
    /// Templates.
    pub look: Look,
    /// Keys of the day.
    pub keys: DayKeys,
    /// Tokens of receipts.
    pub tokens: Tokens,
    /// The key of stamps.
    pub stamp: [u8; 32],
    /// What happens when too much comes.
    pub ladder: Ladder,
    /// Our own proxies.
    pub proxies: Vec<Proxy>,
    /// Where the endpoint is reached; empty: by a path alone.
    pub public_url: String,
    /// Where uploads wait.
    pub uploads: PathBuf,
    /// One photo is opened at a time.
    pub darkroom: Semaphore,
    /// Told what is wrong with the store.
    pub tell: Arc<dyn Fn(&Text) + Send + Sync>,
    /// What it was told last.
    pub told: Mutex<Option<Text>>,
}

/// The endpoint as handlers get it.
pub type Shared = Arc<App>;

/// Who asks, hashed.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    /// Under the key of today.
    pub today: [u8; 32],
    /// Under that of yesterday.
    pub yesterday: [u8; 32],
}

/// The public routes.
pub fn router(app: Shared) -> Router {
    Router::new()
        .route("/f/{site}/{form}", get(post::form).post(post::submit))
        .route("/r/{token}", get(receipt::show))
        .route("/r/{token}/{photo}", get(photos::show))
        .route("/s/{site}", get(status::list))
        .route("/s/{site}/{reference}", get(status::one))
        .route("/s/{site}/{reference}/add", posted(receipt::add))
        .route("/s/{site}/{reference}/reopen", posted(receipt::reopen))
        .route("/s/{site}/{reference}/support", posted(status::support))
        .route("/s/{site}/{reference}/erase", posted(receipt::erase))
        .fallback(|| async { look::plain(StatusCode::NOT_FOUND, "404") })
        // Bodies have limits of their own, where they are read.
        .layer(DefaultBodyLimit::disable())
        .with_state(app)
}

impl App {
    /// The sites as they are now.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Who asks.
    ///
    /// # Errors
    /// When a new key of the day cannot be kept.
    pub fn asker(&self, parts: &Parts) -> Result<Asker, StoreError> {
        let network = network(client::address(&parts.extensions, &parts.headers, &self.proxies));
        let [today, yesterday] = self.keys.at(self.clock.now())?;
        let hash = |key: &[u8; 32]| mac(key, &[b"network", &network]);
        Ok(Asker { today: hash(&today), yesterday: hash(&yesterday) })
    }

    /// Does something that blocks, on a thread for it.
    ///
    /// # Errors
    /// What it says.
    pub async fn blocking<T: Send + 'static>(
        self: &Arc<App>,
        work: impl FnOnce(&App) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let app = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || work(&app)).await;
        done.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string())))
    }

    /// Whether messages of a site wait past the day that was promised. While the database cannot be read nobody
    /// knows, and forms say what they say.
    pub async fn is_late(self: &Arc<App>, site: &Site) -> bool {
        let (id, today) = (site.id.clone(), site.zone.civil(self.clock.now()).date());
        self.blocking(move |app| app.store.late(&id, today)).await.is_ok_and(|count| count > 0)
    }

    /// A page of a site with nothing on it yet.
    pub fn page(&self, site: &Site, labels: &Labels, heading: String) -> Page {
        let entry = &site.entry;
        let home = entry.base_url.as_ref().map(|base| format!("{base}/")).unwrap_or_default();
        let mut ways = Vec::new();
        if !home.is_empty() {
            ways.push(Way { url: home.clone(), label: labels.get("endpoint.back").to_owned() });
        }
        ways.extend(contact_ways(site));
        Page {
            lang: labels.locale.tag().to_owned(),
            title: format!("{heading} · {}", entry.name),
            style: self.look.style(site),
            site: entry.name.clone(),
            home,
            heading,
            alert: None,
            ways,
        }
    }

    /// Whether a post comes from a page of somebody else. A missing origin says nothing (old telephones), and neither
    /// does `null` (a page that tells nobody where it is).
    pub fn is_foreign(&self, site: &Site, headers: &HeaderMap) -> bool {
        let origin = headers.get("origin").and_then(|value| value.to_str().ok()).map(str::to_ascii_lowercase);
        let Some(origin) = origin.filter(|origin| origin != "null") else { return false };
        let Some(own) = site.origin() else { return false };
        let host = headers.get("host").and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
        let is_here = origin.split_once("://").is_some_and(|(_, authority)| authority == host);
        let is_public = origin_of(&self.public_url).is_some_and(|public| public == origin);
        origin != own && !is_here && !is_public
    }

    /// Tells whoever runs the server what is wrong, once until something else is.
    pub fn complain(&self, error: &StoreError) {
        if matches!(error, StoreError::Unknown | StoreError::Refused) {
            return;
        }
        let message = error.message();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.as_ref() != Some(&message) {
            (self.tell)(&message);
            *told = Some(message);
        }
    }

    /// The page for what went wrong with the store, where there is nothing typed to keep.
    pub fn failed(&self, site: &Site, locale: Locale, error: &StoreError) -> Response<Body> {
        self.complain(error);
        let labels = Labels::builtin(locale);
        let (status, key) = match error {
            StoreError::Unknown => (StatusCode::NOT_FOUND, "endpoint.unknown"),
            StoreError::Refused => (StatusCode::CONFLICT, "endpoint.refused"),
            _ => (StatusCode::SERVICE_UNAVAILABLE, "error.server"),
        };
        let text = labels.fill(key, &[("phone", site.entry.contact.phone.as_deref().unwrap_or("–"))]);
        let page = self.page(site, labels, labels.get("endpoint.statuses").to_owned());
        self.look.answer(status, "feedback/kept.html", &page, &Kept { text, rows: Vec::new() })
    }
}

/// Telephone and e-mail of a site.
pub fn contact_ways(site: &Site) -> Vec<Way> {
    let contact = &site.entry.contact;
    let phone = contact.phone.iter().map(|phone| Way { url: dialled(phone), label: phone.clone() });
    phone.chain(contact.email.iter().map(|mail| Way { url: format!("mailto:{mail}"), label: mail.clone() })).collect()
}

/// A page that shows what was typed, or nothing but a sentence.
#[derive(serde::Serialize)]
pub struct Kept {
    /// The sentence.
    pub text: String,
    /// What was typed.
    pub rows: Vec<super::look::Row>,
}

/// A telephone number as a link.
fn dialled(phone: &str) -> String {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

fn origin_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    Some(format!("{scheme}://{}", rest.split('/').next()?).to_ascii_lowercase())
}
