//! Endings that search does not look at: light rules, given as data so that the same rules run here and in the
//! reader's browser.
//!
//! This is no grammar: the parts of speech are not known, and words that differ only here count as one. What counts is
//! that all forms of a word come to the same, and that few others do.

use super::Locale;

/// A rule: an ending and what stands in its place.
pub type Ending = (&'static str, &'static str);

/// At least so many letters stand before an ending.
pub const STEM: usize = 3;

/// Case endings of nouns and adjectives: `ulica ulice ulici ulicu ulicom ulicama`, `novi novog novoj novim`. They are
/// taken off until none is left, for `prijedlog` ends as `novog` does: so `prijedloga` and `prijedlogom` come to the same.
const CASES: &[Ending] = &[
    ("ama", ""),
    ("ima", ""),
    ("om", ""),
    ("em", ""),
    ("og", ""),
    ("eg", ""),
    ("oj", ""),
    ("ih", ""),
    ("im", ""),
    ("a", ""),
    ("e", ""),
    ("i", ""),
    ("o", ""),
    ("u", ""),
];

/// The long plural (`most mostovi`, `kej kejevi`) and names of streets (`Titova`, `Titove`).
const LONG_PLURAL: &[Ending] = &[("ov", ""), ("ev", "")];

/// The fleeting a (`sastanak sastanka`, `projekat projekta`, `centar centra`), and consonants that change before i and e
/// (`radnik radnici`, `knjiga knjizi`, `prah prasi`); the one of many (`građanin građani`). `prijedlozi` stays apart from
/// `prijedlog`: `oz` is the end of too many other words.
const CHANGES: &[Ending] = &[
    ("anin", "n"),
    ("ak", "c"),
    ("ac", "c"),
    ("at", "t"),
    ("ar", "r"),
    ("an", "n"),
    ("k", "c"),
    ("g", "z"),
    ("h", "s"),
];

/// Plural and third person: `roads`, `cities`. What ends in `ss` and `us` stays.
const ENGLISH_S: &[Ending] = &[("ss", "ss"), ("us", "us"), ("ies", "y"), ("s", "")];
/// Past and participle: `closed`, `meeting`.
const ENGLISH_VERB: &[Ending] = &[("ing", ""), ("ed", "")];
/// The mute e, and the consonant that was doubled: `close closed`, `plan planned`.
const ENGLISH_STEM: &[Ending] = &[("e", ""), ("nn", "n"), ("pp", "p"), ("tt", "t"), ("mm", "m"), ("rr", "r")];

/// The rules of a language, in passes. In a pass the first ending that the word has and that leaves [`STEM`] letters is
/// replaced; the pass is repeated until nothing changes. They are for folded words ([`super::fold`]).
pub fn endings(locale: Locale) -> &'static [&'static [Ending]] {
    match locale {
        Locale::En => &[ENGLISH_S, ENGLISH_VERB, ENGLISH_STEM],
        _ => &[CASES, LONG_PLURAL, CHANGES],
    }
}

/// A folded word without its ending. What has a digit in it stays as it is.
pub fn stem(locale: Locale, word: &str) -> String {
    let mut word = word.to_owned();
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word;
    }
    for pass in endings(locale) {
        while let Some((ending, instead)) = pass.iter().find(|(ending, _)| ends(&word, ending)) {
            if ending == instead {
                break;
            }
            word.truncate(word.len() - ending.len());
            word.push_str(instead);
        }
    }
    word
}

fn ends(word: &str, ending: &str) -> bool {
    word.strip_suffix(ending).is_some_and(|before| before.len() >= STEM)
}

#[cfg(test)]
mod tests {
    use super::super::{Locale, fold};
    use super::*;

    /// Forms of a word by case and number (Jahić, Halilović, Palić: Gramatika bosanskoga jezika, 2000, on nouns and
    /// adjectives), those with changes of sound among them.
    const FORMS: &[&str] = &[
        "ulica ulice ulici ulicu ulico ulicom ulicama",
        "voda vode vodi vodu vodom vodama",
        "općina općine općini općinu općinom općinama",
        "škola škole školi školu školom školama",
        "knjiga knjige knjizi knjigu knjigom knjigama",
        "struja struje struji struju strujom",
        "kanalizacija kanalizacije kanalizaciji kanalizaciju kanalizacijom",
        "stvar stvari stvarima",
        "obavijest obavijesti obavijestima",
        "cijev cijevi cijevima",
        "most mosta mostu mostom mostovi mostova mostovima mostove",
        "put puta putu putem putevi puteva putevima puteve",
        "radnik radnika radniku radnikom radnici radnicima radnike",
        "sastanak sastanka sastanku sastankom sastanci sastanaka sastancima sastanke",
        "projekat projekta projektu projektom projekti projekata projektima projekte",
        "centar centra centru centrom centri centara centrima centre",
        "vatrogasac vatrogasca vatrogascu vatrogascem vatrogasci vatrogasaca vatrogascima vatrogasce",
        "građanin građanina građanine građani građana građanima građane",
        "prijedlog prijedloga prijedlogu prijedlogom prijedloge",
        "snijeg snijega snijegu snijegom",
        "problem problema problemu problemom problemi problemima probleme",
        "razvoj razvoja razvoju razvojem",
        "vodovod vodovoda vodovodu vodovodom vodovodi vodovodima vodovode",
        "selo sela selu selom selima",
        "isključenje isključenja isključenju isključenjem isključenjima",
        "novi nova novo novog novoga novom novome novu nove novoj novim novih novima",
        "javni javna javno javnog javnom javnu javne javnoj javnim javnih javan",
        "Titova Titove Titovoj Titovu Titovom",
        "Sarajevo Sarajeva Sarajevu Sarajevom",
        "Obala Obale Obali Obalu Obalom",
        "општина општине општини општину општином",
        "прикључак прикључка прикључку прикључком прикључци прикључцима",
    ];

    /// What is not one word, though it looks alike.
    const APART: &[&str] = &[
        "voda vodovod vodič",
        "put putnik putovanje",
        "struja strujni",
        "most mostar",
        "grad građanin",
        "rad radnik radionica",
        "ulica uličar",
        "dom domar",
    ];

    const ENGLISH_FORMS: &[&str] = &[
        "road roads",
        "notice notices",
        "close closed closes closing",
        "meeting meetings meet meets",
        "city cities",
        "plan plans planned planning",
        "service services",
        "address addresses",
        "water waters watered",
        "bridge bridges",
    ];

    fn stems(locale: Locale, words: &str) -> Vec<String> {
        words.split(' ').map(|word| stem(locale, &fold(word))).collect()
    }

    #[test]
    fn forms_of_a_word_come_to_one() {
        for (locale, table) in [(Locale::Bs, FORMS), (Locale::SrCyrl, FORMS), (Locale::En, ENGLISH_FORMS)] {
            for forms in table {
                let stems = stems(locale, forms);
                assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms}: {stems:?}");
            }
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for words in APART {
            let mut stems = stems(Locale::Bs, words);
            let count = stems.len();
            stems.sort();
            stems.dedup();
            assert_eq!(stems.len(), count, "{words}: {stems:?}");
        }
    }

    #[test]
    fn numbers_and_short_words_stay() {
        for word in ["037", "2026", "m5a", "12a", "na", "mz", "kej", "bus"] {
            assert_eq!(stem(Locale::Bs, word), word);
            assert_eq!(stem(Locale::En, word), word);
        }
    }
}
