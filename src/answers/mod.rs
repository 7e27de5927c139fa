//! What comes back from the endpoint: published replies, statuses, results. The file `answers.yaml` of a
//! site and the JSON of `GET /x/v1/{site}/content` have this one shape.
//!
//! ```text
//! the endpoint ── JSON ──▶ zbor feedback pull ── answers.yaml ──▶ read ─▶ the pages of the site
//! ```
//!
//! All texts in it are plain: they come from residents and are only ever shown escaped. Nobody is named.

mod clean;
mod model;
mod read;
mod spelled;
#[cfg(test)]
mod tests;

pub use clean::{clean, is_hidden};
pub use model::{
    Answers, Ballots, Method, OptionCount, PollCount, Problem, Published, Reply, Statistics, Status, Tracked, VERSION,
};
pub use read::{from_json, is_reference, read, to_yaml};
