//! `sitemap.xml` with its alternates, and `robots.txt`.

use super::press::Job;
use crate::site::Site;

/// Both files, for the pages planned.
pub fn files(_: &Site, _: &[Job]) -> Vec<Job> {
    Vec::new()
}
