//! Backups: taken while the server writes, proved by restoring them.
//!
//! Each file is copied as of one moment between two commits, then the photos that it names. What people had erased
//! since is in the ledger, which is copied last, and is erased again when a backup is restored.

use super::super::{Reference, SiteId};
use super::connection::{Place, Target};
use super::disk::{private_folder, sync_folder};
use super::error::StoreError;
use super::{figures, submit};
use crate::date::Timestamp;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use zip::CompressionMethod;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The list of what a backup holds, written last: a folder without it is no backup.
const MANIFEST: &str = "manifest.json";
/// In a folder of data: when a copy of it was last taken.
pub const LAST_BACKUP: &str = "last-backup";
/// What people had erased.
const LEDGER: &str = "erasures.log";

/// The files of a backup.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    /// When it was taken (RFC 3339).
    taken: String,
    /// BLAKE3 of each file, by its path with `/`.
    files: BTreeMap<String, String>,
}

/// What a backup was found to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Sites.
    pub sites: usize,
    /// Messages, those that were erased among them.
    pub items: u64,
    /// Photos, each of which is there.
    pub photos: u64,
}

/// Takes a backup of a folder of data into a new folder, while a server may be working there.
///
/// # Errors
/// What the disk says; a backup without an end has no manifest, and is none.
pub fn backup(data: &Path, to: &Path, now: Timestamp) -> Result<Contents, StoreError> {
    let (from, into) = (place(data), place(to));
    if !from.path(&Target::Control).exists() {
        return Err(missing(data));
    }
    if fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(StoreError::Disk(format!("{}: {}", to.display(), ErrorKind::AlreadyExists)));
    }
    private_folder(&to.join("sites"))?;
    copy_database(&from, &into, &Target::Control)?;
    for site in sites(data)? {
        copy_database(&from, &into, &Target::Site(site.clone()))?;
        copy_photos(&from, &into, &site)?;
    }
    copy_if_there(&data.join(LEDGER), &to.join(LEDGER))?;
    let contents = examine(&into, Missing::Erased)?;
    seal(to, now)?;
    // Only for `doctor`: the copy is whole without it, and the data may be on a disk that is full.
    let _ = fs::write(data.join(LAST_BACKUP), format!("{now}\n"));
    Ok(contents)
}

/// When a copy of a folder of data was last taken; none where that is not known.
pub fn last_backup(data: &Path) -> Option<Timestamp> {
    fs::read_to_string(data.join(LAST_BACKUP)).ok()?.trim().parse().ok()
}

