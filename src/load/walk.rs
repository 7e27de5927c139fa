//! The list of files, in a stable order, links and rubbish left out.

use crate::diag::{At, Checked, Diagnostic, text};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use walkdir::{DirEntry, WalkDir};

/// A file of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// From the workspace root, with `/`.
    pub path: String,
    /// In bytes.
    pub len: u64,
    /// Last modification in nanoseconds since 1970; 0 where the file system does not say.
    pub mtime: u128,
}

/// The workspace folder could not be read.
#[derive(Debug)]
pub struct WalkError {
    /// Which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub reason: std::io::Error,
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for WalkError {}

/// Folders that are never content, wherever they lie.
const SKIPPED: [&str; 3] = ["node_modules", "target", "__MACOSX"];

/// Lists the files below `root`, sorted by path.
pub fn walk(root: &Path) -> Result<Checked<Vec<Found>>, WalkError> {
    let mut out = Checked::fine(Vec::new());
    std::fs::read_dir(root).map_err(|reason| WalkError { path: root.to_owned(), reason })?;
    let mut files = Vec::new();
    let mut entries = WalkDir::new(root).sort_by_file_name().max_depth(32).into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Err(error) => out.findings.push(unreadable(root, &error)),
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) if is_skipped(&entry) => {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) => files.extend(visit(root, entry, &mut out.findings)),
        }
    }
    // Asking for sizes and times takes as long as walking.
    let found: Vec<Result<Found, walkdir::Error>> = files.into_par_iter().map(measured).collect();
    for file in found {
        match file {
            Ok(file) => out.value.push(file),
            Err(error) => out.findings.push(unreadable(root, &error)),
        }
    }
    Ok(out)
}

fn measured((path, entry): (String, DirEntry)) -> Result<Found, walkdir::Error> {
    let meta = entry.metadata()?;
    Ok(Found { path, len: meta.len(), mtime: mtime(&meta) })
}

/// The path of a file that counts.
fn visit(root: &Path, entry: DirEntry, findings: &mut Vec<Diagnostic>) -> Option<(String, DirEntry)> {
    let Some(path) = relative(root, entry.path()) else {
        let shown = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        findings.push(
            Diagnostic::error(
                "W010",
                At::File(shown.clone()),
                text!("ime `{shown}` nije zapisano kao UTF-8", "the name `{shown}` is not UTF-8"),
            )
            .help(text!("preimenujte datoteku, najbolje slovima a–z", "rename the file, best with the letters a–z")),
        );
        return None;
    };
    if entry.path_is_symlink() {
        findings.push(
            Diagnostic::warning(
                "W011",
                At::File(path.clone()),
                text!("`{path}` je prečica (link) i ne prati se", "`{path}` is a symbolic link and is not followed"),
            )
            .help(text!("stavite pravu datoteku u ovu fasciklu", "put the real file into this folder")),
        );
        return None;
    }
    entry.file_type().is_file().then_some((path, entry))
}

/// The file at a path from the root as a walk would find it; none where there is no such file.
pub fn find(root: &Path, path: &str) -> Option<Found> {
    let meta = std::fs::symlink_metadata(root.join(path)).ok().filter(std::fs::Metadata::is_file)?;
    Some(Found { path: path.to_owned(), len: meta.len(), mtime: mtime(&meta) })
}

/// Modification time in nanoseconds since 1970, 0 where unknown.
pub fn mtime(meta: &std::fs::Metadata) -> u128 {
    meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |past| past.as_nanos())
}

/// Hidden files, editors' leavings, our own output and state, and `dist` of any build.
fn is_skipped(entry: &DirEntry) -> bool {
    is_passed_over(&entry.file_name().to_string_lossy()) || entry.file_type().is_dir() && is_output(entry.path())
}

/// Whether the file or folder at a path from the root is left out, by its names and the folders it lies in.
pub fn is_left_out(root: &Path, path: &str) -> bool {
    let mut folder = root.to_owned();
    path.split('/').any(|name| {
        folder.push(name);
        is_passed_over(name) || is_output(&folder)
    })
}

fn is_passed_over(name: &str) -> bool {
    let leaving = name.ends_with('~') || name.ends_with(".crswap") || name.ends_with(".tmp") || name.starts_with("~$");
    name.starts_with('.') || leaving || matches!(name, "Thumbs.db" | "desktop.ini") || SKIPPED.contains(&name)
}

fn is_output(folder: &Path) -> bool {
    folder.join(".zbor-output").exists()
}

/// The path from `root` with `/`; none where it is not Unicode.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().and_then(|path| relative(root, path)).unwrap_or_default();
    let reason = error.io_error().map(std::io::Error::kind).map_or_else(String::new, |kind| kind.to_string());
    Diagnostic::error(
        "W012",
        At::File(path.clone()),
        text!("`{path}` se ne može pročitati: {reason}", "`{path}` cannot be read: {reason}"),
    )
}
