//! A colon in a value without quotes: `naslov: Zbor: važno`.

use super::super::codes::COLON;
use super::{Repair, Scene, quoted, write_line};
use crate::diag::{Edit, text};

const OPENING: [char; 8] = ['„', '“', '”', '‚', '‘', '’', '«', '»'];

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    let mut found: Vec<_> = scene.line().into_iter().collect();
    found.retain(|line| {
        let value = line.value();
        line.key.as_ref().is_some_and(|(_, colon)| line.start + colon != scene.at)
            && !value.starts_with(['"', '\'', '[', '{', '|', '>'])
            && colon_in(value).is_some()
    });
    found
        .into_iter()
        .filter_map(|line| {
            let name = line.name()?;
            let value = line.value();
            let colon = line.value.start + colon_in(value)?;
            let bare = bare(value);
            let edit = Edit::new(line.range(line.value.clone()), quoted(bare));
            let mut finding = scene
                .error(
                    COLON,
                    line.range(colon..colon + 1),
                    text!(
                        "zbog dvotačke vrijednost polja `{name}` mora biti u navodnicima",
                        "because of the colon the value of `{name}` must be in quotes",
                    ),
                )
                .help(write_line(line, std::slice::from_ref(&edit)));
            if bare.len() < value.len() {
                finding = finding.help(text!(
                    "tipografski navodnici („ “ ”) ovdje ne vrijede, samo obični (\")",
                    "typographic quotes (“ ”) do not count here, only straight ones (\")",
                ));
            }
            Some(Repair::one(finding, edit))
        })
        .collect()
}

/// The first colon that a blank or the end follows.
fn colon_in(value: &str) -> Option<usize> {
    value
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| value.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

/// Without typographic quotes round the whole.
fn bare(value: &str) -> &str {
    value
        .strip_prefix(OPENING)
        .and_then(|rest| rest.strip_suffix(OPENING).or(rest.strip_suffix('"')))
        .filter(|inner| !inner.contains(OPENING))
        .unwrap_or(value)
}
