//! What a build says of itself.

use crate::check::ExternalLink;
use crate::diag::Diagnostic;
use crate::load::WalkError;
use crate::output::OutputError;
use crate::print::Print;
use crate::url::UrlPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The outcome of a build or a check.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// All findings, in their stable order.
    pub findings: Vec<Diagnostic>,
    /// One a site, by name.
    pub sites: Vec<SiteReport>,
    /// The page that costs most to open.
    pub heaviest: Option<Heaviest>,
    /// How many files differed from what was there.
    pub changed: usize,
    /// How many files of earlier builds were removed.
    pub removed: usize,
    /// Links to other sites, of a check.
    #[serde(skip)]
    pub external: Vec<ExternalLink>,
    /// BLAKE3 of each file that depends on texts or the day, for a request with a `digest`.
    #[serde(skip)]
    pub digests: BTreeMap<UrlPath, Print>,
}

/// What was made of one site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteReport {
    /// Its name.
    pub name: String,
    /// Its folder in the output.
    pub slug: String,
    /// How many pages.
    pub pages: usize,
    /// For editors: the list of what can be passed on, from the output's root.
    pub sharing: Option<String>,
}

/// A page and its weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heaviest {
    /// From the output's root.
    pub path: String,
    /// Compressed, in bytes.
    pub gzip: usize,
}

impl Report {
    /// Pages of all sites.
    pub fn pages(&self) -> usize {
        self.sites.iter().map(|site| site.pages).sum()
    }
}

/// The world failed: nothing can be said of the content.
#[derive(Debug)]
pub enum BuildError {
    /// The workspace cannot be read.
    Read(WalkError),
    /// The output cannot be written.
    Write(OutputError),
    /// No site of this name, and what there is.
    NoSuchSite(String, Vec<String>),
    /// The built-in theme is broken: a mistake of this program.
    Theme(Vec<Diagnostic>),
    /// Nobody wanted the outcome any more.
    Stopped,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Read(error) => write!(f, "{error}"),
            BuildError::Write(error) => write!(f, "{error}"),
            BuildError::NoSuchSite(name, known) => write!(f, "no site `{name}`; there is {}", known.join(", ")),
            BuildError::Theme(_) => write!(f, "the built-in theme is broken"),
            BuildError::Stopped => write!(f, "stopped"),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<OutputError> for BuildError {
    fn from(error: OutputError) -> BuildError {
        BuildError::Write(error)
    }
}
