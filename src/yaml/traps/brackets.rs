//! `[` or `{` without its end.

use super::super::codes::OPEN_BRACKET;
use super::super::events::quoted_length;
use super::super::line::Line;
use super::{Repair, Scene, write_line};
use crate::diag::{Edit, text};

pub(super) fn repairs(scene: &Scene<'_>) -> Vec<Repair> {
    let above = scene.lines.iter().enumerate().take(scene.here + 1).rev().take(50);
    let opened = above.filter(|(_, line)| line.value().starts_with(['[', '{']));
    opened.filter_map(|(index, line)| close(scene, index, line)).take(1).collect()
}

fn close(scene: &Scene<'_>, index: usize, line: &Line<'_>) -> Option<Repair> {
    let missing = open_brackets(line.value())?;
    let opening = line.value().chars().next()?;
    if missing.is_empty() {
        return wrong_end(scene, line, opening);
    }
    let last = last_line(scene, index, line);
    let end = last.value.end;
    let comma = usize::from(last.value().ends_with(','));
    let edit = Edit::new(last.range(end - comma..end), missing);
    let finding = scene
        .error(
            OPEN_BRACKET,
            line.range(line.value.start..line.value.start + 1),
            text!(
                "zagrada `{opening}` otvorena ovdje nije zatvorena",
                "the bracket `{opening}` opened here is not closed"
            ),
        )
        .help(write_line(last, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

/// `[a, b}`.
fn wrong_end(scene: &Scene<'_>, line: &Line<'_>, opening: char) -> Option<Repair> {
    let (right, wrong) = if opening == '[' { (']', '}') } else { ('}', ']') };
    line.value().strip_suffix(wrong)?;
    let last = line.range(line.value.end - 1..line.value.end);
    let edit = Edit::new(last.clone(), right);
    let message = text!(
        "zagrada `{opening}` zatvara se sa `{right}`, a ne sa `{wrong}`",
        "the bracket `{opening}` is closed by `{right}`, not by `{wrong}`",
    );
    let finding = scene.error(OPEN_BRACKET, last, message).help(write_line(line, std::slice::from_ref(&edit)));
    Some(Repair::one(finding, edit))
}

/// The last line that belongs to what the bracket opened: before the next field.
fn last_line<'s, 'a>(scene: &'s Scene<'a>, index: usize, line: &'s Line<'a>) -> &'s Line<'a> {
    let below = scene.lines.iter().skip(index + 1).take(50);
    let inside = below.take_while(|next| next.indent > line.indent && !next.is_empty() && next.key.is_none());
    inside.last().unwrap_or(line)
}

/// The brackets that are missing at the end; of the right ones and wrong ones alike, none where
/// their number is right.
fn open_brackets(text: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let before = text.get(..at).unwrap_or_default().trim_end();
        match c {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' => _ = open.pop(),
            '"' | '\'' if before.ends_with(['[', '{', ',', ':']) => {
                at += text.get(at..).and_then(quoted_length).unwrap_or(1) - 1;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    Some(open.into_iter().rev().collect())
}
