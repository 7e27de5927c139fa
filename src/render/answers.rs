//! What the endpoint published, on the pages of a site: replies, statuses, results, the clock of the promise.

use super::desk::Desk;
use super::page::{View, simple};
use super::plan::{PART, Planned, What};
use super::view::{
    Answer, AnswersView, Body, Choice, ClockView, Day, KnownView, Link, ResultRow, ResultsView, SaidView, StatusRow,
    StatusesView,
};
use crate::answers::{Answers, PollCount, Published, Status, Tracked};
use crate::date::Timestamp;
use crate::form::{Form, FormKind};
use crate::site::{Item, OutputKind, Poll, Section};
use crate::template::Shared;
use crate::url::UrlPath;

/// The list of statuses holds this many, the newest; the endpoint knows all.
const STATUSES: usize = 300;
/// On the home page stands so much of a question and its reply, in letters.
const BEGINNING: usize = 90;
/// Beside a form stand this many problems.
const KNOWN: usize = 8;

/// The pages of questions and replies, and that of statuses.
pub fn plan(desk: &Desk) -> Vec<Planned> {
    let answers = answers(desk);
    let told = usize::from(clock(desk).is_some());
    let parts = answers.questions.len().div_ceil(PART).max(told);
    let mut pages: Vec<Planned> =
        (1..=parts).map(|part| Planned { path: part_path(desk, part), what: What::Questions(part) }).collect();
    if !answers.statuses.is_empty() {
        pages.push(Planned { path: statuses_path(desk), what: What::Statuses });
    }
    pages
}

fn answers<'a>(desk: &Desk<'a>) -> &'a Answers {
    &desk.edition.answers
}

fn part_path(desk: &Desk, part: usize) -> UrlPath {
    match part {
        1 => desk.section_path(Section::Questions, &[]),
        part => desk.section_path(Section::Questions, &[&part.to_string()]),
    }
}

fn statuses_path(desk: &Desk) -> UrlPath {
    desk.section_path(Section::Statuses, &[])
}

/// A part of the questions and replies.
pub fn page(desk: &Desk, planned: &Planned, part: usize) -> View {
    let all = &answers(desk).questions;
    let parts = all.len().div_ceil(PART);
    let shown = all.iter().skip(part.saturating_sub(1) * PART).take(PART);
    let link = |part: usize, key: &str| {
        let path = Desk::path(&part_path(desk, part));
        (1..=parts).contains(&part).then(|| Link { title: desk.words.label(key), path })
    };
    let view = AnswersView {
        list: shown.map(|one| Answer { about: about(desk, one), ..answer(desk, one) }).collect(),
        clock: clock(desk),
        statuses: statuses_link(desk),
        newer: part.checked_sub(1).and_then(|part| link(part, "list.newer")),
        older: link(part + 1, "list.older"),
    };
    let heading = desk.words.label("feedback.published_replies");
    let mut view = simple(desk, planned, "questions.html", heading, Body::Answers(Box::new(view)));
    view.page.meta.noindex = part > 1;
    view
}

fn answer(desk: &Desk, one: &Published) -> Answer {
    Answer {
        reference: one.reference.clone(),
        question: one.question.clone(),
        reply: one.reply.clone(),
        day: desk.day(one.answered),
        lang: said_lang(desk),
        about: None,
    }
}

/// The item that a question is about.
fn about(desk: &Desk, one: &Published) -> Option<Link> {
    let path = one.about.as_deref()?;
    let mut items = desk.edition.items.values().flatten();
    let item = items.find(|item| is_about(desk, path, item))?;
    Some(Link { title: item.title().to_owned(), path: Desk::path(&item.path) })
}

/// Addresses come without the folder of the edition, and people may have left out a `/`.
fn is_about(desk: &Desk, path: &str, item: &Item) -> bool {
    let inner = item.path.within(&desk.edition.root);
    inner.is_some_and(|inner| inner.as_str().trim_matches('/') == path.trim_matches('/'))
}

/// What residents wrote is in the language of the site, in the script of the edition where it has that language.
fn said_lang(desk: &Desk) -> String {
    let (written, locale) = (desk.site.config.written(), desk.edition.locale);
    if locale.same_language(written) { locale.tag() } else { written.tag() }.to_owned()
}

