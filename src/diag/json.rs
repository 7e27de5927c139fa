//! Findings for other programs: JSON Lines, one object a finding, with stable names.

use super::{At, Diagnostic, Severity, Text};
use serde::Serialize;

/// One finding as one line, with its line break. Places that are not known are `null`; `line`,
/// `column` and `end_column` count from 1, in characters.
pub fn json_line(finding: &Diagnostic) -> String {
    let line = Line {
        severity: finding.severity,
        code: &finding.code,
        place: Place::of(&finding.at),
        message: &finding.message,
        help: &finding.help,
        related: finding.related.iter().map(|(at, message)| Related { place: Place::of(at), message }).collect(),
    };
    // Structs of text and numbers always have a JSON form.
    serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default()
}

#[derive(Serialize)]
struct Line<'a> {
    severity: Severity,
    code: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    message: &'a Text,
    help: &'a [Text],
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    message: &'a Text,
}

#[derive(Default, Serialize)]
struct Place<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    /// One past the last.
    end_column: Option<usize>,
}

impl Place<'_> {
    fn of(at: &At) -> Place<'_> {
        match at {
            At::Workspace => Place::default(),
            At::File(path) => Place { file: Some(path), ..Place::default() },
            At::Text(at) => Place {
                file: Some(&at.path),
                line: Some(at.line),
                column: Some(at.column),
                end_column: Some(at.column + at.width),
            },
        }
    }
}
