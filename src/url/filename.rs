//! Which names a file can have on every system. Windows is the strictest, and editors use it.

use crate::diag::{Problem, text};
use crate::lang;
use unicode_normalization::UnicodeNormalization;

/// The longest name in bytes: hosts and Linux allow 255, and folders in front of it count on Windows.
const LONGEST: usize = 120;

/// Characters that Windows forbids in names, and all control characters.
pub fn is_forbidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '<' | '>' | ':' | '"' | '\\' | '|' | '?' | '*')
}

/// Names with the same key are one file on Windows and macOS: they differ in case only, or in how
/// `č` is composed.
pub fn twin_key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Whether the name of a file or folder (without folders in front) works on every system.
///
/// # Errors
/// N001 no name, N002 a forbidden character, N003 a reserved name, N004 a dot or blank at the end,
/// N005 too long.
pub fn portable(name: &str) -> Result<(), Problem> {
    if matches!(name, "" | "." | "..") {
        return Err(Problem::new("N001", text!("`{name}` nije ime datoteke", "`{name}` is not a file name")));
    }
    if let Some(letter) = name.chars().find(|&c| c == '/' || is_forbidden(c)) {
        return Err(forbidden(name, letter));
    }
    if lang::is_reserved(name) {
        return Err(Problem::new(
            "N003",
            text!("ime `{name}` Windows čuva za uređaje", "Windows reserves the name `{name}`"),
        )
        .help(text!("dodajte riječ, npr. `moj-{name}`", "add a word, e.g. `my-{name}`")));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Err(untidy(name));
    }
    if name.len() > LONGEST {
        return Err(too_long(name));
    }
    Ok(())
}

fn forbidden(name: &str, letter: char) -> Problem {
    let better: String = name.chars().map(|c| if c == '/' || is_forbidden(c) { '-' } else { c }).collect();
    let shown = name.escape_debug().to_string().replace("\\\\", "\\");
    let letter = letter.escape_debug().to_string().replace("\\\\", "\\").replace("\\\"", "\"");
    Problem::new(
        "N002",
        text!(
            "u imenu `{shown}` je znak `{letter}`, koji Windows ne dopušta",
            "`{shown}` contains `{letter}`, which Windows does not allow"
        ),
    )
    .help(text!("preimenujte u `{better}`", "rename it to `{better}`"))
}

fn untidy(name: &str) -> Problem {
    let better = name.trim_end_matches(['.', ' ']).trim_start();
    Problem::new(
        "N004",
        text!(
            "ime `{name}` počinje razmakom ili završava tačkom ili razmakom",
            "`{name}` begins with a space, or ends with a dot or space"
        ),
    )
    .help(text!("preimenujte u `{better}`", "rename it to `{better}`"))
}

fn too_long(name: &str) -> Problem {
    let (length, start) = (name.len(), name.chars().take(30).collect::<String>());
    Problem::new(
        "N005",
        text!(
            "ime `{start}…` je predugo: {length} bajtova, a dopušteno je {LONGEST}",
            "the name `{start}…` is too long: {length} bytes, {LONGEST} are allowed"
        ),
    )
    .help(text!("skratite ime; naslov može ostati dug", "shorten the name; the title may stay long"))
}
