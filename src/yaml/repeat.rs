//! Anchors and aliases (`&a`, `*a`), expanded within limits.

use super::codes::{ANCHOR, LIMIT};
use super::findings::Findings;
use super::limits::{MAX_DEPTH, MAX_NODES, MAX_REPEATED_TEXT};
use super::{Node, Value};
use crate::diag::{Diagnostic, Span, text};
use std::collections::BTreeMap;

/// What was anchored, and how much of the limits is used.
#[derive(Default)]
pub(super) struct Repeats {
    anchors: BTreeMap<usize, Anchor>,
    nodes: usize,
    text: usize,
    limit: Limit,
}

/// Whether the limit was reported; once is enough.
#[derive(Default, PartialEq)]
enum Limit {
    #[default]
    Kept,
    Reported,
}

struct Anchor {
    span: Span,
    used: usize,
    /// None while it is still open.
    whole: Option<(Node, Size)>,
}

#[derive(Clone, Copy, Default)]
struct Size {
    nodes: usize,
    text: usize,
    height: usize,
}

impl Repeats {
    /// Nodes read that are not repeated.
    pub(super) fn count(&mut self, nodes: usize) {
        self.nodes += nodes;
    }

    /// An anchor was seen; its node follows.
    pub(super) fn declare(&mut self, id: usize, span: Span) {
        self.anchors.insert(id, Anchor { span, used: 0, whole: None });
    }

    /// The anchored node is whole.
    pub(super) fn keep(&mut self, id: usize, node: &Node) {
        if let Some(anchor) = self.anchors.get_mut(&id) {
            anchor.whole = Some((node.clone(), size(node)));
        }
    }

    /// Where anchors stand that nothing refers to.
    pub(super) fn unused(&self) -> Vec<Span> {
        self.anchors.values().filter(|anchor| anchor.used == 0).map(|anchor| anchor.span.clone()).collect()
    }

    /// The node that an alias at `span` repeats, or null with a finding. Its parts keep the places
    /// where they are written.
    pub(super) fn expand(&mut self, id: usize, depth: usize, span: Span, findings: &mut Findings) -> Node {
        let null = Node { value: Value::Null, span: span.clone() };
        let Some(anchor) = self.anchors.get_mut(&id) else { return null };
        anchor.used += 1;
        let Some((node, size)) = &anchor.whole else {
            findings.add(|| inside_itself(&span, &anchor.span));
            return null;
        };
        let fits = self.nodes + size.nodes <= MAX_NODES
            && self.text + size.text <= MAX_REPEATED_TEXT
            && depth + size.height <= MAX_DEPTH;
        if fits {
            self.nodes += size.nodes;
            self.text += size.text;
            return Node { value: node.value.clone(), span };
        }
        if self.limit == Limit::Kept {
            self.limit = Limit::Reported;
            findings.add(|| too_much(&span));
        }
        null
    }
}

fn size(node: &Node) -> Size {
    let parts = node.items().iter().map(size).chain(node.entries().iter().map(|entry| {
        let value = size(&entry.value);
        Size { nodes: value.nodes + 1, text: value.text + entry.key.len(), height: value.height }
    }));
    let own = Size { nodes: 1, text: node.as_text().map_or(0, str::len), height: 0 };
    let nested = usize::from(matches!(node.value, Value::List(_) | Value::Map(_)));
    let sum = parts.fold(own, |sum, part| Size {
        nodes: sum.nodes + part.nodes,
        text: sum.text + part.text,
        height: sum.height.max(part.height),
    });
    Size { height: sum.height + nested, ..sum }
}

fn inside_itself(alias: &Span, anchor: &Span) -> Diagnostic {
    let word = alias.text();
    Diagnostic::error(
        ANCHOR.code,
        alias,
        text!("`{word}` ponavlja grupu u kojoj i samo stoji", "`{word}` repeats the group that it stands in"),
    )
    .help(text!(
        "ako je `*` dio teksta, stavite cijelu vrijednost u navodnike",
        "if `*` belongs to the text, put the whole value in quotes",
    ))
    .related(anchor, text!("grupa počinje ovdje", "the group begins here"))
}

fn too_much(alias: &Span) -> Diagnostic {
    let word = alias.text();
    Diagnostic::error(
        LIMIT.code,
        alias,
        text!(
            "ponavljanja (`{word}`) daju previše podataka; dozvoljeno je {MAX_NODES} vrijednosti i {MAX_DEPTH} nivoa",
            "repetitions (`{word}`) give too much data; {MAX_NODES} values and {MAX_DEPTH} levels are allowed",
        ),
    )
    .help(text!("napišite vrijednosti bez ponavljanja", "write the values without repetition"))
}
