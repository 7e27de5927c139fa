//! The command line: one file a command, imported by nobody.

mod build;
mod command;
mod completions;
mod console;
mod count;
mod difference;
mod due;
mod environment;
mod exit;
mod failure;
#[cfg(feature = "server")]
mod feedback;
mod findings;
mod fix;
mod init;
mod language;
mod moment;
mod new;
mod progress;
mod replace;
mod report_page;
mod schema;
mod script;
mod start;
mod summary;
#[cfg(test)]
mod tests;
mod usage;
mod workspace;
mod writing;

use clap::ArgMatches;
use clap::error::ErrorKind;
use console::Console;
use environment::Environment;
use exit::Exit;
use failure::Failure;
use std::ffi::OsString;
use std::process::ExitCode;
use zbor::build::Mode;

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let environment = Environment::read();
    let voice = language::voice(language::choose(language::flag(&args), &environment.locale));
    let console = Console::new(voice, &environment);
    let alone = args.len() <= 1;
    let outcome = match command::command(voice).try_get_matches_from(args) {
        Ok(matches) => run(&matches, alone, &environment, &console),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            console.print(&error.render().to_string());
            Ok(Exit::Fine)
        }
        Err(error) => Err(usage::failure(&error)),
    };
    outcome
        .unwrap_or_else(|failure| {
            console.complain(&failure);
            failure.exit
        })
        .into()
}

fn run(matches: &ArgMatches, alone: bool, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("build", matches)) => build::run(matches, Mode::Build, environment, console),
        Some(("check", matches)) => build::run(matches, Mode::Check, environment, console),
        Some(("due", matches)) => due::run(matches, environment, console),
        Some(("fix", matches)) => fix::run(matches, console),
        Some(("init", matches)) => init::run(matches, console),
        Some(("new", matches)) => new::run(matches, console),
        Some(("script", matches)) => script::run(matches, console),
        Some(("schema", matches)) => schema::run(matches, console),
        #[cfg(feature = "server")]
        Some(("feedback", matches)) => feedback::run(matches, environment, console),
        Some(("completions", matches)) => completions::print_shell(matches, console),
        Some(("man", _)) => completions::print_manual(console),
        _ => Ok(start::run(alone, environment, console)),
    }
}
