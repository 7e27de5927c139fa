//! Photos: the one place where pictures are opened. Tells what each is and whether it may be
//! published; makes of a photo what the layout shows, upright, small, and without anything that the
//! camera or the phone wrote about itself, its owner or the place.
//!
//! [`prepare`] looks at files and says what will be published; [`develop`] makes it, in a cache that
//! all sites and later builds share. Drawings and animations are published as they are, cleaned.

mod cache;
mod chunks;
mod clean;
mod develop;
mod embedded;
mod encode;
mod examine;
mod exif;
mod format;
mod frame;
mod gate;
mod gif;
mod jpeg;
mod last;
mod place;
mod posted;
mod raster;
mod read;
mod recipe;
mod size;
mod svg;
#[cfg(test)]
mod tests;

use crate::diag::Checked;
use crate::load::Asset;
use rayon::prelude::*;
use recipe::{Examined, Variants};
use std::collections::{BTreeMap, BTreeSet};

pub use cache::Cache;
pub use develop::{develop, develop_file};
pub use format::Format;
pub use last::LastPhotos;
pub use posted::{Unfit, posted};
pub use read::MAX_FILE;
pub use recipe::{Formats, Purpose, Variant};

/// Whether this program can make AVIF.
pub const AVIF: bool = cfg!(feature = "avif");

/// A picture that pages ask for, and what for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Which file.
    pub asset: &'a Asset,
    /// What for.
    pub purpose: Purpose,
}

/// The pictures that may be published, by purpose and by the path of their asset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Photos {
    pictures: BTreeMap<Purpose, BTreeMap<String, Picture>>,
    withheld: BTreeSet<String>,
}

impl Photos {
    /// The picture at an asset's path from the workspace root, made for a purpose.
    pub fn get(&self, purpose: Purpose, path: &str) -> Option<&Picture> {
        self.pictures.get(&purpose)?.get(path)
    }

    /// All of them, by purpose and path.
    pub fn iter(&self) -> impl Iterator<Item = &Picture> {
        self.pictures.values().flat_map(BTreeMap::values)
    }

    /// All for a purpose, by path.
    pub fn of(&self, purpose: Purpose) -> impl Iterator<Item = &Picture> {
        self.pictures.get(&purpose).into_iter().flat_map(BTreeMap::values)
    }

    /// Whether the file at this path must not be given away: a finding says why.
    pub fn is_withheld(&self, path: &str) -> bool {
        self.withheld.contains(path)
    }

    /// With the length of each file; a picture of which any is missing falls out.
    fn measured(mut self, len: impl Fn(&Picture, &Variant) -> Option<u64>) -> Photos {
        for (purpose, pictures) in &mut self.pictures {
            pictures.retain(|path, picture| {
                let whole = picture.measure(&len).is_some();
                if !whole && *purpose == Purpose::File {
                    self.withheld.insert(path.clone());
                }
                whole
            });
        }
        self
    }
}

/// A picture that may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The asset's path from the workspace root, with `/`.
    pub source: String,
    /// What every browser shows.
    pub main: Variant,
    /// The same in AVIF, by width; none where it was not asked for.
    pub avif: Vec<Variant>,
    /// The same in WebP, by width; none where only [`Picture::main`] will do.
    pub webp: Vec<Variant>,
    examined: Examined,
}

impl Picture {
    fn new(source: &str, examined: Examined, purpose: Purpose, formats: Formats) -> Picture {
        let Variants { main, avif, webp } = examined.variants(purpose, formats);
        Picture { source: source.to_owned(), main, avif, webp, examined }
    }

    /// Everything that is published of it.
    pub fn variants(&self) -> impl Iterator<Item = &Variant> {
        std::iter::once(&self.main).chain(&self.avif).chain(&self.webp)
    }

    fn measure(&mut self, len: impl Fn(&Picture, &Variant) -> Option<u64>) -> Option<()> {
        let lengths: Option<Vec<u64>> = self.variants().map(|variant| len(self, variant)).collect();
        let all = std::iter::once(&mut self.main).chain(&mut self.avif).chain(&mut self.webp);
        all.zip(lengths?).for_each(|(variant, len)| variant.len = len);
        Some(())
    }
}

/// Looks at every picture that is wanted (one may be, several times) and keeps those that may be
/// published; the others are findings. Assets that are no pictures are passed over. Nothing is
/// decoded, and what the cache knows is not opened. AVIF is made where [`AVIF`] says that it can be.
///
/// In parallel; each thread holds one file (at most [`MAX_FILE`]) and its cleaned copy.
pub fn prepare(cache: &Cache, wanted: &[Wanted], formats: Formats) -> Checked<Photos> {
    let formats = if AVIF { formats } else { Formats::WebP };
    let mut purposes: BTreeMap<(&str, bool), BTreeSet<Purpose>> = BTreeMap::new();
    for Wanted { asset, purpose } in wanted {
        if format::is_picture(&asset.path) {
            purposes.entry((&asset.path, *purpose == Purpose::File)).or_default().insert(*purpose);
        }
    }
    let purposes: Vec<_> = purposes.into_iter().collect();
    let examine = |((path, download), _): &((&str, bool), _)| cache.examined(path, *download);
    let examined: Vec<Checked<Option<Examined>>> = purposes.par_iter().map(examine).collect();
    let (mut photos, mut findings) = (Photos::default(), Vec::new());
    for (((path, download), purposes), checked) in purposes.into_iter().zip(examined) {
        if download && checked.value.is_none() && !checked.findings.is_empty() {
            photos.withheld.insert(path.to_owned());
        }
        let Some(examined) = checked.collect(&mut findings) else { continue };
        for purpose in purposes {
            let picture = Picture::new(path, examined.clone(), purpose, formats);
            photos.pictures.entry(purpose).or_default().insert(path.to_owned(), picture);
        }
    }
    Checked { value: photos, findings }
}
