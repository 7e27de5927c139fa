//! Planted mistakes: what a volunteer does wrong, and every word that Zbor answers, in both languages.
//!
//! Each file of `tests/mistakes/` is one case:
//!
//! ```text
//! What the volunteer did.
//!
//! === file obavjestenja/voda.md crlf
//! ---
//! naslv: Nema vode
//! ---
//! === pages
//! /obavjestenja/
//! === bs
//! upozorenje[F001]: …
//! === en
//! warning[F001]: …
//! ```
//!
//! A case without `zbor.yaml` and `site.yaml` gets a `site.yaml` in which nothing is wrong. Options of
//! a file: `bom`, `crlf`, `utf16`, `cp1250`, `base64` (its bytes), `open` (no line break at the end), `repeat=N`
//! (the last line N times), `link=TARGET` (a symbolic link). `\xE8` in a path is a byte. `=== pages` may be
//! left out; where it stands, the pages of items are compared with it.
//!
//! `ZBOR_BLESS=1 cargo test --test mistakes` writes what is said now into the cases: read the change
//! with the eyes of somebody who knows Word and Viber.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, measures time and is told by the environment how long to run"
)]

mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use workspace::{Case, Said};

#[test]
fn every_mistake_is_answered_word_for_word() {
    let bless = std::env::var_os("ZBOR_BLESS").is_some();
    let mut wrong = Vec::new();
    for path in cases() {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = Case::parse(&name, &text);
        let Some(said) = workspace::run(&case) else { continue };
        wrong.extend(said.twice().map(|finding| format!("── {name} ──\ntold twice: {finding:?}\n")));
        let now = case.with(&said);
        if now != text && bless {
            fs::write(&path, now).unwrap();
        } else if now != text {
            wrong.push(format!("── {name} ──\n{}", difference(&text, &now)));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} cases differ; ZBOR_BLESS=1 accepts", wrong.join("\n"), wrong.len());
}

/// At least so many were promised.
#[test]
fn there_are_enough_cases() {
    assert!(cases().len() >= 45, "only {} cases", cases().len());
}

/// Only cases lie in the folder: a misnamed one would never be compared.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    let stray: Vec<_> = all.iter().filter(|path| path.extension().is_none_or(|end| end != "txt")).collect();
    assert!(stray.is_empty(), "not a case: {stray:?}");
    all
}

/// The lines that only one of two texts has.
fn difference(old: &str, new: &str) -> String {
    let (was, is): (BTreeSet<&str>, BTreeSet<&str>) = (old.lines().collect(), new.lines().collect());
    let gone = old.lines().filter(|line| !is.contains(line)).map(|line| format!("- {line}\n"));
    let come = new.lines().filter(|line| !was.contains(line)).map(|line| format!("+ {line}\n"));
    let lines: String = gone.chain(come).collect();
    if lines.is_empty() { format!("the same lines in another order:\n{new}") } else { lines }
}

/// The harness itself must be able to fail.
#[test]
fn a_changed_word_is_noticed() {
    let case = Case::parse("x", "A title.\n\n=== file site.yaml\nnaziv: MZ\n=== bs\n=== en\nall is well\n");
    let said = Said { pages: Vec::new(), bs: String::new(), en: "something else\n".to_owned(), findings: Vec::new() };
    assert!(case.with(&said).ends_with("=== en\nsomething else\n"));
}
