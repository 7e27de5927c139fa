//! A text as it was read, and places in it.

use super::stored::Stored;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text file of the workspace.
#[derive(Debug)]
pub struct Source {
    /// Path from the workspace root, with `/`, whatever the system.
    pub path: String,
    /// The text as it lies on disk (a byte order mark included); where the file was not UTF-8, as
    /// it was decoded.
    pub text: Stored,
    /// Byte offset of each line's start, counted when first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// A source with the given path and text.
    pub fn new(path: impl Into<String>, text: impl Into<Stored>) -> Arc<Source> {
        Arc::new(Source { path: path.into(), text: text.into(), lines: OnceLock::new() })
    }

    /// A place in this source; a range outside the text is cut to it, and to character borders.
    pub fn span(self: &Arc<Source>, range: Range<usize>) -> Span {
        let bytes = self.text.as_bytes();
        // What is no boundary is a byte of the form 10xxxxxx (RFC 3629); the text itself may not be needed yet.
        let is_inside = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
        let floor = |at: usize| (0..=at.min(bytes.len())).rev().find(|&at| !is_inside(at)).unwrap_or(0);
        let start = floor(range.start);
        Span { source: Arc::clone(self), start, end: floor(range.end).max(start) }
    }

    /// The zero-based line of a byte offset, and the byte range of that line without its end.
    fn line_of(&self, offset: usize) -> (usize, Range<usize>) {
        let lines = self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(self.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
                .collect()
        });
        let line = lines.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = lines.get(line).copied().unwrap_or(0);
        let end = lines.get(line + 1).map_or(self.text.len(), |next| next - 1);
        (line, start..start + self.text[start..end].trim_end_matches('\r').len())
    }
}

/// A byte range of a source.
#[derive(Clone, Debug)]
pub struct Span {
    /// The text it is in.
    pub source: Arc<Source>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The text of the place.
    pub fn text(&self) -> &str {
        &self.source.text[self.start..self.end]
    }

    /// The place as plain data, with the line it is on.
    pub fn snippet(&self) -> Snippet {
        let (line, range) = self.source.line_of(self.start);
        let text = &self.source.text[range.clone()];
        let bom = if line == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
        let chars = |to: usize| self.source.text[(range.start + bom).min(to)..to].chars().count();
        let start = self.start.clamp(range.start, range.end);
        let column = chars(start) + 1;
        let end = self.end.clamp(start, range.end);
        let (text, skipped) = windowed(text.get(bom..).unwrap_or(text), column - 1);
        Snippet {
            path: self.source.path.clone(),
            line: line + 1,
            column,
            width: (chars(end) + 1).saturating_sub(column).max(1),
            text,
            skipped,
            range: self.start..self.end,
        }
    }
}

/// Characters of a line beyond which only a part is kept: a damaged file may be one line of a
/// megabyte, and every finding keeps its line.
const LONG: usize = 1_000;

/// The line, or its part from 250 characters before the given one, and how much is missing before.
fn windowed(line: &str, at: usize) -> (String, usize) {
    if line.len() <= LONG || line.chars().nth(LONG).is_none() {
        return (line.to_owned(), 0);
    }
    let from = at.saturating_sub(LONG / 4);
    let mut rest = line.chars().skip(from);
    let part: String = rest.by_ref().take(LONG).collect();
    let end = if rest.next().is_some() { "…" } else { "" };
    if from == 0 { (part + end, 0) } else { (format!("…{part}{end}"), from - 1) }
}

/// A place as a person finds it: file, line, column, and the line itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Path from the workspace root, with `/`.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// In characters, at least 1, never beyond the line.
    pub width: usize,
    /// The line without its end; of a very long one the part round the place, with `…` where it is cut.
    pub text: String,
    /// Characters of the line that are missing before `text`.
    pub skipped: usize,
    /// Bytes of the file, for repairs.
    pub range: Range<usize>,
}

impl Ord for Snippet {
    fn cmp(&self, other: &Snippet) -> std::cmp::Ordering {
        (&self.path, self.range.start, self.range.end).cmp(&(&other.path, other.range.start, other.range.end))
    }
}

impl PartialOrd for Snippet {
    fn partial_cmp(&self, other: &Snippet) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
