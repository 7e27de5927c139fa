//! Started by a double click, or without a command: find the workspace and open the preview in the browser. Where nobody
//! sits in front of a terminal, build, and say it in plain words.

use super::build::{self, Task};
use super::console::Console;
use super::count::SITES;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::{Failure, shown};
use super::workspace;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use zbor::diag::text;

/// Opens the workspace that is near; in a window of its own it waits, so that one can read.
pub(crate) fn run(alone: bool, environment: &Environment, console: &Console) -> Exit {
    let terminal = io::stdin().is_terminal();
    let someone = terminal && io::stdout().is_terminal();
    let exit = attempt(someone, environment, console).unwrap_or_else(|failure| {
        console.complain(&failure);
        failure.exit
    });
    if owns_window(cfg!(windows), alone, environment.prompt.as_deref(), environment.term.as_deref(), terminal) {
        console.say(&text!("\nPritisnite Enter za kraj.", "\nPress Enter to close."));
        let _ = io::stdin().lock().read_line(&mut String::new());
    }
    exit
}

fn attempt(someone: bool, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let root = near()?;
    let (path, sites) = (shown(&root), SITES.count(site_folders(&root)));
    console.say(&zbor::diag::Text {
        bs: format!("Fascikla `{path}`: {}.\n", sites.bs),
        en: format!("Folder `{path}`: {}.\n", sites.en),
    });
    let task = Task::plain(root, environment)?;
    if someone && let Some(outcome) = preview(&task, console) {
        return outcome;
    }
    let exit = build::perform(&task, environment, console)?;
    console.say(&text!(
        "Novo obavještenje: `zbor novo obavještenje \"Naslov\"`. Sve naredbe: `zbor --help`.",
        "A new announcement: `zbor new announcement \"Title\"`. All commands: `zbor --help`."
    ));
    Ok(exit)
}

/// The preview with its first page; none in a program without servers.
#[cfg(feature = "server")]
fn preview(task: &Task, console: &Console) -> Option<Result<Exit, Failure>> {
    use zbor::preview::{Reach, address};
    console.say(&text!(
        "Otvaram preglednik. Sajtove za objavu pravi `zbor napravi`; sve naredbe: `zbor --help`.",
        "Opening the browser. `zbor build` makes the sites that are published; all commands: `zbor --help`."
    ));
    let (request, reach, port) = (task.request.clone(), Reach::Here, address::PORT);
    let plan = super::serve::Plan { request, fixed_day: false, reach, port, opening: Some("/_zbor/") };
    Some(super::serve::serve(plan, console))
}

#[cfg(not(feature = "server"))]
fn preview(_: &Task, _: &Console) -> Option<Result<Exit, Failure>> {
    None
}

/// The workspace round the current folder, else round the program itself: a double click may start
/// a program in the user's home.
fn near() -> Result<PathBuf, Failure> {
    workspace::find(None).or_else(|failure| {
        let program = std::env::current_exe().ok();
        program.as_deref().and_then(Path::parent).and_then(workspace::above).ok_or(failure)
    })
}

/// How many sites there are, at a glance.
fn site_folders(root: &Path) -> usize {
    workspace::sites(root).len().max(1)
}

/// Whether the program's end would close the window that its words stand in.
///
/// A program cannot ask this without calling into Windows itself, so this goes by signs: a console
/// on Windows, no arguments, and neither `PROMPT`, which `cmd.exe` sets, nor `TERM`, which other
/// shells set. From PowerShell it waits for one Enter too many, which does no harm.
pub(crate) fn owns_window(
    windows: bool,
    alone: bool,
    prompt: Option<&str>,
    term: Option<&str>,
    terminal: bool,
) -> bool {
    windows && alone && terminal && prompt.is_none() && term.is_none()
}
