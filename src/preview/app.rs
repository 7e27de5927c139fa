//! Addresses, and what all answers share.

use super::guard::{self, Refusal};
use super::keys::Keys;
use super::live::Live;
use super::trial::{self, Rehearsal};
use super::{Reach, assets, editor, own, reply, site};
use crate::date::Timestamp;
use crate::diag::{Language, Voice, text};
use crate::photo;
use crate::template::Theme;
use crate::watch::Touched;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{any, get, post};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, mpsc};

/// The server's state.
pub struct App {
    /// What is shown.
    pub live: Arc<Live>,
    /// The language of messages and of the editor.
    pub voice: Voice,
    /// From where it can be reached.
    pub reach: Reach,
    /// Who may write.
    pub keys: Keys,
    /// The workspace.
    pub root: PathBuf,
    /// Where changes are told that we made ourselves.
    pub changes: mpsc::Sender<Touched>,
    /// The moment that counts as now.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// The templates of our own pages, once one was asked for.
    pub theme: OnceLock<Option<Theme>>,
    /// The endpoint that forms are posted to.
    pub rehearsal: Arc<Rehearsal>,
}

impl App {
    /// The templates of our own pages.
    pub fn theme(&self) -> Option<&Theme> {
        self.theme.get_or_init(assets::theme).as_ref()
    }

    /// The language of our own pages as HTML names it.
    pub fn lang(&self) -> &'static str {
        match self.voice.language {
            Language::Bs => "bs",
            Language::BsCyrl => "bs-Cyrl",
            Language::En => "en",
        }
    }
}

/// The preview's own pages stand below this, where no site can be: names of sites have no `_`.
pub const OWN: &str = "/_zbor";

/// A photo and a text.
const LARGEST_FORM: usize = photo::MAX_FILE as usize + (2 << 20);

/// All addresses.
pub fn router(app: App) -> Router {
    let app = Arc::new(app);
    let writing = Router::new()
        .route("/nova", get(editor::new))
        .route("/uredi", get(editor::edit))
        .route("/sacuvaj", post(editor::save).layer(DefaultBodyLimit::max(LARGEST_FORM)))
        .route("/a", any(trial::inbox))
        .route("/a/{*rest}", any(trial::inbox))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), editor::permitted));
    let own = Router::new()
        .merge(writing)
        .route("/", get(editor::start))
        .route("/broj", post(editor::enter))
        .route("/provjera", get(own::check))
        .route("/own.css", get(own::style))
        .route("/editor.js", get(own::editor_script))
        .route("/live.js", get(own::script))
        .route("/events", get(own::events))
        .route("/findings", get(own::findings))
        .route("/f/{*rest}", any(trial::public))
        .route("/r/{*rest}", any(trial::public))
        .route("/s/{*rest}", any(trial::public))
        .fallback(own::missing);
    Router::new()
        .nest(OWN, own)
        .route("/_zbor/", get(editor::start))
        .fallback(site::serve)
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guarded))
        .with_state(app)
}

async fn guarded(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let own = request.uri().path().starts_with(OWN);
    let looked = guard::look(request.method(), request.uri(), request.headers(), app.reach, own);
    reply::sealed(match looked {
        Ok(()) => next.run(request).await,
        Err(Refusal::Host) => refused(
            &app,
            StatusCode::MISDIRECTED_REQUEST,
            &text!(
                "Pregled se otvara samo na adresi koju je ispisao program.",
                "The preview opens only at the address that the program printed."
            ),
        ),
        Err(Refusal::Origin) => refused(
            &app,
            StatusCode::FORBIDDEN,
            &text!("Drugi sajtovi ovdje ne mogu ni čitati ni pisati.", "Other sites can neither read nor write here."),
        ),
    })
}

fn refused(app: &App, status: StatusCode, words: &crate::diag::Text) -> Response {
    reply::words(status, &app.voice.say(words))
}
