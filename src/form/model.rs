//! A form as plain data, and its version.

use super::field::{Field, FieldKind};
use super::kind::FormKind;
use crate::lang::Locale;
use serde::{Deserialize, Serialize};

/// The name under which a page sends the version of its form. Names that begin with `_` are the
/// program's own.
pub const VERSION_FIELD: &str = "_form";

/// The name under which a page in another language than the site's first sends its language tag.
pub const LANGUAGE_FIELD: &str = "_lang";

/// A form in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The last part of its address, unique in the site, the same in every language.
    pub id: String,
    /// What it is for.
    pub kind: FormKind,
    /// The language of its texts.
    pub locale: Locale,
    /// Its heading.
    pub title: String,
    /// A sentence under the heading; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub intro: String,
    /// The questions, in order.
    pub fields: Vec<Field>,
    /// The word on the button.
    pub button: String,
    /// Who reads what is sent; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reader: String,
    /// Within how many days an answer is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise_days: Option<u16>,
}

/// Words that bots like to fill in; none of our forms asks for them.
const BAIT: [&str; 8] = ["website", "company", "homepage", "url", "fax", "surname", "address2", "subject"];

impl Form {
    /// Sixteen hexadecimal digits of what decides which answers are right. Texts are not in it, so
    /// that the same form in two languages has one version, and a corrected typing mistake keeps it.
    pub fn version(&self) -> String {
        self.digest().chars().take(16).collect()
    }

    /// The names of the two fields that only a program fills in; they follow from the version, so
    /// that no list of names to leave empty serves for all sites.
    pub fn traps(&self) -> [String; 2] {
        let digest = self.digest();
        let bait = |from: usize| {
            let pick = digest.get(from..from + 2).and_then(|hex| usize::from_str_radix(hex, 16).ok()).unwrap_or(0);
            BAIT.get(pick % BAIT.len()).copied().unwrap_or(BAIT[0])
        };
        let tail = |from: usize| digest.get(from..from + 4).unwrap_or_default();
        [format!("{}_{}", bait(16), tail(18)), format!("{}_{}", bait(22), tail(24))]
    }

    /// The question of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The question that wants photos, if there is one.
    pub fn photos(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.kind == FieldKind::Photos)
    }

    fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut add = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        add(&self.id);
        for field in &self.fields {
            add(&field.name);
            add(field.kind.name());
            add(if field.is_required() { "required" } else { "" });
            add(&field.min.map_or_else(String::new, |min| min.to_string()));
            add(&field.max.map_or_else(String::new, |max| max.to_string()));
            let options = field.kind.options();
            add(&options.len().to_string());
            options.iter().for_each(|option| add(&option.value));
        }
        hasher.finalize().to_hex().to_string()
    }
}
