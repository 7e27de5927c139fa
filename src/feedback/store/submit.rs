//! Work of the writer on items: keeping them, and what people do to them later.

use super::bayes::{self, Verdict};
use super::error::StoreError;
use super::figures;
use super::item::{Ballot, Change, Doubt, EntryKind, Keys, NewItem, Person, Source, State, Stored};
use super::{read, rows};
use crate::date::{Date, Timestamp};
use crate::feedback::{Reference, random};
use crate::form::Answer;
use crate::lang;
use rusqlite::{Connection, OptionalExtension, params};

/// The most ballots of one poll from one network and day that count; a whole village may share an address.
const FULL_WEIGHT: i64 = 25;
/// The most contents that are forgotten at once, so that nobody who writes waits long.
const MOST_FORGOTTEN: i64 = 20_000;
/// The most that a person may add to one item.
const MOST_ADDED: i64 = 20;

/// A submission with all that can be made of it without the database, so that the one thread that writes need not.
pub(super) struct Prepared {
    new: NewItem,
    /// The answers as they are stored.
    answers: String,
    /// What the inbox searches.
    text: String,
}

impl Prepared {
    pub(super) fn new(new: NewItem) -> Result<Prepared, StoreError> {
        let answers = serde_json::to_string(&new.answers).map_err(|error| rows::broken(&error))?;
        let text = searchable(&new.answers, &new.street);
        Ok(Prepared { new, answers, text })
    }
}

