//! The only reader of the workspace: finds its files, decodes them, splits front matter from text.
//!
//! Nothing is interpreted here beyond where a file lies and what its name says. A file that cannot
//! be read is a finding, and the rest goes on; `Err` is for a folder that cannot be opened at all.

mod decode;
mod front;
mod layout;
mod listing;
mod memo;
mod name;
mod names;
mod saved;
mod sealed;
mod stray;
mod text;
mod walk;

use crate::diag::Checked;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use front::{Front, split as split_front};
pub use layout::{Kind, Place, Role, is_single_site, place};
pub use listing::Listing;
pub use memo::{Kept, Memo, Remembered};
pub use name::Name;
pub use sealed::{HEAD, keep, keep_bytes, kept, kept_bytes};
pub use text::{TextFile, is_markdown, is_yaml, read_text};
pub use walk::{Found, WalkError, is_left_out, mtime};

/// A text over this many bytes is not read (1 MiB).
pub const MAX_TEXT: u64 = 1 << 20;

/// A workspace as it lies on disk, every text read once.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Where it lies.
    pub root: PathBuf,
    /// `zbor.yaml`; none for a workspace of one site.
    pub config: Option<Arc<TextFile>>,
    /// One folder a site, by name.
    pub sites: BTreeMap<String, Folder>,
    /// `shared/`.
    pub shared: Folder,
    /// Templates and styles of `themes/<name>/`, by theme, then by path inside it.
    pub themes: BTreeMap<String, BTreeMap<String, Arc<TextFile>>>,
    /// Every file that was found, for telling whether anything changed since.
    pub found: Vec<Found>,
    /// A folder with a `site.yaml` and no `zbor.yaml`.
    pub single: bool,
}

impl Workspace {
    /// What the file at a path from the root is, by its name alone.
    pub fn place(&self, path: &str) -> Place {
        layout::place(path, self.single)
    }
}

/// What one site, or `shared/`, holds.
#[derive(Debug, Default)]
pub struct Folder {
    /// From the workspace root, with `/`; empty for a workspace of one site.
    pub path: String,
    /// `site.yaml`.
    pub config: Option<Arc<TextFile>>,
    /// `answers.yaml`.
    pub answers: Option<Arc<TextFile>>,
    /// `forms.yaml`.
    pub forms: Option<Arc<TextFile>>,
    /// By kind of content.
    pub parts: BTreeMap<Kind, Part>,
    /// Templates that this site overrides, by path inside the theme.
    pub theme: BTreeMap<String, Arc<TextFile>>,
    /// Files that lie in no content folder (logo, photos of pages), by path from the workspace root.
    pub assets: BTreeMap<String, Arc<Asset>>,
}

/// The file of answers that is written where a site has none.
const ANSWERS: &str = "odgovori.yaml";

impl Folder {
    /// Where the file of answers lies, or would, from the workspace root.
    pub fn answers_path(&self) -> String {
        match &self.answers {
            Some(file) => file.source.path.clone(),
            None if self.path.is_empty() => ANSWERS.to_owned(),
            None => format!("{}/{ANSWERS}", self.path),
        }
    }
}

/// A content folder.
#[derive(Debug, Default)]
pub struct Part {
    /// `_defaults.yaml`.
    pub defaults: Option<Arc<TextFile>>,
    /// Texts with their front matter, by path.
    pub texts: Vec<Arc<TextFile>>,
    /// YAML files: lists of events, metadata of documents, people, polls.
    pub data: Vec<Arc<TextFile>>,
}

/// A photo, document or other file that is published as it is, or made into pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asset {
    /// From the workspace root, with `/`.
    pub path: String,
    /// In bytes.
    pub len: u64,
}

/// The files of the workspace at `root`, not opened.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn list(root: &Path) -> Result<Checked<Vec<Found>>, WalkError> {
    walk::walk(root)
}

/// Reads the workspace at `root`, in parallel.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn load(root: &Path) -> Result<Checked<Workspace>, WalkError> {
    Ok(read(root, list(root)?, &mut Memo::default()))
}

/// Reads the workspace at `root` again. Where the `touched` paths are told, only they are looked at.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn load_again(
    root: &Path,
    listing: &mut Listing,
    memo: &mut Memo,
    touched: Option<&BTreeSet<String>>,
) -> Result<Checked<Workspace>, WalkError> {
    match touched {
        Some(paths) => memo.forget(paths),
        None => memo.forget_all(),
    }
    let found = listing.list(root, touched)?;
    Ok(read(root, found, memo))
}

/// Reads the files that [`list`] found at `root`, in parallel. What `memo` knows is not read again; afterwards it knows
/// what was read now.
pub fn read(root: &Path, found: Checked<Vec<Found>>, memo: &mut Memo) -> Checked<Workspace> {
    let mut findings = Vec::new();
    let found = found.collect(&mut findings);
    let single = layout::is_single_site(&found);
    let places: Vec<Place> = found.iter().map(|file| place(&file.path, single)).collect();
    findings.extend(names::check(&found, &places));
    let (read, remembered): (Vec<_>, Vec<_>) = text::read_all(root, &found, &places, memo).into_iter().unzip();
    memo.replace(remembered.into_iter().flatten());
    findings.extend(saved::hints(read.iter().filter_map(|read| read.value.as_ref())));
    let workspace = layout::arrange(root, (found, places), read, single).collect(&mut findings);
    Checked { value: workspace, findings }
}
