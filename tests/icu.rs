//! Plurals, names of months and days, numbers, money and the order of the alphabet against ICU, which Node carries.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};
use zbor::lang::{Currency, Labels, Locale, Plural, Script, fold, money, months, number, sort_key, weekdays};

/// Where we mean to differ, each with the reason. One that does not differ any more fails, too.
const EXCEPTIONS: &[(&str, &str)] = &[
    // "24. oktobra 2016." is what is said and written; CLDR gives the nominative in dates, but for Croatian.
    ("bs month_genitive", "prose needs the genitive"),
    ("bs-Cyrl month_genitive", "prose needs the genitive"),
    ("sr-Latn month_genitive", "prose needs the genitive"),
    ("sr-Cyrl month_genitive", "prose needs the genitive"),
    // CLDR has U+2212 for Croatian only. A hyphen at the end of a line parts from its number, and is read as a dash.
    ("bs negative_number", "the minus is no hyphen"),
    ("bs-Cyrl negative_number", "the minus is no hyphen"),
    ("sr-Latn negative_number", "the minus is no hyphen"),
    ("sr-Cyrl negative_number", "the minus is no hyphen"),
    ("en negative_number", "the minus is no hyphen"),
    ("bs money_bam", "the minus is no hyphen"),
    ("bs-Cyrl money_bam", "the minus is no hyphen"),
    ("sr-Latn money_bam", "the minus is no hyphen"),
    ("sr-Cyrl money_bam", "the minus is no hyphen"),
    ("bs money_eur", "the minus is no hyphen"),
    ("bs-Cyrl money_eur", "the minus is no hyphen"),
    ("sr-Latn money_eur", "the minus is no hyphen"),
    ("sr-Cyrl money_eur", "the minus is no hyphen"),
    // CLDR thinks of Croatia, where the mark is foreign; in this country every Croatian text says KM.
    ("hr money_bam", "KM is what people write, not BAM"),
    // Texts in English are of the same country: an amount looks alike in all variants of a page.
    ("en money_bam", "KM after the amount, as beside it in our languages"),
    ("en money_eur", "EUR after the amount, as beside it in our languages"),
    // ICU takes each `nj` and `dž` for one letter.
    ("bs two_letters", "nj of injekcija and dž of nadživjeti are two letters"),
    ("hr two_letters", "nj of injekcija and dž of nadživjeti are two letters"),
    ("sr-Latn two_letters", "nj of injekcija and dž of nadživjeti are two letters"),
    // ICU puts all that is Latin behind all that is Cyrillic: nobody looks for Viber there.
    ("bs-Cyrl mixed", "a Latin name stands where it is read"),
    ("sr-Cyrl mixed", "a Latin name stands where it is read"),
    ("bs mixed", "a Cyrillic name stands where it is read"),
    ("hr mixed", "a Cyrillic name stands where it is read"),
    ("sr-Latn mixed", "a Cyrillic name stands where it is read"),
    ("en mixed", "a Cyrillic name stands where it is read"),
];

/// Places and words of both scripts.
const WORDS: &str = include_str!("icu/words.txt");
const TWO_LETTERS: [&str; 6] = ["nadalje", "nadživjeti", "nadzor", "injekcija", "inje", "inkasant"];
const MIXED: [&str; 6] = ["Бијељина", "Viber", "Вишеград", "Зеница", "Lukavac", "Травник"];
const AMOUNTS: [i64; 8] = [0, 5, 100, 2_842_050, 6_160_000, 123_456_789, -5, -12_345];

/// Hr-Cyrl is not in CLDR.
const LOCALES: [Locale; 6] = [Locale::Bs, Locale::BsCyrl, Locale::Hr, Locale::SrLatn, Locale::SrCyrl, Locale::En];

fn counts() -> Vec<u64> {
    (0..=200)
        .chain([999, 1000, 1001, 1002, 1011, 1012, 10_000, 12_345, 1_000_000, 1_234_561, 1_000_000_000_002])
        .collect()
}

fn words(script: Script) -> Vec<&'static str> {
    let cyrillic = |word: &&str| word.contains(|c| ('\u{400}'..'\u{530}').contains(&c));
    WORDS.lines().filter(|word| cyrillic(word) == (script == Script::Cyrillic)).collect()
}

/// What Node says, by locale and what was asked.
fn icu() -> Value {
    let words = json!({
        "latin": words(Script::Latin), "cyrillic": words(Script::Cyrillic), "two_letters": TWO_LETTERS, "mixed": MIXED,
    });
    let asked = json!({ "counts": counts(), "amounts": AMOUNTS, "words": words }).to_string();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/icu/intl.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("this test needs Node.js 20 or newer as `node` on the path: {error}"));
    node.stdin.take().expect("it is piped").write_all(asked.as_bytes()).expect("Node reads its input");
    let output = node.wait_with_output().expect("Node ends");
    assert!(output.status.success(), "`node {script}` failed");
    serde_json::from_slice(&output.stdout).expect("Node prints JSON")
}

