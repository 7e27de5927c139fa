//! Reading a file whole, but never more than [`MAX_FILE`].

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// A picture over this many bytes is not read (40 MiB).
pub const MAX_FILE: u64 = 40 << 20;

/// The bytes of a file; [`ErrorKind::FileTooLarge`] when there are more than [`MAX_FILE`].
pub(crate) fn file(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path)?;
    let len = file.metadata()?.len();
    let mut bytes = Vec::new();
    if len <= MAX_FILE {
        bytes.reserve_exact(usize::try_from(len).unwrap_or(0) + 1);
        // One more than allowed: a file may grow after its length was asked for.
        file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    }
    if len > MAX_FILE || bytes.len() as u64 > MAX_FILE {
        return Err(Error::from(ErrorKind::FileTooLarge));
    }
    Ok(bytes)
}
