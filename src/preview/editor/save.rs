//! Saving what was sent.

use super::place::Ground;
use super::sent::Sent;
use super::store::{self, Saved};
use super::text::{Change, Document, Field};
use super::values::{Mistake, Values};
use super::view::{self, Form};
use super::{Opened, open, page_of, photo_of, unread};
use crate::build::Snapshot;
use crate::diag::{Text, text};
use crate::photo::{self, Unfit};
use crate::preview::app::App;
use crate::preview::reply;
use crate::url::Slug;
use crate::watch::Touched;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Takes a form: saves it and shows the page, or shows the form again with what is wrong.
pub async fn save(State(app): State<Arc<App>>, form: Multipart) -> Response {
    let Some(sent) = Sent::read(form).await else { return view::sorry(&app, &not_whole()) };
    if !app.keys.is_token(sent.first("zeton")) {
        return view::forbidden(&app);
    }
    let Some(snapshot) = app.live.snapshot().await else { return view::sorry(&app, &unread()) };
    let worker = Arc::clone(&app);
    let outcome = tokio::task::spawn_blocking(move || kept(&worker, &snapshot, sent)).await;
    let written = match outcome {
        Ok(Ok(written)) => written,
        Ok(Err(answer)) => return *answer,
        Err(_) => return reply::words(StatusCode::INTERNAL_SERVER_ERROR, "500"),
    };
    app.touched(&written);
    shown(&app, written).await
}

/// Where a text went: its path from the root of the workspace.
struct Written {
    path: String,
    site: Option<String>,
}

impl App {
    /// What we wrote is known before the system tells of it.
    fn touched(&self, written: &Written) {
        self.live.seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        // The folder may be new: then it is looked into.
        let folder = written.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let _ = self.changes.send(Touched::Paths(BTreeSet::from([written.path.clone(), folder])));
    }
}

/// Leads to the page, or back to the form where no page shows the text (a draft, a day to come, a mistake).
async fn shown(app: &Arc<App>, written: Written) -> Response {
    let form = format!("/_zbor/uredi?sacuvano=da&tekst={}", crate::url::encode(&written.path));
    let Some(snapshot) = app.live.snapshot().await else { return reply::see(&form) };
    let page = tokio::task::spawn_blocking(move || {
        let ground = written.site.as_deref().and_then(|name| Ground::of_site(&snapshot, name))?;
        page_of(&snapshot, &ground, &written.path)
    });
    reply::see(&page.await.ok().flatten().unwrap_or(form))
}

/// An answer that shows the form again; it is large.
type Again = Box<Response>;

fn kept(app: &App, snapshot: &Snapshot, sent: Sent) -> Result<Written, Again> {
    let source = sent.first("tekst_datoteke").to_owned();
    let values = Values::sent(&sent.fields);
    let (photo, mut mistakes) = photo_sent(&sent, &values);
    mistakes.splice(0..0, values.mistakes());
    if source.is_empty() {
        let ground = Ground::of_site(snapshot, sent.first("sajt"));
        let ground = ground.ok_or_else(|| Box::new(view::sorry(app, &super::no_settings())))?;
        if !mistakes.is_empty() {
            return Err(again(app, &Form { mistakes: &mistakes, ..Form::new(&ground, &values) }));
        }
        let created = create(app, snapshot, &ground, &values, photo);
        return created
            .map_err(|error| again(app, &Form { notice: Some(refusal(&error)), ..Form::new(&ground, &values) }));
    }
    let Opened { ground, document, bytes } =
        open(app, snapshot, &source).map_err(|words| Box::new(view::sorry(app, &words)))?;
    let form = Form {
        source: &source,
        version: sent.first("verzija").to_owned(),
        mistakes: &mistakes,
        page: page_of(snapshot, &ground, &source),
        photo: photo_of(&document),
        ..Form::new(&ground, &values)
    };
    if !mistakes.is_empty() {
        return Err(again(app, &form));
    }
    let opened = form.version.clone();
    if store::version(&bytes) != opened {
        return other(app, snapshot, form, &document, &sent, photo);
    }
    let Some(text) = changed(app, &document, &ground, &source, &values, photo) else {
        return Err(again(app, &Form { notice: Some(entangled()), ..form }));
    };
    match store::replace(&app.root.join(&source), &opened, text.as_bytes()) {
        Ok(Saved::Yes) => Ok(Written { site: ground.site.clone(), path: source }),
        Ok(Saved::Changed) => Err(again(app, &Form { conflict: Some(document.body()), ..form })),
        Err(error) => Err(again(app, &Form { notice: Some(refusal(&error)), ..form })),
    }
}

/// The text with what the form changed; a photo is saved beside it first.
fn changed(
    app: &App,
    document: &Document,
    ground: &Ground,
    source: &str,
    values: &Values,
    photo: Option<Vec<u8>>,
) -> Option<String> {
    let before = Values::of(document, source, ground);
    let mut changes = values.changes(Some(&before), ground);
    if let Some(photo) = photo {
        let (folder, _) = source.rsplit_once('/').unwrap_or(("", source));
        let stem = Slug::from_title(&values.alt).map_or_else(|| "slika".to_owned(), |slug| short(&slug));
        let path = store::create(&app.root.join(folder), &stem, ".jpg", &photo).ok()?;
        changes.push(photo_change(ground, &path, &values.alt));
    }
    let body = (before.text != values.text).then_some(values.text.as_str());
    document.changed(&changes, body)
}

fn photo_change(ground: &Ground, path: &Path, alt: &str) -> Change {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ("image", ground.key("image"), Field::Photo { file, alt: alt.to_owned(), keys: ground.photo_keys() })
}

