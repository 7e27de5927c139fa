//! Writing a single file beside the pages: whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes beside the target and renames over it, so that whoever reads, and whoever is killed, sees the old file or the
/// new one. Its folder is made where it is not there.
///
/// # Errors
/// When the system refuses; nothing is left beside the target then.
pub fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    put(target, |beside| fs::write(beside, bytes))
}

/// As [`replace`], and the new file is down on the disk before it takes the place of the old one: for what cannot be made
/// again.
///
/// # Errors
/// As [`replace`].
pub fn replace_flushed(target: &Path, bytes: &[u8]) -> io::Result<()> {
    put(target, |beside| {
        let mut file = File::create(beside)?;
        file.write_all(bytes)?;
        file.sync_all()
    })
}

fn put(target: &Path, write: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Names that begin with a point are never taken for content.
    let beside = target.with_file_name(format!(".{}.tmp", name.chars().take(40).collect::<String>()));
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    write(&beside).and_then(|()| fs::rename(&beside, target)).inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}
