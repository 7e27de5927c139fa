//! A folder in which things are kept by path in parts, so that one that changes takes only its part with it.

use crate::load;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// About so many things are kept in one part.
const PART: usize = 128;
/// More parts are never made.
const PARTS: usize = 256;

/// The folder.
pub struct Parts {
    folder: PathBuf,
    version: String,
    /// The files of the parts, called by how many there are and which one it is.
    names: BTreeSet<String>,
}

impl Parts {
    /// Those of a folder that were written for the same version; `beside` are files of it that are no parts.
    pub fn open(folder: &Path, version: &str, beside: &[&str]) -> Parts {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let names = names.filter(|name| !beside.contains(&name.as_str())).collect();
        Parts { folder: folder.to_owned(), version: version.to_owned(), names }
    }

    /// What is in each part, in parallel, without those that are torn; `read` gets the file, whose data begins at
    /// [`load::HEAD`].
    pub fn read<T: Send>(&self, read: impl Fn(Vec<u8>) -> Option<T> + Sync) -> Vec<T> {
        let names: Vec<&String> = self.names.iter().collect();
        let part = |name: &&String| read(load::kept_bytes(&self.folder.join(name), &self.version)?);
        names.par_iter().filter_map(part).collect()
    }

    /// How many there are to be of so many things; as many as there are now, as long as that is not far from right.
    pub fn count(&self, things: usize) -> usize {
        let wanted = (things / PART).next_power_of_two().clamp(1, PARTS);
        let now = self.names.first().and_then(|name| name.split_once('-')?.0.parse::<usize>().ok());
        now.filter(|now| (wanted / 2..=wanted * 2).contains(now) && (1..=PARTS).contains(now)).unwrap_or(wanted)
    }

    /// Writes those of `count` parts that were touched or are not there, and removes what is no part any more. What
    /// cannot be written only makes the next run longer.
    pub fn write(&self, count: usize, touched: &BTreeSet<usize>, part: impl Fn(usize) -> Option<Vec<u8>> + Sync) {
        let name = |at: usize| format!("{count}-{at}");
        (0..count).into_par_iter().for_each(|at| {
            if touched.contains(&at) || !self.names.contains(&name(at)) {
                let _ = part(at).map(|data| load::keep_bytes(&self.folder.join(name(at)), &self.version, &data));
            }
        });
        let names: BTreeSet<String> = (0..count).map(name).collect();
        self.names.difference(&names).for_each(|name| drop(fs::remove_file(self.folder.join(name))));
    }
}

/// In which of so many parts a path is.
pub fn place(path: &str, count: usize) -> usize {
    let hash = blake3::hash(path.as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize % count.max(1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::time::SystemTime;

    fn times(folder: &Path) -> Vec<(String, SystemTime)> {
        let entry = |entry: fs::DirEntry| {
            (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().modified().unwrap())
        };
        let mut all: Vec<_> = fs::read_dir(folder).unwrap().map(|one| entry(one.unwrap())).collect();
        all.sort();
        all
    }

    #[test]
    fn what_is_not_touched_is_not_written() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("other"), "").unwrap();
        let open = || Parts::open(dir.path(), "1", &["other"]);
        let count = open().count(1_000);
        assert_eq!(count, 8);
        open().write(count, &BTreeSet::new(), |at| postcard::to_allocvec(&at).ok());
        let before = times(dir.path());
        assert_eq!(before.len(), 9);

        open().write(count, &BTreeSet::from([place("a/b.md", count)]), |at| postcard::to_allocvec(&(at + 100)).ok());
        let after = times(dir.path());
        assert_eq!(before.iter().zip(&after).filter(|(before, after)| before != after).count(), 1);
        let mut read: Vec<usize> = open().read(|bytes| postcard::from_bytes(&bytes[load::HEAD..]).ok());
        read.sort_unstable();
        let place = place("a/b.md", count);
        assert_eq!(read, (0..count).filter(|at| *at != place).chain([place + 100]).collect::<Vec<_>>());

        assert_eq!(open().count(1_100), count, "a few more are no reason to write all anew");
        assert!(Parts::open(dir.path(), "2", &["other"]).read(Some).is_empty());
        open().write(1, &BTreeSet::new(), |at| postcard::to_allocvec(&at).ok());
        assert_eq!(times(dir.path()).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["1-0", "other"]);
    }
}
