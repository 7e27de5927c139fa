//! Photos: the one place where pictures are opened. Tells what each is, whether it may be
//! published, and gives its bytes without anything that the camera or the phone wrote about
//! itself, its owner or the place.
//!
//! Pixels are not touched: a photo is published as large as it was given.

mod chunks;
mod clean;
mod embedded;
mod examine;
mod exif;
mod format;
mod frame;
mod gif;
mod jpeg;
mod place;
mod read;
mod size;
mod svg;
#[cfg(test)]
mod tests;

use crate::diag::Checked;
use crate::load::Asset;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub use format::Format;
pub use read::MAX_FILE;

/// The pictures that may be published, by the path of their asset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Photos(BTreeMap<String, Picture>);

impl Photos {
    /// The picture at an asset's path from the workspace root.
    pub fn get(&self, path: &str) -> Option<&Picture> {
        self.0.get(path)
    }

    /// All of them, by path.
    pub fn iter(&self) -> impl Iterator<Item = &Picture> {
        self.0.values()
    }
}

/// A picture that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The asset's path from the workspace root, with `/`.
    pub source: String,
    /// What it is published as: 16 hexadecimal digits of the BLAKE3 of the source, and the
    /// extension that its bytes deserve.
    pub name: String,
    /// In CSS pixels, as it is displayed: orientation applied.
    pub width: u32,
    /// In CSS pixels, as it is displayed: orientation applied.
    pub height: u32,
    /// Of the published bytes.
    pub len: u64,
}

impl Picture {
    /// The bytes to publish, read anew and cleaned.
    ///
    /// # Errors
    /// When the file cannot be read, or is no longer the one that was checked: another photo at
    /// the same path may hold a place, so it waits for the next build.
    pub fn bytes(&self, root: &Path) -> std::io::Result<Vec<u8>> {
        let source = read::file(&root.join(&self.source))?;
        let cleaned = format::sniff(&source)
            .format()
            .filter(|format| examine::name(&source, *format) == self.name)
            .and_then(|format| clean::clean(format, source).ok());
        let changed = || std::io::Error::other(format!("`{}` changed while the site was being built", self.source));
        cleaned.map(|cleaned| cleaned.bytes).ok_or_else(changed)
    }
}

/// Opens every picture among `assets` (which may hold one twice) and keeps those that may be
/// published; the others are findings. Assets that are no pictures are passed over.
///
/// In parallel; each thread holds one file (at most [`MAX_FILE`]) and its cleaned copy.
pub fn prepare(root: &Path, assets: &[Arc<Asset>]) -> Checked<Photos> {
    let mut paths: Vec<&str> =
        assets.iter().map(|asset| asset.path.as_str()).filter(|path| format::is_picture(path)).collect();
    paths.sort_unstable();
    paths.dedup();
    let examined: Vec<_> = paths.into_par_iter().map(|path| examine::file(root, path)).collect();
    let mut findings = Vec::new();
    let pictures = examined.into_iter().filter_map(|checked| checked.collect(&mut findings));
    let photos = Photos(pictures.map(|picture| (picture.source.clone(), picture)).collect());
    Checked { value: photos, findings }
}
