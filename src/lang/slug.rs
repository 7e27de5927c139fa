//! Names for addresses, the same from both scripts.

use super::letters;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug in bytes: with its folders it stays within what Windows and hosts allow.
const LONGEST: usize = 80;

/// Lower-case ASCII letters, digits and single hyphens: `Čišćenje đubreta` → `ciscenje-djubreta`.
/// At most 80 bytes, cut at a word; never a name that Windows reserves; empty when nothing is left.
/// The slug of a slug is itself.
pub fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len().min(LONGEST * 2));
    for letter in letters::composed(title).chars() {
        if out.len() > LONGEST * 2 {
            break;
        }
        match letters::latin(letter) {
            Some(latin) => latin.chars().for_each(|c| push(c, &mut out)),
            None => push(letter, &mut out),
        }
    }
    shorten(&mut out);
    if is_reserved(&out) {
        out.push_str("-1");
    }
    out
}

/// Whether Windows keeps the name for a device, with any extension and in any case.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => match stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")) {
            Some(rest) => matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"),
            None => false,
        },
    }
}

fn push(letter: char, out: &mut String) {
    match letter {
        'đ' | 'ð' | 'Đ' | 'Ð' => out.push_str("dj"),
        _ if letter.is_ascii_alphanumeric() => out.push(letter.to_ascii_lowercase()),
        _ if letter.is_ascii() => push_hyphen(out),
        // A soft hyphen and its like stand inside words.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        _ => push_foreign(letter, out),
    }
}

fn push_foreign(letter: char, out: &mut String) {
    for part in letter.nfkd().flat_map(char::to_lowercase) {
        match letters::plain(part).or_else(|| letters::latin(part)) {
            Some(plain) if !plain.is_ascii() => push_foreign_letters(plain, out),
            Some(plain) => out.push_str(plain),
            None if part.is_ascii_alphanumeric() => out.push(part),
            None if is_combining_mark(part) => {}
            None => push_hyphen(out),
        }
    }
}

/// `š` out of a Cyrillic letter that itself came out of a decomposition.
fn push_foreign_letters(letters: &str, out: &mut String) {
    letters.nfkd().filter(char::is_ascii_alphanumeric).for_each(|c| out.push(c));
}

fn push_hyphen(out: &mut String) {
    if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
}

fn shorten(out: &mut String) {
    if out.len() > LONGEST {
        let whole_word = out.as_bytes().get(LONGEST) == Some(&b'-');
        out.truncate(LONGEST);
        if let Some(end) = out.rfind('-').filter(|_| !whole_word) {
            out.truncate(end);
        }
    }
    out.truncate(out.trim_end_matches('-').len());
}
