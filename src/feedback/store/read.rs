//! Reading, on connections of its own, so that it goes on while the writer waits for the disk.

use super::connection::{Place, Target};
use super::error::StoreError;
use super::item::{Item, Person, Tally};
use super::rows::{ITEM, entries, item_of_row, moment, photos};
use crate::date::{Date, Timestamp};
use crate::feedback::Reference;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Connections kept for the next reader.
const KEPT: usize = 16;

/// Connections for reading.
pub(super) struct Readers {
    place: Place,
    idle: Mutex<Vec<(Target, Connection)>>,
}

impl Readers {
    pub(super) fn new(place: Place) -> Readers {
        Readers { place, idle: Mutex::new(Vec::new()) }
    }

    /// Reads with a connection that cannot write.
    pub(super) fn read<T>(
        &self,
        target: &Target,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = self.take(target)?;
        let outcome = read(&connection);
        // A connection that failed is not used again.
        if !matches!(outcome, Err(StoreError::Disk(_) | StoreError::Broken(_))) {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() >= KEPT {
                idle.remove(0);
            }
            idle.push((target.clone(), connection));
        }
        outcome
    }

    fn take(&self, target: &Target) -> Result<Connection, StoreError> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = idle.iter().rposition(|(open, _)| open == target) {
            return Ok(idle.remove(at).1);
        }
        drop(idle);
        let connection = self.place.open(target)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }
}

/// An item with its photos and entries.
pub(super) fn item(db: &Connection, reference: Reference) -> Result<Option<Item>, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT {ITEM} FROM item WHERE reference = ?1"))?;
    let mut rows = query.query([reference.compact()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut item = item_of_row(row)?;
    item.photos = photos(db, item.id)?;
    item.entries = entries(db, item.id)?;
    Ok(Some(item))
}

/// Who wrote an item; empty where nobody said it.
pub(super) fn person(db: &Connection, reference: Reference) -> Result<Option<Person>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT coalesce(name, ''), coalesce(phone, ''), coalesce(email, '') \
         FROM item LEFT JOIN person ON person.item = item.id WHERE reference = ?1",
    )?;
    let read = |row: &rusqlite::Row| Ok(Person { name: row.get(0)?, phone: row.get(1)?, email: row.get(2)? });
    Ok(query.query_row([reference.compact()], read).optional()?)
}

/// The newest items that everybody may see, the newest first.
pub(super) fn latest(db: &Connection, most: usize) -> Result<Vec<Item>, StoreError> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {ITEM} FROM item WHERE state NOT IN ('quarantine', 'spam', 'merged') AND erased_at IS NULL \
         ORDER BY id DESC LIMIT ?1"
    ))?;
    let mut rows = query.query([i64::try_from(most).unwrap_or(i64::MAX)])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(item_of_row(row)?);
    }
    Ok(items)
}

/// The condition of a message whose promise was missed, with the day of today as `?1`: nobody answered it yet. One
/// that was answered in time and opened again waits, but its promise was kept. The index `item_late` has these words.
pub(super) const LATE: &str = "promised_on IS NOT NULL AND answered_at IS NULL \
                               AND state IN ('received', 'forwarded', 'working') AND promised_on < ?1";

/// Whether any message waits past what was promised.
pub(super) fn is_late(db: &Connection, today: Date) -> Result<bool, StoreError> {
    let mut query = db.prepare_cached(&format!("SELECT 1 FROM item INDEXED BY item_late WHERE {LATE} LIMIT 1"))?;
    Ok(query.exists([today.to_string()])?)
}

/// How many messages wait past what was promised.
pub(super) fn late(db: &Connection, today: Date) -> Result<u64, StoreError> {
    // Left to itself, the planner goes through all that is open.
    let mut query = db.prepare_cached(&format!("SELECT count(*) FROM item INDEXED BY item_late WHERE {LATE}"))?;
    let count: i64 = query.query_row([today.to_string()], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The votes of a poll.
pub(super) fn tally(db: &Connection, form: &str) -> Result<Tally, StoreError> {
    let mut tally = db
        .prepare_cached(
            "SELECT count(*) FILTER (WHERE source = 'online' AND damped = 0), \
             count(*) FILTER (WHERE source <> 'online' AND damped = 0), count(*) FILTER (WHERE damped = 1) \
             FROM ballot WHERE form = ?1",
        )?
        .query_row([form], |row| {
            let count = |at| row.get::<_, i64>(at).map(|n| u64::try_from(n).unwrap_or(0));
            Ok(Tally { votes: Vec::new(), online: count(0)?, paper: count(1)?, damped: count(2)? })
        })?;
    let mut query = db.prepare_cached(
        "SELECT choice.value, ballot.source = 'online', count(*) FROM ballot, json_each(ballot.choices) AS choice \
         WHERE form = ?1 AND damped = 0 GROUP BY 1, 2",
    )?;
    let mut votes: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let mut rows = query.query(params![form])?;
    while let Some(row) = rows.next()? {
        let (online, count): (bool, i64) = (row.get(1)?, row.get(2)?);
        let entry = votes.entry(row.get(0)?).or_default();
        *(if online { &mut entry.0 } else { &mut entry.1 }) = u64::try_from(count).unwrap_or(0);
    }
    tally.votes = votes.into_iter().map(|(choice, (online, paper))| (choice, online, paper)).collect();
    Ok(tally)
}

/// When the oldest notice that waits was written.
pub(super) fn oldest_notice(db: &Connection) -> Result<Option<Timestamp>, StoreError> {
    let mut query = db.prepare_cached("SELECT min(written_at) FROM outbox WHERE state = 'waiting'")?;
    let oldest: Option<i64> = query.query_row([], |row| row.get(0))?;
    Ok(oldest.map(moment))
}
