//! The report that a build leaves for whoever keeps the texts: beside the workspace, never among its pages.

use super::failure::Failure;
use super::language;
use std::fs;
use std::path::{Path, PathBuf};
use zbor::diag::{self, Diagnostic, Language};

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
    let beside = path.with_extension("tmp");
    fs::create_dir_all(root.join(".zbor"))
        .and_then(|()| fs::write(&beside, text))
        .and_then(|()| fs::rename(&beside, &path))
        .map_err(|error| Failure::io(&path, &error))
}
