//! HTML in a text, read as loosely as people's programs write it.

use std::ops::Range;

/// A piece of HTML.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind<'a>,
}

/// What it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// `<p class=MsoNormal>`: name as written, and all between it and `>`.
    Open(&'a str, &'a str),
    /// `</p>`.
    Close(&'a str),
    /// `<!-- … -->`, with what is inside.
    Comment(&'a str),
    /// `<![if …]>`, `<![endif]>`, `<!DOCTYPE …>`, `<?xml …>`: what is inside.
    Declaration(&'a str),
}

/// The pieces of HTML in a part of a text, code left out.
pub(super) fn tags(text: &str, part: Range<usize>) -> Vec<Tag<'_>> {
    let code = code(text, part.clone());
    let mut out = Vec::new();
    let mut at = part.start;
    while let Some(found) = text.get(at..part.end).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let next = code.partition_point(|block| block.end <= start);
        if let Some(block) = code.get(next).filter(|block| block.contains(&start)) {
            at = block.end;
            continue;
        }
        match text.get(start..part.end).and_then(read) {
            Some((kind, length)) => {
                at = start + length;
                out.push(Tag { range: start..at, kind });
            }
            None => at = start + 1,
        }
    }
    out
}

/// The piece that a text begins with, and its length.
fn read(text: &str) -> Option<(Kind<'_>, usize)> {
    if let Some(inner) = text.strip_prefix("<!--") {
        let length = inner.find("-->")?;
        return Some((Kind::Comment(inner.get(..length)?), length + 7));
    }
    let length = end(text)?;
    let inner = text.get(1..length - 1)?;
    if inner.starts_with(['!', '?']) {
        return Some((Kind::Declaration(inner.get(1..)?), length));
    }
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(name)?;
    let is_tag =
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.starts_with(['/', '.', '@', '-']) || rest == "/";
    is_tag.then_some((if closing { Kind::Close(name) } else { Kind::Open(name, rest.trim_end_matches('/')) }, length))
}

/// Where the tag ends: at the first `>` outside quotes. An attribute may be as long as people paste it.
fn end(text: &str) -> Option<usize> {
    const MOST: usize = 20_000;
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1).take(MOST) {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '<') => return None,
            (None, '"' | '\'') if text.get(..at).is_some_and(|before| before.trim_end().ends_with('=')) => {
                quote = Some(c)
            }
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Fenced blocks and code within a line, which hold HTML to be seen.
fn code(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = part.start;
    let mut fence = None;
    for line in text.get(part).unwrap_or_default().split_inclusive('\n') {
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        match fence {
            Some(start) if is_fence => {
                out.push(start..at + line.len());
                fence = None;
            }
            None if is_fence => fence = Some(at),
            None => {
                let ticks: Vec<usize> = line.match_indices('`').map(|(tick, _)| at + tick).collect();
                out.extend(ticks.chunks_exact(2).filter_map(|two| Some(*two.first()?..*two.last()? + 1)));
            }
            Some(_) => {}
        }
        at += line.len();
    }
    out.extend(fence.map(|start| start..at));
    out
}

/// The value of an attribute among those of a tag.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let lower = attributes.to_ascii_lowercase();
    let found = lower.match_indices(name).find(|(at, _)| {
        let before = lower.get(..*at).and_then(|before| before.chars().next_back());
        let after = lower.get(at + name.len()..).map(str::trim_start);
        before.is_none_or(char::is_whitespace) && after.is_some_and(|after| after.starts_with('='))
    });
    let value = attributes.get(found?.0 + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
        _ => value.split_whitespace().next(),
    }
}
