//! What was last published of each photo: where it is broken now, what was made of it before is shown.

use super::recipe::{ENGINE, Examined};
use super::{AVIF, Cache, Formats, Photos, Picture, Purpose, Wanted, format};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was found in photos that could be published, by path.
#[derive(Debug, Default)]
pub struct LastPhotos {
    known: BTreeMap<String, Examined>,
    now: Mutex<Now>,
}

#[derive(Debug, Default)]
struct Now {
    good: BTreeMap<String, Examined>,
    shown: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    /// Of the program: another one makes files of other names.
    engine: String,
    photos: BTreeMap<String, Examined>,
}

impl LastPhotos {
    /// What [`LastPhotos::write`] gave; nothing where it was another program.
    pub fn read(bytes: &[u8]) -> LastPhotos {
        let kept = postcard::from_bytes::<Kept>(bytes).ok();
        let known = kept.filter(|kept| kept.engine == ENGINE).map(|kept| kept.photos);
        LastPhotos { known: known.unwrap_or_default(), now: Mutex::default() }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The photos with what was last made of those that are wanted and missing, so far as all of it is in the cache.
    /// Downloads are never filled in: they are given away as they are, or not at all.
    pub fn fill(&self, cache: &Cache, mut photos: Photos, wanted: &[Wanted], formats: Formats) -> Photos {
        let formats = if AVIF { formats } else { Formats::WebP };
        let whole = photos.pictures.iter().filter(|(purpose, _)| **purpose != Purpose::File);
        let good =
            whole.flat_map(|(_, pictures)| pictures).map(|(path, picture)| (path.clone(), picture.examined.clone()));
        self.now().good.extend(good);
        for Wanted { asset, purpose } in wanted {
            let path = asset.path.as_str();
            if *purpose == Purpose::File || !format::is_picture(path) || photos.get(*purpose, path).is_some() {
                continue;
            }
            let Some(examined) = self.known.get(path) else { continue };
            let mut picture = Picture::new(path, examined.clone(), *purpose, formats);
            if picture.measure(|_, variant| cache.len_of(&variant.name)).is_some() {
                photos.pictures.entry(*purpose).or_default().insert(path.to_owned(), picture);
                self.now().shown.insert(path.to_owned());
            }
        }
        photos
    }

    /// Paths of photos of which an earlier version is shown.
    pub fn shown(&self) -> BTreeSet<String> {
        self.now().shown.clone()
    }

    /// What this build found, and of the photos that it showed as they were, what is known, to be kept; none where that
    /// is kept already. Of a build that was not of the `whole` workspace, all else stays, too.
    pub fn write(&self, whole: bool) -> Option<Vec<u8>> {
        let now = self.now();
        let stays = self.known.iter().filter(|(path, _)| !whole || now.shown.contains(*path));
        let mut photos: BTreeMap<String, Examined> = stays.map(|(path, found)| (path.clone(), found.clone())).collect();
        photos.extend(now.good.clone());
        if photos == self.known {
            return None;
        }
        postcard::to_allocvec(&Kept { engine: ENGINE.to_owned(), photos }).ok()
    }
}
