//! Work of the writer on items: keeping them, and what people do to them later.

use super::bayes::{self, Verdict};
use super::error::StoreError;
use super::item::{Ballot, Change, Doubt, EntryKind, Keys, NewItem, Person, Source, State, Stored};
use super::{read, rows};
use crate::date::{Date, Timestamp};
use crate::feedback::{Reference, random};
use crate::form::Answer;
use crate::lang;
use rusqlite::{Connection, OptionalExtension, params};

/// The most ballots of one poll from one network and day that count; a whole village may share an address.
const FULL_WEIGHT: i64 = 25;
/// The most that a person may add to one item.
const MOST_ADDED: i64 = 20;

/// Keeps an item, or finds that it was kept.
pub(super) fn submit(db: &Connection, mut new: NewItem) -> Result<Stored, StoreError> {
    let now = new.received.as_millisecond();
    forget(db, now)?;
    if let Some(item) = seen(db, &new.keys, now)? {
        let reference: Option<String> = db
            .prepare_cached("SELECT reference FROM item WHERE id = ?1")?
            .query_row([item], |row| row.get(0))
            .optional()?;
        return reference
            .and_then(|text| Reference::parse(&text))
            .map(Stored::Known)
            .ok_or_else(|| StoreError::Broken("reference".to_owned()));
    }
    let text = searchable(&new.answers, &new.street);
    if new.doubt.is_none() && new.source == Source::Online && bayes::is_spam(db, &text)? {
        new.doubt = Some(Doubt::Words);
    }
    if let Some(reference) = replace(db, &new, &text)? {
        return Ok(Stored::Known(reference));
    }
    // Who is told a day while others wait past theirs is told what does not hold.
    if new.promised_on.is_some() && read::late(db, new.day)? > 0 {
        new.promised_on = None;
    }
    let reference = free(db, new.reference)?;
    let item = insert(db, &new, reference)?;
    person(db, item, &new.person)?;
    for (position, photo) in (0_i64..).zip(&new.photos) {
        let length = i64::try_from(photo.length).unwrap_or(i64::MAX);
        db.prepare_cached("INSERT INTO photo (item, position, file, length) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![item, position, photo.file, length])?;
    }
    db.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?.execute(params![item, text])?;
    remember(db, &new.keys, Some(item), now)?;
    if new.doubt.is_none() {
        notify(db, "received", item, now)?;
    }
    Ok(Stored::New(reference))
}

/// Keeps a ballot, or finds that it was kept.
pub(super) fn vote(db: &Connection, ballot: &Ballot) -> Result<Stored, StoreError> {
    let now = ballot.received.as_millisecond();
    forget(db, now)?;
    if seen(db, &ballot.keys, now)?.is_some() {
        return Ok(Stored::Ballot);
    }
    let choices = serde_json::to_string(&ballot.choices).map_err(|error| rows::broken(&error))?;
    let same: i64 = match ballot.network {
        Some(network) => db
            .prepare_cached("SELECT count(*) FROM ballot WHERE form = ?1 AND network = ?2")?
            .query_row(params![ballot.form, network], |row| row.get(0))?,
        None => 0,
    };
    db.prepare_cached("INSERT INTO ballot (form, choices, source, network, damped) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![ballot.form, choices, ballot.source.word(), ballot.network, same >= FULL_WEIGHT])?;
    remember(db, &ballot.keys, None, now)?;
    Ok(Stored::Ballot)
}

/// Changes an item. The names of photos that are not needed any more come back: their files go after the commit.
pub(super) fn change(db: &Connection, reference: Reference, change: &Change) -> Result<Vec<String>, StoreError> {
    let found: Option<(i64, String, Option<i64>)> = db
        .prepare_cached("SELECT id, state, erased_at FROM item WHERE reference = ?1")?
        .query_row([reference.compact()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (item, state, erased) = found.ok_or(StoreError::Unknown)?;
    match change {
        Change::Erase { .. } if erased.is_some() => Ok(Vec::new()),
        Change::Erase { at } => erase(db, item, *at),
        _ if erased.is_some() => Err(StoreError::Refused),
        Change::Add { text, at } => add(db, item, text, *at).map(|()| Vec::new()),
        Change::Reopen { text, at } => reopen(db, item, &state, text, *at).map(|()| Vec::new()),
        Change::Support { network } => support(db, item, network).map(|()| Vec::new()),
    }
}

/// A second answer to an invitation takes the place of the first, under its reference, and volunteers are told of it.
/// What may be spam takes nobody's place.
fn replace(db: &Connection, new: &NewItem, text: &str) -> Result<Option<Reference>, StoreError> {
    let (Some(answerer), None) = (new.answerer, new.doubt) else { return Ok(None) };
    let found: Option<(i64, String)> = db
        .prepare_cached(
            "SELECT id, reference FROM item WHERE answerer = ?1 AND state NOT IN ('quarantine', 'spam', 'merged') \
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([answerer], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((item, reference)) = found else { return Ok(None) };
    let now = new.received.as_millisecond();
    let answers = serde_json::to_string(&new.answers).map_err(|error| rows::broken(&error))?;
    db.prepare_cached("UPDATE item SET version = ?2, locale = ?3, answers = ?4, keep_until = ?5 WHERE id = ?1")?
        .execute(params![item, new.version, new.locale.tag(), answers, new.keep_until.to_string()])?;
    db.prepare_cached("DELETE FROM person WHERE item = ?1")?.execute([item])?;
    person(db, item, &new.person)?;
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([item])?;
    db.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?.execute(params![item, text])?;
    // Going back to what was said first is a change as well, and no retry.
    forget_content(db, item)?;
    remember(db, &new.keys, Some(item), now)?;
    notify(db, "added", item, now)?;
    Ok(Reference::parse(&reference))
}

/// What was received already: the item of a key that holds; `Some(0)` for a ballot.
fn seen(db: &Connection, keys: &Keys, now: i64) -> Result<Option<i64>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT coalesce(item, 0) FROM seen WHERE key = ?1 AND (expires IS NULL OR expires > ?2)")?;
    for key in keys.sent.iter().chain(&keys.content) {
        if let Some(item) = query.query_row(params![key, now], |row| row.get(0)).optional()? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// What is known by its content is forgotten when the time for retries is over.
fn forget(db: &Connection, now: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM seen WHERE expires < ?1")?.execute([now - Keys::WINDOW_MS])?;
    Ok(())
}

/// The content of an item is no longer taken for a retry of it; the key of a page still is.
fn forget_content(db: &Connection, item: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM seen WHERE item = ?1 AND expires IS NOT NULL")?.execute([item])?;
    Ok(())
}

fn remember(db: &Connection, keys: &Keys, item: Option<i64>, now: i64) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached("INSERT OR REPLACE INTO seen (key, item, expires) VALUES (?1, ?2, ?3)")?;
    if let Some(key) = &keys.sent {
        insert.execute(params![key, item, None::<i64>])?;
    }
    if let Some(key) = keys.content.first() {
        insert.execute(params![key, item, now + Keys::WINDOW_MS])?;
    }
    Ok(())
}

/// The reference, or another when somebody has it.
fn free(db: &Connection, mut reference: Reference) -> Result<Reference, StoreError> {
    let mut query = db.prepare_cached("SELECT 1 FROM item WHERE reference = ?1")?;
    while query.exists([reference.compact()])? {
        reference = random::reference()?;
    }
    Ok(reference)
}

fn insert(db: &Connection, new: &NewItem, reference: Reference) -> Result<i64, StoreError> {
    let state = if new.doubt.is_some() { State::Quarantine } else { State::Received };
    let received = new.received.as_millisecond();
    let answers = serde_json::to_string(&new.answers).map_err(|error| rows::broken(&error))?;
    db.prepare_cached(
        "INSERT INTO item (reference, form, kind, version, locale, source, received_at, promised_on, keep_until, \
         state, state_at, doubt, about, street, answers, answerer) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?7, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        reference.compact(),
        new.form,
        new.kind.id(),
        new.version,
        new.locale.tag(),
        new.source.word(),
        received,
        new.promised_on.map(|day| day.to_string()),
        new.keep_until.to_string(),
        state.word(),
        new.doubt.map_or("", |doubt| doubt.word()),
        new.about,
        new.street,
        answers,
        new.answerer,
    ])?;
    Ok(db.last_insert_rowid())
}

fn person(db: &Connection, item: i64, person: &Person) -> Result<(), StoreError> {
    if *person != Person::default() {
        db.prepare_cached("INSERT INTO person (item, name, phone, email) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![item, person.name, person.phone, person.email])?;
    }
    Ok(())
}

/// Writes a notice in the transaction of what it tells.
pub(super) fn notify(db: &Connection, kind: &str, item: i64, now: i64) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO outbox (kind, item, message_id, written_at, next_at) VALUES (?1, ?2, ?3, ?4, ?4)")?
        .execute(params![kind, item, random::name()?, now])?;
    Ok(())
}

/// Adds to the history of an item.
pub(super) fn enter(db: &Connection, item: i64, kind: EntryKind, text: &str, at: Timestamp) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO entry (item, at, kind, text) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        item,
        at.as_millisecond(),
        kind.word(),
        text
    ])?;
    Ok(())
}

fn add(db: &Connection, item: i64, text: &str, at: Timestamp) -> Result<(), StoreError> {
    let (count, last): (i64, Option<String>) = db
        .prepare_cached(
            "SELECT count(*), (SELECT text FROM entry WHERE item = ?1 ORDER BY id DESC LIMIT 1) \
                         FROM entry WHERE item = ?1 AND kind IN ('added', 'reopened')",
        )?
        .query_row([item], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // Sent twice: the first has it.
    if last.as_deref() == Some(text) {
        return Ok(());
    }
    if count >= MOST_ADDED {
        return Err(StoreError::Refused);
    }
    enter(db, item, EntryKind::Added, text, at)?;
    notify(db, "added", item, at.as_millisecond())
}

fn reopen(db: &Connection, item: i64, state: &str, text: &str, at: Timestamp) -> Result<(), StoreError> {
    if state == State::Received.word() {
        return Ok(());
    }
    let ended = [State::Answered, State::Resolved, State::Closed];
    if !ended.iter().any(|ended| ended.word() == state) {
        return Err(StoreError::Refused);
    }
    let now = at.as_millisecond();
    db.prepare_cached("UPDATE item SET state = 'received', state_at = ?2, reason = '' WHERE id = ?1")?
        .execute(params![item, now])?;
    enter(db, item, EntryKind::Reopened, text, at)?;
    notify(db, "reopened", item, now)
}

fn support(db: &Connection, item: i64, network: &[u8; 32]) -> Result<(), StoreError> {
    let joined = db
        .prepare_cached("INSERT OR IGNORE INTO support (item, network) VALUES (?1, ?2)")?
        .execute(params![item, network])?;
    if joined > 0 {
        db.prepare_cached("UPDATE item SET supports = supports + 1 WHERE id = ?1")?.execute([item])?;
    }
    Ok(())
}

/// Everything but the reference, the form and the days goes.
pub(super) fn erase(db: &Connection, item: i64, at: Timestamp) -> Result<Vec<String>, StoreError> {
    let files = rows::photos(db, item)?.into_iter().map(|photo| photo.file).collect();
    for table in ["person", "photo", "entry", "publication", "support", "outbox"] {
        db.execute(&format!("DELETE FROM {table} WHERE item = ?1"), [item])?;
    }
    db.execute("DELETE FROM search WHERE rowid = ?1", [item])?;
    // Who says the same again after that says it anew.
    forget_content(db, item)?;
    db.execute(
        "UPDATE item SET answers = '[]', street = '', about = '', reason = '', doubt = '', supports = 0, \
         answerer = NULL, state = 'closed', state_at = ?2, erased_at = ?2 WHERE id = ?1",
        params![item, at.as_millisecond()],
    )?;
    Ok(files)
}

/// The text that the inbox searches: without script and diacritics.
fn searchable(answers: &[(String, Answer)], street: &str) -> String {
    let texts = answers.iter().filter_map(|(_, answer)| match answer {
        Answer::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.chain([street]).map(lang::fold).collect::<Vec<_>>().join("\n")
}

/// Teaches the filter what a volunteer thinks of an item.
pub(super) fn teach(db: &Connection, reference: Reference, verdict: Verdict) -> Result<(), StoreError> {
    let found: Option<(String, String)> = db
        .prepare_cached("SELECT answers, street FROM item WHERE reference = ?1")?
        .query_row([reference.compact()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (answers, street) = found.ok_or(StoreError::Unknown)?;
    let answers: Vec<(String, Answer)> = serde_json::from_str(&answers).map_err(|error| rows::broken(&error))?;
    bayes::teach(db, &searchable(&answers, &street), verdict)
}

/// Deletes items whose time is over, at most so many at once. The names of their photos come back.
pub(super) fn purge(db: &Connection, today: Date, most: i64) -> Result<(u64, Vec<String>), StoreError> {
    let mut query = db.prepare_cached("SELECT id FROM item WHERE keep_until < ?1 ORDER BY keep_until LIMIT ?2")?;
    let due = query.query_map(params![today.to_string(), most], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let mut files = Vec::new();
    for item in &due {
        files.extend(rows::photos(db, *item)?.into_iter().map(|photo| photo.file));
        db.execute("DELETE FROM search WHERE rowid = ?1", [item])?;
        db.execute("UPDATE item SET merged_into = NULL WHERE merged_into = ?1", [item])?;
        db.execute("DELETE FROM item WHERE id = ?1", [item])?;
    }
    Ok((due.len() as u64, files))
}