/// What we say to the same questions.
fn ours(locale: Locale) -> Value {
    let labels = Labels::builtin(locale);
    let plural = |n: &u64| match Plural::of(locale, *n) {
        Plural::One => "one",
        Plural::Few => "few",
        Plural::Other => "other",
    };
    let sorted = |words: &[&str]| {
        let mut words = words.to_vec();
        words.sort_by_key(|word| sort_key(locale, word));
        json!(words)
    };
    let amounts = |currency| AMOUNTS.map(|cents| money(locale, cents, currency));
    let mut said = json!({
        "resolved": true,
        "plural": counts().iter().map(plural).collect::<Vec<_>>(),
        "month_genitive": (1..=12).map(|month| labels.month_genitive(month)).collect::<Vec<_>>(),
        "month_nominative": (1..=12).map(|month| labels.month_nominative(month)).collect::<Vec<_>>(),
        "month_short": (1..=12).map(|month| labels.month_short(month)).collect::<Vec<_>>(),
        "weekday": (0..7).map(|day| labels.weekday(day)).collect::<Vec<_>>(),
        "weekday_short": (0..7).map(|day| labels.weekday_short(day)).collect::<Vec<_>>(),
        "number": counts().iter().map(|&n| number(locale, n)).collect::<Vec<_>>(),
        "negative_number": counts().iter().filter(|n| **n > 0).map(|&n| number(locale, -i128::from(n))).collect::<Vec<_>>(),
        "money_bam": amounts(Currency::Bam),
        "money_eur": amounts(Currency::Eur),
        "mixed": sorted(&MIXED),
    });
    // A whole list in the other script has no place in either: `mixed` is for single names.
    match locale.script() {
        Script::Latin => {
            said["latin"] = sorted(&words(Script::Latin));
            said["two_letters"] = sorted(&TWO_LETTERS);
        }
        Script::Cyrillic => said["cyrillic"] = sorted(&words(Script::Cyrillic)),
    }
    said
}

/// ICU has spaces that do not break; where lines break is not its business here.
fn plain(value: &Value) -> Value {
    serde_json::from_str(&value.to_string().replace(['\u{a0}', '\u{202f}'], " ")).expect("it stays JSON")
}

#[test]
fn lang_agrees_with_icu_but_for_the_exceptions() {
    assert!(words(Script::Latin).len() + words(Script::Cyrillic).len() >= 120);
    let icu = icu();
    let mut wrong = Vec::new();
    let mut differing = BTreeSet::new();
    for locale in LOCALES {
        let ours = ours(locale);
        for (what, said) in ours.as_object().expect("it is an object") {
            let (said, theirs) = (plain(said), plain(&icu[locale.tag()][what]));
            let key = format!("{locale} {what}");
            if said != theirs {
                if !EXCEPTIONS.iter().any(|(exception, _)| *exception == key) {
                    wrong.push(format!("{key}\n  ours {said}\n  ICU  {theirs}"));
                }
                differing.insert(key);
            }
        }
    }
    for (key, reason) in EXCEPTIONS {
        if !differing.contains(*key) {
            wrong.push(format!("{key} agrees by now, so it is no exception ({reason})"));
        }
    }
    assert!(wrong.is_empty(), "{} differences, {}:\n{}", wrong.len(), icu["versions"], wrong.join("\n"));
}

/// But for the sign amounts agree, and ours is the order of `nj` and `dž` as two letters.
#[test]
fn exceptions_are_no_wider_than_their_reasons() {
    let icu = icu();
    for locale in [Locale::Bs, Locale::BsCyrl, Locale::SrLatn, Locale::SrCyrl] {
        let (ours, theirs) = (plain(&ours(locale)), plain(&icu[locale.tag()]));
        for what in ["negative_number", "money_bam", "money_eur"] {
            let hyphens = ours[what].to_string().replace('−', "-");
            assert_eq!(hyphens, theirs[what].to_string(), "{locale} {what}");
        }
    }
    let bs = ours(Locale::Bs);
    assert_eq!(bs["two_letters"], json!(["injekcija", "inkasant", "inje", "nadalje", "nadzor", "nadživjeti"]));
}

/// Whatever form ICU writes, we can read.
#[test]
fn names_of_icu_are_read() {
    let icu = icu();
    for locale in LOCALES {
        let said = &icu[locale.tag()];
        for what in ["month_genitive", "month_nominative", "month_short"] {
            for (name, month) in said[what].as_array().expect("twelve months").iter().zip(1..) {
                let name = fold(name.as_str().expect("a name"));
                assert_eq!(months().find(|(known, _)| *known == name).map(|(_, n)| n), Some(month), "{locale} {name}");
            }
        }
        for what in ["weekday", "weekday_short"] {
            for (name, day) in said[what].as_array().expect("seven days").iter().zip(0..) {
                let name = fold(name.as_str().expect("a name"));
                assert_eq!(weekdays().find(|(known, _)| *known == name).map(|(_, n)| n), Some(day), "{locale} {name}");
            }
        }
    }
}
