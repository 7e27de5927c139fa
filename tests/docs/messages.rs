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

/// Codes whose examples need more than one value or line to go wrong, or say it in words.
const OF_SEVERAL: &[&str] =
    &["D019", "D031", "D032", "D045", "D046", "D060", "D061", "Y003", "Y011", "Y013", "Y016", "Y018", "Y021"];

#[test]
fn examples_raise_the_code_that_they_stand_for() {
    let mut wrong = String::new();
    let mut tried = 0;
    for (page, mark) in [("docs/bs/poruke.md", "- **Primjer:** "), ("docs/en/messages.md", "- **Example:** ")] {
        let text = source::read(page);
        for entry in text.split("\n### ").skip(1) {
            let code = entry.split_whitespace().next().unwrap_or_default();
            let line = entry.lines().find_map(|line| line.strip_prefix(mark)).unwrap_or_default();
            for example in line.split('`').skip(1).step_by(2) {
                let Some(raised) = raised_by(code, example) else { continue };
                tried += 1;
                if !raised.iter().any(|one| one == code) {
                    wrong.push_str(&format!("{page}: `{example}` raises {raised:?}, not {code}\n"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(tried > 100, "only {tried} examples: are they still found?");
}

/// What reading an example finds; none where it cannot be read by itself.
fn raised_by(code: &str, example: &str) -> Option<Vec<String>> {
    match code.get(..1).filter(|_| !OF_SEVERAL.contains(&code))? {
        "Y" if example.contains(' ') || example.contains(':') => Some(of_yaml(example)),
        "D" => Some(of_date(value(example))),
        "L" if ["L001", "L002", "L003", "L004", "L005", "L006", "L007"].contains(&code) => {
            let dest = example.split_once("](").map_or(example, |(_, rest)| rest.trim_end_matches(')'));
            Some(zbor::url::allowed(dest).err().map(|problem| problem.code.into_owned()).into_iter().collect())
        }
        _ => None,
    }
}

fn of_yaml(example: &str) -> Vec<String> {
    let source = zbor::diag::Source::new("primjer.yaml", format!("a: 1\n{example}\nz: 1\n"));
    let len = source.text.len();
    zbor::yaml::parse(&source, 0..len).findings.into_iter().map(|finding| finding.code.into_owned()).collect()
}

/// The value of `key: value`, without quotes; else the text itself.
fn value(example: &str) -> &str {
    let rest = example.split_once(": ").filter(|(key, _)| key.chars().all(char::is_alphabetic)).map(|(_, rest)| rest);
    rest.unwrap_or(example).trim_matches('"')
}

fn of_date(text: &str) -> Vec<String> {
    use zbor::date;
    let codes = [
        date::moment(text).err(),
        date::interval(text).err(),
        date::when(text).err(),
        date::duration(text).err(),
        date::Rule::parse(text).err(),
    ];
    codes.into_iter().flatten().map(|problem| problem.code.into_owned()).collect()
}
