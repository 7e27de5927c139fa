//! The terms of entries by what was read of them, so that most of an index is not made again after an edit.

use crate::print::Print;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// By term, the places of entries in a batch, ascending: twice the place, and one more where the title has it.
pub type Batch = BTreeMap<String, Vec<u16>>;

/// So many batches are known at most while people write.
const MOST_KNOWN: usize = 1024;

/// Batches that were read, by the print of what was read.
#[derive(Debug, Default)]
pub struct Memo {
    known: BTreeMap<Print, Arc<Batch>>,
    asked: Mutex<BTreeMap<Print, Arc<Batch>>>,
}

/// As it is kept on disk.
#[derive(Serialize, Deserialize)]
pub struct Kept(Vec<(Print, Arc<Batch>)>);

impl Memo {
    /// The batch with a print; made where it is not known.
    pub(super) fn batch(&self, print: Print, make: impl FnOnce() -> Batch) -> Arc<Batch> {
        let batch = self.known.get(&print).cloned().unwrap_or_else(|| Arc::new(make()));
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(print, Arc::clone(&batch));
        batch
    }

    /// A memo of what was kept.
    pub fn of_kept(kept: Kept) -> Memo {
        Memo { known: kept.0.into_iter().collect(), asked: Mutex::default() }
    }

    /// A memo of what is known and was asked for, while this one goes on.
    pub fn next(&self) -> Memo {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        // Batches of texts as they were are never asked for again, and are given up when they have become many.
        let known = self.known.iter().filter(|_| self.known.len() < MOST_KNOWN);
        let known = known.chain(&*asked).map(|(print, batch)| (*print, Arc::clone(batch))).collect();
        Memo { known, asked: Mutex::default() }
    }

    /// From now on it knows what was asked for. What is to be kept, where that is not what was known.
    pub fn turn(&mut self) -> Option<Kept> {
        let asked = std::mem::take(self.asked.get_mut().unwrap_or_else(PoisonError::into_inner));
        let is_new = !asked.keys().eq(self.known.keys());
        self.known = asked;
        is_new.then(|| Kept(self.known.iter().map(|(print, batch)| (*print, Arc::clone(batch))).collect()))
    }
}
