//! Where items of the inbox stand, and what is looked for there.

use super::item::State;
use super::word::words;
use crate::form::FormKind;

words! {
    /// Which items of the inbox; in the order of their links.
    #[derive(Default)]
    Shelf {
        /// Something is to be done; the oldest first.
        #[default]
        Open = "open",
        /// The promise is over, and there is no answer.
        Late = "late",
        /// Perhaps spam.
        Quarantine = "quarantine",
        /// Answered, mended or closed; the newest first.
        Done = "done",
        /// Called spam.
        Spam = "spam",
        /// All but spam.
        All = "all",
    }
}

impl Shelf {
    /// The states of what stands there.
    pub(super) fn states(self) -> &'static [State] {
        use State::{Answered, Closed, Forwarded, Merged, Quarantine, Received, Resolved, Spam, Working};
        match self {
            Shelf::Open | Shelf::Late => &[Received, Forwarded, Working],
            Shelf::Quarantine => &[Quarantine],
            Shelf::Done => &[Answered, Resolved, Closed, Merged],
            Shelf::Spam => &[Spam],
            Shelf::All => &[Quarantine, Received, Forwarded, Working, Answered, Resolved, Closed, Merged],
        }
    }

    pub(super) fn is_oldest_first(self) -> bool {
        matches!(self, Shelf::Open | Shelf::Late | Shelf::Quarantine)
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Where.
    pub shelf: Shelf,
    /// What the forms are for; none: all.
    pub kind: Option<FormKind>,
    /// Words that the text must have, in any script, with or without diacritics; may be empty.
    pub words: String,
    /// Which part of the list.
    pub part: Part,
}

/// A part of a list: where it begins, by [`super::Item::id`]. To count what stands before it would take the longer the
/// further back it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The beginning.
    #[default]
    First,
    /// What follows an item.
    After(i64),
    /// What stands right before an item.
    Before(i64),
}

/// The three numbers on top, and how many wait in quarantine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// To be done.
    pub open: u64,
    /// Of them, past their promise.
    pub late: u64,
    /// Perhaps spam.
    pub quarantine: u64,
}
