//! Raw HTML by an allow-list of tags and attributes, always balanced: what is opened in a block is
//! closed with it, what was not opened is not closed.

use super::attributes::attribute;
use super::document::RefKind;
use super::escape;
use super::image::no_alt;
use super::raw::{Token, Tokens, attributes};
use super::tags::{self, Kind};
use super::writer::{DEEPEST, Open, Writer};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// What is known of the raw HTML so far.
#[derive(Debug, Default)]
pub(super) struct Sanitiser {
    /// The lines of the block that is being read.
    block: Option<String>,
    /// Where each line begins: in `block`, and in the parser's text.
    lines: Vec<(usize, usize)>,
    /// The element whose text is left out until it ends.
    dropping: Option<&'static str>,
    /// What has been said: once for a tag, once for an attribute.
    pub(super) said: BTreeSet<String>,
}

impl Sanitiser {
    /// Whether text is left out.
    pub(super) fn is_dropping(&self) -> bool {
        self.dropping.is_some()
    }

    /// A block begins or ends.
    pub(super) fn stop_dropping(&mut self) {
        self.dropping = None;
    }

    fn locate(&self, range: &Range<usize>) -> Range<usize> {
        let line = self
            .lines
            .partition_point(|(at, _)| *at <= range.start)
            .checked_sub(1)
            .and_then(|line| self.lines.get(line));
        let (at, source) = line.copied().unwrap_or_default();
        let start = source + range.start.saturating_sub(at);
        start..start + range.len()
    }
}

