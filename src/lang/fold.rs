//! One form for all spellings of a word: for search and for comparing keys.

use super::letters::{self, composed};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, Latin, without diacritics: `Ključ`, `kljuc` and `Кључ` are one. `đ`, `dj` and `d`
/// are one too, since all three are typed for it.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(composed(text).chars(), &mut out);
    out
}

/// What [`fold`] makes of small letters that compatibility decomposition (NFKD) without marks would not: for programs
/// that fold elsewhere, as the search of a site does in the browser. Such a program composes (NFC), makes small letters,
/// looks each up here, else decomposes it and drops the marks, and leaves out any `j` after `d`.
pub fn folding() -> Vec<(char, String)> {
    let decomposed = |letter: char| letter.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>();
    let small = LETTERS.filter(|letter| letter.to_lowercase().eq([*letter]) && !is_combining_mark(*letter));
    small.map(|letter| (letter, fold(letter.encode_utf8(&mut [0; 4])))).filter(|(c, f)| *f != decomposed(*c)).collect()
}

/// Latin with its additions, and Cyrillic.
const LETTERS: std::ops::RangeInclusive<char> = '\u{80}'..='\u{52f}';

/// [`fold`] without spaces, hyphens and underscores: how names of keys, folders and fixed values
/// are compared. `publishDate`, `publish_date` and `publish-date` are one.
pub fn fold_key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        let letters = text.chars().filter(|c| !(c.is_ascii_whitespace() || matches!(c, '-' | '_' | '\u{b}')));
        letters.for_each(|letter| push(letter.to_ascii_lowercase(), &mut out));
        return out;
    }
    fold_into(composed(text).chars().filter(|c| !(c.is_whitespace() || is_separator(*c))), &mut out);
    out
}

/// Hyphens in all the forms that word processors make of them, the underscore, and what is not seen.
fn is_separator(letter: char) -> bool {
    matches!(letter, '-' | '_' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

fn fold_into(letters: impl Iterator<Item = char>, out: &mut String) {
    for letter in letters {
        if letter.is_ascii() {
            push(letter.to_ascii_lowercase(), out);
        } else if let Some(latin) = letters::latin(letter) {
            latin.chars().for_each(|c| push_plain(c, out));
        } else {
            letter.nfkd().for_each(|c| push_decomposed(c, out));
        }
    }
}

/// A letter that only came out of a decomposition may be Cyrillic as well (`ӂ`).
fn push_decomposed(letter: char, out: &mut String) {
    match letters::latin(letter) {
        Some(latin) => latin.chars().for_each(|c| push_plain(c, out)),
        None => push_plain(letter, out),
    }
}

fn push_plain(letter: char, out: &mut String) {
    for lower in letter.to_lowercase() {
        if let Some(plain) = letters::plain(lower) {
            plain.chars().for_each(|c| push(c, out));
        } else {
            lower.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push(c, out));
        }
    }
}

/// Leaves out the `j` of `dj`, so that folding twice changes nothing.
#[inline]
fn push(letter: char, out: &mut String) {
    if letter != 'j' || !out.ends_with('d') {
        out.push(letter);
    }
}
