//! What is wrong with finished pages: their weight, what shuts people out, links that lead nowhere, documents.
//!
//! ```text
//! a page's bytes ─ Facts ─ accessible, contrast, weight ─▶ Look: what is wrong on it, where it leads
//! Looks at all pages of a site ─ Survey::finish ─▶ Observation
//!                               └ check_links ─ all sites together ─▶ Observation
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
mod look;
mod office;
mod pdf;
mod sightings;
mod survey;
#[cfg(test)]
mod tests;
mod weight;

pub use external::{Answer, ExternalLink, Outcome, judge, tell as tell_external};
pub use links::{Bases, check as check_links};
pub use look::{Look, Pack};
pub use sightings::Locate;
pub use survey::{Depth, Survey, Surveyed};
pub use weight::Wait;

use crate::diag::{At, Diagnostic, Severity};
use std::collections::BTreeSet;

/// Leaves out what the text itself was told of already: a jump of its headings.
pub fn leave_out_told(findings: &mut Vec<Diagnostic>) {
    let line = |finding: &Diagnostic| match &finding.at {
        At::Text(snippet) => Some((snippet.path.clone(), snippet.line)),
        At::Workspace | At::File(_) => None,
    };
    let told: BTreeSet<_> = findings.iter().filter(|finding| finding.code == "M003").filter_map(line).collect();
    findings.retain(|finding| finding.code != "A006" || line(finding).is_none_or(|line| !told.contains(&line)));
}

/// A scan whose words somebody wrote beside it could only be better.
pub fn soften_described(findings: &mut [Diagnostic], described: &BTreeSet<&str>) {
    let is_described = |at: &At| matches!(at, At::File(path) if described.contains(path.as_str()));
    let scans = findings.iter_mut().filter(|finding| finding.code == document::SCAN && is_described(&finding.at));
    scans.for_each(|finding| finding.severity = Severity::Hint);
}
