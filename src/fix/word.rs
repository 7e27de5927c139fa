//! HTML that Word puts into a text with every paste, made into the Markdown that was meant.

use super::has_body;
use super::markup::Page;
use super::round::Proposal;
use super::tag::{Kind, Tag, attribute, tags};
use crate::diag::text;
use crate::load::TextFile;

/// The body without what Word left in it; none where nothing in it is from Word.
pub(super) fn proposal(file: &TextFile) -> Option<Proposal> {
    let text = file.source.text.as_str();
    let body = Some(file.body.clone()).filter(|_| has_body(file))?;
    if !text.get(body.clone())?.contains('<') {
        return None;
    }
    let tags = tags(text, body.clone());
    if !tags.iter().any(is_of_word) {
        return None;
    }
    let what = text!(
        "tekst je zalijepljen iz Worda zajedno s njegovim HTML-om",
        "the text was pasted from Word with its HTML"
    );
    Proposal::at(what, Page::new(text, body, &tags).edits())
}

/// What only Word writes; and a `span` that has nothing but looks, which every editor with buttons writes.
fn is_of_word(tag: &Tag<'_>) -> bool {
    match tag.kind {
        Kind::Open(name, attributes) => {
            is_namespaced(name)
                || attributes.contains("mso-")
                || attribute(attributes, "class").is_some_and(|class| class.starts_with("Mso"))
                || (name.eq_ignore_ascii_case("span") && attribute(attributes, "style").is_some())
        }
        Kind::Close(name) => is_namespaced(name),
        Kind::Comment(inner) => is_for_office(inner),
        Kind::Declaration(inner) => is_condition(inner),
    }
}

/// `o:p`, `st1:City`, `w:WordDocument`: an address in angle brackets (`<https://…>`) is none.
pub(super) fn is_namespaced(name: &str) -> bool {
    name.split_once(':').is_some_and(|(space, name)| {
        let known =
            matches!(space.to_ascii_lowercase().as_str(), "o" | "w" | "v" | "m" | "x" | "st1" | "st2" | "u1" | "wp");
        known && !name.is_empty()
    })
}

/// `<!--[if gte mso 9]>…<![endif]-->` and the marks of the clipboard.
pub(super) fn is_for_office(comment: &str) -> bool {
    is_condition(comment.trim_start()) || matches!(comment.trim(), "StartFragment" | "EndFragment")
}

/// `[if !supportLists]`, `[endif]`.
pub(super) fn is_condition(inner: &str) -> bool {
    inner.starts_with("[if ") || inner.starts_with("[endif]")
}
