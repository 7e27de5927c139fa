//! The words of a Markdown text in its source: what another script changes, byte ranges and all.

use super::raw::{Token, Tokens};
use super::respell::Respell;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// Puts a Markdown text into a script. Code, addresses, raw HTML, and everything that is markup stay
/// byte for byte.
pub fn respell_source(text: &str, respell: &Respell) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut from = 0;
    for range in prose(text, respell) {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str(&respell.text(text.get(range.clone()).unwrap_or_default()));
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Where in a Markdown text its words stand that another script would change, in ascending order.
pub fn prose(text: &str, respell: &Respell) -> Vec<Range<usize>> {
    let mut found = Prose { text, respell, ranges: Vec::new(), code: false, kept: None, open: Vec::new() };
    for (event, range) in Parser::new_ext(text, super::options::EXTENSIONS).into_offset_iter() {
        found.event(&event, range);
    }
    found.ranges
}

struct Prose<'a> {
    text: &'a str,
    respell: &'a Respell,
    ranges: Vec<Range<usize>>,
    code: bool,
    /// How many elements of raw HTML were open before the one whose text stays.
    kept: Option<usize>,
    open: Vec<String>,
}

impl Prose<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(said) if !self.code && self.kept.is_none() => self.words(said, range),
            Event::Start(Tag::CodeBlock(_)) => self.code = true,
            Event::End(TagEnd::CodeBlock) => self.code = false,
            Event::InlineHtml(html) => self.tags(html),
            // An element does not outlive the block that it stands in.
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                self.open.clear();
                self.kept = None;
            }
            _ => {}
        }
    }

    /// Words as they are read; an escape or a character reference is written otherwise and stays.
    fn words(&mut self, said: &str, range: Range<usize>) {
        if self.text.get(range.clone()) != Some(said) {
            return;
        }
        match self.ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            Some(last) if last.end > range.start => {}
            _ => self.ranges.push(range),
        }
    }

    fn tags(&mut self, html: &str) {
        for (token, _) in Tokens::new(html) {
            match token {
                Token::Open(name, rest) => {
                    if self.kept.is_none() && self.respell.keeps(rest) {
                        self.kept = Some(self.open.len());
                    }
                    self.open.push(name);
                }
                Token::Close(name) => {
                    if let Some(at) = self.open.iter().rposition(|open| *open == name) {
                        self.open.truncate(at);
                        self.kept = self.kept.filter(|kept| *kept < at);
                    }
                }
                Token::Text(_) | Token::Other => {}
            }
        }
    }
}
