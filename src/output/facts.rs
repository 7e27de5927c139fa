//! What is known of a file of the output without opening it again.

use flate2::{Compression, write::GzEncoder};
use serde::{Deserialize, Serialize};
use std::io::Write;

/// Facts of a page, taken while it was rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The text it came from, from the workspace root; none for lists and feeds.
    pub source: Option<String>,
}

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// In bytes, as stored.
    pub len: u64,
    /// What else is known.
    pub facts: Facts,
}

/// The size in bytes when served with gzip, as hosts do at their usual level (RFC 1952).
pub fn gzip_len(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    // Writing into memory does not fail; if it ever did, the plain size is the honest upper bound.
    let done = encoder.write_all(bytes).and_then(|()| encoder.finish());
    done.map_or(bytes.len(), |packed| packed.len())
}
