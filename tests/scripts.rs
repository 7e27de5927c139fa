//! Latin to Cyrillic against words with their expected form, which were written from grammar.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use proptest::prelude::*;
use std::collections::BTreeSet;
use zbor::lang::script::{to_cyrillic, to_latin};

/// Heading lines begin with `# `, pairs are parted by a tab.
const WORDS: &str = include_str!("scripts/words.txt");

/// One line of the list.
struct Pair {
    rule: &'static str,
    latin: &'static str,
    cyrillic: &'static str,
}

fn pairs() -> Vec<Pair> {
    let mut rule = "";
    let mut pairs = Vec::new();
    for line in WORDS.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(heading) => rule = heading,
            None => {
                let (latin, cyrillic) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in `{line}`"));
                pairs.push(Pair { rule, latin, cyrillic });
            }
        }
    }
    pairs
}

/// Converts the given side of every pair and prints all that went wrong as one table.
fn check(pairs: &[Pair], convert: fn(&str) -> String, sides: fn(&Pair) -> (&'static str, &'static str)) {
    let mut wrong = Vec::new();
    for pair in pairs {
        let (given, expected) = sides(pair);
        let got = convert(given);
        if got != expected {
            wrong.push(format!("{:40} {given:24} wants {expected:24} got {got}", pair.rule));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), pairs.len(), wrong.join("\n"));
}

#[test]
fn the_list_is_whole() {
    let pairs = pairs();
    let rules: BTreeSet<&str> = pairs.iter().map(|pair| pair.rule).collect();
    let words: BTreeSet<&str> = pairs.iter().map(|pair| pair.latin).collect();
    assert!(pairs.len() >= 700 && rules.len() >= 30, "{} pairs, {} rules", pairs.len(), rules.len());
    assert_eq!(words.len(), pairs.len(), "a word stands twice");
    for pair in &pairs {
        let foreign = |c: char| ('\u{400}'..'\u{530}').contains(&c);
        assert!(!pair.latin.contains(foreign), "Cyrillic letters in the Latin of `{}`", pair.latin);
    }
}

#[test]
fn latin_to_cyrillic() {
    check(&pairs(), to_cyrillic, |pair| (pair.latin, pair.cyrillic));
}

/// What stays Latin in Cyrillic comes back as well, so only what the Cyrillic cannot say is left out.
#[test]
fn and_back() {
    let mut pairs = pairs();
    pairs.retain(|pair| !pair.rule.contains("one way"));
    check(&pairs, to_latin, |pair| (pair.cyrillic, pair.latin));
}

/// Every Cyrillic word that is converted stays as it is, in Latin or Cyrillic surroundings.
#[test]
fn cyrillic_stays() {
    check(&pairs(), to_cyrillic, |pair| (pair.cyrillic, pair.cyrillic));
}

/// Words of syllables, as words here are made. `нј`, `лј` and `дж` stand beside each other only in the
/// words that the list of exceptions holds (`инјекција`): of any other such pair the Latin is that of
/// `њ`, `љ`, `џ`, and nothing could tell them apart. So `ј` and `ж` begin words or follow vowels.
fn word() -> impl Strategy<Value = String> {
    const CONSONANT: &str = "[бвгдђзклљмнњпрстћфхцчџш]";
    const BEGIN: &str = "([бвгдђжзјклљмнњпрстћфхцчџш]|ст|пр|здр|бр|вр|кљ|сњ|мј|вј|см|гр)";
    let syllable = format!("{CONSONANT}(р|в)?[аеиоу](ј|ж|н|л|д)?");
    let pattern = format!("{BEGIN}[аеиоу](ј[аеиоу]|ж[аеиоу])?({syllable}){{1,4}}");
    proptest::string::string_regex(&pattern)
        .expect("the pattern is regular")
        .prop_filter("pairs that Latin cannot write", |word| !["нј", "лј", "дж"].iter().any(|pair| word.contains(pair)))
        .prop_filter("begins like an exception", |word| !EXCEPTIONS.iter().any(|part| word.contains(part)))
}

/// How the words of the exceptions would look with one letter: nobody writes them so.
const EXCEPTIONS: [&str; 16] = [
    "наџ",
    "оџив",
    "оџал",
    "оџвак",
    "поџ",
    "преџ",
    "фелџ",
    "ињек",
    "ињиц",
    "ињу",
    "коњу",
    "коњек",
    "ањон",
    "тањуг",
    "вањез",
    "ањугосл",
];

proptest! {
    #[test]
    fn cyrillic_through_latin_is_itself(words in proptest::collection::vec(word(), 1..8)) {
        let text = words.join(" ");
        let capitals: String = text.chars().flat_map(char::to_uppercase).collect();
        for text in [text, capitals] {
            let there = to_cyrillic(&to_latin(&text));
            // By chance a word is that of a brand; then it is a foreign word.
            prop_assume!(!there.contains(|c: char| c.is_ascii_alphabetic()));
            prop_assert_eq!(there, text);
        }
    }

    /// Whatever stands around it, an address comes out byte for byte.
    #[test]
    fn addresses_stay(before in "[a-zčćžšđ]{1,8}[ ,(„]{1,2}", path in "[a-zA-Zčćžšđ0-9/_=&?-]{0,20}", after in "[ )“,][a-zčš ]{0,9}") {
        for address in [format!("https://primjer.ba/{path}"), "nova-odluka.pdf".to_owned(), "mz.nova@primjer.ba".to_owned()] {
            let converted = to_cyrillic(&format!("{before}{address}{after}"));
            prop_assert!(converted.contains(&address), "{}", converted);
        }
    }
}
