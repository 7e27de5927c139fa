//! Signs that nobody sees, shown: they can turn a text round or hide a word.

use crate::answers::is_hidden;
use serde::Serialize;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Part {
    /// As it was sent, or the name of the sign.
    text: String,
    /// Whether it stands for a sign that is not seen.
    hidden: bool,
}

/// A text with its hidden signs by name.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for c in text.chars() {
        if is_hidden(c) {
            parts.push(Part { text: format!("U+{:04X}", u32::from(c)), hidden: true });
            continue;
        }
        match parts.last_mut() {
            Some(Part { text, hidden: false }) => text.push(c),
            _ => parts.push(Part { text: c.to_string(), hidden: false }),
        }
    }
    parts
}

/// Whether a text has any.
pub(super) fn has_hidden(text: &str) -> bool {
    text.chars().any(is_hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_signs_stand_by_name_between_the_words() {
        let shown: Vec<(String, bool)> =
            parts("ab\u{202e}c\n\u{200b}").into_iter().map(|part| (part.text, part.hidden)).collect();
        let expected = [("ab", false), ("U+202E", true), ("c\n", false), ("U+200B", true)];
        assert_eq!(shown, expected.map(|(text, hidden)| (text.to_owned(), hidden)));
        assert!(has_hidden("\u{feff}") && !has_hidden("Đoko, њива 😀\n"));
    }
}
