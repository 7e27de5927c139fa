//! Control characters, which no editor shows and YAML forbids.

use super::codes::CONTROL;
use crate::diag::{Diagnostic, Edit, Span, text};

/// The text with control characters replaced by blanks of the same length, and a finding at the
/// first of them.
pub(super) fn replaced(span: &Span) -> (String, Option<Diagnostic>) {
    let text = span.text();
    let Some((at, first)) = text.char_indices().find(|(_, c)| is_forbidden(*c)) else {
        return (text.to_owned(), None);
    };
    let clean = text.chars().map(|c| if is_forbidden(c) { filler(c) } else { c }).collect();
    let start = span.start + at;
    let place = span.source.span(start..start + first.len_utf8());
    let code = format!("U+{:04X}", u32::from(first));
    let finding = Diagnostic::error(
        CONTROL.code,
        &place,
        text!(
            "u tekstu je nevidljivi kontrolni znak `{code}`",
            "the text contains an invisible control character `{code}`"
        ),
    )
    .help(text!(
        "obrišite znak na tom mjestu, ili prepišite red; takvi znakovi dolaze kopiranjem iz drugih programa",
        "delete the character there, or type the line again; such characters come from copying out of other programs",
    ));
    let signs = text.char_indices().filter(|(_, c)| is_forbidden(*c));
    let blanks = signs.map(|(at, c)| Edit::new(span.start + at..span.start + at + c.len_utf8(), " "));
    let repair = apart(blanks.collect());
    (clean, Some(Diagnostic { repair, ..finding }))
}

/// What YAML 1.2 (5.1) calls not printable; a byte order mark is looked after elsewhere.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn filler(c: char) -> char {
    match c.len_utf8() {
        1 => ' ',
        2 => '\u{a0}',
        _ => '\u{3000}',
    }
}

/// Neighbours as one edit.
fn apart(edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    for edit in edits {
        match out.last_mut().filter(|last| last.touches(&edit)) {
            Some(last) => last.range.end = edit.range.end,
            None => out.push(edit),
        }
    }
    out
}
