//! Complaints about the command line: clap finds the mistakes, the words are ours.

use super::failure::Failure;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use zbor::diag::{Text, text};

/// The mistake that clap found, in our words.
pub(crate) fn failure(error: &clap::Error) -> Failure {
    let what = |kind| context(error, kind);
    let argument = what(ContextKind::InvalidArg).unwrap_or_default();
    let value = what(ContextKind::InvalidValue).unwrap_or_default();
    let failure = Failure::usage(match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = what(ContextKind::InvalidSubcommand).unwrap_or_default();
            text!("nema naredbe `{name}`", "there is no command `{name}`")
        }
        ErrorKind::UnknownArgument => {
            text!("`{argument}` ovdje ne znači ništa", "`{argument}` means nothing here")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            text!("iza `{argument}` nedostaje vrijednost", "a value is missing after `{argument}`")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            text!("`{value}` ne može stajati uz `{argument}`", "`{value}` is not a value of `{argument}`")
        }
        ErrorKind::MissingRequiredArgument => text!("nedostaje `{argument}`", "`{argument}` is missing"),
        ErrorKind::ArgumentConflict => {
            text!("`{argument}` se navodi samo jednom", "`{argument}` may be given only once")
        }
        ErrorKind::InvalidUtf8 => text!("naredba nije zapisana kao UTF-8", "the command is not UTF-8"),
        _ => text!("naredba se ne razumije", "the command is not understood"),
    });
    let failure = suggestions(error).into_iter().fold(failure, Failure::help);
    failure.help(help_of(error))
}

/// The nearest word, and which values are allowed.
fn suggestions(error: &clap::Error) -> Vec<Text> {
    let nearest = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = nearest.into_iter().find_map(|kind| context(error, kind));
    let mut help: Vec<Text> =
        near.map(|near| text!("jeste li mislili `{near}`?", "did you mean `{near}`?")).into_iter().collect();
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue)
        && !values.is_empty()
    {
        let all = values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        help.push(text!("moguće je: {all}", "possible: {all}"));
    }
    help
}

/// A part of what clap says, as one word; of several the first.
fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.first().cloned(),
        _ => None,
    }
}

/// Where the right use is told: in the help of the command, so far as one was recognised.
fn help_of(error: &clap::Error) -> Text {
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let words = usage.split_whitespace().skip_while(|word| *word != "zbor").skip(1);
    let command = words.take(1).find(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    match command {
        Some(command) => text!("sve opcije: `zbor {command} --help`", "all options: `zbor {command} --help`"),
        None => text!("sve naredbe: `zbor --help`", "all commands: `zbor --help`"),
    }
}
