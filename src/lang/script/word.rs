//! Words and parts of them, whatever their case.

use unicode_normalization::char::is_combining_mark;

/// The letters with which the text begins, with their marks.
pub(super) fn first(text: &str) -> &str {
    let end = text.find(|c| !is_letter(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// A letter or a mark on one.
pub(super) fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphabetic();
    }
    // The tables of Unicode are slow.
    matches!(letter, '\u{400}'..='\u{481}') || letter.is_alphabetic() || is_combining_mark(letter)
}

/// Whether it has letters, all of them capitals.
pub(super) fn in_capitals(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_uppercase)
}

/// What follows the given beginning, which is in lower case; the word may be in any.
#[inline]
pub(super) fn after_prefix<'a>(word: &'a str, lower: &str) -> Option<&'a str> {
    for (byte, wanted) in word.bytes().zip(lower.bytes()) {
        if byte.to_ascii_lowercase() != wanted {
            return if byte.is_ascii() { None } else { after_prefix_by_letters(word, lower) };
        }
    }
    word.get(lower.len()..)
}

fn after_prefix_by_letters<'a>(word: &'a str, lower: &str) -> Option<&'a str> {
    let mut letters = word.chars();
    lower.chars().all(|wanted| letters.next().is_some_and(|letter| is_same(letter, wanted))).then_some(letters.as_str())
}

/// What stands before the given end, which is in lower case; the word may be in any.
pub(super) fn before_suffix<'a>(word: &'a str, lower: &str) -> Option<&'a str> {
    let mut letters = word.chars();
    let same = lower.chars().rev().all(|wanted| letters.next_back().is_some_and(|letter| is_same(letter, wanted)));
    same.then_some(letters.as_str())
}

fn is_same(letter: char, lower: char) -> bool {
    if letter.is_ascii() { letter.to_ascii_lowercase() == lower } else { letter.to_lowercase().eq([lower]) }
}
