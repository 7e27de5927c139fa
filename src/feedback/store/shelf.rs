//! Where items of the inbox stand, and what is looked for there.

use super::inbox::OPEN;
use super::read::LATE;
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
    pub(super) fn condition(self) -> String {
        match self {
            Shelf::Open => format!("state IN {OPEN}"),
            Shelf::Late => LATE.to_owned(),
            Shelf::Quarantine => "state = 'quarantine'".to_owned(),
            Shelf::Done => "state IN ('answered', 'resolved', 'closed', 'merged')".to_owned(),
            Shelf::Spam => "state = 'spam'".to_owned(),
            Shelf::All => "state <> 'spam'".to_owned(),
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
    /// How many to leave out: those of the pages before.
    pub skip: u32,
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
