//! HTML with holes.

use super::twin::Mark;
use crate::diag::Stored;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// HTML whose references are still open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    pub(super) text: Stored,
    /// Byte offset in `text` and index of the reference, in ascending order of offsets.
    pub(super) holes: Vec<(usize, usize)>,
    /// Where words stand, in ascending order; only while a text is written that is wanted in other scripts.
    pub(super) marks: Vec<Mark>,
}

/// HTML as it is kept, its text among others.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptHtml {
    text: Range<usize>,
    holes: Vec<(usize, usize)>,
}

impl KeptHtml {
    /// The HTML, whose text is among the `bytes`; none where they end before it.
    pub fn html(self, bytes: &Arc<Vec<u8>>) -> Option<Html> {
        Some(Html { text: Stored::within(bytes, self.text)?, holes: self.holes, marks: Vec::new() })
    }
}

impl Html {
    /// As it is kept, the text among the `bytes`.
    pub fn kept(&self, bytes: &mut Vec<u8>) -> KeptHtml {
        KeptHtml { text: self.text.keep(bytes), holes: self.holes.clone() }
    }

    /// The HTML, each hole filled with what `f` gives for the index of its reference: an escaped
    /// address for a link, the whole `<img>` for a picture.
    pub fn fill<'a>(&self, mut f: impl FnMut(usize) -> Cow<'a, str>) -> String {
        let mut out = String::with_capacity(self.text.len() + 64 * self.holes.len());
        let mut from = 0;
        for &(at, reference) in &self.holes {
            out.push_str(self.text.get(from..at).unwrap_or_default());
            out.push_str(&f(reference));
            from = at;
        }
        out.push_str(self.text.get(from..).unwrap_or_default());
        out
    }

    /// The references whose holes are in this HTML, in their order.
    pub fn references(&self) -> impl Iterator<Item = usize> {
        self.holes.iter().map(|&(_, reference)| reference)
    }

    /// A part, between two byte offsets at which something begins ([`super::Heading::at`] of a top
    /// heading, [`super::Document::notes_at`], 0 or [`Html::len`]): elsewhere it would cut an element.
    /// Empty when the range is outside.
    #[must_use]
    pub fn section(&self, range: Range<usize>) -> Html {
        let Some(text) = self.text.get(range.clone()) else { return Html::default() };
        let holes = self.holes.iter().filter(|(at, _)| range.start <= *at && *at < range.end);
        let holes = holes.map(|&(at, reference)| (at - range.start, reference)).collect();
        Html { text: text.into(), holes, marks: Vec::new() }
    }

    /// Without a part, under the same rule as [`Html::section`].
    #[must_use]
    pub fn without(&self, range: Range<usize>) -> Html {
        let mut out = self.section(0..range.start);
        out.append(&self.section(range.end.max(range.start)..self.len()));
        out
    }

    /// Adds another HTML at the end.
    pub fn append(&mut self, other: &Html) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.holes.extend(other.holes.iter().map(|&(at, reference)| (base + at, reference)));
        self.marks.extend(other.marks.iter().map(|mark| mark.behind(base)));
    }

    /// Bytes, holes not counted.
    pub fn len(&self) -> usize {
        self.text.as_bytes().len()
    }

    /// Whether there is nothing, not even a hole.
    pub fn is_empty(&self) -> bool {
        self.holes.is_empty() && self.text.trim().is_empty()
    }

    /// How many characters there are to read: outside tags, runs of white space as one, and a
    /// character reference as one.
    pub fn text_len(&self) -> usize {
        let (mut count, mut tag, mut entity, mut space) = (0, false, false, true);
        for c in self.text.chars() {
            match c {
                '<' => tag = true,
                '>' => tag = false,
                _ if tag => {}
                ';' if entity => entity = false,
                _ if entity && (c.is_ascii_alphanumeric() || c == '#') => {}
                _ => {
                    entity = c == '&';
                    count += usize::from(!(space && c.is_whitespace()));
                    space = c.is_whitespace();
                }
            }
        }
        count
    }
}
