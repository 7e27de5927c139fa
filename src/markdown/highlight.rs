//! Colours of code, as a handful of classes that a theme can know: `hl-comment`, `hl-string`,
//! `hl-number`, `hl-keyword`, `hl-name`, `hl-tag`, `hl-attr`, `hl-type`.

use super::escape;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// A line longer than this many bytes is not written by hand: it is left plain.
const LONGEST_LINE: usize = 2000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Scopes and the class that shows them; the innermost scope that is listed decides.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let pairs = [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant.character", "hl-string"),
        ("constant", "hl-number"),
        ("entity.name.tag", "hl-tag"),
        ("entity.other.attribute-name", "hl-attr"),
        ("entity.name.function", "hl-name"),
        ("support.function", "hl-name"),
        ("variable.function", "hl-name"),
        ("entity.name", "hl-type"),
        ("support.type", "hl-type"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-keyword"),
    ];
    pairs.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()
});

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let plain = language.is_empty() || ["text", "txt", "plain"].iter().any(|name| language.eq_ignore_ascii_case(name));
    if plain { None } else { SYNTAXES.find_syntax_by_token(language) }
}

/// Whether a language can be coloured.
pub(super) fn knows(language: &str) -> bool {
    syntax(language).is_some()
}

/// Writes code with spans of the classes above; from where the grammar fails on, plain.
pub(super) fn paint(out: &mut String, language: &str, code: &str) {
    let Some(syntax) = syntax(language) else { return escape::text(out, code) };
    let mut state = Some((ParseState::new(syntax), ScopeStack::new()));
    for line in LinesWithEndings::from(code) {
        state = state.filter(|_| line.len() <= LONGEST_LINE).and_then(|state| paint_line(out, line, state));
        if state.is_none() {
            escape::text(out, line);
        }
    }
}

/// One line; `None`, and nothing written, when the grammar fails.
fn paint_line(
    out: &mut String,
    line: &str,
    (mut parser, mut stack): (ParseState, ScopeStack),
) -> Option<(ParseState, ScopeStack)> {
    let changes = parser.parse_line(line, &SYNTAXES).ok()?;
    let mut painted = String::new();
    let mut run = Run { class: "", text: String::new() };
    let mut from = 0;
    for (at, change) in changes {
        run.add(&mut painted, line.get(from..at)?, class(&stack));
        from = at;
        stack.apply(&change).ok()?;
    }
    run.add(&mut painted, line.get(from..)?, class(&stack));
    run.end(&mut painted);
    out.push_str(&painted);
    Some((parser, stack))
}

fn class(stack: &ScopeStack) -> &'static str {
    let find = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.scopes.iter().rev().find_map(find).unwrap_or_default()
}

/// Neighbouring pieces of one class, written as one span.
struct Run {
    class: &'static str,
    text: String,
}

impl Run {
    fn add(&mut self, out: &mut String, text: &str, class: &'static str) {
        if class != self.class && !text.is_empty() {
            self.end(out);
            self.class = class;
        }
        self.text.push_str(text);
    }

    fn end(&mut self, out: &mut String) {
        let coloured = !self.class.is_empty() && !self.text.trim().is_empty();
        if coloured {
            out.push_str(&format!("<span class=\"{}\">", self.class));
        }
        escape::text(out, &self.text);
        if coloured {
            out.push_str("</span>");
        }
        self.text.clear();
    }
}
