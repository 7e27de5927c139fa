//! Events in YAML files: one, or a list.

use super::KEYS;
use crate::lang;
use crate::site::fields::scalar;
use crate::yaml::{Node, Value};

/// The events of a file: the file is one, a list, or a list under `events`.
pub fn entries(root: &Node) -> Vec<&Node> {
    match &root.value {
        Value::List(items) => items.iter().filter(|item| !matches!(item.value, Value::Null)).collect(),
        Value::Map(map) => match map.as_slice() {
            [only] if is_events(&only.key) => entries(&only.value),
            _ => vec![root],
        },
        Value::Scalar(_) => vec![root],
        Value::Null => Vec::new(),
    }
}

fn is_events(key: &str) -> bool {
    ["events", "događaji", "polls", "ankete"].iter().any(|name| lang::fold_key(name) == lang::fold_key(key))
}

/// The text of an event as Markdown: `text`, else `description`.
pub fn body(event: &Node) -> Option<&Node> {
    value(event, "text").or_else(|| value(event, "description"))
}

/// The name that an event gives itself: `id`, else `slug`.
pub fn id(event: &Node) -> Option<&str> {
    value(event, "id").or_else(|| value(event, "slug")).and_then(scalar).map(str::trim).filter(|id| !id.is_empty())
}

fn value<'a>(event: &'a Node, name: &str) -> Option<&'a Node> {
    let Value::Map(entries) = &event.value else { return None };
    entries.iter().find(|entry| KEYS.canonical(&entry.key) == Some(name)).map(|entry| &entry.value)
}
