//! Opening an address in the browser.

use std::process::{Command, Stdio};

/// Systems that have a way of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    /// Windows.
    Windows,
    /// macOS.
    Mac,
    /// Linux and the BSDs, by freedesktop.org.
    Other,
}

impl System {
    /// The one that the program runs on.
    pub(crate) fn here() -> System {
        match std::env::consts::OS {
            "windows" => System::Windows,
            "macos" => System::Mac,
            _ => System::Other,
        }
    }
}

/// The program that opens an address, and what it is given.
pub(crate) fn command(system: System, address: &str) -> (&'static str, Vec<String>) {
    let address = address.to_owned();
    match system {
        // The first word in quotes would be the title of a window, and `&` would begin another command.
        System::Windows => {
            ("cmd", vec!["/c".to_owned(), "start".to_owned(), String::new(), address.replace('&', "^&")])
        }
        System::Mac => ("open", vec![address]),
        System::Other => ("xdg-open", vec![address]),
    }
}

/// Opens it; false where there is nothing to open it with.
pub(crate) fn open(address: &str) -> bool {
    let (program, given) = command(System::here(), address);
    let mut command = Command::new(program);
    command.args(given).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Whoever opened it is asked for by nobody: it may run as long as the browser.
    command.spawn().is_ok()
}
