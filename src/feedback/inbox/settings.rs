//! What the people of a site decide: ready answers, and how they are told of what comes.

use super::super::SiteId;
use super::super::look::see_other;
use super::super::store::{Notice, StoreError};
use super::Base;
use super::door::{Owning, Visit};
use axum::Form;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};

/// The most addresses that are told.
const MOST_ADDRESSES: usize = 10;

/// The settings of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Ready answers.
    pub templates: Vec<String>,
    /// Who is told by mail of what comes.
    pub mail: Vec<String>,
    /// Whether the text of a message stands in the mail; names never do.
    pub with_text: bool,
    /// So many minutes are waited, so that several come in one mail.
    pub digest_minutes: u16,
    /// From this hour on nobody is told, to that hour; equal: always.
    pub quiet: (u8, u8),
    /// Where other programs are told: https.
    pub webhook: Option<String>,
    /// The key under which what they are told is signed, in hexadecimal.
    pub webhook_key: String,
}

impl Settings {
    /// The name under which they are kept.
    pub const NAME: &str = "inbox";

    /// Those of a site; the usual ones where nothing was decided. Blocks.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(base: &dyn Base, site: &SiteId) -> Result<Settings, StoreError> {
        let json = base.setting(site, Settings::NAME)?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }
}

/// What an owner typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    templates: String,
    mail: String,
    with_text: String,
    digest: String,
    quiet_from: String,
    quiet_to: String,
    webhook: String,
}

#[derive(Serialize)]
struct SettingsPage {
    templates: String,
    mail: String,
    with_text: bool,
    digest: u16,
    quiet_from: u8,
    quiet_to: u8,
    webhook: String,
    webhook_key: String,
    dead: Vec<Dead>,
}

#[derive(Serialize)]
struct Dead {
    kind: String,
    item: String,
    day: String,
    error: String,
}

/// `GET /a/{site}/settings`
pub(super) async fn page(Owning(visit): Owning) -> Response<Body> {
    show(&visit, StatusCode::OK, String::new()).await
}

async fn show(visit: &Visit, status: StatusCode, done: String) -> Response<Body> {
    let site = visit.site.id.clone();
    let read = visit.desk.blocking(move |base| Ok((Settings::read(base, &site)?, base.dead(&site, 50)?)));
    let (settings, dead) = match read.await {
        Ok(read) => read,
        Err(error) => return visit.failed(&error),
    };
    let view = SettingsPage {
        templates: settings.templates.join("\n\n"),
        mail: settings.mail.join("\n"),
        with_text: settings.with_text,
        digest: settings.digest_minutes,
        quiet_from: settings.quiet.0,
        quiet_to: settings.quiet.1,
        webhook: settings.webhook.unwrap_or_default(),
        webhook_key: settings.webhook_key,
        dead: dead.into_iter().map(|notice| letter(visit, notice)).collect(),
    };
    visit.answer(status, "inbox/settings.html", &visit.words.say("settings"), done, view)
}

fn letter(visit: &Visit, notice: Notice) -> Dead {
    let item = notice.item.map(|item| item.to_string()).unwrap_or_default();
    Dead { kind: notice.kind, item, day: visit.day(notice.written), error: notice.error }
}

/// `POST /a/{site}/settings`
pub(super) async fn save(Owning(visit): Owning, Form(typed): Form<Typed>) -> Response<Body> {
    let site = visit.site.id.clone();
    let before = match visit.desk.blocking(move |base| Settings::read(base, &site)).await {
        Ok(before) => before,
        Err(error) => return visit.failed(&error),
    };
    let Some(settings) = read(&typed, before) else {
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, visit.words.say("webhook_wrong")).await;
    };
    let saved = async {
        let json = serde_json::to_string(&settings).map_err(|error| StoreError::Broken(error.to_string()))?;
        visit.desk.base.set_setting(&visit.site.id, Settings::NAME, &json).await?;
        visit.note("settings", String::new(), String::new()).await
    };
    match saved.await {
        Ok(()) => show(&visit, StatusCode::OK, visit.words.say("saved")).await,
        Err(error) => visit.failed(&error),
    }
}

/// What was typed as settings; none where the address for programs is none. A new address gets a new key.
fn read(typed: &Typed, before: Settings) -> Option<Settings> {
    let hook = typed.webhook.trim();
    if !hook.is_empty() && !super::super::notice::is_webhook(hook) {
        return None;
    }
    let webhook = Some(hook.to_owned()).filter(|hook| !hook.is_empty());
    let webhook_key = match (&webhook, webhook == before.webhook) {
        (None, _) => String::new(),
        (Some(_), true) if !before.webhook_key.is_empty() => before.webhook_key,
        _ => super::super::random::bytes::<32>().map(|bytes| super::super::random::hex(&bytes)).unwrap_or_default(),
    };
    let hour = |text: &str| text.trim().parse::<u8>().unwrap_or(0).min(24);
    let lines = typed.mail.lines().map(str::trim).filter(|line| super::super::notice::is_address(line));
    let paragraphs = typed.templates.replace("\r\n", "\n");
    let templates = paragraphs.split("\n\n").map(crate::answers::clean).filter(|text| !text.is_empty());
    Some(Settings {
        templates: templates.take(20).collect(),
        mail: lines.take(MOST_ADDRESSES).map(str::to_owned).collect(),
        with_text: !typed.with_text.is_empty(),
        digest_minutes: typed.digest.trim().parse().unwrap_or(0),
        quiet: (hour(&typed.quiet_from), hour(&typed.quiet_to)),
        webhook,
        webhook_key,
    })
}

/// `POST /a/{site}/dead`: what could not be sent is tried once more.
pub(super) async fn retry(Owning(visit): Owning) -> Response<Body> {
    match visit.desk.base.revive(&visit.site.id, visit.now).await {
        Ok(()) => see_other(&format!("{}/settings", visit.at())),
        Err(error) => visit.failed(&error),
    }
}
