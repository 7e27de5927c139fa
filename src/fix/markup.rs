//! What each tag of a pasted page becomes in Markdown.

use super::tag::{Kind, Tag, attribute};
use super::word::{is_condition, is_for_office, is_namespaced};
use crate::diag::Edit;
use std::ops::Range;

/// A text with tags, on its way to being without.
pub(super) struct Page<'a> {
    text: &'a str,
    body: Range<usize>,
    tags: &'a [Tag<'a>],
    edits: Vec<Edit>,
    /// What the closing tags of open elements become.
    open: Vec<(String, Option<String>)>,
    /// Kinds of the lists that are open.
    lists: Vec<List>,
}

#[derive(Clone, Copy)]
enum List {
    Bullets,
    Numbers,
}

/// Elements of which nothing is for readers, with all that they hold.
const SECRET: [&str; 5] = ["style", "xml", "head", "title", "script"];

/// Elements that only hold others.
const FRAME: [&str; 8] = ["html", "body", "div", "center", "section", "article", "header", "footer"];

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, body: Range<usize>, tags: &'a [Tag<'a>]) -> Page<'a> {
        Page { text, body, tags, edits: Vec::new(), open: Vec::new(), lists: Vec::new() }
    }

    /// What changes, in order.
    pub(super) fn edits(mut self) -> Vec<Edit> {
        let mut number = 0;
        while let Some(tag) = self.tags.get(number) {
            number = self.tag(tag, number);
        }
        self.blanks();
        self.edits.retain(|edit| self.text.get(edit.range.clone()).is_some_and(|old| *old != edit.text));
        self.edits
    }

    /// Deals with a tag, and gives the number of the next.
    fn tag(&mut self, tag: &Tag<'a>, number: usize) -> usize {
        match tag.kind {
            Kind::Comment(inner) if is_for_office(inner) => self.replace(&tag.range, ""),
            Kind::Declaration(inner) if inner.starts_with("[if !supportLists") => return self.bullet(tag, number),
            Kind::Declaration(inner) if is_condition(inner) || inner.to_ascii_lowercase().starts_with("doctype") => {
                self.replace(&tag.range, "");
            }
            Kind::Declaration(inner) if inner.starts_with("xml:namespace") => self.replace(&tag.range, ""),
            Kind::Comment(_) | Kind::Declaration(_) => {}
            Kind::Close(name) => self.close(&name.to_ascii_lowercase(), tag),
            Kind::Open(name, attributes) => {
                let name = name.to_ascii_lowercase();
                if SECRET.contains(&name.as_str()) {
                    return self.secret(&name, tag, number);
                }
                self.begin(&name, attributes, tag, number);
            }
        }
        number + 1
    }

    fn begin(&mut self, name: &str, attributes: &str, tag: &Tag<'a>, number: usize) {
        let (opening, closing): (Option<String>, Option<String>) = match name {
            _ if is_namespaced(name) => (Some(String::new()), Some(String::new())),
            "meta" | "link" | "col" | "colgroup" => return self.replace(&tag.range, ""),
            "span" | "font"
                if attribute(attributes, "id").is_none() && attribute(attributes, "translate").is_none() =>
            {
                (Some(String::new()), Some(String::new()))
            }
            "p" | "blockquote" => return self.block(name, "", tag),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().map_or(2, |digit| usize::from(digit - b'0')).max(2);
                return self.block(name, &format!("{} ", "#".repeat(level)), tag);
            }
            "li" => {
                let indent = "   ".repeat(self.lists.len().saturating_sub(1));
                let mark = if matches!(self.lists.last(), Some(List::Numbers)) { "1." } else { "-" };
                return self.block(name, &format!("{indent}{mark} "), tag);
            }
            "ul" | "ol" => {
                self.lists.push(if name == "ol" { List::Numbers } else { List::Bullets });
                return self.block(name, "", tag);
            }
            "b" | "strong" => self.emphasis(name, "**", number),
            "i" | "em" => self.emphasis(name, "*", number),
            "u" | "o" => (Some(String::new()), Some(String::new())),
            "a" => match attribute(attributes, "href") {
                Some(address) => (Some(format!("<a href=\"{address}\">")), None),
                None => (Some(String::new()), Some(String::new())),
            },
            "br" => return self.line_break(attributes, tag),
            _ if FRAME.contains(&name) => (Some(String::new()), Some(String::new())),
            _ => (plain(self.text, tag, attributes), None),
        };
        if let Some(opening) = opening {
            self.replace(&tag.range, &opening);
        }
        if !matches!(name, "img" | "hr" | "input") {
            self.open.push((name.to_owned(), closing));
        }
    }

    fn close(&mut self, name: &str, tag: &Tag<'a>) {
        if matches!(name, "ul" | "ol") {
            self.lists.pop();
        }
        let known = self.open.iter().rposition(|(open, _)| open == name);
        let closing = match known {
            Some(at) => self.open.drain(at..).next().and_then(|(_, closing)| closing),
            // A closing tag alone, of an element that is taken away wherever it stands.
            None => (is_namespaced(name) || FRAME.contains(&name)).then(String::new),
        };
        match closing {
            Some(text) if text == BLOCK => self.end_block(name, tag),
            Some(text) => self.replace(&tag.range, &text),
            None => {}
        }
    }

    /// An element on lines of its own: what is before it on its line ends there.
    fn block(&mut self, name: &str, mark: &str, tag: &Tag<'a>) {
        let line = self.line_start(tag.range.start);
        let before = self.text.get(line..tag.range.start).unwrap_or_default();
        let tight = matches!(name, "li" | "ul" | "ol");
        if before.trim().is_empty() {
            self.replace(&(line..tag.range.end), mark);
        } else if self.ends_in_new_line() {
            self.replace(&tag.range, mark);
        } else {
            self.replace(&tag.range, &format!("{}{mark}", if tight { "\n" } else { "\n\n" }));
        }
        self.open.push((name.to_owned(), Some(BLOCK.to_owned())));
    }

    fn end_block(&mut self, name: &str, tag: &Tag<'a>) {
        let after = self.text.get(tag.range.end..self.body.end).unwrap_or_default();
        let gap = after.get(..after.len() - after.trim_start().len()).unwrap_or_default().matches('\n').count();
        let tight = matches!(name, "li" | "ul" | "ol");
        let wanted = if tight { 1 } else { 2_usize };
        let more = if after.trim().is_empty() { 0 } else { wanted.saturating_sub(gap) };
        self.replace(&tag.range, &"\n".repeat(more));
    }

    /// Whether what was put in so far ends a line just here.
    fn ends_in_new_line(&self) -> bool {
        self.edits.last().is_some_and(|edit| edit.text.ends_with('\n'))
    }

    /// `**` round text on one line that neither begins nor ends with a blank; otherwise the tag, bare.
    fn emphasis(&mut self, name: &str, mark: &str, number: usize) -> (Option<String>, Option<String>) {
        let inner = self.inner(name, number);
        let words = inner.as_deref().unwrap_or_default();
        let fits =
            !words.contains("\n\n") && !words.starts_with(char::is_whitespace) && !words.ends_with(char::is_whitespace);
        match inner {
            Some(_) if words.trim().is_empty() => (Some(String::new()), Some(String::new())),
            Some(_) if fits => (Some(mark.to_owned()), Some(mark.to_owned())),
            _ => (Some(format!("<{name}>")), None),
        }
    }

    /// The words of the element that a tag opens.
    fn inner(&self, name: &str, number: usize) -> Option<String> {
        let rest = self.tags.get(number + 1..)?;
        let closing =
            rest.iter().position(|tag| matches!(tag.kind, Kind::Close(close) if close.eq_ignore_ascii_case(name)))?;
        let mut words = String::new();
        let mut at = self.tags.get(number)?.range.end;
        for tag in rest.get(..=closing)? {
            words.push_str(self.text.get(at..tag.range.start)?);
            at = tag.range.end;
        }
        Some(words.replace("&nbsp;", " "))
    }

    /// What stands for the sign of a list item: `·` becomes `- `, a number stays one.
    fn bullet(&mut self, tag: &Tag<'a>, number: usize) -> usize {
        let rest = self.tags.get(number + 1..).unwrap_or_default();
        let is_end = |tag: &Tag<'_>| matches!(tag.kind, Kind::Declaration(inner) if inner.starts_with("[endif]"));
        let Some(end) = rest.iter().position(is_end).map(|end| number + 1 + end) else {
            self.replace(&tag.range, "");
            return number + 1;
        };
        let inside = self.tags.get(number..=end).unwrap_or_default();
        let words: String = inside
            .windows(2)
            .filter_map(|two| self.text.get(two.first()?.range.end..two.last()?.range.start))
            .collect();
        let mark = if words.trim_start().starts_with(|c: char| c.is_ascii_digit()) { "1. " } else { "- " };
        let last = inside.last().map_or(tag.range.end, |last| last.range.end);
        self.replace(&(tag.range.start..last), mark);
        end + 1
    }

    fn secret(&mut self, name: &str, tag: &Tag<'a>, number: usize) -> usize {
        let rest = self.tags.get(number + 1..).unwrap_or_default();
        let closing =
            rest.iter().position(|tag| matches!(tag.kind, Kind::Close(close) if close.eq_ignore_ascii_case(name)));
        let Some(end) = closing.map(|end| number + 1 + end) else { return number + 1 };
        let last = self.tags.get(end).map_or(tag.range.end, |last| last.range.end);
        self.replace(&(tag.range.start..last), "");
        end + 1
    }

    fn line_break(&mut self, attributes: &str, tag: &Tag<'a>) {
        if attributes.contains("mso-") || attributes.contains("page-break") {
            let ends = self.text.get(tag.range.end..).is_some_and(|after| after.starts_with('\n'));
            self.replace(&tag.range, if ends { "\\" } else { "\\\n" });
        } else {
            self.replace(&tag.range, "<br>");
        }
    }

    /// `&nbsp;` with which Word keeps its empty paragraphs open.
    fn blanks(&mut self) {
        let body = self.text.get(self.body.clone()).unwrap_or_default();
        let found = body.match_indices("&nbsp;").map(|(at, blank)| {
            let start = self.body.start + at;
            Edit::new(start..start + blank.len(), " ")
        });
        let inside = |edit: &Edit| {
            self.edits.iter().any(|known| known.range.start < edit.range.end && edit.range.start < known.range.end)
        };
        let fresh: Vec<Edit> = found.filter(|edit| !inside(edit)).collect();
        self.edits.extend(fresh);
        self.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    }

    fn replace(&mut self, range: &Range<usize>, text: &str) {
        let start = self.edits.last().map_or(range.start, |last| range.start.max(last.range.end));
        self.edits.push(Edit::new(start..range.end.max(start), text));
    }

    fn line_start(&self, at: usize) -> usize {
        let from = self.edits.last().map_or(self.body.start, |last| last.range.end.max(self.body.start));
        let before = self.text.get(from.min(at)..at).unwrap_or_default();
        before.rfind('\n').map_or(from.min(at), |end| from.min(at) + end + 1)
    }
}

/// Stands for the end of a block among what closing tags become.
const BLOCK: &str = "\n\n";

/// A tag without looks: what a table needs stays.
fn plain(text: &str, tag: &Tag<'_>, attributes: &str) -> Option<String> {
    let looks = [
        "style",
        "class",
        "lang",
        "width",
        "height",
        "valign",
        "align",
        "border",
        "cellspacing",
        "cellpadding",
        "bgcolor",
        "nowrap",
    ];
    if !looks.iter().any(|name| attribute(attributes, name).is_some()) {
        return None;
    }
    let name = text.get(tag.range.start + 1..)?.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let kept = ["colspan", "rowspan", "src", "alt", "id", "title"];
    let kept = kept
        .iter()
        .filter_map(|name| Some(format!(" {name}=\"{}\"", attribute(attributes, name)?.replace('"', "&quot;"))));
    Some(format!("<{}{}>", name.to_ascii_lowercase(), kept.collect::<String>()))
}
