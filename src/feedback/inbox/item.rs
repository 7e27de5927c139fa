//! One message: what was said, what happened, and the few things that can be done.

use super::super::Reference;
use super::super::look::{Way, plain, see_other};
use super::super::photos::jpeg_answer;
use super::super::state;
use super::super::store::{Act, EntryKind, Item, Person, Publication, State as ItemState, StoreError};
use super::LONGEST_TEXT;
use super::door::{Editing, Reading, Visit};
use super::list::{Line, line};
use super::mark::{Part, has_hidden, parts};
use super::settings::Settings;
use crate::answers::clean;
use crate::form::{Answer, Form as Asked};
use axum::Form;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a volunteer typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act: String,
    text: String,
    question: String,
    answer: String,
    signed: String,
}

/// What a page needs of an item.
struct Whole {
    item: Item,
    published: Option<Publication>,
    category: String,
    form: Option<Asked>,
    settings: Settings,
}

#[derive(Serialize)]
struct ItemPage {
    line: Line,
    rows: Vec<Row>,
    hidden: bool,
    photos: Vec<Way>,
    entries: Vec<EntryView>,
    person: Option<PersonView>,
    published: bool,
    question: String,
    answer: String,
    signed: String,
    templates: Vec<String>,
    topics: Vec<Topic>,
    forward: String,
    acts: Vec<&'static str>,
    /// What was typed and not taken, by what was to be done with it.
    typed: BTreeMap<String, String>,
    erased: bool,
}

