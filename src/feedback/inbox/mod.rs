//! The inbox: what volunteers see of what came, and do with it. For telephones first, without script.
//!
//! ```text
//! request ─ door: cookie ─▶ session ─▶ user, role on this site ─▶ Visit ─ one file a page ─▶ page, or 303
//!           post: same origin
//! ```
//!
//! Whoever has no role on a site is told what everybody is told of a site that does not exist.

mod backup;
mod door;
mod home;
mod item;
mod list;
mod login;
mod mark;
mod paper;
mod people;
mod settings;
mod statistics;
mod votes;
mod words;

use super::app::Shared;
use super::attempts::Attempts;
use super::notice::Post;
use super::password::Passwords;
use super::store::{Content, Inbox, Outbox, People, Store, StoreError};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use std::sync::Arc;

pub(super) use door::{admit, hash as hashed};
pub use settings::Settings;
pub(super) use votes::options as poll_options;
pub use words::Words;

/// Longer posts of volunteers are none of ours.
const LONGEST_POST: usize = 128 * 1024;
/// A text that a volunteer writes, in letters.
const LONGEST_TEXT: usize = 8_000;

/// All that is kept.
pub trait Base: Store + People + Inbox + Outbox + Content {}
impl<T: Store + People + Inbox + Outbox + Content> Base for T {}

/// What the pages of the inbox share.
pub struct Desk {
    /// The endpoint.
    pub app: Shared,
    /// What is kept.
    pub base: Arc<dyn Base>,
    /// Passwords are tried here.
    pub passwords: Passwords,
    /// Who failed lately.
    pub attempts: Attempts,
    /// For mailed links; none where there is no mail.
    pub post: Option<Arc<Post>>,
}

impl Desk {
    /// The inbox of an endpoint.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new(app: Shared, base: Arc<dyn Base>, post: Option<Arc<Post>>) -> Result<Desk, StoreError> {
        Ok(Desk { app, base, passwords: Passwords::new()?, attempts: Attempts::default(), post })
    }

    /// Does something that blocks, on a thread for it.
    async fn blocking<T: Send + 'static>(
        self: &Arc<Desk>,
        work: impl FnOnce(&dyn Base) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let base = Arc::clone(&self.base);
        let done = tokio::task::spawn_blocking(move || work(&*base)).await;
        done.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string())))
    }
}

/// The routes of volunteers. A slug never begins with a dash, so `-` is the place of what belongs to no site.
pub fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/a", get(home::front))
        .route("/a/-/login", get(login::page).post(login::enter))
        .route("/a/-/link", get(login::page).post(login::mail))
        .route("/a/-/link/{secret}", get(login::link).post(login::use_link))
        .route("/a/-/logout", get(login::page).post(login::leave))
        .route("/a/{site}", get(home::site))
        .route("/a/{site}/list", get(list::page))
        .route("/a/{site}/m/{reference}", get(item::page).post(item::act))
        .route("/a/{site}/m/{reference}/person", get(item::page).post(item::person))
        .route("/a/{site}/m/{reference}/photo/{number}", get(item::photo))
        .route("/a/{site}/write", get(paper::page).post(paper::save))
        .route("/a/{site}/votes", get(votes::page).post(votes::save))
        .route("/a/{site}/done", get(statistics::done).post(statistics::save_done))
        .route("/a/{site}/statistics", get(statistics::page))
        .route("/a/{site}/record", get(statistics::record))
        .route("/a/{site}/people", get(people::page).post(people::invite))
        .route("/a/{site}/people/role", get(people::page).post(people::role))
        .route("/a/{site}/backup", get(people::page).post(backup::download))
        .route("/a/{site}/settings", get(settings::page).post(settings::save))
        .route("/a/{site}/dead", get(settings::page).post(settings::retry))
        .layer(DefaultBodyLimit::max(LONGEST_POST))
        .with_state(desk)
}
