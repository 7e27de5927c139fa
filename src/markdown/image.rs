//! Pictures.

use super::document::RefKind;
use super::escape;
use super::writer::{Open, Writer};
use crate::diag::{Diagnostic, text};
use pulldown_cmark::Event;
use std::ops::Range;

/// A picture that is being read: what stands in its brackets is its text for those who do not see it.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) alt: String,
    dest: String,
    title: Option<String>,
    range: Range<usize>,
    span: Range<usize>,
    /// Elements open inside.
    depth: usize,
}

impl Writer<'_> {
    pub(super) fn start_picture(&mut self, dest: &str, title: &str, range: Range<usize>) {
        self.marking = false;
        let span = self.global(self.locate(dest).unwrap_or_else(|| range.clone()));
        let title = Some(title.to_owned()).filter(|title| !title.is_empty());
        self.picture = Some(Picture { alt: String::new(), dest: self.clean(dest), title, range, span, depth: 0 });
    }

    /// Of what stands inside, only the text counts.
    pub(super) fn inside_picture(&mut self, event: &Event<'_>) {
        let Some(picture) = &mut self.picture else { return };
        match event {
            Event::Start(_) => picture.depth += 1,
            Event::End(_) if picture.depth > 0 => picture.depth -= 1,
            Event::End(_) => self.end_picture(),
            Event::Code(text) => picture.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            _ => {}
        }
    }

    fn end_picture(&mut self) {
        self.picture_ended();
        let Some(picture) = self.picture.take() else { return };
        if !self.strict() && picture.alt.trim().is_empty() {
            let place = self.place(&picture.range);
            self.findings.push(no_alt(&picture.dest, &place));
        }
        self.put_picture(picture.dest, picture.alt, picture.title, picture.span);
    }

    /// A hole for a picture; its text when it is refused.
    pub(super) fn put_picture(&mut self, dest: String, alt: String, title: Option<String>, span: Range<usize>) {
        if self.sanitiser.is_dropping() {
            return;
        }
        if self.refused(&dest, &span) {
            let alt = self.respelled(&alt).unwrap_or(alt);
            return escape::text(&mut self.out.text, &alt);
        }
        let alt = self.respelled(&alt).unwrap_or(alt);
        let title = title.map(|title| self.respelled(&title).unwrap_or(title));
        self.hole(dest, RefKind::Image { alt, title }, span);
    }

    /// A paragraph of pictures alone becomes a figure for each, with its title as the caption.
    pub(super) fn end_pictures(&mut self, at: usize) -> bool {
        let first = self.out.holes.partition_point(|(hole, _)| *hole < at);
        let alone = first < self.out.holes.len() && self.out.text.get(at..).is_some_and(|text| text.trim().is_empty());
        let framed = self.open.iter().any(|open| matches!(open, Open::Raw("figure" | "a")));
        if self.strict() || !alone || framed {
            return false;
        }
        self.out.text.truncate(at - "<p>".len());
        for (_, reference) in self.out.holes.split_off(first) {
            self.put_figure(reference);
        }
        true
    }

    fn put_figure(&mut self, reference: usize) {
        self.put("<figure>");
        self.out.holes.push((self.out.text.len(), reference));
        let caption = match self.doc.references.get(reference).map(|reference| &reference.kind) {
            Some(RefKind::Image { title: Some(title), .. }) => title.clone(),
            _ => String::new(),
        };
        if !caption.is_empty() {
            self.put("<figcaption>");
            escape::text(&mut self.out.text, &caption);
            self.put("</figcaption>");
        }
        self.put("</figure>\n");
    }
}

/// The finding about a picture without words.
pub(super) fn no_alt(dest: &str, place: &crate::diag::Span) -> Diagnostic {
    Diagnostic::warning("M004", place, text!("slika `{dest}` nema opisa", "the picture `{dest}` has no description"))
        .help(text!(
            "opišite šta se vidi, za one koji ne vide: `![Bager na novom putu]({dest})`",
            "say what it shows, for those who cannot see it: `![An excavator on the new road]({dest})`"
        ))
}
