//! The photos of a site on their way through a build: what is wanted, made, and written.

use super::report::BuildError;
use super::run::Mode;
use super::target::Target;
use crate::diag::{Diagnostic, Span, text};
use crate::load::Asset;
use crate::output::{MadeOf, OutputError};
use crate::photo::{self, Cache, Formats, Photos, Purpose, Variant, Wanted};
use crate::render::Job;
use crate::site::Site;
use crate::url::UrlPath;
use rayon::prelude::*;
use std::sync::Arc;

/// Looks at the photos of a site and, in a build, makes what is missing.
///
/// # Errors
/// When the cache cannot be written.
pub fn prepared(cache: &Cache, site: &Site, mode: Mode, findings: &mut Vec<Diagnostic>) -> Result<Photos, BuildError> {
    let wishes = wishes(site);
    findings.extend(site.config.avif.as_ref().filter(|_| !photo::AVIF).map(no_avif));
    let photos = photo::prepare(cache, &wanted(&wishes), formats(site)).collect(findings);
    match mode {
        Mode::Check => Ok(photos),
        Mode::Build | Mode::Verify => match photo::develop(cache, photos) {
            Ok(checked) => Ok(checked.collect(findings)),
            Err(error) => Err(BuildError::Write(OutputError::Io(cache.folder().to_owned(), error))),
        },
    }
}

/// Every picture of a site with what it is wanted for.
pub fn wishes(site: &Site) -> Vec<(Purpose, Arc<Asset>)> {
    let kinds = [
        (Purpose::Photo, site.photos()),
        (Purpose::Thumbnail, site.thumbnails()),
        (Purpose::Card, site.covers()),
        (Purpose::File, site.files()),
    ];
    let all = kinds.into_iter().flat_map(|(purpose, assets)| assets.into_iter().map(move |asset| (purpose, asset)));
    all.collect()
}

/// The same, as the room of photos wants it.
pub fn wanted(wishes: &[(Purpose, Arc<Asset>)]) -> Vec<Wanted<'_>> {
    wishes.iter().map(|(purpose, asset)| Wanted { asset, purpose: *purpose }).collect()
}

/// The formats that a site asks for.
pub fn formats(site: &Site) -> Formats {
    if site.config.avif.is_some() { Formats::AvifAndWebP } else { Formats::WebP }
}

fn no_avif(asked: &Span) -> Diagnostic {
    let what = text!(
        "ovaj program ne pravi AVIF: fotografije su u WebP i JPEG",
        "this program does not make AVIF: photos are in WebP and JPEG"
    );
    Diagnostic::warning("S012", asked, what).help(text!(
        "uzmite program sa stranice izdanja, ili ga napravite sa `--features avif`",
        "take the program from the page of releases, or build it with `--features avif`"
    ))
}

/// A file of the cache and where it is published.
pub struct Published {
    path: UrlPath,
    variant: Variant,
    /// Equal names and lengths mean equal bytes.
    named_by_content: bool,
}

/// Takes what comes out of the cache from the jobs, and leaves out what must not be given away.
pub fn take(jobs: Vec<Job>, photos: &Photos) -> (Vec<Job>, Vec<Published>) {
    let (mut others, mut published) = (Vec::new(), Vec::new());
    for job in jobs {
        match job {
            Job::Picture(path, variant) => published.push(Published { path, variant, named_by_content: true }),
            Job::Copy(path, asset) => match photos.get(Purpose::File, &asset.path) {
                Some(picture) => {
                    published.push(Published { path, variant: picture.main.clone(), named_by_content: false });
                }
                None if photos.is_withheld(&asset.path) => {}
                None => others.push(Job::Copy(path, asset)),
            },
            other => others.push(other),
        }
    }
    (others, published)
}

impl Published {
    /// How many bytes; 0 as long as it was not made.
    pub fn len(&self) -> usize {
        usize::try_from(self.variant.len).unwrap_or(usize::MAX)
    }

    /// Where it will be in its site, and what.
    pub fn into_parts(self) -> (UrlPath, Variant) {
        (self.path, self.variant)
    }

    /// Where it will be, in the output.
    pub fn path(&self, folder: &UrlPath) -> UrlPath {
        self.path.under(folder)
    }
}

/// Hands them to the target. Nothing is read that is there already under its name.
///
/// # Errors
/// When the output cannot be written, or somebody emptied the cache in the meantime.
pub fn write(cache: &Cache, target: &Target, folder: &UrlPath, published: &[Published]) -> Result<(), BuildError> {
    published.par_iter().try_for_each(|one| {
        let path = one.path(folder);
        let is_there = match target {
            Target::Folder(writer) => one.named_by_content && writer.holds(&path, one.variant.len),
            Target::Beside(_) => false,
            Target::Nowhere(_) => true,
        };
        if is_there {
            return Ok(());
        }
        let lost = |error| BuildError::Write(OutputError::Io(cache.folder().join(&one.variant.name), error));
        let bytes = cache.bytes(&one.variant).map_err(lost)?;
        target.take(&path, &bytes, MadeOf::default())
    })
}
