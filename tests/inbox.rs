//! The inbox as volunteers meet it: the real program, real sockets, and the whole loop back into the site.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "inbox/acts.rs"]
mod acts;
#[path = "inbox/content.rs"]
mod content;
#[path = "feedback/endpoint.rs"]
#[allow(dead_code, reason = "shared by several tests, each of which uses a part")]
mod endpoint;
#[path = "inbox/entry.rs"]
mod entry;
#[path = "inbox/here.rs"]
mod here;
#[path = "inbox/mail.rs"]
mod mail;
#[path = "inbox/notices.rs"]
mod notices;
#[path = "inbox/people.rs"]
mod people;
#[path = "inbox/promise.rs"]
mod promise;
#[path = "inbox/receivers.rs"]
mod receivers;
#[path = "inbox/volunteer.rs"]
mod volunteer;
