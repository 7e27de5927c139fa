//! A tree as a few bytes, for keeping it beside its text: what stands in the text as it is, is not written again.

use super::{Entry, Node, Scalar, Value};
use crate::diag::{Source, Span};
use std::sync::Arc;

/// Deeper than any tree that was read.
const DEEPEST: usize = super::MAX_DEPTH + 8;

/// Writes a tree.
pub fn pack(node: &Node) -> Vec<u8> {
    let mut out = Vec::new();
    put_node(node, &mut out);
    out
}

/// Reads a tree that [`pack`] wrote of this very text, all of which lies in its `head`; none where that is not so.
pub fn unpack(bytes: &[u8], source: &Arc<Source>, head: &str) -> Option<Node> {
    let mut reader = Reader { rest: bytes, source, head };
    reader.node(0).filter(|_| reader.rest.is_empty())
}

const NULL: u64 = 0;
const LIST: u64 = 1;
const MAP: u64 = 2;
const PLAIN: u64 = 3;
const QUOTED: u64 = 4;

fn put_node(node: &Node, out: &mut Vec<u8>) {
    let kind = match &node.value {
        Value::Null => NULL,
        Value::List(_) => LIST,
        Value::Map(_) => MAP,
        Value::Scalar(scalar) if scalar.quoted => QUOTED,
        Value::Scalar(_) => PLAIN,
    };
    put(kind, out);
    put_span(&node.span, out);
    match &node.value {
        Value::Null => {}
        Value::Scalar(scalar) => put_text(&scalar.text, &node.span, out),
        Value::List(nodes) => {
            put(nodes.len() as u64, out);
            nodes.iter().for_each(|node| put_node(node, out));
        }
        Value::Map(entries) => {
            put(entries.len() as u64, out);
            for entry in entries {
                put_span(&entry.key_span, out);
                put_text(&entry.key, &entry.key_span, out);
                put_node(&entry.value, out);
            }
        }
    }
}

/// Seven bits a byte, the low ones first.
fn put(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

fn put_span(span: &Span, out: &mut Vec<u8>) {
    put(span.start as u64, out);
    put((span.end - span.start) as u64, out);
}

/// 0 for the text of the place itself, else the length and one, and the text.
fn put_text(text: &str, span: &Span, out: &mut Vec<u8>) {
    if text == span.text() {
        return put(0, out);
    }
    put(text.len() as u64 + 1, out);
    out.extend_from_slice(text.as_bytes());
}

struct Reader<'b, 's> {
    rest: &'b [u8],
    source: &'s Arc<Source>,
    /// The beginning of the source, so far as it is needed.
    head: &'s str,
}

impl Reader<'_, '_> {
    fn node(&mut self, depth: usize) -> Option<Node> {
        let kind = self.number()?;
        let span = self.span()?;
        let value = match kind {
            NULL => Value::Null,
            PLAIN | QUOTED => Value::Scalar(Scalar { text: self.text(&span)?, quoted: kind == QUOTED }),
            LIST if depth < DEEPEST => Value::List(self.each(|reader| reader.node(depth + 1))?),
            MAP if depth < DEEPEST => Value::Map(self.each(|reader| reader.entry(depth + 1))?),
            _ => return None,
        };
        Some(Node { value, span })
    }

    fn entry(&mut self, depth: usize) -> Option<Entry> {
        let key_span = self.span()?;
        let key = self.text(&key_span)?;
        Some(Entry { key, key_span, value: self.node(depth)? })
    }

    fn each<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        // Each takes three bytes at least.
        (count <= self.rest.len() as u64).then(|| (0..count).map(|_| one(self)).collect())?
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn span(&mut self) -> Option<Span> {
        let start = usize::try_from(self.number()?).ok()?;
        let end = start.checked_add(usize::try_from(self.number()?).ok()?)?;
        self.head.get(start..end)?;
        Some(Span { source: Arc::clone(self.source), start, end })
    }

    fn text(&mut self, span: &Span) -> Option<String> {
        let Some(len) = self.number()?.checked_sub(1) else {
            return self.head.get(span.start..span.end).map(str::to_owned);
        };
        let (text, rest) = self.rest.split_at_checked(usize::try_from(len).ok()?)?;
        self.rest = rest;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::yaml;

    const TEXT: &str = "naslov: \"Š\\u0107\"\nlista: [a, 'b', ~, {k: v}]\nprazno:\ntekst: >-\n  prvi\n  drugi\n*nema: 1\nx: &a {y: ž}\nz: *a\n";

    #[test]
    fn a_tree_is_read_as_it_was_written() {
        let source = Source::new("a.yaml", TEXT);
        let node = yaml::parse(&source, 0..TEXT.len()).value;
        let bytes = pack(&node);
        let read = unpack(&bytes, &source, TEXT).unwrap();
        assert_eq!(format!("{read:?}"), format!("{node:?}"));
        for end in 0..bytes.len() {
            assert!(unpack(&bytes[..end], &source, TEXT).is_none(), "cut at {end}");
        }
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let source = Source::new("a.yaml", TEXT);
        let good = pack(&yaml::parse(&source, 0..TEXT.len()).value);
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bytes = good.clone();
                bytes[at] ^= 1 << bit;
                let _ = unpack(&bytes, &source, TEXT);
            }
        }
        assert!(unpack(&[LIST as u8, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x7f], &source, TEXT).is_none());
    }
}
