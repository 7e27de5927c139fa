//! The languages and scripts that a site can speak.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A language in a script. Bosnian, Croatian and Serbian are ijekavian; the Cyrillic of a language
/// is derived from its Latin, never from another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// Bosnian, Latin script.
    Bs,
    /// Bosnian, Cyrillic script.
    BsCyrl,
    /// Croatian, Latin script.
    Hr,
    /// Croatian, Cyrillic script.
    HrCyrl,
    /// Serbian, Latin script.
    SrLatn,
    /// Serbian, Cyrillic script.
    SrCyrl,
    /// English.
    En,
}

/// One of the two scripts of the country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Latinica.
    Latin,
    /// Ћирилица.
    Cyrillic,
}

impl Script {
    /// The name of the script in itself, for the switch between scripts.
    pub fn name(self) -> &'static str {
        match self {
            Script::Latin => "Latinica",
            Script::Cyrillic => "Ћирилица",
        }
    }
}

impl Locale {
    /// All of them, in the order of declaration.
    pub const ALL: [Locale; 7] =
        [Locale::Bs, Locale::BsCyrl, Locale::Hr, Locale::HrCyrl, Locale::SrLatn, Locale::SrCyrl, Locale::En];

    /// Reads a BCP 47 tag as people write it: without case, `_` for `-`, with or without the
    /// country (`bs-BA`, `sr_Latn_BA`). A tag without a script means the script that CLDR gives
    /// it, so `sr` is Cyrillic.
    pub fn parse(tag: &str) -> Option<Locale> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        let language = parts.next()?;
        let mut script = None;
        for part in parts {
            match part {
                "latn" if script.is_none() => script = Some(Script::Latin),
                "cyrl" if script.is_none() => script = Some(Script::Cyrillic),
                _ if part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()) => {}
                _ => return None,
            }
        }
        let (usual, locale) = match language {
            "bs" => (Script::Latin, Locale::Bs),
            "hr" => (Script::Latin, Locale::Hr),
            "sr" => (Script::Cyrillic, Locale::SrCyrl),
            "en" if script != Some(Script::Cyrillic) => (Script::Latin, Locale::En),
            _ => return None,
        };
        Some(locale.in_script(script.unwrap_or(usual)))
    }

    /// The BCP 47 tag for `lang` attributes, feeds and settings: `bs`, `bs-Cyrl`, `sr-Latn`.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::Bs => "bs",
            Locale::BsCyrl => "bs-Cyrl",
            Locale::Hr => "hr",
            Locale::HrCyrl => "hr-Cyrl",
            Locale::SrLatn => "sr-Latn",
            Locale::SrCyrl => "sr-Cyrl",
            Locale::En => "en",
        }
    }

    /// The code of the language, whatever the script (ISO 639-1).
    pub fn language(self) -> &'static str {
        self.tag().get(..2).unwrap_or_default()
    }

    /// The folder of this variant in addresses: the tag in lower case.
    pub fn prefix(self) -> &'static str {
        match self {
            Locale::BsCyrl => "bs-cyrl",
            Locale::HrCyrl => "hr-cyrl",
            Locale::SrLatn => "sr-latn",
            Locale::SrCyrl => "sr-cyrl",
            other => other.tag(),
        }
    }

    /// The script in which it is written.
    pub fn script(self) -> Script {
        match self {
            Locale::BsCyrl | Locale::HrCyrl | Locale::SrCyrl => Script::Cyrillic,
            Locale::Bs | Locale::Hr | Locale::SrLatn | Locale::En => Script::Latin,
        }
    }

    /// The same language in the given script; English has only one.
    #[must_use]
    pub fn in_script(self, script: Script) -> Locale {
        match (self, script) {
            (Locale::Bs | Locale::BsCyrl, Script::Latin) => Locale::Bs,
            (Locale::Bs | Locale::BsCyrl, Script::Cyrillic) => Locale::BsCyrl,
            (Locale::Hr | Locale::HrCyrl, Script::Latin) => Locale::Hr,
            (Locale::Hr | Locale::HrCyrl, Script::Cyrillic) => Locale::HrCyrl,
            (Locale::SrLatn | Locale::SrCyrl, Script::Latin) => Locale::SrLatn,
            (Locale::SrLatn | Locale::SrCyrl, Script::Cyrillic) => Locale::SrCyrl,
            (Locale::En, _) => Locale::En,
        }
    }

    /// Whether the two differ in script at most.
    pub fn same_language(self, other: Locale) -> bool {
        self.in_script(Script::Latin) == other.in_script(Script::Latin)
    }

    /// The name of the language in itself, for the language switch.
    pub fn name(self) -> &'static str {
        match self {
            Locale::Bs => "Bosanski",
            Locale::BsCyrl => "Босански",
            Locale::Hr => "Hrvatski",
            Locale::HrCyrl => "Хрватски",
            Locale::SrLatn => "Srpski",
            Locale::SrCyrl => "Српски",
            Locale::En => "English",
        }
    }
}

impl std::fmt::Display for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Locale, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Locale::parse(&tag).ok_or_else(|| de::Error::custom(format!("unknown language tag `{tag}`")))
    }
}
