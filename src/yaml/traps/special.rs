//! A value or name that begins with a character that means something in YAML.

use super::super::codes::SPECIAL;
use super::super::line::Line;
use super::{Repair, Scene, quoted, write_line};
use crate::diag::{Edit, text};

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    scene.near().flat_map(|line| [value(scene, line), name(scene, line), bold(scene, line)]).flatten().collect()
}

fn value(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let text = line.value();
    let c = text.chars().next()?;
    let special = match c {
        '@' | '`' | '%' | '*' | '&' | '!' | '?' | ',' | ']' | '}' | ':' | '-' => true,
        '|' | '>' => !is_block_header(text),
        '[' | '{' => text_after_bracket(text),
        _ => false,
    };
    if !special || (line.key.is_none() && !line.is_item()) {
        return None;
    }
    let edit = Edit::new(line.range(line.value.clone()), quoted(text));
    let at = line.range(line.value.start..line.value.start + c.len_utf8());
    let message =
        text!("vrijednost bez navodnika ne može početi znakom {c}", "a value without quotes cannot begin with {c}",);
    let finding = scene.error(SPECIAL, at, message).help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

/// `|`, `>-`, `|2+`: the value follows in the lines below.
fn is_block_header(text: &str) -> bool {
    text.len() <= 3 && text.chars().skip(1).all(|c| matches!(c, '+' | '-' | '0'..='9'))
}

/// `[hitno] nema vode`: the brackets are part of a text.
fn text_after_bracket(text: &str) -> bool {
    let close = text.find([']', '}']);
    close
        .and_then(|at| text.get(at + 1..))
        .is_some_and(|rest| rest.trim().chars().next().is_some_and(char::is_alphanumeric))
}

/// `*naslov*: Zbor`, `@naslov: Zbor`.
fn name(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    const MARKS: [char; 7] = ['*', '@', '`', '%', '&', '!', ','];
    let (range, _) = line.key.clone()?;
    let name = line.name()?;
    let c = name.chars().next().filter(|c| MARKS.contains(c))?;
    let bare = name.trim_matches(MARKS);
    // `**naslov:** Zbor: važno` is a name in bold type, not a name with a sign before it.
    if bare.is_empty() || bare.contains(MARKS) {
        return None;
    }
    let edit = Edit::new(line.range(range.clone()), bare);
    let at = line.range(range.start..range.start + c.len_utf8());
    let message = text!("ime polja ne može početi znakom {c}", "a field's name cannot begin with {c}");
    let finding = scene.error(SPECIAL, at, message).help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

/// `**naslov:** Zbor`, as in Markdown.
fn bold(scene: &Scene<'_>, line: &Line<'_>) -> Option<Repair> {
    let content = line.content();
    let mark = ["**", "__", "*"].into_iter().find(|mark| content.starts_with(mark))?;
    let inner = content.get(mark.len()..)?;
    let end = inner.find(&format!(":{mark}"))?;
    let opening = line.content..line.content + mark.len();
    let closing = opening.end + end + 1..opening.end + end + 1 + mark.len();
    let edits = vec![Edit::new(line.range(opening.clone()), ""), Edit::new(line.range(closing), "")];
    let message = text!("ime polja ne može početi znakom {mark}", "a field's name cannot begin with {mark}");
    let finding = scene.error(SPECIAL, line.range(opening), message).help(write_line(line, &edits));
    Some(Repair { findings: vec![finding], edits })
}
