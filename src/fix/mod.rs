//! Repairs of texts as editors saved them: the bytes of one file in, its repaired bytes and a list of
//! repairs out.
//!
//! What raises a finding is repaired by the edits that the finding carries, so that what is said and what
//! is done are one; here stand the repairs of the file as a whole (its encoding, its line ends), of texts
//! from other programs, and of what is read rightly but could be written more plainly. No other byte
//! changes.

mod encoding;
mod item;
mod letters;
mod markup;
mod name;
mod round;
mod saved;
mod tag;
#[cfg(test)]
mod tests;
mod word;
mod yuscii;

use crate::diag::{Checked, Text};
use crate::load::{self, Role, TextFile};
use round::Proposal;

pub use name::right_name;

/// How much is repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What raises a finding, or is a trap.
    Mistakes,
    /// Also what is read rightly: names of keys, truth values, days and lists are spelt in one way.
    Canonical,
}

/// A file after its repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text, as UTF-8. Without repairs the file stays as it is, whatever it is.
    pub text: String,
    /// The text before, decoded.
    pub before: String,
    /// What was repaired, in the order in which it was done.
    pub repairs: Vec<Repair>,
}

/// One repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The line where it begins, from 1, as the text was when it was repaired; none for the file as a whole.
    pub line: Option<usize>,
    /// What was wrong.
    pub what: Text,
}

/// Rounds after which a text stays as it is by then: each mends at least one mistake.
const MOST_ROUNDS: usize = 64;

/// Repairs a file that lies at `path` and is `role` to its site. None where it cannot be decoded for sure.
pub fn fix(path: &str, role: &Role, bytes: &[u8], extent: Extent) -> Option<Fixed> {
    let (before, recoded) = encoding::decode(path, bytes)?;
    let mut fixed = Fixed { text: before.clone(), before, repairs: recoded.into_iter().collect() };
    for _ in 0..MOST_ROUNDS {
        let (text, repairs) = round::apply(&fixed.text, proposals(path, role, &fixed.text, extent));
        if repairs.is_empty() {
            break;
        }
        fixed.text = text;
        fixed.repairs.extend(repairs);
    }
    Some(fixed)
}

/// What could be done to the text as it is. Its letters come first: until they are right, nothing else
/// can be told.
fn proposals(path: &str, role: &Role, text: &str, extent: Extent) -> Vec<Proposal> {
    let Checked { value: file, findings } = load::read_text(path, text.as_bytes().to_vec());
    if let Some(letters) = yuscii::proposal(&file) {
        return vec![letters];
    }
    let mut all: Vec<Proposal> = [saved::mark(text), saved::line_ends(text), letters::proposal(text)]
        .into_iter()
        .flatten()
        .chain(findings.into_iter().filter_map(Proposal::of))
        .chain(item::mistakes(role, &file))
        .chain(word::proposal(&file))
        .collect();
    if extent == Extent::Canonical && all.is_empty() {
        all = item::spellings(role, &file);
    }
    all
}

/// Whether a file is Markdown with a body of its own.
fn has_body(file: &TextFile) -> bool {
    load::is_markdown(&file.source.path)
}
