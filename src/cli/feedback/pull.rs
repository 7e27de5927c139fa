//! `zbor feedback pull`: published replies, statuses and results of polls from the endpoint into the workspace.

use crate::cli::build::{Format, Task};
use crate::cli::command::{self, Speaker};
use crate::cli::console::Console;
use crate::cli::environment::Environment;
use crate::cli::exit::Exit;
use crate::cli::failure::{self, Failure};
use crate::cli::findings;
use crate::cli::summary::Strictness;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::path::{Path, PathBuf};
use std::time::Duration;
use zbor::build::{Mode, PullRequest, Pulled, pull};
use zbor::diag::{Diagnostic, Text, text};
use zbor::load::{self, Workspace};
use zbor::site;

/// How long an endpoint is waited for.
const TIMEOUT: Duration = Duration::from_secs(20);

/// `pull` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let place = text!(
        "Fascikla sa `zbor.yaml` ili `site.yaml`; inače ova, ili prva iznad nje",
        "Folder with `zbor.yaml` or `site.yaml`; else this one, or the first above it"
    );
    let token = text!(
        "Datoteka s ključem; inače ključ iz `ZBOR_FEEDBACK_TOKEN`",
        "File with the token; else the token in `ZBOR_FEEDBACK_TOKEN`"
    );
    let strict = text!("Računaj i upozorenja kao greške (kod 1)", "Count warnings as errors, too (exit code 1)");
    let workspace = Arg::new("workspace").value_parser(value_parser!(PathBuf));
    let file = Arg::new("token-file").long("token-file").value_parser(value_parser!(PathBuf));
    say.command(
        Command::new("pull").alias("preuzmi"),
        text!(
            "Preuzmi objavljene odgovore, stanja i rezultate anketa (isto: `preuzmi`)",
            "Fetch published replies, statuses and results of polls (also: `preuzmi`)"
        ),
        text!("zbor feedback pull [OPCIJE] [FASCIKLA]", "zbor feedback pull [OPTIONS] [WORKSPACE]"),
    )
    .args([
        workspace.value_name(say.say(&text!("FASCIKLA", "WORKSPACE"))).help(say.say(&place)),
        say.site().action(ArgAction::Append),
        file.value_name(say.say(&text!("DATOTEKA", "FILE"))).help(say.say(&token)),
        say.now(),
        Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(say.say(&strict)),
        command::format(say),
    ])
}

/// Fetches, tells what was got, and what was not.
///
/// # Errors
/// When there is no workspace or no such site, or the token cannot be read.
pub(crate) fn run(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let asked = Task::asked(matches, Mode::Check, environment)?;
    let workspace = load::load(&asked.root).map_err(|error| Failure::io(&error.path, &error.reason))?.value;
    let sites = sites(&workspace, &asked.sites)?;
    let token = token(matches.get_one::<PathBuf>("token-file").map(PathBuf::as_path), environment)?;
    let request =
        PullRequest { workspace: &workspace, sites: &sites, token: token.as_deref(), now: asked.now, timeout: TIMEOUT };
    let mut found: Vec<Diagnostic> = Vec::new();
    let outcomes: Vec<(String, Pulled)> =
        pull(&request).into_iter().map(|(name, outcome)| (name, outcome.collect(&mut found))).collect();
    let strictness = if matches.get_flag("strict") { Strictness::Strict } else { Strictness::Usual };
    findings::print(&found, Format::of(matches.get_one::<String>("format")), environment, console)?;
    for (name, outcome) in &outcomes {
        console.note(&format!("{}\n", console.voice.say(&told(name, *outcome))));
    }
    Ok(findings::exit(&found, strictness))
}

/// The sites that were named, or all.
fn sites(workspace: &Workspace, named: &[String]) -> Result<Vec<String>, Failure> {
    let all: Vec<String> = workspace.sites.keys().cloned().collect();
    let known = |name: &String| {
        let found = all.iter().find(|site| site::same_name(site, name)).cloned();
        found.ok_or_else(|| failure::no_such_site(name, &all))
    };
    if named.is_empty() { Ok(all.clone()) } else { named.iter().map(known).collect() }
}

/// From the file that was named, else from the environment.
fn token(file: Option<&Path>, environment: &Environment) -> Result<Option<String>, Failure> {
    let Some(path) = file else { return Ok(environment.feedback.token.clone()) };
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, &error))?;
    Ok(Some(text.trim().to_owned()).filter(|token| !token.is_empty()))
}

fn told(name: &str, outcome: Pulled) -> Text {
    let name = if name.is_empty() { "mz" } else { name };
    match outcome {
        Pulled::New => text!("`{name}`: stigli su novi odgovori", "`{name}`: new replies have come"),
        Pulled::Same => text!("`{name}`: nema ništa novo", "`{name}`: nothing new"),
        Pulled::Nowhere => text!("`{name}`: sajt ne prima poruke preko obrazaca", "`{name}`: the site has no endpoint"),
        Pulled::Kept => text!("`{name}`: ostaju raniji odgovori", "`{name}`: earlier replies stay"),
    }
}
