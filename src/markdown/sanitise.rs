//! Raw HTML by an allow-list of tags and attributes, always balanced: what is opened in a block is
//! closed with it, what was not opened is not closed.

use super::document::RefKind;
use super::escape;
use super::image::no_alt;
use super::raw::{Token, Tokens, attributes, unescape};
use super::tags::{self, Kind};
use super::writer::{DEEPEST, Open, Writer};
use crate::diag::{Diagnostic, Span, text};
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
    said: BTreeSet<String>,
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
            let before = self.open.len();
            self.raw(&block, Kind::Block);
            self.end_phrases(before);
        }
        self.sanitiser.stop_dropping();
        self.plain.pause();
        // A picture that ends the block belongs to what is before the next block: see `Html::section`.
        if self.out.holes.last().is_some_and(|(at, _)| *at == self.out.text.len()) {
            self.put("\n");
        }
        self.new_line();
    }

    /// A tag within a line.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if self.strict() {
            return self.put(html);
        }
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
                    self.open.push(Open::Raw(name));
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
        self.open.push(Open::Raw("a"));
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
        let ends = |open: &Open| {
            matches!(open, Open::Raw(name) if *name == "p" || matches!(tags::find(name), Some((_, Kind::Phrase))))
        };
        let Some(first) = self.open.iter().skip(before).position(ends) else { return };
        while self.open.len() > before + first {
            self.pop_raw();
        }
    }

    /// The attributes of a tag that are allowed, each once.
    fn put_allowed(&mut self, rest: &str, place: &Range<usize>) {
        let mut seen = BTreeSet::new();
        for (name, value) in attributes(rest) {
            match allowed(&name, &unescape(value)) {
                Some(value) if seen.insert(name.clone()) && (name != "id" || self.ids.claim(&value)) => {
                    if name == "open" { self.put(" open") } else { self.put_attribute(&name, &value) }
                }
                None if name.starts_with("on") || name == "style" || name == "srcdoc" => {
                    self.say_attribute(&name, place)
                }
                _ => {}
            }
        }
    }

    fn say(&mut self, key: String, finding: impl FnOnce(&Span) -> Diagnostic, place: &Range<usize>) {
        /// Different tags that are spoken of in one text.
        const MOST: usize = 50;
        if self.sanitiser.said.len() < MOST && self.sanitiser.said.insert(key) {
            let place = self.place(place);
            self.findings.push(finding(&place));
        }
    }

    fn say_removed(&mut self, name: &str, place: &Range<usize>) {
        let name: String = name.chars().filter(|c| !c.is_control()).take(20).collect();
        if name.contains(':') {
            return self.say_old(&name, place);
        }
        let heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
        let finding = |place: &Span| {
            let found =
                Diagnostic::warning("M005", place, text!("`<{name}>` se ne objavljuje", "`<{name}>` is not published"));
            match tags::find(&name) {
                _ if heading => {
                    found.help(text!("naslov se piše ovako: `## Naslov`", "write headings like this: `## Heading`"))
                }
                Some(_) => {
                    found.help(text!("izostavljeno je zajedno sa sadržajem", "it is left out with what it holds"))
                }
                None => found.help(text!(
                    "ako treba da se vidi, napišite `\\<{name}>`",
                    "if it is to be seen, write `\\<{name}>`"
                )),
            }
        };
        self.say(format!("<{name}"), finding, place);
    }

    fn say_old(&mut self, name: &str, place: &Range<usize>) {
        let finding = |place: &Span| {
            let found = Diagnostic::hint(
                "M007",
                place,
                text!(
                    "oznaka `<{name}>` je izostavljena, tekst je ostao",
                    "the tag `<{name}>` is left out, its text is kept"
                ),
            );
            found.help(text!(
                "iz programa za pisanje lijepite kao običan tekst",
                "paste from word processors as plain text"
            ))
        };
        self.say("old".to_owned(), finding, place);
    }

    fn say_block(&mut self, name: &str, place: &Range<usize>) {
        let finding = |place: &Span| {
            let found = Diagnostic::hint(
                "M011",
                place,
                text!("`<{name}>` ne može stajati usred reda", "`<{name}>` cannot stand within a line"),
            );
            found.help(text!(
                "neka počne na svom redu, iza praznog reda",
                "let it begin on a line of its own, after an empty one"
            ))
        };
        self.say(format!("block {name}"), finding, place);
    }

    fn say_attribute(&mut self, name: &str, place: &Range<usize>) {
        let name: String = name.chars().filter(|c| !c.is_control()).take(20).collect();
        let message = text!("`{name}=` se ne objavljuje", "`{name}=` is not published");
        let finding = |place: &Span| {
            if name == "style" {
                Diagnostic::hint("M006", place, message)
            } else {
                Diagnostic::warning("M006", place, message)
            }
        };
        self.say(format!("{name}="), finding, place);
    }
}

/// The value of an attribute, the first that is written.
fn attribute<'a>(found: &[(String, &'a str)], name: &str) -> Option<Cow<'a, str>> {
    found.iter().find(|(known, _)| known == name).map(|(_, value)| unescape(value))
}

/// The value of an attribute as it may be published.
fn allowed(name: &str, value: &str) -> Option<String> {
    let one_of =
        |list: &[&str]| list.iter().find(|known| value.eq_ignore_ascii_case(known)).map(|known| (*known).to_owned());
    let word = |good: fn(char) -> bool| {
        (!value.is_empty() && value.len() <= 60 && value.chars().all(good)).then(|| value.to_owned())
    };
    match name {
        "title" | "datetime" => Some(value.to_owned()),
        "lang" => word(|c| c.is_ascii_alphanumeric() || c == '-'),
        "dir" => one_of(&["ltr", "rtl", "auto"]),
        "translate" => one_of(&["yes", "no"]),
        "scope" => one_of(&["row", "col", "rowgroup", "colgroup"]),
        "colspan" | "rowspan" | "start" => word(|c| c.is_ascii_digit()).filter(|digits| digits.len() <= 3),
        "open" => Some(String::new()),
        "class" => Some(safe_classes(value)).filter(|classes| !classes.is_empty()),
        "id" => word(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            .filter(|id| id.starts_with(|c: char| c.is_ascii_alphabetic())),
        _ => None,
    }
}

/// Those of some classes that are plain words and not a word processor's.
pub(super) fn safe_classes(classes: &str) -> String {
    let plain =
        |class: &&str| class.len() <= 40 && class.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let own = |class: &&str| {
        !class.to_ascii_lowercase().starts_with("mso") && class.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    classes.split_whitespace().filter(plain).filter(own).collect::<Vec<_>>().join(" ")
}
