//! Blocks: paragraphs, quotes, lists, rules, and the switch to the other files.

use super::label::Label;
use super::writer::{Open, Writer};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl<'a> Writer<'a> {
    /// An element begins.
    pub(super) fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, id, classes, .. } => self.start_heading(level, id.as_deref(), &classes, range),
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.start_html(),
            Tag::List(Some(1)) => self.start_block("<ol>\n"),
            Tag::List(Some(start)) => self.start_block(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.start_block("<ul>\n"),
            Tag::Item => self.start_block("<li>"),
            Tag::DefinitionList => self.start_block("<dl>\n"),
            Tag::DefinitionListTitle => self.start_block("<dt>"),
            Tag::DefinitionListDefinition => self.start_block("<dd>"),
            Tag::FootnoteDefinition(label) => self.start_note(&label, range),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_row("<thead>\n<tr>"),
            Tag::TableRow => self.start_body_row(),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.start_inline("<em>"),
            Tag::Strong => self.start_inline("<strong>"),
            Tag::Strikethrough => self.start_inline("<del>"),
            Tag::Superscript => self.start_inline("<sup>"),
            Tag::Subscript => self.start_inline("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.start_picture(&dest_url, &title, range),
            Tag::MetadataBlock(_) => self.open.push(Open::Block),
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Link => self.end_link(range),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(kind) => self.end_block(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" }),
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
            TagEnd::Item => self.end_block("</li>\n"),
            TagEnd::DefinitionList => self.end_block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.end_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_block("</dd>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_block("</tr>\n</thead>\n"),
            TagEnd::TableRow => self.end_block("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.end_inline("</em>"),
            TagEnd::Strong => self.end_inline("</strong>"),
            TagEnd::Strikethrough => self.end_inline("</del>"),
            TagEnd::Superscript => self.end_inline("</sup>"),
            TagEnd::Subscript => self.end_inline("</sub>"),
            TagEnd::MetadataBlock(_) => self.end_inline(""),
            TagEnd::Image => {}
        }
    }

    /// A block on a line of its own.
    pub(super) fn start_block(&mut self, markup: &str) {
        self.sanitiser.stop_dropping();
        self.new_line();
        self.put(markup);
        self.open.push(Open::Block);
    }

    /// The raw elements inside are closed, then the block.
    pub(super) fn end_block(&mut self, markup: &str) {
        self.sanitiser.stop_dropping();
        self.end_inline(markup);
        self.pause();
    }

    fn start_inline(&mut self, markup: &str) {
        self.put(markup);
        self.open.push(Open::Block);
    }

    pub(super) fn end_inline(&mut self, markup: &str) {
        self.close_raw();
        self.open.pop();
        self.put(markup);
    }

    fn start_paragraph(&mut self) {
        self.start_block("<p>");
        self.paragraph = Some(self.out.text.len());
    }

    fn end_paragraph(&mut self) {
        self.sanitiser.stop_dropping();
        self.close_raw();
        let begun = self.paragraph.take();
        if !begun.is_some_and(|at| self.end_empty(at) || self.end_pictures(at)) {
            return self.end_block("</p>\n");
        }
        self.open.pop();
        self.pause();
    }

    /// A paragraph of which the allow-list has left nothing is taken back.
    fn end_empty(&mut self, at: usize) -> bool {
        let holes = self.out.holes.last().is_some_and(|(hole, _)| *hole >= at);
        let empty = !self.strict() && !holes && self.out.text.get(at..).is_some_and(|text| text.trim().is_empty());
        if empty {
            self.take_back(at - "<p>".len());
        }
        empty
    }

    /// What has no inside.
    pub(super) fn leaf(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Code(code) => self.inline_code(&code),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => {
                self.new_line();
                self.put("<hr>\n");
            }
            Event::FootnoteReference(label) => self.note_reference(&label, &range),
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline_code(&text),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }

    fn line_break(&mut self, markup: &str) {
        self.put(markup);
        self.read_kept(" ");
    }

    /// A box to tick, not for ticking; its name is read out when the labels give one.
    fn task(&mut self, done: bool) {
        self.put(if done { "<input type=\"checkbox\" disabled checked" } else { "<input type=\"checkbox\" disabled" });
        self.put_label(Label::Task(done));
        self.put("> ");
    }
}
