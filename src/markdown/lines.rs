//! Line ends. The parser knows LF best: of CRLF, and of the lone CR of old Macs, it makes two spaces
//! in one place and nothing in another.

use std::borrow::Cow;
use std::ops::Range;

/// A text whose lines all end with LF, and the way back to the text as it was.
pub(super) struct Lines<'a> {
    pub(super) text: Cow<'a, str>,
    /// Offsets in `text` of the LFs before each of which a CR was left out, ascending.
    left_out: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Lines<'a> {
        let mut pieces = text.split('\r');
        let first = pieces.next().unwrap_or_default();
        if first.len() == text.len() {
            return Lines { text: Cow::Borrowed(text), left_out: Vec::new() };
        }
        let mut out = String::with_capacity(text.len());
        out.push_str(first);
        let mut left_out = Vec::new();
        for piece in pieces {
            if piece.starts_with('\n') {
                left_out.push(out.len());
            } else {
                out.push('\n');
            }
            out.push_str(piece);
        }
        Lines { text: Cow::Owned(out), left_out }
    }

    /// The bytes that a range of `text` had before.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let back = |at: usize| at + self.left_out.partition_point(|&line_end| line_end < at);
        back(range.start)..back(range.end)
    }
}
