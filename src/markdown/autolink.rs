//! Addresses that stand bare in the text: `https://…`, `www.…`, `ime@…`.

use std::ops::Range;

/// A bare address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Where it leads.
    pub(super) dest: String,
}

/// Whether a text can hold one at all.
pub(super) fn worth_looking(text: &str) -> bool {
    // Without an early end, so that many bytes are looked at at once.
    text.bytes().fold(false, |found, byte| found | matches!(byte, b':' | b'@' | b'w' | b'W'))
}

/// The first bare address at or after `from`.
pub(super) fn find(text: &str, from: usize) -> Option<Found> {
    let rest = text.as_bytes().iter().enumerate().skip(from);
    rest.into_iter().find_map(|(at, byte)| match byte {
        b':' => web(text, from, at),
        b'@' => mail(text, from, at),
        b'w' | b'W' => www(text, from, at),
        _ => None,
    })
}

fn web(text: &str, from: usize, colon: usize) -> Option<Found> {
    let host = text.get(colon..)?.strip_prefix("://")?;
    let begins = host.chars().next().is_some_and(char::is_alphanumeric);
    let ends_with = |scheme: &str| {
        let start = colon.checked_sub(scheme.len())?;
        let same = text.get(start..colon)?.eq_ignore_ascii_case(scheme);
        (same && start >= from && is_border(text, start)).then_some(start)
    };
    let start = ends_with("https").or_else(|| ends_with("http")).filter(|_| begins)?;
    let range = start..end(text, start);
    let dest = text.get(range.clone())?.to_owned();
    (range.end > colon + 3).then_some(Found { range, dest })
}

fn www(text: &str, from: usize, start: usize) -> Option<Found> {
    let prefix = text.get(start..start + 4)?.eq_ignore_ascii_case("www.");
    if !prefix || start < from || !is_border(text, start) {
        return None;
    }
    let range = start..end(text, start);
    let host = text.get(start + 4..range.end)?;
    let good = host.starts_with(char::is_alphanumeric) && host.contains('.');
    good.then(|| Found { dest: format!("https://{}", text.get(range.clone()).unwrap_or_default()), range })
}

/// Before an address there is no letter, digit or sign that would make it part of something longer.
fn is_border(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '@' | '-' | '_' | ':' | '='))
}

/// Where a web address ends: at white space or a quotation mark, without the punctuation of the
/// sentence and without a parenthesis that was opened before it (as in GFM, 6.9).
fn end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let stop = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '„' | '“' | '”' | '«' | '»' | '…' | '`')
    };
    let mut url = rest.get(..rest.find(stop).unwrap_or(rest.len())).unwrap_or_default();
    let count = |mark: char| url.chars().filter(|&c| c == mark).count();
    let mut closing = [(')', count(')').saturating_sub(count('('))), (']', count(']').saturating_sub(count('[')))];
    while let Some(last) = url.chars().next_back() {
        let unopened = closing.iter_mut().find(|(mark, left)| *mark == last && *left > 0);
        let punctuation = matches!(last, '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '|');
        match unopened {
            Some((_, left)) => *left -= 1,
            None if punctuation => {}
            None => break,
        }
        url = url.strip_suffix(last).unwrap_or_default();
    }
    start + url.len()
}

fn mail(text: &str, from: usize, at: usize) -> Option<Found> {
    /// RFC 5321, 4.5.3.1: the longest part before the `@`, and the longest after it.
    const LONGEST: (usize, usize) = (64, 255);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-');
    let before = text.as_bytes().get(from..at)?;
    let name = before.iter().rev().take(LONGEST.0 + 1).take_while(|byte| is_name(byte)).count();
    let written = text.get(at - name..at)?;
    let name = written.trim_start_matches(['.', '-', '_', '+']);
    let start = at - name.len();
    let domain = text.get(at + 1..)?;
    let length = domain
        .bytes()
        .take(LONGEST.1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        .count();
    let domain = domain.get(..length)?.trim_end_matches(['.', '-']);
    let (host, top) = domain.rsplit_once('.')?;
    let whole = !name.is_empty() && name.len() <= LONGEST.0 && !name.ends_with('.') && !host.is_empty();
    let sound = whole && !domain.contains("..") && !domain.starts_with(['.', '-']);
    if !sound || top.len() < 2 || !top.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let range = start..at + 1 + domain.len();
    let around = text
        .get(range.end..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| c == '@' || c == '_' || c.is_alphanumeric());
    let letter =
        text.get(..start).and_then(|text| text.chars().next_back()).is_some_and(|c| c.is_alphanumeric() || c == '/');
    let dest = format!("mailto:{}", text.get(range.clone())?);
    (!around && !letter).then_some(Found { range, dest })
}
