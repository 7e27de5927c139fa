//! Text and attribute values as HTML.

/// Writes text between tags. Characters that neither HTML nor XML allows are left out, NUL becomes
/// U+FFFD (CommonMark 0.31.2, 2.3).
pub fn text(out: &mut String, text: &str) {
    escape(out, text, &TEXT);
}

/// Writes the value of an attribute in either kind of quotation marks.
pub fn attribute(out: &mut String, value: &str) {
    escape(out, value, &ATTRIBUTE);
}

/// Writes an attribute, unless its value is empty.
pub(super) fn put_attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        attribute(out, value);
        out.push('"');
    }
}

/// Writes text of raw HTML, whose character references stand as they are.
pub(super) fn markup(out: &mut String, text: &str) {
    escape(out, text, &MARKUP);
}

/// For each byte, the index of what replaces it; 0 for those that stay.
type Table = [u8; 256];

const REPLACEMENTS: [&str; 8] = ["", "", "\u{fffd}", "&lt;", "&gt;", "&amp;", "&quot;", "&#39;"];
static MARKUP: Table = table(5);
static TEXT: Table = table(6);
static ATTRIBUTE: Table = table(8);

/// The table of the replacements below `end`.
const fn table(end: u8) -> Table {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let index = match byte as u8 {
            b'\t' | b'\n' => 0,
            0 => 2,
            1..0x20 | 0x7f => 1,
            b'<' => 3,
            b'>' => 4,
            b'&' => 5,
            b'"' => 6,
            b'\'' => 7,
            _ => 0,
        };
        table[byte] = if index < end { index } else { 0 };
        byte += 1;
    }
    table
}

/// Whether a byte is one that any table replaces, tabs and line ends besides.
fn is_special(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'<' | b'>' | b'&' | b'"' | b'\'' | 0x7f)
}

fn escape(out: &mut String, text: &str, table: &Table) {
    // Without an early end, so that many bytes are looked at at once: most texts have none of them.
    if !text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return out.push_str(text);
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| table[usize::from(byte)] != 0) {
        let index = rest.as_bytes().get(at).map_or(0, |byte| table[usize::from(*byte)]);
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push_str(REPLACEMENTS.get(usize::from(index)).copied().unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    out.push_str(rest);
}
