//! The door of the inbox: who comes in, and whether a post is ours.

use super::super::app::App;
use super::super::catalogue::{Catalogue, Site};
use super::super::look::{Page, Way, plain, see_other};
use super::super::store::{Deed, Hand, Role, StoreError, User};
use super::{Desk, Words};
use crate::date::{Date, Timestamp, spoken};
use crate::lang::Labels;
use axum::RequestPartsExt;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The cookie: only over TLS (or on this computer), only for this host, never for a script.
const COOKIE_NAME: &str = "__Host-zbor";

/// Somebody at work on a site.
pub(super) struct Visit {
    pub(super) desk: Arc<Desk>,
    pub(super) site: Arc<Site>,
    pub(super) user: User,
    pub(super) role: Role,
    pub(super) words: Words,
    pub(super) labels: &'static Labels,
    pub(super) now: Timestamp,
}

/// Who comes in, for a role. A handler that asks for one of these is reached by nobody who may less, and by no post that
/// does not come from a page of ours: neither can be forgotten.
macro_rules! doors {
    ($($(#[$doc:meta])* $name:ident = $role:expr,)*) => {$(
        $(#[$doc])*
        pub(super) struct $name(pub(super) Visit);

        impl FromRequestParts<Arc<Desk>> for $name {
            type Rejection = Response<Body>;

            async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<$name, Response<Body>> {
                enter(desk, parts, $role).await.map($name)
            }
        }
    )*};
}

doors! {
    /// Whoever may read.
    Reading = Role::Reader,
    /// Whoever may answer.
    Editing = Role::Editor,
    /// Whoever may say how things are done.
    Owning = Role::Owner,
}

/// What every page of the inbox has beside the usual.
#[derive(Serialize)]
pub(super) struct Frame<T> {
    /// Words.
    w: BTreeMap<&'static str, String>,
    /// To the parts of the inbox.
    nav: Vec<Way>,
    /// Who is logged in.
    who: String,
    /// Whether they may do more than read.
    edits: bool,
    /// Where the inbox of the site begins.
    at: String,
    /// Where one logs out.
    out: String,
    /// What was just done.
    done: String,
    #[serde(flatten)]
    own: T,
}

/// Who is logged in; none: nobody.
pub(super) async fn user(desk: &Arc<Desk>, headers: &HeaderMap) -> Result<Option<User>, StoreError> {
    let Some(hash) = cookie(headers).map(|value| hash(&value)) else { return Ok(None) };
    let now = desk.app.clock.now();
    desk.blocking(move |base| base.session(&hash, now)).await
}

/// Lets in whoever has at least a role on the site of a request. Others learn nothing of it.
async fn enter(desk: &Arc<Desk>, parts: &mut Parts, least: Role) -> Result<Visit, Response<Body>> {
    let nowhere = || plain(StatusCode::NOT_FOUND, "404");
    let Path(names): Path<Vec<(String, String)>> = parts.extract().await.map_err(|_| nowhere())?;
    let slug = names.into_iter().find_map(|(name, value)| (name == "site").then_some(value)).unwrap_or_default();
    let catalogue = desk.app.catalogue();
    if !matches!(parts.method, Method::GET | Method::HEAD) && !is_ours(&desk.app, &parts.headers) {
        return Err(foreign(&catalogue, &slug));
    }
    let user = match user(desk, &parts.headers).await {
        Ok(Some(user)) => user,
        Ok(None) => return Err(see_other(&format!("{}/a/-/login", desk.app.public_url))),
        Err(error) => return Err(broken(&desk.app, &error)),
    };
    let found = catalogue.shared(&slug).and_then(|site| Some((Arc::clone(&site), *user.roles.get(&site.id)?)));
    let Some((site, role)) = found else { return Err(nowhere()) };
    let locale = site.first_language();
    let words = Words::of(locale);
    if role < least {
        return Err(plain(StatusCode::FORBIDDEN, &words.say("no_rights")));
    }
    let (desk, now) = (Arc::clone(desk), desk.app.clock.now());
    Ok(Visit { desk, site, user, role, words, labels: Labels::builtin(locale), now })
}

/// Whether a post comes from a page of this host: what the browser says of it, and where it says nothing, the origin.
/// One that says neither is none of ours: every browser that volunteers have tells one of them.
pub(super) fn is_ours(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_ascii_lowercase);
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text("origin") else { return false };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    let public = app.public_url.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    let here = text("host");
    authority.is_some_and(|authority| Some(authority) == here.as_deref() || Some(authority) == public)
}

pub(super) fn foreign(catalogue: &Catalogue, slug: &str) -> Response<Body> {
    let locale = catalogue.site(slug).map_or(crate::lang::Locale::Bs, Site::first_language);
    plain(StatusCode::FORBIDDEN, &Words::of(locale).say("origin"))
}

/// The database does not answer.
pub(super) fn broken(app: &App, error: &StoreError) -> Response<Body> {
    app.complain(error);
    let status = match error {
        StoreError::Unknown => StatusCode::NOT_FOUND,
        StoreError::Refused => StatusCode::CONFLICT,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    plain(status, status.as_str())
}

impl Visit {
    /// Where the inbox of the site begins.
    pub(super) fn at(&self) -> String {
        format!("{}/a/{}", self.desk.app.public_url, self.site.id)
    }

    /// The day where the site is.
    pub(super) fn today(&self) -> Date {
        self.site.zone.civil(self.now).date()
    }

    /// Whose deed it is that is done here.
    pub(super) fn hand(&self) -> Hand {
        Hand { user: self.user.id, at: self.now, day: self.today() }
    }

    /// A day in words.
    pub(super) fn day(&self, at: Timestamp) -> String {
        spoken::long(self.labels, self.site.zone.civil(at).date())
    }

    /// Writes down what is done here.
    pub(super) async fn note(&self, action: &'static str, item: String, detail: String) -> Result<(), StoreError> {
        let deed = Deed { user: Some(self.user.id), site: Some(self.site.id.clone()), action, item, detail };
        self.desk.base.note(deed, self.now).await
    }

    /// A page of the inbox. `done` says what was just done; may be empty.
    pub(super) fn answer<T: Serialize>(
        &self,
        status: StatusCode,
        template: &str,
        heading: &str,
        done: String,
        own: T,
    ) -> Response<Body> {
        let app = &self.desk.app;
        let page = Page { ways: Vec::new(), ..app.page(&self.site, self.labels, heading.to_owned()) };
        let frame = Frame {
            w: self.words.all(),
            nav: self.nav(),
            who: self.user.name.clone(),
            edits: self.role >= Role::Editor,
            at: self.at(),
            out: format!("{}/a/-/logout", app.public_url),
            done,
            own,
        };
        app.look.answer(status, template, &page, &frame)
    }

    /// What went wrong with the database.
    pub(super) fn failed(&self, error: &StoreError) -> Response<Body> {
        broken(&self.desk.app, error)
    }

    fn nav(&self) -> Vec<Way> {
        let at = self.at();
        let mut ways = vec![(String::new(), "inbox"), ("/list".to_owned(), "messages")];
        if self.role >= Role::Editor {
            ways.extend([("/write".to_owned(), "paper_title"), ("/votes".to_owned(), "votes_title")]);
            ways.push(("/done".to_owned(), "done_title"));
        }
        ways.extend([("/statistics".to_owned(), "statistics"), ("/record".to_owned(), "record")]);
        if self.role >= Role::Owner {
            ways.extend([("/people".to_owned(), "people"), ("/settings".to_owned(), "settings")]);
        }
        ways.into_iter().map(|(path, key)| Way { url: format!("{at}{path}"), label: self.words.say(key) }).collect()
    }
}

/// The value of our cookie.
pub(super) fn cookie(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|all| all.split(';'));
    let mut ours = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(name, _)| *name == COOKIE_NAME);
    ours.next().map(|(_, value)| value.to_owned())
}

/// Makes a request that of whoever has the session of that secret, whatever cookie it brought.
pub(in super::super) fn admit(headers: &mut HeaderMap, secret: &str) {
    if let Ok(text) = HeaderValue::from_str(&format!("{COOKIE_NAME}={secret}")) {
        headers.insert(COOKIE, text);
    }
}

/// Sets the cookie, or takes it away where there is no value.
pub(super) fn set_cookie(response: &mut Response<Body>, value: Option<&str>, seconds: i64) {
    let (value, seconds) = value.map_or(("", 0), |value| (value, seconds));
    let text = format!("{COOKIE_NAME}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    if let Ok(text) = HeaderValue::from_str(&text) {
        response.headers_mut().append(SET_COOKIE, text);
    }
}

/// A secret as it is kept: whoever reads the database cannot log in with it.
pub(in super::super) fn hash(secret: &str) -> [u8; 32] {
    *blake3::hash(secret.as_bytes()).as_bytes()
}
