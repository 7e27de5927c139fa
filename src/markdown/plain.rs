//! The first words of a text, without marks.

/// Characters of the excerpt.
const LONGEST: usize = 300;

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Plain {
    excerpt: String,
    chars: usize,
}

impl Plain {
    /// Reads on. `running` is text of a paragraph, which belongs to the excerpt.
    pub(super) fn read(&mut self, text: &str, running: bool) {
        if running && self.chars <= LONGEST {
            self.extend(text);
        }
    }

    /// A line or block ends: what follows is another word.
    pub(super) fn pause(&mut self) {
        if !self.excerpt.is_empty() && !self.excerpt.ends_with(' ') {
            self.excerpt.push(' ');
            self.chars += 1;
        }
    }

    fn extend(&mut self, text: &str) {
        let mut rest = text.chars();
        let rest = rest.nth(LONGEST - self.chars).map_or("", |_| rest.as_str());
        let head = text.strip_suffix(rest).unwrap_or(text);
        let begins_anew = self.excerpt.is_empty() || self.excerpt.ends_with(' ');
        if is_even(head) && !(begins_anew && head.starts_with(' ')) {
            self.excerpt.push_str(head);
            self.chars += head.chars().count();
            return;
        }
        for c in text.chars() {
            let space = c.is_whitespace() || c.is_control();
            if space && (self.excerpt.is_empty() || self.excerpt.ends_with(' ')) {
                continue;
            }
            self.excerpt.push(if space { ' ' } else { c });
            self.chars += 1;
            if self.chars > LONGEST {
                return;
            }
        }
    }

    /// The excerpt, cut at a word.
    pub(super) fn excerpt(&self) -> String {
        let text = self.excerpt.trim_end();
        if self.chars <= LONGEST {
            return text.to_owned();
        }
        let end = text.char_indices().nth(LONGEST - 1).map_or(text.len(), |(at, _)| at);
        let cut = text.get(..end).unwrap_or_default();
        let word = cut.rfind(' ').filter(|&at| at > end / 2).unwrap_or(end);
        let kept = cut.get(..word).unwrap_or(cut).trim_end_matches([' ', ',', ';', ':', '–', '-', '(']);
        format!("{kept}…")
    }
}

/// Whether no control character is in the text, and no white space but single blanks: most are so. Bytes with which other
/// white space begins tell that there may be some.
fn is_even(text: &str) -> bool {
    let odd = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xe1..=0xe3);
    // Without an early end, so that many bytes are looked at at once.
    !text.bytes().fold(false, |found, byte| found | odd(byte)) && !text.contains("  ")
}
