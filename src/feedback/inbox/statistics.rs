//! How answering goes, what was done, and who did what.

use super::super::look::Way;
use super::super::store::{By, Count, Done};
use super::door::{Editing, Reading, Visit};
use crate::answers::clean;
use crate::date::Timestamp;
use axum::Form;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};

/// A year, in seconds.
const YEAR: i64 = 365 * 24 * 60 * 60;
/// Rows of fewer messages than this would tell who wrote.
const FEWEST: u64 = 5;
/// Lines of the record on its page.
const LINES: usize = 200;

#[derive(Serialize)]
struct Figures {
    all: Option<Row>,
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Table {
    title: String,
    rows: Vec<Row>,
    hidden: bool,
}

#[derive(Serialize)]
struct Row {
    of: String,
    received: u64,
    answered: String,
    in_time: String,
    mean: String,
}

/// `GET /a/{site}/statistics`
pub(super) async fn page(Reading(visit): Reading) -> Response<Body> {
    let since = Timestamp::from_second(visit.now.as_second() - YEAR).unwrap_or_default();
    let site = visit.site.id.clone();
    let read = visit.desk.blocking(move |base| {
        let counts = [By::All, By::Category, By::Street].map(|by| base.counts_by(&site, by, since));
        let [all, category, street] = counts;
        Ok((all?, category?, street?))
    });
    let (all, category, street) = match read.await {
        Ok(read) => read,
        Err(error) => return visit.failed(&error),
    };
    let topic = |id: &str| {
        let label = visit.labels.get(&format!("topic.{id}"));
        if label.is_empty() { "–".to_owned() } else { label.to_owned() }
    };
    let place = |street: &str| if street.is_empty() { "–".to_owned() } else { street.to_owned() };
    let figures = Figures {
        all: all.first().map(|count| row(&visit, count, String::new())),
        tables: vec![table(&visit, "by_category", &category, &topic), table(&visit, "by_street", &street, &place)],
    };
    visit.answer(StatusCode::OK, "inbox/statistics.html", &visit.words.say("statistics"), String::new(), figures)
}

fn table(visit: &Visit, title: &str, counts: &[Count], name: &dyn Fn(&str) -> String) -> Table {
    let shown = counts.iter().filter(|count| count.received >= FEWEST);
    Table {
        title: visit.words.say(title),
        rows: shown.map(|count| row(visit, count, name(&count.of))).collect(),
        hidden: counts.iter().any(|count| count.received < FEWEST),
    }
}

fn row(visit: &Visit, count: &Count, of: String) -> Row {
    let share = |part: u64, whole: u64| match whole {
        0 => "–".to_owned(),
        whole => format!("{part} ({} %)", part * 100 / whole),
    };
    let mean = count.mean_hours.map(|hours| visit.labels.count("days", hours.div_ceil(24).max(1)));
    Row {
        of,
        received: count.received,
        answered: share(count.answered, count.received),
        in_time: share(count.in_time, count.promised),
        mean: mean.unwrap_or_else(|| "–".to_owned()),
    }
}

#[derive(Serialize)]
struct RecordPage {
    lines: Vec<RecordLine>,
}

#[derive(Serialize)]
struct RecordLine {
    day: String,
    who: String,
    what: String,
    item: Option<Way>,
    detail: String,
}

/// `GET /a/{site}/record`
pub(super) async fn record(Reading(visit): Reading) -> Response<Body> {
    let site = visit.site.id.clone();
    let noted = match visit.desk.blocking(move |base| base.record(&site, LINES)).await {
        Ok(noted) => noted,
        Err(error) => return visit.failed(&error),
    };
    let line = |noted: super::super::store::Noted| RecordLine {
        day: visit.day(noted.at),
        who: if noted.name.is_empty() { visit.words.say("command_line") } else { noted.name },
        what: visit.words.say(&format!("record_{}", noted.action)),
        item: (!noted.item.is_empty())
            .then(|| Way { url: format!("{}/m/{}", visit.at(), noted.item), label: noted.item.clone() }),
        detail: noted.detail,
    };
    let lines = noted.into_iter().map(line).collect();
    visit.answer(StatusCode::OK, "inbox/record.html", &visit.words.say("record"), String::new(), RecordPage { lines })
}

/// What a volunteer typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Typed {
    project: String,
    said: String,
    did: String,
    people: String,
}

/// `GET /a/{site}/done`
pub(super) async fn done(Editing(visit): Editing) -> Response<Body> {
    show_done(&visit, StatusCode::OK, String::new(), Typed::default())
}

fn show_done(visit: &Visit, status: StatusCode, done: String, typed: Typed) -> Response<Body> {
    visit.answer(status, "inbox/done.html", &visit.words.say("done_title"), done, typed)
}

/// `POST /a/{site}/done`
pub(super) async fn save_done(Editing(visit): Editing, Form(typed): Form<Typed>) -> Response<Body> {
    let entry = Done {
        project: clean(&typed.project).replace('\n', ""),
        said: clean(&typed.said),
        did: clean(&typed.did),
        people: typed.people.trim().parse().unwrap_or(0),
    };
    if entry.project.is_empty() || entry.said.is_empty() || entry.did.is_empty() {
        return show_done(&visit, StatusCode::UNPROCESSABLE_ENTITY, visit.words.say("text_short"), typed);
    }
    let kept = async {
        visit.desk.base.tell_done(&visit.site.id, entry, visit.now).await?;
        visit.note("done", String::new(), String::new()).await
    };
    match kept.await {
        Ok(()) => show_done(&visit, StatusCode::OK, visit.words.say("saved"), Typed::default()),
        Err(error) => visit.failed(&error),
    }
}
