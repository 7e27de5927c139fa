//! `GET /x/v1/{site}/content`: what a site published, for its next build.

use super::SiteId;
use super::catalogue::Site;
use super::inbox::{Desk, poll_options};
use super::look::{plain, set};
use super::store::{Poll, StoreError, Wanted};
use crate::answers::Method;
use crate::date::{Date, Timestamp};
use crate::form::FormKind;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, Response, StatusCode};
use axum::routing::get;
use serde::Deserialize;
use std::sync::Arc;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A day: only what was published or changed from then on.
    since: String,
}

/// The route of builds.
pub fn router(desk: Arc<Desk>) -> Router {
    Router::new().route("/x/v1/{site}/content", get(content)).with_state(desk)
}

async fn content(
    State(desk): State<Arc<Desk>>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response<Body> {
    let catalogue = desk.app.catalogue();
    let token = token(&headers).map(|token| *blake3::hash(token.as_bytes()).as_bytes());
    let (Some(hash), Some(site)) = (token, catalogue.site(&slug)) else { return refused() };
    let since = asked.since.parse::<Date>().ok();
    let (id, wanted) = (site.id.clone(), wanted(site, since, desk.app.clock.now()));
    let base = Arc::clone(&desk.base);
    let read = tokio::task::spawn_blocking(move || answer(&*base, &id, &hash, &wanted)).await;
    match read.unwrap_or_else(|error| Err(StoreError::Broken(error.to_string()))) {
        Ok(Some(json)) => found(&headers, json),
        Ok(None) => refused(),
        Err(error) => {
            desk.app.complain(&error);
            plain(StatusCode::SERVICE_UNAVAILABLE, "503")
        }
    }
}

/// The content as JSON; none where the token is not that of the site.
fn answer(
    base: &dyn super::inbox::Base,
    site: &SiteId,
    token: &[u8; 32],
    wanted: &Wanted,
) -> Result<Option<Vec<u8>>, StoreError> {
    if base.token_site(token)?.as_ref() != Some(site) {
        return Ok(None);
    }
    let content = base.content(site, wanted)?;
    serde_json::to_vec(&content).map(Some).map_err(|error| StoreError::Broken(error.to_string()))
}

/// What a site may show of what came: everything, or what was published or changed from a day on.
pub(super) fn wanted(site: &Site, since: Option<Date>, now: Timestamp) -> Wanted {
    let locale = site.first_language();
    let polls =
        site.entry.forms.iter().filter(|entry| entry.form.kind == FormKind::Poll && entry.form.locale == locale);
    let poll = |entry: &crate::form::FormEntry| {
        let (options, many) = poll_options(entry);
        Poll {
            form: entry.form.id.clone(),
            method: if many { Method::Multiple } else { Method::Single },
            options: options.into_iter().map(|(id, _)| id).collect(),
        }
    };
    Wanted {
        polls: polls.map(poll).collect(),
        zone: site.zone.clone(),
        base: site.entry.base_url.as_ref().map(|base| format!("{base}/")).unwrap_or_default(),
        since,
        now,
    }
}

/// The token of a request.
fn token(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// The same for a wrong token and for a site that is not there.
fn refused() -> Response<Body> {
    let mut response = plain(StatusCode::UNAUTHORIZED, "401");
    set(&mut response, axum::http::header::WWW_AUTHENTICATE, "Bearer");
    response
}

fn found(headers: &HeaderMap, json: Vec<u8>) -> Response<Body> {
    let tag = format!("\"{}\"", &blake3::hash(&json).to_hex()[..32]);
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let same = known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    let mut response = plain(if same { StatusCode::NOT_MODIFIED } else { StatusCode::OK }, "");
    *response.body_mut() = if same { Body::empty() } else { Body::from(json) };
    set(&mut response, CONTENT_TYPE, "application/json");
    set(&mut response, ETAG, &tag);
    set(&mut response, CACHE_CONTROL, "private, no-cache");
    response
}
