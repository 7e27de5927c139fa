//! A text in another script of its language, copied from the first: what stands between its words is the same.
//!
//! While the first is written, its words are marked. Where a text has what is not marked (raw HTML, pictures, footnotes,
//! bare addresses), it is written once more instead.

use super::document::{Document, Heading};
use super::heading::Ids;
use super::html::Html;
use super::label::Label;
use super::options::Options;
use super::plain::Plain;
use super::respell::Respell;
use super::writer::Writer;
use super::{autolink, escape};
use std::ops::Range;

/// A place in the HTML that another script changes, or at which something is read for the excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the HTML.
    at: Range<usize>,
    what: What,
}

/// What stands at a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Words; `written` where they stand otherwise in the HTML. `running` is text of a paragraph.
    Words { written: Option<String>, running: bool },
    /// The attribute with the id of a heading, whose words are the next mark; `wish` is the id that was asked for.
    Id { wish: Option<String> },
    /// The attribute with the title of a link.
    Title(String),
    /// Words of our own.
    Label(Label),
    /// Nothing: here the excerpt reads what stays.
    Read { text: String, running: bool },
    /// Nothing: here a word of the excerpt ends.
    Pause,
}

impl Writer<'_> {
    /// Marks what was written from `start` on.
    pub(super) fn mark(&mut self, start: usize, what: impl FnOnce() -> What) {
        if self.marking {
            self.out.marks.push(Mark { at: start..self.out.len(), what: what() });
        }
    }

    /// Marks the words that were written from `start` on.
    pub(super) fn mark_words(&mut self, start: usize, text: &str, running: bool) {
        if self.marking {
            let is_plain = self.out.text.get(start..) == Some(text);
            self.mark(start, || What::Words { written: (!is_plain).then(|| text.to_owned()), running });
        }
    }

    /// Takes back what was written from `at` on. Words among it were read all the same, which no mark says.
    pub(super) fn take_back(&mut self, at: usize) {
        self.marking &= self.out.marks.last().is_none_or(|last| last.at.end <= at);
        self.out.text.truncate(at);
    }
}

/// Whether the marks of a heading say all of its words.
pub(super) fn is_one_text(heading: &Html) -> bool {
    let said = |mark: &&Mark| matches!(mark.what, What::Words { .. } | What::Read { .. });
    let mut said = heading.marks.iter().filter(said);
    said.next().is_some_and(|mark| matches!(mark.what, What::Words { .. })) && said.next().is_none()
}

impl Mark {
    /// The mark in HTML that stands behind so many bytes.
    pub(super) fn behind(&self, base: usize) -> Mark {
        Mark { at: base + self.at.start..base + self.at.end, what: self.what.clone() }
    }
}

/// The document of a text in another script; none where the text has to be written once more.
pub(super) fn twin(first: &Document, marks: &[Mark], options: &Options) -> Option<Document> {
    let respell = options.respell.as_ref()?;
    let mut twin = Twin {
        html: &first.html.text,
        options,
        respell,
        // A Cyrillic letter takes two bytes.
        out: String::with_capacity(first.html.text.len() * 2),
        ends: Vec::with_capacity(marks.len()),
        plain: Plain::default(),
        ids: Ids::new(options.reserved),
        headings: Vec::with_capacity(first.headings.len()),
    };
    twin.copy(marks)?;
    Some(twin.document(first))
}

/// A document that is being copied.
struct Twin<'a> {
    /// Of the first script.
    html: &'a str,
    options: &'a Options,
    respell: &'a Respell,
    out: String,
    /// Where each mark ends, in the first script and in this one.
    ends: Vec<(usize, usize)>,
    plain: Plain,
    ids: Ids,
    /// Id and text.
    headings: Vec<(String, String)>,
}

impl Twin<'_> {
    fn copy(&mut self, marks: &[Mark]) -> Option<()> {
        let mut copied = 0;
        for (index, mark) in marks.iter().enumerate() {
            self.out.push_str(self.html.get(copied..mark.at.start)?);
            self.put(mark, marks.get(index + 1..)?)?;
            copied = mark.at.end;
            self.ends.push((copied, self.out.len()));
        }
        self.out.push_str(self.html.get(copied..)?);
        self.out.shrink_to_fit();
        Some(())
    }

    fn put(&mut self, mark: &Mark, following: &[Mark]) -> Option<()> {
        match &mark.what {
            What::Words { written, running } => self.put_words(mark, written.as_deref(), *running)?,
            What::Id { wish } => {
                let text = following.iter().find_map(|mark| self.text_of(mark))?;
                let text = self.respell.text(text).split_whitespace().collect::<Vec<_>>().join(" ");
                let id = self.ids.of_heading(wish.as_deref(), &text, self.options);
                escape::put_attribute(&mut self.out, "id", &id);
                self.headings.push((id, text));
            }
            What::Title(text) => escape::put_attribute(&mut self.out, "title", &self.respell.text(text)),
            What::Label(label) => label.write(&mut self.out, &self.options.labels),
            What::Read { text, running } => self.plain.read(text, *running),
            What::Pause => self.plain.pause(),
        }
        Some(())
    }

    /// None where the words are addresses, or nothing is left of them: they may be written otherwise then.
    fn put_words(&mut self, mark: &Mark, written: Option<&str>, running: bool) -> Option<()> {
        let text = self.text_of(mark)?;
        let start = self.out.len();
        match written {
            // What escaping left as it was, it would leave in the other script, too.
            None => self.respell.push(text, &mut self.out),
            Some(_) => self.out.push_str(&self.respell.text(text)),
        }
        let said = self.out.get(start..)?;
        let has_address = autolink::worth_looking(said) && autolink::find(said, 0).is_some();
        if has_address || said.trim().is_empty() != text.trim().is_empty() {
            return None;
        }
        self.plain.read(said, running);
        if written.is_some() {
            let said = self.out.split_off(start);
            escape::text(&mut self.out, &said);
        }
        Some(())
    }

    /// The words at a mark, in the first script.
    fn text_of<'t>(&self, mark: &'t Mark) -> Option<&'t str>
    where
        Self: 't,
    {
        match &mark.what {
            What::Words { written: Some(written), .. } => Some(written),
            What::Words { written: None, .. } => self.html.get(mark.at.clone()),
            _ => None,
        }
    }

    /// Where a place of the first script is in this one.
    fn moved(&self, at: usize) -> usize {
        let before = self.ends.partition_point(|(end, _)| *end <= at).checked_sub(1);
        before.and_then(|before| self.ends.get(before)).map_or(at, |(end, moved)| at - end + moved)
    }

    fn document(mut self, first: &Document) -> Document {
        let headings = std::mem::take(&mut self.headings).into_iter().zip(&first.headings);
        let headings: Vec<Heading> = headings
            .map(|((id, text), heading)| Heading { id, text, at: self.moved(heading.at), ..heading.clone() })
            .collect();
        let title = headings.iter().find(|heading| heading.top && !heading.text.is_empty());
        Document {
            title: title.map(|heading| heading.text.clone()),
            title_html: first.title_html.as_ref().map(|range| self.moved(range.start)..self.moved(range.end)),
            plain: self.plain.excerpt(),
            headings,
            references: first.references.clone(),
            notes_at: self.moved(first.notes_at),
            has_code: first.has_code,
            html: Html {
                holes: first.html.holes.iter().map(|&(at, reference)| (self.moved(at), reference)).collect(),
                text: self.out.into(),
                marks: Vec::new(),
            },
        }
    }
}
