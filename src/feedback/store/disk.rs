//! Files beside the databases: photos, the ledger of erasures. A trait, so that tests can have a disk that fails.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// What the store asks of a disk.
pub trait Disk: Send + Sync + 'static {
    /// Writes a new file and flushes it.
    ///
    /// # Errors
    /// When the system refuses, or does not confirm the flush; what is left of the file is of no use then.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Adds to the end of a file, which is made where there is none, and flushes it.
    ///
    /// # Errors
    /// As [`Disk::write`].
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file its final name and flushes the folder.
    ///
    /// # Errors
    /// As [`Disk::write`].
    fn settle(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// When the system refuses.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The disk of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let is_new = !path.exists();
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if is_new { sync_folder(path.parent().unwrap_or(Path::new("."))) } else { Ok(()) }
    }

    fn settle(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        sync_folder(to.parent().unwrap_or(Path::new(".")))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// Makes names in a folder last. Windows keeps them by itself and opens no folders.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { File::open(folder)?.sync_all() }
}

/// Makes a folder that nobody else may look into, with those above it.
pub(super) fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
