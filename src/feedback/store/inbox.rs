//! What volunteers see of what came, and do with it.

use super::act::{Act, Hand, Publication, perform};
use super::connection::Target;
use super::error::StoreError;
use super::figures::{By, Count, counts};
use super::item::{Item, State};
use super::read::LATE;
use super::reply::Reply;
use super::rows::{ITEM, item_of_row, moment};
use super::shelf::{Filter, Numbers, Part, Shelf};
use super::sqlite::Sqlite;
use crate::date::{Date, Timestamp};
use crate::feedback::{Reference, SiteId};
use crate::lang;
use crate::lang::Locale;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use std::path::Path;

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
    fn act(&self, site: &SiteId, reference: Reference, act: Act, hand: Hand) -> Reply<()>;

    /// What is published of an item, and its topic.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn beside(&self, site: &SiteId, reference: Reference) -> Result<(Option<Publication>, String), StoreError>;

    /// You said, we did.
    fn tell_done(&self, site: &SiteId, done: Done, at: Timestamp) -> Reply<()>;

    /// Packs all of a site, as it is at one moment, into an empty file; [`StoreError::Unknown`] where nobody ever wrote.
    /// `scratch` is another empty file, for the way. Blocks.
    ///
    /// # Errors
    /// What the disk says.
    fn pack(&self, site: &SiteId, scratch: &Path, to: &Path) -> Result<(), StoreError>;

    /// How answering went with what came since a moment, from the beginning of its day (UTC) on.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn counts_by(&self, site: &SiteId, by: By, since: Timestamp) -> Result<Vec<Count>, StoreError>;
}

impl Inbox for Sqlite {
    fn numbers(&self, site: &SiteId, today: Date) -> Result<Numbers, StoreError> {
        self.read(&Target::Site(site.clone()), |db| {
            // What was erased is closed, so that states alone say what is open.
            let sql = format!(
                "SELECT (SELECT count(*) FROM item WHERE state IN ('received', 'forwarded', 'working')), \
                 (SELECT count(*) FROM item INDEXED BY item_late WHERE {LATE}), \
                 (SELECT count(*) FROM item WHERE state = 'quarantine')"
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

    fn act(&self, site: &SiteId, reference: Reference, act: Act, hand: Hand) -> Reply<()> {
        self.write(Target::Site(site.clone()), move |db| perform(db, reference, &act, hand))
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

    fn pack(&self, site: &SiteId, scratch: &Path, to: &Path) -> Result<(), StoreError> {
        self.packed(site, scratch, to)
    }

    fn counts_by(&self, site: &SiteId, by: By, since: Timestamp) -> Result<Vec<Count>, StoreError> {
        self.read(&Target::Site(site.clone()), |db| counts(db, by, since))
    }
}

fn list(db: &Connection, filter: &Filter, today: Date, most: u32) -> Result<Vec<Item>, StoreError> {
    let words = matched(&filter.words);
    let is_backwards = matches!(filter.part, Part::Before(_));
    let is_rising = filter.shelf.is_oldest_first() != is_backwards;
    let beyond = match filter.part {
        Part::First => None,
        Part::After(id) | Part::Before(id) => Some(id),
    };
    let mut sql = Sql { values: vec![today.to_string().into()], is_rising, most };
    let mut also = String::from("erased_at IS NULL AND ?1 = ?1");
    if filter.shelf == Shelf::Late {
        also.push_str(&format!(" AND {LATE}"));
    }
    if let Some(kind) = filter.kind {
        also.push_str(&format!(" AND kind = {}", sql.value(kind.id().to_owned())));
    }
    let beyond = beyond.map(|id| sql.value(id));
    let text = match words.is_empty() {
        true => sql.by_state(filter.shelf, &also, beyond.as_deref()),
        false => sql.by_words(filter.shelf, &also, beyond.as_deref(), words),
    };
    let mut query = db.prepare_cached(&text)?;
    let mut rows = query.query(params_from_iter(sql.values))?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        items.push(item_of_row(row)?);
    }
    if is_backwards {
        items.reverse();
    }
    Ok(items)
}

/// A query that is being written.
struct Sql {
    values: Vec<Value>,
    is_rising: bool,
    most: u32,
}

impl Sql {
    /// A value, by the name under which the query has it.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// The order of a column, no further than the page.
    fn order(&self, id: &str) -> String {
        format!("ORDER BY {id}{} LIMIT {}", if self.is_rising { "" } else { " DESC" }, self.most)
    }

    /// The condition of what lies beyond an item.
    fn beyond(&self, id: &str, beyond: Option<&str>) -> String {
        let sign = if self.is_rising { '>' } else { '<' };
        beyond.map(|item| format!(" AND {id} {sign} {item}")).unwrap_or_default()
    }

    /// Each state has its items in order in the index: they are merged, and reading ends with the page. What is late
    /// has an index of its own.
    fn by_state(&self, shelf: Shelf, also: &str, beyond: Option<&str>) -> String {
        let beyond = self.beyond("id", beyond);
        let one = |state: &State| format!("SELECT id FROM item WHERE state = '{}'{beyond} AND {also}", state.word());
        let all = match shelf {
            Shelf::Late => format!("SELECT id FROM item INDEXED BY item_late WHERE {also}{beyond}"),
            shelf => shelf.states().iter().map(one).collect::<Vec<_>>().join(" UNION ALL "),
        };
        let order = self.order("id");
        format!("SELECT {ITEM} FROM item WHERE id IN ({all} {order}) {order}")
    }

    /// Found texts come in the order of their numbers: no list of all is made.
    fn by_words(&mut self, shelf: Shelf, also: &str, beyond: Option<&str>, words: String) -> String {
        let words = self.value(words);
        let states = shelf.states().iter().map(|state| format!("'{}'", state.word())).collect::<Vec<_>>().join(", ");
        let (beyond, order) = (self.beyond("search.rowid", beyond), self.order("search.rowid"));
        format!(
            "SELECT {ITEM} FROM search CROSS JOIN item ON item.id = search.rowid \
             WHERE search MATCH {words}{beyond} AND state IN ({states}) AND {also} {order}"
        )
    }
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
