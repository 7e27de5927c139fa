//! Headings: their ids, and their levels, which are settled when all are known.

use super::attributes::safe_classes;
use super::document::Heading;
use super::options::Options;
use super::twin::{self, What};
use super::writer::{Open, Writer};
use crate::diag::{Diagnostic, text};
use pulldown_cmark::{CowStr, HeadingLevel};
use std::collections::BTreeMap;
use std::ops::Range;

/// A heading that is being read.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) text: String,
    level: u8,
    id: Option<String>,
    classes: String,
    span: Range<usize>,
    top: bool,
}

/// A heading's place in the HTML and its level as written.
#[derive(Clone, Copy, Debug)]
struct Mark {
    level: u8,
    /// Offset of the digit in its opening tag, and of the one in its closing tag.
    digits: [usize; 2],
}

/// The ids of a document.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Every id given, with the number to try next when it is asked for again.
    given: BTreeMap<String, usize>,
    marks: Vec<Mark>,
}

impl Ids {
    pub(super) fn new(reserved: &[&str]) -> Ids {
        Ids { given: reserved.iter().map(|id| ((*id).to_owned(), 2)).collect(), marks: Vec::new() }
    }

    /// An id not given before: the one wished for, or with `-2`, `-3` … after it.
    pub(super) fn give(&mut self, wish: &str) -> String {
        let wish =
            if wish.starts_with("fn-") || wish.starts_with("fnref-") { format!("h-{wish}") } else { wish.to_owned() };
        let mut id = wish.clone();
        let mut next = self.given.get(&wish).copied().unwrap_or(1);
        while self.given.contains_key(&id) {
            id = format!("{wish}-{next}");
            next += 1;
        }
        self.given.insert(wish, next.max(2));
        self.given.entry(id.clone()).or_insert(2);
        id
    }

    /// The id of a heading: the one asked for, else made of its text.
    pub(super) fn of_heading(&mut self, wish: Option<&str>, text: &str, options: &Options) -> String {
        let id = wish.map_or_else(|| (options.slug)(text), str::to_owned);
        self.give(if id.is_empty() { "s" } else { &id })
    }

    /// Takes an id if nobody has it.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        !id.starts_with("fn-") && !id.starts_with("fnref-") && !self.given.contains_key(id) && self.give(id) == id
    }
}

impl<'a> Writer<'a> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[CowStr<'a>],
        range: Range<usize>,
    ) {
        if self.strict() {
            return self.start_block(&format!("<h{}>", level as u8));
        }
        // A footnote is moved out of the text's order, so that its headings would be, too.
        if !self.notes.current.is_empty() {
            return self.start_block("<p><strong>");
        }
        let top = self.open.is_empty();
        self.new_line();
        self.parked.push(std::mem::take(&mut self.out));
        self.open.push(Open::Block);
        let id = id.map(|id| id.split_whitespace().collect::<Vec<_>>().join("-")).filter(|id| !id.is_empty());
        let classes = safe_classes(&classes.join(" "));
        self.title = Some(Title { text: String::new(), level: level as u8, id, classes, span: range, top });
    }

    pub(super) fn end_heading(&mut self, level: HeadingLevel) {
        self.sanitiser.stop_dropping();
        let Some(title) = self.title.take() else {
            let markup = if self.strict() { format!("</h{}>\n", level as u8) } else { "</strong></p>\n".to_owned() };
            return self.end_block(&markup);
        };
        self.end_block("");
        let content = std::mem::replace(&mut self.out, self.parked.pop().unwrap_or_default());
        let text = title.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = self.ids.of_heading(title.id.as_deref(), &text, self.options);
        let at = self.out.len();
        self.put("<h2");
        self.put_attribute("id", &id);
        self.mark(at + "<h2".len(), || What::Id { wish: title.id.clone() });
        self.marking &= twin::is_one_text(&content);
        self.put_attribute("class", &title.classes);
        self.put(">");
        self.out.append(&content);
        self.put("</h2>\n");
        let digits = [at + "<h".len(), self.out.len() - "2>\n".len()];
        self.ids.marks.push(Mark { level: title.level, digits });
        self.note_title(&title, &text, at);
        let span = self.global(title.span);
        self.doc.headings.push(Heading { level: 2, id, text, span, at, top: title.top });
    }

    /// The first heading at the top is the title of the text.
    fn note_title(&mut self, title: &Title, text: &str, at: usize) {
        if self.doc.title.is_some() || !title.top || text.is_empty() {
            return;
        }
        self.doc.title = Some(text.to_owned());
        let first = self.out.holes.first().is_none_or(|(hole, _)| *hole >= at)
            && self.out.text.get(..at).is_some_and(|before| before.trim().is_empty());
        if first || title.level == 1 {
            self.doc.title_html = Some(at..self.out.len());
        }
    }

    /// Moves the headings so that the highest is a 2, and says what is wrong with their order.
    pub(super) fn settle_headings(&mut self) {
        let marks = std::mem::take(&mut self.ids.marks);
        let ones = marks.iter().filter(|mark| mark.level == 1).count();
        let own_title = usize::from(ones == 1 && marks.first().is_some_and(|mark| mark.level == 1));
        let highest = marks.iter().skip(own_title).map(|mark| mark.level).min().unwrap_or(2);
        let mut before = 1;
        for (index, mark) in marks.iter().enumerate() {
            let level = (mark.level + 2).saturating_sub(highest).clamp(2, 6);
            if level > before + 1 {
                self.say_jump(index, before, level);
            }
            before = level;
            self.set_level(index, mark, level);
        }
        if ones > 1 {
            self.say_several(&marks);
        }
    }

    fn set_level(&mut self, index: usize, mark: &Mark, level: u8) {
        if let Some(heading) = self.doc.headings.get_mut(index) {
            heading.level = level;
        }
        let digit = [b'0' + level];
        for at in mark.digits {
            if let (Ok(digit), Some("2")) = (std::str::from_utf8(&digit), self.out.text.get(at..at + 1)) {
                self.out.text.replace_range(at..=at, digit);
            }
        }
    }

    fn say_jump(&mut self, index: usize, before: u8, level: u8) {
        let Some(heading) = self.doc.headings.get(index) else { return };
        let (skipped, written) = (before + 1, &heading.text);
        let message = text!(
            "naslov `{written}` je nivoa {level}, a prije njega nema naslova nivoa {skipped}",
            "the heading `{written}` is of level {level}, and there is none of level {skipped} before it"
        );
        let hint = Diagnostic::hint("M003", &self.span(&heading.span), message);
        self.findings.push(hint.help(text!("dovoljno je jedan znak `#` manje", "one `#` less will do")));
    }

    fn say_several(&mut self, marks: &[Mark]) {
        let second = marks.iter().enumerate().filter(|(_, mark)| mark.level == 1).nth(1);
        let Some(heading) = second.and_then(|(index, _)| self.doc.headings.get(index)) else { return };
        let message = text!("više naslova sa jednim `#`", "several headings with a single `#`");
        let hint = Diagnostic::hint("M002", &self.span(&heading.span), message);
        self.findings.push(hint.help(text!(
            "jedan `#` ima samo naslov stranice; za odjeljke je `##`",
            "a single `#` is for the page's title; sections have `##`"
        )));
    }
}
