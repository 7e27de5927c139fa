//! Where nothing explains the stop: the line is named and skipped, so that the rest is read.

use super::super::codes::UNREADABLE;
use super::super::line::Line;
use super::{Repair, Scene};
use crate::diag::{Edit, text};

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    scene.near().filter(|line| !line.text.trim().is_empty()).map(|line| skipped(scene, line)).collect()
}

fn skipped(scene: &Scene<'_>, line: &Line<'_>) -> Repair {
    let inside = scene.at.checked_sub(line.start).filter(|at| *at < line.text.len());
    let at = inside.unwrap_or(line.indent);
    let finding = scene
        .error(
            UNREADABLE,
            line.range(at..at + 1),
            text!("ovaj red se ne može pročitati i preskače se", "this line cannot be read and is skipped"),
        )
        .help(text!(
            "svako polje piše se kao `ime: vrijednost`; tekst s posebnim znakovima stavite u navodnike",
            "write each field as `name: value`; put text with special characters in quotes",
        ));
    Repair::one(finding, Edit::new(line.range(0..line.text.len()), ""))
}
