//! JSON-LD of schema.org, safe inside `<script>`.

use super::desk::Desk;
use crate::site::Item;

/// The MZ as a `GovernmentOrganization`.
pub fn organization(_: &Desk) -> String {
    String::new()
}

/// An item as `NewsArticle`, `SpecialAnnouncement` or `Event`.
pub fn item(_: &Desk, _: &Item) -> String {
    String::new()
}
