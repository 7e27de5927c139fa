//! The output folder: what was made, and writing only what differs.

mod facts;
mod listing;
mod replace;
mod writer;

#[cfg(test)]
mod tests;

pub use facts::{Budget, Origin, PageOrigin, gzip_len};
pub use listing::{LISTING, Written};
pub use replace::replace;
pub use writer::{OutputError, Writer};
