//! The shape of one line, read without the parser: what a person sees, also where it is not YAML.

use super::events::quoted_length;
use std::ops::Range;

/// A line of a draft. Offsets are bytes in the line, unless said otherwise.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Byte of the draft where it begins.
    pub(super) start: usize,
    /// Without its end.
    pub(super) text: &'a str,
    /// Bytes of white space of any kind at the start.
    pub(super) indent: usize,
    /// Where the text begins, after `- `.
    pub(super) content: usize,
    /// The name before the colon, and where the colon is.
    pub(super) key: Option<(Range<usize>, usize)>,
    /// What stands after the colon, or all where there is none; without blanks and comment.
    pub(super) value: Range<usize>,
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let read = Line::read(line.strip_suffix('\r').unwrap_or(line), start);
            start += line.len() + 1;
            read
        })
        .collect()
}

impl<'a> Line<'a> {
    fn read(text: &'a str, start: usize) -> Line<'a> {
        let indent = text.len() - text.trim_start().len();
        let content = after_dashes(text, indent);
        let key = key(text.get(content..).unwrap_or_default())
            .map(|(name, colon)| (name.start + content..name.end + content, colon + content));
        let from = key.as_ref().map_or(content, |(_, colon)| colon + 1);
        let rest = text.get(from..).unwrap_or_default();
        let value = from + rest.len() - rest.trim_start().len();
        let length = value_length(text.get(value..).unwrap_or_default());
        Line { start, text, indent, content, key, value: value..value + length }
    }

    /// Nothing, or only a comment or a fence.
    pub(super) fn is_empty(&self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#') || text == "---" || text == "..."
    }

    /// Whether it is an item of a block list.
    pub(super) fn is_item(&self) -> bool {
        self.content > self.indent
    }

    /// What stands after the colon, or all where there is none.
    pub(super) fn value(&self) -> &'a str {
        self.text.get(self.value.clone()).unwrap_or_default()
    }

    /// The text after indentation and dashes.
    pub(super) fn content(&self) -> &'a str {
        self.text.get(self.content..).unwrap_or_default().trim_end()
    }

    /// The name before the colon.
    pub(super) fn name(&self) -> Option<&'a str> {
        self.key.as_ref().and_then(|(name, _)| self.text.get(name.clone()))
    }

    /// Bytes of the line as bytes of the draft.
    pub(super) fn range(&self, inside: Range<usize>) -> Range<usize> {
        self.start + inside.start..self.start + inside.end
    }

    /// Byte of the draft where it ends.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn after_dashes(text: &str, indent: usize) -> usize {
    let mut at = indent;
    while let Some(rest) = text.get(at..) {
        let Some(after) = rest.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with([' ', '\t']))
        else {
            break;
        };
        at += 1 + after.len() - after.trim_start().len();
    }
    at
}

/// Name and colon: the first colon that a blank or the end follows.
fn key(text: &str) -> Option<(Range<usize>, usize)> {
    let ends = |at: usize| text.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if text.starts_with(['[', '{', '#']) {
        return None;
    }
    if let Some(length) = quoted_length(text) {
        let rest = text.get(length..)?;
        let colon = length + rest.len() - rest.trim_start().len();
        return (text.get(colon..)?.starts_with(':') && ends(colon)).then_some((0..length, colon));
    }
    let comment = text.find(" #").unwrap_or(text.len());
    let (colon, _) = text.match_indices(':').find(|(at, _)| ends(*at) && *at < comment)?;
    Some((0..text.get(..colon)?.trim_end().len(), colon))
}

/// The length of a value without the comment and blanks after it. A `#` begins a comment here
/// where people mean one: after two blanks, or with a blank after it.
fn value_length(text: &str) -> usize {
    if text.starts_with("# ") {
        return 0;
    }
    let from = quoted_length(text).unwrap_or(0);
    let rest = text.get(from..).unwrap_or_default();
    let cut = ["  #", "\t#", " # "].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    text.get(..from + cut).map_or(0, |value| value.trim_end().len())
}
