//! Keys and values of items: mistakes in names, and what is read rightly, spelt in one way.

use super::round::Proposal;
use crate::diag::text;
use crate::load::{Kind, Role, TextFile};
use crate::site;
use crate::yaml::{Node, Value};

/// Keys and values of the items of a file.
pub(super) fn spellings(role: &Role, file: &TextFile) -> Vec<Proposal> {
    let Some((kind, root)) = kind(role).zip(file.yaml.as_ref()) else { return Vec::new() };
    let respelt = items(root).into_iter().flat_map(|item| {
        [
            Proposal::at(
                text!("imena polja napisana na više načina", "names of fields written in several ways"),
                site::canonical_keys(kind, item),
            ),
            Proposal::at(
                text!("vrijednosti koje se mogu napisati jednostavnije", "values that can be written more plainly"),
                site::canonical_values(kind, file, item),
            ),
        ]
    });
    respelt.flatten().collect()
}

/// Names of keys in which there is a mistake that can be repaired.
pub(super) fn mistakes(role: &Role, file: &TextFile) -> Vec<Proposal> {
    let Some((kind, root)) = kind(role).zip(file.yaml.as_ref()) else { return Vec::new() };
    let findings = items(root).into_iter().flat_map(|item| site::mistakes_in_keys(kind, item));
    findings.filter_map(Proposal::of).collect()
}

/// The kind whose keys stand in a file.
fn kind(role: &Role) -> Option<Kind> {
    match role {
        Role::Text(kind) | Role::Defaults(kind) => Some(*kind),
        Role::Data(kind @ (Kind::Event | Kind::Poll)) => Some(*kind),
        _ => None,
    }
}

/// The mapping of a text, or those of a list.
fn items(root: &Node) -> Vec<&Node> {
    match &root.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![root],
    }
}
