//! For whoever runs the server, on a listener that only this machine reaches: is it alive, can it keep what comes,
//! how much came.

use super::app::Shared;
use super::look::{plain, set};
use super::store::StoreError;
use super::system;
use crate::date::Timestamp;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Response, StatusCode};
use axum::routing::get;
use std::fmt::Write;
use std::sync::atomic::Ordering;

/// The routes of the second listener.
pub(super) fn router(app: Shared) -> Router {
    Router::new()
        .route("/healthz", get(|| async { plain(StatusCode::OK, "ok") }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(app)
}

/// Ready when a write goes through to the disk now. Whether it does or not: when the last one did, what is left of the
/// disk, and for how long the oldest notice waits.
async fn ready(State(app): State<Shared>) -> Response<Body> {
    let probed = app.store.probe().await;
    let oldest = oldest_notice(&app).await;
    let last = Timestamp::from_millisecond(app.store.counts().last.load(Ordering::Relaxed)).unwrap_or_default();
    let left = system::left(&app.uploads).map_or_else(|| "-".to_owned(), |bytes| bytes.to_string());
    let (status, word, waiting) = match probed.and(oldest) {
        Ok(seconds) => (StatusCode::OK, "ok".to_owned(), seconds.to_string()),
        Err(error) => (StatusCode::SERVICE_UNAVAILABLE, error.message().en, "-".to_owned()),
    };
    let text = format!("{word}\nlast_durable_write {last}\ndisk_left_bytes {left}\noldest_notice_seconds {waiting}");
    plain(status, &text)
}

/// For how many seconds the oldest notice waits; 0 where none does.
async fn oldest_notice(app: &Shared) -> Result<i64, StoreError> {
    let catalogue = app.catalogue();
    let oldest = app.blocking(move |app| {
        let notices: Result<Vec<_>, _> = catalogue.sites().map(|site| app.store.oldest_notice(&site.id)).collect();
        Ok(notices?.into_iter().flatten().min())
    });
    let now = app.clock.now();
    Ok(oldest.await?.map_or(0, |at| (now.as_millisecond() - at.as_millisecond()).max(0) / 1000))
}

/// Counters as Prometheus reads them (text format 0.0.4).
async fn metrics(State(app): State<Shared>) -> Response<Body> {
    let counts = app.store.counts();
    let mut text = String::new();
    let counters = [
        ("zbor_feedback_flushes_total", "Transactions committed and flushed.", &counts.flushes),
        ("zbor_feedback_written_total", "Pieces of work in them.", &counts.written),
        ("zbor_feedback_failed_total", "Pieces of work that the disk or the file refused.", &counts.failed),
    ];
    for (name, help, counter) in counters {
        let value = counter.load(Ordering::Relaxed);
        // Writing to a string does not fail.
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}");
    }
    let mut response = plain(StatusCode::OK, text.trim_end());
    set(&mut response, CONTENT_TYPE, "text/plain; version=0.0.4");
    response
}
