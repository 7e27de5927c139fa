//! YAML, in two kinds.
//!
//! What people write is read into a small tree in which every key and value has its place and
//! scalars keep their raw text, so that `061123456` stays a telephone number and `da` a word. What
//! machines write goes through serde.

mod codes;
mod control;
mod draft;
mod events;
mod findings;
mod limits;
mod line;
mod machine;
mod mapping;
mod marks;
mod node;
mod pack;
mod quiet;
mod recover;
mod repeat;
mod traps;
mod tree;

use crate::diag::{Checked, Diagnostic, Severity, Source, Span};
use draft::Draft;
use std::ops::Range;
use std::sync::Arc;

pub use codes::CODES;
pub use limits::{MAX_DEPTH, MAX_NODES, MAX_REPEATED_TEXT};
pub use machine::{from_text, to_text};
pub use pack::{pack, unpack};

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

/// Reads the YAML in a part of a file. Mistakes give findings and are repaired in memory as far as
/// possible, so that the rest is read; where nothing is read the node is [`Value::Null`]. A finding
/// is an error where some of the text was lost, else a warning.
pub fn parse(source: &Arc<Source>, range: Range<usize>) -> Checked<Node> {
    let mut span = source.span(range);
    span.start += if span.text().starts_with('\u{feff}') { 3 } else { 0 };
    let (text, control) = control::replaced(&span);
    let mut findings: Vec<_> = control.into_iter().collect();
    let (draft, reading) = recover::read(source, Draft::new(&text, span.start), &mut findings);
    findings.extend(quiet::warnings(source, &draft, &reading.events));
    let tree = tree::build(source, &draft, reading.events).collect(&mut findings);
    let null = Node { value: Value::Null, span: source.span(span.start..span.start) };
    findings.iter_mut().for_each(soften);
    Checked { value: tree.unwrap_or(null), findings }
}

/// A mistake after which the whole text was read all the same is a warning.
fn soften(finding: &mut Diagnostic) {
    if finding.severity == Severity::Error && !codes::LOSSES.iter().any(|loss| loss.code == finding.code) {
        finding.severity = Severity::Warning;
    }
}

#[cfg(test)]
mod tests;
