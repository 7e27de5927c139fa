//! Raw HTML, cut into tags and text. Lenient, like browsers; what follows writes every tag anew, so
//! that nothing depends on their reading it the same way.

use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;
use std::ops::Range;

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags, character references as written.
    Text(&'a str),
    /// An opening tag: its name, in lower case, and what follows the name.
    Open(String, &'a str),
    /// A closing tag.
    Close(String),
    /// A comment, declaration or instruction.
    Other,
}

/// The pieces of a text, each with its bytes.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Tokens<'a> {
        Tokens { html, at: 0 }
    }

    /// Passes over what a script or the like holds, its closing tag included.
    pub(super) fn skip_past(&mut self, name: &str) {
        let rest = self.html.get(self.at..).unwrap_or_default().as_bytes();
        let closes =
            |window: &[u8]| window.strip_prefix(b"</").is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()));
        let found = rest.windows(name.len() + 2).position(closes);
        let tag = found.map_or(self.html.len(), |found| self.at + found);
        let end = self.html.get(tag..).and_then(|rest| rest.find('>'));
        self.at = end.map_or(self.html.len(), |end| tag + end + 1);
    }

    fn tag(&self, rest: &'a str) -> Option<(Token<'a>, usize)> {
        let inside = rest.strip_prefix('<')?;
        if let Some(comment) = inside.strip_prefix("!--") {
            return Some((Token::Other, comment.find("-->").map_or(rest.len(), |end| end + "<!---->".len())));
        }
        if inside.starts_with("![CDATA[") {
            return Some((Token::Other, rest.find("]]>").map_or(rest.len(), |end| end + 3)));
        }
        let closing = inside.starts_with('/');
        let name = inside.strip_prefix('/').unwrap_or(inside);
        if inside.starts_with(['!', '?']) || (closing && !name.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return Some((Token::Other, rest.find('>').map_or(rest.len(), |end| end + 1)));
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let end = tag_end(rest)?;
        let length = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len());
        let after = rest.len() - name.len() + length;
        let name = name.get(..length)?.to_ascii_lowercase();
        let token = if closing { Token::Close(name) } else { Token::Open(name, rest.get(after..end)?) };
        Some((token, end + 1))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.html.get(start..).filter(|rest| !rest.is_empty())?;
        if let Some((token, length)) = self.tag(rest) {
            self.at = start + length;
            return Some((token, start..self.at));
        }
        // A tag that does not end is text, with all that follows, so that no end is sought twice.
        let unended = tag_begins(rest);
        let next = rest.match_indices('<').map(|(at, _)| at).find(|&at| at > 0).filter(|_| !unended);
        self.at = start + next.unwrap_or(rest.len());
        Some((Token::Text(self.html.get(start..self.at)?), start..self.at))
    }
}

/// Text without the tags of office programs (`<o:p>`), which Markdown takes for text because of their
/// colon. `None` when there are none.
pub(super) fn without_office(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        let length = office_tag(from).unwrap_or(0);
        out.push_str(before);
        out.push_str(if length == 0 { "<" } else { "" });
        rest = from.get(length.max(1)..).unwrap_or_default();
    }
    out.push_str(rest);
    (out.len() < text.len()).then_some(out)
}

/// The length of a tag of Word's at the start of a text.
fn office_tag(text: &str) -> Option<usize> {
    /// Bytes that such a tag can have; one that is longer is text.
    const LONGEST: usize = 400;
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let prefix = name.get(..2).filter(|prefix| ["o:", "v:", "w:", "m:"].contains(prefix))?;
    let begins = name.strip_prefix(prefix)?.starts_with(|c: char| c.is_ascii_alphabetic());
    let end = text.bytes().take(LONGEST).position(|byte| byte == b'>').filter(|_| begins)?;
    Some(end + 1)
}

fn tag_begins(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Offset of the `>` that ends a tag: not one between quotation marks that follow a `=`.
fn tag_end(tag: &str) -> Option<usize> {
    let (mut quote, mut value) = (None, false);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => (quote, value) = (None, false),
            (Some(_), _) => {}
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if value => quote = Some(byte),
            (None, b'=') => value = true,
            (None, byte) => value = value && byte.is_ascii_whitespace(),
        }
    }
    None
}

/// The attributes in what follows a tag's name: names in lower case, values without their marks.
pub(super) fn attributes(mut rest: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let Some(first) = rest.chars().next() else { return found };
        let stop = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/');
        let length = rest.char_indices().skip(1).find(|(_, c)| stop(*c)).map_or(rest.len(), |(at, _)| at);
        let (name, after) = rest.split_at_checked(length.max(first.len_utf8())).unwrap_or((rest, ""));
        let value = after.trim_start().strip_prefix('=').map(|value| value.trim_start());
        let (value, after) = value.map_or(("", after), split_value);
        found.push((name.to_ascii_lowercase(), value));
        rest = after;
    }
}

/// A value, in quotation marks or bare, and what follows it.
fn split_value(rest: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = rest.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
    rest.split_at_checked(end).unwrap_or((rest, ""))
}

/// A value with its character references resolved. One that is not recognised stays as text, and
/// is escaped when it is written: what is judged is what a browser will read.
pub(super) fn unescape(value: &str) -> Cow<'_, str> {
    /// Bytes from `&` to `;`: the longest name in HTML's table has 33.
    const LONGEST: usize = 34;
    let mut rest = value;
    let mut out = String::new();
    while let Some((before, from)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let end = from.bytes().take(LONGEST).position(|byte| byte == b';').map(|end| end + 1);
        let name = end
            .and_then(|end| from.get(..end))
            .filter(|name| name.bytes().skip(1).all(|b| b == b';' || b == b'#' || b.is_ascii_alphanumeric()));
        let length = name.map_or(1, str::len);
        out.push_str(&name.map_or(Cow::Borrowed("&"), reference));
        rest = from.get(length..).unwrap_or_default();
    }
    if out.is_empty() && rest.len() == value.len() {
        return Cow::Borrowed(value);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// One character reference; the parser knows the table.
fn reference(name: &str) -> Cow<'_, str> {
    let mut text = String::new();
    for event in Parser::new(name) {
        if let Event::Text(piece) = event {
            text.push_str(&piece);
        }
    }
    Cow::Owned(text)
}
