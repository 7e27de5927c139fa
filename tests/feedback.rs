//! The feedback endpoint as residents meet it: the real program, real sockets.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "feedback/doctor.rs"]
mod doctor;
#[path = "feedback/endpoint.rs"]
#[allow(dead_code, reason = "shared by several tests, each of which uses a part")]
mod endpoint;
#[path = "feedback/network.rs"]
#[allow(clippy::disallowed_methods, reason = "people wait by the clock, and a variable chooses their accidents")]
mod network;
#[path = "feedback/pages.rs"]
mod pages;
#[path = "feedback/posts.rs"]
mod posts;
