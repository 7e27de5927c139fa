//! Findings of one text, up to a number that a person may read: a damaged file must not fill the
//! memory with what is wrong with it.

use super::codes::LIMIT;
use super::limits::MAX_FINDINGS;
use crate::diag::{Diagnostic, text};

/// At most [`MAX_FINDINGS`] and a last one that says that there are more.
#[derive(Default)]
pub(super) struct Findings {
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Adds a finding, which is made only where there is room.
    pub(super) fn add(&mut self, make: impl FnOnce() -> Diagnostic) {
        match self.list.len() {
            0..MAX_FINDINGS => self.list.push(make()),
            MAX_FINDINGS => self.list.push(more(make())),
            _ => {}
        }
    }

    /// All of them.
    pub(super) fn list(self) -> Vec<Diagnostic> {
        self.list
    }
}

fn more(next: Diagnostic) -> Diagnostic {
    let message = text!(
        "još grešaka: prikazuje se samo prvih {MAX_FINDINGS} u jednoj datoteci",
        "more mistakes: only the first {MAX_FINDINGS} of a file are shown",
    );
    Diagnostic::error(LIMIT.code, next.at, message)
}
