//! The letters of the two scripts, one by one.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The Latin of a Cyrillic letter, in its own case, a digraph with a small second letter (`Lj`).
/// Letters of Russian, Macedonian and Ukrainian get what a reader here would write for them.
#[rustfmt::skip]
pub(crate) fn latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a", 'б' => "b", 'в' => "v", 'г' => "g", 'д' => "d", 'ђ' => "đ", 'е' => "e", 'ж' => "ž", 'з' => "z",
        'и' => "i", 'ј' => "j", 'к' => "k", 'л' => "l", 'љ' => "lj", 'м' => "m", 'н' => "n", 'њ' => "nj",
        'о' => "o", 'п' => "p", 'р' => "r", 'с' => "s", 'т' => "t", 'ћ' => "ć", 'у' => "u", 'ф' => "f", 'х' => "h",
        'ц' => "c", 'ч' => "č", 'џ' => "dž", 'ш' => "š", 'А' => "A", 'Б' => "B", 'В' => "V", 'Г' => "G", 'Д' => "D",
        'Ђ' => "Đ", 'Е' => "E", 'Ж' => "Ž", 'З' => "Z", 'И' => "I", 'Ј' => "J", 'К' => "K", 'Л' => "L", 'Љ' => "Lj",
        'М' => "M", 'Н' => "N", 'Њ' => "Nj", 'О' => "O", 'П' => "P", 'Р' => "R", 'С' => "S", 'Т' => "T", 'Ћ' => "Ć",
        'У' => "U", 'Ф' => "F", 'Х' => "H", 'Ц' => "C", 'Ч' => "Č", 'Џ' => "Dž", 'Ш' => "Š", 'й' => "j", 'і' => "i",
        'щ' => "šč", 'ъ' | 'ь' => "", 'ы' => "y", 'э' | 'є' => "e", 'ё' => "jo", 'ю' => "ju", 'я' => "ja",
        'ѓ' => "đ", 'ќ' => "ć", 'ѕ' => "dz", 'ї' => "ji", 'ґ' => "g", 'Й' => "J", 'І' => "I", 'Щ' => "Šč",
        'Ъ' | 'Ь' => "", 'Ы' => "Y", 'Э' | 'Є' => "E", 'Ё' => "Jo", 'Ю' => "Ju", 'Я' => "Ja", 'Ѓ' => "Đ",
        'Ќ' => "Ć", 'Ѕ' => "Dz", 'Ї' => "Ji", 'Ґ' => "G",
        _ => return None,
    })
}

/// The Cyrillic of a single Latin letter, and of the digraphs that Unicode has from old Croatian fonts;
/// those of two letters are the caller's.
#[inline]
pub(crate) fn cyrillic(letter: char) -> Option<char> {
    CYRILLIC.get(letter as usize).copied().flatten()
}

/// By the number of the Latin letter, up to `ǌ`.
static CYRILLIC: [Option<char>; 0x1cd] = {
    let mut table = [None; 0x1cd];
    let mut number = 0;
    while number < table.len() {
        if let Some(letter) = char::from_u32(number as u32) {
            table[number] = cyrillic_of(letter);
        }
        number += 1;
    }
    table
};

/// As [`cyrillic`], for a byte that is a letter of ASCII with which no digraph begins.
#[inline]
pub(crate) fn cyrillic_alone(byte: u8) -> Option<char> {
    in_two_bytes(ASCII[usize::from(byte)])
}

/// As [`cyrillic`], for a letter whose first byte is 0xc4 or 0xc5: `č`, `ć`, `đ`, `š` and `ž`.
#[inline]
pub(crate) fn cyrillic_of_two_bytes(first: u8, second: u8) -> Option<char> {
    in_two_bytes(MARKED[usize::from(first & 1) << 6 | usize::from(second & 0x3f)])
}

/// Told that a letter takes two bytes, the compiler writes it without asking again.
#[inline]
fn in_two_bytes(letter: char) -> Option<char> {
    Some(letter).filter(|letter| ('\u{80}'..'\u{800}').contains(letter))
}

static ASCII: [char; 0x100] = table(0, 0x80, true);
/// From U+0100, with which the bytes 0xc4 0x80 begin.
static MARKED: [char; 0x80] = table(0x100, 0x180, false);

/// The Cyrillic of the letters from `from` to `end`, NUL where there is none.
const fn table<const N: usize>(from: usize, end: usize, alone: bool) -> [char; N] {
    let mut table = ['\0'; N];
    let mut number = from;
    while number < end {
        if let (Some(letter), false) = (CYRILLIC[number], alone && matches!(number as u8 | 0x20, b'd' | b'l' | b'n')) {
            table[number - from] = letter;
        }
        number += 1;
    }
    table
}

