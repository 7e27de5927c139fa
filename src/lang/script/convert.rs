//! The pass from Latin to Cyrillic: pieces of text are kept or converted, word by word.

use super::rules::Rules;
use super::word::is_letter;
use super::{address, is_cyrillic_letter, keep};
use crate::lang::letters;

/// Converts a composed text.
pub(super) fn text(text: &str, rules: &Rules) -> String {
    // A Cyrillic letter takes two bytes.
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    // Up to here it is known that no address begins.
    let mut looked = 0;
    while let Some((before, rest)) = text.split_at_checked(at).filter(|(_, rest)| !rest.is_empty()) {
        if let Some(&blank @ (b' ' | b'\n')) = rest.as_bytes().first() {
            out.push(char::from(blank));
            at += 1;
            continue;
        }
        // The word is converted while its end is looked for, and taken back if it must stay: few do.
        let written = out.len();
        let word = letters(rest, rules, |letter| out.push(letter));
        let run = (at >= looked).then(|| address::run(rest, word.len));
        looked = run.as_ref().map_or(looked, |run| at + run.len);
        let kept = match run {
            Some(run) if run.is_address => run.len,
            _ => length_kept(before, rest, &word, rules),
        };
        if kept > 0 {
            out.truncate(written);
            out.push_str(rest.get(..kept).unwrap_or(rest));
        }
        at += kept.max(word.len);
    }
    out
}

/// How much of the text stays as it is: a brand, a word, a placeholder, a number or other character.
fn length_kept(before: &str, rest: &str, word: &Word, rules: &Rules) -> usize {
    let Some((letters, after)) = rest.split_at_checked(word.len).filter(|_| word.len > 0) else {
        return length_of_other(rest);
    };
    match rules.brand(rest, letters) {
        Some(length) => length,
        None if word.foreign || keep::stays(before, letters, after) => word.len,
        None => 0,
    }
}

fn length_of_other(rest: &str) -> usize {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        0 => address::placeholder(rest).unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8)),
        _ => digits,
    }
}

/// Every letter converted, whatever the word is.
pub(super) fn every_word(text: &str, rules: &Rules) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut length = letters(rest, rules, |letter| out.push(letter)).len;
        if length == 0 {
            out.push(first);
            length = first.len_utf8();
        }
        rest = rest.get(length..).unwrap_or("");
    }
    out
}

/// The word with which a text begins.
struct Word {
    /// Bytes; 0 when the text begins with something else.
    len: usize,
    /// A letter has no place in our alphabets: `q`, `w`, `ü`.
    foreign: bool,
}

/// Converts the letters with which the text begins.
fn letters(text: &str, rules: &Rules, mut push: impl FnMut(char)) -> Word {
    let mut foreign = false;
    let mut rest = text.chars();
    loop {
        let left = rest.as_str();
        let Some(letter) = rest.next() else { break };
        if let Some(single) = letters::cyrillic(letter) {
            match digraph(letter, rest.as_str()).filter(|_| !rules.splits(text, rest.as_str())) {
                Some(one) => {
                    push(one);
                    rest.next();
                }
                None => push(single),
            }
        } else if is_letter(letter) {
            foreign |= !push_other(letter, &mut push);
        } else {
            rest = left.chars();
            break;
        }
    }
    Word { len: text.len() - rest.as_str().len(), foreign }
}

#[inline]
fn digraph(letter: char, after: &str) -> Option<char> {
    if !matches!(letter, 'd' | 'D' | 'l' | 'L' | 'n' | 'N') {
        return None;
    }
    letters::digraph(letter, after.chars().next()?)
}

/// Whether it is a letter of ours: Cyrillic already, or a long vowel.
fn push_other(letter: char, push: &mut impl FnMut(char)) -> bool {
    let Some(vowel) = letters::long_vowel(letter) else {
        push(letter);
        return letter == letters::CIRCUMFLEX || is_cyrillic_letter(letter);
    };
    push(letters::cyrillic(vowel).unwrap_or(vowel));
    push(letters::CIRCUMFLEX);
    true
}
