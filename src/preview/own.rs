//! What the bar in open pages asks for.

use super::app::App;
use super::editor::view;
use super::{assets, findings, reply};
use crate::diag::text;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

/// The script of the bar, with its words.
pub async fn script(State(app): State<Arc<App>>) -> Response {
    let script = format!("const WORDS = {};\n{}", assets::words(app.voice), assets::LIVE_SCRIPT);
    let script = script.replace("\"STYLE\"", &serde_json::Value::from(assets::LIVE_STYLE).to_string());
    reply::bytes(StatusCode::OK, "text/javascript; charset=utf-8", None, script)
}

/// The style of our own pages.
pub async fn style() -> Response {
    reply::bytes(StatusCode::OK, "text/css; charset=utf-8", None, assets::OWN_STYLE)
}

/// The script of the form.
pub async fn editor_script() -> Response {
    reply::bytes(StatusCode::OK, "text/javascript; charset=utf-8", None, assets::EDITOR_SCRIPT)
}

/// All that is known to be wrong, as a page.
pub async fn check(State(app): State<Arc<App>>) -> Response {
    view::check(&app, &findings::told(&app.live.known(), app.voice))
}

/// News, as long as the page is open.
pub async fn events(State(app): State<Arc<App>>) -> Response {
    app.live.events.stream(&[("hello", String::new())])
}

/// All that is known to be wrong.
pub async fn findings(State(app): State<Arc<App>>) -> Response {
    let told = findings::told(&app.live.known(), app.voice);
    // Text and numbers always have a JSON form.
    let json = serde_json::to_string(&told).unwrap_or_default();
    reply::bytes(StatusCode::OK, "application/json; charset=utf-8", None, json)
}

/// Nothing of ours.
pub async fn missing(State(app): State<Arc<App>>) -> Response {
    let words = text!("Na ovoj adresi nema ničega.", "There is nothing at this address.");
    reply::words(StatusCode::NOT_FOUND, &app.voice.say(&words))
}
