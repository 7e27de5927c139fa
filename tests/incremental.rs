//! Incremental builds: whatever is done to a workspace, to its output and to what the program keeps, a build gives what
//! a build of the same workspace in a new folder gives, byte for byte, and says the same.
//!
//! CI runs some hundred seeded steps. A long run, with new seeds until the time is over:
//!
//! ```text
//! ZBOR_SOAK=30 cargo test --test incremental -- --nocapture soak
//! ```
//!
//! (minutes). A failure prints seed and steps; `ZBOR_SEED=123 cargo test --test incremental sequences` repeats it alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, measures time and is told by the environment how long to run"
)]

mod incremental {
    mod edits;
    mod kept;
    mod killed;
    mod saves;
    mod sequences;
    mod world;
}
