//! The documentation, held to the program: its examples are built, its tables name every key, every
//! code has an entry, every field of a view is described.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod docs {
    mod examples;
    mod messages;
    mod source;
    mod tables;
    mod views;
}
