//! The pages of the editor, as data for their templates.

use super::place::Ground;
use super::values::{Mistake, Values};
use crate::build::Snapshot;
use crate::diag::{Text, text};
use crate::lang::{self, Labels, Locale};
use crate::preview::app::App;
use crate::preview::findings::Told;
use crate::preview::keys;
use crate::preview::{assets, reply};
use crate::site::{LEVELS, Level, TOPICS};
use crate::template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

/// What the form shows.
pub struct Form<'a> {
    /// Where the text belongs.
    pub ground: &'a Ground,
    /// What stands in the fields.
    pub values: &'a Values,
    /// The file, from the root of the workspace; empty: a new one.
    pub source: &'a str,
    /// Of the file when it was opened.
    pub version: String,
    /// What is wrong with the fields.
    pub mistakes: &'a [Mistake],
    /// What is wrong beside them.
    pub notice: Option<Text>,
    /// The text of the file as somebody else saved it meanwhile.
    pub conflict: Option<String>,
    /// The page that shows it.
    pub page: Option<String>,
    /// The photo that it names.
    pub photo: Option<String>,
    /// It was just saved.
    pub saved: bool,
}

impl<'a> Form<'a> {
    /// A form for a new announcement.
    pub fn new(ground: &'a Ground, values: &'a Values) -> Form<'a> {
        let (source, version, mistakes) = ("", String::new(), [].as_slice());
        Form {
            ground,
            values,
            source,
            version,
            mistakes,
            notice: None,
            conflict: None,
            page: None,
            photo: None,
            saved: false,
        }
    }
}

/// One of several things to choose.
#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct FormPage<'a> {
    values: Fields<'a>,
    site: &'a str,
    site_name: &'a str,
    source: &'a str,
    version: &'a str,
    token: &'a str,
    topics: Vec<Choice>,
    levels: Vec<Choice>,
    /// Whether it says when, how urgent it is or whom to call: then that is shown.
    times_chosen: bool,
    audience: Vec<Choice>,
    streets: Vec<Choice>,
    /// Whether any of them is chosen: then they are shown.
    area_chosen: bool,
    audience_chosen: bool,
    /// By the name of the field.
    errors: serde_json::Map<String, serde_json::Value>,
    /// The same in order: field and words.
    summary: Vec<[String; 2]>,
    notice: Option<String>,
    conflict: Option<&'a str>,
    page: Option<&'a str>,
    photo: Option<&'a str>,
    saved: bool,
}

#[derive(Serialize)]
struct Fields<'a> {
    title: &'a str,
    date: &'a str,
    place: String,
    when: String,
    contact: &'a str,
    text: &'a str,
    alt: &'a str,
}

/// The form.
pub fn form(app: &App, form: &Form) -> Response {
    let (values, ground) = (form.values, form.ground);
    let streets = &ground.config.profile.streets;
    let mut errors = serde_json::Map::new();
    let said: Vec<[String; 2]> =
        form.mistakes.iter().map(|(name, words)| [(*name).to_owned(), app.voice.say(words)]).collect();
    for [name, words] in &said {
        errors.entry(name.clone()).or_insert_with(|| words.clone().into());
    }
    let page = FormPage {
        values: Fields {
            title: &values.title,
            date: &values.date,
            place: if streets.is_empty() { values.area.join(", ") } else { String::new() },
            when: values.when.join("\n"),
            contact: &values.contact,
            text: &values.text,
            alt: &values.alt,
        },
        site: ground.site.as_deref().unwrap_or_default(),
        site_name: &ground.config.profile.short_name,
        source: form.source,
        version: &form.version,
        token: app.keys.token(),
        topics: topics(app, &values.topic),
        levels: levels(app, &values.level),
        times_chosen: says_times(values) || form.mistakes.iter().any(|(name, _)| matches!(*name, "kada" | "hitnost")),
        audience: audience(app, ground, values),
        streets: street_choices(streets, &values.area),
        area_chosen: !values.area.is_empty(),
        audience_chosen: !values.audience.is_empty(),
        errors,
        summary: said,
        notice: form.notice.as_ref().map(|words| app.voice.say(words)),
        conflict: form.conflict.as_deref(),
        page: form.page.as_deref(),
        photo: form.photo.as_deref(),
        saved: form.saved,
    };
    own(app, StatusCode::OK, "preview-editor.html", &page)
}

/// Labels in the language of whoever started the preview.
fn labels(app: &App) -> &'static Labels {
    Labels::builtin(Locale::parse(app.lang()).unwrap_or(Locale::Bs))
}

fn topics(app: &App, chosen: &str) -> Vec<Choice> {
    let choice = |id: &'static str| Choice {
        value: id.to_owned(),
        label: labels(app).get(&format!("topic.{id}")).to_owned(),
        chosen: id == chosen,
    };
    TOPICS.iter().map(|(topic, _)| choice(topic.id())).collect()
}

fn levels(app: &App, chosen: &str) -> Vec<Choice> {
    let choice = |level: Level| {
        let words = match level {
            Level::Info => text!("Obično", "Usual"),
            Level::Important => text!("Važno: neka se ljudi pripreme", "Important: people should plan around it"),
            Level::Emergency => text!("Hitno: opasnost, ili odmah", "Emergency: danger, or at once"),
        };
        let chosen = level.id() == chosen;
        Choice { value: level.id().to_owned(), label: app.voice.say(&words), chosen }
    };
    LEVELS.iter().map(|(level, _)| choice(*level)).collect()
}

