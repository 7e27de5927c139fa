//! Signs that nobody sees and that turn a text round: marked where volunteers read, left out where it is published.

/// Whether a sign is not seen and changes how a text looks or compares: the marks that turn the direction of
/// writing (Unicode TR 36), signs without width, tags, and control signs but the end of a line.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\n' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        '\u{2028}' | '\u{2029}' => true,
        c => c.is_control(),
    }
}

/// A text as it is published: without hidden signs, tabs as spaces, no white space at its ends.
pub fn clean(text: &str) -> String {
    let ends = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    let seen: String = ends.chars().filter(|c| !is_hidden(*c)).collect();
    seen.trim().to_owned()
}
