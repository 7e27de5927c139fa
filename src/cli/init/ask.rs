//! Getting answers: from flags, from defaults, or by asking until the answer is right.

use crate::cli::console::Console;
use crate::cli::failure::Failure;
use std::io::{self, BufRead};
use std::path::Path;
use zbor::diag::{Text, text};

/// Where an answer comes from when its flag is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Asked for.
    Ask,
    /// The default (`--yes`).
    Defaults,
    /// Nobody can be asked.
    FlagsOnly,
}

/// A question.
pub(crate) struct Question {
    /// The flag that answers it.
    pub(crate) flag: &'static str,
    /// In words, with what may be answered.
    pub(crate) words: Text,
    /// Taken for an empty answer; empty: the answer may stay empty.
    pub(crate) default: String,
}

/// The answer to a question.
///
/// # Errors
/// When the flag's value is wrong, nobody can be asked, or the input ends.
pub(crate) fn answer<T>(
    question: &Question,
    flag: Option<&String>,
    manner: Manner,
    read: impl Fn(&str) -> Result<T, Failure>,
    console: &Console,
) -> Result<T, Failure> {
    match (flag, manner) {
        (Some(written), _) => read(written),
        (None, Manner::Defaults) => read(&question.default),
        (None, Manner::FlagsOnly) => Err(nobody_to_ask(question.flag)),
        (None, Manner::Ask) => ask(question, read, console),
    }
}

fn ask<T>(question: &Question, read: impl Fn(&str) -> Result<T, Failure>, console: &Console) -> Result<T, Failure> {
    console.say(&question.words);
    loop {
        match question.default.as_str() {
            "" => console.print("> "),
            default => console.print(&format!("[{default}] > ")),
        }
        let line = line()?;
        let written = if line.trim().is_empty() { question.default.as_str() } else { line.trim() };
        match read(written) {
            Ok(answer) => return Ok(answer),
            Err(failure) => console.complain(&failure),
        }
    }
}

fn line() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_until(b'\n', &mut bytes);
    match read.map_err(|error| Failure::io(Path::new("stdin"), &error))? {
        0 => Err(Failure::usage(text!("prekinuto, ništa nije zapisano", "interrupted, nothing was written"))),
        // A console may send text that is not UTF-8; the question is asked again if nothing is left of it.
        _ => Ok(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

fn nobody_to_ask(flag: &str) -> Failure {
    Failure::usage(text!(
        "nedostaje `--{flag}`, a ovdje nema koga pitati",
        "`--{flag}` is missing, and there is nobody to ask"
    ))
    .help(text!(
        "navedite ga, ili dodajte `--yes` za ono što se podrazumijeva",
        "give it, or add `--yes` to take the defaults"
    ))
}
