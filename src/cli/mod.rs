//! The command line: one file a command, imported by nobody.

mod build;
mod language;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Exit codes: what a publishing workflow goes by.
pub enum Exit {
    /// Nothing of severity error.
    Fine,
    /// Findings of severity error; the rest is published all the same.
    Findings,
    /// The command was not understood.
    Usage,
    /// The workspace cannot be read, or the output not written.
    World,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::World => 3,
        })
    }
}

#[derive(Parser)]
#[command(name = "zbor", version, about = "Sajtovi mjesnih zajednica iz fascikle s tekstovima")]
struct Args {
    /// Jezik poruka: bs, bs-Cyrl, en
    #[arg(long, global = true, value_name = "JEZIK")]
    lang: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Napravi sajtove (napravi)
    #[command(visible_alias = "napravi")]
    Build(build::Args),
    /// Provjeri tekstove, bez pisanja (provjeri)
    #[command(visible_alias = "provjeri")]
    Check(build::Args),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let language = language::choose(args.lang.as_deref());
    match args.command {
        Some(Command::Build(args)) => build::run(&args, crate::cli::build::Mode::Build, language).into(),
        Some(Command::Check(args)) => build::run(&args, crate::cli::build::Mode::Check, language).into(),
        None => Exit::Usage.into(),
    }
}
