//! What was made of photos, kept under `.zbor/photos/` for all sites and all later builds.
//!
//! Files are named by what they are made from and with, so a name that is there is right. The index
//! says of each photo of the workspace what was found in it, by length and modification time, so
//! that a photo that nobody touched is not opened again. All of it may be deleted at any time.

use super::gate::Gate;
use super::recipe::{ENGINE, Examined, Variant};
use super::{examine, read};
use crate::diag::{Checked, Diagnostic};
use crate::load::{self, mtime};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const INDEX: &str = "index";
/// A photo saved within so many nanoseconds of the index is opened again: within one tick of a file
/// system's clock a second save leaves length and time as they were.
const RECENT: u128 = 2_000_000_000;

/// The photos of a workspace, as far as they were made.
#[derive(Debug)]
pub struct Cache {
    root: PathBuf,
    folder: PathBuf,
    /// What the last build found, of photos not saved since.
    known: BTreeMap<Key, Entry>,
    now: Mutex<Now>,
    pub(crate) gate: Gate,
}

/// The path of an asset, and whether it is a download.
type Key = (String, bool);

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    len: u64,
    mtime: u128,
    examined: Option<Examined>,
    findings: Vec<Diagnostic>,
}

/// What this build found and used.
#[derive(Debug, Default)]
struct Now {
    entries: BTreeMap<Key, Entry>,
    files: BTreeSet<String>,
    /// Whether any photo was opened.
    opened: bool,
}

/// By photo, what was found in it.
type Index = Vec<(Key, Entry)>;

/// Of the program, whose messages are in the entries.
fn version() -> String {
    format!("{} {ENGINE}", env!("CARGO_PKG_VERSION"))
}

impl Cache {
    /// The cache of a workspace; empty where there is none, or one of another program.
    pub fn open(root: &Path) -> Cache {
        let folder = root.join(".zbor").join("photos");
        let known = known(&folder.join(INDEX)).unwrap_or_default();
        Cache { root: root.to_owned(), folder, known, now: Mutex::default(), gate: Gate::default() }
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The whole file of an asset.
    pub(crate) fn source(&self, path: &str) -> io::Result<Vec<u8>> {
        read::file(&self.root.join(path))
    }

    /// What is known of a photo or, with `download`, of a picture to be downloaded. Opens it only
    /// where it is new.
    pub(crate) fn examined(&self, path: &str, download: bool) -> Checked<Option<Examined>> {
        let key = (path.to_owned(), download);
        let (len, mtime) =
            fs::metadata(self.root.join(path)).map(|meta| (meta.len(), mtime(&meta))).unwrap_or_default();
        let fits = |entry: &&Entry| (entry.len, entry.mtime) == (len, mtime);
        let known = self.known.get(&key).filter(fits).cloned();
        let known = known.or_else(|| self.now().entries.get(&key).filter(fits).cloned());
        let (entry, opened) = match known {
            Some(entry) => (entry, false),
            None => {
                let Checked { value: examined, findings } = examine::file(path, self.source(path), download);
                (Entry { len, mtime, examined, findings }, true)
            }
        };
        let checked = Checked { value: entry.examined.clone(), findings: entry.findings.clone() };
        let mut now = self.now();
        now.opened |= opened;
        now.entries.insert(key, entry);
        checked
    }

    /// Forgets what was found in a picture, which was saved again.
    pub fn forget(&self, path: &str) {
        self.now().entries.retain(|(known, _), _| known != path);
    }

    /// The length of a file of the cache; none where it is not there. The file is kept.
    pub(crate) fn len_of(&self, name: &str) -> Option<u64> {
        let meta = fs::metadata(self.folder.join(name)).ok()?;
        self.now().files.insert(name.to_owned());
        Some(meta.len())
    }

    /// The bytes of a variant that was made.
    ///
    /// # Errors
    /// When it is gone, or cannot be read.
    pub fn bytes(&self, variant: &Variant) -> io::Result<Vec<u8>> {
        fs::read(self.folder.join(&variant.name))
    }

    /// Puts a file in, whole or not at all.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.folder.join(format!(".{name}.{}", std::process::id()));
        if let Err(error) = fs::write(&temporary, bytes) {
            if error.kind() != io::ErrorKind::NotFound {
                return Err(error);
            }
            fs::create_dir_all(&self.folder)?;
            fs::write(&temporary, bytes)?;
        }
        fs::rename(&temporary, self.folder.join(name))?;
        self.now().files.insert(name.to_owned());
        Ok(())
    }

    /// Keeps what this build found. When it was one of the `whole` workspace, what it did not use is
    /// removed. A cache that cannot be written only makes the next build longer.
    pub fn close(&self, whole: bool) {
        let mut now = std::mem::take(&mut *self.now());
        if !whole {
            for (key, entry) in &self.known {
                now.entries.entry(key.clone()).or_insert_with(|| entry.clone());
            }
        }
        let gone = self.known.keys().any(|key| !now.entries.contains_key(key));
        if now.opened || gone {
            let index: Index = now.entries.into_iter().collect();
            let _ = load::keep(&self.folder.join(INDEX), &version(), &index);
        }
        if whole {
            self.remove_others(&now.files);
        }
    }

    fn remove_others(&self, used: &BTreeSet<String>) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name != INDEX && name.to_str().is_none_or(|name| !used.contains(name)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// The entries of the index that can be believed.
fn known(index: &Path) -> Option<BTreeMap<Key, Entry>> {
    let written = mtime(&fs::metadata(index).ok()?);
    let index: Index = load::kept(index, &version())?;
    Some(index.into_iter().filter(|(_, entry)| entry.mtime != 0 && entry.mtime + RECENT < written).collect())
}
