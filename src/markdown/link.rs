//! Links.

use super::autolink;
use super::document::RefKind;
use super::escape;
use super::twin::What;
use super::writer::{Open, Writer};
use crate::diag::{Diagnostic, Span, text};
use pulldown_cmark::LinkType;
use std::ops::Range;

impl Writer<'_> {
    /// Whether a link is open, of Markdown or of raw HTML: there is no link within a link.
    pub(super) fn in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Link(..) | Open::Raw("a")))
    }

    pub(super) fn start_link(&mut self, kind: LinkType, dest: &str, title: &str, range: Range<usize>) {
        let span = self.global(self.locate(dest).unwrap_or_else(|| range.clone()));
        let dest = if kind == LinkType::Email { format!("mailto:{dest}") } else { self.clean(dest) };
        if self.in_link() || self.refused(&dest, &span) {
            return self.open.push(Open::NoLink);
        }
        self.put_link(dest, title, span);
        self.open.push(Open::Link(self.out.len(), self.doc.references.len() - 1));
    }

    /// A destination without the characters that browsers pass over, so that what is judged is what
    /// they will follow.
    pub(super) fn clean(&self, dest: &str) -> String {
        if self.strict() {
            return dest.to_owned();
        }
        dest.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
    }

    /// The opening tag, with a hole for the address.
    fn put_link(&mut self, dest: String, title: &str, span: Range<usize>) {
        let respelled = self.respelled(title);
        self.put("<a href=\"");
        self.hole(dest, RefKind::Link, span);
        self.put("\"");
        let start = self.out.len();
        self.put_attribute("title", respelled.as_deref().unwrap_or(title));
        if !title.is_empty() {
            self.mark(start, || What::Title(title.to_owned()));
        }
        self.put(">");
    }

    pub(super) fn end_link(&mut self, range: Range<usize>) {
        self.close_raw();
        let Some(Open::Link(at, reference)) = self.open.pop() else { return };
        let last = self.out.holes.last().is_none_or(|(_, last)| *last == reference);
        if !self.strict() && last && self.out.text.get(at..).is_some_and(|text| text.trim().is_empty()) {
            self.findings.push(empty_link(&self.place(&range)));
            let dest = self.doc.references.get(reference).map(|reference| reference.dest.clone()).unwrap_or_default();
            escape::text(&mut self.out.text, &dest);
        }
        self.put("</a>");
    }

    /// Text in which bare addresses become links.
    pub(super) fn link_bare(&mut self, text: &str, range: Range<usize>) {
        let exact = self.written(range.clone()) == text;
        let mut from = 0;
        while let Some(found) = autolink::find(text, from) {
            self.marking = false;
            escape::text(&mut self.out.text, text.get(from..found.range.start).unwrap_or_default());
            let words = text.get(found.range.clone()).unwrap_or_default();
            let place =
                if exact { range.start + found.range.start..range.start + found.range.end } else { range.clone() };
            let span = self.global(place);
            from = found.range.end;
            if self.refused(&found.dest, &span) {
                escape::text(&mut self.out.text, words);
            } else {
                self.put_link(found.dest, "", span);
                escape::text(&mut self.out.text, words);
                self.put("</a>");
            }
        }
        escape::text(&mut self.out.text, text.get(from..).unwrap_or_default());
    }
}

/// The finding about a link that nobody will see.
fn empty_link(place: &Span) -> Diagnostic {
    Diagnostic::warning("M010", place, text!("link nema teksta", "the link has no text")).help(text!(
        "napišite ga u uglastim zagradama: `[cjenik vode](…)`",
        "write it in the brackets: `[water prices](…)`"
    ))
}
