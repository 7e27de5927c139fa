//! Notices that wait to be sent. They were written in the transaction of what they tell.

use super::connection::Target;
use super::error::StoreError;
use super::reply::Reply;
use super::rows::moment;
use super::sqlite::Sqlite;
use crate::date::Timestamp;
use crate::feedback::{Reference, SiteId};
use rusqlite::{Connection, Row, params};

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Of the table.
    pub id: i64,
    /// `received`, `added`, `reopened`, `answered`, …
    pub kind: String,
    /// Which item it is about.
    pub item: Option<Reference>,
    /// The channel's own, as JSON; a batch that was begun is in it.
    pub payload: String,
    /// The same at each attempt.
    pub message_id: String,
    /// When it was written.
    pub written: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// Why the last attempt failed; may be empty.
    pub error: String,
}

/// The notices of a site.
pub trait Outbox: Send + Sync + 'static {
    /// Those that are due, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn due(&self, site: &SiteId, now: Timestamp, most: u32) -> Result<Vec<Notice>, StoreError>;

    /// Puts notices together that go in one message, so that each attempt has the same ones.
    fn batch(&self, site: &SiteId, ids: Vec<i64>, payload: String) -> Reply<()>;

    /// They are sent.
    fn sent(&self, site: &SiteId, ids: Vec<i64>) -> Reply<()>;

    /// They could not be sent: next time at `next`; none: never more.
    fn failed(&self, site: &SiteId, ids: Vec<i64>, error: String, next: Option<Timestamp>) -> Reply<()>;

    /// They wait until a moment, without an attempt.
    fn later(&self, site: &SiteId, ids: Vec<i64>, until: Timestamp) -> Reply<()>;

    /// Those that could not be sent, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn dead(&self, site: &SiteId, most: u32) -> Result<Vec<Notice>, StoreError>;

    /// Tries the dead ones once more.
    fn revive(&self, site: &SiteId, now: Timestamp) -> Reply<()>;
}

const NOTICE: &str = "outbox.id, outbox.kind, item.reference, payload, message_id, written_at, attempts, error \
                      FROM outbox LEFT JOIN item ON item.id = outbox.item";

fn notice_of_row(row: &Row) -> rusqlite::Result<Notice> {
    let reference: Option<String> = row.get(2)?;
    Ok(Notice {
        id: row.get(0)?,
        kind: row.get(1)?,
        item: reference.and_then(|text| Reference::parse(&text)),
        payload: row.get(3)?,
        message_id: row.get(4)?,
        written: moment(row.get(5)?),
        attempts: row.get(6)?,
        error: row.get(7)?,
    })
}

/// Does the same to each of some rows.
fn each(db: &Connection, ids: &[i64], sql: &str, value: &dyn rusqlite::ToSql) -> Result<(), StoreError> {
    let mut query = db.prepare_cached(sql)?;
    for id in ids {
        query.execute(params![id, value])?;
    }
    Ok(())
}

impl Outbox for Sqlite {
    fn due(&self, site: &SiteId, now: Timestamp, most: u32) -> Result<Vec<Notice>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| {
            let sql =
                format!("SELECT {NOTICE} WHERE outbox.state = 'waiting' AND next_at <= ?1 ORDER BY outbox.id LIMIT ?2");
            let mut query = db.prepare_cached(&sql)?;
            let rows = query.query_map(params![now.as_millisecond(), most], notice_of_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    fn batch(&self, site: &SiteId, ids: Vec<i64>, payload: String) -> Reply<()> {
        let target = Target::Site(site.clone());
        self.write(target, move |db| each(db, &ids, "UPDATE outbox SET payload = ?2 WHERE id = ?1", &payload))
    }

    fn sent(&self, site: &SiteId, ids: Vec<i64>) -> Reply<()> {
        let target = Target::Site(site.clone());
        self.write(target, move |db| {
            each(db, &ids, "UPDATE outbox SET state = 'sent', error = ?2, attempts = attempts + 1 WHERE id = ?1", &"")
        })
    }

    fn failed(&self, site: &SiteId, ids: Vec<i64>, error: String, next: Option<Timestamp>) -> Reply<()> {
        let target = Target::Site(site.clone());
        self.write(target, move |db| {
            each(db, &ids, "UPDATE outbox SET attempts = attempts + 1, error = ?2 WHERE id = ?1", &error)?;
            match next {
                Some(next) => each(db, &ids, "UPDATE outbox SET next_at = ?2 WHERE id = ?1", &next.as_millisecond()),
                None => each(db, &ids, "UPDATE outbox SET state = ?2 WHERE id = ?1", &"dead"),
            }
        })
    }

    fn later(&self, site: &SiteId, ids: Vec<i64>, until: Timestamp) -> Reply<()> {
        let target = Target::Site(site.clone());
        self.write(target, move |db| {
            each(db, &ids, "UPDATE outbox SET next_at = ?2 WHERE id = ?1", &until.as_millisecond())
        })
    }

    fn dead(&self, site: &SiteId, most: u32) -> Result<Vec<Notice>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| {
            let sql = format!("SELECT {NOTICE} WHERE outbox.state = 'dead' ORDER BY outbox.id DESC LIMIT ?1");
            let mut query = db.prepare_cached(&sql)?;
            Ok(query.query_map([most], notice_of_row)?.collect::<Result<_, _>>()?)
        })
    }

    fn revive(&self, site: &SiteId, now: Timestamp) -> Reply<()> {
        self.write(Target::Site(site.clone()), move |db| {
            db.execute(
                "UPDATE outbox SET state = 'waiting', attempts = 0, written_at = ?1, next_at = ?1 WHERE state = 'dead'",
                [now.as_millisecond()],
            )?;
            Ok(())
        })
    }
}
