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

impl Origin {
    /// What a page may weigh; none for other files.
    pub fn budget(&self) -> Option<Budget> {
        match self {
            Origin::Page(page) => Some(page.budget),
            Origin::Copy(_) | Origin::Made => None,
        }
    }
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

/// What gzip puts around the compressed bytes (RFC 1952, 2.3), without a name.
const HEAD_AND_TAIL: usize = 10 + 8;

thread_local! {
    /// Making a packer costs as much as packing a page.
    static PACKER: RefCell<(Compress, Vec<u8>)> = RefCell::new((Compress::new(Compression::new(6), false), Vec::new()));
}
