//! The colours that a style sheet gives to its custom properties, in light and in dark.
//!
//! Not a reader of CSS: it knows `:root` rules at the top and inside `@media (prefers-color-scheme: dark)`, which is
//! where themes keep their tokens.

use super::contrast::Rgb;
use std::collections::BTreeMap;

/// How a reader's device shows pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The custom properties of `:root`, without their `--`.
pub struct Palette(BTreeMap<String, String>);

impl Palette {
    /// The tokens as they hold in a mode: later rules over earlier ones.
    pub fn of(css: &str, mode: Mode) -> Palette {
        let mut tokens = BTreeMap::new();
        collect(&without_comments(css), mode, &mut tokens);
        Palette(tokens)
    }

    /// The colour of a token, through other tokens.
    pub fn colour(&self, token: &str) -> Option<Rgb> {
        self.named(token).map(|(_, colour)| colour)
    }

    /// The token that holds the colour, and the colour.
    pub fn named(&self, token: &str) -> Option<(String, Rgb)> {
        let mut token = token;
        // A token that leads to itself has no colour.
        for _ in 0..8 {
            let value = self.0.get(token)?.trim();
            match value.strip_prefix("var(--").and_then(|rest| rest.strip_suffix(')')) {
                Some(next) => token = next.split(',').next().unwrap_or(next).trim(),
                None => return hex(value).map(|colour| (token.to_owned(), colour)),
            }
        }
        None
    }
}

/// Walks over rules; those of `@media` are walked into where they hold.
fn collect(css: &str, mode: Mode, tokens: &mut BTreeMap<String, String>) {
    let mut rest = css;
    while let Some((head, after)) = rest.split_once('{') {
        let (body, next) = block(after);
        let head = head.rsplit(['}', ';']).next().unwrap_or(head).trim();
        if head.starts_with("@media") {
            if holds(head, mode) {
                collect(body, mode, tokens);
            }
        } else if head.split(',').any(|one| matches!(one.trim(), ":root" | "html")) {
            let declared = body.split(';').filter_map(|line| {
                let (name, value) = line.split_once(':')?;
                Some((name.trim().strip_prefix("--")?.to_owned(), value.trim().to_owned()))
            });
            tokens.extend(declared);
        }
        rest = next;
    }
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |text, (_, rest)| text + rest)
}

fn holds(media: &str, mode: Mode) -> bool {
    let dark = media.contains("prefers-color-scheme") && media.contains("dark");
    let other = ["print", "width", "height", "contrast", "forced-colors"].iter().any(|word| media.contains(word));
    dark && mode == Mode::Dark && !other
}

/// What stands in braces, and what follows them.
fn block(css: &str) -> (&str, &str) {
    let mut depth = 1_usize;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (css.get(..at).unwrap_or(css), css.get(at + 1..).unwrap_or_default());
        }
    }
    (css, "")
}

/// `#rgb` or `#rrggbb`.
fn hex(written: &str) -> Option<Rgb> {
    let digits = written.trim().strip_prefix('#')?;
    let values: Option<Vec<u8>> = digits.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    match values?.as_slice() {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r1, r2, g1, g2, b1, b2] => Some([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2]),
        _ => None,
    }
}
