//! Hostile input: whatever lies in a workspace, a build neither panics nor hangs, keeps its limits
//! and never reads outside the folder.
//!
//! CI runs a short seeded number of mutations. A long run, with new seeds until the time is over:
//!
//! ```text
//! ZBOR_SOAK=30 cargo test --test hostile -- --nocapture soak
//! ```
//!
//! (minutes). A failure prints the seed; `ZBOR_SEED=123 cargo test --test hostile` repeats it alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, measures time and is told by the environment how long to run"
)]

mod workspace;

#[path = "hostile/fuzz.rs"]
mod fuzz;
#[path = "hostile/limits.rs"]
mod limits;
#[path = "hostile/patience.rs"]
mod patience;
#[path = "hostile/real.rs"]
mod real;
#[path = "hostile/tree.rs"]
mod tree;
