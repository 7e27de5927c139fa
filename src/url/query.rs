//! Texts as parts of an address.

use super::path;
use std::borrow::Cow;

/// A text as a value in a query or in the path of another program's link (RFC 3986, section 2.3:
/// only unreserved characters stay).
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                out.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])));
            }
        }
    }
    out
}

/// A path as an editor wrote it, with `%20` and the like resolved; what is no text then stays as it is.
pub fn decode(written: &str) -> String {
    path::decode(written).map_or_else(|| written.to_owned(), Cow::into_owned)
}
