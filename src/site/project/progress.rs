//! Whether status, progress, money and days of a project agree.

use super::funding::written;
use super::{Done, Project, Status};
use crate::date::local;
use crate::diag::{Problem, Severity, Text, text};
use crate::lang::{Labels, Locale, Plural};
use crate::site::common::Common;
use crate::site::fields::Fields;

/// Reports what does not fit together.
pub(super) fn check(fields: &mut Fields, project: &Project, common: &Common) {
    match project.status {
        None => no_status(fields, project, common),
        Some(status) => status_and_progress(fields, project, status),
    }
    days(fields, project);
    spent(fields, project);
}

fn no_status(fields: &mut Fields, project: &Project, common: &Common) {
    if fields.node("status").is_some() {
        return;
    }
    let (bs, en) = match project.progress {
        Some(100) => ("završeno", "done"),
        Some(0) | None => ("planirano", "planned"),
        Some(_) => ("u toku", "ongoing"),
    };
    let problem =
        Problem::new("F040", text!("ne piše dokle je projekat stigao", "it does not say how far the project is"))
            .help(text!("dodajte `status: {bs}`", "add `status: {en}`"));
    if project.progress.is_some() {
        fields.report("progress", Severity::Warning, problem);
    } else if let Some(span) = &common.title_span {
        fields.findings.push(problem.at(Severity::Warning, span));
    }
}

fn status_and_progress(fields: &mut Fields, project: &Project, status: Status) {
    let open = project.milestones.iter().filter(|milestone| milestone.done == Done::No).count();
    match (status, project.progress) {
        (Status::Done, Some(percent)) if percent < 100 => {
            let problem = Problem::new(
                "F042",
                text!(
                    "projekat je završen, a realizacija je {percent} %",
                    "the project is done, but its progress is {percent} %"
                ),
            );
            let help = text!(
                "pišite `realizacija: 100 %` ili `status: u toku`",
                "write `progress: 100 %` or `status: ongoing`"
            );
            fields.report("progress", Severity::Warning, problem.help(help));
        }
        (Status::Done, _) if open > 0 => fields.report("milestones", Severity::Hint, open_milestones(open)),
        (Status::Ongoing, Some(100)) => {
            let problem = Problem::new(
                "F041",
                text!(
                    "realizacija je 100 %, a projekat je još u toku",
                    "the progress is 100 %, but the project is still ongoing"
                ),
            );
            let help = text!("ako je gotov, pišite `status: završeno`", "if it is finished, write `status: done`");
            fields.report("status", Severity::Hint, problem.help(help));
        }
        (status, Some(percent)) if status.is_ahead() && percent > 0 => {
            fields.report("status", Severity::Warning, begun(percent));
        }
        _ => {}
    }
}

fn open_milestones(open: usize) -> Problem {
    let open = u64::try_from(open).unwrap_or(u64::MAX);
    let form = Labels::builtin(Locale::Bs).plural_form(open);
    Problem::new("F051", not_done(open, form))
        .help(text!("kod gotovih dodajte `done: da`", "add `done: yes` to the finished ones"))
}

fn not_done(n: u64, form: Plural) -> Text {
    match form {
        Plural::One => text!("projekat je završen, a {n} faza nije", "the project is done, but {n} milestone is not"),
        Plural::Few => text!("projekat je završen, a {n} faze nisu", "the project is done, but {n} milestones are not"),
        Plural::Other => {
            text!("projekat je završen, a {n} faza nije", "the project is done, but {n} milestones are not")
        }
    }
}

fn begun(percent: u8) -> Problem {
    Problem::new(
        "F047",
        text!(
            "realizacija je {percent} %, a po statusu radovi nisu počeli",
            "the progress is {percent} %, but by its status the work has not begun"
        ),
    )
    .help(text!("pišite `status: u toku`", "write `status: ongoing`"))
}

fn days(fields: &mut Fields, project: &Project) {
    let (Some(start), Some(end)) = (project.start, project.end) else { return };
    if end.end() > start.start() {
        return;
    }
    let (first, last) = (local(start.date), local(end.date));
    let problem = Problem::new(
        "F049",
        text!(
            "projekat završava ({last}) prije nego što počne ({first})",
            "the project ends ({last}) before it begins ({first})"
        ),
    )
    .help(text!("provjerite godine, ili zamijenite `start` i `end`", "check the years, or swap `start` and `end`"));
    fields.report("end", Severity::Error, problem);
}

fn spent(fields: &mut Fields, project: &Project) {
    let Some(spent) = project.spent else { return };
    let at = if fields.node("spent").is_some() { "spent" } else { "budget" };
    let Some(budget) = project.budget else {
        let problem = Problem::new(
            "F053",
            text!(
                "piše koliko je potrošeno, a ne koliki je budžet",
                "it says what was spent, but not what the budget is"
            ),
        )
        .help(text!("dodajte `budžet: 84.000 KM`", "add `budget: 84.000 KM`"));
        return fields.report(at, Severity::Warning, problem);
    };
    if budget.unit != spent.unit {
        let problem = Problem::new(
            "F046",
            text!("potrošeno nije u valuti budžeta", "the amount spent is not in the currency of the budget"),
        )
        .help(text!("preračunajte ga: 1 EUR = 1,95583 KM", "convert it: 1 EUR = 1.95583 KM"));
        return fields.report(at, Severity::Warning, problem);
    }
    if spent.cents > budget.cents {
        let (out, whole) = (written(spent.cents, spent.unit), written(budget.cents, budget.unit));
        let problem = Problem::new(
            "F050",
            text!("potrošeno je {out}, a budžet je {whole}", "{out} was spent, but the budget is {whole}"),
        )
        .help(text!("ako je tačno, objasnite u tekstu zašto", "if it is right, explain in the text why"));
        fields.report(at, Severity::Hint, problem);
    }
}
