//! What is known of the files of the output since they were written, so that a build need not read them again.

use crate::print::Print;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What a file was made of, where that was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeOf {
    /// Of all that its view can be made from: known before there is a view, but it may change without one.
    pub inputs: Option<Print>,
    /// Of its view and what stands around it: whatever else differs, the file does not.
    pub view: Option<Print>,
}

impl MadeOf {
    /// Whether a file made of this is as one made of `known`: by its view, where there is one already.
    fn makes(&self, known: &MadeOf) -> bool {
        match self.view {
            Some(_) => self.view == known.view,
            None => self.inputs.is_some() && self.inputs == known.inputs,
        }
    }
}

/// One written file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// In bytes.
    pub len: u64,
    /// Last modification in nanoseconds since 1970, as the file system counts.
    pub mtime: u128,
    /// Of its bytes; none for what is named by its content.
    pub hash: Option<Print>,
    /// What it was made of.
    pub made_of: MadeOf,
    /// Modified so shortly before the end of the build that size and time would not show another change.
    pub is_recent: bool,
}

/// Files of an output folder by their paths with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger(pub BTreeMap<String, Entry>);

impl Entry {
    /// Of a file as the system sees it.
    pub fn of(meta: &Metadata, hash: Option<Print>, made_of: MadeOf) -> Entry {
        let past = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Entry { len: meta.len(), mtime: past.map_or(0, |past| past.as_nanos()), hash, made_of, is_recent: false }
    }

    /// The file is there as it was written. Recent ones are read: a foreign change may hide in the tick of a clock.
    pub fn agrees(&self, target: &Path) -> bool {
        let Ok(meta) = fs::metadata(target) else { return false };
        let now = Entry::of(&meta, None, MadeOf::default());
        let looks_same = meta.is_file() && now.len == self.len && now.mtime == self.mtime && now.mtime != 0;
        looks_same && (!self.is_recent || self.hash.is_none() || self.holds_its_bytes(target))
    }

    /// The same file, where what is to be made now is what it was made of.
    pub fn made_again(&self, made_of: MadeOf) -> Option<Entry> {
        let known = self.made_of;
        let both = MadeOf { inputs: made_of.inputs.or(known.inputs), view: known.view };
        made_of.makes(&known).then(|| Entry { made_of: both, ..self.clone() })
    }

    fn holds_its_bytes(&self, target: &Path) -> bool {
        fs::read(target).is_ok_and(|bytes| self.hash == Some(Print::of(&bytes)))
    }

    /// How long a clock that showed this time may stand still, in nanoseconds. Some file systems count whole seconds,
    /// FAT two of them; the others follow the clock of the system, which moves on a hundred times a second or more.
    fn tick(&self) -> u128 {
        if self.mtime.is_multiple_of(1_000_000_000) { 2_000_000_000 } else { 50_000_000 }
    }
}

impl Ledger {
    /// Every file is there as it was written.
    pub fn agrees(&self, dir: &Path) -> bool {
        self.0.par_iter().all(|(path, entry)| entry.agrees(&dir.join(path)))
    }

    /// Marks what is too new for its time to be believed.
    pub fn mark_recent(&mut self) {
        let newest = self.0.values().map(|entry| entry.mtime).max().unwrap_or(0);
        self.0.values_mut().for_each(|entry| entry.is_recent = entry.mtime + entry.tick() > newest);
    }
}
