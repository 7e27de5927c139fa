//! The words of the interface as data: `strings.yaml`, read once.

use super::{Locale, Script, script};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// All of `strings.yaml`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Catalogue {
    /// Group, name, wording.
    pub strings: BTreeMap<String, BTreeMap<String, Wording<String>>>,
    /// Phrases with a number.
    pub plural: BTreeMap<String, Wording<Forms>>,
    /// Lists of twelve months or seven days, Monday first.
    pub dates: BTreeMap<String, Wording<Vec<String>>>,
    /// Patterns of dates and numbers.
    pub formats: BTreeMap<String, Wording<String>>,
    /// Words of the trade for texts and messages.
    pub terms: BTreeMap<String, Wording<String>>,
}

/// One thing said in the five written locales; Bosnian and Croatian Cyrillic are derived.
#[derive(Debug, Deserialize)]
pub(crate) struct Wording<T> {
    pub bs: T,
    pub hr: T,
    #[serde(rename = "sr-Latn")]
    pub sr_latn: T,
    #[serde(rename = "sr-Cyrl")]
    pub sr_cyrl: T,
    pub en: T,
    /// `as_is`: the same in derived Cyrillic, like the name of a script in the switch.
    #[serde(default)]
    pub derive: Derive,
}

/// How the Cyrillic of Bosnian and Croatian comes about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Derive {
    /// By converting the script.
    #[default]
    Converted,
    /// It stays as it is.
    AsIs,
}

/// The plural forms of a phrase; English has no `few`.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Forms {
    pub one: String,
    #[serde(default)]
    pub few: Option<String>,
    pub other: String,
}

/// The built-in catalogue. That it can be read is tested; were it not, labels would be empty.
pub(crate) fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| read().unwrap_or_default())
}

pub(crate) fn read() -> Option<Catalogue> {
    crate::yaml::from_text(include_str!("strings.yaml")).ok()
}

/// What can be put into Cyrillic piece by piece.
pub(crate) trait Spoken: Clone {
    fn in_cyrillic(&self) -> Self;
}

impl Spoken for String {
    fn in_cyrillic(&self) -> String {
        script::to_cyrillic(self)
    }
}

impl Spoken for Vec<String> {
    fn in_cyrillic(&self) -> Vec<String> {
        self.iter().map(Spoken::in_cyrillic).collect()
    }
}

impl Spoken for Forms {
    fn in_cyrillic(&self) -> Forms {
        let few = self.few.as_ref().map(Spoken::in_cyrillic);
        Forms { one: self.one.in_cyrillic(), few, other: self.other.in_cyrillic() }
    }
}

impl<T: Spoken> Wording<T> {
    /// The wording of a locale.
    pub(crate) fn of(&self, locale: Locale) -> T {
        let written = match locale {
            Locale::Bs | Locale::BsCyrl => &self.bs,
            Locale::Hr | Locale::HrCyrl => &self.hr,
            Locale::SrLatn => &self.sr_latn,
            Locale::SrCyrl => &self.sr_cyrl,
            Locale::En => &self.en,
        };
        let derived = matches!(locale, Locale::BsCyrl | Locale::HrCyrl) && locale.script() == Script::Cyrillic;
        if derived && self.derive == Derive::Converted { written.in_cyrillic() } else { written.clone() }
    }
}
