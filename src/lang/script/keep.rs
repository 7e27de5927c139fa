//! Words that stay Latin in a Cyrillic text, by their letters and their neighbours.

use super::word::{self, in_capitals};

/// Longer words are no units and no numerals, `LVIIIa` is the longest.
const LONGEST: usize = 6;
/// Marks after a number that are no units: networks, screens, solids.
const MARKS_AFTER_NUMBER: [&str; 3] = ["G", "K", "D"];
/// What is counted in Roman numerals here, so that `I` before it is one where a sentence begins, too.
const COUNTED: [&str; 18] = [
    "faza",
    "etapa",
    "razred",
    "smjena",
    "zona",
    "kategorija",
    "liga",
    "kolo",
    "svjetski",
    "фаза",
    "етапа",
    "разред",
    "смјена",
    "зона",
    "категорија",
    "лига",
    "коло",
    "свјетски",
];
const BLANKS: [char; 2] = [' ', '\u{a0}'];

/// Whether a word of our letters stays as it is, given the text before and after it.
pub(super) fn stays(before: &str, word: &str, after: &str) -> bool {
    is_code(before, word, after) || is_unit(before, word, after) || is_roman(before, word, after)
}

/// Whether it is seen at once that a word does not stay, by its letters and the bytes beside it.
#[inline]
pub(super) fn is_word(before: Option<&u8>, word: &[u8], after: Option<&u8>) -> bool {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    // No unit and no numeral begins or ends so.
    let begins =
        matches!(word.first(), Some(b'a' | b'b' | b'e' | b'f' | b'i' | b'j' | b'n'..=b'r' | b'u'..=b'z' | 0x80..));
    let ends = matches!(word.last(), Some(b'e' | b'i' | b'o' | b'u'));
    (begins || ends || word.len() > LONGEST) && !is_digit(before) && !is_digit(after)
}

fn is_unit(before: &str, word: &str, after: &str) -> bool {
    if is_always_unit(word) || (word == "C" && before.ends_with('°')) {
        return true;
    }
    if !is_unit_after_number(word) {
        return false;
    }
    // "5 s njima" and "2016 g." are no seconds and grams, "12B" is a house.
    let year = word == "g" && after.starts_with('.');
    let per = before.strip_suffix('/').is_some_and(|unit| unit.ends_with(|c: char| c.is_alphanumeric()));
    let house = in_capitals(word) && word.len() == 1 && before.ends_with(|c: char| c.is_ascii_digit());
    per || (after_number(before) && !year && !house && word != "s")
}

/// Units that are no words, wherever they stand.
#[rustfmt::skip]
fn is_always_unit(word: &str) -> bool {
    matches!(word, "km" | "dm" | "cm" | "mm" | "kg" | "dag" | "mg" | "ml" | "dl" | "cl" | "hl" | "kV" | "kVA" | "MV" | "Hz"
                 | "MHz" | "GHz" | "kB" | "dB" | "Mbit" | "kbit" | "Gbit" | "kcal")
}

/// Units after a number or a stroke (`km/h`) only: alone they are words or initials.
#[rustfmt::skip]
fn is_unit_after_number(word: &str) -> bool {
    matches!(word, "m" | "g" | "t" | "l" | "h" | "s" | "ha" | "min" | "A" | "V" | "B" | "KB" | "MB" | "GB" | "TB" | "Pa")
}

/// `M17`, `A4`, `H2O`; `5G`, `3D`, but not the house number `12B`.
#[inline]
fn is_code(before: &str, word: &str, after: &str) -> bool {
    if after.as_bytes().first().is_some_and(u8::is_ascii_digit) && in_capitals(word) {
        return true;
    }
    let goes_on = || before.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with(|c: char| c.is_ascii_uppercase());
    before.as_bytes().last().is_some_and(u8::is_ascii_digit)
        && (MARKS_AFTER_NUMBER.contains(&word) || (in_capitals(word) && goes_on()))
}

/// Numerals that Bosnian words could be taken for; those with an `X` stay as foreign words do. `LI` is
/// left out: it is a word in capitals.
fn is_roman(before: &str, word: &str, after: &str) -> bool {
    let numeral = word.strip_suffix(['a', 'b', 'c', 'd']).filter(|stem| stem.len() > 1).unwrap_or(word);
    let digits = match numeral.strip_prefix('L') {
        Some("" | "I") => return false,
        Some(ones) => ones,
        None => numeral,
    };
    matches!(digits, "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII")
        && match word {
            "I" => !is_conjunction(before, after) && !is_initial(before, after),
            "V" => !is_initial(before, after),
            _ => true,
        }
}

/// `I` as "and": at the start of a sentence, or between words in capitals. `I)` and `I–IV` are
/// numerals anywhere.
fn is_conjunction(before: &str, after: &str) -> bool {
    let next = word::first(after.trim_start_matches(BLANKS));
    if next.is_empty() || !after.starts_with(BLANKS) || COUNTED.iter().any(|noun| noun.eq_ignore_ascii_case(next)) {
        return false;
    }
    let before = before.trim_end_matches([' ', '\u{a0}', '„', '"', '“', '(', '*', '_']);
    let starts_sentence =
        before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n', '–', '—', '-', '•', '…']);
    let previous = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    starts_sentence || (in_capitals(previous) && in_capitals(next))
}

/// `V. Petrović`, not `V. razred`. Where a line begins it is a heading (`V. Završne odredbe`) before all
/// but surnames.
fn is_initial(before: &str, after: &str) -> bool {
    let name = after.strip_prefix('.').map_or("", |rest| word::first(rest.trim_start_matches(BLANKS)));
    // A blank alone stands between this text and another one before it, as after a word in bold.
    let marks = before.trim_end_matches([' ', '\u{a0}', '#', '*', '_', '>']);
    let begins_line =
        before.is_empty() || marks.ends_with('\n') || (marks.is_empty() && before.starts_with(['#', '*', '>']));
    name.starts_with(char::is_uppercase) && (!begins_line || name.ends_with("ić") || name.ends_with("IĆ"))
}

/// A placeholder counts as a number.
fn after_number(before: &str) -> bool {
    before
        .trim_end_matches([' ', '\u{a0}', '\u{202f}'])
        .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾' | '}'))
}