/// A text that was saved by somebody else meanwhile: both are kept, ours as a draft, if one wants that.
fn other(
    app: &App,
    snapshot: &Snapshot,
    form: Form,
    document: &Document,
    sent: &Sent,
    photo: Option<Vec<u8>>,
) -> Result<Written, Again> {
    if sent.first("radnja") != "obje" {
        return Err(again(app, &Form { conflict: Some(document.body()), ..form }));
    }
    let made = create_draft(app, snapshot, form.ground, form.values, photo);
    made.map_err(|error| again(app, &Form { notice: Some(refusal(&error)), ..form }))
}

fn create(
    app: &App,
    snapshot: &Snapshot,
    ground: &Ground,
    values: &Values,
    photo: Option<Vec<u8>>,
) -> io::Result<Written> {
    write_new(app, snapshot, ground, values, photo, &[])
}

fn create_draft(
    app: &App,
    snapshot: &Snapshot,
    ground: &Ground,
    values: &Values,
    photo: Option<Vec<u8>>,
) -> io::Result<Written> {
    let yes = if ground.config.written() == crate::lang::Locale::En { "true" } else { "da" };
    write_new(app, snapshot, ground, values, photo, &[("draft", ground.key("draft"), Field::Line(yes.to_owned()))])
}

/// Longer names of files make trouble on Windows.
fn short(slug: &Slug) -> String {
    let cut: String = slug.chars().take(60).collect();
    cut.trim_end_matches('-').to_owned()
}

fn write_new(
    app: &App,
    snapshot: &Snapshot,
    ground: &Ground,
    values: &Values,
    photo: Option<Vec<u8>>,
    more: &[Change],
) -> io::Result<Written> {
    let slug = Slug::from_title(&values.title).map_or_else(|| "obavjestenje".to_owned(), |slug| short(&slug));
    let folder = ground.announcements(snapshot);
    let stem = format!("{}-{slug}", values.day().map_or_else(|_| values.date.clone(), |day| day.to_string()));
    let mut changes = values.changes(None, ground);
    changes.extend_from_slice(more);
    let path = match photo {
        None => store::create(&app.root.join(&folder), &stem, ".md", text_of(&changes, values)?.as_bytes())?,
        Some(photo) => {
            let own = new_folder(&app.root.join(&folder), &stem)?;
            let picture = store::create(&own, &slug, ".jpg", &photo)?;
            changes.push(photo_change(ground, &picture, &values.alt));
            store::create(&own, "index", ".md", text_of(&changes, values)?.as_bytes())?
        }
    };
    let inner = path.strip_prefix(&app.root).unwrap_or(&path);
    let path = inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    Ok(Written { path, site: ground.site.clone() })
}

fn text_of(changes: &[Change], values: &Values) -> io::Result<String> {
    let empty = Document::read("x.md", b"---\n---\n".to_vec()).ok();
    let made = empty.and_then(|empty| empty.changed(changes, Some(&values.text)));
    made.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))
}

/// A folder under the first name that is free.
fn new_folder(parent: &Path, stem: &str) -> io::Result<std::path::PathBuf> {
    std::fs::create_dir_all(parent)?;
    for number in 1..1000_u32 {
        let path = parent.join(if number == 1 { stem.to_owned() } else { format!("{stem}-{number}") });
        match std::fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            outcome => return outcome.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The photo as it is kept, and what is wrong with it.
fn photo_sent(sent: &Sent, values: &Values) -> (Option<Vec<u8>>, Vec<Mistake>) {
    if sent.photo.is_empty() {
        return (None, Vec::new());
    }
    let mut wrong: Vec<Mistake> = Vec::new();
    let made = photo::posted(sent.photo.clone());
    match &made {
        Ok(_) => {}
        Err(Unfit::Large) => wrong.push((
            "slika",
            text!(
                "Slika je prevelika. Pošaljite je sebi Viberom pa izaberite tu.",
                "The photo is too large. Send it to yourself through Viber and choose that one."
            ),
        )),
        Err(Unfit::Unreadable) => wrong.push((
            "slika",
            text!(
                "Ovo nije slika koju program može otvoriti. Izaberite JPEG ili PNG.",
                "This is no photo that the program can open. Choose a JPEG or PNG."
            ),
        )),
    }
    if values.alt.is_empty() {
        wrong.push((
            "opis",
            text!(
                "Napišite šta je na slici, za one koji je ne vide.",
                "Write what is on the photo, for those who do not see it."
            ),
        ));
    }
    if !wrong.is_empty() {
        wrong.push((
            "slika",
            text!(
                "Sliku izaberite ponovo: preglednik je ne čuva.",
                "Choose the photo again: the browser does not keep it."
            ),
        ));
    }
    (made.ok(), wrong)
}

fn again(app: &App, form: &Form) -> Again {
    let mut answer = view::form(app, form);
    *answer.status_mut() =
        if form.conflict.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Box::new(answer)
}

fn refusal(error: &io::Error) -> Text {
    let said = error.to_string();
    text!(
        "Nije sačuvano: sistem ne da da se zapiše ({said}).",
        "Not saved: the system does not let it be written ({said})."
    )
}

fn entangled() -> Text {
    text!(
        "Nije sačuvano: zaglavlje ove datoteke je napisano tako da se ovo polje ne može promijeniti a da se ne dira ostalo. Promijenite ga u samoj datoteci.",
        "Not saved: the front matter of this file is written so that this value cannot be changed without touching the rest. Change it in the file itself."
    )
}

fn not_whole() -> Text {
    text!(
        "Nije sve stiglo, pa ništa nije sačuvano. Vratite se i pokušajte ponovo; slika smije imati najviše 40 MB.",
        "Not everything arrived, so nothing was saved. Go back and try again; a photo may have 40 MB at most."
    )
}
