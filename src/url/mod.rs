//! Addresses: where pages lie in the output, how they link to each other, which destinations people
//! may link to, and which names a file can have on every system.
//!
//! All pure: names, separators and reserved names of other systems are decided here, because
//! editors use Windows and hosts do not.

pub mod filename;
mod path;
mod query;
pub mod scheme;
mod slug;
#[cfg(test)]
mod tests;

pub use filename::{portable, twin_key};
pub use path::UrlPath;
pub use query::{decode, encode};
pub use scheme::{LinkKind, allowed};
pub use slug::Slug;
