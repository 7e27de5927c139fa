//! Looks at a folder of data and at the settings, and says in plain words what is well and what is not, with the cure.
//!
//! ```text
//! Patient ─┬─ folder     who may look in, whose files they are, room, clock, backup
//!          ├─ databases  schema, integrity, rows without parents, photos, notices
//!          └─ people     owners, and whether anybody is told of what comes
//! ```
//!
//! Nothing is changed, and a server may be working there meanwhile.

mod databases;
mod folder;
mod people;
mod trial;

use super::{Forms, ServeError, SiteId, serve};
use crate::date::Timestamp;
use crate::diag::{Severity, Text};
use std::path::Path;

pub use people::owners;
pub use trial::{Trial, send_test};

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Patient<'a> {
    /// The folder of data.
    pub data: &'a Path,
    /// The sites that are served; empty when that is not known.
    pub sites: &'a [SiteId],
    /// Whether a mail server is set.
    pub has_mail: bool,
    /// The public address; may be empty.
    pub public_url: &'a str,
    /// Whether own proxies are named.
    pub has_proxy: bool,
    /// Now.
    pub now: Timestamp,
}

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is; none: it is well.
    pub severity: Option<Severity>,
    /// What was found.
    pub message: Text,
    /// What to do, one line each.
    pub help: Vec<Text>,
}

impl Finding {
    fn well(message: Text) -> Finding {
        Finding { severity: None, message, help: Vec::new() }
    }

    fn ill(severity: Severity, message: Text, help: Text) -> Finding {
        Finding { severity: Some(severity), message, help: vec![help] }
    }
}

/// Looks at everything, in the order in which a person would. Blocks.
pub fn examine(patient: &Patient) -> Vec<Finding> {
    let mut findings = folder::examine(patient);
    let (control, sites) = databases::examine(patient, &mut findings);
    folder::clock(patient, control.as_ref(), &sites, &mut findings);
    if let Some(control) = &control {
        people::examine(patient, control, &mut findings);
    }
    findings
}

/// The sites whose forms are served.
///
/// # Errors
/// When the forms cannot be read.
pub fn served(forms: &Forms) -> Result<Vec<SiteId>, ServeError> {
    Ok(serve::read(forms)?.sites().map(|site| site.id.clone()).collect())
}

/// At most so many names of a list, in backticks.
fn named<T: ToString>(all: &[T]) -> String {
    const MOST: usize = 8;
    let mut names: Vec<String> = all.iter().take(MOST).map(|name| format!("`{}`", name.to_string())).collect();
    if all.len() > MOST {
        names.push("…".to_owned());
    }
    names.join(", ")
}
