//! Comparing what a build makes with what lies in the output, writing nothing.

use super::listing::{self, Written};
use super::writer::OutputError;
use crate::url::UrlPath;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How a file of the output is not what a build makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is not there.
    Missing,
    /// It holds other bytes.
    Other,
    /// A build does not make it, and an earlier one did.
    Surplus,
}

/// An output folder beside a build.
pub struct Comparison {
    dir: PathBuf,
    before: Written,
    /// Every file that was made; those that differ, how.
    seen: Mutex<BTreeMap<String, Option<Difference>>>,
}

impl Comparison {
    /// Of a folder; where there is none, everything is missing.
    ///
    /// # Errors
    /// When its list cannot be read.
    pub fn open(dir: &Path) -> Result<Comparison, OutputError> {
        let before = listing::read(dir).map_err(|error| OutputError::Io(dir.to_owned(), error))?.unwrap_or_default();
        Ok(Comparison { dir: dir.to_owned(), before, seen: Mutex::default() })
    }

    /// Compares a file.
    pub fn look(&self, path: &UrlPath, bytes: &[u8]) {
        let name = path.file_path();
        let difference = match fs::read(self.dir.join(&name)) {
            Ok(found) => (found != bytes).then_some(Difference::Other),
            Err(_) => Some(Difference::Missing),
        };
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(name, difference);
    }

    /// What differs, by path; below `kept` folders nothing was made.
    pub fn finish(self, kept: &BTreeSet<String>) -> BTreeMap<String, Difference> {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        let is_surplus =
            |path: &&String| !seen.contains_key(*path) && !kept.iter().any(|folder| path.starts_with(folder.as_str()));
        let surplus = self.before.iter().filter(is_surplus).map(|path| (path.clone(), Difference::Surplus));
        let surplus: Vec<_> = surplus.filter(|(path, _)| self.dir.join(path).exists()).collect();
        let differing = seen.into_iter().filter_map(|(path, difference)| Some((path, difference?)));
        differing.chain(surplus).collect()
    }
}
