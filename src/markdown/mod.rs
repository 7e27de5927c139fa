//! The room `markdown`: the text of a page to HTML that is safe to publish.
//!
//! One walk over the parser's events writes the HTML straight into one string. What the text points
//! to (links, pictures) is left open as *holes*: the site fills them when it knows every page. Raw
//! HTML passes an allow-list, tag by tag, and the result is always balanced.

mod alert;
mod attributes;
mod autolink;
mod block;
mod code;
mod document;
mod escape;
mod footnote;
mod guard;
mod heading;
#[cfg(feature = "highlight")]
mod highlight;
mod html;
mod image;
mod label;
mod lines;
mod link;
mod options;
mod plain;
mod prose;
mod raw;
mod reference;
mod removed;
mod respell;
mod sanitise;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod twin;
mod writer;

use crate::diag::{Checked, Source};
use pulldown_cmark::Parser;
use std::ops::Range;
use std::sync::Arc;

pub use document::{Document, Heading, KeptDocument, RefKind, Reference};
pub use escape::{attribute as escape_attribute, text as escape_text};
pub use html::Html;
pub use options::{Dialect, Labels, Options};
pub use prose::{prose, respell_source};
pub use respell::Respell;

/// Reads the Markdown in `body`, a byte range of `source` (what follows the front matter), and
/// writes it as HTML. Never fails: what cannot be published as written is left out or written as
/// text, with a finding that says so.
pub fn convert(source: &Arc<Source>, body: Range<usize>, options: &Options) -> Checked<Document> {
    convert_all(source, body, options, &[]).0
}

/// As [`convert`], and the same text with each of the `other` options, which differ in words and script
/// only: what lies between the words is copied. Whatever is found in it, the first document tells.
pub fn convert_all(
    source: &Arc<Source>,
    body: Range<usize>,
    options: &Options,
    others: &[Options],
) -> (Checked<Document>, Vec<Document>) {
    let place = source.span(body);
    let text = place.text();
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let text = &text[skipped..];
    let base = place.start + skipped;
    let lines = lines::Lines::new(text);
    let mut findings = Vec::new();
    let text = guard::shallow(&lines.text, |range| {
        let place = lines.original(&range);
        findings.push(guard::too_deep(&source.span(base + place.start..base + place.end)));
    });
    let origin = writer::Origin { source, base, lines: &lines };
    let write = |options, findings| writer::Writer::new(origin, &text, options, findings);
    let events = || Parser::new_ext(&text, options.extensions()).into_offset_iter();
    if others.is_empty() {
        return (write(options, findings).run(events()), Vec::new());
    }
    let (first, marks) = write(options, findings).run_marking(events());
    let copied = |options| twin::twin(&first.value, marks.as_ref()?, options);
    let written = |options| write(options, Vec::new()).run(events()).value;
    let others = others.iter().map(|options| copied(options).unwrap_or_else(|| written(options))).collect();
    (first, others)
}
