//! Logging in: by password, or by a mailed link whose page has a button, for mail scanners open links.

use super::super::app::App;
use super::super::keys::mac;
use super::super::look::{Alert, Page, plain, see_other};
use super::super::random;
use super::super::store::{Deed, StoreError, User};
use super::door::{self, cookie, hash, is_ours, set_cookie};
use super::{Desk, Words};
use crate::date::Timestamp;
use crate::lang::Locale;
use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, Response, StatusCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A session holds two weeks.
const SESSION_SECONDS: i64 = 14 * 24 * 60 * 60;
/// A mailed link holds twenty minutes.
const LINK_SECONDS: i64 = 20 * 60;

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    email: String,
    password: String,
}

#[derive(Serialize)]
struct Login {
    w: BTreeMap<&'static str, String>,
    at: String,
    mails: bool,
    email: String,
    /// The address of a link to be used; empty: the page to log in.
    action: String,
}

/// The language of the page to log in: that of the first site.
fn locale(app: &App) -> Locale {
    app.catalogue().sites().next().map_or(Locale::Bs, super::super::catalogue::Site::first_language)
}

/// The language of somebody: that of the first of their sites.
fn locale_of(app: &App, user: &User) -> Locale {
    let catalogue = app.catalogue();
    let own = catalogue.sites().find(|site| user.roles.contains_key(&site.id));
    own.map_or(Locale::Bs, super::super::catalogue::Site::first_language)
}

fn show(desk: &Desk, status: StatusCode, alert: Option<&str>, email: String, action: String) -> Response<Body> {
    let (app, locale) = (&desk.app, locale(&desk.app));
    let words = Words::of(locale);
    let heading = words.say("login");
    let page = Page {
        lang: locale.tag().to_owned(),
        title: heading.clone(),
        style: app.look.plain_style(),
        site: "Zbor".to_owned(),
        alert: alert.map(|key| Alert { title: String::new(), text: words.say(key) }),
        heading,
        ..Page::default()
    };
    let at = format!("{}/a", app.public_url);
    let own = Login { w: words.all(), at, mails: desk.post.is_some(), email, action };
    app.look.answer(status, "inbox/login.html", &page, &own)
}

/// `GET /a/-/login`
pub(super) async fn page(State(desk): State<Arc<Desk>>) -> Response<Body> {
    show(&desk, StatusCode::OK, None, String::new(), String::new())
}

/// By what attempts are counted: the account and the network.
fn keys(desk: &Desk, request: &axum::http::request::Parts, email: &str) -> Result<[Vec<u8>; 2], StoreError> {
    let asker = desk.app.asker(request)?;
    let account = mac(&desk.app.stamp, &[b"login", email.trim().to_lowercase().as_bytes()]);
    Ok([[b"a".as_slice(), &account].concat(), [b"n".as_slice(), &asker.today].concat()])
}

/// Reads the form of a request whose head was looked at.
async fn typed(request: Request) -> Result<Typed, Response<Body>> {
    use axum::extract::FromRequest;
    let read = Form::<Typed>::from_request(request, &()).await;
    read.map(|Form(typed)| typed).map_err(|_| plain(StatusCode::BAD_REQUEST, "400"))
}

/// `POST /a/-/login`
pub(super) async fn enter(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    if !is_ours(&desk.app, &parts.headers) {
        return door::foreign(&desk.app.catalogue(), "-");
    }
    let typed = match typed(Request::from_parts(parts.clone(), body)).await {
        Ok(typed) => typed,
        Err(response) => return response,
    };
    match try_password(&desk, &parts, &typed).await {
        Ok(Some(user)) => begin(&desk, &parts.headers, &user).await,
        Ok(None) => show(&desk, StatusCode::UNAUTHORIZED, Some("login_wrong"), typed.email, String::new()),
        Err(Some(error)) => door::broken(&desk.app, &error),
        Err(None) => show(&desk, StatusCode::TOO_MANY_REQUESTS, Some("login_often"), typed.email, String::new()),
    }
}

/// The user of an address and a password. `Err(None)`: too many attempts.
async fn try_password(
    desk: &Arc<Desk>,
    parts: &axum::http::request::Parts,
    typed: &Typed,
) -> Result<Option<User>, Option<StoreError>> {
    let keys = keys(desk, parts, &typed.email)?;
    let now = desk.app.clock.now();
    if !desk.attempts.may_try(&keys, now) {
        return Err(None);
    }
    let email = typed.email.clone();
    let user = desk.blocking(move |base| base.user(&email)).await?;
    let phc = user.as_ref().map(|user| user.password.clone());
    if desk.passwords.is_right(typed.password.clone(), phc).await? {
        desk.attempts.succeeded(&keys[0]);
        return Ok(user);
    }
    desk.attempts.failed(&keys, now);
    Ok(None)
}

