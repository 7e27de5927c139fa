//! How a command ends: what a publishing workflow goes by.

use std::process::ExitCode;

/// Exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
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
