//! What volunteers see of what came, and do with it.

use super::act::{Act, Publication, perform};
use super::connection::Target;
use super::error::StoreError;
use super::figures::{By, Count, Period, counts};
use super::item::Item;
use super::read::LATE;
use super::reply::Reply;
use super::rows::{ITEM, item_of_row, moment};
use super::shelf::{Filter, Numbers};
use super::sqlite::Sqlite;
use crate::date::{Date, Timestamp};
use crate::feedback::{Reference, SiteId};
use crate::lang;
use crate::lang::Locale;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use std::path::Path;

/// States of items for which something is still to be done.
pub(super) const OPEN: &str = "('received', 'forwarded', 'working')";

/// You said, we did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The page of the project, from the root of the site.
    pub project: String,
    /// What was said.
    pub said: String,
    /// What was done.
    pub did: String,
    /// How many said so; 0: not told.
    pub people: u32,
}

/// The inbox of a site.
pub trait Inbox: Send + Sync + 'static {
    /// The numbers on top.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn numbers(&self, site: &SiteId, today: Date) -> Result<Numbers, StoreError>;

    /// Items of a shelf, without photos and entries.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn list(&self, site: &SiteId, filter: &Filter, today: Date, most: u32) -> Result<Vec<Item>, StoreError>;

    /// Does something with an item.
    fn act(&self, site: &SiteId, reference: Reference, act: Act, user: i64, at: Timestamp) -> Reply<()>;

    /// What is published of an item, and its topic.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn beside(&self, site: &SiteId, reference: Reference) -> Result<(Option<Publication>, String), StoreError>;

    /// You said, we did.
    fn tell_done(&self, site: &SiteId, done: Done, at: Timestamp) -> Reply<()>;

    /// Copies all of a site into an empty file, as it is at one moment; [`StoreError::Unknown`] where nobody ever wrote.
    /// Blocks.
    ///
    /// # Errors
    /// What the disk says.
    fn snapshot(&self, site: &SiteId, to: &Path) -> Result<(), StoreError>;

    /// How answering went with what came in a period.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn counts_by(&self, site: &SiteId, by: By, period: &Period) -> Result<Vec<Count>, StoreError>;
}

impl Inbox for Sqlite {
    fn numbers(&self, site: &SiteId, today: Date) -> Result<Numbers, StoreError> {
        self.read(&Target::Site(site.clone()), |db| {
            let sql = format!(
                "SELECT count(*) FILTER (WHERE state IN {OPEN}), \
                 count(*) FILTER (WHERE {LATE}), \
                 count(*) FILTER (WHERE state = 'quarantine') FROM item \
                 WHERE state IN ('received', 'forwarded', 'working', 'quarantine') AND erased_at IS NULL"
            );
            let count = |row: &rusqlite::Row, at| row.get::<_, i64>(at).map(|n| u64::try_from(n).unwrap_or(0));
            Ok(db.prepare_cached(&sql)?.query_row([today.to_string()], |row| {
                Ok(Numbers { open: count(row, 0)?, late: count(row, 1)?, quarantine: count(row, 2)? })
            })?)
        })
    }

    fn list(&self, site: &SiteId, filter: &Filter, today: Date, most: u32) -> Result<Vec<Item>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| list(db, filter, today, most))
    }

    fn act(&self, site: &SiteId, reference: Reference, act: Act, user: i64, at: Timestamp) -> Reply<()> {
        self.write(Target::Site(site.clone()), move |db| perform(db, reference, &act, user, at))
    }

    fn beside(&self, site: &SiteId, reference: Reference) -> Result<(Option<Publication>, String), StoreError> {
        self.read(&Target::Site(site.clone()), |db| {
            let category: Option<String> = db
                .prepare_cached("SELECT category FROM item WHERE reference = ?1")?
                .query_row([reference.compact()], |row| row.get(0))
                .optional()?;
            let mut query = db.prepare_cached(
                "SELECT question, answer, signed, publication.locale FROM publication \
                 JOIN item ON item.id = publication.item WHERE reference = ?1 AND withdrawn_at IS NULL",
            )?;
            let published = query.query_row([reference.compact()], |row| {
                let locale: String = row.get(3)?;
                let locale = Locale::parse(&locale).unwrap_or(Locale::Bs);
                Ok(Publication { question: row.get(0)?, answer: row.get(1)?, signed: row.get(2)?, locale })
            });
            Ok((published.optional()?, category.unwrap_or_default()))
        })
    }

    fn tell_done(&self, site: &SiteId, done: Done, at: Timestamp) -> Reply<()> {
        self.write(Target::Site(site.clone()), move |db| {
            db.execute(
                "INSERT INTO deed (project, said, did, people, published_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![done.project, done.said, done.did, done.people, at.as_millisecond()],
            )?;
            Ok(())
        })
    }

    fn snapshot(&self, site: &SiteId, to: &Path) -> Result<(), StoreError> {
        self.copy(&Target::Site(site.clone()), to)
    }

    fn counts_by(&self, site: &SiteId, by: By, period: &Period) -> Result<Vec<Count>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| counts(db, by, period))
    }
}

fn list(db: &Connection, filter: &Filter, today: Date, most: u32) -> Result<Vec<Item>, StoreError> {
    let words = matched(&filter.words);
    // Found texts come in the order of their numbers, so that reading ends with the page: no list of all is made.
    let (from, id) = match words.is_empty() {
        true => ("item", "id"),
        false => ("search CROSS JOIN item ON item.id = search.rowid", "search.rowid"),
    };
    let condition = filter.shelf.condition();
    let mut sql = format!("SELECT {ITEM} FROM {from} WHERE erased_at IS NULL AND ?1 = ?1 AND {condition}");
    let mut values: Vec<Value> = vec![today.to_string().into()];
    if let Some(kind) = filter.kind {
        values.push(kind.id().to_owned().into());
        sql.push_str(&format!(" AND kind = ?{}", values.len()));
    }
    if !words.is_empty() {
        values.push(words.into());
        sql.push_str(&format!(" AND search MATCH ?{}", values.len()));
    }
    let order = if filter.shelf.is_oldest_first() { "" } else { " DESC" };
    sql.push_str(&format!(" ORDER BY {id}{order} LIMIT {most} OFFSET {}", filter.skip));
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query(params_from_iter(values))?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(item_of_row(row)?);
    }
    Ok(items)
}

/// The words as FTS5 takes them: each in quotes, so that nothing of them is an operator, and each the beginning of one.
fn matched(words: &str) -> String {
    let folded = lang::fold(words);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(8);
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

/// What the copies say that sites show: reference, page, copy, when asked and when published.
pub(super) type Copy = (String, String, Publication, Timestamp, Timestamp);

/// The copies that sites show, the newest first.
pub(super) fn copies(db: &Connection, since: Timestamp) -> Result<Vec<Copy>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT reference, about, question, answer, signed, publication.locale, received_at, published_at \
         FROM publication JOIN item ON item.id = publication.item \
         WHERE withdrawn_at IS NULL AND erased_at IS NULL AND published_at >= ?1 ORDER BY published_at DESC, item.id",
    )?;
    let rows = query.query_map([since.as_millisecond()], |row| {
        let locale: String = row.get(5)?;
        let locale = Locale::parse(&locale).unwrap_or(Locale::Bs);
        let copy = Publication { question: row.get(2)?, answer: row.get(3)?, signed: row.get(4)?, locale };
        Ok((row.get(0)?, row.get(1)?, copy, moment(row.get(6)?), moment(row.get(7)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
