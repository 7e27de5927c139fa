//! Mappings inside mappings, lists of them, and lists of whole sentences.

#[cfg(test)]
pub(crate) mod testing;

use super::fields::{Fields, Vocabulary, scalar};
use crate::yaml::{Node, Value};

/// Reads the mapping under a key by a vocabulary of its own; its findings join the others. None when
/// the key is not there.
pub fn within<T>(fields: &mut Fields, name: &str, keys: &Vocabulary, read: impl FnOnce(&mut Fields) -> T) -> Option<T> {
    let node = fields.node(name)?;
    Some(mapping(fields, node, keys, read))
}

/// Reads one node as a mapping; its findings join the others.
pub fn mapping<T>(fields: &mut Fields, node: &Node, keys: &Vocabulary, read: impl FnOnce(&mut Fields) -> T) -> T {
    let mut inner = Fields::new(keys, &[node]);
    let value = read(&mut inner);
    fields.findings.append(&mut inner.findings);
    value
}

/// Sentences: a list, or one of them, or a block with one on each line. Commas do not part them.
pub fn lines(fields: &Fields, name: &str) -> Vec<String> {
    let text = |node: &Node| scalar(node).map(str::to_owned);
    let all: Vec<String> = match fields.node(name) {
        Some(Node { value: Value::List(items), .. }) => items.iter().filter_map(text).collect(),
        Some(node) => text(node).iter().flat_map(|text| text.lines()).map(unmarked).collect(),
        None => Vec::new(),
    };
    all.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// A line of a block without the mark that made it look like a list: `- `, `* `, `3. `, `3) `.
fn unmarked(line: &str) -> String {
    let line = line.trim();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered =
        (rest.len() < line.len()).then(|| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))).flatten();
    let bulleted = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark));
    numbered.or(bulleted).unwrap_or(line).to_owned()
}
