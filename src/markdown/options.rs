//! What a site decides about its texts.

use super::respell::Respell;
use crate::diag::Problem;
use crate::print::Print;
use crate::{lang, url};
use pulldown_cmark::Options as Extensions;
use std::borrow::Cow;

/// What our Markdown has beyond CommonMark.
pub(super) const EXTENSIONS: Extensions = Extensions::ENABLE_TABLES
    .union(Extensions::ENABLE_FOOTNOTES)
    .union(Extensions::ENABLE_STRIKETHROUGH)
    .union(Extensions::ENABLE_TASKLISTS)
    .union(Extensions::ENABLE_HEADING_ATTRIBUTES)
    .union(Extensions::ENABLE_DEFINITION_LIST)
    .union(Extensions::ENABLE_GFM);

/// How texts are converted.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which Markdown.
    pub dialect: Dialect,
    /// The address of a heading from its text; empty when nothing is left.
    pub slug: fn(&str) -> String,
    /// Why a destination is not published; `None` when it is.
    pub refuse: fn(&str) -> Option<Problem>,
    /// Ids that the page's frame uses: no heading gets one of them.
    pub reserved: &'static [&'static str],
    /// Words that stand in the page beside the text's own.
    pub labels: Labels,
    /// Into which script the text is put; none: it stays.
    pub respell: Option<Respell>,
}

/// Which Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// With tables, footnotes, task lists, definition lists, alerts, bare links and figures; raw HTML
    /// by the allow-list.
    Site,
    /// CommonMark to the letter, raw HTML as it is. Not for publishing.
    CommonMark,
}

/// Words for people, in the language of the page. Where one is empty, what would carry it is left
/// out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Titles of the alerts note, tip, important, warning, caution.
    pub alerts: [Cow<'static, str>; 5],
    /// Name of a table's scrolling frame; the second table gets a number.
    pub table: Cow<'static, str>,
    /// Name of the footnotes' section.
    pub footnotes: Cow<'static, str>,
    /// Name of the link from a footnote back to the text.
    pub back: Cow<'static, str>,
    /// Name of a ticked box in a task list.
    pub done: Cow<'static, str>,
    /// Name of an empty box in a task list.
    pub open: Cow<'static, str>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            dialect: Dialect::Site,
            slug: lang::slug,
            refuse: |dest| url::allowed(dest).err(),
            reserved: &[],
            labels: Labels::default(),
            respell: None,
        }
    }
}

impl Options {
    /// Every extension and the allow-list off: for the conformance test.
    pub fn commonmark() -> Options {
        Options { dialect: Dialect::CommonMark, refuse: |_| None, ..Options::default() }
    }

    /// Of all that makes a difference between two options of the [`Dialect::Site`].
    pub fn print(&self) -> Print {
        let Options { dialect, slug: _, refuse: _, reserved, labels, respell } = self;
        Print::of(format!("{dialect:?} {reserved:?} {labels:?} {respell:?}").as_bytes())
    }

    /// What the parser has to know.
    pub(super) fn extensions(&self) -> Extensions {
        match self.dialect {
            Dialect::Site => EXTENSIONS,
            Dialect::CommonMark => Extensions::empty(),
        }
    }
}
