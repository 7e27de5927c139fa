//! Findings: what is wrong with the workspace, where, and how to put it right.
//!
//! A finding is data, collected over the whole workspace in one run. The message stands beside the
//! check that raises it, in both languages at once; printing is done here, for a terminal, as JSON
//! and as annotations of a publishing workflow.

mod code;
mod counted;
mod edit;
mod github;
mod human;
mod json;
mod neutral;
mod page;
mod source;
mod stored;
mod summary;
#[cfg(test)]
mod tests;
mod voice;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

pub use code::Code;
pub use counted::Counted;
pub use edit::{Edit, edited};
pub use github::github;
pub use human::{Colour, human};
pub use json::json_line;
pub use neutral::neutral;
pub use page::page;
pub use source::{Snippet, Source, Span};
pub use stored::Stored;
pub use summary::summary;
pub use voice::{Language, Voice};

/// A message in both languages; Bosnian Cyrillic is derived when it is printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    /// Bosnian, Latin script.
    pub bs: String,
    /// English.
    pub en: String,
}

/// `text!("bosanski {x}", "English {x}")`: a [`Text`] from two format strings.
#[macro_export]
macro_rules! text {
    ($bs:literal, $en:literal $(,)?) => {
        $crate::diag::Text { bs: format!($bs), en: format!($en) }
    };
}
pub use crate::text;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The item is left out; the rest is published.
    Error,
    /// Published, but somebody should look.
    Warning,
    /// Published; it could be better.
    Hint,
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum At {
    /// The workspace as a whole.
    Workspace,
    /// A file or folder that has no text to show; its path from the workspace root.
    File(String),
    /// A place in a text.
    Text(Snippet),
}

impl From<&Span> for At {
    fn from(span: &Span) -> At {
        At::Text(span.snippet())
    }
}

/// What is wrong, said without a place: the readers of single values raise it, and whoever holds
/// the span makes a [`Diagnostic`] of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable code, documented with cause and cure: a letter for the subject and three digits.
    pub code: Cow<'static, str>,
    /// What is wrong.
    pub message: Text,
    /// What would be right, nearest word, repair: one line each.
    pub help: Vec<Text>,
}

impl Problem {
    /// A problem without help yet.
    pub fn new(code: &'static str, message: Text) -> Problem {
        Problem { code: Cow::Borrowed(code), message, help: Vec::new() }
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, help: Text) -> Problem {
        self.help.push(help);
        self
    }

    /// The finding that this problem is, at a place.
    pub fn at(self, severity: Severity, at: impl Into<At>) -> Diagnostic {
        Diagnostic {
            severity,
            code: self.code,
            at: at.into(),
            message: self.message,
            help: self.help,
            related: Vec::new(),
            repair: Vec::new(),
        }
    }
}

/// One finding, complete: nothing else is needed to print it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// See [`Problem::code`].
    pub code: Cow<'static, str>,
    /// Where.
    pub at: At,
    /// What is wrong.
    pub message: Text,
    /// What would be right, one line each.
    pub help: Vec<Text>,
    /// Other places that belong to it (the first of two equal keys), each with what it is.
    pub related: Vec<(At, Text)>,
    /// What of the text changes so that this is right, where a program may do it: in order, not overlapping.
    pub repair: Vec<Edit>,
}

impl Diagnostic {
    /// The item at `at` is left out.
    pub fn error(code: &'static str, at: impl Into<At>, message: Text) -> Diagnostic {
        Problem::new(code, message).at(Severity::Error, at)
    }

    /// Published, but somebody should look.
    pub fn warning(code: &'static str, at: impl Into<At>, message: Text) -> Diagnostic {
        Problem::new(code, message).at(Severity::Warning, at)
    }

    /// Published; it could be better.
    pub fn hint(code: &'static str, at: impl Into<At>, message: Text) -> Diagnostic {
        Problem::new(code, message).at(Severity::Hint, at)
    }

    /// The file that it is about, from the root of the workspace.
    pub fn path(&self) -> Option<&str> {
        match &self.at {
            At::Workspace => None,
            At::File(path) => Some(path),
            At::Text(snippet) => Some(&snippet.path),
        }
    }

    /// Adds a line of help.
    #[must_use]
    pub fn help(mut self, help: Text) -> Diagnostic {
        self.help.push(help);
        self
    }

    /// Adds another place that belongs to this finding.
    #[must_use]
    pub fn related(mut self, at: impl Into<At>, what: Text) -> Diagnostic {
        self.related.push((at.into(), what));
        self
    }

    /// Adds a change that puts it right.
    #[must_use]
    pub fn edit(mut self, edit: Edit) -> Diagnostic {
        self.repair.push(edit);
        self
    }
}

/// A value, and what was found wrong while making it.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// What could be made.
    pub value: T,
    /// In the order in which they were found; [`sort`] before printing.
    pub findings: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with nothing wrong.
    pub fn fine(value: T) -> Checked<T> {
        Checked { value, findings: Vec::new() }
    }

    /// Hands the findings to a common list and gives the value.
    pub fn collect(self, findings: &mut Vec<Diagnostic>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

/// The stable order: by file, place, severity, code; equal findings stand once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    findings.sort_by(|a, b| (&a.at, a.severity, &a.code, &a.message).cmp(&(&b.at, b.severity, &b.code, &b.message)));
    findings.dedup();
}
