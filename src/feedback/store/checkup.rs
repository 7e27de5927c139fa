//! How the files of a store are, told without changing them: for `zbor feedback doctor`.

use super::connection::{Place, Target};
use super::error::StoreError;
use super::people::Role;
use super::rows::moment;
use crate::date::Timestamp;
use crate::feedback::SiteId;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use std::path::Path;

/// Faults of one file that are named; a broken disk makes thousands.
const MOST_FAULTS: usize = 5;

/// A database file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCheckup {
    /// The version of its schema; 0: it is empty.
    pub version: i64,
    /// The newest that this program knows.
    pub newest: i64,
    /// What `PRAGMA integrity_check` found; empty when the file is sound.
    pub faults: Vec<String>,
    /// Rows that name a row which is not there (`PRAGMA foreign_key_check`).
    pub strays: u64,
}

/// What all sites share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControlCheckup {
    /// The file.
    pub file: FileCheckup,
    /// How many people with which role each site has.
    pub people: BTreeMap<SiteId, BTreeMap<Role, u64>>,
    /// Settings of sites, as JSON, by site and name.
    pub settings: BTreeMap<(SiteId, String), String>,
    /// The newest moment that anything was written at.
    pub newest: Option<Timestamp>,
}

/// One site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteCheckup {
    /// The file.
    pub file: FileCheckup,
    /// Messages, erased ones among them.
    pub items: u64,
    /// Photos that messages name, each with its length in bytes.
    pub photos: BTreeMap<String, u64>,
    /// Sums for the statistics that do not follow from the messages.
    pub wrong_figures: u64,
    /// When the oldest notice that waits was written.
    pub oldest_notice: Option<Timestamp>,
    /// Notices that could not be sent and are not tried any more.
    pub dead: u64,
    /// The newest moment that anything was written at.
    pub newest: Option<Timestamp>,
}

impl FileCheckup {
    /// Whether its rows can be read: the schema is one that this program knows.
    fn is_known(&self) -> bool {
        (1..=self.newest).contains(&self.version)
    }
}

/// Looks at the file that all sites share. Blocks.
///
/// # Errors
/// When it cannot be opened or read.
pub fn checkup_control(data: &Path) -> Result<ControlCheckup, StoreError> {
    let (db, file) = look(data, &Target::Control)?;
    let mut found = ControlCheckup { file, ..ControlCheckup::default() };
    if !found.file.is_known() {
        return Ok(found);
    }
    let mut query = db.prepare(
        "SELECT site, role, count(*) FROM role JOIN user ON user.id = user WHERE disabled_at IS NULL GROUP BY 1, 2",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (site, role): (String, String) = (row.get(0)?, row.get(1)?);
        if let (Some(site), Some(role)) = (SiteId::parse(&site), Role::of(&role)) {
            found.people.entry(site).or_default().insert(role, row.get::<_, i64>(2)?.unsigned_abs());
        }
    }
    let mut query = db.prepare("SELECT site, name, value FROM setting")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(site) = SiteId::parse(&row.get::<_, String>(0)?) {
            found.settings.insert((site, row.get(1)?), row.get(2)?);
        }
    }
    found.newest = newest(&db, "SELECT max(at) FROM audit")?.max(newest(&db, "SELECT max(seen_at) FROM form")?);
    Ok(found)
}

/// Looks at the file of a site. Blocks.
///
/// # Errors
/// When it cannot be opened or read.
pub fn checkup_site(data: &Path, site: &SiteId) -> Result<SiteCheckup, StoreError> {
    let (db, file) = look(data, &Target::Site(site.clone()))?;
    let mut found = SiteCheckup { file, ..SiteCheckup::default() };
    if !found.file.is_known() {
        return Ok(found);
    }
    let count = |sql: &str| -> Result<u64, StoreError> {
        Ok(db.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    };
    // Files of older programs have none.
    if found.file.version == found.file.newest {
        found.wrong_figures = super::figures::wrong(&db)?;
    }
    found.items = count("SELECT count(*) FROM item")?;
    found.dead = count("SELECT count(*) FROM outbox WHERE state = 'dead'")?;
    found.oldest_notice = super::read::oldest_notice(&db)?;
    let mut query = db.prepare("SELECT file, length FROM photo")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
    found.photos = rows.collect::<Result<_, _>>()?;
    let written = ["SELECT received_at FROM item ORDER BY id DESC LIMIT 1", "SELECT max(at) FROM entry"];
    for sql in written {
        found.newest = found.newest.max(newest(&db, sql)?);
    }
    Ok(found)
}

fn look(data: &Path, target: &Target) -> Result<(Connection, FileCheckup), StoreError> {
    let place = Place { root: data.to_owned(), vfs: None };
    let (db, version, newest) = place.look_into(target)?;
    let mut query = db.prepare(&format!("PRAGMA integrity_check({MOST_FAULTS})"))?;
    let verdict: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    drop(query);
    let faults = verdict.into_iter().filter(|line| line != "ok").collect();
    let mut query = db.prepare("PRAGMA foreign_key_check")?;
    let mut strays = 0;
    let mut rows = query.query([])?;
    while rows.next()?.is_some() {
        strays += 1;
    }
    drop(rows);
    drop(query);
    Ok((db, FileCheckup { version, newest, faults, strays }))
}

fn newest(db: &Connection, sql: &str) -> Result<Option<Timestamp>, StoreError> {
    let found: Option<Option<i64>> = db.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(found.flatten().map(moment))
}
