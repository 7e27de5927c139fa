//! Atom and JSON feeds: whole, and by target group, tag, street and project.

use super::desk::Desk;
use super::plan::{Index, List};
use super::press::Job;
use super::view::FeedLink;

/// One entry of a feed.
#[derive(Clone, Debug)]
pub struct Entry {}

/// The feeds that all pages of an edition offer.
pub fn of_edition(_: &Desk) -> Vec<FeedLink> {
    Vec::new()
}

/// The feed of a list.
pub fn of_list(_: &Desk, _: &List) -> Option<FeedLink> {
    None
}

/// The newest entries of an edition, for the joint feed.
pub fn newest(_: &Desk) -> Vec<Entry> {
    Vec::new()
}

/// All feeds of an edition.
pub fn files(_: &Desk, _: &Index, _: usize) -> Vec<Job> {
    Vec::new()
}
