//! The measure of all speed: the rows of messages written by a bare loop, without looking anything up, with the same
//! schema and settings, on the same disk.

use super::connection::{Place, Target};
use super::error::StoreError;
use crate::feedback::SiteId;
use rusqlite::{Connection, params};
use std::path::Path;
use std::time::{Duration, Instant};

/// What a bare loop came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bare {
    /// Messages that were committed and flushed.
    pub messages: u64,
    /// The time that each transaction took, with its flush.
    pub commits: Vec<Duration>,
}

/// Writes messages for so long, so many in each transaction, into a site of its own in a folder. Blocks.
///
/// # Errors
/// What the disk says.
#[expect(clippy::disallowed_methods, reason = "it measures time")]
pub fn bare_loop(folder: &Path, batch: usize, long: Duration) -> Result<Bare, StoreError> {
    std::fs::create_dir_all(folder.join("sites"))?;
    let site = SiteId::parse("bare").ok_or(StoreError::Unknown)?;
    let db = Place { root: folder.to_owned(), vfs: None }.open_to_write(&Target::Site(site))?;
    let (mut bare, begun) = (Bare::default(), Instant::now());
    // Another loop may have written here before.
    let first: i64 = db.query_row("SELECT coalesce(max(id), 0) FROM item", [], |row| row.get(0))?;
    while begun.elapsed() < long {
        let from = Instant::now();
        db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for _ in 0..batch {
            write(&db, first.unsigned_abs() + bare.messages)?;
            bare.messages += 1;
        }
        db.prepare_cached("COMMIT")?.execute([])?;
        bare.commits.push(from.elapsed());
    }
    Ok(bare)
}

/// The rows of one message: those that [`super::submit`] writes.
fn write(db: &Connection, number: u64) -> Result<(), StoreError> {
    let hash = blake3::hash(&number.to_le_bytes());
    let hex = hash.to_hex();
    let now = i64::try_from(number).unwrap_or(i64::MAX);
    let message =
        format!("Poruka broj {number}: na uglu Lipove ulice ne radi rasvjeta, molimo da se popravi do petka.");
    db.prepare_cached(
        "INSERT INTO item (reference, form, kind, version, locale, source, received_at, promised_on, keep_until, \
         state, state_at, doubt, about, street, answers) \
         VALUES (?1, 'ideja', 'idea', ?2, 'bs', 'online', ?3, '2026-12-01', '2027-11-24', 'received', ?3, '', '', '', ?4)",
    )?
    .execute(params![&hex[..9], &hex[16..32], now, format!("[[\"message\",{{\"text\":\"{message}\"}}]]")])?;
    let item = db.last_insert_rowid();
    db.prepare_cached("INSERT INTO person (item, name, phone, email) VALUES (?1, 'Mujo', '', '')")?.execute([item])?;
    super::figures::arrive(db, "", now)?;
    db.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?.execute(params![item, message])?;
    db.prepare_cached("INSERT INTO seen (key, item, expires) VALUES (?1, ?2, ?3)")?.execute(params![
        &hash.as_bytes()[..16],
        item,
        now
    ])?;
    db.prepare_cached(
        "INSERT INTO outbox (kind, item, message_id, written_at, next_at) VALUES ('received', ?1, ?2, ?3, ?3)",
    )?
    .execute(params![item, format!("{now:012x}{}", &hex[..20]), now])?;
    Ok(())
}
