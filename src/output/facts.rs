//! What is known of a file of the output when it is handed on.

use flate2::{Compress, Compression, FlushCompress, Status};
use std::cell::RefCell;

/// Where a file of the output comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A page.
    Page(PageOrigin),
    /// A file of the workspace, copied as it is: its path from the workspace root.
    Copy(String),
    /// A feed, a calendar, a picture that was made.
    Made,
}

/// Where a page comes from, and what it may weigh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOrigin {
    /// The text that it shows, from the workspace root; none for lists and the like.
    pub source: Option<String>,
    /// The template that made it.
    pub template: String,
    /// What it may weigh.
    pub budget: Budget,
}

/// What a page may weigh as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Its HTML, compressed, in bytes.
    pub html: usize,
    /// The HTML and everything that a telephone loads with it at once, in bytes.
    pub first_view: usize,
    /// How many files that may be, the HTML among them.
    pub requests: usize,
}

impl Budget {
    /// Whether a page keeps to it that has `html` bytes and loads `files` with so many bytes at once.
    pub fn holds(&self, html: usize, files: usize, bytes: usize) -> bool {
        html <= self.html && html + bytes <= self.first_view && 1 + files <= self.requests
    }
}

/// The size in bytes when served with gzip, as hosts do at their usual level (RFC 1952).
pub fn gzip_len(bytes: &[u8]) -> usize {
    PACKER.with_borrow_mut(|(packer, packed)| {
        packer.reset();
        packed.clear();
        // More than Deflate can ever need, so that one call is enough (RFC 1951, 3.2.4).
        packed.reserve(bytes.len() + bytes.len() / 1024 + 64);
        match packer.compress_vec(bytes, packed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => packed.len() + HEAD_AND_TAIL,
            // It does not fail; if it ever did, the plain size is the honest upper bound.
            Ok(_) | Err(_) => bytes.len(),
        }
    })
}

/// As much as [`gzip_len`] of a text, given in parts, can be, and much sooner known: by how often each byte occurs, as if
/// nothing came twice (the entropy of order 0; Shannon, "A Mathematical Theory of Communication", 1948).
pub fn gzip_at_most(parts: &[&str]) -> usize {
    let mut counts = [0_u32; 256];
    let mut len = 0;
    for byte in parts.iter().flat_map(|part| part.as_bytes()) {
        len += 1;
        counts.get_mut(usize::from(*byte)).into_iter().for_each(|count| *count += 1);
    }
    let bits = |count: &u32| f64::from(*count) * (len as f64 / f64::from(*count)).log2();
    let bits: f64 = counts.iter().filter(|count| **count > 0).map(bits).sum();
    // Codes of whole bits are so much longer at most (Gallager, "Variations on a Theme by Huffman", 1978); their tables
    // are sent, too.
    let most = counts.iter().max().map_or(0.0, |count| f64::from(*count));
    let packed = ((bits + most + 0.086 * len as f64) / 8.0).ceil() as usize + 256;
    packed.min(len + len / 1024 + 16) + HEAD_AND_TAIL
}

/// What gzip puts around the compressed bytes (RFC 1952, 2.3), without a name.
const HEAD_AND_TAIL: usize = 10 + 8;

thread_local! {
    /// Making a packer costs as much as packing a page.
    static PACKER: RefCell<(Compress, Vec<u8>)> = RefCell::new((Compress::new(Compression::new(6), false), Vec::new()));
}
