//! Where the front matter ends and the text begins.

use crate::diag::{Checked, Diagnostic, Edit, Source, text};
use std::ops::Range;
use std::sync::Arc;

/// The two parts of a text file, as byte ranges of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// The YAML between the fences; none where the file has no front matter.
    pub yaml: Option<Range<usize>>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// Splits a file at its fences. Every byte is in the front matter, the body, or a fence between.
pub fn split(source: &Arc<Source>) -> Checked<Front> {
    let text = source.text.as_str();
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let start =
        text[..start].rfind('\n').map_or(if text.starts_with('\u{feff}') { 3 } else { 0 }, |at| at + 1).min(start);
    let mut lines = Lines { text, at: start };
    let Some(first) = lines.next().filter(|line| is_fence(&text[line.clone()])) else {
        let body = if text.starts_with('\u{feff}') { 3 } else { 0 };
        return Checked::fine(Front { yaml: None, body: body..text.len() });
    };
    let mut out = Vec::new();
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    if text[..first.start].contains('\n') {
        out.push(
            Diagnostic::warning(
                "F020",
                &source.span(first.clone()),
                text!("prije prve crte `---` ima praznih redova", "there are blank lines before the first `---`"),
            )
            .help(text!("obrišite ih: `---` treba biti prvi red", "delete them: `---` should be the first line"))
            .edit(Edit::new(mark..first.start, "")),
        );
    }
    let yaml_start = lines.at;
    while let Some(line) = lines.next() {
        if is_closing(&text[line.clone()]) {
            let front = Front { yaml: Some(yaml_start..line.start), body: lines.at..text.len() };
            return Checked { value: front, findings: out };
        }
    }
    let front = unclosed(source, yaml_start, &mut out, first);
    Checked { value: front, findings: out }
}

/// No closing fence: everything that still looks like front matter is, the rest is text.
fn unclosed(source: &Arc<Source>, yaml_start: usize, out: &mut Vec<Diagnostic>, fence: Range<usize>) -> Front {
    let text = source.text.as_str();
    let mut lines = Lines { text, at: yaml_start };
    let mut end = yaml_start;
    while let Some(line) = lines.next() {
        if !looks_like_yaml(&text[line]) {
            break;
        }
        end = lines.at;
    }
    let last = text[yaml_start..end].lines().last().unwrap_or("---").trim_end();
    out.push(
        Diagnostic::warning(
            "F021",
            &source.span(fence),
            text!(
                "zaglavlje nije zatvoreno: nema druge crte `---`",
                "the front matter is not closed: there is no second `---`"
            ),
        )
        .help(text!("dodajte red `---` iza reda `{last}`", "add a line `---` after the line `{last}`"))
        .edit(Edit::new(end..end, if text[..end].ends_with('\n') { "---\n" } else { "\n---\n" })),
    );
    Front { yaml: Some(yaml_start..end), body: end..text.len() }
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn is_closing(line: &str) -> bool {
    is_fence(line) || line.trim_end() == "..."
}

/// A key with a colon, an indented line, a list item or a comment.
fn looks_like_yaml(line: &str) -> bool {
    let line = line.trim_end();
    let key = line.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty() && key.split_whitespace().count() <= 3 && (rest.is_empty() || rest.starts_with([' ', '\t']))
    });
    !line.is_empty() && (key || line.starts_with([' ', '\t', '#']) || line.starts_with("- "))
}

/// Lines as byte ranges, without their ends; `at` is the start of the next one.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let len = rest.find('\n').unwrap_or(rest.len());
        self.at = (start + len + 1).min(self.text.len());
        Some(start..start + len)
    }
}
