//! In which language findings are told.

use super::{Severity, Text, text};

/// Languages of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Bosnian, Latin script.
    #[default]
    Bs,
    /// Bosnian, Cyrillic script, derived from Latin.
    BsCyrl,
    /// English.
    En,
}

impl Language {
    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Language::Bs => "bs",
            Language::BsCyrl => "bs-Cyrl",
            Language::En => "en",
        }
    }
}

/// A language, with the conversion of scripts that it may need.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// The language.
    pub language: Language,
    /// Latin to Cyrillic; this room knows no scripts.
    pub cyrillic: fn(&str) -> String,
}

impl Voice {
    /// The message in the language. What stands in backticks is quoted from files and stays as it is.
    pub fn say(&self, text: &Text) -> String {
        match self.language {
            Language::Bs => text.bs.clone(),
            Language::En => text.en.clone(),
            Language::BsCyrl => pieces(&text.bs)
                .map(|piece| match piece {
                    Piece::Words(words) => (self.cyrillic)(words),
                    Piece::Code(code) => format!("`{code}`"),
                })
                .collect(),
        }
    }

    /// The word for a severity.
    pub fn severity(&self, severity: Severity) -> String {
        self.say(&match severity {
            Severity::Error => text!("greška", "error"),
            Severity::Warning => text!("upozorenje", "warning"),
            Severity::Hint => text!("savjet", "hint"),
        })
    }
}

/// A part of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Outside backticks.
    Words(&'a str),
    /// Between two backticks, without them.
    Code(&'a str),
}

/// The parts of a message; a backtick without its pair belongs to the words.
pub(super) fn pieces(message: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = message;
    std::iter::from_fn(move || {
        let inner = rest.strip_prefix('`').and_then(|inner| inner.split_once('`'));
        if let Some((code, after)) = inner {
            rest = after;
            return Some(Piece::Code(code));
        }
        let from = rest.chars().next()?.len_utf8();
        let end = rest.get(from..)?.find('`').map_or(rest.len(), |at| from + at);
        let (words, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(Piece::Words(words))
    })
}
