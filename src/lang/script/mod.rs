//! Latin ⇄ Cyrillic of running text. Scripts are converted, never languages.
//!
//! Cyrillic to Latin is one to one but for the case of digraphs. Latin to Cyrillic has to know what
//! is not ours (addresses, brands, units, Roman numerals, foreign words stay) and where `nj` and
//! `dž` are two letters. Both are one pass over the text.

mod address;
mod brand;
mod convert;
mod doubt;
mod keep;
mod rules;
#[cfg(test)]
mod tests;
mod word;

use super::letters::composed;
use super::{Script, letters};
use unicode_normalization::char::compose;

pub use doubt::{Doubt, doubt};
pub use rules::Rules;

/// The text in Cyrillic, with the built-in rules. What is Cyrillic already stays.
pub fn to_cyrillic(text: &str) -> String {
    to_cyrillic_with(text, Rules::builtin())
}

/// The text in Cyrillic, with the brands and exceptions of a site.
pub fn to_cyrillic_with(text: &str, rules: &Rules) -> String {
    let mut out = String::new();
    push_cyrillic(text, rules, &mut out);
    out
}

/// Adds the text in Cyrillic to what `out` holds.
pub fn push_cyrillic(text: &str, rules: &Rules, out: &mut String) {
    convert::text(&composed(text), rules, out);
}

/// The text in Latin. `Љ` is `LJ` before a capital, and at the end of a word after one; else `Lj`.
pub fn to_latin(text: &str) -> String {
    if !text.chars().any(is_cyrillic_letter) {
        return text.to_owned();
    }
    let text = composed(text);
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match letters::latin(letter) {
            Some(latin) if latin.len() > 1 && letter.is_uppercase() && in_capitals(before, rest.as_str()) => {
                out.extend(latin.chars().flat_map(char::to_uppercase));
            }
            Some(latin) => out.push_str(latin),
            None => push_composed(letter, &mut out),
        }
        before = Some(letter);
    }
    out
}

/// A loose mark joins the Latin letter that it now stands on.
fn push_composed(letter: char, out: &mut String) {
    let on = out.chars().next_back().filter(|_| ('\u{300}'..='\u{36f}').contains(&letter));
    match on.and_then(|on| compose(on, letter)) {
        Some(one) => {
            out.pop();
            out.push(one);
        }
        None => out.push(letter),
    }
}

/// The text in the given script, with the built-in rules.
pub fn to(text: &str, script: Script) -> String {
    match script {
        Script::Latin => to_latin(text),
        Script::Cyrillic => to_cyrillic(text),
    }
}

/// How the first Cyrillic letter, U+0400, begins in UTF-8.
const CYRILLIC: u8 = 0xd0;

/// Whether most of the letters are Cyrillic.
pub fn is_cyrillic(text: &str) -> bool {
    // No Cyrillic letter begins with less, and most texts have none.
    if text.bytes().all(|byte| byte < CYRILLIC) {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.fold(0_i64, |balance, c| balance + if is_cyrillic_letter(c) { 1 } else { -1 }) > 0
}

/// The letters for comparing, digraphs as the one Cyrillic letter that they are, nothing protected.
pub(super) fn letters_of(text: &str) -> Vec<char> {
    convert::every_word(&composed(text), Rules::builtin())
}

fn in_capitals(before: Option<char>, after: &str) -> bool {
    after.chars().next().filter(|c| c.is_alphabetic()).or(before).is_some_and(char::is_uppercase)
}

fn is_cyrillic_letter(letter: char) -> bool {
    // Most letters are below, so this is asked first.
    letter >= '\u{400}'
        && matches!(letter, '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}')
}
