//! One message by a channel, to see whether it arrives, and what the other side answers.

use super::mail::Post;
use super::webhook::{self, Delivery, PublicNetwork};
use crate::date::Timestamp;
use crate::feedback::{SiteId, random};

const SUBJECT: &str = "Zbor: proba / test";
const BODY: &str = "Ovo je proba: obavijesti o porukama stižu na ovu adresu.\n\
                    This is a test: notices of messages arrive at this address.\n";

/// Sends a mail of trial; what the server answered. Blocks.
///
/// # Errors
/// Why it did not take it.
pub fn trial_of_mail(post: &Post, to: &str) -> Result<String, String> {
    let id = random::name().map_err(|error| error.message().en)?;
    post.deliver(to, SUBJECT, BODY, &id)
}

/// Sends an event of trial, signed with the key of the site; what the other side answered. Blocks.
///
/// # Errors
/// Why it did not take it.
pub fn trial_of_webhook(url: &str, key: &str, site: &SiteId, now: Timestamp) -> Result<String, String> {
    let id = random::name().map_err(|error| error.message().en)?;
    let body = serde_json::json!({ "site": site.as_str(), "events": [{ "kind": "test", "reference": null, "at": now.to_string() }] });
    webhook::deliver(&PublicNetwork, url, &Delivery { key, body: &body.to_string(), id: &id, now })
}