/// A new session with a new name, whatever cookie came; the old one ends.
async fn begin(desk: &Arc<Desk>, headers: &HeaderMap, user: &User) -> Response<Body> {
    let now = desk.app.clock.now();
    let opened = async {
        if let Some(old) = cookie(headers) {
            desk.base.end_session(hash(&old), now).await?;
        }
        let value = random::hex(&random::bytes::<32>()?);
        desk.base.open_session(hash(&value), user.id, now, later(now, SESSION_SECONDS)).await?;
        let deed =
            Deed { user: Some(user.id), site: None, action: "login", item: String::new(), detail: String::new() };
        desk.base.note(deed, now).await?;
        Ok(value)
    };
    match opened.await {
        Ok(value) => {
            let mut response = see_other(&format!("{}/a", desk.app.public_url));
            set_cookie(&mut response, Some(&value), SESSION_SECONDS);
            response
        }
        Err(error) => door::broken(&desk.app, &error),
    }
}

fn later(now: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(now.as_second().saturating_add(seconds)).unwrap_or(now)
}

/// `POST /a/-/logout`
pub(super) async fn leave(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response<Body> {
    if !is_ours(&desk.app, &headers) {
        return door::foreign(&desk.app.catalogue(), "-");
    }
    if let Some(value) = cookie(&headers)
        && let Err(error) = desk.base.end_session(hash(&value), desk.app.clock.now()).await
    {
        return door::broken(&desk.app, &error);
    }
    let mut response = see_other(&format!("{}/a/-/login", desk.app.public_url));
    set_cookie(&mut response, None, 0);
    response
}

/// `POST /a/-/link`: mails a link to a volunteer; the answer is the same for everybody, and waits for no mail.
pub(super) async fn mail(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    if !is_ours(&desk.app, &parts.headers) {
        return door::foreign(&desk.app.catalogue(), "-");
    }
    let typed = match typed(Request::from_parts(parts.clone(), body)).await {
        Ok(typed) => typed,
        Err(response) => return response,
    };
    let now = desk.app.clock.now();
    let keys = match keys(&desk, &parts, &format!("link {}", typed.email)) {
        Ok(keys) => keys,
        Err(error) => return door::broken(&desk.app, &error),
    };
    if !desk.attempts.may_try(&keys, now) {
        return show(&desk, StatusCode::TOO_MANY_REQUESTS, Some("login_often"), typed.email, String::new());
    }
    // Each asking counts, so that nobody's mailbox is filled.
    desk.attempts.failed(&keys, now);
    send_later(&desk, typed.email);
    show(&desk, StatusCode::OK, Some("link_mailed"), String::new(), String::new())
}

/// Mails a link to somebody who may be a volunteer; nobody waits for it.
pub(super) fn send_later(desk: &Arc<Desk>, email: String) {
    let later = Arc::clone(desk);
    tokio::spawn(async move {
        if let Err(error) = send_link(&later, email).await {
            later.app.complain(&error);
        }
    });
}

async fn send_link(desk: &Arc<Desk>, email: String) -> Result<(), StoreError> {
    let (Some(post), Some(user)) = (desk.post.clone(), desk.blocking(move |base| base.user(&email)).await?) else {
        return Ok(());
    };
    let secret = random::hex(&random::bytes::<32>()?);
    let now = desk.app.clock.now();
    desk.base.new_link(hash(&secret), user.id, later(now, LINK_SECONDS)).await?;
    let words = Words::of(locale_of(&desk.app, &user));
    let text = format!("{}\n\n{}/a/-/link/{secret}\n", words.say("link_text"), desk.app.public_url);
    let (subject, id) = (words.say("link_subject"), random::name()?);
    let sent = tokio::task::spawn_blocking(move || post.send(&user.email, &subject, &text, &id)).await;
    match sent {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(StoreError::Broken(error)),
        Err(error) => Err(StoreError::Broken(error.to_string())),
    }
}

/// `GET /a/-/link/{secret}`: a button. Nothing is used up by looking.
pub(super) async fn link(State(desk): State<Arc<Desk>>, Path(secret): Path<String>) -> Response<Body> {
    let plain_secret: String = secret.chars().filter(char::is_ascii_hexdigit).take(64).collect();
    let action = format!("{}/a/-/link/{plain_secret}", desk.app.public_url);
    show(&desk, StatusCode::OK, None, String::new(), action)
}

/// `POST /a/-/link/{secret}`: uses the link up.
pub(super) async fn use_link(
    State(desk): State<Arc<Desk>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response<Body> {
    if !is_ours(&desk.app, &headers) {
        return door::foreign(&desk.app.catalogue(), "-");
    }
    match desk.base.use_link(hash(&secret), desk.app.clock.now()).await {
        Ok(Some(id)) => {
            let user =
                User { id, email: String::new(), name: String::new(), password: String::new(), roles: BTreeMap::new() };
            begin(&desk, &headers, &user).await
        }
        Ok(None) => show(&desk, StatusCode::GONE, Some("link_old"), String::new(), String::new()),
        Err(error) => door::broken(&desk.app, &error),
    }
}