/// Published questions about an item.
pub fn of_item(desk: &Desk, item: &Item) -> Vec<Answer> {
    let about = |one: &&Published| one.about.as_deref().is_some_and(|path| is_about(desk, path, item));
    answers(desk).questions.iter().filter(about).map(|one| answer(desk, one)).collect()
}

/// What was said about a project, and what came of it.
pub fn said(desk: &Desk, item: &Item) -> Vec<SaidView> {
    let entries = answers(desk).replies.iter().filter(|one| is_about(desk, &one.about, item));
    let view = |one: &crate::answers::Reply| SaidView {
        said: one.said.clone(),
        did: one.did.clone(),
        day: desk.day(one.day),
        people: one.people.filter(|n| *n > 1).map(|n| desk.words.labels.count("people", u64::from(n))),
        lang: said_lang(desk),
    };
    entries.map(view).collect()
}

/// The newest question and reply, for the home page: of long ones their beginnings.
pub fn newest(desk: &Desk) -> Option<Answer> {
    let one = answers(desk).questions.first()?;
    Some(Answer { question: beginning(&one.question), reply: beginning(&one.reply), ..answer(desk, one) })
}

/// The first line of a text, cut between words.
fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(BEGINNING) else {
        return if line.len() < text.len() { format!("{line} …") } else { line.to_owned() };
    };
    let cut = line.get(..end).unwrap_or(line);
    format!("{} …", cut.rsplit_once(' ').map_or(cut, |(words, _)| words).trim_end_matches([',', '.', ';', ':', ' ']))
}

/// To all replies; none where there are none.
pub fn link(desk: &Desk) -> Option<Link> {
    let count = answers(desk).questions.len();
    (count > 0 && wanted(desk)).then(|| Link {
        title: desk.words.labels.fill("home.all_answers", &[("n", &count.to_string())]),
        path: Desk::path(&part_path(desk, 1)),
    })
}

/// To the list of statuses; none where there is none.
pub fn statuses_link(desk: &Desk) -> Option<Link> {
    (!answers(desk).statuses.is_empty() && wanted(desk))
        .then(|| Link { title: desk.words.label("feedback.statuses_title"), path: Desk::path(&statuses_path(desk)) })
}

fn wanted(desk: &Desk) -> bool {
    desk.site.config.outputs.contains(&OutputKind::Forms)
}

/// Whether messages waited past the day that was promised when the answers were fetched.
pub fn is_late(desk: &Desk) -> bool {
    answers(desk).late > 0
}

/// The promise against what is measured; while messages wait past it, only what is measured; none where nothing was measured yet.
pub fn clock(desk: &Desk) -> Option<ClockView> {
    let statistics = answers(desk).statistics.as_ref()?;
    let days = u64::from(statistics.mean_days()?);
    let (labels, promised) = (desk.words.labels, desk.site.config.feedback.promise_days);
    let values = [("days", labels.count("days", days)), ("n", promised.to_string())];
    let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
    Some(ClockView {
        line: match is_late(desk) {
            true => format!("{}.", labels.fill("home.answer_time", &values)),
            false => labels.fill("feedback.promise_kept", &values),
        },
        share: statistics.answered_percent().map(|n| labels.fill("home.answered_share", &[("n", &n.to_string())])),
        day: fetched(desk),
    })
}

/// The day on which the answers were fetched.
fn fetched(desk: &Desk) -> Option<Shared<Day>> {
    let day = |moment: Timestamp| crate::date::Today::at(moment, &desk.site.config.zone).date;
    answers(desk).fetched.map(|moment| desk.day(day(moment)))
}

/// The page of statuses.
pub fn statuses(desk: &Desk, planned: &Planned) -> View {
    let mut shown: Vec<&Tracked> = answers(desk).statuses.iter().collect();
    if shown.len() > STATUSES {
        shown.sort_by_key(|one| (std::cmp::Reverse(one.since), &one.reference));
        shown.truncate(STATUSES);
        shown.sort_by_key(|one| &one.reference);
    }
    let live = super::form::endpoint(desk, "s");
    let view = StatusesView {
        rows: shown.into_iter().map(|one| status_row(desk, one, live.as_deref())).collect(),
        live,
        day: fetched(desk),
    };
    let heading = desk.words.label("feedback.statuses_title");
    simple(desk, planned, "statuses.html", heading, Body::Statuses(Box::new(view)))
}

