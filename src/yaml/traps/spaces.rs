//! Tabs, and blanks that look like spaces, where YAML wants spaces.

use super::super::codes::{ODD_SPACE, TAB};
use super::super::line::Line;
use super::{Repair, Scene, write_line};
use crate::diag::{Edit, text};

/// A tab as indentation, tried as two, four and eight spaces; or a tab after a colon.
pub(super) fn tabs(scene: &Scene<'_>) -> Vec<Repair> {
    let near = scene.here.saturating_sub(1)..scene.here + 2;
    let suspect = |line: &&Line<'_>| indent(line).contains('\t') && !line.is_empty();
    let Some(first) = scene.lines.get(near.start..near.end.min(scene.lines.len())).into_iter().flatten().find(suspect)
    else {
        return after_colon(scene).into_iter().collect();
    };
    let all: Vec<_> = scene.lines.iter().filter(suspect).collect();
    [2, 4, 8]
        .iter()
        .map(|width| {
            let spaces = " ".repeat(*width);
            let edits: Vec<_> = all
                .iter()
                .map(|line| Edit::new(line.range(0..line.indent), indent(line).replace('\t', &spaces)))
                .collect();
            let at = indent(first).find('\t').unwrap_or(0);
            let mut finding = scene
                .error(
                    TAB,
                    first.range(at..first.indent),
                    text!(
                        "red počinje tabulatorom (tipka Tab), a ovdje se uvlači samo razmacima",
                        "the line begins with a tab (the Tab key), but here lines are indented with spaces only",
                    ),
                )
                .help(write_line(first, &edits));
            if all.len() > 1 {
                finding = finding.help(text!(
                    "tabulatore zamijenite i u ostalim redovima",
                    "replace the tabs in the other lines too",
                ));
            }
            Repair { findings: vec![finding], edits }
        })
        .collect()
}

fn indent<'a>(line: &Line<'a>) -> &'a str {
    line.text.get(..line.indent).unwrap_or_default()
}

fn after_colon(scene: &Scene<'_>) -> Option<Repair> {
    let line = scene.line()?;
    let (_, colon) = line.key.as_ref()?;
    let gap = colon + 1..line.value.start;
    line.text.get(gap.clone())?.contains('\t').then(|| {
        let edit = Edit::new(line.range(gap.clone()), " ");
        let finding = scene
            .error(
                TAB,
                line.range(gap),
                text!("iza dvotačke je tabulator umjesto razmaka", "a tab follows the colon instead of a space"),
            )
            .help(write_line(line, std::slice::from_ref(&edit)));
        Repair::one(finding, edit)
    })
}

/// A no-break space, or one of no width, in the indentation or after a colon or dash.
pub(super) fn odd(scene: &Scene<'_>) -> Vec<Repair> {
    scene.near().filter_map(|line| odd_on(scene, line)).collect()
}

/// Such blanks on one line, all at once.
pub(in super::super) fn odd_on(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let edits = odd_edits(line);
    let first = edits.first()?.range.clone();
    let finding = scene
        .error(
            ODD_SPACE,
            first,
            text!(
                "ovdje je neprelomiv ili nevidljiv razmak umjesto običnog",
                "a no-break or invisible space stands here instead of a plain one",
            ),
        )
        .help(write_line(line, &edits))
        .help(text!("obrišite ga i pritisnite razmaknicu", "delete it and press the space bar"));
    Some(Repair { findings: vec![finding], edits })
}

fn odd_edits(line: &Line<'_>) -> Vec<Edit> {
    let mut structural = true;
    let mut edits = Vec::new();
    for (at, c) in line.text.char_indices() {
        if let Some(plain) = plain_for(c).filter(|_| structural) {
            edits.push(Edit::new(line.range(at..at + c.len_utf8()), plain));
        } else if c == ':' {
            structural = true;
        } else if !matches!(c, ' ' | '-') {
            structural = false;
        }
    }
    edits
}

/// The plain form of a blank that is not a space; none of width zero is left.
fn plain_for(c: char) -> Option<&'static str> {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => Some(""),
        _ => None,
    }
}
