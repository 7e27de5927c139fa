//! The shape of a template: what must be the same before and after minifying.
//!
//! The minifier knows nothing of templates: it drops the quotes of `href="{{x}}"` (and then a value
//! with a space becomes attributes), drops a closing tag whose opening one stands in another
//! template, and takes apart what stands between attributes. Comparing shapes finds all of that.

use std::collections::BTreeSet;

/// Tags, and the template's own marks with where each stands, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape<'t> {
    parts: Vec<Part<'t>>,
}

#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    /// `{{ … }}`, `{% … %}` or `{# … #}` in text.
    Mark(&'t str),
    /// A tag: its name (with `/` when it closes) and those of its attributes that hold marks. The
    /// order of attributes may change.
    Tag(String, BTreeSet<(String, Vec<&'t str>)>),
}

/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

impl<'t> Shape<'t> {
    /// The shape of a text; nothing when marks stand where no minifier can be trusted with them:
    /// in a tag outside the quotes of a value.
    pub(crate) fn of(text: &'t str) -> Option<Shape<'t>> {
        let mut shape = Shape::default();
        let mut rest = text;
        let mut raw: Option<String> = None;
        while let Some(at) = rest.find(['{', '<']) {
            rest = rest.get(at..)?;
            if let Some(mark) = mark(rest) {
                shape.parts.push(Part::Mark(mark));
                rest = rest.get(mark.len()..)?;
            } else if rest.starts_with("<!--") && raw.is_none() {
                rest = rest.get(4..)?;
            } else if let Some(length) = tag_start(rest, raw.as_deref()) {
                let (tag, left) = read_tag(rest, length)?;
                raw =
                    RAW.iter().find(|name| matches!(&tag, Part::Tag(tag, _) if tag == *name)).map(|n| (*n).to_owned());
                shape.parts.push(tag);
                rest = left;
            } else {
                rest = rest.get(1..)?;
            }
        }
        Some(shape)
    }
}

/// The template's mark with which a text begins.
fn mark(text: &str) -> Option<&str> {
    let close = match text.get(..2)? {
        "{{" => "}}",
        "{%" => "%}",
        "{#" => "#}",
        _ => return None,
    };
    text.get(..2 + text.get(2..)?.find(close)? + 2)
}

/// The length of `<name` or `</name` with which a text begins. Inside a raw element only its own
/// closing tag counts.
fn tag_start(text: &str, raw: Option<&str>) -> Option<usize> {
    let slash = usize::from(text.get(1..)?.starts_with('/'));
    let name = text.get(1 + slash..)?;
    let length = name.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>' || c == '{').unwrap_or(name.len());
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let counts = raw.is_none_or(|raw| slash == 1 && name.get(..length).is_some_and(|n| n.eq_ignore_ascii_case(raw)));
    (is_name && counts).then_some(1 + slash + length)
}

/// Reads a tag to its end: what it is, and the text after it.
fn read_tag(text: &str, length: usize) -> Option<(Part<'_>, &str)> {
    let name = text.get(1..length)?.to_ascii_lowercase();
    let mut marked = BTreeSet::new();
    let mut rest = text.get(length..)?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((Part::Tag(name, marked), after));
        }
        let (attribute, marks, after) = read_attribute(rest)?;
        if !marks.is_empty() {
            marked.insert((attribute.to_ascii_lowercase(), marks));
        }
        rest = after;
    }
}

/// One attribute: its name, the marks in its quoted value, and the text after it. Nothing at the
/// end of the text, and when a mark stands outside quotes.
fn read_attribute(text: &str) -> Option<(&str, Vec<&str>, &str)> {
    let length = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(text.len());
    let length = length.max(text.chars().next()?.len_utf8());
    let name = text.get(..length)?;
    if name.contains('{') {
        return None;
    }
    let rest = text.get(length..)?.trim_start();
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else {
        return Some((name, Vec::new(), text.get(length..)?));
    };
    match value.chars().next()? {
        quote @ ('"' | '\'') => {
            let (marks, after) = read_quoted(value.get(1..)?, quote)?;
            Some((name, marks, after))
        }
        _ => {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
            let bare = value.get(..end)?;
            if bare.contains("{{") || bare.contains("{%") || bare.contains("{#") {
                return None;
            }
            Some((name, Vec::new(), value.get(end..)?))
        }
    }
}

fn read_quoted(text: &str, quote: char) -> Option<(Vec<&str>, &str)> {
    let mut marks = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.get(rest.find([quote, '{'])?..)?;
        if let Some(after) = rest.strip_prefix(quote) {
            return Some((marks, after));
        }
        match mark(rest) {
            Some(found) => {
                marks.push(found);
                rest = rest.get(found.len()..)?;
            }
            None => rest = rest.get(1..)?,
        }
    }
}
