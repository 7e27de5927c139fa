//! List items that are not written as items.

use super::super::codes::LIST;
use super::super::line::Line;
use super::{Repair, Scene, write_line};
use crate::diag::{Edit, text};

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    let bullets: Vec<Repair> = bullets(scene).into_iter().collect();
    let near = scene.near().flat_map(|line| [dash_on_line_of_name(scene, line), missing_dash(scene, line)]);
    bullets.into_iter().chain(near.flatten()).collect()
}

/// Lines that begin with another sign where `- ` belongs, from the stop upwards.
fn bullets(scene: &Scene<'_>) -> Option<Repair> {
    let lines = scene.lines.get(..=scene.here)?;
    let mut repairs: Vec<Repair> = Vec::new();
    for line in lines.iter().rev().skip_while(|line| bullet_length(line).is_none()).take(50) {
        let Some(repair) = bullet(scene, line) else { break };
        repairs.push(repair);
    }
    let mut all = Repair { findings: Vec::new(), edits: Vec::new() };
    for repair in repairs.into_iter().rev() {
        all.findings.extend(repair.findings);
        all.edits.extend(repair.edits);
    }
    (!all.edits.is_empty()).then_some(all)
}

/// `-voda`, `– voda`, `• voda`, `* voda` instead of `- voda`.
pub(in super::super) fn bullet(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let length = bullet_length(line)?;
    let range = line.range(line.content..line.content + length);
    let edit = Edit::new(range.clone(), "- ");
    let finding = scene
        .error(
            LIST,
            range,
            text!(
                "stavka liste počinje crticom i razmakom (`- `)",
                "a list item begins with a hyphen and a space (`- `)"
            ),
        )
        .help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

fn bullet_length(line: &Line<'_>) -> Option<usize> {
    let text = line.content();
    let c = text.chars().next().filter(|_| !line.is_item())?;
    let rest = text.get(c.len_utf8()..)?;
    let blanks = rest.len() - rest.trim_start().len();
    match c {
        '-' if rest.starts_with(char::is_alphabetic) => Some(1),
        '–' | '—' | '•' | '·' | '*' | '+' if blanks > 0 && blanks < rest.len() => Some(c.len_utf8() + blanks),
        _ => None,
    }
}

/// `oznake: - voda`.
fn dash_on_line_of_name(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let (_, colon) = line.key.as_ref()?;
    let name = line.name()?;
    let item = line.value().strip_prefix("- ")?;
    let index = scene.lines.partition_point(|other| other.start <= line.start);
    let next = scene.lines.get(index).filter(|next| next.is_item());
    let edit = match next {
        Some(next) => {
            let indent = " ".repeat(next.indent);
            Edit::new(line.range(colon + 1..line.value.start), format!("\n{indent}"))
        }
        None => Edit::new(line.range(line.value.clone()), item.trim_start()),
    };
    let at = line.value.start;
    let finding = scene.error(
        LIST,
        line.range(at..at + 1),
        text!(
            "crtica liste ne može stajati u istom redu s imenom `{name}`",
            "a list's hyphen cannot stand on the line of the name `{name}`",
        ),
    );
    let finding = match next {
        Some(_) => finding.help(text!("prvu stavku napišite u novom redu", "write the first item on a new line")),
        None => finding.help(write_line(line, std::slice::from_ref(&edit))),
    };
    Some(Repair::one(finding, edit))
}

/// A line without a hyphen among those that have one.
fn missing_dash(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    if line.is_item() || line.is_empty() {
        return None;
    }
    let index = scene.lines.partition_point(|other| other.start < line.start);
    let mut above = scene.lines.iter().take(index).rev().take(50).skip_while(|other| other.indent > line.indent);
    above.next().filter(|above| above.is_item() && above.indent == line.indent)?;
    let edit = Edit::new(line.range(line.indent..line.indent), "- ");
    let finding = scene
        .error(
            LIST,
            line.range(line.indent..line.indent + 1),
            text!("red stoji među stavkama liste, a nema crticu", "the line stands among list items but has no hyphen"),
        )
        .help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}
