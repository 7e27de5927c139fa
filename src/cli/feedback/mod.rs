//! `zbor feedback`: what has to do with the endpoint, one file a command.

mod pull;

use super::command::Speaker;
use super::console::Console;
use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use clap::{ArgMatches, Command};
use zbor::diag::text;

/// `feedback` on the command line.
pub(crate) fn command(say: &Speaker) -> Command {
    let command = Command::new("feedback").alias("uho").subcommand_required(true).disable_help_subcommand(true);
    say.command(
        command,
        text!("Poruke mještana i odgovori (isto: `uho`)", "Messages of residents, and replies (also: `uho`)"),
        text!("zbor feedback NAREDBA", "zbor feedback COMMAND"),
    )
    .subcommand(pull::command(say))
}

/// Runs the command that was named.
///
/// # Errors
/// Those of the command.
pub(crate) fn run(matches: &ArgMatches, environment: &Environment, console: &Console) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("pull", matches)) => pull::run(matches, environment, console),
        _ => Ok(Exit::Usage),
    }
}
