//! Text of files made harmless for a terminal: what would move the cursor, colour the screen or
//! turn the direction of writing is shown as a sign instead.

use std::borrow::Cow;

/// How a character is shown.
pub(super) fn shown(c: char) -> Cow<'static, str> {
    match c {
        '\t' => Cow::Borrowed("    "),
        '\u{0}'..='\u{1f}' => picture(u32::from(c)),
        '\u{7f}' => Cow::Borrowed("␡"),
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => named(c),
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => named(c),
        _ => Cow::Owned(c.to_string()),
    }
}

/// A whole text on one line.
pub fn neutral(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The picture of a control character (Unicode block "Control Pictures").
fn picture(code: u32) -> Cow<'static, str> {
    char::from_u32(0x2400 + code).map_or(Cow::Borrowed("�"), |picture| Cow::Owned(picture.to_string()))
}

fn named(c: char) -> Cow<'static, str> {
    Cow::Owned(format!("<U+{:04X}>", u32::from(c)))
}