#[derive(Serialize)]
struct Row {
    label: String,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct EntryView {
    day: String,
    label: String,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct PersonView {
    name: String,
    phone: String,
    email: String,
    empty: bool,
}

#[derive(Serialize)]
struct Topic {
    id: String,
    label: String,
    chosen: bool,
}

/// Topics that a problem can have: those of announcements that fit one.
const TOPICS: [&str; 11] = [
    "water",
    "electricity",
    "heating",
    "roads",
    "lighting",
    "waste",
    "telecom",
    "transport",
    "environment",
    "safety",
    "other",
];

async fn read(visit: &Visit, reference: &str) -> Result<Whole, StoreError> {
    let reference = Reference::parse(reference).ok_or(StoreError::Unknown)?;
    let site = visit.site.id.clone();
    let (item, published, category, settings, known) = visit
        .desk
        .blocking(move |base| {
            let item = base.item(&site, reference)?.ok_or(StoreError::Unknown)?;
            let (published, category) = base.beside(&site, reference)?;
            let settings = Settings::read(base, &site)?;
            let known = base.known_form(&site, &item.form, &item.version)?;
            Ok((item, published, category, settings, known))
        })
        .await?;
    let form = known.or_else(|| visit.site.form(&item.form, item.locale).map(|entry| entry.form.clone()));
    Ok(Whole { item, published, category, form, settings })
}

/// `GET /a/{site}/m/{reference}`
pub(super) async fn page(Reading(visit): Reading, Path((_, reference)): Path<(String, String)>) -> Response<Body> {
    match read(&visit, &reference).await {
        Ok(whole) => show(&visit, &whole, StatusCode::OK, String::new(), None, None),
        Err(error) => visit.failed(&error),
    }
}

/// `POST /a/{site}/m/{reference}/person`: shows who wrote, after that was written down.
pub(super) async fn person(Editing(visit): Editing, Path((_, reference)): Path<(String, String)>) -> Response<Body> {
    let revealed = async {
        let whole = read(&visit, &reference).await?;
        let reference = whole.item.reference;
        visit.note("reveal", reference.to_string(), String::new()).await?;
        let site = visit.site.id.clone();
        let person = visit.desk.blocking(move |base| base.person(&site, reference)).await?;
        Ok((whole, person.unwrap_or_default()))
    };
    match revealed.await {
        Ok((whole, person)) => show(&visit, &whole, StatusCode::OK, String::new(), Some(person), None),
        Err(error) => visit.failed(&error),
    }
}

/// `GET /a/{site}/m/{reference}/photo/{n}`, from 1.
pub(super) async fn photo(
    Reading(visit): Reading,
    Path((_, reference, number)): Path<(String, String, String)>,
) -> Response<Body> {
    let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let (Some(reference), Some(at)) = (Reference::parse(&reference), place) else {
        return plain(StatusCode::NOT_FOUND, "404");
    };
    let site = visit.site.id.clone();
    let found = visit.desk.blocking(move |base| {
        let photo = base.item(&site, reference)?.and_then(|item| item.photos.into_iter().nth(at));
        photo.map(|photo| base.photo(&site, &photo.file)).transpose()
    });
    match found.await {
        Ok(Some(jpeg)) => jpeg_answer(jpeg, at + 1),
        Ok(None) => plain(StatusCode::NOT_FOUND, "404"),
        Err(error) => visit.failed(&error),
    }
}

/// `POST /a/{site}/m/{reference}`
pub(super) async fn act(
    Editing(visit): Editing,
    Path((_, reference)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Response<Body> {
    let whole = match read(&visit, &reference).await {
        Ok(whole) => whole,
        Err(error) => return visit.failed(&error),
    };
    let act = match meant(&visit, &typed) {
        Ok(act) => act,
        Err(wrong) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return show(&visit, &whole, status, visit.words.say(wrong), None, Some(&typed));
        }
    };
    let (site, item) = (&visit.site.id, whole.item.reference);
    let (word, is_merge) = (act.word(), matches!(act, Act::Merge(_)));
    let done = async {
        visit.desk.base.act(site, item, act, visit.hand()).await?;
        visit.note(word, item.to_string(), String::new()).await
    };
    match done.await {
        Ok(()) => see_other(&format!("{}/m/{}", visit.at(), item.compact())),
        Err(StoreError::Refused | StoreError::Unknown) if is_merge => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&visit, &whole, status, visit.words.say("merge_wrong"), None, Some(&typed))
        }
        Err(error) => visit.failed(&error),
    }
}

/// What the typed form means, or the word for what is wrong with it.
fn meant(visit: &Visit, typed: &Typed) -> Result<Act, &'static str> {
    let long = [&typed.text, &typed.question, &typed.answer].iter().any(|text| text.chars().count() > LONGEST_TEXT);
    if long {
        return Err("text_long");
    }
    let text = clean(&typed.text);
    let needed = |wrong| if text.is_empty() { Err(wrong) } else { Ok(text.clone()) };
    Ok(match typed.act.as_str() {
        "receive" => Act::Receive,
        "work" => Act::Work(text),
        "forward" => Act::Forward(needed("text_short")?),
        "answer" => Act::Answer(needed("answer_short")?),
        "resolve" => Act::Resolve(text),
        "close" => Act::Close(needed("reason_short")?),
        "spam" => Act::Spam,
        "merge" => Act::Merge(Reference::parse(&text).ok_or("merge_wrong")?),
        "note" => Act::Note(needed("text_short")?),
        "sort" if TOPICS.contains(&text.as_str()) || text.is_empty() => Act::Sort(text),
        "withdraw" => Act::Withdraw,
        "publish" => {
            let (question, answer) = (clean(&typed.question), clean(&typed.answer));
            if question.is_empty() || answer.is_empty() {
                return Err("text_short");
            }
            Act::Publish(Publication {
                question,
                answer,
                signed: clean(&typed.signed).replace('\n', " "),
                locale: visit.site.first_language(),
            })
        }
        _ => return Err("text_short"),
    })
}

fn show(
    visit: &Visit,
    whole: &Whole,
    status: StatusCode,
    alert: String,
    person: Option<Person>,
    typed: Option<&Typed>,
) -> Response<Body> {
    let item = &whole.item;
    let said = said(item);
    let (question, answer) = copy(whole, &said, typed);
    let rows = rows(item, whole.form.as_ref(), &visit.words.say("about"));
    let photo = |at: usize| Way {
        url: format!("{}/m/{}/photo/{}", visit.at(), item.reference.compact(), at + 1),
        label: format!("{} {}", visit.words.say("photo"), at + 1),
    };
    let view = ItemPage {
        line: line(visit, item),
        hidden: rows.iter().any(|(_, text)| has_hidden(text)),
        rows: rows.into_iter().map(|(label, text)| Row { label, parts: parts(&text) }).collect(),
        photos: (0..item.photos.len()).map(photo).collect(),
        entries: item.entries.iter().map(|entry| entry_view(visit, entry)).collect(),
        person: person.map(person_view),
        published: whole.published.is_some(),
        question,
        answer,
        signed: whole.published.as_ref().map_or_else(|| visit.user.name.clone(), |copy| copy.signed.clone()),
        templates: whole.settings.templates.clone(),
        topics: topics(visit, &whole.category),
        forward: forward(visit, item, &said),
        acts: acts(item.state),
        typed: typed.map(|typed| (typed.act.clone(), typed.text.clone())).into_iter().collect(),
        erased: item.answers.is_empty() && item.state == ItemState::Closed,
    };
    visit.answer(status, "inbox/item.html", &item.reference.to_string(), alert, view)
}

