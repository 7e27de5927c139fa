//! Squeezing stylesheets: comments and needless white space go, nothing else changes.

/// A stylesheet without comments and white space that means nothing. Strings and `url(…)` stay
/// byte for byte; a space stays wherever it might mean something (`a b`, `calc(1px + 2px)`,
/// `and (`, `a :hover`).
pub(crate) fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(c) = rest.chars().next() {
        let token = token(rest, &out, space);
        let (word, after) = rest.split_at(token);
        rest = after;
        if word.starts_with("/*") || c.is_ascii_whitespace() {
            // A comment separates what stands beside it, as white space does.
            space = true;
            continue;
        }
        if space && keeps_space(&out, c) {
            out.push(' ');
        }
        space = false;
        if c == '}' && out.ends_with(';') && !out.ends_with("\\;") {
            out.pop();
        }
        out.push_str(word);
    }
    out
}

/// The length of what is taken as one: a comment, a string, `url(…)`, a backslash with what
/// follows it, or a character. What is not closed runs to the end.
fn token(rest: &str, before: &str, space: bool) -> usize {
    let end = |found: Option<usize>| found.unwrap_or(rest.len());
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let starts_word = space || !before.ends_with(is_word);
    match rest.chars().next() {
        Some('/') if rest.starts_with("/*") => end(rest.get(2..).and_then(|r| r.find("*/")).map(|i| i + 4)),
        Some(quote @ ('"' | '\'')) => end(closing(rest, 1, quote)),
        Some('u' | 'U') if starts_word && rest.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("url(")) => {
            let inner = rest.get(4..).map_or("", str::trim_start);
            let start = rest.len() - inner.len();
            match inner.chars().next() {
                Some(quote @ ('"' | '\'')) => end(closing(rest, start + 1, quote)),
                _ => end(closing(rest, 4, ')')),
            }
        }
        Some('\\') => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
        Some(c) => c.len_utf8(),
        None => 0,
    }
}

/// One past the closing character, from `from` on; a backslash hides the one after it.
fn closing(text: &str, from: usize, close: char) -> Option<usize> {
    let mut hidden = false;
    for (i, c) in text.get(from..)?.char_indices() {
        match c {
            _ if hidden => hidden = false,
            '\\' => hidden = true,
            c if c == close => return Some(from + i + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// Whether white space between what is written so far and `next` may mean something. Around `{};,`
/// it never does, nor after `(`, `:` of a declaration or before `)`; `>` and `~` are left alone,
/// `:` keeps what stands before it (`a :hover` is not `a:hover`).
fn keeps_space(out: &str, next: char) -> bool {
    let after = out.chars().next_back();
    if after == Some(':') && matches!(next, ';' | '}') {
        // `--x: ;` is an empty value to all browsers, `--x:;` only to newer ones.
        return true;
    }
    let after_needs = !matches!(after, None | Some('{' | '}' | ';' | ',' | '(' | ':'));
    after_needs && !matches!(next, '{' | '}' | ';' | ',' | ')')
}
