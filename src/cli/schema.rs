//! stub
use super::command::Speaker;
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use clap::{ArgMatches, Command};
pub(crate) fn command(_: &Speaker) -> Command {
    Command::new("schema")
}
pub(crate) fn run(_: &ArgMatches, _: &Console) -> Result<Exit, Failure> {
    Ok(Exit::Fine)
}
