//! Whether somebody may write: this computer always, a telephone after it told the number from the terminal.

use super::view;
use crate::http::Peer;
use crate::preview::app::App;
use crate::preview::keys::Told;
use crate::preview::reply;
use axum::Form;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

const COOKIE: &str = "zbor-pristup";
/// After a wrong number the next one has to wait.
const AFTER_WRONG: Duration = Duration::from_secs(1);

/// Lets those through who may write; others get a page that asks for the number.
pub async fn permitted(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>();
    let here = peer.is_some_and(|peer| peer.0.ip().to_canonical().is_loopback());
    if here || session(request.headers()).is_some_and(|session| app.keys.is_session(session)) {
        return next.run(request).await;
    }
    app.keys.ask();
    let back = request.uri().path_and_query().map_or("", |path| path.as_str()).to_owned();
    view::pin(&app, &back, None)
}

fn session(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies
        .split(';')
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

/// A number that was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    broj: String,
    /// Where one wanted to go.
    #[serde(default)]
    dalje: String,
}

/// Takes a number; the right one lets the telephone write until the program ends.
pub async fn enter(State(app): State<Arc<App>>, Form(typed): Form<Typed>) -> Response {
    let told = app.keys.try_pin(&typed.broj);
    if told != Told::Right {
        tokio::time::sleep(AFTER_WRONG).await;
        let mut answer = view::pin(&app, &typed.dalje, Some(told));
        *answer.status_mut() = StatusCode::FORBIDDEN;
        return answer;
    }
    // Only to a place of ours: an address that begins with `//` would be that of another host.
    let ours = typed.dalje.starts_with("/_zbor/") && !typed.dalje.contains(['\\', '\r', '\n']);
    let mut answer = reply::see(if ours { &typed.dalje } else { "/_zbor/" });
    let cookie = format!("{COOKIE}={}; Path=/_zbor/; HttpOnly; SameSite=Strict", app.keys.session());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}
