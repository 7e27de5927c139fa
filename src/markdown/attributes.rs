//! The attributes of raw HTML that are published.

use super::raw::{attributes, unescape};
use super::writer::Writer;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

impl Writer<'_> {
    /// The attributes of a tag that are allowed, each once.
    pub(super) fn put_allowed(&mut self, rest: &str, place: &Range<usize>) {
        let mut seen = BTreeSet::new();
        for (name, value) in attributes(rest) {
            match allowed(&name, &unescape(value)) {
                Some(value) if seen.insert(name.clone()) && (name != "id" || self.ids.claim(&value)) => {
                    if name == "open" { self.put(" open") } else { self.put_attribute(&name, &value) }
                }
                None if name.starts_with("on") || name == "style" || name == "srcdoc" => {
                    self.say_attribute(&name, place)
                }
                _ => {}
            }
        }
    }
}

/// The value of an attribute, the first that is written.
pub(super) fn attribute<'a>(found: &[(String, &'a str)], name: &str) -> Option<Cow<'a, str>> {
    found.iter().find(|(known, _)| known == name).map(|(_, value)| unescape(value))
}

/// The value of an attribute as it may be published.
fn allowed(name: &str, value: &str) -> Option<String> {
    let one_of =
        |list: &[&str]| list.iter().find(|known| value.eq_ignore_ascii_case(known)).map(|known| (*known).to_owned());
    let word = |good: fn(char) -> bool| {
        (!value.is_empty() && value.len() <= 60 && value.chars().all(good)).then(|| value.to_owned())
    };
    match name {
        "title" | "datetime" => Some(value.to_owned()),
        "lang" => word(|c| c.is_ascii_alphanumeric() || c == '-'),
        "dir" => one_of(&["ltr", "rtl", "auto"]),
        "translate" => one_of(&["yes", "no"]),
        "scope" => one_of(&["row", "col", "rowgroup", "colgroup"]),
        "colspan" | "rowspan" | "start" => word(|c| c.is_ascii_digit()).filter(|digits| digits.len() <= 3),
        "open" => Some(String::new()),
        "class" => Some(safe_classes(value)).filter(|classes| !classes.is_empty()),
        "id" => word(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            .filter(|id| id.starts_with(|c: char| c.is_ascii_alphabetic())),
        _ => None,
    }
}

/// Those of some classes that are plain words and not a word processor's.
pub(super) fn safe_classes(classes: &str) -> String {
    let plain =
        |class: &&str| class.len() <= 40 && class.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let own = |class: &&str| {
        !class.to_ascii_lowercase().starts_with("mso") && class.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    classes.split_whitespace().filter(plain).filter(own).collect::<Vec<_>>().join(" ")
}
