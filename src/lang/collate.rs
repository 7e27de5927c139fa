//! The order of the alphabet, as bytes that can simply be compared.
//!
//! An own table: the order is thirty letters long and must be the same on any machine.

use super::{Locale, Script, letters, script};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Latin with the foreign letters at their places; what stands together is one letter.
const LATIN: [&str; 34] = [
    "a", "b", "c", "č", "ć", "d", "dž", "đ", "e", "f", "g", "h", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p",
    "q", "r", "s", "š", "t", "u", "v", "w", "x", "y", "z", "ž",
];
/// Cyrillic.
const CYRILLIC: &str = "абвгдђежзијклљмнњопрстћуфхцчџш";

/// First byte of letters; below lie blanks, signs and digits, above foreign alphabets.
const LETTERS: u8 = 0x20;
const BLANK: u8 = 0x02;
const SIGN: u8 = 0x03;
const DIGITS: u8 = 0x04;
const FOREIGN: u8 = 0xf0;

/// A key such that comparing keys byte by byte sorts texts as a reader of the locale expects:
/// `c č ć d dž đ … l lj … n nj`, azbuka for Cyrillic, plain letters for English; numbers by value;
/// then diacritics, then case (small first).
pub fn sort_key(locale: Locale, text: &str) -> Vec<u8> {
    let letters = match (locale, locale.script()) {
        (Locale::En, _) => english(text),
        (_, Script::Latin) => latin(text),
        (_, Script::Cyrillic) => cyrillic(text),
    };
    let mut key = Vec::with_capacity(letters.len() * 2 + 2);
    push_primary(&letters, &mut key);
    key.push(0);
    key.extend(letters.iter().map(|letter| if letter.marked { 2 } else { 1 }));
    key.push(0);
    key.extend(letters.iter().map(|letter| if letter.capital { 2 } else { 1 }));
    key
}

/// The letter under which a text stands in a list from A to Ž, as a capital of the locale's alphabet (`Č`, `Lj`, `Њ`); none
/// where it begins with a digit or with letters of another alphabet. Marks before it (`„`) do not count.
pub fn initial(locale: Locale, text: &str) -> Option<String> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    // A digraph has two letters, each perhaps with a loose mark.
    let begin: String = text.chars().take(4).collect();
    let letters = match locale {
        Locale::En => english(&begin),
        _ if locale.script() == Script::Latin => latin(&begin),
        _ => cyrillic(&begin),
    };
    let Weight::Place(place) = letters.first()?.weight else { return None };
    let place = usize::from(place);
    if locale.script() == Script::Cyrillic {
        return CYRILLIC.chars().nth(place).map(|letter| letter.to_uppercase().collect());
    }
    let mut letters = LATIN.get(place)?.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// One letter or sign of the text.
struct Letter {
    weight: Weight,
    /// Differs from the plain letter of that place.
    marked: bool,
    capital: bool,
}

enum Weight {
    Blank,
    Sign(char),
    Digit(char),
    /// Place in the alphabet.
    Place(u8),
    Foreign(char),
}

fn latin(text: &str) -> Vec<Letter> {
    // Through Cyrillic letters, which know where `nj` is two letters.
    let mut out = Vec::with_capacity(text.len());
    for letter in script::letters_of(text) {
        match letters::latin(lower(letter)) {
            Some(name) if !name.is_empty() => push_latin(name, letter.is_uppercase(), &mut out),
            _ => push_plain(letter, &mut out),
        }
    }
    out
}

fn push_latin(name: &str, capital: bool, out: &mut Vec<Letter>) {
    match place(name) {
        Some(place) => out.push(Letter { weight: Weight::Place(place), marked: false, capital }),
        None => name.chars().for_each(|c| push_plain(c, out)),
    }
}

fn cyrillic(text: &str) -> Vec<Letter> {
    let mut out = Vec::with_capacity(text.len());
    for letter in script::letters_of(text) {
        match CYRILLIC.chars().zip(0..).find(|(c, _)| *c == lower(letter)) {
            Some((_, place)) => {
                out.push(Letter { weight: Weight::Place(place), marked: false, capital: letter.is_uppercase() });
            }
            None => push_other(letter, false, &mut out),
        }
    }
    out
}