/// Makes a folder of data of a backup. `ledgers` are further lists of what people had erased, of later days than the
/// backup; none of it comes back.
///
/// # Errors
/// When the backup is not whole, the folder exists, or the disk refuses; the folder is not there then.
pub fn restore(backup: &Path, data: &Path, ledgers: &[PathBuf], now: Timestamp) -> Result<Contents, StoreError> {
    let manifest = verified(backup)?;
    if fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(StoreError::Disk(format!("{}: {}", data.display(), ErrorKind::AlreadyExists)));
    }
    let beside = data.with_extension("restoring");
    match fs::remove_dir_all(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    private_folder(&beside.join("sites"))?;
    for path in manifest.files.keys() {
        let to = beside.join(path);
        private_folder(to.parent().unwrap_or(&beside))?;
        fs::copy(backup.join(path), &to)?;
        File::open(&to)?.sync_all()?;
    }
    let restored = place(&beside);
    erase_again(&restored, &[&[beside.join(LEDGER)], ledgers].concat(), now)?;
    for site in sites(&beside)? {
        figures::rebuild(&restored.open(&Target::Site(site))?)?;
    }
    let contents = examine(&restored, Missing::Never)?;
    // An empty folder may stand in the way.
    let _ = fs::remove_dir(data);
    fs::rename(&beside, data)?;
    sync_folder(data.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
    Ok(contents)
}

/// Proves a backup: restores it into a folder that goes again, with every check of a restore.
///
/// # Errors
/// What a restore would have said.
pub fn drill(backup: &Path, scratch: &Path, now: Timestamp) -> Result<Contents, StoreError> {
    let data = scratch.join(format!("drill-{}", super::super::random::name()?));
    let contents = restore(backup, &data, &[], now);
    let removed = fs::remove_dir_all(&data);
    let contents = contents?;
    removed?;
    Ok(contents)
}

fn place(root: &Path) -> Place {
    Place { root: root.to_owned(), vfs: None }
}

fn missing(path: &Path) -> StoreError {
    StoreError::Disk(format!("{}: {}", path.display(), ErrorKind::NotFound))
}

/// The sites that have a file in a folder of data.
///
/// # Errors
/// When the folder cannot be read.
pub fn sites(data: &Path) -> Result<Vec<SiteId>, StoreError> {
    let mut sites = BTreeSet::new();
    for entry in fs::read_dir(data.join("sites"))? {
        let name = entry?.file_name();
        sites.extend(name.to_str().and_then(|name| name.strip_suffix(".db")).and_then(SiteId::parse));
    }
    Ok(sites.into_iter().collect())
}

fn copy_database(from: &Place, to: &Place, target: &Target) -> Result<(), StoreError> {
    copy_into(from, target, &to.path(target))
}

/// In one step, which sees one moment; writers go on meanwhile.
fn copy_into(from: &Place, target: &Target, path: &Path) -> Result<(), StoreError> {
    let source = from.open(target)?;
    let mut copy = Connection::open(path)?;
    Backup::new(&source, &mut copy)?.step(-1)?;
    // One file that needs no log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    drop(copy);
    File::open(path)?.sync_all()?;
    Ok(())
}

/// Packs all of a site, as it is at one moment, into an empty file (ZIP), by the names that it has in a folder of data.
/// `copy` is an empty file for the way. The server's backups are folders, so that `restore` can prove each file.
pub(super) fn pack(from: &Place, site: &SiteId, copy: &Path, to: &Path) -> Result<(), StoreError> {
    copy_into(from, &Target::Site(site.clone()), copy)?;
    let mut zip = ZipWriter::new(OpenOptions::new().write(true).open(to)?);
    let packed = SimpleFileOptions::default().large_file(true);
    zip.start_file(format!("sites/{site}.db"), packed.compression_method(CompressionMethod::Deflated))
        .map_err(unpacked)?;
    io::copy(&mut File::open(copy)?, &mut zip)?;
    for (file, _) in photos(&Connection::open(copy)?)? {
        let mut photo = match File::open(from.photos(site).join(&file)) {
            // Its message was erased meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            opened => opened?,
        };
        let name = format!("sites/{site}.photos/{file}");
        zip.start_file(name, packed.compression_method(CompressionMethod::Stored)).map_err(unpacked)?;
        io::copy(&mut photo, &mut zip)?;
    }
    zip.finish().map_err(unpacked)?;
    Ok(())
}

fn unpacked(error: ZipError) -> StoreError {
    io::Error::from(error).into()
}

fn copy_photos(from: &Place, to: &Place, site: &SiteId) -> Result<(), StoreError> {
    let (source, copy) = (from.photos(site), to.photos(site));
    for (file, _) in photos(&Connection::open(to.path(&Target::Site(site.clone())))?)? {
        private_folder(&copy)?;
        copy_if_there(&source.join(&file), &copy.join(&file))?;
    }
    Ok(())
}

fn copy_if_there(from: &Path, to: &Path) -> Result<(), StoreError> {
    match fs::copy(from, to) {
        Ok(_) => Ok(File::open(to)?.sync_all()?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn photos(db: &Connection) -> Result<Vec<(String, u64)>, StoreError> {
    let mut query = db.prepare("SELECT file, length FROM photo")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a photo that is named may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// Never: the backup is not whole.
    Never,
    /// Its message was erased while the backup was taken; the ledger says so.
    Erased,
}

/// Checks every database, and that every photo which is named is there in its full length.
fn examine(place: &Place, allowed: Missing) -> Result<Contents, StoreError> {
    let mut contents = Contents::default();
    sound(&Connection::open(place.path(&Target::Control))?)?;
    let erased = ledger(&[place.root.join(LEDGER)])?;
    for site in sites(&place.root)? {
        let db = Connection::open(place.path(&Target::Site(site.clone())))?;
        sound(&db)?;
        contents.sites += 1;
        contents.items += db.query_row("SELECT count(*) FROM item", [], |row| row.get::<_, i64>(0))?.unsigned_abs();
        for (file, length) in photos(&db)? {
            let found = fs::metadata(place.photos(&site).join(&file)).map(|found| found.len()).ok();
            if found == Some(length) {
                contents.photos += 1;
            } else if allowed == Missing::Never || !is_erased(&db, &site, &file, &erased)? {
                return Err(missing(&place.photos(&site).join(file)));
            }
        }
    }
    Ok(contents)
}

fn is_erased(
    db: &Connection,
    site: &SiteId,
    file: &str,
    erased: &BTreeSet<(SiteId, Reference)>,
) -> Result<bool, StoreError> {
    let mut query = db.prepare("SELECT reference FROM item JOIN photo ON photo.item = item.id WHERE file = ?1")?;
    let reference: Option<String> = query.query_row([file], |row| row.get(0)).optional()?;
    let reference = reference.and_then(|text| Reference::parse(&text));
    Ok(reference.is_none_or(|reference| erased.contains(&(site.clone(), reference))))
}

fn sound(db: &Connection) -> Result<(), StoreError> {
    let verdict: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    let strays = db.prepare("PRAGMA foreign_key_check")?.exists([])?;
    match verdict.as_str() {
        "ok" if !strays => Ok(()),
        _ => Err(StoreError::Disk(verdict)),
    }
}

/// What the ledgers say was erased; lines that were cut off say nothing.
fn ledger(paths: &[PathBuf]) -> Result<BTreeSet<(SiteId, Reference)>, StoreError> {
    let mut erased = BTreeSet::new();
    for path in paths {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            read => read?,
        };
        erased.extend(text.lines().filter_map(|line| {
            let (site, reference) = line.split_once(' ')?;
            Some((SiteId::parse(site)?, Reference::parse(reference)?))
        }));
    }
    Ok(erased)
}

fn erase_again(place: &Place, ledgers: &[PathBuf], now: Timestamp) -> Result<(), StoreError> {
    let mut lines = String::new();
    for (site, reference) in ledger(ledgers)? {
        lines.push_str(&format!("{site} {}\n", reference.compact()));
        let target = Target::Site(site.clone());
        if !place.path(&target).exists() {
            continue;
        }
        let mut db = place.open(&target)?;
        let transaction = db.transaction()?;
        let change = super::Change::Erase { at: now };
        match submit::change(&transaction, reference, &change) {
            Ok(files) => {
                transaction.commit()?;
                files.iter().for_each(|file| drop(fs::remove_file(place.photos(&site).join(file))));
            }
            Err(StoreError::Unknown) => {}
            Err(error) => return Err(error),
        }
    }
    let mut file = File::create(place.root.join(LEDGER))?;
    file.write_all(lines.as_bytes())?;
    Ok(file.sync_all()?)
}

fn seal(to: &Path, now: Timestamp) -> Result<(), StoreError> {
    let mut manifest = Manifest { taken: now.to_string(), files: BTreeMap::new() };
    list(to, to, &mut manifest.files)?;
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| super::rows::broken(&error))?;
    let (part, path) = (to.join("manifest.part"), to.join(MANIFEST));
    let mut file = File::create(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(part, path)?;
    Ok(sync_folder(to)?)
}

fn list(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> Result<(), StoreError> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, files)?;
            sync_folder(&path)?;
            continue;
        }
        let parts = path.strip_prefix(root).unwrap_or(&path).iter().map(|part| part.to_string_lossy());
        files.insert(parts.collect::<Vec<_>>().join("/"), digest(&path)?);
    }
    Ok(())
}

fn digest(path: &Path) -> Result<String, StoreError> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// The manifest of a backup of which every file is as it was taken.
fn verified(backup: &Path) -> Result<Manifest, StoreError> {
    let text = fs::read_to_string(backup.join(MANIFEST)).map_err(|_| missing(&backup.join(MANIFEST)))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| super::rows::broken(&error))?;
    for (path, expected) in &manifest.files {
        let inside = Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if !inside || digest(&backup.join(path))? != *expected {
            return Err(StoreError::Disk(format!("{}: BLAKE3", backup.join(path).display())));
        }
    }
    Ok(manifest)
}
