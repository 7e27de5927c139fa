//! A whole schema out of keys.

use super::shape::Key;
use super::spelling;
use serde_json::{Map, Value, json};

/// The dialect.
pub(crate) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The parts of a schema that others refer to, by name.
#[derive(Debug, Default)]
pub(crate) struct Parts(Map<String, Value>);

impl Parts {
    /// Keeps a part and gives the reference to it.
    pub(crate) fn keep(&mut self, name: &str, schema: Value) -> Value {
        self.0.insert(name.to_owned(), schema);
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// A mapping with these keys and no others; for each its names. Every name is a property, so that
    /// editors offer it; other spellings are let pass by patterns.
    pub(crate) fn object<'a>(&mut self, prefix: &str, keys: impl IntoIterator<Item = (&'a [&'a str], Key)>) -> Value {
        let (mut properties, mut patterns) = (Map::new(), Map::new());
        for (names, key) in keys {
            let name = format!("{prefix}{}", names.first().unwrap_or(&""));
            let schema = self.described(&name, key);
            let reference = self.keep(&name, schema);
            properties.extend(super::offered(names).into_iter().map(|name| (name, reference.clone())));
            patterns.insert(spelling::pattern(names), reference);
        }
        json!({ "type": "object", "properties": properties, "patternProperties": patterns, "additionalProperties": false })
    }

    fn described(&mut self, name: &str, key: Key) -> Value {
        let mut schema = Map::from_iter([("description".to_owned(), Value::from(key.description))]);
        if let Value::Object(shape) = key.shape.schema(name, self) {
            schema.extend(shape);
        }
        Value::Object(schema)
    }
}

/// A schema with its head. Where a file may hold several things, a list of them is allowed, too.
pub(crate) fn document(id: &str, title: &str, mut parts: Parts, object: Value, several: Several) -> Value {
    let head = json!({ "$schema": DIALECT, "$id": format!("urn:zbor:schema:{id}"), "title": title });
    let body = match several {
        Several::No => object,
        Several::Yes => {
            let one = parts.keep("one", object);
            json!({ "anyOf": [one, { "type": "array", "items": one }] })
        }
    };
    let defs = json!({ "$defs": parts.0 });
    let all = [head, body, defs].into_iter().filter_map(|part| match part {
        Value::Object(map) => Some(map),
        _ => None,
    });
    Value::Object(all.flatten().collect())
}

/// Whether a file may hold a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Several {
    /// One.
    No,
    /// One, or a list.
    Yes,
}
