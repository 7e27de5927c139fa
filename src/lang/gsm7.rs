//! Text for an SMS that must stay one message.

use super::{letters, script};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The basic set of GSM 03.38 beyond ASCII letters, digits and the ASCII signs it shares, with the
/// signs of its extension table (which count twice).
const GSM: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~]|€";

/// The extension table of GSM 03.38.
const EXTENSION: &str = "^{}\\[~]|€";

/// The text in GSM-7, the letters of an SMS of 160: `č ć` → `c`, `đ` → `dj`, Cyrillic through Latin,
/// typographic quotes and dashes to plain ones. What has no likeness (emoji) is left out.
pub fn gsm7(text: &str) -> String {
    let text = script::to_latin(text);
    let mut out = String::with_capacity(text.len());
    let mut letters = text.nfc().peekable();
    while let Some(letter) = letters.next() {
        push(letter, letters.peek().is_some_and(|next| next.is_uppercase()), &mut out);
    }
    out
}

/// How many of the 160 places of an SMS a text in GSM-7 takes: signs of the extension table take two.
pub fn gsm7_len(text: &str) -> usize {
    text.chars().map(|letter| if EXTENSION.contains(letter) { 2 } else { 1 }).sum()
}

fn push(letter: char, before_capital: bool, out: &mut String) {
    if letter.is_ascii_alphanumeric() || GSM.contains(letter) {
        return out.push(letter);
    }
    match letter {
        'đ' | 'ð' => out.push_str("dj"),
        'Đ' | 'Ð' => out.push_str(if before_capital { "DJ" } else { "Dj" }),
        '„' | '“' | '”' | '«' | '»' | '″' => out.push('"'),
        '‘' | '’' | '‚' | '`' | '´' | '′' => out.push('\''),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '•' | '·' => out.push('-'),
        '…' => out.push_str("..."),
        '×' => out.push('x'),
        '\t' => out.push(' '),
        _ if letter.is_whitespace() => out.push(' '),
        _ => push_likeness(letter, out),
    }
}

fn push_likeness(letter: char, out: &mut String) {
    for part in letter.nfkd().filter(|c| !is_combining_mark(*c)) {
        match letters::plain(part) {
            Some(plain) => out.push_str(plain),
            None if part.is_ascii_alphanumeric() || GSM.contains(part) => out.push(part),
            None => {}
        }
    }
}
