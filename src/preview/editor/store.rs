//! Saving: whole or not at all, and never over what somebody else saved meanwhile.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The state of a file when it was opened: the hash of its bytes in hexadecimal digits; empty where it was not there.
pub fn version(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

/// What came of saving.
#[derive(Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is there.
    Yes,
    /// The file is not as it was opened any more; it was left as it is.
    Changed,
}

/// Replaces a file that still is as it was opened.
///
/// # Errors
/// When the system refuses.
pub fn replace(path: &Path, opened: &str, bytes: &[u8]) -> io::Result<Saved> {
    let temporary = put_beside(path, bytes)?;
    // As late as possible: what is saved between this look and the renaming could be lost.
    let now = fs::read(path).map(|bytes| version(&bytes));
    match now {
        Ok(now) if now == opened => fs::rename(&temporary, path).map(|()| Saved::Yes),
        Ok(_) => fs::remove_file(&temporary).map(|()| Saved::Changed),
        Err(error) if error.kind() == ErrorKind::NotFound => fs::remove_file(&temporary).map(|()| Saved::Changed),
        Err(error) => {
            let _ = fs::remove_file(&temporary);
            Err(error)
        }
    }
}

/// Writes a file under the first name that is free: `voda.md`, `voda-2.md` … Returns the name.
///
/// # Errors
/// When the system refuses.
pub fn create(folder: &Path, stem: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let name = |number: u32| match number {
        1 => format!("{stem}{ending}"),
        _ => format!("{stem}-{number}{ending}"),
    };
    let temporary = put_beside(&folder.join(name(1)), bytes)?;
    let outcome = (1..1000).map(|number| folder.join(name(number))).find_map(|path| match take(&temporary, &path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
        outcome => Some(outcome.map(|()| path)),
    });
    let _ = fs::remove_file(&temporary);
    outcome.unwrap_or_else(|| Err(ErrorKind::AlreadyExists.into()))
}

/// Gives a file a name that nothing else has, in one step where the file system can.
fn take(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // File systems of memory sticks have no second names.
        Err(_) if fs::symlink_metadata(path).is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(temporary, path),
        Ok(()) => Ok(()),
    }
}

/// Writes under a hidden name in the same folder, down to the disk.
fn put_beside(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = path.with_file_name(format!(".{name}.zbor-tmp"));
    let mut file = File::create(&temporary)?;
    file.write_all(bytes).and_then(|()| file.sync_all())?;
    Ok(temporary)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_that_changed_meanwhile() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        fs::write(&path, "jedan").unwrap();
        let opened = version(b"jedan");
        assert_eq!(replace(&path, &opened, b"dva").unwrap(), Saved::Yes);
        assert_eq!(replace(&path, &opened, b"tri").unwrap(), Saved::Changed);
        assert_eq!(fs::read(&path).unwrap(), b"dva");
        fs::remove_file(&path).unwrap();
        assert_eq!(replace(&path, &version(b"dva"), b"tri").unwrap(), Saved::Changed);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left behind");
    }

    #[test]
    fn a_name_that_is_taken_is_not_taken_again() {
        let dir = tempfile::tempdir().unwrap();
        for expected in ["a.md", "a-2.md", "a-3.md"] {
            let path = create(dir.path(), "a", ".md", expected.as_bytes()).unwrap();
            assert_eq!(path.file_name().unwrap(), expected);
            assert_eq!(fs::read(path).unwrap(), expected.as_bytes());
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
    }
}
