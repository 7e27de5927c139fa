//! YAML, in two kinds.
//!
//! What people write is read into a small tree in which every key and value has its place and
//! scalars keep their raw text, so that `061123456` stays a telephone number and `da` a word. What
//! machines write goes through serde.

mod codes;
mod draft;
mod events;
mod limits;
mod machine;
mod node;
mod repeat;
mod tree;

use crate::diag::{Checked, Source, Span};
use std::ops::Range;
use std::sync::Arc;

pub use codes::CODES;
pub use limits::{MAX_DEPTH, MAX_NODES, MAX_REPEATED_TEXT};
pub use machine::{from_text, to_text};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands in its file.
    pub span: Span,
}

/// What people can write in YAML, with scalars as raw text.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing after the colon, or `~`.
    Null,
    /// Any single value, never read as a number or truth value here.
    Scalar(Scalar),
    /// A list, block or flow.
    List(Vec<Node>),
    /// A mapping, in the order of the file; no key twice (the second is a finding).
    Map(Vec<Entry>),
}

/// The raw text of a scalar.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// Text after unescaping and folding.
    pub text: String,
    /// Written in quotes or as a block: then it is text, whatever it looks like.
    pub quoted: bool,
}

/// One key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As written.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// Reads the YAML in a part of a file. What cannot be read gives findings and [`Value::Null`].
pub fn parse(source: &Arc<Source>, range: Range<usize>) -> Checked<Node> {
    let span = source.span(range);
    let draft = draft::Draft::new(span.text(), span.start);
    let reading = events::read(&draft.text);
    let stop = reading.stop.map(|stop| stopped(source, &draft, stop));
    let mut tree = tree::build(source, &draft, reading.events);
    tree.findings.extend(stop);
    let null = Node { value: Value::Null, span: source.span(span.start..span.start) };
    Checked { value: tree.value.unwrap_or(null), findings: tree.findings }
}

fn stopped(source: &Arc<Source>, draft: &draft::Draft, stop: events::Stop) -> crate::diag::Diagnostic {
    let at = draft.place(stop.at());
    let span = source.span(at..at + 1);
    let message = crate::diag::text!("ovaj red se ne može pročitati", "this line cannot be read");
    crate::diag::Diagnostic::error(codes::UNREADABLE.code, &span, message)
}

#[cfg(test)]
mod tests;
