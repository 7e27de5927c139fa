//! Started by a double click, or without a command: find the workspace, build, and say it in plain words.

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

/// Builds the workspace that is near; in a window of its own it waits, so that one can read.
pub(crate) fn run(alone: bool, environment: &Environment, console: &Console) -> Exit {
    let exit = attempt(environment, console).unwrap_or_else(|failure| {
        console.complain(&failure);
        failure.exit
    });
    let terminal = io::stdin().is_terminal();
    if owns_window(cfg!(windows), alone, environment.prompt.as_deref(), environment.term.as_deref(), terminal) {
        console.say(&text!("\nPritisnite Enter za kraj.", "\nPress Enter to close."));
        let _ = io::stdin().lock().read_line(&mut String::new());
    }
    exit
}

fn attempt(environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let root = near()?;
    let (path, sites) = (shown(&root), SITES.count(site_folders(&root)));
    console.say(&zbor::diag::Text {
        bs: format!("Fascikla `{path}`: {}.\n", sites.bs),
        en: format!("Folder `{path}`: {}.\n", sites.en),
    });
    let exit = build::perform(&Task::plain(root, environment)?, environment, console)?;
    console.say(&text!(
        "Novo obavještenje: `zbor novo obavještenje \"Naslov\"`. Sve naredbe: `zbor --help`.",
        "A new announcement: `zbor new announcement \"Title\"`. All commands: `zbor --help`."
    ));
    Ok(exit)
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
