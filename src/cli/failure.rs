//! Why a command could not do its work: what, where, and what to do about it.

use super::exit::Exit;
use std::io::{self, ErrorKind};
use std::path::Path;
use zbor::build::BuildError;
use zbor::diag::{Problem, Text, text};
use zbor::lang;
use zbor::output::OutputError;

/// A command that stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// With which code.
    pub(crate) exit: Exit,
    /// What is wrong.
    pub(crate) message: Text,
    /// What to do, one line each.
    pub(crate) help: Vec<Text>,
}

impl Failure {
    /// The command was not understood.
    pub(crate) fn usage(message: Text) -> Failure {
        Failure { exit: Exit::Usage, message, help: Vec::new() }
    }

    /// The command was understood and cannot be carried out.
    pub(crate) fn world(message: Text) -> Failure {
        Failure { exit: Exit::World, message, help: Vec::new() }
    }

    /// Adds a line of help.
    #[must_use]
    pub(crate) fn help(mut self, help: Text) -> Failure {
        self.help.push(help);
        self
    }

    /// A value on the command line that a reader refused.
    pub(crate) fn of_value(problem: Problem) -> Failure {
        Failure { exit: Exit::Usage, message: problem.message, help: problem.help }
    }

    /// The system refused a file or folder.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Failure {
        let path = shown(path);
        let (message, help) = match error.kind() {
            ErrorKind::NotFound => (
                text!("`{path}` ne postoji", "`{path}` does not exist"),
                text!("provjerite kako je napisano", "check the spelling"),
            ),
            ErrorKind::PermissionDenied => (
                text!("nemate dozvolu za `{path}`", "you have no permission for `{path}`"),
                text!(
                    "zatvorite program u kojem je otvoreno, ili izaberite fasciklu koja je vaša",
                    "close the program that has it open, or choose a folder of your own"
                ),
            ),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
                text!("na disku nema mjesta za `{path}`", "there is no space left on the disk for `{path}`"),
                text!("oslobodite mjesto pa ponovite", "free some space and try again"),
            ),
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => (
                text!("`{path}` nije fascikla", "`{path}` is not a folder"),
                text!("navedite fasciklu, ne datoteku", "name a folder, not a file"),
            ),
            ErrorKind::ReadOnlyFilesystem => (
                text!("u `{path}` se može samo čitati", "`{path}` is read-only"),
                text!("izaberite drugu fasciklu", "choose another folder"),
            ),
            _ => (
                text!("`{path}` se ne može otvoriti ili zapisati", "`{path}` cannot be opened or written"),
                text!("sistem kaže: {error}", "the system says: {error}"),
            ),
        };
        Failure::world(message).help(help)
    }
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Failure {
        match error {
            BuildError::Read(error) => Failure::io(&error.path, &error.reason),
            BuildError::Write(OutputError::Io(path, error)) => Failure::io(&path, &error),
            BuildError::Write(OutputError::NotOurs(path)) => not_ours(&path),
            BuildError::NoSuchSite(name, known) => no_such_site(&name, &known),
            BuildError::Stopped => Failure::world(text!("prekinuto", "stopped")),
            BuildError::Theme(findings) => broken_theme(findings.into_iter().next().map(|finding| finding.message)),
        }
    }
}

/// A path as people write it.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn not_ours(path: &Path) -> Failure {
    let path = shown(path);
    Failure::world(text!(
        "fascikla `{path}` nije prazna, a nije je napravio Zbor",
        "the folder `{path}` is not empty and was not made by Zbor"
    ))
    .help(text!(
        "izaberite drugu s `--out`, ili ovu sami ispraznite: Zbor ne briše ono što nije njegovo",
        "choose another with `--out`, or empty this one yourself: Zbor does not delete what is not its own"
    ))
}

/// A name of a site that the workspace does not have.
pub(crate) fn no_such_site(name: &str, known: &[String]) -> Failure {
    let all = known.iter().map(|site| format!("`{site}`")).collect::<Vec<_>>().join(", ");
    let failure = Failure::world(text!("nema sajta `{name}`", "there is no site `{name}`"));
    let failure = match lang::nearest(name, known.iter().map(String::as_str)) {
        Some(near) => failure.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => failure,
    };
    failure.help(text!("sajtovi su: {all}", "the sites are: {all}"))
}

fn broken_theme(reason: Option<Text>) -> Failure {
    let failure = Failure::world(text!(
        "ugrađena tema je pokvarena: to je greška u programu",
        "the built-in theme is broken: that is a mistake of the program"
    ));
    match reason {
        Some(reason) => failure.help(reason),
        None => failure,
    }
}