#[rustfmt::skip]
const fn cyrillic_of(letter: char) -> Option<char> {
    Some(match letter {
        'a' => 'а', 'b' => 'б', 'c' => 'ц', 'č' => 'ч', 'ć' => 'ћ', 'd' => 'д', 'đ' => 'ђ', 'e' => 'е', 'f' => 'ф',
        'g' => 'г', 'h' => 'х', 'i' => 'и', 'j' => 'ј', 'k' => 'к', 'l' => 'л', 'm' => 'м', 'n' => 'н', 'o' => 'о',
        'p' => 'п', 'r' => 'р', 's' => 'с', 'š' => 'ш', 't' => 'т', 'u' => 'у', 'v' => 'в', 'z' => 'з', 'ž' => 'ж',
        'A' => 'А', 'B' => 'Б', 'C' => 'Ц', 'Č' => 'Ч', 'Ć' => 'Ћ', 'D' => 'Д', 'Đ' => 'Ђ', 'E' => 'Е', 'F' => 'Ф',
        'G' => 'Г', 'H' => 'Х', 'I' => 'И', 'J' => 'Ј', 'K' => 'К', 'L' => 'Л', 'M' => 'М', 'N' => 'Н', 'O' => 'О',
        'P' => 'П', 'R' => 'Р', 'S' => 'С', 'Š' => 'Ш', 'T' => 'Т', 'U' => 'У', 'V' => 'В', 'Z' => 'З', 'Ž' => 'Ж',
        'ǆ' => 'џ', 'ǅ' | 'Ǆ' => 'Џ', 'ǉ' => 'љ', 'ǈ' | 'Ǉ' => 'Љ', 'ǌ' => 'њ', 'ǋ' | 'Ǌ' => 'Њ',
        _ => return None,
    })
}

/// The Cyrillic letter of two Latin ones. `lJ` and `dŽ` are two letters: nobody writes them so.
pub(crate) fn digraph(first: char, second: char) -> Option<char> {
    Some(match (first, second) {
        ('l', 'j') => 'љ',
        ('L', 'j' | 'J') => 'Љ',
        ('n', 'j') => 'њ',
        ('N', 'j' | 'J') => 'Њ',
        ('d', 'ž') => 'џ',
        ('D', 'ž' | 'Ž') => 'Џ',
        _ => return None,
    })
}

/// What a Latin letter with something attached, or of another alphabet, is to someone who types
/// without it; decomposable letters are the caller's.
pub(crate) fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ø' => "o",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The mark on a long vowel (`kôd`, `sâm`), loose as it stands on Cyrillic letters.
pub(crate) const CIRCUMFLEX: char = '\u{302}';

/// The vowel under the mark of a long one.
#[rustfmt::skip]
pub(crate) fn long_vowel(letter: char) -> Option<char> {
    Some(match letter {
        'â' => 'a', 'ê' => 'e', 'î' => 'i', 'ô' => 'o', 'û' => 'u',
        'Â' => 'A', 'Ê' => 'E', 'Î' => 'I', 'Ô' => 'O', 'Û' => 'U',
        _ => return None,
    })
}

/// NFC, so that `z` with a loose caron is `ž`; most texts are that already.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    // All below U+0300 begin with smaller bytes; without an early end bytes are looked at many at once.
    if text.bytes().fold(0, u8::max) < 0xcc || text.chars().all(is_alone) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // A mark touches nothing before the letter that it stands on.
    while let Some(mark) = rest.find(|c| !is_alone(c)) {
        let begin = rest.get(..mark).and_then(|before| before.char_indices().next_back()).map_or(0, |(at, _)| at);
        let (plain, from) = rest.split_at_checked(begin).unwrap_or((rest, ""));
        let marked = from.char_indices().skip(1).skip_while(|&(_, c)| !is_alone(c)).map(|(at, _)| at).next();
        let (cluster, after) = from.split_at_checked(marked.unwrap_or(from.len())).unwrap_or((from, ""));
        out.push_str(plain);
        out.extend(cluster.nfc());
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Latin, Cyrillic and the signs of typography: they are composed, and nothing joins the letter before.
fn is_alone(letter: char) -> bool {
    matches!(letter, ..'\u{300}' | '\u{400}'..'\u{483}' | '\u{2010}'..='\u{2026}')
}