/// What can be done in a state.
fn acts(state: ItemState) -> Vec<&'static str> {
    match state {
        ItemState::Quarantine => vec!["receive", "spam"],
        ItemState::Spam | ItemState::Merged => vec!["receive"],
        _ if state::is_ended(state) => vec!["answer", "publish", "reopen", "note"],
        _ => vec!["answer", "work", "forward", "resolve", "close", "publish", "merge", "spam", "note"],
    }
}

/// What was said, as one text.
fn said(item: &Item) -> String {
    let texts = item.answers.iter().filter_map(|(name, answer)| match answer {
        Answer::Text(text) if name == "message" => Some(text.as_str()),
        _ => None,
    });
    let message = texts.collect::<Vec<_>>().join("\n");
    if !message.is_empty() {
        return message;
    }
    let all = item.answers.iter().filter_map(|(_, answer)| match answer {
        Answer::Text(text) => Some(text.as_str()),
        _ => None,
    });
    all.collect::<Vec<_>>().join("\n")
}

/// The copy for the site: what was typed just now, what is published, else what was said and answered.
fn copy(whole: &Whole, said: &str, typed: Option<&Typed>) -> (String, String) {
    if let Some(typed) = typed.filter(|typed| typed.act == "publish") {
        return (typed.question.clone(), typed.answer.clone());
    }
    if let Some(copy) = &whole.published {
        return (copy.question.clone(), copy.answer.clone());
    }
    let answers = whole.item.entries.iter().rev().filter(|entry| entry.kind == EntryKind::Answer);
    let answer = answers.map(|entry| entry.text.clone()).next().unwrap_or_default();
    (clean(said), answer)
}

/// Question and answer, the consent apart.
/// Question and answer; `about` is what stands over the page that it is about, which nobody was asked.
fn rows(item: &Item, form: Option<&Asked>, about: &str) -> Vec<(String, String)> {
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
        Some((if label.is_empty() { about.to_owned() } else { label }, text))
    };
    item.answers.iter().filter_map(row).collect()
}

fn entry_view(visit: &Visit, entry: &super::super::store::Entry) -> EntryView {
    let label = match (entry.kind, entry.user) {
        (EntryKind::Added | EntryKind::Reopened, _) => visit.words.say("person"),
        (EntryKind::Answer, _) => visit.words.say("answer"),
        (EntryKind::Note, _) => visit.words.say("note"),
        (EntryKind::Forwarded, _) => visit.labels.get("feedback.status_forwarded").to_owned(),
        (EntryKind::Merged, _) => visit.words.say("state_merged"),
        (EntryKind::State, Some(_)) => visit.words.say("volunteer"),
        (EntryKind::State, None) => String::new(),
    };
    EntryView { day: visit.day(entry.at), label, parts: parts(&entry.text) }
}

fn person_view(person: Person) -> PersonView {
    let empty = person == Person::default();
    PersonView { name: person.name, phone: person.phone, email: person.email, empty }
}

fn topics(visit: &Visit, chosen: &str) -> Vec<Topic> {
    let topic = |id: &&str| Topic {
        id: (*id).to_owned(),
        label: visit.labels.get(&format!("topic.{id}")).to_owned(),
        chosen: *id == chosen,
    };
    TOPICS.iter().map(topic).collect()
}

/// A mail of the volunteer's own, with the text and without the person.
fn forward(visit: &Visit, item: &Item, said: &str) -> String {
    let encode = |text: &str| {
        let byte = |b: u8| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        };
        text.bytes().map(byte).collect::<String>()
    };
    let subject = format!("{} {}", visit.site.entry.name, item.reference);
    let street = if item.street.is_empty() { String::new() } else { format!("\n\n{}", item.street) };
    let text: String = clean(said).chars().take(1_500).collect();
    format!("mailto:?subject={}&body={}", encode(&subject), encode(&format!("{text}{street}")))
}
