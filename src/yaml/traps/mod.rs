//! What people do wrong in YAML, each with its own message and repair.
//!
//! Where the parser stops, every trap looks at the lines there and may offer a repair. The repairs
//! are tried in memory; the one with which reading gets furthest is the explanation that the
//! person reads. So nothing depends on the parser's wording.

mod brackets;
mod colon;
mod hash;
mod indent;
mod lists;
mod names;
mod quotes;
mod skip;
mod spaces;
mod special;

use super::codes::UNREADABLE;
use super::draft::Draft;
use super::events::{self, Reading};
use super::line::{Line, lines};
use crate::diag::{Code, Diagnostic, Edit, Source, Text, text};
use std::ops::Range;
use std::sync::Arc;

pub(super) use indent::moved;
pub(super) use lists::bullet;
pub(super) use names::spaced;
pub(super) use spaces::odd_on;

/// A draft, and where reading it stopped.
pub(super) struct Scene<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) draft: &'a Draft,
    pub(super) lines: Vec<Line<'a>>,
    /// Byte of the draft.
    pub(super) at: usize,
    /// Index of the line with `at`.
    pub(super) here: usize,
}

/// What may be wrong, and how the text would be right.
pub(super) struct Repair {
    pub(super) findings: Vec<Diagnostic>,
    /// In order.
    pub(super) edits: Vec<Edit>,
}

/// A repair that helps.
pub(super) struct Mended {
    pub(super) findings: Vec<Diagnostic>,
    pub(super) draft: Draft,
    pub(super) reading: Reading,
}

/// The best repair of a stop at a byte of the draft; `fuel` is how many bytes may be read to try.
pub(super) fn mend(source: &Arc<Source>, draft: &Draft, at: usize, fuel: &mut usize) -> Option<Mended> {
    let scene = Scene::new(source, draft, at);
    let traps: [fn(&Scene<'_>) -> Vec<Repair>; 11] = [
        spaces::odd,
        spaces::tabs,
        quotes::repairs,
        colon::repairs,
        hash::repairs,
        lists::repairs,
        special::repairs,
        brackets::repairs,
        names::repairs,
        indent::repairs,
        skip::repairs,
    ];
    let mut best: Option<(usize, Mended)> = None;
    for (index, trap) in traps.iter().enumerate() {
        // A line is skipped only where nothing explains it.
        if index + 1 == traps.len() && best.is_some() {
            break;
        }
        for repair in trap(&scene) {
            let Some(left) = fuel.checked_sub(draft.text.len()) else { break };
            *fuel = left;
            let Some((reach, mended)) = scene.attempt(repair) else { continue };
            if best.as_ref().is_none_or(|(so_far, _)| reach > *so_far) {
                best = Some((reach, mended));
            }
        }
    }
    best.map(|(_, mended)| mended)
}

impl<'a> Scene<'a> {
    pub(super) fn new(source: &'a Arc<Source>, draft: &'a Draft, at: usize) -> Scene<'a> {
        let lines = lines(&draft.text);
        let here = lines.partition_point(|line| line.start <= at).saturating_sub(1);
        Scene { source, draft, lines, at, here }
    }

    /// Reads with the repair; how far it gets, as the file's line, where that is further than before.
    fn attempt(&self, repair: Repair) -> Option<(usize, Mended)> {
        let draft = self.draft.edited(&repair.edits);
        let reading = events::read(&draft.text);
        let reach = match reading.stop {
            None => usize::MAX,
            Some(stop) => {
                let place = draft.place(stop.at());
                let edited = self.draft.place(repair.edits.last().map_or(0, |edit| edit.range.end));
                let line = self.line_of(place);
                if place <= self.draft.place(self.at) && line <= self.line_of(edited) {
                    return None;
                }
                line
            }
        };
        Some((reach, Mended { findings: repair.told(self), draft, reading }))
    }

    /// The line of a byte of the file; comparable, not countable.
    fn line_of(&self, place: usize) -> usize {
        let text = self.source.text.get(..place).unwrap_or(&self.source.text);
        text.rfind('\n').map_or(0, |end| end + 1)
    }

    /// The line where reading stopped.
    pub(super) fn line(&self) -> Option<&Line<'a>> {
        self.lines.get(self.here)
    }

    /// The nearest line above that is not empty, and its index.
    pub(super) fn above(&self, index: usize) -> Option<(usize, &Line<'a>)> {
        self.lines.iter().enumerate().take(index).rev().take(50).find(|(_, line)| !line.is_empty())
    }

    /// The line where reading stopped, and the one above.
    pub(super) fn near(&self) -> impl Iterator<Item = &Line<'a>> {
        self.line().into_iter().chain(self.above(self.here).map(|(_, line)| line))
    }

    /// A finding at bytes of the draft.
    pub(super) fn error(&self, code: Code, range: Range<usize>, message: Text) -> Diagnostic {
        Diagnostic::error(code.code, &self.source.span(self.draft.places(&range)), message)
    }
}

impl Repair {
    pub(super) fn one(finding: Diagnostic, edit: Edit) -> Repair {
        Repair { findings: vec![finding], edits: vec![edit] }
    }

    /// Its findings, the first with the edits of all. A line that is only skipped was not repaired.
    pub(super) fn told(self, scene: &Scene<'_>) -> Vec<Diagnostic> {
        let mut findings = self.findings;
        if let Some(first) = findings.first_mut().filter(|first| first.code != UNREADABLE.code) {
            first.repair = scene.draft.in_file(scene.source, &self.edits);
        }
        findings
    }
}

/// The line as it would be right, as a line of help.
pub(super) fn write_line(line: &Line<'_>, edits: &[Edit]) -> Text {
    let mut right = String::new();
    let mut done = line.start;
    for edit in edits.iter().filter(|edit| edit.range.start >= line.start && edit.range.end <= line.end()) {
        right.push_str(line.text.get(done - line.start..edit.range.start - line.start).unwrap_or_default());
        right.push_str(&edit.text);
        done = edit.range.end;
    }
    right.push_str(line.text.get(done - line.start..).unwrap_or_default());
    let right = shortened(right.trim_end());
    text!("napišite: `{right}`", "write: `{right}`")
}

/// Of a line that no person typed, enough to know it by.
pub(super) fn shortened(line: &str) -> String {
    const MAX: usize = 300;
    match line.char_indices().nth(MAX) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// A text in the quotes that need the least escaping.
pub(super) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
