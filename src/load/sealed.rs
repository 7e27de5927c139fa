//! What the program keeps for itself: read as it was written, or not at all.

use serde::{Serialize, de::DeserializeOwned};
use std::fs;
use std::io;
use std::path::Path;

/// How files of this kind begin.
const MAGIC: &[u8; 8] = b"zborkept";
/// Bytes before the data: the magic, and the BLAKE3 hash of the rest.
pub const HEAD: usize = 8 + 32;

/// Reads data that [`keep`] wrote for the same `version`; none where there is none, where it is torn or changed by the
/// least, or of another version.
pub fn kept<T: DeserializeOwned>(path: &Path, version: &str) -> Option<T> {
    let bytes = kept_bytes(path, version)?;
    postcard::from_bytes(bytes.get(HEAD..)?).ok()
}

/// As [`kept`], but the bytes of the file as they are, in which the data begins at [`HEAD`]: for reading without copying.
pub fn kept_bytes(path: &Path, version: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(path).ok()?;
    let (head, data) = bytes.split_at_checked(HEAD)?;
    let (magic, hash) = head.split_at_checked(MAGIC.len())?;
    if magic != MAGIC || hash != seal(version, data).as_bytes() {
        return None;
    }
    Some(bytes)
}

/// Keeps data in a file, whole or not at all.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(path: &Path, version: &str, data: &impl Serialize) -> io::Result<()> {
    keep_bytes(path, version, &postcard::to_allocvec(data).map_err(io::Error::other)?)
}

/// As [`keep`], of bytes.
///
/// # Errors
/// When the file cannot be written.
pub fn keep_bytes(path: &Path, version: &str, data: &[u8]) -> io::Result<()> {
    let bytes = [&MAGIC[..], seal(version, data).as_bytes(), data].concat();
    // Another process may be writing, too.
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// The version is sealed, too: what another one wrote is as good as torn.
fn seal(version: &str, data: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(version.len() as u64).to_le_bytes()).update(version.as_bytes()).update(data);
    hasher.finalize()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_in_any_bit_is_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("inner").join("state");
        let data = vec!["a".to_owned(), "b".to_owned()];
        keep(&path, "1", &data).unwrap();
        assert_eq!(kept(&path, "1"), Some(data));
        assert_eq!(kept::<Vec<String>>(&path, "2"), None);
        let bytes = fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            fs::write(&path, &flipped).unwrap();
            assert_eq!(kept::<Vec<String>>(&path, "1"), None, "byte {at}");
            fs::write(&path, &bytes[..at]).unwrap();
            assert_eq!(kept::<Vec<String>>(&path, "1"), None, "cut at {at}");
        }
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
