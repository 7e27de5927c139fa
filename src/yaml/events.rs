//! The only place that knows the YAML parser: its events with byte ranges instead of character
//! counts, and where it stopped. Its own wording is not passed on; `traps` finds the reason.

use super::limits::{MAX_DEPTH, MAX_NODES};
use saphyr_parser::{Event as Parsed, Parser, ScalarStyle, Span as Marks, Tag};
use std::ops::Range;

/// What the parser saw.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) kind: Kind,
    /// Number of the `&anchor` before it; 0 is none.
    pub(super) anchor: usize,
    /// The tag before it (`!!str`), as text.
    pub(super) tag: Option<String>,
    /// Bytes of the text that was read.
    pub(super) range: Range<usize>,
}

/// Kinds of events.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Scalar(String, Style),
    /// Refers to the event with this anchor number.
    Alias(usize),
    List,
    Map,
    /// Of the list or mapping opened last.
    End,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    Block,
}

/// Why and where reading ended before the text did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Not YAML from about this byte on.
    Syntax(usize),
    /// Deeper than [`MAX_DEPTH`].
    Deep(usize),
    /// More than [`MAX_NODES`].
    Many(usize),
}

impl Stop {
    /// The byte where reading ended.
    pub(super) fn at(self) -> usize {
        match self {
            Stop::Syntax(at) | Stop::Deep(at) | Stop::Many(at) => at,
        }
    }
}

/// All events up to the end or the first stop.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) events: Vec<Event>,
    pub(super) stop: Option<Stop>,
}

/// Reads a text.
pub(super) fn read(text: &str) -> Reading {
    let bytes = Bytes::of(text);
    let mut reading = Reading::default();
    let (mut depth, mut nodes) = (0_usize, 0_usize);
    for next in Parser::new_from_str(text) {
        let (event, marks) = match next {
            Ok(next) => next,
            Err(error) => {
                let at = bytes.at(error.marker().index());
                let deep = error.info().contains("recursion limit");
                reading.stop = Some(if deep { Stop::Deep(at) } else { Stop::Syntax(at) });
                break;
            }
        };
        let Some(event) = convert(event, &bytes.range(marks), text) else { continue };
        match event.kind {
            Kind::List | Kind::Map => depth += 1,
            Kind::End => depth = depth.saturating_sub(1),
            _ => {}
        }
        nodes += usize::from(!matches!(event.kind, Kind::End | Kind::Document));
        if depth > MAX_DEPTH || nodes > MAX_NODES {
            let at = event.range.start;
            reading.stop = Some(if depth > MAX_DEPTH { Stop::Deep(at) } else { Stop::Many(at) });
            break;
        }
        reading.events.push(event);
    }
    reading
}

fn convert(event: Parsed<'_>, range: &Range<usize>, text: &str) -> Option<Event> {
    let tag_text = |tag: &Tag| format!("{}{}", tag.handle.replace("tag:yaml.org,2002:", "!!"), tag.suffix);
    let (kind, anchor, tag) = match event {
        Parsed::Nothing | Parsed::StreamStart | Parsed::StreamEnd | Parsed::DocumentEnd => return None,
        Parsed::DocumentStart(_) => (Kind::Document, 0, None),
        Parsed::Alias(id) => (Kind::Alias(id), 0, None),
        Parsed::Scalar(value, style, anchor, tag) => (Kind::Scalar(value.into_owned(), of(style)), anchor, tag),
        Parsed::SequenceStart(anchor, tag) => (Kind::List, anchor, tag),
        Parsed::MappingStart(anchor, tag) => (Kind::Map, anchor, tag),
        Parsed::SequenceEnd | Parsed::MappingEnd => (Kind::End, 0, None),
    };
    let range = trimmed(&kind, range, text);
    Some(Event { kind, anchor, tag: tag.as_deref().map(tag_text), range })
}

fn of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}

/// The parser counts blanks and comments after closing quotes and brackets in; people do not.
fn trimmed(kind: &Kind, range: &Range<usize>, text: &str) -> Range<usize> {
    let written = text.get(range.clone()).unwrap_or_default();
    let length = match kind {
        Kind::Scalar(_, Style::Quoted) => quoted_length(written).unwrap_or(written.trim_end().len()),
        Kind::End => written.chars().next().filter(|c| matches!(c, ']' | '}')).map_or(0, char::len_utf8),
        _ => written.trim_end().len(),
    };
    range.start..range.start + length
}

/// The length of a quoted value with its quotes, where the text begins with a quote.
pub(super) fn quoted_length(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let (_, quote) = chars.next().filter(|(_, c)| matches!(c, '"' | '\''))?;
    while let Some((at, c)) = chars.next() {
        let doubled = quote == '\'' && c == quote && chars.peek().is_some_and(|(_, next)| *next == quote);
        if doubled || (quote == '"' && c == '\\') {
            chars.next();
        } else if c == quote {
            return Some(at + 1);
        }
    }
    None
}

/// Turns character counts into bytes: the byte of every 64th character is kept, the rest counted.
struct Bytes<'a> {
    text: &'a str,
    every: Vec<usize>,
}

const STEP: usize = 64;

impl<'a> Bytes<'a> {
    fn of(text: &'a str) -> Bytes<'a> {
        Bytes { text, every: text.char_indices().step_by(STEP).map(|(at, _)| at).collect() }
    }

    fn at(&self, chars: usize) -> usize {
        let Some(start) = self.every.get(chars / STEP) else { return self.text.len() };
        let rest = self.text.get(*start..).unwrap_or_default();
        rest.char_indices().nth(chars % STEP).map_or(self.text.len(), |(at, _)| start + at)
    }

    fn range(&self, marks: Marks) -> Range<usize> {
        let start = self.at(marks.start.index());
        start..self.at(marks.end.index()).max(start)
    }
}
