//! The report that a build leaves for whoever keeps the texts: beside the workspace, never among its pages.

use super::failure::Failure;
use super::language;
use std::path::{Path, PathBuf};
use zbor::diag::{self, Diagnostic, Language};
use zbor::output::replace;

/// Where it lies in a workspace.
pub(crate) fn place(root: &Path) -> PathBuf {
    root.join(".zbor").join("izvjestaj.html")
}

/// Writes it; it is read by volunteers, so it is always Bosnian.
///
/// # Errors
/// When the system refuses.
pub(crate) fn write(root: &Path, findings: &[Diagnostic]) -> Result<(), Failure> {
    let (path, text) = (place(root), diag::page(findings, language::voice(Language::Bs)));
    replace(&path, text.as_bytes()).map_err(|error| Failure::io(&path, &error))
}
