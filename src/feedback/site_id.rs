//! Which site is meant: the only key to its data.

use std::fmt;
use std::sync::Arc;

/// The slug of a site. Every query names one, and every site has a file of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(Arc<str>);

impl SiteId {
    /// Reads a slug: 1 to 63 of `a`–`z`, `0`–`9` and `-`, neither first nor last a dash. So it is the name of a
    /// file on every system, but for a few reserved ones, to which the store adds an ending.
    pub fn parse(slug: &str) -> Option<SiteId> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let right = (1..=63).contains(&slug.len()) && slug.bytes().all(plain);
        (right && !slug.starts_with('-') && !slug.ends_with('-')).then(|| SiteId(slug.into()))
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SiteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
