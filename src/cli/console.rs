//! Speaking to whoever started the program.

use super::environment::Environment;
use super::failure::Failure;
use std::io::{self, IsTerminal, Write};
use zbor::diag::{Colour, Text, Voice, text};

/// Where words go, in which language and colour.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Console {
    /// The language of messages.
    pub(crate) voice: Voice,
    /// Of the standard output.
    pub(crate) colour: Colour,
}

impl Console {
    /// Colours only on a terminal that can show them, unless `NO_COLOR` says otherwise.
    pub(crate) fn new(voice: Voice, environment: &Environment) -> Console {
        let plain = environment.no_color || environment.term.as_deref() == Some("dumb") || !io::stdout().is_terminal();
        Console { voice, colour: if plain { Colour::Never } else { Colour::Always } }
    }

    /// Writes a line to the standard output.
    pub(crate) fn say(&self, text: &Text) {
        self.print(&format!("{}\n", self.voice.say(text)));
    }

    /// Writes to the standard output as it is. A reader that went away (`zbor … | head`) is no mistake.
    pub(crate) fn print(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Writes to the standard error output as it is.
    pub(crate) fn note(&self, text: &str) {
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Tells why a command did not do its work, and what to do.
    pub(crate) fn complain(&self, failure: &Failure) {
        let (error, help) = (self.voice.say(&text!("greška", "error")), self.voice.say(&text!("pomoć", "help")));
        let mut told = format!("{error}: {}\n", self.voice.say(&failure.message));
        for line in &failure.help {
            told.push_str(&format!("  = {help}: {}\n", self.voice.say(line)));
        }
        self.note(&told);
    }
}
