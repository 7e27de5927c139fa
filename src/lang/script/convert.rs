//! The pass from Latin to Cyrillic: pieces of text are kept or converted, word by word.

use super::rules::Rules;
use super::word::is_letter;
use super::{address, is_cyrillic_letter, keep};
use crate::lang::letters;

/// Converts a composed text, behind what `out` holds.
pub(super) fn text(text: &str, rules: &Rules, out: &mut String) {
    let bytes = text.as_bytes();
    // A Cyrillic letter takes two bytes.
    out.reserve(text.len() * 2);
    let mut at = 0;
    // Up to here it is known that no address begins.
    let mut looked = 0;
    while let Some(&byte) = bytes.get(at) {
        if is_alone(byte, bytes.get(at + 1)) {
            out.push(char::from(byte));
            at += 1;
            continue;
        }
        // The word is converted while its end is looked for, and taken back if it must stay: few do.
        let written = out.len();
        let word = letters(text, at, rules, out);
        let end = at + word.len;
        let ends = address::ends_word(bytes.get(end), bytes.get(end + 1));
        if ends && is_ours(bytes, at, &word, rules) {
            looked = looked.max(end);
            at = end;
            continue;
        }
        let Some((before, rest)) = text.split_at_checked(at) else { break };
        let run = (at >= looked).then(|| address::run(rest, word.len, ends));
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
}

/// Whether no word, address or placeholder begins with the byte.
#[inline]
fn is_alone(byte: u8, after: Option<&u8>) -> bool {
    match byte {
        b' ' | b'\n' | b',' | b';' | b')' => true,
        b'.' | b'!' | b'?' | b':' => matches!(after, None | Some(b' ' | b'\n')),
        _ => false,
    }
}

/// Whether it is seen at once that a word is one of ours, whatever stands around it: most are.
#[inline]
fn is_ours(text: &[u8], at: usize, word: &Word, rules: &Rules) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    let letters = text.get(at..at + word.len).unwrap_or(&[]);
    !word.foreign && keep::is_word(before, letters, text.get(at + word.len)) && !rules.may_be_brand(letters)
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
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut length = letters(rest, 0, rules, &mut out).len;
        if length == 0 {
            out.push(first);
            length = first.len_utf8();
        }
        rest = rest.get(length..).unwrap_or("");
    }
    out.chars().collect()
}

/// The word with which a text begins.
struct Word {
    /// Bytes; 0 when the text begins with something else.
    len: usize,
    /// A letter has no place in our alphabets: `q`, `w`, `ü`.
    foreign: bool,
}

/// Converts the letters with which the text begins at `start`.
#[inline(never)]
fn letters(text: &str, start: usize, rules: &Rules, out: &mut String) -> Word {
    let bytes = text.as_bytes();
    let mut foreign = false;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if let Some(letter) = letters::cyrillic_alone(byte) {
            out.push(letter);
            at += 1;
            continue;
        }
        if byte.is_ascii() && !byte.is_ascii_alphabetic() {
            break;
        }
        let (letter, len) = match bytes.get(at + 1) {
            Some(&after) if matches!(byte, 0xc4 | 0xc5) => (letters::cyrillic_of_two_bytes(byte, after), 2),
            Some(b'j' | b'J' | 0xc5) => (None, 1),
            _ => (letters::cyrillic(char::from(byte)), 1),
        };
        if let Some(letter) = letter {
            out.push(letter);
            at += len;
            continue;
        }
        match other(text, start, at, rules, out) {
            Other::End => break,
            Other::Letter { len, is_foreign } => {
                foreign |= is_foreign;
                at += len;
            }
        }
    }
    Word { len: at - start, foreign }
}

/// What stands where no letter of ASCII alone does.
enum Other {
    /// The word has ended.
    End,
    /// A letter, or two that are one.
    Letter {
        /// Bytes.
        len: usize,
        /// See [`Word::foreign`].
        is_foreign: bool,
    },
}

fn other(text: &str, start: usize, at: usize, rules: &Rules, out: &mut String) -> Other {
    let mut rest = text.get(at..).unwrap_or("").chars();
    let Some(letter) = rest.next() else { return Other::End };
    let mut len = letter.len_utf8();
    let mut is_foreign = false;
    if let Some(single) = letters::cyrillic(letter) {
        let after = rest.as_str();
        match digraph(letter, after).filter(|_| !rules.splits(text.get(start..).unwrap_or(text), after)) {
            Some(one) => {
                out.push(one);
                len += rest.next().map_or(0, char::len_utf8);
            }
            None => out.push(single),
        }
    } else if is_letter(letter) {
        is_foreign = !push_other(letter, out);
    } else {
        return Other::End;
    }
    Other::Letter { len, is_foreign }
}

fn digraph(letter: char, after: &str) -> Option<char> {
    if !letter.is_ascii() {
        return None;
    }
    letters::digraph(letter, after.chars().next()?)
}

/// Whether it is a letter of ours: Cyrillic already, or a long vowel.
fn push_other(letter: char, out: &mut String) -> bool {
    let Some(vowel) = letters::long_vowel(letter) else {
        out.push(letter);
        return letter == letters::CIRCUMFLEX || is_cyrillic_letter(letter);
    };
    out.push(letters::cyrillic(vowel).unwrap_or(vowel));
    out.push(letters::CIRCUMFLEX);
    true
}
