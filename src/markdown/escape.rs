//! Text and attribute values as HTML.

/// Writes text between tags. Characters that neither HTML nor XML allows are left out, NUL becomes
/// U+FFFD (CommonMark 0.31.2, 2.3).
pub fn text(out: &mut String, text: &str) {
    escape(out, text, |byte| match byte {
        b'"' | b'\'' => None,
        _ => special(byte),
    });
}

/// Writes the value of an attribute in either kind of quotation marks.
pub fn attribute(out: &mut String, value: &str) {
    escape(out, value, special);
}

/// Writes text of raw HTML, whose character references stand as they are.
pub(super) fn markup(out: &mut String, text: &str) {
    escape(out, text, |byte| match byte {
        b'"' | b'\'' | b'&' => None,
        _ => special(byte),
    });
}

#[inline]
fn special(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        0 => Some("\u{fffd}"),
        b'\t' | b'\n' => None,
        1..0x20 | 0x7f => Some(""),
        _ => None,
    }
}

#[inline]
fn escape(out: &mut String, text: &str, special: impl Fn(u8) -> Option<&'static str>) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        // Letters, digits and most marks, and every byte of a longer character, need nothing.
        if byte > b'>' && byte != 0x7f {
            continue;
        }
        if let Some(replacement) = special(byte) {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push_str(replacement);
            from = at + 1;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}
