//! A file that goes when nobody needs it any more: an upload that was cut off leaves nothing.

use super::random;
use super::store::StoreError;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file under a random name, removed when dropped.
#[derive(Debug)]
pub struct Temporary {
    path: PathBuf,
    file: File,
}

impl Temporary {
    /// Makes one.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn create(folder: &Path) -> Result<Temporary, StoreError> {
        let path = folder.join(format!("{}.part", random::name()?));
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Temporary { path, file })
    }

    /// Adds to its end.
    ///
    /// # Errors
    /// When the system refuses; the file is gone then.
    pub fn add(mut self, bytes: &[u8]) -> Result<Temporary, StoreError> {
        self.file.write_all(bytes)?;
        Ok(self)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All of it.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn read(&self) -> Result<Vec<u8>, StoreError> {
        Ok(fs::read(&self.path)?)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What cannot be removed now goes at the next start.
        let _ = fs::remove_file(&self.path);
    }
}
