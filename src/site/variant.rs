//! An edition in the other script of a written one.

use super::announcement::TOPICS;
use super::draft::Draft;
use super::item::{File, Linked, Photo};
use super::reading::{Detail, Reading};
use super::texts::{Texts, texts};
use crate::answers::{Answers, Problem, Published, Reply, Tracked};
use crate::form::{Choice, Field, FieldKind, Form};
use crate::lang::script::is_cyrillic;
use crate::lang::{Locale, Script};
use crate::markdown::{self, Document, Options};
use crate::print::Print;
use std::sync::Arc;

/// How texts of a language become those of an edition.
pub struct Variant {
    /// How Markdown is made into HTML for the edition, its script among it.
    options: Options,
    /// Of `options`.
    print: Print,
}

impl Variant {
    /// For an edition whose Markdown is made with `options`, which say the script.
    pub fn new(options: Options) -> Variant {
        Variant { print: options.print(), options }
    }

    /// Puts the words of a value into the script.
    pub fn put(&self, value: &mut dyn Texts) {
        if let Some(respell) = &self.options.respell {
            value.each_text(&mut |text| *text = respell.text(text));
        }
    }

    /// A reading in the script of the edition. Findings are those of the reading itself.
    pub fn reading(&self, reading: &Reading) -> Reading {
        let (mut common, mut detail) = (reading.common.clone(), reading.detail.clone());
        self.put(&mut common);
        self.put(&mut detail);
        Reading {
            kind: reading.kind,
            front: reading.front.clone(),
            text: reading.text.clone(),
            body: reading.body.clone(),
            document: self.document(reading),
            scripts: Vec::new(),
            print: reading.print.and_then(|print| Print::of_data(&(print, self.print))),
            common,
            detail,
        }
    }

    /// The text in the script, which mostly was made when it was read.
    fn document(&self, reading: &Reading) -> Arc<Document> {
        let locale = self.options.respell.as_ref().map(|respell| respell.locale);
        let made = reading.scripts.iter().find(|(made, _)| Some(*made) == locale);
        let (source, body) = &reading.body;
        made.map_or_else(
            || Arc::new(markdown::convert(source, body.clone(), &self.options).value),
            |(_, document)| Arc::clone(document),
        )
    }
}

/// The language of a draft's original, in the script in which it is written, whatever it is said to be:
/// as the text says, as its name says, as `shared/` or the site is written.
pub fn written(draft: &Draft, shared: Option<Locale>, site: Locale) -> Locale {
    let original = &draft.original;
    let said = original.common.lang.or(original.front.name.locale).or(shared.filter(|_| draft.shared));
    let cyrillic = is_cyrillic(&[original.common.title.as_str(), &original.document.plain].join(" "));
    said.unwrap_or(site).in_script(if cyrillic { Script::Cyrillic } else { Script::Latin })
}

texts!(File: title);
texts!(Photo: alt, caption, credit);
texts!(Linked: before, after, file);

impl Texts for Detail {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        match self {
            Detail::Announcement(one) => one.each_text(visit),
            Detail::Project(one) => one.each_text(visit),
            Detail::Event(one) => one.each_text(visit),
            Detail::Service(one) => one.each_text(visit),
            Detail::Poll(one) => one.each_text(visit),
            Detail::Page => {}
        }
    }
}

texts!(Answers: questions, statuses, replies, problems);
texts!(Published: question, reply);
texts!(Tracked: reason);
texts!(Reply: said, did);

impl Texts for Problem {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        // A topic is a name for programs; its label is in every script already.
        if !TOPICS.iter().any(|(topic, _)| topic.id() == self.category) {
            self.category.each_text(visit);
        }
        self.street.each_text(visit);
    }
}

texts!(Form: title, intro, fields, button, reader);
texts!(Choice: label);

impl Texts for Field {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        self.label.each_text(visit);
        self.hint.each_text(visit);
        if let FieldKind::Choice { options } | FieldKind::Choices { options } = &mut self.kind {
            options.each_text(visit);
        }
    }
}
