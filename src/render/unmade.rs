//! What could not be made, and what is told of it.

use crate::diag::{At, Diagnostic, text};

/// A file that could not be made.
#[derive(Debug)]
pub struct Unmade {
    /// Why.
    pub finding: Box<Diagnostic>,
    /// The text that it shows, from the root of the workspace.
    pub source: Option<String>,
}

impl Unmade {
    /// What is told of files that could not be made: each mistake once, with one of the texts that are not shown for it.
    pub fn told<'a>(unmade: impl IntoIterator<Item = &'a Unmade>) -> Vec<Diagnostic> {
        let mut sorted: Vec<&Unmade> = unmade.into_iter().collect();
        sorted.sort_by(|a, b| {
            (&a.finding.at, &a.finding.message, &a.source).cmp(&(&b.finding.at, &b.finding.message, &b.source))
        });
        let alike = sorted.chunk_by(|a, b| a.finding == b.finding);
        alike.filter_map(|alike| Some(Unmade::of_all(alike.first()?, alike.len()))).collect()
    }

    fn of_all(first: &Unmade, pages: usize) -> Diagnostic {
        let finding = Diagnostic::clone(&first.finding);
        match &first.source {
            None => finding,
            Some(source) if pages == 1 => finding.related(
                At::File(source.clone()),
                text!("stranica ovog teksta zbog toga nije napravljena", "the page of this text was not made for it"),
            ),
            Some(source) => finding.related(
                At::File(source.clone()),
                text!(
                    "jedan od tekstova čije stranice zbog toga nisu napravljene (ukupno stranica: {pages})",
                    "one of the texts whose pages were not made for it (pages in all: {pages})"
                ),
            ),
        }
    }
}
