//! A finding as a person reads it in a terminal: what, where, the line with a caret, and what to do.

use super::neutral::{neutral, shown};
use super::{At, Diagnostic, Severity, Snippet, Voice, text};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Whether to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// With ANSI escape codes.
    Always,
    /// Plain text.
    Never,
}

/// Columns of a line that are shown; of a longer one, those round the caret.
const COLUMNS: usize = 100;

/// The finding as text that ends with a line break.
pub fn human(finding: &Diagnostic, voice: Voice, colour: Colour) -> String {
    let page = Page { gutter: gutter(finding), paint: Paint { colour, severity: finding.severity } };
    let severity = voice.severity(finding.severity);
    let head = page.paint.strong(&format!("{severity}[{}]", finding.code));
    let mut out = format!("{head}: {}\n", neutral(&voice.say(&finding.message)));
    page.place(&mut out, "-->", &finding.at, '^', "");
    for (at, what) in &finding.related {
        page.place(&mut out, ":::", at, '-', &neutral(&voice.say(what)));
    }
    let word = voice.say(&text!("pomoć", "help"));
    for help in &finding.help {
        let indent = " ".repeat(page.gutter + 1);
        let _ = writeln!(out, "{indent}{} {word}: {}", page.paint.faint("="), neutral(&voice.say(help)));
    }
    out
}

/// The width of the column of line numbers.
fn gutter(finding: &Diagnostic) -> usize {
    let related = finding.related.iter().map(|(at, _)| at);
    let lines = std::iter::once(&finding.at).chain(related).filter_map(|at| match at {
        At::Text(snippet) => Some(snippet.line.to_string().len()),
        At::Workspace | At::File(_) => None,
    });
    lines.max().unwrap_or(1) + 1
}

struct Page {
    gutter: usize,
    paint: Paint,
}

impl Page {
    fn place(&self, out: &mut String, arrow: &str, at: &At, mark: char, what: &str) {
        let arrow = self.paint.faint(&format!("{}{arrow}", " ".repeat(self.gutter)));
        match at {
            At::Workspace if what.is_empty() => {}
            At::Workspace => _ = writeln!(out, "{arrow} {what}"),
            At::File(path) if what.is_empty() => _ = writeln!(out, "{arrow} {}", neutral(path)),
            At::File(path) => _ = writeln!(out, "{arrow} {}: {what}", neutral(path)),
            At::Text(snippet) => {
                let Snippet { path, line, column, .. } = snippet;
                let _ = writeln!(out, "{arrow} {}:{line}:{column}", neutral(path));
                self.line(out, snippet, mark, what);
            }
        }
    }

    fn line(&self, out: &mut String, snippet: &Snippet, mark: char, what: &str) {
        let Window { text, before, width } = window(snippet);
        let bar = self.paint.faint("|");
        let number = self.paint.faint(&format!("{:>1$}", snippet.line, self.gutter));
        let gap = " ".repeat(self.gutter + 1);
        let marks = String::from(mark).repeat(width);
        let marks = if mark == '^' { self.paint.strong(&marks) } else { self.paint.faint(&marks) };
        let _ = writeln!(out, "{gap}{bar}");
        let _ = writeln!(out, "{number} {bar} {text}");
        let _ = writeln!(out, "{}", format!("{gap}{bar} {}{marks} {what}", " ".repeat(before)).trim_end());
    }
}

/// A line as it is shown.
struct Window {
    text: String,
    /// Columns before the carets.
    before: usize,
    /// Columns of carets.
    width: usize,
}

fn window(snippet: &Snippet) -> Window {
    let cells: Vec<_> = snippet.text.chars().map(shown).map(|cell| (cell.width(), cell)).collect();
    let columns = |from: usize, to: usize| cells.iter().take(to).skip(from).map(|(width, _)| width).sum::<usize>();
    let first = (snippet.column - 1).saturating_sub(snippet.skipped);
    let last = first + snippet.width;
    let (from, to) = if columns(0, cells.len()) <= COLUMNS {
        (0, cells.len())
    } else {
        let from = (0..=first).rev().take_while(|&from| columns(from, first) <= COLUMNS / 3).last().unwrap_or(first);
        let to = (from..=cells.len()).take_while(|&to| columns(from, to) <= COLUMNS).last().unwrap_or(from);
        (from, to)
    };
    let dots = |cut: bool| if cut { "…" } else { "" };
    let inside: String = cells.iter().take(to).skip(from).map(|(_, cell)| cell.as_ref()).collect();
    Window {
        text: format!("{}{}{}", dots(from > 0), inside.trim_end(), dots(to < cells.len())),
        before: columns(from, first) + usize::from(from > 0),
        width: columns(first, last.min(to)).max(1),
    }
}

struct Paint {
    colour: Colour,
    severity: Severity,
}

impl Paint {
    /// In the colour of the severity, bold.
    fn strong(&self, text: &str) -> String {
        let code = match self.severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Hint => "1;36",
        };
        self.with(code, text)
    }

    /// The frame round the text.
    fn faint(&self, text: &str) -> String {
        self.with("34", text)
    }

    fn with(&self, code: &str, text: &str) -> String {
        match self.colour {
            Colour::Always => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::Never => text.to_owned(),
        }
    }
}
