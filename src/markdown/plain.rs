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
        for c in text.chars() {
            // The tables of Unicode are slow, and letters are asked for first.
            let letter = matches!(c, '!'..='~' | '\u{a1}'..'\u{1680}');
            let space = !letter && (c.is_whitespace() || c.is_control());
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