fn english(text: &str) -> Vec<Letter> {
    let mut out = Vec::with_capacity(text.len());
    for letter in script::to_latin(text).nfc() {
        push_plain(letter, &mut out);
    }
    out
}

/// A letter by its plain form: `é` at the place of `e`, after it.
fn push_plain(letter: char, out: &mut Vec<Letter>) {
    let mut buffer = [0; 4];
    if let Some(place) = place(lower(letter).encode_utf8(&mut buffer)).filter(|_| letter.is_ascii()) {
        return out.push(Letter { weight: Weight::Place(place), marked: false, capital: letter.is_uppercase() });
    }
    let capital = letter.is_uppercase();
    match letters::plain(lower(letter)) {
        Some(plain) => plain.chars().for_each(|c| push_ascii(c, true, capital, out)),
        None => letter
            .nfkd()
            .filter(|c| !is_combining_mark(*c))
            .for_each(|c| push_ascii(lower(c), c != letter, capital, out)),
    }
}

fn push_ascii(letter: char, marked: bool, capital: bool, out: &mut Vec<Letter>) {
    let mut buffer = [0; 4];
    match place(letter.encode_utf8(&mut buffer)) {
        Some(place) => out.push(Letter { weight: Weight::Place(place), marked, capital }),
        None => push_other(letter, marked, out),
    }
}

fn push_other(letter: char, marked: bool, out: &mut Vec<Letter>) {
    let weight = match letter {
        _ if letter.is_whitespace() => Weight::Blank,
        _ if letter.is_ascii_digit() => Weight::Digit(letter),
        _ if letter.is_alphanumeric() => Weight::Foreign(letter),
        _ => Weight::Sign(letter),
    };
    out.push(Letter { weight, marked, capital: letter.is_uppercase() });
}

/// The place of a letter in the Latin alphabet.
fn place(letter: &str) -> Option<u8> {
    match letter.as_bytes() {
        [one] => ASCII.get(usize::from(*one)).copied().flatten(),
        _ => LATIN.iter().zip(0..).find(|(known, _)| **known == letter).map(|(_, place)| place),
    }
}

/// The places of the letters that are one byte, by that byte: most are.
const ASCII: [Option<u8>; 128] = {
    let mut places = [None; 128];
    let mut at = 0;
    while at < LATIN.len() {
        if let [one] = LATIN[at].as_bytes() {
            places[*one as usize] = Some(at as u8);
        }
        at += 1;
    }
    places
};

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Letters as their places; a run of digits as its length and the digits, so that 9 comes before 10.
fn push_primary(letters: &[Letter], key: &mut Vec<u8>) {
    let mut rest = letters;
    while let Some((letter, tail)) = rest.split_first() {
        match letter.weight {
            Weight::Blank => key.push(BLANK),
            Weight::Sign(sign) => push_char(SIGN, sign, key),
            Weight::Digit(_) => {
                rest = push_digits(rest, key);
                continue;
            }
            Weight::Place(place) => key.push(LETTERS + place),
            Weight::Foreign(letter) => push_char(FOREIGN, letter, key),
        }
        rest = tail;
    }
}

fn push_char(kind: u8, letter: char, key: &mut Vec<u8>) {
    key.push(kind);
    key.extend(u32::from(letter).to_be_bytes().into_iter().skip(1));
}

fn push_digits<'a>(letters: &'a [Letter], key: &mut Vec<u8>) -> &'a [Letter] {
    let digit = |letter: &Letter| if let Weight::Digit(digit) = letter.weight { Some(digit) } else { None };
    let run: Vec<char> = letters.iter().map_while(digit).collect();
    let value: Vec<char> = run.iter().copied().skip_while(|&c| c == '0').collect();
    key.push(DIGITS);
    key.extend(u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
    key.extend(value.iter().map(|&c| u8::try_from(c).unwrap_or(b'0')));
    letters.get(run.len()..).unwrap_or(&[])
}
