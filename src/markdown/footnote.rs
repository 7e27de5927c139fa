//! Footnotes: gathered where they stand, written at the end in the order in which they are called.

use super::html::Html;
use super::writer::{Open, Writer};
use crate::diag::{Diagnostic, text};
use std::collections::BTreeMap;
use std::ops::Range;

/// The footnotes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By label, in lower case.
    all: BTreeMap<String, Note>,
    /// How many have a number.
    numbered: usize,
    /// Those that are being read, by label; one may stand inside another.
    pub(super) current: Vec<String>,
}

/// A footnote.
#[derive(Debug, Default)]
struct Note {
    label: String,
    number: Option<usize>,
    /// How often the text calls it.
    calls: usize,
    body: Option<Html>,
    span: Range<usize>,
}

impl Writer<'_> {
    pub(super) fn start_note(&mut self, label: &str, range: Range<usize>) {
        self.marking = false;
        self.parked.push(std::mem::take(&mut self.out));
        self.open.push(Open::Block);
        let key = label.to_lowercase();
        let note = self.notes.all.entry(key.clone()).or_default();
        if note.body.is_none() {
            (note.label, note.span) = (label.to_owned(), range);
        }
        self.notes.current.push(key);
    }

    pub(super) fn end_note(&mut self) {
        self.end_block("");
        let body = std::mem::replace(&mut self.out, self.parked.pop().unwrap_or_default());
        let note = self.notes.current.pop().and_then(|key| self.notes.all.get_mut(&key));
        if let Some(note) = note.filter(|note| note.body.is_none()) {
            note.body = Some(body);
        }
    }

    /// `[^1]` in the text.
    pub(super) fn note_reference(&mut self, label: &str, range: &Range<usize>) {
        if self.sanitiser.is_dropping() {
            return;
        }
        self.marking = false;
        let linked = self.in_link();
        let note = self.notes.all.entry(label.to_lowercase()).or_default();
        let number = *note.number.get_or_insert_with(|| {
            self.notes.numbered += 1;
            self.notes.numbered
        });
        if note.label.is_empty() {
            (note.label, note.span) = (label.to_owned(), range.clone());
        }
        if linked {
            return self.put(&format!("<sup>{number}</sup>"));
        }
        note.calls += 1;
        let call = call_id(number, note.calls);
        self.put(&format!("<sup class=\"fn\"><a id=\"{call}\" href=\"#fn-{number}\">{number}</a></sup>"));
    }

    /// The section at the end.
    pub(super) fn footnotes(&mut self) {
        let mut notes: Vec<Note> = std::mem::take(&mut self.notes.all).into_values().collect();
        if notes.is_empty() {
            return;
        }
        notes.sort_by_key(|note| (note.number.unwrap_or(usize::MAX), note.span.start));
        self.new_line();
        self.put("<section class=\"footnotes\" role=\"doc-endnotes\"");
        self.put_attribute("aria-label", &self.options.labels.footnotes);
        self.put(">\n<ol>\n");
        for (index, note) in notes.into_iter().enumerate() {
            self.footnote(index + 1, note);
        }
        self.put("</ol>\n</section>\n");
    }

    fn footnote(&mut self, number: usize, note: Note) {
        let label = &note.label;
        if note.number.is_none() {
            let message = text!(
                "fusnota `[^{label}]` se u tekstu nigdje ne poziva",
                "nothing in the text calls the footnote `[^{label}]`"
            );
            self.findings.push(Diagnostic::hint("M008", &self.place(&note.span), message));
        }
        if note.body.is_none() {
            let message = text!("fusnota `[^{label}]` nije napisana", "the footnote `[^{label}]` is not written");
            self.findings.push(Diagnostic::warning("M009", &self.place(&note.span), message));
        }
        self.put(&format!("<li id=\"fn-{number}\">\n"));
        let mut body = note.body.unwrap_or_default();
        let inside = body.text.strip_suffix("</p>\n").map(str::len);
        let end = inside.unwrap_or(body.text.len());
        body.text.truncate(end);
        self.out.append(&body);
        for call in 1..=note.calls {
            let id = call_id(number, call);
            self.put(&format!(" <a class=\"fn-back\" href=\"#{id}\""));
            self.put_attribute("aria-label", &self.options.labels.back);
            self.put(">↩</a>");
        }
        self.put(if inside.is_some() { "</p>\n</li>\n" } else { "</li>\n" });
    }
}

/// The id of the place in the text that calls a footnote.
fn call_id(number: usize, call: usize) -> String {
    if call == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{call}") }
}
