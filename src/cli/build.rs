//! `zbor build` and `zbor check`.

use super::console::Console;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::summary::{self, Run, Strictness};
use super::{findings, moment, progress, report_page, workspace};
use clap::ArgMatches;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use zbor::build::{Keep, Mode, Report, Request, Scripts};
use zbor::diag::text;
use zbor::site::Drafts;

/// How findings and the summary are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// JSON Lines.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

/// Whether other sites are asked for the pages that texts link to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum External {
    /// They are believed to be there.
    Trusted,
    /// Each is asked.
    Asked,
}

/// What `build` and `check` were asked to do.
pub(crate) struct Task {
    /// For the pipeline.
    pub(crate) request: Request,
    /// What counts as failing.
    pub(crate) strictness: Strictness,
    /// How to tell.
    pub(crate) format: Format,
    /// Links to other sites.
    pub(crate) external: External,
}

/// Reads the options and does it.
///
/// # Errors
/// When there is no workspace, a value is wrong, or the system refuses.
pub(crate) fn run(
    matches: &ArgMatches,
    mode: Mode,
    environment: &Environment,
    console: &Console,
) -> Result<Exit, Failure> {
    let task = Task::read(matches, mode, environment)?;
    perform(&task, environment, console)
}

/// Runs the pipeline, prints what it found, and sums up.
///
/// # Errors
/// When the workspace cannot be read or the output not written.
pub(crate) fn perform(task: &Task, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let (mut report, took) = timed(task, console)?;
    if task.external == External::Asked {
        external(task, &mut report, console);
    }
    findings::forgive(&mut report.findings, &task.request.root);
    findings::weigh(&mut report.findings, task.strictness);
    findings::print(&report.findings, task.format, environment, console)?;
    if task.request.keep != Keep::Nothing {
        report_page::write(&task.request.root, &report.findings)?;
    }
    sum_up(task, &report, took, console);
    Ok(findings::exit(&report.findings, task.strictness))
}

/// Asks other sites, and adds what is wrong with links to them.
#[cfg(feature = "external")]
fn external(task: &Task, report: &mut Report, console: &Console) {
    let label = console.voice.say(&text!("Pitam druge sajtove", "Asking other sites"));
    let (links, Request { root, now, .. }) = (&report.external, &task.request);
    let manners = zbor::build::Manners::default();
    let answers = progress::with_bar(label, |step| zbor::build::ask(root, links, *now, &manners, step));
    let told = links.iter().zip(answers).flat_map(|(link, answer)| zbor::check::tell_external(link, answer));
    report.findings.extend(told);
    zbor::diag::sort(&mut report.findings);
}

#[cfg(not(feature = "external"))]
fn external(_: &Task, _: &mut Report, _: &Console) {}

fn timed(task: &Task, console: &Console) -> Result<(Report, Duration), Failure> {
    #[expect(clippy::disallowed_methods, reason = "for the summary")]
    let start = Instant::now();
    let label = console.voice.say(&match task.request.mode {
        Mode::Build => text!("Pravim sajtove", "Building the sites"),
        Mode::Check => text!("Provjeravam", "Checking"),
        Mode::Verify => text!("Poredim s izlazom", "Comparing with the output"),
    });
    let report = progress::with_bar(label, |step| zbor::build::run(&task.request, step))?;
    Ok((report, start.elapsed()))
}

/// The summary stands apart from what other programs read.
fn sum_up(task: &Task, report: &Report, took: Duration, console: &Console) {
    let Request { mode, out, root, keep, .. } = &task.request;
    let page = (*keep != Keep::Nothing).then(|| report_page::place(root));
    let run = Run { report, mode: *mode, strictness: task.strictness, out, report_page: page.as_deref(), took };
    for line in summary::lines(&run) {
        match task.format {
            Format::Human => console.say(&line),
            Format::Json | Format::Github => console.note(&format!("{}\n", console.voice.say(&line))),
        }
    }
}

impl Task {
    /// From the command line.
    fn read(matches: &ArgMatches, mode: Mode, environment: &Environment) -> Result<Task, Failure> {
        let mut request = Task::asked(matches, mode, environment)?;
        if let Some(out) = matches.get_one::<PathBuf>("out") {
            request.out.clone_from(out);
        }
        if matches.get_flag("drafts") {
            request.drafts = Drafts::Shown;
        }
        if mode == Mode::Build && matches.get_flag("keep-last") {
            request.keep = Keep::Last { previous: previous(matches)? };
        }
        if mode == Mode::Build && matches.get_flag("verify") {
            request.mode = Mode::Verify;
        }
        if mode == Mode::Check && matches.get_flag("scripts") {
            request.scripts = Scripts::Doubted;
        }
        let strictness = if matches.get_flag("strict") { Strictness::Strict } else { Strictness::Usual };
        let external = match mode == Mode::Check && cfg!(feature = "external") && matches.get_flag("external") {
            true => External::Asked,
            false => External::Trusted,
        };
        let format = Format::of(matches.get_one::<String>("format"));
        Ok(Task { request, strictness, format, external })
    }

    /// The workspace, sites and day that commands share.
    ///
    /// # Errors
    /// When there is no workspace, or the day cannot be read.
    pub(crate) fn asked(matches: &ArgMatches, mode: Mode, environment: &Environment) -> Result<Request, Failure> {
        let root = workspace::find(matches.get_one::<PathBuf>("workspace").map(PathBuf::as_path))?;
        Ok(Request {
            out: root.join("dist"),
            root,
            sites: matches.get_many::<String>("site").into_iter().flatten().cloned().collect(),
            drafts: Drafts::Hidden,
            now: moment::now(matches.get_one::<String>("now"))?,
            host: environment.host.clone(),
            mode,
            scripts: Scripts::Trusted,
            digest: None,
            keep: Keep::Nothing,
        })
    }

    /// A build of a whole workspace with nothing special asked for.
    pub(crate) fn plain(root: PathBuf, environment: &Environment) -> Result<Task, Failure> {
        let request = Request {
            out: root.join("dist"),
            root,
            sites: Vec::new(),
            drafts: Drafts::Hidden,
            now: moment::now(None)?,
            host: environment.host.clone(),
            mode: Mode::Build,
            scripts: Scripts::Trusted,
            digest: None,
            keep: Keep::Nothing,
        };
        Ok(Task { request, strictness: Strictness::Usual, format: Format::Human, external: External::Trusted })
    }
}

/// The earlier output that was named.
fn previous(matches: &ArgMatches) -> Result<Option<PathBuf>, Failure> {
    let Some(dir) = matches.get_one::<PathBuf>("previous") else { return Ok(None) };
    std::fs::read_dir(dir).map_err(|error| Failure::io(dir, &error))?;
    Ok(Some(dir.clone()))
}

impl Format {
    /// One of [`super::command::FORMATS`].
    pub(crate) fn of(written: Option<&String>) -> Format {
        match written.map(String::as_str) {
            Some("json") => Format::Json,
            Some("github") => Format::Github,
            _ => Format::Human,
        }
    }
}
