//! Every code of a finding has an entry in both lists of messages, and no entry stands for nothing.

use super::source;
use std::collections::BTreeSet;

/// The codes in the sources, tests apart.
fn raised() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in source::files("src", "rs") {
        let is_test = path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")));
        if !is_test {
            codes.extend(source::quoted(&source::read(&path)).into_iter().filter(|word| is_code(word)));
        }
    }
    codes
}

fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [letter, digits @ ..] if digits.len() == 3 && letter.is_ascii_uppercase() && digits.iter().all(u8::is_ascii_digit))
}

/// The codes that a list has an entry for, in its order.
fn listed(page: &str) -> Vec<String> {
    let text = source::read(page);
    let headings = text.lines().filter_map(|line| line.strip_prefix("### "));
    headings.filter_map(|line| line.split_whitespace().next()).filter(|word| is_code(word)).map(str::to_owned).collect()
}

#[test]
fn every_code_has_an_entry_and_every_entry_a_code() {
    let raised = raised();
    assert!(raised.len() > 150, "only {} codes: are they still found?", raised.len());
    for page in ["docs/bs/poruke.md", "docs/en/messages.md"] {
        let entries = listed(page);
        let once: BTreeSet<String> = entries.iter().cloned().collect();
        assert_eq!(once.len(), entries.len(), "{page} has a code twice");
        let missing: Vec<&String> = raised.difference(&once).collect();
        let stray: Vec<&String> = once.difference(&raised).collect();
        assert!(missing.is_empty() && stray.is_empty(), "{page}: no entry for {missing:?}; no code for {stray:?}");
    }
}

#[test]
fn entries_are_whole() {
    for (page, parts) in [
        ("docs/bs/poruke.md", ["- **Zašto:** ", "- **Primjer:** ", "- **Šta uraditi:** "]),
        ("docs/en/messages.md", ["- **Why:** ", "- **Example:** ", "- **What to do:** "]),
    ] {
        let text = source::read(page);
        for entry in text.split("\n### ").skip(1) {
            let code = entry.split_whitespace().next().unwrap_or_default();
            for part in parts {
                assert!(entry.contains(part), "{page}: {code} lacks {part}");
            }
        }
    }
}
