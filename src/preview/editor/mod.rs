//! The small editor: a form for an announcement, which saves the file that one would have written by hand.
//!
//! ```text
//! file ─ text::Document ─▶ Values ─ view ─▶ form ─ POST ─▶ Values ─ changes ─▶ text, by its places ─ store ─▶ file
//! ```

mod permit;
mod place;
mod save;
mod sent;
mod store;
mod text;
mod values;
pub mod view;

use super::app::App;
use super::reply;
use crate::build::Snapshot;
use crate::diag;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use place::Ground;
use serde::Deserialize;
use std::sync::Arc;
use text::{Document, Unfit};
use values::Values;

pub use permit::{enter, permitted};
pub use save::save;

/// What an address of the editor names.
#[derive(Deserialize)]
pub struct Wanted {
    /// A site.
    #[serde(default)]
    sajt: String,
    /// A text, from the root of the workspace.
    #[serde(default)]
    tekst: String,
    /// It was just saved, and no page shows it.
    #[serde(default)]
    sacuvano: String,
}

/// The first page: what one may want to do.
pub async fn start(State(app): State<Arc<App>>) -> Response {
    let snapshot = app.live.snapshot().await;
    let first = snapshot.and_then(|snapshot| snapshot.sites().next().map(|(name, _)| name.to_owned()));
    view::start(&app, first.as_deref())
}

/// A form for a new announcement.
pub async fn new(State(app): State<Arc<App>>, Query(wanted): Query<Wanted>) -> Response {
    let Some(snapshot) = app.live.snapshot().await else { return view::sorry(&app, &unread()) };
    let names: Vec<String> = snapshot.sites().map(|(name, _)| name.to_owned()).collect();
    let named = names.iter().find(|name| **name == wanted.sajt);
    let name = match (named, names.as_slice()) {
        (Some(name), _) => name,
        (None, [only]) => only,
        _ => return view::choose(&app, &snapshot, &names),
    };
    let Some(ground) = Ground::of_site(&snapshot, name) else { return view::sorry(&app, &no_settings()) };
    let values = Values { date: crate::site::default_day((app.clock)()).to_string(), ..Values::default() };
    view::form(&app, &view::Form::new(&ground, &values))
}

/// A form with an announcement in it.
pub async fn edit(State(app): State<Arc<App>>, Query(wanted): Query<Wanted>) -> Response {
    let Some(snapshot) = app.live.snapshot().await else { return view::sorry(&app, &unread()) };
    let opened = tokio::task::spawn_blocking(move || {
        let form = open(&app, &snapshot, &wanted.tekst);
        match form {
            Ok(Opened { ground, document, bytes }) => {
                let values = Values::of(&document, &wanted.tekst, &ground);
                let form = view::Form {
                    source: &wanted.tekst,
                    version: store::version(&bytes),
                    page: page_of(&snapshot, &ground, &wanted.tekst),
                    saved: !wanted.sacuvano.is_empty(),
                    photo: photo_of(&document),
                    ..view::Form::new(&ground, &values)
                };
                view::form(&app, &form)
            }
            Err(words) => view::sorry(&app, &words),
        }
    });
    opened.await.unwrap_or_else(|_| reply::words(StatusCode::INTERNAL_SERVER_ERROR, "500"))
}

/// A text that was opened.
struct Opened {
    ground: Ground,
    document: Document,
    bytes: Vec<u8>,
}

fn open(app: &App, snapshot: &Snapshot, path: &str) -> Result<Opened, diag::Text> {
    let ground = Ground::of_text(snapshot, path).ok_or_else(no_text)?;
    let bytes = std::fs::read(app.root.join(path)).map_err(|_| no_text())?;
    let document = Document::read(path, bytes.clone()).map_err(unfit)?;
    Ok(Opened { ground, document, bytes })
}

/// The address of the page that shows a text.
fn page_of(snapshot: &Snapshot, ground: &Ground, path: &str) -> Option<String> {
    let any = snapshot.sites().next().map(|(name, _)| name.to_owned());
    snapshot.warm(ground.site.as_deref().or(any.as_deref())?);
    snapshot.page_of(path).map(|page| page.encoded())
}

/// How a text names its photo.
fn photo_of(document: &Document) -> Option<String> {
    let node = document.node("image")?;
    let named = node
        .entries()
        .iter()
        .find(|entry| ["src", "datoteka", "file", "slika"].contains(&crate::lang::fold_key(&entry.key).as_str()));
    node.as_text().or_else(|| named?.value.as_text()).map(str::to_owned)
}

fn unread() -> diag::Text {
    diag::text!("Fascikla se još ne može pročitati.", "The folder cannot be read yet.")
}

fn no_settings() -> diag::Text {
    diag::text!(
        "Sajt nema ispravan `site.yaml`. Šta je krivo, piše u provjeri.",
        "The site has no usable `site.yaml`. What is wrong stands in the check."
    )
}

fn no_text() -> diag::Text {
    diag::text!(
        "Tog obavještenja više nema. Možda je obrisano ili preimenovano.",
        "That announcement is not there any more. It may have been deleted or renamed."
    )
}

fn unfit(unfit: Unfit) -> diag::Text {
    match unfit {
        Unfit::Encoding => diag::text!(
            "Ova datoteka nije sačuvana kao UTF-8, pa bi se ovdje pokvarila slova. Otvorite je u Notepadu i sačuvajte kao UTF-8.",
            "This file is not saved as UTF-8, so letters would be spoiled here. Open it in Notepad and save it as UTF-8."
        ),
        Unfit::Damaged => diag::text!(
            "U zaglavlju je greška, pa program ne zna šta bi promijenio. Ispravite je prvo u samoj datoteci; gdje je, piše u provjeri.",
            "There is a mistake in the front matter, so the program does not know what it would change. Correct it in the file first; the check says where it is."
        ),
    }
}
