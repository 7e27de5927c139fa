//! The live preview by real sockets: what it serves and what it never serves, whom it answers, what it tells open pages
//! when files change, and what stays beneath a mistake.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod preview {
    mod addresses;
    mod changes;
    mod client;
    mod doors;
    mod editor;
    mod pages;
    mod session;
    mod trial;
}
