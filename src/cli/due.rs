//! `zbor due`: when the output would next be different, for a timetable of builds.

use super::build::Task;
use super::command::Speaker;
use super::console::Console;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::path::PathBuf;
use zbor::build::{self, Due, Mode};
use zbor::date::local;
use zbor::diag::{Text, text};

/// `due` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let place = text!(
        "Fascikla sa `zbor.yaml` ili `site.yaml`; inače ova, ili prva iznad nje",
        "Folder with `zbor.yaml` or `site.yaml`; else this one, or the first above it"
    );
    say.command(
        Command::new("due").alias("kada"),
        text!(
            "Kaži kada sajtove treba ponovo napraviti iako niko ništa ne napiše (isto: `kada`)",
            "Say when the sites want building again though nobody writes anything (also: `kada`)"
        ),
        text!("zbor due [OPCIJE] [FASCIKLA]", "zbor due [OPTIONS] [WORKSPACE]"),
    )
    .arg(
        Arg::new("workspace")
            .value_parser(value_parser!(PathBuf))
            .value_name(say.say(&text!("FASCIKLA", "WORKSPACE")))
            .help(say.say(&place)),
    )
    .args([say.site().action(ArgAction::Append), say.now()])
}

/// Prints the day as ISO 8601 for other programs, and in words beside it for people.
///
/// # Errors
/// When there is no workspace, a value is wrong, or the system refuses.
pub(crate) fn run(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    let request = Task::asked(matches, Mode::Check, environment)?;
    let due = build::due(&request)?;
    if let Some(due) = &due {
        console.print(&format!("{}\n", due.day));
    }
    console.note(&format!("{}\n", console.voice.say(&told(due.as_ref()))));
    Ok(Exit::Fine)
}

fn told(due: Option<&Due>) -> Text {
    let Some(due) = due else {
        return text!(
            "U naredna dva mjeseca ništa se ne mijenja samo od sebe.",
            "In the next two months nothing changes by itself."
        );
    };
    let (day, count) = (local(due.day), due.files.len());
    let first = due.files.first().map(ToString::to_string).unwrap_or_default();
    text!(
        "Tog dana ({day}) bit će drugačije datoteka: {count}, prva je `{first}`.",
        "On that day ({day}) so many files will be different: {count}; the first is `{first}`."
    )
}
