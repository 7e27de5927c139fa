//! Findings as annotations of a GitHub workflow, shown at the lines of a change.
//!
//! Format: "Workflow commands for GitHub Actions", `::error file=…,line=…::message`.

use super::neutral::neutral;
use super::{At, Diagnostic, Severity, Voice};
use std::fmt::Write;

/// All findings, errors first: GitHub shows ten of each severity at most.
pub fn github(findings: &[Diagnostic], voice: Voice) -> String {
    let mut ordered: Vec<_> = findings.iter().collect();
    ordered.sort_by_key(|finding| finding.severity);
    ordered.iter().map(|finding| annotation(finding, voice)).collect()
}

fn annotation(finding: &Diagnostic, voice: Voice) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let title = format!("{} {}", voice.severity(finding.severity), finding.code);
    let mut message = neutral(&voice.say(&finding.message));
    for help in &finding.help {
        let _ = write!(message, "\n{}", neutral(&voice.say(help)));
    }
    format!("::{command} {}title={}::{}\n", place(&finding.at), property(&title), data(&message))
}

fn place(at: &At) -> String {
    match at {
        At::Workspace => String::new(),
        At::File(path) => format!("file={},", property(path)),
        At::Text(at) => format!(
            "file={},line={line},endLine={line},col={},endColumn={},",
            property(&at.path),
            at.column,
            at.column + at.width,
            line = at.line,
        ),
    }
}

/// Escapes a message, as the workflow's runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
