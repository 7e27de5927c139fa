//! Words of which only a person can say how they are spelt in the other script.

use super::{Rules, is_cyrillic_letter, to_cyrillic_with};
use crate::lang::letters;

/// What is doubtful about a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// It has letters of both scripts, one of which probably only looks like the other.
    Mixed,
    /// `nj` or `dž` after what may be a prefix was taken for one letter.
    OneLetter,
    /// It stays Latin, for it has a letter that is not ours.
    Foreign,
}

/// Prefixes, and the letter with which what follows them would begin if the two stand apart.
const BORDERS: [(&str, &str); 9] = [
    ("nad", "ž"),
    ("pod", "ž"),
    ("od", "ž"),
    ("pred", "ž"),
    ("in", "j"),
    ("kon", "j"),
    ("van", "j"),
    ("an", "j"),
    ("izvan", "j"),
];
/// Words that begin so and in which it is one letter.
const ONE: [&str; 9] = ["odžak", "odžač", "konj", "konjic", "inje", "injem", "anj", "konjan", "konjušn"];

/// Whether a Latin word needs a look.
pub fn doubt(word: &str, rules: &Rules) -> Option<Doubt> {
    let cyrillic = word.chars().any(is_cyrillic_letter);
    if cyrillic {
        let latin = word.chars().any(|letter| letters::cyrillic(letter).is_some());
        return latin.then_some(Doubt::Mixed);
    }
    let converted = to_cyrillic_with(word, rules);
    if converted == word {
        let ours = |letter| letters::cyrillic(letter).is_some() || !letter.is_alphabetic();
        return (rules.brand(word, word).is_none() && !word.chars().all(ours)).then_some(Doubt::Foreign);
    }
    let lower = word.to_lowercase();
    let border = |(prefix, next): &(&str, &str)| {
        lower.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(next)).is_some_and(|rest| rest.len() > 1)
    };
    let known = ONE.iter().any(|one| lower == *one || (one.len() > 4 && lower.starts_with(one)));
    let one_letter = converted.contains(['њ', 'џ', 'Њ', 'Џ']);
    (BORDERS.iter().any(border) && one_letter && !known).then_some(Doubt::OneLetter)
}
