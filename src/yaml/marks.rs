//! Tags and anchors (`!a`, `&a`) that people write as the first word of a text.

use super::traps::{quoted, shortened};
use crate::diag::{Code, Diagnostic, Span, text};

/// A mark that YAML takes away from the value at `span`, which begins with it.
pub(super) fn ignored(code: Code, span: &Span, sign: char, mark: &str) -> Diagnostic {
    let written = span.text();
    let word = written.split_whitespace().find(|word| word.starts_with(sign)).unwrap_or(mark);
    let start = span.start + written.find(word).unwrap_or(0);
    let at = span.source.span(start..start + word.len());
    let finding = Diagnostic::warning(
        code.code,
        &at,
        text!(
            "`{word}` se ne čita kao dio teksta, nego se preskače",
            "`{word}` is not read as part of the text but skipped"
        ),
    );
    if word.starts_with("!!") || written == word || written.contains('\n') {
        return finding.help(text!("obrišite `{word}`", "delete `{word}`"));
    }
    let before = span.source.text.get(..span.start).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or_default();
    let right = shortened(&format!("{}{}", line.trim_start_matches('\u{feff}'), quoted(written)));
    finding.help(text!("ako je to dio teksta, napišite: `{right}`", "if it belongs to the text, write: `{right}`"))
}
