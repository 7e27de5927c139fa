//! Text in another script of its language, everything that is not text as it was.

use super::attributes::attribute;
use super::raw::attributes;
use super::writer::Writer;
use crate::lang::script::{self, Rules};
use crate::lang::{Locale, Script};
use std::sync::Arc;

/// Into which script a text is put while it is converted.
#[derive(Clone, Debug)]
pub struct Respell {
    /// The language that readers get, in its script.
    pub locale: Locale,
    /// Brands and exceptions of the site.
    pub rules: Arc<Rules>,
}

impl Respell {
    /// A text without markup.
    pub fn text(&self, text: &str) -> String {
        match self.locale.script() {
            Script::Latin => script::to_latin(text),
            Script::Cyrillic => script::to_cyrillic_with(text, &self.rules),
        }
    }

    /// Adds a text without markup to what `out` holds.
    pub(super) fn push(&self, text: &str, out: &mut String) {
        match self.locale.script() {
            Script::Latin => out.push_str(&script::to_latin(text)),
            Script::Cyrillic => script::push_cyrillic(text, &self.rules, out),
        }
    }

    /// The text between two tags of HTML: character references (`&nbsp;`) stay.
    pub(super) fn between_tags(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() * 2);
        let mut rest = html;
        while let Some((before, from)) = rest.find('&').and_then(|at| rest.split_at_checked(at)) {
            let name = from.bytes().skip(1).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
            let ends = from.as_bytes().get(name + 1) == Some(&b';');
            let (reference, after) = from.split_at_checked(1 + name + usize::from(ends)).unwrap_or((from, ""));
            out.push_str(&self.text(before));
            out.push_str(reference);
            rest = after;
        }
        out.push_str(&self.text(rest));
        out
    }

    /// Whether an element keeps its text: `translate="no"`, or a language that is not the reader's.
    pub(super) fn keeps(&self, tag: &str) -> bool {
        let found = attributes(tag);
        let foreign = attribute(&found, "lang").is_some_and(|lang| Locale::parse(&lang) != Some(self.locale));
        foreign || attribute(&found, "translate").is_some_and(|value| value.eq_ignore_ascii_case("no"))
    }
}

impl Writer<'_> {
    /// A text in the reader's script; none where it stays.
    pub(super) fn respelled(&self, text: &str) -> Option<String> {
        Some(self.respelling()?.text(text))
    }

    /// How texts are put into another script here, if they are.
    pub(super) fn respelling(&self) -> Option<&Respell> {
        self.options.respell.as_ref().filter(|_| self.kept.is_none())
    }
}
