//! What changes in a text, shown line by line.

use similar::{ChangeTag, TextDiff};
use zbor::diag::{Colour, neutral};

/// The lines that go and come, with one line round them; nothing where only line ends differ.
pub(crate) fn difference(old: &str, new: &str, colour: Colour) -> String {
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::from_lines(&old, &new);
    let mut out = String::new();
    for (number, group) in diff.grouped_ops(1).iter().enumerate() {
        if number > 0 {
            out.push_str("   ⋮\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let (sign, code) = match change.tag() {
                ChangeTag::Delete => ('-', "31"),
                ChangeTag::Insert => ('+', "32"),
                ChangeTag::Equal => (' ', "0"),
            };
            let line = format!("   {sign} {}", neutral(change.value().trim_end_matches('\n')));
            let line = line.trim_end();
            match colour {
                Colour::Always => out.push_str(&format!("\u{1b}[{code}m{line}\u{1b}[0m\n")),
                Colour::Never => out.push_str(&format!("{line}\n")),
            }
        }
    }
    out
}

/// The text as lines that a person sees: its mark and the kind of its line ends are told in words.
fn lines(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}
