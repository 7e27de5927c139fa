//! Receipts: what was kept, how far it is, and what the person who wrote can still do with it.

use super::app::Shared;
use super::catalogue::Site;
use super::look::{Alert, Row, Way, plain, see_other};
use super::state::{self, StateView};
use super::store::{Change, Item, StoreError};
use super::upload::{self, Sent};
use super::{Reference, SiteId};
use crate::form::{Answer, Form};
use crate::lang::{Labels, Locale};
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use serde::Serialize;

/// The most characters that are added at once.
const MAX_ADDED: usize = 4_000;

/// A receipt as its page has it.
#[derive(Serialize)]
struct ReceiptPage {
    reference: String,
    text: String,
    promise: String,
    send_label: String,
    sends: Vec<Way>,
    private: String,
    state: Option<StateView>,
    rows_title: String,
    rows: Vec<Row>,
    photos: Vec<Way>,
    token: String,
    steps: Vec<StepView>,
}

/// Something that can still be done.
#[derive(Serialize)]
struct StepView {
    id: &'static str,
    title: String,
    label: String,
    action: String,
    button: String,
    value: String,
    /// Whether a text is asked for.
    asks: bool,
    /// Whether there must be one.
    needed: bool,
    /// Whether it stands behind a fold, where nobody taps it by mistake.
    quiet: bool,
}

/// What went wrong with a step, and the text that was typed for it.
#[derive(Default)]
struct Trouble {
    status: StatusCode,
    key: &'static str,
    step: &'static str,
    typed: String,
}

/// An item with its form, in the language in which it was written.
struct Found {
    item: Item,
    form: Option<Form>,
}

/// `GET /r/{token}`.
pub(super) async fn show(State(app): State<Shared>, Path(token): Path<String>, request: Request) -> Response<Body> {
    let (parts, _) = request.into_parts();
    match opened(&app, &token, &parts) {
        Ok((site, reference)) => page(&app, &site, reference, &token, None).await,
        Err(refused) => refused,
    }
}

/// `POST /s/{site}/{reference}/add`: more of the same matter.
pub(super) async fn add(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    step(&app, path, request, "add", |text, at| (!text.is_empty()).then_some(Change::Add { text, at })).await
}

/// `POST /s/{site}/{reference}/reopen`: not content with the end.
pub(super) async fn reopen(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    step(&app, path, request, "reopen", |text, at| Some(Change::Reopen { text, at })).await
}

/// `POST /s/{site}/{reference}/erase`: all but the reference goes.
pub(super) async fn erase(
    State(app): State<Shared>,
    Path(path): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    step(&app, path, request, "erase", |_, at| Some(Change::Erase { at })).await
}

/// What a token opens; a wrong one is counted as a guess.
fn opened(app: &Shared, token: &str, parts: &Parts) -> Result<(SiteId, Reference), Response<Body>> {
    let found = app.tokens.read(token);
    match app.asker(parts) {
        Ok(asker) if found.is_none() && app.ladder.missed(&asker.today) => {
            Err(plain(StatusCode::TOO_MANY_REQUESTS, Labels::builtin(Locale::Bs).get("endpoint.again_later")))
        }
        _ => found.ok_or_else(|| plain(StatusCode::NOT_FOUND, "404")),
    }
}

