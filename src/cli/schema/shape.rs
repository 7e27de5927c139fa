//! What may stand under a key, as JSON Schema.

use super::document::Parts;
use super::spelling;
use serde_json::{Value, json};

/// What may stand under a key. Scalars are read from their raw text, so YAML's own types do not matter.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// Any scalar; with examples.
    Text(&'static [&'static str]),
    /// `da` or `ne`, also in English.
    Flag,
    /// A fixed set of values: for each its names.
    Choice(&'static [&'static [&'static str]]),
    /// A scalar, or a list of scalars.
    List,
    /// A mapping of these keys.
    Map(&'static [Key]),
    /// A scalar, a mapping of these keys, or a list of either.
    Maps(&'static [Key]),
    /// Anything.
    Any,
}

/// A key of a mapping, or of a kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// The canonical name, the Bosnian one, then others. Of the keys of a kind the canonical one is
    /// enough: the others come from the vocabulary of its reader.
    pub(crate) names: &'static [&'static str],
    /// What it means, in Bosnian.
    pub(crate) description: &'static str,
    /// What may stand under it.
    pub(crate) shape: Shape,
}

/// A date in the ways in which it is written here.
pub(crate) const DATE: Shape = Shape::Text(&["12. 5. 2026.", "12. 5. 2026. u 18:00", "2026-05-12"]);
/// Any text.
pub(crate) const TEXT: Shape = Shape::Text(&[]);
/// A photo or file: its path, or a mapping.
pub(crate) const FILE: Shape = Shape::Maps(&[
    Key { names: &["src", "datoteka", "file", "slika"], description: "Putanja do datoteke.", shape: TEXT },
    Key { names: &["alt", "opis"], description: "Šta se vidi, za one koji ne vide sliku.", shape: TEXT },
    Key { names: &["caption", "potpis"], description: "Red ispod slike.", shape: TEXT },
    Key { names: &["credit", "autor"], description: "Ko je snimio.", shape: TEXT },
    Key { names: &["title", "naslov"], description: "Kako se datoteka zove na stranici.", shape: TEXT },
]);

impl Shape {
    /// The schema of a value under the key of that name.
    pub(crate) fn schema(self, name: &str, parts: &mut Parts) -> Value {
        match self {
            Shape::Text([]) => scalar(),
            Shape::Text(examples) => json!({ "type": SCALAR, "examples": examples }),
            Shape::Flag => choice(&[&["da", "yes", "true"], &["ne", "no", "false"]]),
            Shape::Choice(values) => choice(values),
            Shape::List => json!({ "anyOf": [scalar(), { "type": "array", "items": scalar() }] }),
            Shape::Map(keys) => mapping(keys, name, parts),
            Shape::Maps(keys) => {
                let mapping = mapping(keys, name, parts);
                let one = parts.keep(&format!("{name}.one"), json!({ "anyOf": [scalar(), mapping] }));
                json!({ "anyOf": [one, { "type": "array", "items": one }] })
            }
            Shape::Any => json!({}),
        }
    }
}

/// What YAML editors take a plain scalar for; an empty value is as good as none.
const SCALAR: [&str; 4] = ["string", "number", "boolean", "null"];

fn scalar() -> Value {
    json!({ "type": SCALAR })
}

/// The values that an editor offers, and any other spelling of them. A value that YAML takes for a
/// truth value is compared as such.
fn choice(values: &[&[&str]]) -> Value {
    let names: Vec<&str> = values.iter().flat_map(|names| names.iter().copied()).collect();
    let offered = super::unique(values.iter().flat_map(|names| super::offered(names)));
    let spelled = spelling::pattern(&names);
    json!({ "anyOf": [{ "enum": offered }, { "type": ["boolean", "null"] }, { "type": "string", "pattern": spelled }] })
}

fn mapping(keys: &[Key], name: &str, parts: &mut Parts) -> Value {
    parts.object(&format!("{name}."), keys.iter().map(|key| (key.names, *key)))
}
