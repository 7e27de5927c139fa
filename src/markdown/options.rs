//! What a site decides about its texts.

use crate::diag::{Problem, text};
use std::borrow::Cow;

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
        Options { dialect: Dialect::Site, slug, refuse, reserved: &[], labels: Labels::default() }
    }
}

impl Options {
    /// Every extension and the allow-list off: for the conformance test.
    pub fn commonmark() -> Options {
        Options { dialect: Dialect::CommonMark, refuse: |_| None, ..Options::default() }
    }
}

/// ASCII letters and digits, `-` between.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// Everything but the web, mail and telephone.
fn refuse(dest: &str) -> Option<Problem> {
    let bare: String = dest.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let (scheme, _) = bare.split_once(':')?;
    let known = ["http", "https", "mailto", "tel"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    if known || scheme.contains(['/', '?', '#']) {
        return None;
    }
    let problem =
        Problem::new("M013", text!("veza `{scheme}:` se ne objavljuje", "a `{scheme}:` link is not published"));
    Some(problem.help(text!(
        "dozvoljeno je `https:`, `http:`, `mailto:` i `tel:`",
        "`https:`, `http:`, `mailto:` and `tel:` are allowed"
    )))
}
