//! Code, in blocks and within a line.

use super::escape;
use super::writer::{Open, Writer};
use pulldown_cmark::CodeBlockKind;

/// A code block that is being read.
#[derive(Debug)]
pub(super) enum Block {
    /// Written as it comes.
    Plain,
    /// Gathered, to be coloured as the named language.
    Coloured(String, String),
}

impl Block {
    /// Takes the next piece.
    pub(super) fn push(&mut self, out: &mut String, text: &str) {
        match self {
            Block::Plain => escape::text(out, text),
            Block::Coloured(_, code) => code.push_str(text),
        }
    }
}

impl Writer<'_> {
    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) if self.strict() => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.new_line();
        self.put("<pre><code");
        let class = if language.is_empty() { String::new() } else { format!("language-{language}") };
        self.put_attribute("class", &class);
        self.put(">");
        self.open.push(Open::Block);
        let coloured = !self.strict() && knows(language);
        self.code = Some(if coloured { Block::Coloured(language.to_owned(), String::new()) } else { Block::Plain });
    }

    pub(super) fn end_code(&mut self) {
        self.doc.has_code = true;
        if let Some(Block::Coloured(language, code)) = self.code.take() {
            self.coloured += code.len();
            paint(&mut self.out.text, &language, &code, self.coloured);
        }
        self.end_block("</code></pre>\n");
    }

    /// Code within a line; a heading and the excerpt keep its text.
    pub(super) fn inline_code(&mut self, code: &str) {
        if self.sanitiser.is_dropping() {
            return;
        }
        self.put("<code>");
        escape::text(&mut self.out.text, code);
        self.put("</code>");
        self.read_kept(code);
    }
}

#[cfg(feature = "highlight")]
fn knows(language: &str) -> bool {
    super::highlight::knows(language)
}

#[cfg(feature = "highlight")]
fn paint(out: &mut String, language: &str, code: &str, so_far: usize) {
    /// Bytes of code that are coloured in one text: a kilobyte costs some milliseconds.
    const MOST: usize = 32 * 1024;
    if so_far > MOST {
        return escape::text(out, code);
    }
    super::highlight::paint(out, language, code);
}

#[cfg(not(feature = "highlight"))]
fn knows(_: &str) -> bool {
    false
}

#[cfg(not(feature = "highlight"))]
fn paint(out: &mut String, _: &str, code: &str, _: usize) {
    escape::text(out, code);
}
