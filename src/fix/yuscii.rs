//! Texts in YUSCII (JUS I.B1.002), the seven-bit code of old programs, in which `{` is š, `}` ć, `~` č,
//! `|` đ, `` ` `` ž, and `[`, `]`, `^`, `\`, `@` are their capitals: `Sre|ivanje puteva` for „Sređivanje“.
//!
//! These signs mean something in Markdown and YAML, so a text is only taken for YUSCII by the evidence of
//! its words: signs stand inside words, several different ones, words that everybody writes come out, and
//! nothing in the text is a letter of ours or markup that needs the signs.

use super::round::Proposal;
use crate::diag::{Edit, text};
use crate::load::TextFile;
use std::collections::BTreeSet;

const LETTERS: [(char, &str); 10] = [
    ('{', "š"),
    ('}', "ć"),
    ('~', "č"),
    ('|', "đ"),
    ('`', "ž"),
    ('[', "Š"),
    (']', "Ć"),
    ('^', "Č"),
    ('\\', "Đ"),
    ('@', "Ž"),
];

/// Beginnings of words that hardly any notice does without.
const KNOWN: [&str; 40] = [
    "obavješ",
    "obavještenj",
    "građan",
    "općin",
    "opštin",
    "održa",
    "mješta",
    "dječ",
    "takođ",
    "također",
    "četvrt",
    "veče",
    "kuć",
    "čist",
    "zajednič",
    "sljedeć",
    "više",
    "može",
    "biće",
    "što",
    "šta",
    "već",
    "noć",
    "pješač",
    "škol",
    "žen",
    "sređ",
    "srećn",
    "još",
    "radiće",
    "neć",
    "moguć",
    "obično",
    "priključ",
    "uključ",
    "isključ",
    "dođ",
    "događa",
    "će",
    "važ",
];

/// Words with signs that a text must have at least.
const FEWEST_WORDS: usize = 3;

/// The text in our letters, where there is no doubt that it is YUSCII.
pub(super) fn proposal(file: &TextFile) -> Option<Proposal> {
    let text = file.source.text.as_str();
    if !is_yuscii(text) {
        return None;
    }
    let what = text!(
        "tekst je u starom kodu YUSCII: umjesto slova š, ć i č stoje znakovi {{, }} i ~",
        "the text is in the old code YUSCII: the signs {{, }} and ~ stand for š, ć and č",
    );
    Proposal::whole(what, edits(text))
}

/// What must not be in such a text: letters that it could not have, and markup made of the signs.
fn is_impossible(text: &str) -> bool {
    let foreign = text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    foreign || ["](", "```", "|--", "| --", "~~~", "{{", "\\("].iter().any(|mark| text.contains(mark))
}

fn is_yuscii(text: &str) -> bool {
    if !text.contains(|c| letter(c).is_some()) || is_impossible(text) {
        return false;
    }
    let words: Vec<&str> =
        text.split(|c: char| !is_part(c)).filter(|word| word.contains(char::is_alphabetic)).collect();
    let inner: Vec<&&str> = words.iter().filter(|word| has_sign_inside(word)).collect();
    let signs: BTreeSet<char> = inner.iter().flat_map(|word| word.chars()).filter(|c| letter(*c).is_some()).collect();
    let known: BTreeSet<String> = inner.iter().map(|word| decoded(word)).filter(|word| is_known(word)).collect();
    inner.len() >= FEWEST_WORDS && signs.len() >= 2 && known.len() >= 2 && inner.len() * 50 >= words.len()
}

fn is_known(word: &str) -> bool {
    KNOWN.iter().any(|known| word.starts_with(known))
}

fn decoded(word: &str) -> String {
    word.chars().map(|c| letter(c).map_or_else(|| c.to_string(), str::to_owned)).collect::<String>().to_lowercase()
}

/// A sign with letters on both sides, as no markup has it.
fn has_sign_inside(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let is_letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic());
    !is_address(word)
        && chars.windows(3).any(|three| {
            is_letter(three.first()) && is_letter(three.last()) && three.get(1).is_some_and(|c| letter(*c).is_some())
        })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || letter(c).is_some() || matches!(c, '.' | '-' | '_')
}

fn letter(c: char) -> Option<&'static str> {
    LETTERS.iter().find(|(sign, _)| *sign == c).map(|(_, letter)| *letter)
}

/// An e-mail address, whose sign stays.
fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.ends_with('.'))
}

/// Every sign of a word becomes its letter; what stands alone, in an address or round a list stays.
fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let value = line.split_once(':').map_or("", |(_, value)| value.trim());
        let listed = value.starts_with(['[', '{']) && value.ends_with([']', '}']);
        for word in line.split(|c: char| !is_part(c)).filter(|word| word.contains(char::is_alphabetic)) {
            let start = at + (word.as_ptr() as usize - line.as_ptr() as usize);
            if is_address(word) {
                continue;
            }
            let last = word.chars().count() - 1;
            for (number, (inside, c)) in word.char_indices().enumerate() {
                let bracket = listed && matches!(c, '[' | ']' | '{' | '}') && (number == 0 || number == last);
                if let Some(letter) = letter(c).filter(|_| !bracket) {
                    out.push(Edit::new(start + inside..start + inside + c.len_utf8(), letter));
                }
            }
        }
        at += line.len();
    }
    out
}
