//! Findings as Markdown for the summary page of a publishing workflow, by file. Content of the
//! workspace is only ever text in it: it can bring in neither Markdown nor HTML.

use super::neutral::neutral;
use super::voice::{Piece, pieces};
use super::{At, Counted, Diagnostic, Voice, text};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Findings that are listed; GitHub takes a summary of 1 MiB.
const MOST: usize = 200;

/// The summary: how many of each severity, then the findings of each file.
pub fn summary(findings: &[Diagnostic], voice: Voice) -> String {
    let mut out = format!("## {}\n", escaped(&voice.say(&Counted::of(findings).text())));
    let mut files: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    let mut ordered: Vec<_> = findings.iter().collect();
    ordered.sort_by_key(|finding| finding.severity);
    for finding in ordered.into_iter().take(MOST) {
        files.entry(file(&finding.at)).or_default().push(finding);
    }
    for (path, findings) in files {
        if !path.is_empty() {
            let _ = write!(out, "\n### <code>{}</code>\n", escaped(path));
        }
        out.push('\n');
        findings.iter().for_each(|finding| item(&mut out, finding, voice));
    }
    if findings.len() > MOST {
        let _ = write!(out, "\n{}\n", voice.say(&text!("Prikazano je prvih {MOST}.", "The first {MOST} are shown.")));
    }
    out
}

fn file(at: &At) -> &str {
    match at {
        At::Workspace => "",
        At::File(path) => path,
        At::Text(at) => &at.path,
    }
}

fn item(out: &mut String, finding: &Diagnostic, voice: Voice) {
    let severity = voice.severity(finding.severity);
    let _ = write!(out, "- **{severity}** {}", escaped(&finding.code));
    if let At::Text(at) = &finding.at {
        let _ = write!(out, ", {} {}", voice.say(&text!("red", "line")), at.line);
    }
    let _ = writeln!(out, ": {}", markup(&voice.say(&finding.message)));
    for help in &finding.help {
        let _ = writeln!(out, "  - {}", markup(&voice.say(help)));
    }
}

/// A message with its backticks as code.
fn markup(message: &str) -> String {
    pieces(message)
        .map(|piece| match piece {
            Piece::Words(words) => escaped(words),
            Piece::Code(code) => format!("<code>{}</code>", escaped(code)),
        })
        .collect()
}

/// Text in which every sign that Markdown or HTML may read is a character reference.
fn escaped(text: &str) -> String {
    neutral(text).chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '?' | '"' | '\'') {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
        out
    })
}
