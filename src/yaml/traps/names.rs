//! Lines on which the name of a field is not told from its value: `naslov:Zbor`, `naslov Zbor`.

use super::super::codes::{INDENT, NO_COLON, NO_SPACE};
use super::super::line::Line;
use super::{Repair, Scene, write_line};
use crate::diag::{Edit, text};

/// The lines upwards from the stop that have no name, all at once: the parser takes them for one text.
pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    let lines = [scene.here, scene.here.saturating_sub(1)];
    let below = lines.iter().filter_map(|&line| value_below(scene, line));
    below.chain(lines.iter().filter_map(|&line| run(scene, line))).collect()
}

fn run(scene: &Scene<'_>, from: usize) -> Option<Repair> {
    let last = scene.lines.get(..=from)?;
    let indent = last.iter().rev().find(|line| !line.is_empty())?.indent;
    let mut found = Vec::new();
    let lines = last.iter().rev().filter(|line| !line.is_empty()).take(50);
    for line in lines.skip_while(|line| from == scene.here && nameless(scene, line).is_none()) {
        let Some(repair) = nameless(scene, line).filter(|_| line.indent == indent) else { break };
        found.push(repair);
    }
    let mut all = Repair { findings: Vec::new(), edits: Vec::new() };
    for repair in found.into_iter().rev() {
        all.findings.extend(repair.findings);
        all.edits.extend(repair.edits);
    }
    (!all.edits.is_empty()).then_some(all)
}

fn nameless(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    spaced(scene, line).or_else(|| with_colon(scene, line))
}

/// `naslov:Zbor`: a word, a colon, and no space. `https://…` and `12:30` are none.
pub(in super::super) fn spaced(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let content = line.content();
    let word = word_length(content)?;
    let rest = content.get(word..)?.strip_prefix(':')?;
    if rest.is_empty() || rest.starts_with([' ', '\t', '/', '\\', ':']) {
        return None;
    }
    let colon = line.content + word;
    let edit = Edit::new(line.range(colon + 1..colon + 1), " ");
    let finding = scene
        .error(
            NO_SPACE,
            line.range(colon..colon + 1),
            text!("iza dvotačke mora biti razmak", "a space must follow the colon"),
        )
        .help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

/// `naslov Zbor`, `naslov = Zbor`, `naslov; Zbor`, `naslov`.
fn with_colon(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let content = line.content();
    let word = word_length(content).filter(|_| line.key.is_none() && !line.is_empty())?;
    let rest = content.get(word..)?;
    let sign = rest.trim_start();
    let wrong = if sign.starts_with(['=', ';', ',', '–', '-']) {
        rest.len() - sign.len() + sign.chars().next().map_or(0, char::len_utf8)
    } else {
        0
    };
    if wrong == 0 && !rest.is_empty() && !rest.starts_with([' ', '\t']) {
        return None;
    }
    let end = line.content + word;
    let after = rest.get(wrong..)?;
    let colon = if after.is_empty() || after.starts_with([' ', '\t']) { ":" } else { ": " };
    let edit = Edit::new(line.range(end..end + wrong), colon);
    let name = content.get(..word)?;
    let finding = scene
        .error(
            NO_COLON,
            line.range(end..end + wrong.max(1)),
            text!(
                "iza imena polja `{name}` nedostaje dvotačka",
                "the colon after the field's name `{name}` is missing"
            ),
        )
        .help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

/// A value on the line below its name, not indented.
fn value_below(scene: &Scene<'_>, from: usize) -> Option<Repair> {
    let line = scene.lines.get(from).filter(|line| line.key.is_none() && !line.is_empty() && !line.is_item())?;
    let (_, above) = scene.above(from)?;
    let name = above.name().filter(|_| above.value.is_empty() && above.indent == line.indent)?;
    let edit = Edit::new(line.range(line.indent..line.indent), "  ");
    let finding = scene
        .error(
            INDENT,
            line.range(line.indent..line.indent + 1),
            text!(
                "vrijednost polja `{name}` u novom redu mora biti uvučena",
                "the value of `{name}` on a new line must be indented",
            ),
        )
        .help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

/// The length of a word that may be a field's name.
fn word_length(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(text.len());
    text.starts_with(char::is_alphabetic).then_some(length)
}
