//! What the parser does not bear well: containers inside one another without end. They are counted on
//! each line before parsing, since a parser that has opened them passes through all of them again
//! on every line.

use super::writer::DEEPEST;
use crate::diag::{Diagnostic, Span, text};
use std::borrow::Cow;
use std::ops::Range;

/// The text, of the same length, in which the first mark of a line that would open one container
/// too many is a `.`: from there on the line is text. Tells of the first such mark.
pub(super) fn shallow(text: &str, say: impl FnOnce(Range<usize>)) -> Cow<'_, str> {
    let mut marks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        marks.extend(excess(line).map(|at| start + at));
        start += line.len() + 1;
    }
    let Some(&first) = marks.first() else { return Cow::Borrowed(text) };
    say(first..first + 1);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in marks {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push('.');
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// The finding about it.
pub(super) fn too_deep(place: &Span) -> Diagnostic {
    let most = DEEPEST;
    Diagnostic::warning(
        "M001",
        place,
        text!(
            "ugniježđeno dublje od {most}; ostatak je običan tekst",
            "nested deeper than {most}; the rest is plain text"
        ),
    )
    .help(text!(
        "obrišite suvišne znakove `>` i crtice na početku reda",
        "delete the superfluous `>` and dashes at the beginning of the line"
    ))
}

/// Where on a line the mark stands that opens one container too many. A container costs the line a
/// mark of its own or two columns of indentation.
fn excess(line: &str) -> Option<usize> {
    let (mut columns, mut marks, mut at) = (0, 0, 0);
    while let Some(rest) = line.get(at..) {
        let length = match rest.bytes().next()? {
            b' ' => {
                columns += 1;
                1
            }
            b'\t' => {
                columns += 4;
                1
            }
            _ => {
                let length = mark(rest)?;
                marks += 1;
                if marks + columns / 2 >= DEEPEST {
                    return Some(at).filter(|_| !is_rule(rest));
                }
                length
            }
        };
        at += length;
    }
    None
}

/// The length of the mark of a container at the start of `rest`.
fn mark(rest: &str) -> Option<usize> {
    let spaced = |length: usize| rest.as_bytes().get(length).is_none_or(u8::is_ascii_whitespace).then_some(length);
    match rest.bytes().next()? {
        b'>' => Some(1),
        b'-' | b'+' | b'*' | b':' | b'~' => spaced(1),
        b'0'..=b'9' => {
            let digits = rest.bytes().take(10).take_while(u8::is_ascii_digit).count();
            let ends = rest.as_bytes().get(digits).is_some_and(|byte| matches!(byte, b'.' | b')'));
            if digits <= 9 && ends { spaced(digits + 1) } else { None }
        }
        b'[' => rest.strip_prefix("[^").and_then(|label| label.find("]:")).map(|end| end + "[^]:".len()),
        _ => None,
    }
}

/// Whether a line of spaced `-` or `*` is a thematic break, which opens nothing.
fn is_rule(rest: &str) -> bool {
    let first = rest.chars().next().filter(|c| matches!(c, '-' | '*'));
    first.is_some_and(|first| rest.chars().all(|c| c == first || c.is_ascii_whitespace()))
}
