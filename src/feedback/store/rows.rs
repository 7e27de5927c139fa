//! Rows and the types of [`super::item`].

use super::error::StoreError;
use super::item::{Entry, EntryKind, Item, Photo, Source, State};
use crate::date::{Date, Timestamp};
use crate::feedback::Reference;
use crate::form::{Answer, FormKind};
use crate::lang::Locale;
use rusqlite::{Connection, Row};

/// The columns of an item in the order in which [`item_of_row`] reads them.
pub(super) const ITEM: &str = "id, reference, form, kind, version, locale, source, received_at, promised_on, state, \
                               state_at, reason, doubt, about, street, supports, answers";

/// An item of a row that begins with the columns [`ITEM`]; photos and entries are still empty.
pub(super) fn item_of_row(row: &Row) -> Result<Item, StoreError> {
    let text = |at: usize| -> Result<String, StoreError> { Ok(row.get(at)?) };
    let word = |at: usize| text(at);
    let answers: Vec<(String, Answer)> = serde_json::from_str(&text(16)?).map_err(|error| broken(&error))?;
    Ok(Item {
        id: row.get(0)?,
        reference: known(Reference::parse(&text(1)?), "reference")?,
        form: text(2)?,
        kind: known(FormKind::parse(&word(3)?), "kind")?,
        version: text(4)?,
        locale: known(Locale::parse(&word(5)?), "locale")?,
        source: known(Source::of(&word(6)?), "source")?,
        received: moment(row.get(7)?),
        promised_on: row.get::<_, Option<String>>(8)?.and_then(|day| day.parse::<Date>().ok()),
        state: known(State::of(&word(9)?), "state")?,
        state_at: moment(row.get(10)?),
        reason: text(11)?,
        doubt: super::item::Doubt::of(&word(12)?),
        about: text(13)?,
        street: text(14)?,
        supports: row.get(15)?,
        answers,
        photos: Vec::new(),
        entries: Vec::new(),
    })
}

/// The photos of an item, in order.
pub(super) fn photos(db: &Connection, item: i64) -> Result<Vec<Photo>, StoreError> {
    let mut query = db.prepare_cached("SELECT file, length FROM photo WHERE item = ?1 ORDER BY position")?;
    let rows = query.query_map([item], |row| {
        let length: i64 = row.get(1)?;
        Ok(Photo { file: row.get(0)?, length: u64::try_from(length).unwrap_or(0) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What happened to an item, in order.
pub(super) fn entries(db: &Connection, item: i64) -> Result<Vec<Entry>, StoreError> {
    let mut query = db.prepare_cached("SELECT at, user, kind, text FROM entry WHERE item = ?1 ORDER BY id")?;
    let mut rows = query.query([item])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(2)?;
        entries.push(Entry {
            at: moment(row.get(0)?),
            user: row.get(1)?,
            kind: known(EntryKind::of(&kind), "entry")?,
            text: row.get(3)?,
        });
    }
    Ok(entries)
}

/// The moment of a column.
pub(super) fn moment(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or_default()
}

fn known<T>(value: Option<T>, what: &str) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::Broken(format!("unknown {what}")))
}

/// JSON that cannot be read or written.
pub(super) fn broken(error: &serde_json::Error) -> StoreError {
    StoreError::Broken(error.to_string())
}
