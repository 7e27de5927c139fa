//! The first words of a text, without marks, and how many words there are.

/// Characters of the excerpt.
const LONGEST: usize = 300;

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// Words, counted.
    pub(super) words: usize,
    excerpt: String,
    chars: usize,
    in_word: bool,
}

impl Plain {
    /// Reads on. `running` is text of a paragraph, which belongs to the excerpt.
    pub(super) fn read(&mut self, text: &str, running: bool) {
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b' ' | b'\t' | b'\n' => self.in_word = false,
                _ if self.in_word => {}
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => self.begin_word(),
                0x80.. if begins_with_letter(text.get(at..)) => self.begin_word(),
                _ => {}
            }
        }
        if running && self.chars <= LONGEST {
            self.extend(text);
        }
    }

    fn begin_word(&mut self) {
        self.words += 1;
        self.in_word = true;
    }

    /// A line or block ends: what follows is another word.
    pub(super) fn pause(&mut self) {
        self.in_word = false;
        if !self.excerpt.is_empty() && !self.excerpt.ends_with(' ') {
            self.excerpt.push(' ');
            self.chars += 1;
        }
    }

    fn extend(&mut self, text: &str) {
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

/// Whether a text, if there is one (within a character there is none), begins with a letter or digit.
fn begins_with_letter(text: Option<&str>) -> bool {
    text.and_then(|text| text.chars().next()).is_some_and(char::is_alphanumeric)
}
