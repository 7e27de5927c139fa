//! The strings of one locale, with what a site says differently.

use super::catalogue::{Catalogue, Forms, catalogue};
use super::{Locale, nearest, number};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The strings of one locale. Keys are `group.name` (`nav.home`), `terms.name` and `formats.name`;
/// phrases with a number are asked for by [`Labels::count`], months and days by their own doors.
#[derive(Clone, Debug)]
pub struct Labels {
    /// Whose strings they are.
    pub locale: Locale,
    strings: BTreeMap<String, String>,
    plurals: BTreeMap<String, Forms>,
    dates: BTreeMap<String, Vec<String>>,
}

/// The grammatical number that a count asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plural {
    /// 1, 21, 101.
    One,
    /// 2, 3, 4, 22; not in English.
    Few,
    /// 0, 5, 11, 12, 111.
    Other,
}

/// An override of a string that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabel {
    /// As written.
    pub key: String,
    /// The key that was probably meant.
    pub nearest: Option<String>,
}

impl Plural {
    /// The number of `n` in a locale, after CLDR: one form for 1, 21, 101; few for 2–4, 22–24;
    /// other for the rest, the teens among them.
    pub fn of(locale: Locale, n: u64) -> Plural {
        match (locale, n, n % 10, n % 100) {
            (Locale::En, 1, _, _) => Plural::One,
            (Locale::En, _, _, _) | (_, _, _, 11..=14) => Plural::Other,
            (_, _, 1, _) => Plural::One,
            (_, _, 2..=4, _) => Plural::Few,
            _ => Plural::Other,
        }
    }
}

