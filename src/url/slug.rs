//! The last part of an address, as a type.

use crate::lang;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;
use std::ops::Deref;

/// The longest ending that is taken for the type of a file.
const LONGEST_ENDING: usize = 8;

/// Lower-case ASCII letters, digits and single hyphens, never empty: see [`lang::slug`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The slug of a title; none when no letter or digit is left of it.
    pub fn from_title(title: &str) -> Option<Slug> {
        Some(lang::slug(title)).filter(|slug| !slug.is_empty()).map(Slug)
    }

    /// A slug that is one already.
    pub fn parse(text: &str) -> Option<Slug> {
        Slug::from_title(text).filter(|slug| slug.0 == text)
    }

    /// The name of a file in addresses, its ending kept: `Odluka o budžetu.PDF` →
    /// `odluka-o-budzetu.pdf`. Folders in front are left out. `datoteka` when nothing is left.
    pub fn file_name(name: &str) -> String {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if is_ending(ending) => (stem, Some(ending.to_ascii_lowercase())),
            _ => (name, None),
        };
        let stem = Slug::from_title(stem).map_or_else(|| "datoteka".to_owned(), |slug| slug.0);
        match ending {
            Some(ending) => format!("{stem}.{ending}"),
            None => stem,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_ending(ending: &str) -> bool {
    (1..=LONGEST_ENDING).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl Deref for Slug {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        let text = String::deserialize(deserializer)?;
        Slug::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is no slug")))
    }
}