async fn step(
    app: &Shared,
    (site, reference): (String, String),
    request: Request,
    name: &'static str,
    change: impl FnOnce(String, crate::date::Timestamp) -> Option<Change>,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let head = parts.clone();
    let sent: Sent = upload::read(Request::from_parts(parts, body), &app.uploads).await;
    let token = sent.value("token").to_owned();
    let (id, opened) = match opened(app, &token, &head) {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    // The address says what the token says, or somebody has put them together.
    if id.as_str() != site || Reference::parse(&reference) != Some(opened) {
        return plain(StatusCode::NOT_FOUND, "404");
    }
    let typed = sent.value("text").replace("\r\n", "\n").trim().to_owned();
    let text: String = typed.chars().filter(|c| !c.is_control() || *c == '\n').take(MAX_ADDED).collect();
    let trouble = |status, key| Some(Trouble { status, key, step: name, typed: typed.clone() });
    let catalogue = app.catalogue();
    if catalogue.site(&site).is_some_and(|site| app.is_foreign(site, &head.headers)) {
        return page(app, &id, opened, &token, trouble(StatusCode::FORBIDDEN, "endpoint.origin")).await;
    }
    let Some(change) = change(text, app.clock.now()) else {
        return page(app, &id, opened, &token, trouble(StatusCode::UNPROCESSABLE_ENTITY, "error.message_empty")).await;
    };
    match app.store.change(&id, opened, change).await {
        Ok(files) => {
            let place = id.clone();
            let dropped = app.blocking(move |app| {
                files.iter().for_each(|file| app.store.drop_photo(&place, file));
                Ok(())
            });
            // What stays goes at the next start.
            let _ = dropped.await;
            see_other(&format!("{}/r/{token}", app.public_url))
        }
        Err(StoreError::Refused) => {
            page(app, &id, opened, &token, trouble(StatusCode::CONFLICT, "endpoint.refused")).await
        }
        Err(StoreError::Unknown) => plain(StatusCode::NOT_FOUND, "404"),
        Err(_) => page(app, &id, opened, &token, trouble(StatusCode::SERVICE_UNAVAILABLE, "endpoint.busy")).await,
    }
}

async fn page(
    app: &Shared,
    id: &SiteId,
    reference: Reference,
    token: &str,
    trouble: Option<Trouble>,
) -> Response<Body> {
    let catalogue = app.catalogue();
    let Some(site) = catalogue.site(id.as_str()) else { return plain(StatusCode::NOT_FOUND, "404") };
    let found = match find(app, site, reference).await {
        Ok(Some(found)) => found,
        Ok(None) => return app.failed(site, site.first_language(), &StoreError::Unknown),
        Err(error) => return app.failed(site, site.first_language(), &error),
    };
    let labels = Labels::builtin(found.item.locale);
    let mut page = app.page(site, labels, labels.get("feedback.thanks_title").to_owned());
    let status = trouble.as_ref().map_or(StatusCode::OK, |trouble| trouble.status);
    page.alert = trouble.as_ref().map(|trouble| Alert {
        title: labels.get("endpoint.not_sent").to_owned(),
        text: labels.get(trouble.key).to_owned(),
    });
    let own = receipt(app, site, labels, &found, token, trouble.unwrap_or_default());
    app.look.answer(status, "feedback/receipt.html", &page, &own)
}

async fn find(app: &Shared, site: &Site, reference: Reference) -> Result<Option<Found>, StoreError> {
    let id = site.id.clone();
    let found = app.blocking(move |app| {
        let Some(item) = app.store.item(&id, reference)? else { return Ok(None) };
        let known = app.store.known_form(&id, &item.form, &item.version)?;
        Ok(Some((item, known)))
    });
    let Some((item, known)) = found.await? else { return Ok(None) };
    let current = site.form(&item.form, item.locale).map(|entry| entry.form.clone());
    let form = current.filter(|form| form.version() == item.version).or(known);
    Ok(Some(Found { item, form }))
}

fn receipt(app: &Shared, site: &Site, labels: &Labels, found: &Found, token: &str, trouble: Trouble) -> ReceiptPage {
    let Found { item, form } = found;
    let reference = item.reference.to_string();
    let is_erased = item.answers.is_empty() && state::is_ended(item.state);
    let public = format!("{}/s/{}/{}", app.public_url, site.id, item.reference.compact());
    let is_withdrawn = item.promised_on.is_none() && form.as_ref().is_some_and(|form| form.promise_days.is_some());
    let promise = match item.promised_on {
        _ if state::is_ended(item.state) => String::new(),
        Some(day) => labels.fill("endpoint.by_day", &[("date", &crate::date::spoken::long(labels, day))]),
        None if is_withdrawn => withdrawn(site, labels),
        None => String::new(),
    };
    let photo = |at: usize| Way {
        url: format!("{}/r/{token}/{at}", app.public_url),
        label: labels.fill("endpoint.photo", &[("n", &at.to_string())]),
    };
    ReceiptPage {
        text: labels.fill("feedback.thanks_text", &[("ref", &reference)]),
        promise,
        send_label: labels.get("feedback.send_ref").to_owned(),
        sends: sends(&reference, &site.entry.name, &public),
        private: labels.get(if is_erased { "endpoint.erased" } else { "endpoint.private" }).to_owned(),
        state: Some(state::view(site, labels, item, state::Reader::Author)),
        rows_title: labels.get("endpoint.yours").to_owned(),
        rows: rows(&item.answers, form.as_ref()),
        photos: (1..=item.photos.len()).map(photo).collect(),
        token: token.to_owned(),
        steps: if is_erased { Vec::new() } else { steps(app, site, labels, item, &trouble) },
        reference,
    }
}

/// Why no day is promised, and where an answer comes sooner.
fn withdrawn(site: &Site, labels: &Labels) -> String {
    let call = site.entry.contact.phone.as_deref().map(|phone| labels.fill("endpoint.call", &[("phone", phone)]));
    format!("{} {}", labels.get("feedback.late"), call.unwrap_or_default()).trim_end().to_owned()
}

/// Links that send the reference to oneself: the browser inside Viber forgets its tabs.
fn sends(reference: &str, site: &str, public: &str) -> Vec<Way> {
    // Without a public address the number alone is sent.
    let address = if public.starts_with("http") { format!(" {public}") } else { String::new() };
    let text = encode(&format!("{site}: {reference}{address}"));
    vec![
        Way { url: format!("viber://forward?text={text}"), label: "Viber".to_owned() },
        Way { url: format!("sms:?&body={text}"), label: "SMS".to_owned() },
    ]
}

/// For the query of an address: everything but letters, digits and `-._~` as `%41`.
fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

/// Question and answer as they are stored.
fn rows(answers: &[(String, Answer)], form: Option<&Form>) -> Vec<Row> {
    let row = |(name, answer): &(String, Answer)| {
        let field = form.and_then(|form| form.field(name));
        let label = field.map_or_else(|| name.clone(), |field| field.label.clone());
        let chosen = |value: &String| {
            let option = field.and_then(|field| field.kind.options().iter().find(|option| option.value == *value));
            option.map_or_else(|| value.clone(), |option| option.label.clone())
        };
        let text = match answer {
            Answer::Text(text) | Answer::Number(text) | Answer::Date(text) | Answer::Time(text) => text.clone(),
            Answer::Choice(value) => chosen(value),
            Answer::Choices(values) => values.iter().map(chosen).collect::<Vec<_>>().join(", "),
            Answer::Consent => return None,
        };
        (!label.is_empty()).then_some(Row { label, text })
    };
    answers.iter().filter_map(row).collect()
}

fn steps(app: &Shared, site: &Site, labels: &Labels, item: &Item, trouble: &Trouble) -> Vec<StepView> {
    let say = |key: &str| labels.get(&format!("endpoint.{key}")).to_owned();
    let at = format!("{}/s/{}/{}", app.public_url, site.id, item.reference.compact());
    let typed = |id: &str| if trouble.step == id { trouble.typed.clone() } else { String::new() };
    let step = |id: &'static str, title: &str, label: &str, button: &str| StepView {
        id,
        title: say(title),
        label: say(label),
        action: format!("{at}/{id}"),
        button: say(button),
        value: typed(id),
        asks: id != "erase",
        needed: id == "add",
        quiet: id == "erase",
    };
    let mut steps = Vec::new();
    if state::can_reopen(item.state) {
        steps.push(step("reopen", "reopen_button", "reopen", "reopen_button"));
    }
    let mut add = step("add", "add", "yours", "add_button");
    labels.get("feedback.message").clone_into(&mut add.label);
    steps.push(add);
    steps.push(step("erase", "erase", "erase_hint", "erase_button"));
    steps
}