impl Labels {
    /// The strings as they come with the program.
    pub fn builtin(locale: Locale) -> &'static Labels {
        static BUILT_IN: [OnceLock<Labels>; Locale::ALL.len()] = [const { OnceLock::new() }; Locale::ALL.len()];
        static NONE: Labels =
            Labels { locale: Locale::Bs, strings: BTreeMap::new(), plurals: BTreeMap::new(), dates: BTreeMap::new() };
        BUILT_IN.get(locale as usize).map_or(&NONE, |cell| cell.get_or_init(|| Labels::of(locale, catalogue())))
    }

    fn of(locale: Locale, catalogue: &Catalogue) -> Labels {
        let plain = [("formats", &catalogue.formats), ("terms", &catalogue.terms)];
        let groups = catalogue.strings.iter().map(|(name, group)| (name.as_str(), group)).chain(plain);
        let strings = groups
            .flat_map(|(name, group)| group.iter().map(move |(key, said)| (format!("{name}.{key}"), said.of(locale))))
            .collect();
        let plurals = catalogue.plural.iter().map(|(key, said)| (key.clone(), said.of(locale))).collect();
        let dates = catalogue.dates.iter().map(|(key, said)| (key.clone(), said.of(locale))).collect();
        Labels { locale, strings, plurals, dates }
    }

    /// These strings with what a site says differently (`nav.council`: `Vijeće MZ`), already in the
    /// script of the locale. Keys that do not exist come back beside it.
    pub fn with<'a>(&self, overrides: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Labels, Vec<UnknownLabel>) {
        let mut labels = self.clone();
        let mut unknown = Vec::new();
        for (key, text) in overrides {
            match labels.strings.get_mut(key) {
                Some(string) => text.clone_into(string),
                None => unknown
                    .push(UnknownLabel { key: key.to_owned(), nearest: nearest(key, self.keys()).map(str::to_owned) }),
            }
        }
        (labels, unknown)
    }

    /// The keys of the strings, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.strings.keys().map(String::as_str)
    }

    /// A string; empty when there is none of that name.
    pub fn get(&self, key: &str) -> &str {
        self.strings.get(key).map_or("", String::as_str)
    }

    /// A string with its placeholders filled: `{n}` by the value of `n`. What has no value stays.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A phrase with a number (`days_left`, 3: "još 3 dana"); empty when there is none of that name.
    pub fn count(&self, key: &str, n: u64) -> String {
        let Some(forms) = self.plurals.get(key) else { return String::new() };
        let form = match self.plural_form(n) {
            Plural::One => &forms.one,
            Plural::Few => forms.few.as_ref().unwrap_or(&forms.other),
            Plural::Other => &forms.other,
        };
        fill(form, &[("n", &number(self.locale, n))])
    }

    /// Which form a phrase written elsewhere (in a theme) should take.
    pub fn plural_form(&self, n: u64) -> Plural {
        Plural::of(self.locale, n)
    }

    /// "24. **oktobra** 2016."; `month` from 1; empty outside 1–12, as in the next three.
    pub fn month_genitive(&self, month: u8) -> &str {
        self.date_word("month_genitive", month.checked_sub(1))
    }

    /// "**oktobar** 2016."
    pub fn month_nominative(&self, month: u8) -> &str {
        self.date_word("month_nominative", month.checked_sub(1))
    }

    /// `nov`; 1 is January.
    pub fn month_short(&self, month: u8) -> &str {
        self.date_word("month_short", month.checked_sub(1))
    }

    /// "**subota**, 29. novembra"; Monday is 0.
    pub fn weekday(&self, day: u8) -> &str {
        self.date_word("weekday", Some(day))
    }

    /// "u **subotu**, 29. novembra"; Monday is 0.
    pub fn weekday_accusative(&self, day: u8) -> &str {
        self.date_word("weekday_accusative", Some(day))
    }

    /// "**sub**"; Monday is 0.
    pub fn weekday_short(&self, day: u8) -> &str {
        self.date_word("weekday_short", Some(day))
    }

    /// "**svakog četvrtka** u 18:00", with its determiner; Monday is 0.
    pub fn weekday_every(&self, day: u8) -> &str {
        self.date_word("weekday_every", Some(day))
    }

    /// "prvog **ponedjeljka** u mjesecu"; Monday is 0.
    pub fn weekday_genitive(&self, day: u8) -> &str {
        self.date_word("weekday_genitive", Some(day))
    }

    /// "**prvog** ponedjeljka", "**prve** subote": in the gender of the weekday (Monday is 0), for `nth`
    /// from 1 to 5, or -1 for the last; empty for others.
    pub fn nth_of(&self, nth: i64, day: u8) -> &str {
        // Srijeda, subota, nedjelja.
        let list = if matches!(day, 2 | 5 | 6) { "nth_feminine" } else { "nth_masculine" };
        let at = if nth == -1 {
            Some(5)
        } else {
            u8::try_from(nth).ok().filter(|nth| (1..=5).contains(nth)).map(|nth| nth - 1)
        };
        self.date_word(list, at)
    }

    fn date_word(&self, list: &str, index: Option<u8>) -> &str {
        let word = index.and_then(|i| self.dates.get(list)?.get(usize::from(i)));
        word.map_or("", String::as_str)
    }

    /// Everything as nested maps for themes: `nav.home`, `plural.days_left.few`, `dates.weekday[0]`.
    pub fn as_tree(&self) -> Value {
        let mut tree = Map::new();
        for (key, text) in &self.strings {
            let (group, name) = key.split_once('.').unwrap_or(("", key));
            if let Value::Object(group) = tree.entry(group).or_insert_with(|| Value::Object(Map::new())) {
                group.insert(name.to_owned(), Value::from(text.as_str()));
            }
        }
        let plurals = self.plurals.iter().map(|(key, forms)| (key.clone(), forms.as_tree())).collect();
        tree.insert("plural".to_owned(), Value::Object(plurals));
        let dates = self.dates.iter().map(|(key, words)| (key.clone(), Value::from(words.clone()))).collect();
        tree.insert("dates".to_owned(), Value::Object(dates));
        Value::Object(tree)
    }
}

impl Forms {
    fn as_tree(&self) -> Value {
        let few = self.few.as_ref().unwrap_or(&self.other);
        let forms = [("one", &self.one), ("few", few), ("other", &self.other)];
        Value::Object(forms.into_iter().map(|(key, form)| (key.to_owned(), Value::from(form.as_str()))).collect())
    }
}

/// Fills `{name}` in one pass: braces in a value are not placeholders.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value, tail)));
        match filled {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
