//! The output folder: what was made, and writing only what differs.

mod comparison;
mod facts;
mod ledger;
mod listing;
mod replace;
mod weight;
mod writer;

#[cfg(test)]
mod tests;

pub use comparison::{Comparison, Difference};
pub use facts::{Budget, Origin, PageOrigin};
pub use ledger::{Entry, Ledger, MadeOf};
pub use listing::{LISTING, Written};
pub use replace::{replace, replace_flushed};
pub use weight::{gzip_at_most, gzip_len};
pub use writer::{OutputError, Writer};
