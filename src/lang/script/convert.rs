//! The pass from Latin to Cyrillic: pieces of text are kept or converted, word by word.

use super::rules::Rules;
use super::{address, keep};
use crate::lang::letters;
use unicode_normalization::char::is_combining_mark;

/// Converts a composed text.
pub(super) fn text(text: &str, rules: &Rules) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    // Up to here it is known that no address begins.
    let mut looked = 0;
    while let Some((before, rest)) = text.split_at_checked(at).filter(|(_, rest)| !rest.is_empty()) {
        if at >= looked {
            let run = address::run(rest);
            looked = at + run.len;
            if run.is_address {
                at += copy(rest, run.len, &mut out);
                continue;
            }
        }
        at += piece(before, rest, rules, &mut out);
    }
    out
}

/// One placeholder, brand, word or other character; gives the bytes that were read.
fn piece(before: &str, rest: &str, rules: &Rules, out: &mut String) -> usize {
    let word = first_word(rest);
    if word.is_empty() {
        let length = address::placeholder(rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        return copy(rest, length, out);
    }
    if let Some(length) = rules.brand(rest, word) {
        return copy(rest, length, out);
    }
    let after = rest.get(word.len()..).unwrap_or("");
    if keep::stays(before, word, after) {
        return copy(rest, word.len(), out);
    }
    out.extend(letters_of_word(word, rules));
    word.len()
}

/// Every letter converted, whatever the word is.
pub(super) fn every_word(text: &str, rules: &Rules) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = first_word(rest);
        if word.is_empty() {
            out.push(first);
        } else {
            out.extend(letters_of_word(word, rules));
        }
        rest = rest.get(word.len().max(first.len_utf8())..).unwrap_or("");
    }
    out
}

/// The letters with which the text begins.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphabetic() || is_combining_mark(c))).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn letters_of_word(word: &str, rules: &Rules) -> Vec<char> {
    let mut out = Vec::with_capacity(word.len());
    let mut letters = word.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let next = letters.peek().and_then(|&(at, second)| Some((at, letters::digraph(letter, second)?)));
        match next.filter(|&(at, _)| !rules.splits(word, at)) {
            Some((_, one)) => {
                out.push(one);
                letters.next();
            }
            None => push_letter(letter, &mut out),
        }
    }
    out
}

fn push_letter(letter: char, out: &mut Vec<char>) {
    let vowel = letters::long_vowel(letter);
    out.push(letters::cyrillic(vowel.unwrap_or(letter)).unwrap_or(letter));
    out.extend(vowel.map(|_| letters::CIRCUMFLEX));
}

fn copy(rest: &str, length: usize, out: &mut String) -> usize {
    out.push_str(rest.get(..length).unwrap_or(rest));
    length
}
