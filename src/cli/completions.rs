//! `zbor completions SHELL` and `zbor man`: both are made from the command line as it is.

use super::command::{self, Speaker};
use super::console::Console;
use super::exit::Exit;
use super::failure::Failure;
use clap::{Arg, ArgMatches, Command, builder::PossibleValuesParser};
use clap_complete::{Shell, generate};
use std::path::Path;
use std::str::FromStr;
use zbor::diag::text;

/// The shells that completions can be written for.
const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// `completions` on the command line.
pub(crate) fn shells(say: &Speaker) -> Command {
    let command = say.command(
        Command::new("completions").alias("dopune"),
        text!("Ispiši dopune za komandnu liniju", "Print completions for a shell"),
        text!("zbor completions <LJUSKA>", "zbor completions <SHELL>"),
    );
    let shell = Arg::new("shell").required(true).ignore_case(true).value_parser(PossibleValuesParser::new(SHELLS));
    command.arg(
        shell.value_name(say.say(&text!("LJUSKA", "SHELL"))).help(SHELLS.map(|shell| format!("`{shell}`")).join(", ")),
    )
}

/// `man` on the command line.
pub(crate) fn manual(say: &Speaker) -> Command {
    say.command(
        Command::new("man").alias("priručnik"),
        text!("Ispiši priručnik za naredbu `man`", "Print the manual page"),
        text!("zbor man", "zbor man"),
    )
}

/// Prints the completions of a shell.
///
/// # Errors
/// None: the command line names only shells that there are.
pub(crate) fn print_shell(matches: &ArgMatches, console: &Console) -> Result<Exit, Failure> {
    let written = matches.get_one::<String>("shell").map(|shell| shell.to_lowercase()).unwrap_or_default();
    let shell = Shell::from_str(&written)
        .map_err(|_| Failure::usage(text!("nema ljuske `{written}`", "there is no shell `{written}`")))?;
    let mut out = Vec::new();
    generate(shell, &mut command::command(console.voice), "zbor", &mut out);
    console.print(&String::from_utf8_lossy(&out));
    Ok(Exit::Fine)
}

/// Prints the manual page.
///
/// # Errors
/// When it cannot be made in memory.
pub(crate) fn print_manual(console: &Console) -> Result<Exit, Failure> {
    let mut out = Vec::new();
    let manual = clap_mangen::Man::new(command::command(console.voice));
    manual.render(&mut out).map_err(|error| Failure::io(Path::new("zbor.1"), &error))?;
    console.print(&String::from_utf8_lossy(&out));
    Ok(Exit::Fine)
}