fn status_row(desk: &Desk, one: &Tracked, live: Option<&str>) -> StatusRow {
    let place = answers(desk).questions.iter().position(|reply| reply.reference == one.reference);
    let reply = place.map(|at| Link {
        title: desk.words.label("feedback.answer"),
        path: format!("{}#{}", Desk::path(&part_path(desk, at / PART + 1)), one.reference),
    });
    let promised = one.promised.filter(|_| !one.status.is_done());
    StatusRow {
        reference: one.reference.clone(),
        live: live.map(|live| format!("{live}/{}", one.reference)),
        status: status_label(desk, one),
        day: desk.day(one.since),
        promised: promised
            .map(|day| desk.words.labels.fill("feedback.promised_by", &[("date", &desk.words.long(day))])),
        reply,
    }
}

/// Why a message was closed, and to whom it was sent on, stands in its label.
fn status_label(desk: &Desk, one: &Tracked) -> Choice {
    let (id, labels) = (one.status.id(), desk.words.labels);
    let label = match (one.status, &one.reason) {
        (Status::Closed, Some(reason)) => labels.fill("feedback.status_closed", &[("reason", reason)]),
        (Status::Closed, None) => desk.words.label("feedback.closed"),
        (Status::Forwarded, Some(whom)) => labels.fill("feedback.forwarded_to", &[("name", whom)]),
        _ => desk.words.label(&format!("feedback.status_{id}")),
    };
    Choice { id: id.to_owned(), label }
}

/// The result of a poll, where enough people voted.
pub fn results(desk: &Desk, item: &Item, poll: &Poll) -> Option<ResultsView> {
    let slug = super::form::poll_slug(item);
    let count = answers(desk).polls.iter().find(|count| count.poll == slug && count.is_public())?;
    let labels = desk.words.labels;
    let ballots = count.ballots;
    let ways = (ballots.online > 0 && ballots.paper > 0).then(|| {
        let [online, paper] = [ballots.online, ballots.paper].map(|n| n.to_string());
        labels.fill("poll.ways", &[("online", &online), ("paper", &paper)])
    });
    Some(ResultsView {
        heading: labels.count("results_from", u64::from(ballots.all())),
        ways,
        rows: poll.options.iter().map(|option| result_row(desk, count, &option.id, &option.label)).collect(),
        day: fetched(desk),
        many: poll.method == crate::answers::Method::Multiple,
    })
}

fn result_row(desk: &Desk, count: &PollCount, id: &str, label: &str) -> ResultRow {
    let labels = desk.words.labels;
    let found = count.options.iter().find(|option| option.option == id);
    let votes = found.map_or(0, |option| option.votes);
    let all = u64::from(count.ballots.all().max(1));
    let paper = found.and_then(|option| option.paper).filter(|_| count.ballots.may_be_split());
    ResultRow {
        label: label.to_owned(),
        votes: labels.count("votes", u64::from(votes)),
        percent: u8::try_from((u64::from(votes) * 100 + all / 2) / all).unwrap_or(100).min(100),
        paper: paper.map(|n| labels.fill("poll.of_them_paper", &[("n", &n.to_string())])),
    }
}

/// What was reported already, beside the form for reports.
pub fn known(desk: &Desk, form: &Form) -> Vec<KnownView> {
    let wanted = form.kind == FormKind::Report;
    let problems = answers(desk).problems.iter().filter(|_| wanted).take(KNOWN);
    let view = |one: &crate::answers::Problem| {
        let topic = desk.words.label(&format!("topic.{}", one.category));
        let category = if topic.is_empty() { one.category.clone() } else { topic };
        KnownView {
            what: std::iter::once(category).chain(one.street.clone()).collect::<Vec<_>>().join(", "),
            line: desk.words.labels.count("neighbours_reported", u64::from(one.reports)),
        }
    };
    problems.map(view).collect()
}
