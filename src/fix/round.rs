//! One round of repairs: those that do not disturb one another are made at once, the others wait.

use super::Repair;
use crate::diag::{At, Diagnostic, Edit, Text, edited};

/// What could be repaired, and how.
pub(super) struct Proposal {
    pub(super) what: Text,
    /// In order, not overlapping.
    pub(super) edits: Vec<Edit>,
    /// Whether it concerns the file as a whole.
    pub(super) scope: Scope,
}

/// What a repair concerns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Place,
    File,
}

impl Proposal {
    /// A repair at a place; none without edits.
    pub(super) fn at(what: Text, edits: Vec<Edit>) -> Option<Proposal> {
        (!edits.is_empty()).then_some(Proposal { what, edits, scope: Scope::Place })
    }

    /// A repair of the whole file; none without edits.
    pub(super) fn whole(what: Text, edits: Vec<Edit>) -> Option<Proposal> {
        (!edits.is_empty()).then_some(Proposal { what, edits, scope: Scope::File })
    }

    /// What a finding says can be done.
    pub(super) fn of(finding: Diagnostic) -> Option<Proposal> {
        let scope = if matches!(finding.at, At::Text(_)) { Scope::Place } else { Scope::File };
        (!finding.repair.is_empty()).then_some(Proposal { what: finding.message, edits: finding.repair, scope })
    }

    fn told(&self, text: &str) -> Repair {
        let start = self.edits.first().map_or(0, |edit| edit.range.start);
        let before = text.as_bytes().get(..start).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Repair { line: (self.scope == Scope::Place).then_some(line), what: self.what.clone() }
    }
}

/// The text with the proposals made that stand apart from those before them, and what they were.
pub(super) fn apply(text: &str, proposals: Vec<Proposal>) -> (String, Vec<Repair>) {
    let mut edits: Vec<Edit> = Vec::new();
    let mut repairs = Vec::new();
    for proposal in proposals {
        let fits = proposal.edits.iter().all(|edit| text.get(edit.range.clone()).is_some_and(|old| *old != edit.text));
        if fits && apart(&edits, &proposal.edits) {
            repairs.push(proposal.told(text));
            edits.extend(proposal.edits);
            edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        }
    }
    repairs.sort_by_key(|repair| repair.line);
    (edited(text, &edits), repairs)
}

/// Whether no edit of one list touches one of the other; the first is sorted.
fn apart(sorted: &[Edit], others: &[Edit]) -> bool {
    others.iter().all(|edit| {
        let from = sorted.partition_point(|known| known.range.end < edit.range.start);
        sorted.get(from).is_none_or(|known| !known.touches(edit))
    })
}
