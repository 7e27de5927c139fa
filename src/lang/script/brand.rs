//! Names that stay Latin, and their Bosnian endings.

use super::word;

/// What Bosnian puts behind a foreign name.
const ENDINGS: [&str; 24] = [
    "", "a", "e", "i", "u", "om", "em", "ov", "ova", "ovo", "ove", "ovi", "ovu", "ovih", "ovim", "ovima", "ovog",
    "ovom", "ima", "ama", "ski", "ska", "sko", "ovoj",
];

/// A name, in lower case.
#[derive(Clone, Debug)]
pub(super) struct Brand {
    /// Its letters up to the first other character.
    pub first: String,
    /// What follows: `-mail` of `e-mail`; mostly nothing.
    rest: String,
    case: Case,
}

/// How a name must be written to be meant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Case {
    /// In any case.
    Any,
    /// The first letter is a capital: `Bingo` is a shop, `bingo` a game.
    Capital,
}

impl Brand {
    /// None when it does not begin with a letter.
    pub(super) fn new(name: &str, case: Case) -> Option<Brand> {
        let lower = name.to_lowercase();
        let first = word::first(&lower);
        let rest = lower.strip_prefix(first).unwrap_or("").to_owned();
        (!first.is_empty()).then(|| Brand { first: first.to_owned(), rest, case })
    }

    /// The length of this name at the beginning of the text, with its ending; `word` is the first of the text.
    pub(super) fn length(&self, text: &str, word: &str) -> Option<usize> {
        let tail = word::after_prefix(word, &self.first)?;
        if matches!(self.case, Case::Capital) && !word.starts_with(char::is_uppercase) {
            return None;
        }
        if self.rest.is_empty() {
            return is_ending(tail).then_some(word.len());
        }
        let after = text.get(word.len()..).filter(|_| tail.is_empty())?;
        let after = word::after_prefix(after, &self.rest)?;
        let tail = word::first(after);
        is_ending(tail).then(|| text.len() - after.len() + tail.len())
    }
}

fn is_ending(tail: &str) -> bool {
    ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(tail))
}
