//! The walk over the events: what is open, where output goes, what is read on the way.

use super::document::Document;
use super::footnote::Notes;
use super::heading::{Ids, Title};
use super::html::Html;
use super::image::Picture;
use super::lines::Lines;
use super::options::{Dialect, Options};
use super::plain::Plain;
use super::sanitise::Sanitiser;
use super::table::Table;
use super::twin::{Mark, What};
use super::{autolink, code, escape, raw};
use crate::diag::{Checked, Diagnostic, Source};
use pulldown_cmark::Event;
use std::ops::Range;
use std::sync::Arc;

/// Elements inside one another; deeper ones are left out and their text is kept.
pub(super) const DEEPEST: usize = 100;

/// An element that is open.
#[derive(Debug)]
pub(super) enum Open {
    /// Written by Markdown: raw HTML inside it ends with it.
    Block,
    /// A link written by Markdown: the byte offset where its text begins, and its reference.
    Link(usize, usize),
    /// A link that was not written; its text stands alone.
    NoLink,
    /// A tag of raw HTML.
    Raw(&'static str),
}

/// Where the text comes from.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub(super) source: &'a Arc<Source>,
    /// Where the text begins in `source`.
    pub(super) base: usize,
    pub(super) lines: &'a Lines<'a>,
}

/// The state of one conversion.
pub(super) struct Writer<'a> {
    pub(super) origin: Origin<'a>,
    /// What the parser reads.
    pub(super) text: &'a str,
    pub(super) options: &'a Options,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) doc: Document,
    /// Where output goes now.
    pub(super) out: Html,
    /// Where it went before a heading or a footnote began.
    pub(super) parked: Vec<Html>,
    pub(super) open: Vec<Open>,
    /// Elements of Markdown that are open, those left out included.
    depth: usize,
    /// Text not yet written: the parser gives it in pieces.
    pending: String,
    pending_at: Range<usize>,
    pub(super) picture: Option<Picture>,
    pub(super) paragraph: Option<usize>,
    pub(super) title: Option<Title>,
    pub(super) ids: Ids,
    pub(super) notes: Notes,
    pub(super) tables: usize,
    pub(super) table: Option<Table>,
    pub(super) code: Option<code::Block>,
    pub(super) coloured: usize,
    pub(super) sanitiser: Sanitiser,
    pub(super) plain: Plain,
    /// How many elements were open before the one whose text stays in its script.
    pub(super) kept: Option<usize>,
    /// Whether what other scripts change is marked, and all of it was so far.
    pub(super) marking: bool,
    /// What was already said once.
    said_deep: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        origin: Origin<'a>,
        text: &'a str,
        options: &'a Options,
        findings: Vec<Diagnostic>,
    ) -> Writer<'a> {
        let out = Html { text: String::with_capacity(text.len() + text.len() / 4).into(), ..Html::default() };
        let said_deep = !findings.is_empty();
        Writer {
            origin,
            text,
            options,
            findings,
            doc: Document::default(),
            out,
            parked: Vec::new(),
            open: Vec::new(),
            depth: 0,
            pending: String::new(),
            pending_at: 0..0,
            picture: None,
            paragraph: None,
            title: None,
            ids: Ids::new(options.reserved),
            notes: Notes::default(),
            tables: 0,
            table: None,
            code: None,
            coloured: 0,
            sanitiser: Sanitiser::default(),
            plain: Plain::default(),
            kept: None,
            marking: false,
            said_deep,
        }
    }

    /// As [`Writer::run`], with the marks for other scripts; none where it has to be written once more for them.
    pub(super) fn run_marking(
        mut self,
        events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    ) -> (Checked<Document>, Option<Vec<Mark>>) {
        self.marking = true;
        self.walk(events);
        let marks = std::mem::take(&mut self.out.marks);
        let marks = self.marking.then_some(marks);
        (self.finish(), marks)
    }

    /// Everything, from the first event to the footnotes at the end.
    pub(super) fn run(mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Checked<Document> {
        self.walk(events);
        self.finish()
    }

    fn walk(&mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) {
        for (event, range) in events {
            self.event(event, range);
        }
        self.flush();
        self.close_raw();
        self.doc.notes_at = self.out.len();
        self.footnotes();
        self.settle_headings();
    }

    fn finish(mut self) -> Checked<Document> {
        self.doc.html = self.out;
        // It is kept until the site is written.
        self.doc.html.text.shrink_to_fit();
        self.doc.plain = self.plain.excerpt();
        Checked { value: self.doc, findings: self.findings }
    }

    /// Whether this is CommonMark to the letter.
    pub(super) fn strict(&self) -> bool {
        self.options.dialect == Dialect::CommonMark
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Event::Text(text) = &event {
            return self.pend(text, range);
        }
        self.flush();
        if self.picture.is_some() {
            return self.inside_picture(&event);
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return self.say_deep(&range);
                }
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth < DEEPEST {
                    self.end(tag, range);
                }
            }
            Event::Html(html) => self.html_line(&html, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            event => self.leaf(event, range),
        }
    }

    /// A picture's end comes without its start having gone through [`Writer::event`].
    pub(super) fn picture_ended(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn pend(&mut self, text: &str, range: Range<usize>) {
        if self.pending.is_empty() {
            self.pending_at = range;
        } else {
            self.pending_at.end = range.end;
        }
        self.pending.push_str(text);
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending);
        self.write_text(&text, self.pending_at.clone());
        self.pending = text;
        self.pending.clear();
    }

    fn write_text(&mut self, text: &str, range: Range<usize>) {
        if let Some(picture) = &mut self.picture {
            return picture.alt.push_str(text);
        }
        if let Some(code) = &mut self.code {
            return code.push(&mut self.out.text, text);
        }
        if self.sanitiser.is_dropping() {
            return;
        }
        if self.strict() {
            return escape::text(&mut self.out.text, text);
        }
        let office = if text.contains('<') { raw::without_office(text) } else { None };
        if office.is_some() {
            self.say_old("o:p", &range);
        }
        let text = office.as_deref().unwrap_or(text);
        let respelled = self.respelled(text);
        let said = respelled.as_deref().unwrap_or(text);
        self.read(said);
        let start = self.out.len();
        let linked = self.in_link() || !autolink::worth_looking(said);
        if linked {
            escape::text(&mut self.out.text, said)
        } else {
            self.link_bare(said, range)
        }
        self.mark_words(start, text, self.is_running());
    }

    /// Takes note of what a reader will read in any script.
    pub(super) fn read_kept(&mut self, text: &str) {
        self.read(text);
        let running = self.is_running();
        self.mark(self.out.len(), || What::Read { text: text.to_owned(), running });
    }

    /// A line or block ends.
    pub(super) fn pause(&mut self) {
        self.plain.pause();
        self.mark(self.out.len(), || What::Pause);
    }

    /// Whether text is now that of a paragraph.
    fn is_running(&self) -> bool {
        self.paragraph.is_some() && self.parked.is_empty()
    }

    /// Takes note of words that a reader will read.
    fn read(&mut self, text: &str) {
        if let Some(title) = &mut self.title {
            title.text.push_str(text);
        }
        self.plain.read(text, self.is_running());
    }

    /// Writes markup of our own.
    pub(super) fn put(&mut self, markup: &str) {
        self.out.text.push_str(markup);
    }

    /// Writes an attribute, unless its value is empty.
    pub(super) fn put_attribute(&mut self, name: &str, value: &str) {
        escape::put_attribute(&mut self.out.text, name, value);
    }

    /// Begins a line for a block.
    pub(super) fn new_line(&mut self) {
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.put("\n");
        }
    }

    fn say_deep(&mut self, range: &Range<usize>) {
        if !std::mem::replace(&mut self.said_deep, true) {
            self.findings.push(super::guard::too_deep(&self.place(range)));
        }
    }
}
