//! The store on SQLite: one file a site, one writer, readers beside it.

use super::bayes::Verdict;
use super::connection::{Place, Target};
use super::control::{self, Secret};
use super::disk::{Disk, private_folder};
use super::error::StoreError;
use super::item::{Ballot, Change, Item, NewItem, Person, Photo, Stored, Tally};
use super::read::{self, Readers};
use super::reply::Reply;
use super::submit;
use super::writer::{Counts, Writer};
use super::{Store, archive};
use crate::date::{Date, Timestamp};
use crate::feedback::{Clock, Reference, SiteId, random};
use crate::form::Form;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Held by the one server that works in a folder; the system lets go of it however that ends.
const LOCK: &str = "lock";

/// Whether a server worked in a folder, and none does now.
pub fn is_abandoned(root: &Path) -> bool {
    File::open(root.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

/// Where the data is, and what a test puts between.
#[derive(Clone)]
pub struct Options {
    /// The folder of the data; made where there is none.
    pub root: PathBuf,
    /// The disk for files beside the databases.
    pub disk: Arc<dyn Disk>,
    /// The name of a layer that SQLite reaches the system through; none: its own.
    pub vfs: Option<String>,
    /// The clock of the server.
    pub clock: Clock,
}

impl Options {
    /// A folder on the system's disk.
    pub fn at(root: impl Into<PathBuf>) -> Options {
        Options { root: root.into(), disk: Arc::new(super::RealDisk), vfs: None, clock: Clock::System }
    }
}

/// A folder of SQLite files.
///
/// ```text
/// lock            held by the one server that works here
/// control.db      secrets, forms, people, audit
/// sites/<slug>.db, sites/<slug>.photos/
/// keys/           keys of the day, for addresses; never in a backup
/// erasures.log    what people had deleted, so that no backup brings it back
/// ```
pub struct Sqlite {
    place: Place,
    disk: Arc<dyn Disk>,
    clock: Clock,
    writer: Writer,
    readers: Readers,
    _lock: Option<File>,
}

impl Sqlite {
    /// Opens a folder, and removes photos that no item names: of posts that were cut off.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another server works there, and whatever the disk says.
    pub fn open(options: Options) -> Result<Sqlite, StoreError> {
        let Options { root, disk, vfs, clock } = options;
        private_folder(&root.join("sites"))?;
        private_folder(&root.join("keys"))?;
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(root.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(StoreError::Taken),
            Err(fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        let place = Place { root, vfs };
        let writer = Writer::start(place.clone(), clock.clone())?;
        let readers = Readers::new(place.clone());
        let store = Sqlite { place, disk, clock, writer, readers, _lock: Some(lock) };
        store.write(Target::Control, |_| Ok(())).wait()?;
        store.tidy()?;
        Ok(store)
    }

    /// Opens a folder beside a server that may work there, for a command on users and the like: SQLite itself keeps
    /// the two apart.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn beside(options: Options) -> Result<Sqlite, StoreError> {
        let Options { root, disk, vfs, clock } = options;
        private_folder(&root.join("sites"))?;
        let place = Place { root, vfs };
        let writer = Writer::start(place.clone(), clock.clone())?;
        let readers = Readers::new(place.clone());
        let store = Sqlite { place, disk, clock, writer, readers, _lock: None };
        store.write(Target::Control, |_| Ok(())).wait()?;
        Ok(store)
    }

    /// Does work in the batch's transaction, undone alone when it fails; it is done again when another's had to be
    /// undone. The reply comes after the flush.
    pub(in crate::feedback::store) fn write<T: Send + 'static>(
        &self,
        target: Target,
        work: impl FnMut(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Reply<T> {
        self.writer.write(target, work)
    }

    /// Reads with a connection that cannot write. Blocks.
    pub(in crate::feedback::store) fn read<T>(
        &self,
        target: &Target,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.readers.read(target, read)
    }

    /// Packs a site, where there is one.
    pub(in crate::feedback::store) fn packed(
        &self,
        site: &SiteId,
        scratch: &Path,
        to: &Path,
    ) -> Result<(), StoreError> {
        match self.place.path(&Target::Site(site.clone())).exists() {
            true => archive::pack(&self.place, site, scratch, to),
            false => Err(StoreError::Unknown),
        }
    }

    /// Removes photos that no item names.
    fn tidy(&self) -> Result<(), StoreError> {
        for entry in fs::read_dir(self.place.root.join("sites"))? {
            let path = entry?.path();
            let slug = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".photos"));
            let Some(site) = slug.and_then(SiteId::parse) else { continue };
            let named = self.read(&Target::Site(site), |db| {
                let mut query = db.prepare("SELECT file FROM photo")?;
                let rows = query.query_map([], |row| row.get::<_, String>(0))?;
                Ok(rows.collect::<Result<BTreeSet<_>, _>>()?)
            })?;
            for photo in fs::read_dir(&path)? {
                let photo = photo?;
                if photo.file_name().to_str().is_none_or(|name| !named.contains(name)) {
                    self.disk.remove(&photo.path())?;
                }
            }
        }
        Ok(())
    }
}

impl Store for Sqlite {
    fn submit(&self, site: &SiteId, new: NewItem) -> Reply<Stored> {
        match submit::Prepared::new(new) {
            Ok(sent) => self.write(Target::Site(site.clone()), move |db| submit::submit(db, &sent)),
            Err(error) => Reply::ready(Err(error)),
        }
    }

    fn vote(&self, site: &SiteId, ballot: Ballot) -> Reply<Stored> {
        self.write(Target::Site(site.clone()), move |db| submit::vote(db, &ballot))
    }

    fn change(&self, site: &SiteId, reference: Reference, change: Change) -> Reply<Vec<String>> {
        let (disk, ledger) = (Arc::clone(&self.disk), self.place.root.join("erasures.log"));
        let line = format!("{site} {}\n", reference.compact());
        self.write(Target::Site(site.clone()), move |db| {
            let files = submit::change(db, reference, &change)?;
            if matches!(change, Change::Erase { .. }) {
                // Before the commit: a line too many does no harm, a line too few would bring a text back.
                disk.append(&ledger, line.as_bytes())?;
            }
            Ok(files)
        })
    }

    fn item(&self, site: &SiteId, reference: Reference) -> Result<Option<Item>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| read::item(db, reference))
    }

    fn person(&self, site: &SiteId, reference: Reference) -> Result<Option<Person>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| read::person(db, reference))
    }

    fn latest(&self, site: &SiteId, most: usize) -> Result<Vec<Item>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| read::latest(db, most))
    }

    fn late(&self, site: &SiteId, today: Date) -> Result<u64, StoreError> {
        let target = Target::Site(site.clone());
        // A site that nobody wrote to has no file, and gets none for being asked.
        match self.place.path(&target).exists() {
            true => self.read(&target, |db| read::late(db, today)),
            false => Ok(0),
        }
    }

    fn tally(&self, site: &SiteId, form: &str) -> Result<Tally, StoreError> {
        self.read(&Target::Site(site.clone()), |db| read::tally(db, form))
    }

    fn remember(&self, site: &SiteId, forms: Vec<Form>) -> Reply<()> {
        let (site, now) = (site.clone(), self.clock.now().as_millisecond());
        self.write(Target::Control, move |db| control::remember(db, &site, &forms, now))
    }

    fn known_form(&self, site: &SiteId, form: &str, version: &str) -> Result<Option<Form>, StoreError> {
        self.read(&Target::Control, |db| control::known_form(db, site, form, version))
    }

    fn counts(&self) -> &Counts {
        &self.writer.counts
    }
    fn keep_photo(&self, site: &SiteId, jpeg: &[u8]) -> Result<Photo, StoreError> {
        let folder = self.place.photos(site);
        if !folder.is_dir() {
            private_folder(&folder)?;
            super::disk::sync_folder(&self.place.root.join("sites"))?;
        }
        let file = format!("{}.jpg", random::name()?);
        let (temporary, path) = (folder.join(format!("{file}.part")), folder.join(&file));
        let written = self.disk.write(&temporary, jpeg).and_then(|()| self.disk.settle(&temporary, &path));
        if let Err(error) = written {
            let _ = fs::remove_file(&temporary);
            let _ = fs::remove_file(&path);
            return Err(error.into());
        }
        Ok(Photo { file, length: jpeg.len() as u64 })
    }
    fn drop_photo(&self, site: &SiteId, file: &str) {
        // What cannot be removed now goes at the next start.
        let _ = self.disk.remove(&self.place.photos(site).join(file));
    }
    fn photo(&self, site: &SiteId, file: &str) -> Result<Vec<u8>, StoreError> {
        let plain = file.strip_suffix(".jpg").is_some_and(|name| name.bytes().all(|b| b.is_ascii_hexdigit()));
        if !plain {
            return Err(StoreError::Unknown);
        }
        match fs::read(self.place.photos(site).join(file)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(StoreError::Unknown),
            other => Ok(other?),
        }
    }

    fn teach(&self, site: &SiteId, reference: Reference, verdict: Verdict) -> Reply<()> {
        self.write(Target::Site(site.clone()), move |db| submit::teach(db, reference, verdict))
    }

    fn purge(&self, site: &SiteId, today: Date, most: i64) -> Reply<(u64, Vec<String>)> {
        let target = Target::Site(site.clone());
        match self.place.path(&target).exists() {
            true => {
                let now = self.clock.now().as_millisecond();
                self.write(target, move |db| {
                    submit::forget(db, now)?;
                    submit::purge(db, today, most)
                })
            }
            false => Reply::ready(Ok((0, Vec::new()))),
        }
    }

    fn probe(&self) -> Reply<()> {
        let now = self.clock.now().as_millisecond();
        self.write(Target::Control, move |db| {
            db.execute("INSERT OR REPLACE INTO secret (name, value) VALUES ('probe', ?1)", [now.to_le_bytes()])?;
            Ok(())
        })
    }

    fn oldest_notice(&self, site: &SiteId) -> Result<Option<Timestamp>, StoreError> {
        let target = Target::Site(site.clone());
        // A site that nobody wrote to has no file, and gets none for being asked.
        match self.place.path(&target).exists() {
            true => self.read(&target, read::oldest_notice),
            false => Ok(None),
        }
    }

    fn secret(&self, name: Secret) -> Reply<[u8; 32]> {
        self.write(Target::Control, move |db| control::secret(db, name))
    }
}
