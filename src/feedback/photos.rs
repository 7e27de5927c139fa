//! Photos, to whoever has the receipt: as a file to be saved, never as part of a page of another site.

use super::app::Shared;
use super::look::{plain, set};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::http::{Response, StatusCode};

/// `GET /r/{token}/{n}`: the photo of that number, from 1.
pub(super) async fn show(State(app): State<Shared>, Path((token, number)): Path<(String, String)>) -> Response<Body> {
    let missing = || plain(StatusCode::NOT_FOUND, "404");
    let Some((site, reference)) = app.tokens.read(&token) else { return missing() };
    let Some(at) = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) else { return missing() };
    let found = app.blocking(move |app| {
        let item = app.store.item(&site, reference)?;
        let photo = item.and_then(|item| item.photos.into_iter().nth(at));
        photo.map(|photo| app.store.photo(&site, &photo.file)).transpose()
    });
    match found.await {
        Ok(Some(jpeg)) => jpeg_answer(jpeg, at + 1),
        Ok(None) => missing(),
        Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE, "503"),
    }
}

/// A JPEG of our own making as an answer that no browser takes for anything else.
pub(super) fn jpeg_answer(jpeg: Vec<u8>, number: usize) -> Response<Body> {
    let mut response = Response::new(Body::from(jpeg));
    set(&mut response, CONTENT_TYPE, "image/jpeg");
    set(&mut response, CONTENT_DISPOSITION, &format!("attachment; filename=\"foto-{number}.jpg\""));
    set(&mut response, CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");
    set(&mut response, CACHE_CONTROL, "private, no-store");
    set(&mut response, HeaderName::from_static("x-content-type-options"), "nosniff");
    response
}
