//! From events to the tree: keys, aliases, `<<`, and what is wrong with them.

use super::codes::{ANCHOR, DOCUMENTS, TAG};
use super::draft::Draft;
use super::events::{Event, Kind, Style};
use super::findings::Findings;
use super::mapping::{Key, Mapping};
use super::marks;
use super::repeat::Repeats;
use super::{Node, Scalar, Value};
use crate::diag::{Checked, Diagnostic, Source, Span, text};
use std::ops::Range;
use std::sync::Arc;

/// Builds the tree of all events; what reading did not close is closed where it ends.
pub(super) fn build(source: &Arc<Source>, draft: &Draft, events: Vec<Event>) -> Checked<Option<Node>> {
    let mut builder = Builder {
        source,
        draft,
        open: Vec::new(),
        repeats: Repeats::default(),
        root: None,
        second: Second::No,
        findings: Findings::default(),
    };
    for event in events {
        builder.take(event);
    }
    while let Some(frame) = builder.open.pop() {
        let end = frame.last_end();
        builder.close(frame, end);
    }
    builder.unused_anchors();
    Checked { value: builder.root, findings: builder.findings.list() }
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    draft: &'a Draft,
    open: Vec<Frame>,
    repeats: Repeats,
    root: Option<Node>,
    second: Second,
    findings: Findings,
}

/// Whether a second document was reported.
#[derive(PartialEq)]
enum Second {
    No,
    Reported,
}

/// A list or mapping that is not closed yet.
struct Frame {
    start: usize,
    anchor: usize,
    kind: Open,
}

enum Open {
    List(Vec<Node>),
    Map(Mapping),
}

impl Frame {
    /// Where the last thing inside ends, in the file.
    fn last_end(&self) -> usize {
        let last = match &self.kind {
            Open::List(items) => items.last().map(|node| node.span.end),
            Open::Map(map) => map.entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end)),
        };
        last.unwrap_or(self.start).max(self.start)
    }
}

impl Builder<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        self.source.span(self.draft.places(range))
    }

    fn take(&mut self, event: Event) {
        self.warn_of_tag(&event);
        let span = self.span(&event.range);
        if event.anchor > 0 {
            self.repeats.declare(event.anchor, span.clone());
        }
        self.repeats.count(usize::from(matches!(event.kind, Kind::Scalar(..) | Kind::List | Kind::Map)));
        match event.kind {
            Kind::Document => {}
            Kind::List => self.open(event.anchor, span.start, Open::List(Vec::new())),
            Kind::Map => self.open(event.anchor, span.start, Open::Map(Mapping::default())),
            Kind::End => {
                if let Some(frame) = self.open.pop() {
                    let end = frame.last_end().max(if event.range.is_empty() { 0 } else { span.end });
                    self.close(frame, end);
                }
            }
            Kind::Alias(id) => {
                let depth = self.open.len();
                let node = self.repeats.expand(id, depth, span, &mut self.findings);
                self.place(node, Style::Plain);
            }
            Kind::Scalar(text, style) => {
                let null = style == Style::Plain && (text.is_empty() || text == "~");
                let span = if text.is_empty() && style == Style::Plain { self.gap(span) } else { span };
                let value =
                    if null { Value::Null } else { Value::Scalar(Scalar { text, quoted: style != Style::Plain }) };
                self.finish(event.anchor, Node { value, span }, style);
            }
        }
    }

    /// Where a value would stand that is not there: after its key's colon. The parser says where
    /// the next thing begins, which may be lines below.
    fn gap(&self, span: Span) -> Span {
        let Some(Frame { kind: Open::Map(Mapping { key: Some(Key::Name(_, key)), .. }), .. }) = self.open.last() else {
            return span;
        };
        let after = self.source.text.get(key.end..).unwrap_or_default();
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let colon = usize::from(after.trim_start_matches([' ', '\t']).starts_with(':'));
        let at = key.end + if colon == 1 { blanks + colon } else { 0 };
        self.source.span(at..at)
    }

    fn open(&mut self, anchor: usize, start: usize, kind: Open) {
        self.open.push(Frame { start, anchor, kind });
    }

    fn close(&mut self, frame: Frame, end: usize) {
        let span = self.source.span(frame.start..end.max(frame.start));
        let value = match frame.kind {
            Open::List(items) => Value::List(items),
            Open::Map(map) => Value::Map(map.finish()),
        };
        self.finish(frame.anchor, Node { value, span }, Style::Plain);
    }

    /// A node is whole: kept for its aliases, and placed.
    fn finish(&mut self, anchor: usize, node: Node, style: Style) {
        if anchor > 0 {
            self.repeats.keep(anchor, &node);
        }
        self.place(node, style);
    }

    fn place(&mut self, node: Node, style: Style) {
        let Some(frame) = self.open.last_mut() else { return self.place_root(node) };
        match &mut frame.kind {
            Open::List(items) => items.push(node),
            Open::Map(map) => match map.key.take() {
                None => map.key = Some(Key::of(node, style, &mut self.findings)),
                Some(key) => map.insert(key, node, &mut self.findings),
            },
        }
    }

    fn place_root(&mut self, node: Node) {
        match &self.root {
            Some(root) if !root.is_null() => {
                if !node.is_null() && self.second == Second::No {
                    self.second = Second::Reported;
                    self.findings.add(|| second_document(&node.span, &root.span));
                }
            }
            _ => self.root = Some(node),
        }
    }

    fn warn_of_tag(&mut self, event: &Event) {
        let Some(tag) = &event.tag else { return };
        let written = self.span(&event.range);
        self.findings.add(|| marks::ignored(TAG, &written, '!', tag));
    }

    fn unused_anchors(&mut self) {
        for span in self.repeats.unused() {
            self.findings.add(|| marks::ignored(ANCHOR, &span, '&', "&"));
        }
    }
}

fn second_document(second: &Span, first: &Span) -> Diagnostic {
    Diagnostic::error(
        DOCUMENTS.code,
        second,
        text!(
            "iza reda `---` počinje drugi dokument; čita se samo prvi",
            "a second document begins after the line `---`; only the first is read",
        ),
    )
    .help(text!(
        "obrišite red `---`, ili drugi dio premjestite u svoju datoteku",
        "delete the line `---`, or move the second part to a file of its own",
    ))
    .related(first, text!("prvi dokument počinje ovdje", "the first document begins here"))
}
