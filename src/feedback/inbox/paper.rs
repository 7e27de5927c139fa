//! Writing a message in that came by telephone, on paper, or in person: the same reference, the same promise.

use super::super::random;
use super::super::store::{Keys, NewItem, Person, Source, StoreError, Stored};
use super::LONGEST_TEXT;
use super::door::{Editing, Visit};
use super::list::kind_label;
use crate::answers::clean;
use crate::date::shift;
use crate::form::{Answer, Form as Asked, FormKind};
use axum::Form;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};

/// After so many months it is deleted, as what comes by a form.
const KEEP_MONTHS: i32 = 12;

/// What a volunteer typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    key: String,
    form: String,
    source: String,
    text: String,
    street: String,
    name: String,
    phone: String,
    email: String,
}

#[derive(Serialize)]
struct Paper {
    key: String,
    forms: Vec<Choice>,
    sources: Vec<Choice>,
    streets: Vec<String>,
    text: String,
    street: String,
    name: String,
    phone: String,
    email: String,
}

/// One of several.
#[derive(Serialize)]
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// `GET /a/{site}/write`
pub(super) async fn page(Editing(visit): Editing) -> Response<Body> {
    show(&visit, StatusCode::OK, String::new(), &Typed::default())
}

/// Forms in whose place a volunteer can write: those with a message, in the site's own language.
fn forms(visit: &Visit) -> impl Iterator<Item = &Asked> {
    let locale = visit.site.first_language();
    let own = visit.site.entry.forms.iter().map(|entry| &entry.form).filter(move |form| form.locale == locale);
    own.filter(|form| !matches!(form.kind, FormKind::Poll | FormKind::Rsvp) && form.field("message").is_some())
}

fn show(visit: &Visit, status: StatusCode, done: String, typed: &Typed) -> Response<Body> {
    let Ok(key) = random::name() else { return visit.failed(&StoreError::Broken("random".to_owned())) };
    let source = |source: Source| Choice {
        id: source.word().to_owned(),
        label: visit.words.say(&format!("source_{}", source.word())),
        chosen: typed.source == source.word(),
    };
    let streets =
        visit.site.entry.forms.iter().flat_map(|entry| &entry.form.fields).find_map(|field| match &field.kind {
            crate::form::FieldKind::Street { streets } => Some(streets.clone()),
            _ => None,
        });
    let form = |form: &Asked| Choice {
        id: form.id.clone(),
        label: if form.title.is_empty() { kind_label(visit, form.kind) } else { form.title.clone() },
        chosen: typed.form == form.id,
    };
    let paper = Paper {
        key: if typed.key.is_empty() { key } else { typed.key.clone() },
        forms: forms(visit).map(form).collect(),
        sources: [Source::Phone, Source::InPerson, Source::Paper].map(source).into_iter().collect(),
        streets: streets.unwrap_or_default(),
        text: typed.text.clone(),
        street: typed.street.clone(),
        name: typed.name.clone(),
        phone: typed.phone.clone(),
        email: typed.email.clone(),
    };
    visit.answer(status, "inbox/write.html", &visit.words.say("paper_title"), done, paper)
}

/// `POST /a/{site}/write`
pub(super) async fn save(Editing(visit): Editing, Form(typed): Form<Typed>) -> Response<Body> {
    let text = clean(&typed.text);
    let wrong = match text.chars().count() {
        0 => Some("text_short"),
        count if count > LONGEST_TEXT => Some("text_long"),
        _ => None,
    };
    let source = Source::of(&typed.source).filter(|source| *source != Source::Online).unwrap_or(Source::InPerson);
    let form = forms(&visit).find(|form| form.id == typed.form).or_else(|| forms(&visit).next());
    let (Some(form), None) = (form, wrong) else {
        let word = visit.words.say(wrong.unwrap_or("text_short"));
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, word, &typed);
    };
    let kept = async {
        let item = item(&visit, form, source, text, &typed)?;
        let stored = visit.desk.base.submit(&visit.site.id, item).await?;
        let (Stored::New(reference) | Stored::Known(reference)) = stored else {
            return Err(StoreError::Broken("ballot".to_owned()));
        };
        visit.note("paper", reference.to_string(), String::new()).await?;
        Ok(reference)
    };
    match kept.await {
        Ok(reference) => {
            let done = visit.words.fill("paper_saved", "ref", &reference.to_string());
            show(&visit, StatusCode::OK, done, &Typed::default())
        }
        Err(error) => visit.failed(&error),
    }
}

fn item(visit: &Visit, form: &Asked, source: Source, text: String, typed: &Typed) -> Result<NewItem, StoreError> {
    let line = |text: &str| clean(text).replace('\n', " ").chars().take(200).collect::<String>();
    let street = line(&typed.street);
    let mut answers = vec![("message".to_owned(), Answer::Text(text))];
    if !street.is_empty() && form.field("location").is_some() {
        answers.push(("location".to_owned(), Answer::Text(street.clone())));
    }
    let today = visit.today();
    let sent = (16..=64).contains(&typed.key.len()).then(|| key(visit, &typed.key));
    Ok(NewItem {
        reference: random::reference()?,
        form: form.id.clone(),
        kind: form.kind,
        version: form.version(),
        locale: form.locale,
        source,
        received: visit.now,
        day: today,
        promised_on: form.promise_days.map(|days| shift(today, days.into())),
        keep_until: shift(today, KEEP_MONTHS * 61 / 2),
        doubt: None,
        about: String::new(),
        street,
        answers,
        person: Person { name: line(&typed.name), phone: line(&typed.phone), email: line(&typed.email) },
        photos: Vec::new(),
        keys: Keys { sent, content: Vec::new() },
        answerer: None,
    })
}

/// The key of a page, so that a form that is sent twice counts once.
pub(super) fn key(visit: &Visit, typed: &str) -> [u8; 32] {
    *blake3::hash(format!("inbox/{}/{typed}", visit.site.id).as_bytes()).as_bytes()
}
