//! The page of a project.

use super::desk::Desk;
use super::view::{Card, Choice, FunderView, ItemView, Link, MilestoneView, ProjectView, UpdateView};
use crate::site::{Decision, Done, Due, Item, Milestone, Money, Project, ProjectStatus, Share, intro, updates};

/// The view of a project.
pub fn view(desk: &Desk, item: &Item, project: &Project, base: ItemView) -> ProjectView {
    let html = intro_html(desk, item);
    let progress = progress(project);
    let (before, after) = (&item.linked.before, &item.linked.after);
    let photos = before.len() + after.len();
    ProjectView {
        status: status(desk, project),
        progress,
        progress_label: progress.map(|n| progress_label(desk, n)).unwrap_or_default(),
        budget: project.budget.as_ref().map(|money| desk.words.money(money)),
        spent: project.spent.as_ref().map(|money| desk.words.money(money)),
        funding: funding(desk, project),
        contractor: project.contractor.clone(),
        start: project.start.map(|start| desk.day(start.date)),
        end: project.end.map(|end| desk.day(end.date)),
        overdue: project.overdue(desk.today),
        location: project.location.clone(),
        milestones: project.milestones.iter().map(|one| milestone(desk, one)).collect(),
        updates: update_views(desk, item),
        said: super::answers::said(desk, item),
        before: desk.gallery(before, 0, photos, &item.path),
        after: desk.gallery(after, before.len(), photos, &item.path),
        decision: match &project.decision {
            Some(Decision::Words(words)) => Some(Link { title: words.clone(), path: String::new() }),
            _ => None,
        },
        decision_file: item.linked.file.as_ref().and_then(|file| desk.file(file)),
        feed: super::feed::of_project(desk, item),
        item: ItemView { html, ..base },
    }
}

/// Percent done: as given; a finished project is done, one not begun has nothing.
fn progress(project: &Project) -> Option<u8> {
    match project.status {
        Some(ProjectStatus::Done) => Some(100),
        Some(ProjectStatus::Cancelled) => None,
        _ => project.progress,
    }
}

fn progress_label(desk: &Desk, n: u8) -> String {
    desk.words.labels.fill("project.progress_pct", &[("n", &n.to_string())])
}

/// The part of a label's key that stands for a status.
pub fn label_id(status: ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Proposed => "proposed",
        ProjectStatus::Planned => "planned",
        ProjectStatus::Approved => "approved",
        ProjectStatus::Ongoing => "in_progress",
        ProjectStatus::Paused => "on_hold",
        ProjectStatus::Done => "done",
        ProjectStatus::Cancelled => "cancelled",
    }
}

fn status(desk: &Desk, project: &Project) -> Choice {
    let status = project.status.unwrap_or(ProjectStatus::Planned);
    Choice { id: status.name().to_owned(), label: desk.words.label(&format!("project.status_{}", label_id(status))) }
}

/// Shares in percent and, where the budget is known, in money; amounts the other way round.
fn funding(desk: &Desk, project: &Project) -> Vec<FunderView> {
    let budget = project.budget;
    let view = |funder: &crate::site::Funder| {
        let (percent, amount) = match &funder.share {
            Share::Percent(hundredths) => {
                (u8::try_from(hundredths / 100).ok(), budget.map(|budget| part(&budget, *hundredths)))
            }
            Share::Amount(money) => (budget.and_then(|budget| share(&budget, money)), Some(*money)),
            Share::Unpriced(_) => (None, None),
        };
        FunderView { name: funder.name.clone(), percent, amount: amount.map(|money| desk.words.money(&money)) }
    };
    project.funding.iter().map(view).collect()
}

fn part(budget: &Money, hundredths: u32) -> Money {
    let cents = i128::from(budget.cents) * i128::from(hundredths) / 10_000;
    Money { cents: i64::try_from(cents).unwrap_or(budget.cents), unit: budget.unit }
}

fn share(budget: &Money, money: &Money) -> Option<u8> {
    let whole = i128::from(budget.cents);
    (whole > 0 && budget.unit == money.unit).then(|| u8::try_from(i128::from(money.cents) * 100 / whole).ok()).flatten()
}

fn milestone(desk: &Desk, one: &Milestone) -> MilestoneView {
    let due = match &one.date {
        Some(Due::Day(moment)) => Some(moment.date),
        _ => None,
    };
    let (state, key, day) = match one.done {
        Done::Yes => ("done", "project.status_done", due),
        Done::On(moment) => ("done", "project.status_done", Some(moment.date)),
        Done::No if due.is_some_and(|due| due < desk.today.date) => ("late", "project.overdue", due),
        Done::No => ("due", "project.status_planned", due),
    };
    let when = match &one.date {
        Some(Due::Words(words)) if one.done == Done::No => Some(words.clone()),
        _ => None,
    };
    MilestoneView {
        title: one.title.clone(),
        day: day.map(|date| desk.day(date)),
        when,
        state,
        label: desk.words.label(key),
    }
}

/// The text before the first update.
fn intro_html(desk: &Desk, item: &Item) -> String {
    let document = &item.reading.document;
    fill(desk, item, &intro(document, &updates(document)))
}

fn update_views(desk: &Desk, item: &Item) -> Vec<UpdateView> {
    let document = &item.reading.document;
    let views = updates(document).into_iter().map(|update| UpdateView {
        html: without_heading(fill(desk, item, &document.html.section(update.section.clone()))),
        id: update.id.clone(),
        day: desk.day(update.date),
        title: update.title.clone(),
    });
    views.collect()
}

/// The text of an update, which begins with its heading: that is the template's to show.
pub fn without_heading(html: String) -> String {
    let end = html.find("</h").and_then(|at| html[at..].find('>').map(|len| at + len + 1));
    end.map_or(html.clone(), |end| html[end..].trim_start().to_owned())
}

fn fill(desk: &Desk, item: &Item, html: &crate::markdown::Html) -> String {
    html.fill(|reference| match item.targets.get(reference) {
        Some(target) => desk.hole(target, &item.path),
        None => std::borrow::Cow::Borrowed(""),
    })
}

/// A card with status, progress and what comes next.
pub fn card(desk: &Desk, item: &Item, project: &Project, card: Card) -> Card {
    let next = project.milestones.iter().find(|one| one.done == Done::No);
    let line = next.map(|one| match &one.date {
        Some(Due::Day(moment)) => {
            desk.words.labels.fill("project.next", &[("title", &one.title), ("date", &desk.words.short(moment.date))])
        }
        Some(Due::Words(words)) => format!("{} ({words})", one.title),
        None => one.title.clone(),
    });
    Card {
        day: item.updated.or(item.date).map(|date| desk.day(date)),
        status: Some(status(desk, project)),
        progress: progress(project),
        line,
        ..card
    }
}