/// Keeps an item, or finds that it was kept.
pub(super) fn submit(db: &Connection, sent: &Prepared) -> Result<Stored, StoreError> {
    let Prepared { new, text, .. } = sent;
    let now = new.received.as_millisecond();
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
    let mut doubt = new.doubt;
    if doubt.is_none() && new.source == Source::Online && bayes::is_spam(db, text)? {
        doubt = Some(Doubt::Words);
    }
    if doubt.is_none()
        && let Some(reference) = replace(db, sent)?
    {
        return Ok(Stored::Known(reference));
    }
    let (item, reference) = insert(db, sent, doubt)?;
    person(db, item, &new.person)?;
    for (position, photo) in (0_i64..).zip(&new.photos) {
        let length = i64::try_from(photo.length).unwrap_or(i64::MAX);
        db.prepare_cached("INSERT INTO photo (item, position, file, length) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![item, position, photo.file, length])?;
    }
    db.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?.execute(params![item, text])?;
    remember(db, &new.keys, Some(item), now)?;
    if doubt.is_none() {
        figures::arrive(db, &new.street, now)?;
        notify(db, "received", item, now)?;
    }
    Ok(Stored::New(reference))
}

/// Keeps a ballot, or finds that it was kept.
pub(super) fn vote(db: &Connection, ballot: &Ballot) -> Result<Stored, StoreError> {
    let now = ballot.received.as_millisecond();
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
fn replace(db: &Connection, sent: &Prepared) -> Result<Option<Reference>, StoreError> {
    let Prepared { new, answers, text } = sent;
    let Some(answerer) = new.answerer else { return Ok(None) };
    let found: Option<(i64, String)> = db
        .prepare_cached(
            "SELECT id, reference FROM item WHERE answerer = ?1 AND state NOT IN ('quarantine', 'spam', 'merged') \
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([answerer], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((item, reference)) = found else { return Ok(None) };
    let now = new.received.as_millisecond();
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

/// A key as it is stored.
fn short(key: &[u8; 32]) -> &[u8] {
    key.first_chunk::<16>().map_or(key, |first| first)
}

/// What was received already: the item of a key that holds; `Some(0)` for a ballot.
fn seen(db: &Connection, keys: &Keys, now: i64) -> Result<Option<i64>, StoreError> {
    let mut query =
        db.prepare_cached("SELECT coalesce(item, 0) FROM seen WHERE key = ?1 AND (expires IS NULL OR expires > ?2)")?;
    for key in keys.sent.iter().chain(&keys.content) {
        if let Some(item) = query.query_row(params![short(key), now], |row| row.get(0)).optional()? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// What is known by its content is forgotten when the time for retries is over. A clock that was wrong for a while
/// forgets nothing that is needed.
pub(super) fn forget(db: &Connection, now: i64) -> Result<(), StoreError> {
    let mut query =
        db.prepare_cached("SELECT key, expires FROM seen WHERE expires IS NOT NULL ORDER BY item LIMIT ?1")?;
    let mut rows = query.query([MOST_FORGOTTEN])?;
    let mut over: Vec<Vec<u8>> = Vec::new();
    while let Some(row) = rows.next()? {
        // They came in this order, so what follows is not over either.
        if row.get::<_, i64>(1)? >= now - Keys::WINDOW_MS {
            break;
        }
        over.push(row.get(0)?);
    }
    let mut delete = db.prepare_cached("DELETE FROM seen WHERE key = ?1")?;
    for key in over {
        delete.execute([key])?;
    }
    Ok(())
}

/// The content of an item is no longer taken for a retry of it; the key of a page still is.
fn forget_content(db: &Connection, item: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM seen WHERE item = ?1 AND expires IS NOT NULL")?.execute([item])?;
    Ok(())
}

fn remember(db: &Connection, keys: &Keys, item: Option<i64>, now: i64) -> Result<(), StoreError> {
    // No `REPLACE`: statements that may undo a part of themselves make SQLite write its full-text index out before.
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO seen (key, item, expires) VALUES (?1, ?2, ?3)")?;
    let sent = keys.sent.iter().map(|key| (key, None));
    for (key, expires) in sent.chain(keys.content.first().map(|key| (key, Some(now + Keys::WINDOW_MS)))) {
        if insert.execute(params![short(key), item, expires])? == 0 {
            // Its time was over, and nobody had forgotten it yet.
            db.prepare_cached("UPDATE seen SET item = ?2, expires = ?3 WHERE key = ?1")?.execute(params![
                short(key),
                item,
                expires
            ])?;
        }
    }
    Ok(())
}

/// Puts the item in under its reference, or under another when somebody has that.
fn insert(db: &Connection, sent: &Prepared, doubt: Option<Doubt>) -> Result<(i64, Reference), StoreError> {
    let Prepared { new, answers, .. } = sent;
    let state = if doubt.is_some() { State::Quarantine } else { State::Received };
    // Who is told a day while others wait past theirs is told what does not hold.
    let promised = match new.promised_on {
        Some(day) if !read::is_late(db, new.day)? => Some(day.to_string()),
        _ => None,
    };
    let mut insert = db.prepare_cached(
        "INSERT INTO item (reference, form, kind, version, locale, source, received_at, promised_on, keep_until, \
         state, state_at, doubt, about, street, answers, answerer) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?7, ?11, ?12, ?13, ?14, ?15) ON CONFLICT (reference) DO NOTHING",
    )?;
    let mut reference = new.reference;
    loop {
        let inserted = insert.execute(params![
            reference.compact(),
            new.form,
            new.kind.id(),
            new.version,
            new.locale.tag(),
            new.source.word(),
            new.received.as_millisecond(),
            promised,
            new.keep_until.to_string(),
            state.word(),
            doubt.map_or("", |doubt| doubt.word()),
            new.about,
            new.street,
            answers,
            new.answerer,
        ])?;
        if inserted > 0 {
            return Ok((db.last_insert_rowid(), reference));
        }
        reference = random::reference()?;
    }
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
        .execute(params![kind, item, message_id(now)?, now])?;
    Ok(())
}

/// A name that nobody else has, and that is greater than those of before (as of UUID version 7): so its index grows at
/// its end, and no page in its middle is written for each.
fn message_id(now: i64) -> Result<String, StoreError> {
    let [_, _, moment @ ..] = now.to_be_bytes();
    Ok(random::hex(&moment) + &random::hex(&random::bytes::<10>()?))
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
fn erase(db: &Connection, item: i64, at: Timestamp) -> Result<Vec<String>, StoreError> {
    figures::remove(db, item)?;
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
        figures::remove(db, *item)?;
        db.execute("UPDATE item SET merged_into = NULL WHERE merged_into = ?1", [item])?;
        db.execute("DELETE FROM item WHERE id = ?1", [item])?;
    }
    Ok((due.len() as u64, files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_forgotten_when_retries_are_over_and_keys_stay() {
        let db = Connection::open_in_memory().unwrap();
        for schema in super::super::connection::SITE {
            db.execute_batch(schema).unwrap();
        }
        let keys = |n: u8| Keys { sent: Some([n; 32]), content: vec![[100 + n; 32]] };
        for n in 0..6 {
            remember(&db, &keys(n), None, i64::from(n) * Keys::WINDOW_MS).unwrap();
        }
        forget(&db, 4 * Keys::WINDOW_MS).unwrap();
        let left = |n: u8| {
            let found = |key: [u8; 32]| seen(&db, &Keys { sent: Some(key), content: vec![] }, 0).unwrap().is_some();
            (found([n; 32]), found([100 + n; 32]))
        };
        let all: Vec<_> = (0..6).map(left).collect();
        assert_eq!(all, [(true, false), (true, false), (true, true), (true, true), (true, true), (true, true)]);
    }
}
