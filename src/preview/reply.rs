//! Answers, with what every one of them says to browsers.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Adds to an answer that it is for our own pages only and is never kept.
pub fn sealed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let mut say = |name: &'static str, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    say("cache-control", "no-store");
    say("x-content-type-options", "nosniff");
    say("cross-origin-resource-policy", "same-origin");
    say("referrer-policy", "same-origin");
    // Other sites must not show ours in a frame and lead a finger to its buttons.
    say("content-security-policy", "frame-ancestors 'self'");
    response
}

/// An answer of bytes.
pub fn bytes(status: StatusCode, media_type: &str, tag: Option<&str>, bytes: impl Into<Body>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static(OTHER)));
    if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(&format!("\"{tag}\"")).ok()) {
        headers.insert(header::ETAG, tag);
    }
    (status, headers, bytes.into()).into_response()
}

/// A few words.
pub fn words(status: StatusCode, words: &str) -> Response {
    bytes(status, "text/plain; charset=utf-8", None, format!("{words}\n"))
}

/// A page of our own.
pub fn html(status: StatusCode, html: Vec<u8>) -> Response {
    bytes(status, "text/html; charset=utf-8", None, html)
}

/// Leads to another address.
pub fn see(location: &str) -> Response {
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

const OTHER: &str = "application/octet-stream";

/// The media type of a file by its name, as hosts give it.
pub fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        _ => OTHER,
    }
}
