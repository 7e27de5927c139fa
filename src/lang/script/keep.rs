//! Words that stay Latin in a Cyrillic text, by their letters and their neighbours.

use super::convert::first_word;
use super::is_cyrillic_letter;
use crate::lang::letters;

/// Numerals that Bosnian words could be taken for; those with an `X` stay as foreign words do.
const ROMAN: [&str; 8] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];
/// Units that are no words, wherever they stand.
const UNITS: [&str; 22] = [
    "km", "dm", "cm", "mm", "kg", "dag", "mg", "ml", "dl", "cl", "hl", "kV", "MV", "Hz", "MHz", "GHz", "kB", "dB",
    "Mbit", "kbit", "Gbit", "kcal",
];
/// Units after a number or a stroke (`km/h`) only: alone they are words or initials.
const UNITS_AFTER_NUMBER: [&str; 16] =
    ["m", "g", "t", "l", "h", "s", "ha", "min", "A", "V", "B", "KB", "MB", "GB", "TB", "Pa"];
/// Marks after a number that are no units: networks, screens, solids.
const MARKS_AFTER_NUMBER: [&str; 3] = ["G", "K", "D"];

/// Whether a word stays as it is, given the text before and after it.
pub(super) fn stays(before: &str, word: &str, after: &str) -> bool {
    is_foreign(word) || is_unit(before, word, after) || is_code(before, word, after) || is_roman(before, word, after)
}

/// A letter that has no place in our alphabet: `q`, `w`, `ü`.
fn is_foreign(word: &str) -> bool {
    let ours = |c| letters::cyrillic(c).is_some() || letters::long_vowel(c).is_some() || is_cyrillic_letter(c);
    !word.chars().all(|c| ours(c) || c == letters::CIRCUMFLEX)
}

fn is_unit(before: &str, word: &str, after: &str) -> bool {
    if UNITS.contains(&word) || (word == "C" && before.ends_with('°')) {
        return true;
    }
    if !UNITS_AFTER_NUMBER.contains(&word) {
        return false;
    }
    // "5 s njima" and "2016 g." are no seconds and grams, "12B" is a house.
    let year = word == "g" && after.starts_with('.');
    let per = before.strip_suffix('/').is_some_and(|unit| unit.ends_with(|c: char| c.is_alphanumeric()));
    let house = in_capitals(word) && word.len() == 1 && before.ends_with(|c: char| c.is_ascii_digit());
    per || (after_number(before) && !year && !house && word != "s")
}

/// `M17`, `A4`, `H2O`; `5G`, `3D`, but not the house number `12B`.
fn is_code(before: &str, word: &str, after: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let capitals = word.chars().all(char::is_uppercase);
    (capitals && after.starts_with(digit)) || (before.ends_with(digit) && MARKS_AFTER_NUMBER.contains(&word))
}

fn is_roman(before: &str, word: &str, after: &str) -> bool {
    let numeral = word.strip_suffix(['a', 'b', 'c', 'd']).filter(|stem| stem.len() > 1).unwrap_or(word);
    ROMAN.contains(&numeral)
        && match word {
            "I" => !is_conjunction(before, after),
            "V" => !is_initial(after),
            _ => true,
        }
}

/// `I` as "and": at the start of a sentence, or between words in capitals. `I.`, `I)` and `I–IV`
/// are numerals anywhere.
fn is_conjunction(before: &str, after: &str) -> bool {
    let next = first_word(after.trim_start_matches([' ', '\u{a0}']));
    if next.is_empty() || !after.starts_with([' ', '\u{a0}']) {
        return false;
    }
    let before = before.trim_end_matches([' ', '\u{a0}', '„', '"', '“', '(', '*', '_']);
    let starts_sentence =
        before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n', '–', '—', '-', '•', '…']);
    let previous = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    starts_sentence || (in_capitals(previous) && in_capitals(next))
}

fn in_capitals(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_uppercase)
}

/// `V. Petrović`, not `V. razred`.
fn is_initial(after: &str) -> bool {
    let name = after.strip_prefix('.').map(|rest| rest.trim_start_matches([' ', '\u{a0}']));
    name.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// A placeholder counts as a number.
fn after_number(before: &str) -> bool {
    before
        .trim_end_matches([' ', '\u{a0}', '\u{202f}'])
        .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾' | '}'))
}
