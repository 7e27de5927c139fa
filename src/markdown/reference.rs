//! References with their holes, and places in the source.

use super::document::{RefKind, Reference};
use super::writer::Writer;
use crate::diag::{Severity, Span};
use std::ops::Range;

impl<'a> Writer<'a> {
    /// Leaves a hole for a new reference.
    pub(super) fn hole(&mut self, dest: String, kind: RefKind, span: Range<usize>) {
        let index = self.doc.references.len();
        self.doc.references.push(Reference { dest, kind, span });
        self.out.holes.push((self.out.text.len(), index));
    }

    /// Whether a destination may be published; when not, says so and remembers it.
    pub(super) fn refused(&mut self, dest: &str, span: &Range<usize>) -> bool {
        let Some(problem) = (self.options.refuse)(dest) else { return false };
        self.findings.push(problem.at(Severity::Warning, &self.span(span)));
        let (dest, span) = (dest.to_owned(), span.clone());
        self.doc.references.push(Reference { dest, kind: RefKind::Refused, span });
        true
    }

    /// A range of the parser's text as one of the source.
    pub(super) fn global(&self, range: Range<usize>) -> Range<usize> {
        let range = self.origin.lines.original(&range);
        self.origin.base + range.start..self.origin.base + range.end
    }

    /// A range of the parser's text as a place for a finding.
    pub(super) fn place(&self, range: &Range<usize>) -> Span {
        self.span(&self.global(range.clone()))
    }

    /// A range of the source as a place for a finding.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        self.origin.source.span(range.clone())
    }

    /// Where `part` lies in the parser's text, if it is a piece of it.
    pub(super) fn locate(&self, part: &str) -> Option<Range<usize>> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let end = start + part.len();
        (end <= self.text.len() && !part.is_empty()).then_some(start..end)
    }

    /// The parser's text in a range.
    pub(super) fn written(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }
}
