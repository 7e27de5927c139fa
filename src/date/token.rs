//! A text as numbers, words and signs.

use super::names;

/// Longest text that is read, in tokens; the longest sensible one has about thirty.
const MOST_TOKENS: usize = 80;

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Digits; a value beyond `u32` is `u32::MAX`.
    Number { value: u32, digits: usize },
    /// Letters, folded.
    Word(String),
    /// Any dash: `-`, `–`, `—`.
    Dash,
    /// Any other sign.
    Sign(char),
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Whether there is white space before it.
    pub spaced: bool,
    /// Its first byte in the text.
    pub start: usize,
}

/// Cuts a text into tokens; `None` when there are too many.
pub(crate) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut joined = false;
    for (start, c) in text.char_indices() {
        if c.is_whitespace() || is_invisible(c) {
            joined &= !c.is_whitespace();
            continue;
        }
        let spaced = !joined && !tokens.is_empty();
        let grew = joined && tokens.last_mut().is_some_and(|last| grow(&mut last.kind, c));
        if !grew {
            tokens.push(Token { kind: begin(c), spaced, start });
        }
        joined = true;
        if tokens.len() > MOST_TOKENS {
            return None;
        }
    }
    Some(tokens)
}

/// Adds a character to a token that it continues.
fn grow(kind: &mut Kind, c: char) -> bool {
    match kind {
        Kind::Number { value, digits } => c.to_digit(10).is_some_and(|digit| {
            *value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).unwrap_or(u32::MAX);
            *digits += 1;
            true
        }),
        Kind::Word(word) if c.is_alphabetic() => {
            names::fold_char(c, word);
            true
        }
        Kind::Word(_) => names::is_mark(c),
        _ => false,
    }
}

/// The token that a character begins.
fn begin(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Number { value: c.to_digit(10).unwrap_or(0), digits: 1 },
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Kind::Dash,
        c if c.is_alphabetic() => {
            let mut word = String::new();
            names::fold_char(c, &mut word);
            Kind::Word(word)
        }
        c => Kind::Sign(c),
    }
}

/// Characters that word processors leave behind and nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A place in a list of tokens; copying it is how a reader looks ahead.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of a text that was cut into `tokens`.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token]) -> Cursor<'a> {
        Cursor { text, tokens, at: 0 }
    }

    /// The token `ahead` of here.
    pub(crate) fn token(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + ahead)
    }

    /// The word `ahead` of here, or `""`.
    pub(crate) fn word(&self, ahead: usize) -> &'a str {
        match self.token(ahead).map(|t| &t.kind) {
            Some(Kind::Word(word)) => word,
            _ => "",
        }
    }

    /// The number `ahead` of here, and how many digits it has.
    pub(crate) fn number(&self, ahead: usize) -> Option<(u32, usize)> {
        match self.token(ahead)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// Whether the token `ahead` is this sign.
    pub(crate) fn sign(&self, ahead: usize, sign: char) -> bool {
        self.token(ahead).is_some_and(|t| t.kind == Kind::Sign(sign))
    }

    /// Whether the token `ahead` is a dash.
    pub(crate) fn dash(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|t| t.kind == Kind::Dash)
    }

    /// Whether the token `ahead` touches the one before it.
    pub(crate) fn touches(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|t| !t.spaced)
    }

    /// Goes on by `count` tokens.
    pub(crate) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    /// Goes past a sign, if it is next.
    pub(crate) fn take_sign(&mut self, sign: char) -> bool {
        let found = self.sign(0, sign);
        self.at += usize::from(found);
        found
    }

    /// Goes past one of some words, if one is next.
    pub(crate) fn take_word(&mut self, words: &[&str]) -> bool {
        let found = words.contains(&self.word(0)) && !self.word(0).is_empty();
        self.at += usize::from(found);
        found
    }

    /// Goes past a row of words, if they are next.
    pub(crate) fn take_words(&mut self, words: &[&str]) -> bool {
        let found = words.iter().enumerate().all(|(ahead, word)| self.word(ahead) == *word);
        self.at += if found { words.len() } else { 0 };
        found
    }

    /// Whether everything was read but closing dots and commas.
    pub(crate) fn is_done(&self) -> bool {
        self.tokens.get(self.at..).unwrap_or_default().iter().all(|t| matches!(t.kind, Kind::Sign('.' | ',' | ';')))
    }

    /// What has not been read yet, as it was written.
    pub(crate) fn rest(&self) -> &'a str {
        self.token(0).and_then(|t| self.text.get(t.start..)).unwrap_or_default().trim()
    }

    /// What was read since `earlier`, as it was written.
    pub(crate) fn since(&self, earlier: &Cursor<'a>) -> &'a str {
        let start = earlier.token(0).map_or(self.text.len(), |t| t.start);
        let end = self.token(0).map_or(self.text.len(), |t| t.start);
        self.text.get(start..end).unwrap_or_default().trim()
    }
}