impl Writer<'_> {
    pub(super) fn start_html(&mut self) {
        self.marking = false;
        self.sanitiser.stop_dropping();
        self.new_line();
        if !self.strict() {
            self.sanitiser.block = Some(String::new());
            self.sanitiser.lines.clear();
        }
    }

    pub(super) fn html_line(&mut self, html: &str, range: Range<usize>) {
        if self.strict() {
            return self.put(html);
        }
        let Some(block) = &mut self.sanitiser.block else { return escape::text(&mut self.out.text, html) };
        self.sanitiser.lines.push((block.len(), range.start));
        block.push_str(html);
    }

    pub(super) fn end_html(&mut self) {
        if let Some(block) = self.sanitiser.block.take() {
            let (before, at) = (self.open.len(), self.out.len());
            self.raw(&block, Kind::Block);
            self.end_phrases(before);
            self.trim_block(at);
        }
        self.sanitiser.stop_dropping();
        self.pause();
        self.new_line();
    }

    /// Of a block of which nothing is left, no empty lines are left either. A picture at its end
    /// belongs to what is before the next block (see `Html::section`).
    fn trim_block(&mut self, at: usize) {
        let last = self.out.holes.last().map(|(hole, _)| *hole).filter(|hole| *hole >= at);
        if last == Some(self.out.len()) {
            self.put("\n");
        } else if last.is_none() && self.out.text.get(at..).is_some_and(|text| text.trim().is_empty()) {
            self.out.text.truncate(at);
        }
    }

    /// A tag within a line.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if self.strict() {
            return self.put(html);
        }
        self.marking = false;
        self.sanitiser.lines = vec![(0, range.start)];
        self.raw(html, Kind::Phrase);
    }

    /// Writes what is allowed of a piece of raw HTML; within a line (`Phrase`) no blocks are.
    fn raw(&mut self, html: &str, within: Kind) {
        let mut tokens = Tokens::new(html);
        while let Some((token, range)) = tokens.next() {
            if let Some(name) = self.sanitiser.dropping {
                if token == Token::Close(name.to_owned()) {
                    self.sanitiser.dropping = None;
                }
                continue;
            }
            match token {
                Token::Text(text) => {
                    let respelled = self.respelling().map(|respell| respell.between_tags(text));
                    let text = respelled.as_deref().unwrap_or(text);
                    escape::markup(&mut self.out.text, text);
                    self.plain.read(text, false);
                }
                Token::Open(name, rest) => self.raw_open(&name, rest, &range, within),
                Token::Close(name) => self.raw_close(&name),
                Token::Other => {}
            }
            if let (Some(name), Kind::Block) = (self.sanitiser.dropping, within) {
                tokens.skip_past(name);
                self.sanitiser.dropping = None;
            }
        }
    }

    fn raw_open(&mut self, name: &str, rest: &str, range: &Range<usize>, within: Kind) {
        let place = self.sanitiser.locate(range);
        let Some((name, kind)) = tags::find(name) else { return self.say_removed(name, &place) };
        match kind {
            Kind::Old => self.say_old(name, &place),
            Kind::Removed if tags::is_heading(name) && within == Kind::Block => {
                self.say_removed(name, &place);
                self.raw_open("p", "", range, within);
            }
            Kind::Removed => self.say_removed(name, &place),
            Kind::Secret => {
                self.say_removed(name, &place);
                self.sanitiser.dropping = Some(name);
            }
            Kind::Block | Kind::VoidBlock if within == Kind::Phrase => self.say_block(name, &place),
            Kind::Void | Kind::VoidBlock if name != "img" => {
                self.end_implied(name);
                self.put_tag(name, rest, &place);
            }
            _ if self.open.len() >= 2 * DEEPEST => {}
            _ => match name {
                "img" => self.raw_picture(rest, place),
                "a" => self.raw_link(rest, place),
                _ => {
                    self.end_implied(name);
                    self.put_tag(name, rest, &place);
                    self.push_raw(name, rest);
                }
            },
        }
    }

    fn put_tag(&mut self, name: &str, rest: &str, place: &Range<usize>) {
        self.put("<");
        self.put(name);
        self.put_allowed(rest, place);
        self.put(">");
    }

    fn raw_link(&mut self, rest: &str, place: Range<usize>) {
        if self.in_link() {
            return;
        }
        let found = attributes(rest);
        if let Some(href) = attribute(&found, "href") {
            let dest = self.clean(&href);
            let span = self.global(place.clone());
            if self.refused(&dest, &span) {
                return;
            }
            self.put("<a href=\"");
            self.hole(dest, RefKind::Link, span);
            self.put("\"");
        } else {
            self.put("<a");
        }
        self.put_allowed(rest, &place);
        self.put(">");
        self.push_raw("a", rest);
    }

    fn push_raw(&mut self, name: &'static str, rest: &str) {
        if self.respelling().is_some_and(|respell| respell.keeps(rest)) {
            self.kept = Some(self.open.len());
        }
        self.open.push(Open::Raw(name));
    }

    fn raw_picture(&mut self, rest: &str, place: Range<usize>) {
        let found = attributes(rest);
        let Some(dest) = attribute(&found, "src").map(|src| self.clean(&src)).filter(|src| !src.is_empty()) else {
            return;
        };
        let alt = attribute(&found, "alt");
        if alt.is_none() {
            let at = self.place(&place);
            self.findings.push(no_alt(&dest, &at));
        }
        let title = attribute(&found, "title").map(Cow::into_owned).filter(|title| !title.is_empty());
        let (alt, span) = (alt.unwrap_or_default().into_owned(), self.global(place));
        self.put_picture(dest, alt, title, span);
    }

    fn raw_close(&mut self, name: &str) {
        let name = if tags::is_heading(name) { "p" } else { name };
        let own = self.open.iter().rev().take_while(|open| matches!(open, Open::Raw(_)));
        if let Some(above) = own.into_iter().position(|open| matches!(open, Open::Raw(known) if *known == name)) {
            for _ in 0..=above {
                self.pop_raw();
            }
        }
    }

    fn pop_raw(&mut self) {
        if let Some(Open::Raw(name)) = self.open.pop_if(|open| matches!(open, Open::Raw(_))) {
            self.put(&format!("</{name}>"));
            self.kept = self.kept.filter(|kept| self.open.len() > *kept);
        }
    }

    /// The raw elements of the current block end with it.
    pub(super) fn close_raw(&mut self) {
        while matches!(self.open.last(), Some(Open::Raw(_))) {
            self.pop_raw();
        }
    }

    /// Ends what ends by itself when `next` begins.
    fn end_implied(&mut self, next: &str) {
        while matches!(self.open.last(), Some(Open::Raw(open)) if tags::ends_at(open, next)) {
            self.pop_raw();
        }
    }

    /// At the end of a block of raw HTML a part of a line or a paragraph does not stay open: only
    /// frames (`<div>`, `<details>`, tables) may hold the Markdown that follows.
    fn end_phrases(&mut self, before: usize) {
        let ends = |open: &Open| matches!(open, Open::Raw(name) if *name == "p" || matches!(tags::find(name), Some((_, Kind::Phrase))));
        let Some(first) = self.open.iter().skip(before).position(ends) else { return };
        while self.open.len() > before + first {
            self.pop_raw();
        }
    }
}
