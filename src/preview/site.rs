//! Files of the sites, as their host will serve them, with the bar of the preview in pages.

use super::app::App;
use super::guard;
use super::inject;
use super::reply;
use crate::build::{File, Page, Snapshot};
use crate::diag::{Diagnostic, text};
use crate::load::{Kind, Place, Role};
use crate::url::UrlPath;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use std::sync::Arc;

/// What a worker of a site would do, undone: on this address other sites are shown tomorrow.
const NO_WORKER: &str = "self.addEventListener('install',()=>self.skipWaiting());\
self.addEventListener('activate',event=>event.waitUntil(self.registration.unregister()));\n";

/// Answers for everything that is not the preview's own.
pub async fn serve(State(app): State<Arc<App>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return reply::words(StatusCode::METHOD_NOT_ALLOWED, "405");
    }
    let Some(path) = UrlPath::parse(request.uri().path()) else { return missing(&app) };
    let Some(snapshot) = app.live.snapshot().await else { return unread(&app) };
    let asked = Asked {
        origin: format!("http://{}", guard::host(request.uri(), request.headers()).unwrap_or_default()),
        tag: request.headers().get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok()).map(str::to_owned),
        path,
    };
    let answer = tokio::task::spawn_blocking(move || answer(&app, &snapshot, &asked)).await;
    answer.unwrap_or_else(|_| reply::words(StatusCode::INTERNAL_SERVER_ERROR, "500"))
}

/// What a browser wants.
struct Asked {
    origin: String,
    /// Of what it has already.
    tag: Option<String>,
    path: UrlPath,
}

fn answer(app: &App, snapshot: &Snapshot, asked: &Asked) -> Response {
    let path = &asked.path;
    if path.name() == "sw.js" {
        return reply::bytes(StatusCode::OK, "text/javascript; charset=utf-8", None, NO_WORKER);
    }
    match snapshot.file(path) {
        Ok(Some(file)) => {
            if file.page.is_some() {
                app.live.keep(path, &file);
            }
            shown(&file, snapshot, asked, StatusCode::OK)
        }
        Ok(None) => absent(app, snapshot, asked),
        Err(finding) => match app.live.kept(path) {
            Some(file) => shown(&file, snapshot, asked, StatusCode::OK),
            None => broken(app, asked, &finding),
        },
    }
}

/// Nothing is there: a folder without its last `/`, the last good page, or the page for what is not there.
fn absent(app: &App, snapshot: &Snapshot, asked: &Asked) -> Response {
    let path = &asked.path;
    if let Some(file) = app.live.last_good(path, snapshot) {
        return shown(&file, snapshot, asked, StatusCode::OK);
    }
    if !path.is_page() {
        let folder = UrlPath::parse(&format!("{}/", path.encoded()));
        if let Some(folder) = folder.filter(|folder| matches!(snapshot.file(folder), Ok(Some(_)))) {
            return reply::see(&folder.encoded());
        }
    }
    if *path == UrlPath::root()
        && let Some((_, first)) = snapshot.sites().next()
    {
        return reply::see(&first.encoded());
    }
    match snapshot.not_found(path) {
        Some(file) => shown(&file, snapshot, asked, StatusCode::NOT_FOUND),
        None => missing(app),
    }
}

fn shown(file: &File, snapshot: &Snapshot, asked: &Asked, status: StatusCode) -> Response {
    let hash = blake3::hash(&file.bytes).to_hex();
    let tag = hash.get(..32).unwrap_or_default();
    let same = asked.tag.as_ref().is_some_and(|known| known.trim_matches('"') == tag);
    if same && status == StatusCode::OK {
        return reply::bytes(StatusCode::NOT_MODIFIED, "text/html; charset=utf-8", Some(tag), "");
    }
    let Some(page) = &file.page else {
        return reply::bytes(status, reply::media_type(asked.path.name()), Some(tag), file.bytes.to_vec());
    };
    let mut marks = format!("data-tag=\"{tag}\"");
    for (name, value) in [("site", &page.site), ("edit", &editable(snapshot, page))] {
        if let Some(value) = value {
            marks.push_str(&format!(" data-{name}=\"{}\"", escaped(value)));
        }
    }
    let html = inject::inject(&file.bytes, &asked.origin, &marks);
    reply::bytes(status, "text/html; charset=utf-8", Some(tag), html)
}

/// The text that a page shows, where the editor can change it.
fn editable(snapshot: &Snapshot, page: &Page) -> Option<String> {
    let source = page.source.clone()?;
    matches!(snapshot.workspace().place(&source), Place::Content(_, Role::Text(Kind::Announcement))).then_some(source)
}

/// A page that no template makes, and of which there was never a good one.
fn broken(app: &App, asked: &Asked, finding: &Diagnostic) -> Response {
    let said = escaped(&app.voice.say(&finding.message));
    let lang = app.lang();
    let page = format!(
        "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><title>Zbor</title>\
<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><body><main><h1>Zbor</h1><p>{said}</p></main></body></html>"
    );
    let html = inject::inject(page.as_bytes(), &asked.origin, "data-tag=\"\"");
    reply::html(StatusCode::INTERNAL_SERVER_ERROR, html)
}

fn missing(app: &App) -> Response {
    let words = app.voice.say(&text!("Na ovoj adresi nema ničega.", "There is nothing at this address."));
    reply::words(StatusCode::NOT_FOUND, &words)
}

fn unread(app: &App) -> Response {
    let words = app.voice.say(&text!(
        "Fascikla se još ne može pročitati. Šta je krivo, piše u prozoru u kojem je program pokrenut.",
        "The folder cannot be read yet. What is wrong stands in the window in which the program was started."
    ));
    reply::words(StatusCode::SERVICE_UNAVAILABLE, &words)
}

/// Text as the value of an attribute in HTML.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}
