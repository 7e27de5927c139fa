//! The promise: what was acknowledged is kept, whatever happens to the process and the disk.
//!
//! CI ends the real process some hundred times in the middle of its work. A long run, with other moments:
//!
//! ```text
//! ZBOR_SOAK=10000 cargo test --test feedback_durability -- --nocapture killed
//! ```
//!
//! (runs). A failure prints the seed; `ZBOR_SEED=123` repeats it alone.
#![cfg(feature = "server")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and is told by the environment how long to run"
)]

#[path = "feedback_durability/archive.rs"]
mod archive;
#[path = "feedback_durability/clock.rs"]
mod clock;
#[cfg(unix)]
#[path = "feedback_durability/disk.rs"]
mod disk;
#[path = "feedback/endpoint.rs"]
#[allow(dead_code, reason = "shared by several tests, each of which uses a part")]
mod endpoint;
#[cfg(unix)]
#[path = "feedback_durability/faults.rs"]
mod faults;
#[path = "feedback_durability/killed.rs"]
mod killed;
#[path = "feedback_durability/locked.rs"]
mod locked;
