//! The pass from Latin to Cyrillic: pieces of text are kept or converted, word by word.

use super::rules::Rules;
use super::word::is_letter;
use super::{address, is_cyrillic_letter, keep};
use crate::lang::letters;

/// Converts a composed text.
pub(super) fn text(text: &str, rules: &Rules) -> String {
    // A Cyrillic letter takes two bytes. Bytes, since two at once are pushed sooner than a letter.
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut at = 0;
    // Up to here it is known that no address begins.
    let mut looked = 0;
    while let Some((before, rest)) = text.split_at_checked(at).filter(|(_, rest)| !rest.is_empty()) {
        if let Some(&blank @ (b' ' | b'\n')) = rest.as_bytes().first() {
            out.push(blank);
            at += 1;
            continue;
        }
        // The word is converted while its end is looked for, and taken back if it must stay: few do.
        let written = out.len();
        let word = letters(rest, rules, &mut out);
        let run = (at >= looked).then(|| address::run(rest, word.len));
        looked = run.as_ref().map_or(looked, |run| at + run.len);
        let kept = match run {
            Some(run) if run.is_address => run.len,
            _ => length_kept(before, rest, &word, rules),
        };
        if kept > 0 {
            out.truncate(written);
            out.extend_from_slice(rest.get(..kept).unwrap_or(rest).as_bytes());
        }
        at += kept.max(word.len);
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
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
    let mut out = Vec::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut length = letters(rest, rules, &mut out).len;
        if length == 0 {
            push(first, &mut out);
            length = first.len_utf8();
        }
        rest = rest.get(length..).unwrap_or("");
    }
    String::from_utf8_lossy(&out).chars().collect()
}

/// The word with which a text begins.
struct Word {
    /// Bytes; 0 when the text begins with something else.
    len: usize,
    /// A letter has no place in our alphabets: `q`, `w`, `ü`.
    foreign: bool,
}

/// Converts the letters with which the text begins.
fn letters(text: &str, rules: &Rules, out: &mut Vec<u8>) -> Word {
    let mut foreign = false;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let alone = letters::cyrillic_of_ascii(byte).filter(|_| !may_pair(byte, text.as_bytes().get(at + 1)));
        if let Some(letter) = alone {
            out.extend_from_slice(&letter);
            at += 1;
            continue;
        }
        let mut rest = text.get(at..).unwrap_or("").chars();
        let Some(letter) = rest.next() else { break };
        if let Some(single) = letters::cyrillic(letter) {
            match digraph(letter, rest.as_str()).filter(|_| !rules.splits(text, rest.as_str())) {
                Some(one) => {
                    push(one, out);
                    rest.next();
                }
                None => push(single, out),
            }
        } else if is_letter(letter) {
            foreign |= !push_other(letter, out);
        } else {
            break;
        }
        at = text.len() - rest.as_str().len();
    }
    Word { len: at, foreign }
}

/// Whether the letter may be the first of a digraph: its second is `j`, or begins as `ž` does.
#[inline]
fn may_pair(first: u8, second: Option<&u8>) -> bool {
    matches!(first | 0x20, b'd' | b'l' | b'n') && matches!(second, Some(b'j' | b'J' | 0xc5))
}

fn digraph(letter: char, after: &str) -> Option<char> {
    letters::digraph(letter, after.chars().next()?)
}

fn push(letter: char, out: &mut Vec<u8>) {
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Whether it is a letter of ours: Cyrillic already, or a long vowel.
fn push_other(letter: char, out: &mut Vec<u8>) -> bool {
    let Some(vowel) = letters::long_vowel(letter) else {
        push(letter, out);
        return letter == letters::CIRCUMFLEX || is_cyrillic_letter(letter);
    };
    push(letters::cyrillic(vowel).unwrap_or(vowel), out);
    push(letters::CIRCUMFLEX, out);
    true
}
