//! Lines that are indented unlike the others of their group.

use super::super::codes::INDENT;
use super::super::line::Line;
use super::{Repair, Scene, write_line};
use crate::diag::{Edit, text};
use std::collections::BTreeSet;

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    let fits = |line: &&Line<'_>| line.key.is_some() || line.is_item() || in_block_text(scene);
    let Some(line) = scene.line().filter(fits) else { return Vec::new() };
    // A colon inside the value is another matter.
    if line.key.as_ref().is_some_and(|(_, colon)| scene.at > line.start + colon) {
        return Vec::new();
    }
    let above: Vec<_> = scene.lines.iter().take(scene.here).rev().take(30).filter(|line| !line.is_empty()).collect();
    let nearest = above.iter().map(|line| line.indent).filter(|indent| *indent != line.indent);
    let mut seen = BTreeSet::new();
    let own = nearest.filter(|indent| seen.insert(*indent)).map(|indent| moved(scene, line, indent));
    let before =
        above.first().filter(|above| above.indent != line.indent).map(|above| moved(scene, above, line.indent));
    own.chain(before).collect()
}

/// Whether the lines above belong to a text begun with `|` or `>`.
fn in_block_text(scene: &Scene<'_>) -> bool {
    let above = scene.lines.iter().take(scene.here).rev().take(50);
    above
        .filter(|line| !line.is_empty())
        .find(|line| line.key.is_some())
        .is_some_and(|line| line.value().starts_with(['|', '>']))
}

/// The line with another indentation, in bytes.
pub(in super::super) fn moved(scene: &Scene<'_>, line: &Line<'_>, indent: usize) -> Repair {
    let edit = Edit::new(line.range(0..line.indent), " ".repeat(indent));
    let at = if line.indent > 0 { 0..line.indent } else { 0..1 };
    let finding = scene
        .error(
            INDENT,
            line.range(at),
            text!(
                "red nije uvučen kao ostali redovi njegove grupe",
                "the line is not indented like the others of its group",
            ),
        )
        .help(write_line(line, std::slice::from_ref(&edit)));
    Repair::one(finding, edit)
}
