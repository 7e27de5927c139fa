//! `.zbor/last/`: the last good version of each text. It may be deleted at any time: then there is none until the
//! next build.

use crate::diag::Source;
use crate::output::replace;
use crate::photo::LastPhotos;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The name of the file about photos.
const PHOTOS: &str = "photos";

/// Where the last good versions lie.
pub(super) struct Store {
    folder: PathBuf,
}

impl Store {
    /// That of a workspace.
    pub(super) fn of(root: &Path) -> Store {
        Store { folder: root.join(".zbor").join("last") }
    }

    /// What was last found in photos; nothing where nothing is kept.
    pub(super) fn photos(&self) -> LastPhotos {
        fs::read(self.folder.join(PHOTOS)).map(|bytes| LastPhotos::read(&bytes)).unwrap_or_default()
    }

    /// Keeps what was found in photos. Where it cannot be kept, nothing can be shown next time.
    pub(super) fn keep_photos(&self, photos: &LastPhotos, whole: bool) {
        let _ = photos.write(whole).map_or(Ok(()), |bytes| replace(&self.folder.join(PHOTOS), &bytes));
    }

    fn texts(&self) -> PathBuf {
        self.folder.join("texts")
    }

    /// The last good version of the text at a path from the root of the workspace.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.texts().join(path)).ok()
    }

    /// The last good versions of all texts in a folder, whose path ends in `/`, by path from the root of the workspace.
    pub(super) fn texts_below(&self, folder: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let entries = fs::read_dir(self.texts().join(folder)).into_iter().flatten().flatten();
        for entry in entries {
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            match self.text(&path) {
                Some(text) => _ = found.insert(path, text),
                None => found.extend(self.texts_below(&format!("{path}/"))),
            }
        }
        found
    }

    /// Keeps these texts, and nothing of files that are not in the workspace any more. A text that cannot be kept is
    /// told when it is missed.
    pub(super) fn keep<'a>(&self, good: impl Iterator<Item = &'a Source>, present: &BTreeSet<&str>) {
        for source in good {
            let target = self.texts().join(&source.path);
            if fs::read(&target).is_ok_and(|old| old == source.text.as_bytes()) {
                continue;
            }
            let _ = replace(&target, source.text.as_bytes());
        }
        remove_others(&self.texts(), "", present);
    }
}

fn remove_others(folder: &Path, inner: &str, present: &BTreeSet<&str>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = format!("{inner}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            remove_others(&path, &format!("{name}/"), present);
            // Only where it is empty.
            let _ = fs::remove_dir(&path);
        } else if !present.contains(name.as_str()) {
            let _ = fs::remove_file(&path);
        }
    }
}
