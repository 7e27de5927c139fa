//! Writing a file so that at every moment it is whole: the old one, or the new one.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Puts `new` in the place of a file whose bytes are `old`: beside it first, then under its name.
///
/// # Errors
/// When the system refuses, or the file is no longer what was read: then it stays as it is.
pub(crate) fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Names that begin with a point are never read as texts.
    let beside = path.with_file_name(format!(".{}.zbor.tmp", name.chars().take(40).collect::<String>()));
    let written = write(&beside, new)
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(path)?.permissions()))
        .and_then(|()| unchanged(path, old))
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Somebody may have saved it in an editor meanwhile, or made it read-only.
fn unchanged(path: &Path, old: &[u8]) -> io::Result<()> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    if fs::read(path)? == old { Ok(()) } else { Err(io::Error::other("changed meanwhile")) }
}