fn says_times(values: &Values) -> bool {
    !values.when.is_empty() || !values.contact.is_empty() || !matches!(values.level.as_str(), "" | "info")
}

fn audience(app: &App, ground: &Ground, values: &Values) -> Vec<Choice> {
    let is = |id: &str| values.audience.iter().any(|one| one == id);
    let known = &ground.config.profile.audiences;
    let label = |id: &str, name: &Option<String>| {
        name.clone().unwrap_or_else(|| labels(app).get(&format!("audience.{id}")).to_owned())
    };
    let known_choices =
        known.iter().map(|one| Choice { value: one.id.clone(), label: label(&one.id, &one.name), chosen: is(&one.id) });
    // What the site does not know stays in the text.
    let others = values.audience.iter().filter(|id| !known.iter().any(|one| one.id == **id));
    known_choices.chain(others.map(|id| Choice { value: id.clone(), label: id.clone(), chosen: true })).collect()
}

fn street_choices(streets: &[String], area: &[String]) -> Vec<Choice> {
    if streets.is_empty() {
        return Vec::new();
    }
    let same = |a: &str, b: &str| lang::fold_key(a) == lang::fold_key(b);
    let known = streets.iter().map(|street| {
        let written = area.iter().find(|one| same(one, street));
        // As the text spells it, so that nothing is changed that nobody changed.
        Choice { value: written.unwrap_or(street).clone(), label: street.clone(), chosen: written.is_some() }
    });
    let others = area.iter().filter(|one| !streets.iter().any(|street| same(one, street)));
    known.chain(others.map(|one| Choice { value: one.clone(), label: one.clone(), chosen: true })).collect()
}

#[derive(Serialize)]
struct StartPage<'a> {
    first: Option<&'a str>,
}

/// The first page.
pub fn start(app: &App, first: Option<&str>) -> Response {
    own(app, StatusCode::OK, "preview-start.html", &StartPage { first })
}

#[derive(Serialize)]
struct ChoosePage {
    sites: Vec<[String; 2]>,
}

/// For which site.
pub fn choose(app: &App, snapshot: &Snapshot, names: &[String]) -> Response {
    let name = |name: &String| {
        let ground = Ground::of_site(snapshot, name);
        [name.clone(), ground.map_or_else(|| name.clone(), |ground| ground.config.profile.name)]
    };
    own(app, StatusCode::OK, "preview-choose.html", &ChoosePage { sites: names.iter().map(name).collect() })
}

#[derive(Serialize)]
struct CheckPage<'a> {
    found: &'a Told,
}

/// What is wrong.
pub fn check(app: &App, found: &Told) -> Response {
    own(app, StatusCode::OK, "preview-check.html", &CheckPage { found })
}

#[derive(Serialize)]
struct PinPage<'a> {
    back: &'a str,
    error: Option<String>,
}

/// Asks for the number from the terminal.
pub fn pin(app: &App, back: &str, told: Option<keys::Told>) -> Response {
    let words = match told {
        None | Some(keys::Told::Right) => None,
        Some(keys::Told::Wrong) => Some(text!(
            "To nije taj broj. Pogledajte u prozor programa: možda je sada drugi.",
            "That is not the number. Look at the window of the program: it may be another one now."
        )),
        Some(keys::Told::Closed) => Some(text!(
            "Previše pogrešnih brojeva. Pokrenite program ponovo.",
            "Too many wrong numbers. Start the program again."
        )),
    };
    own(app, StatusCode::OK, "preview-pin.html", &PinPage { back, error: words.map(|words| app.voice.say(&words)) })
}

#[derive(Serialize)]
struct SorryPage {
    said: String,
}

/// Why there is no form.
pub fn sorry(app: &App, words: &Text) -> Response {
    own(app, StatusCode::NOT_FOUND, "preview-sorry.html", &SorryPage { said: app.voice.say(words) })
}

/// A form that does not come from a page of ours.
pub fn forbidden(app: &App) -> Response {
    let words = text!(
        "Obrazac je iz ranijeg pokretanja programa, pa ništa nije sačuvano. Vratite se, prepišite tekst, otvorite stranicu ponovo i pokušajte još jednom.",
        "The form is from an earlier start of the program, so nothing was saved. Go back, copy your text, open the page again and try once more."
    );
    own(app, StatusCode::FORBIDDEN, "preview-sorry.html", &SorryPage { said: app.voice.say(&words) })
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
     frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// A page of our own from its template.
fn own(app: &App, status: StatusCode, name: &str, page: &impl Serialize) -> Response {
    let made = template::context(page).ok().and_then(|mut context| {
        context.insert("w", &assets::page_words(app.voice));
        context.insert("lang", app.lang());
        app.theme()?.render(name, &context).ok()
    });
    let Some(html) = made else { return reply::words(StatusCode::INTERNAL_SERVER_ERROR, "500") };
    let mut answer = reply::html(status, html);
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    answer
}
