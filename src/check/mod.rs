//! What is wrong with finished pages: their weight, what shuts people out, links that lead nowhere, documents.
//!
//! ```text
//! a page's bytes ─ Survey::page ─▶ Facts ─ accessible, contrast, weight ─▶ Observation
//!                                    └ links ─▶ References ─ all sites together ─▶ Observation
//! Observation + where it was seen ─ Sightings::tell ─▶ Diagnostic
//! ```
//!
//! Pages are looked at while they are made and not kept. What a theme does wrong on a thousand pages is said once.

mod accessible;
mod contrast;
mod css;
mod document;
mod external;
mod facts;
mod links;
mod office;
mod pdf;
mod sightings;
mod survey;
#[cfg(test)]
mod tests;
mod weight;

pub use external::{Answer, ExternalLink, Outcome, judge, tell as tell_external};
pub use links::{Bases, check as check_links};
pub use sightings::Locate;
pub use survey::{Depth, Survey, Surveyed};
pub use weight::Wait;
