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
    /// Open elements.
    open: Vec<(String, Closing)>,
    /// Kinds of the lists that are open.
    lists: Vec<List>,
}

/// What a closing tag becomes.
#[derive(Clone, Copy)]
enum Closing {
    /// It stays.
    Stays,
    /// These signs.
    Becomes(&'static str),
    /// The end of a line, or of a paragraph.
    EndsBlock,
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
        const GONE: (Option<String>, Closing) = (Some(String::new()), Closing::Becomes(""));
        let marked = attribute(attributes, "id").is_some() || attribute(attributes, "translate").is_some();
        let (opening, closing) = match name {
            _ if is_namespaced(name) => GONE,
            "meta" | "link" | "col" | "colgroup" => return self.replace(&tag.range, ""),
            "br" => return self.line_break(attributes, tag),
            "p" => return self.block(name, "", tag),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().map_or(2, |digit| usize::from(digit - b'0')).max(2);
                return self.block(name, &format!("{} ", "#".repeat(level)), tag);
            }
            "ul" | "ol" => {
                self.lists.push(if name == "ol" { List::Numbers } else { List::Bullets });
                return self.block(name, "", tag);
            }
            "li" => {
                let indent = "   ".repeat(self.lists.len().saturating_sub(1));
                let mark = if matches!(self.lists.last(), Some(List::Numbers)) { "1." } else { "-" };
                return self.block(name, &format!("{indent}{mark} "), tag);
            }
            "span" | "font" if !marked => GONE,
            "a" if attribute(attributes, "href").is_none() && !marked => GONE,
            "b" | "strong" => self.emphasis(name, "**", number),
            "i" | "em" => self.emphasis(name, "*", number),
            _ if FRAME.contains(&name) && (attributes.trim().is_empty() || has_looks(attributes)) => GONE,
            _ => (plain(name, attributes), Closing::Stays),
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
        let near = self.open.len().saturating_sub(NEAR);
        let known = self.open.iter().skip(near).rposition(|(open, _)| open == name).map(|at| near + at);
        let closing = match known {
            Some(at) => self.open.drain(at..).next().map_or(Closing::Stays, |(_, closing)| closing),
            // A closing tag alone, of an element that no text needs.
            None if is_namespaced(name) => Closing::Becomes(""),
            None => Closing::Stays,
        };
        match closing {
            Closing::EndsBlock => self.end_block(name, tag),
            Closing::Becomes(signs) => self.replace(&tag.range, signs),
            Closing::Stays => {}
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
        self.open.push((name.to_owned(), Closing::EndsBlock));
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
    fn emphasis(&mut self, name: &str, mark: &'static str, number: usize) -> (Option<String>, Closing) {
        let inner = self.inner(name, number);
        let words = inner.as_deref().unwrap_or_default();
        let edge = |words: &str| words.starts_with(char::is_whitespace) || words.ends_with(char::is_whitespace);
        match inner.is_some() {
            true if words.trim().is_empty() => (Some(String::new()), Closing::Becomes("")),
            true if !words.contains("\n\n") && !edge(words) => (Some(mark.to_owned()), Closing::Becomes(mark)),
            _ => (Some(format!("<{name}>")), Closing::Stays),
        }
    }

    /// The words of the element that a tag opens.
    fn inner(&self, name: &str, number: usize) -> Option<String> {
        let rest = self.after(number);
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
        let rest = self.after(number);
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

    /// The tags after one, so far as the end of its element is looked for.
    fn after(&self, number: usize) -> &'a [Tag<'a>] {
        let tags = self.tags;
        tags.get(number + 1..(number + 1 + NEAR).min(tags.len())).unwrap_or_default()
    }

    fn secret(&mut self, name: &str, tag: &Tag<'a>, number: usize) -> usize {
        let rest = self.after(number);
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
        self.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let inside = |edit: &Edit| {
            let next = self.edits.partition_point(|known| known.range.end <= edit.range.start);
            self.edits.get(next).is_some_and(|known| known.range.start < edit.range.end)
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

/// Tags within which an element ends, or it is taken for one that does not: a damaged page must not take for ever.
const NEAR: usize = 500;

/// Attributes that say how something looks.
const LOOKS: [&str; 12] = [
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

fn has_looks(attributes: &str) -> bool {
    LOOKS.iter().any(|name| attribute(attributes, name).is_some())
}

/// A tag without looks: what a table, a link or a picture needs stays. None where it has none.
fn plain(name: &str, attributes: &str) -> Option<String> {
    const KEPT: [&str; 8] = ["href", "src", "alt", "colspan", "rowspan", "id", "title", "translate"];
    let kept = KEPT.iter().filter_map(|name| Some((name, attribute(attributes, name)?.replace('"', "&quot;"))));
    let kept: String = kept.map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
    has_looks(attributes).then(|| format!("<{name}{kept}>"))
}
