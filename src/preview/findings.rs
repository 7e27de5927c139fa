//! Findings for the pages that are open, in the language of whoever started the preview.

use super::live::Known;
use crate::diag::{At, Counted, Diagnostic, Severity, Snippet, Voice};
use serde::Serialize;

/// So many are shown; whoever has more puts the first ones right first.
const MOST: usize = 100;

/// All findings as a page gets them.
#[derive(Serialize)]
pub struct Told {
    /// Whether finished pages were looked at, too.
    complete: bool,
    /// `2 greške, 1 upozorenje`.
    sum: String,
    errors: usize,
    warnings: usize,
    /// Beyond those that are listed.
    more: usize,
    items: Vec<Item>,
}

/// One finding.
#[derive(Serialize)]
pub struct Item {
    severity: Severity,
    /// `greška`
    word: String,
    code: String,
    message: String,
    /// One line each.
    help: Vec<String>,
    place: Option<Place>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    message: String,
    place: Option<Place>,
}

/// Where it is, with the line: what stands before the place, at it, and behind.
#[derive(Serialize)]
struct Place {
    /// `sites/gornje-selo/obavjestenja/voda.md:2:1`
    name: String,
    file: String,
    line: Option<[String; 3]>,
}

/// What a page is told: errors first.
pub fn told(known: &Known, voice: Voice) -> Told {
    let counted = Counted::of(&known.findings);
    let mut findings: Vec<&Diagnostic> = known.findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    Told {
        complete: known.complete,
        sum: voice.say(&counted.text()),
        errors: counted.errors,
        warnings: counted.warnings,
        more: findings.len().saturating_sub(MOST),
        items: findings.into_iter().take(MOST).map(|finding| item(finding, voice)).collect(),
    }
}

/// Whether only a look at finished pages finds it.
pub fn is_of_pages(finding: &Diagnostic) -> bool {
    finding.code.starts_with(['A', 'V']) || matches!(&*finding.code, "L014" | "L015" | "T003")
}

fn item(finding: &Diagnostic, voice: Voice) -> Item {
    let related = finding.related.iter().map(|(at, what)| Related { message: voice.say(what), place: place(at) });
    Item {
        severity: finding.severity,
        word: voice.severity(finding.severity),
        code: finding.code.to_string(),
        message: voice.say(&finding.message),
        help: finding.help.iter().map(|help| voice.say(help)).collect(),
        place: place(&finding.at),
        related: related.collect(),
    }
}

fn place(at: &At) -> Option<Place> {
    match at {
        At::Workspace => None,
        At::File(path) => Some(Place { name: path.clone(), file: path.clone(), line: None }),
        At::Text(snippet) => {
            let Snippet { path, line, column, .. } = snippet;
            Some(Place { name: format!("{path}:{line}:{column}"), file: path.clone(), line: Some(parts(snippet)) })
        }
    }
}

/// So many characters of the line before the place are shown.
const BEFORE: usize = 40;
/// So many behind it.
const BEHIND: usize = 60;

fn parts(snippet: &Snippet) -> [String; 3] {
    let from = (snippet.column - 1).saturating_sub(snippet.skipped);
    let cut = from.saturating_sub(BEFORE);
    let part = |skip: usize, take: usize| snippet.text.chars().skip(skip).take(take).collect::<String>();
    let dots = if cut > 0 { "…" } else { "" };
    let behind = from + snippet.width;
    [format!("{dots}{}", part(cut, from - cut)), part(from, snippet.width), part(behind, BEHIND)]
}
