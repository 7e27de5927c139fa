//! What volunteers see of what came, and do with it.

use super::bayes::Verdict;
use super::connection::Target;
use super::error::StoreError;
use super::item::{EntryKind, Item, State};
use super::read::LATE;
use super::reply::Reply;
use super::rows::{ITEM, item_of_row, moment};
use super::sqlite::Sqlite;
use super::submit::{notify, teach};
use crate::date::{Date, Timestamp, Zone, shift};
use crate::feedback::{Reference, SiteId};
use crate::form::FormKind;
use crate::lang;
use crate::lang::Locale;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value};
use std::path::Path;

/// States of items for which something is still to be done.
const OPEN: &str = "('received', 'forwarded', 'working')";

/// Which items of the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shelf {
    /// Something is to be done; the oldest first.
    #[default]
    Open,
    /// The promise is over, and there is no answer.
    Late,
    /// Perhaps spam.
    Quarantine,
    /// Answered, mended or closed; the newest first.
    Done,
    /// Called spam.
    Spam,
    /// All but spam.
    All,
}

impl Shelf {
    /// All, in the order of their links.
    pub const ALL: [Shelf; 6] = [Shelf::Open, Shelf::Late, Shelf::Quarantine, Shelf::Done, Shelf::Spam, Shelf::All];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Shelf::Open => "open",
            Shelf::Late => "late",
            Shelf::Quarantine => "quarantine",
            Shelf::Done => "done",
            Shelf::Spam => "spam",
            Shelf::All => "all",
        }
    }

    /// The shelf of a word.
    pub fn of(word: &str) -> Option<Shelf> {
        Shelf::ALL.into_iter().find(|shelf| shelf.word() == word)
    }

    fn condition(self) -> String {
        match self {
            Shelf::Open => format!("state IN {OPEN}"),
            Shelf::Late => LATE.to_owned(),
            Shelf::Quarantine => "state = 'quarantine'".to_owned(),
            Shelf::Done => "state IN ('answered', 'resolved', 'closed', 'merged')".to_owned(),
            Shelf::Spam => "state = 'spam'".to_owned(),
            Shelf::All => "state <> 'spam'".to_owned(),
        }
    }

    fn is_oldest_first(self) -> bool {
        matches!(self, Shelf::Open | Shelf::Late | Shelf::Quarantine)
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Where.
    pub shelf: Shelf,
    /// What the forms are for; none: all.
    pub kind: Option<FormKind>,
    /// Words that the text must have, in any script, with or without diacritics; may be empty.
    pub words: String,
    /// How many to leave out: those of the pages before.
    pub skip: u32,
}

/// The three numbers on top, and how many wait in quarantine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// To be done.
    pub open: u64,
    /// Of them, past their promise.
    pub late: u64,
    /// Perhaps spam.
    pub quarantine: u64,
}

/// What is published of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The edited copy of what was asked.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// By whom it is signed; may be empty.
    pub signed: String,
    /// In which language.
    pub locale: Locale,
}

/// What a volunteer does with an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is no spam, or is to be done again.
    Receive,
    /// Somebody works on it; the text is for the person, and may be empty.
    Work(String),
    /// Handed on to somebody.
    Forward(String),
    /// Answers it.
    Answer(String),
    /// What was wrong is mended; the text may be empty.
    Resolve(String),
    /// Nothing more will be done, for a reason.
    Close(String),
    /// It is spam.
    Spam,
    /// Another item says the same.
    Merge(Reference),
    /// A note for the others.
    Note(String),
    /// What it is about: a topic, for the counts of open problems.
    Sort(String),
    /// Shows an edited copy on the site.
    Publish(Publication),
    /// Takes it off the site again.
    Withdraw,
}

impl Act {
    /// As it stands in the record.
    pub fn word(&self) -> &'static str {
        match self {
            Act::Receive => "receive",
            Act::Work(_) => "work",
            Act::Forward(_) => "forward",
            Act::Answer(_) => "answer",
            Act::Resolve(_) => "resolve",
            Act::Close(_) => "close",
            Act::Spam => "spam",
            Act::Merge(_) => "merge",
            Act::Note(_) => "note",
            Act::Sort(_) => "sort",
            Act::Publish(_) => "publish",
            Act::Withdraw => "withdraw",
        }
    }
}

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

/// Of which time messages are counted, and by which days.
#[derive(Clone, Debug)]
pub struct Period {
    /// What came from then on.
    pub since: Timestamp,
    /// Until when answers were given: now.
    pub until: Timestamp,
    /// In which the days of the site begin: a promise is kept until midnight there.
    pub zone: Zone,
}

/// How answering went, by what: messages, those answered, those answered within the promise, hours in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Topic or street; empty for all together.
    pub of: String,
    /// Messages.
    pub received: u64,
    /// Answered.
    pub answered: u64,
    /// Of those answered, the ones to whom a day was promised.
    pub promised: u64,
    /// Of them, answered by the end of that day.
    pub in_time: u64,
    /// From message to answer on the average, in hours.
    pub mean_hours: Option<u64>,
}

/// By what messages are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// All together.
    All,
    /// The topic that a volunteer gave.
    Category,
    /// Where.
    Street,
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

/// An item that is changed.
struct Found {
    id: i64,
    state: State,
}

fn find(db: &Connection, reference: Reference) -> Result<Found, StoreError> {
    let found: Option<(i64, String, Option<i64>)> = db
        .prepare_cached("SELECT id, state, erased_at FROM item WHERE reference = ?1")?
        .query_row([reference.compact()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let (id, state, erased) = found.ok_or(StoreError::Unknown)?;
    match (State::of(&state), erased) {
        (Some(state), None) => Ok(Found { id, state }),
        _ => Err(StoreError::Refused),
    }
}

fn perform(db: &Connection, reference: Reference, act: &Act, user: i64, at: Timestamp) -> Result<(), StoreError> {
    let found = find(db, reference)?;
    let mut doing = Doing { db, item: found.id, user, at };
    match act {
        Act::Receive => {
            if matches!(found.state, State::Quarantine | State::Spam) {
                teach(db, reference, Verdict::Ham)?;
            }
            doing.receive(found.state)
        }
        Act::Work(text) => doing.step(State::Working, told(text), text, ""),
        Act::Forward(to) => doing.step(State::Forwarded, EntryKind::Forwarded, to, to),
        Act::Answer(text) => {
            if doing.is_unknown()? {
                teach(db, reference, Verdict::Ham)?;
            }
            doing.answer(text)
        }
        Act::Resolve(text) => doing.resolve(text),
        Act::Close(reason) => doing.step(State::Closed, EntryKind::State, reason, reason),
        Act::Spam => {
            teach(db, reference, Verdict::Spam)?;
            doing.step(State::Spam, EntryKind::State, "", "")
        }
        Act::Merge(other) => doing.merge(reference, *other),
        Act::Note(text) => doing.enter(EntryKind::Note, text),
        Act::Sort(category) => doing.sort(category),
        Act::Publish(copy) => doing.publish(copy, found.state),
        Act::Withdraw => doing.withdraw(),
    }
}

/// Words for the person are an answer to them, else only the state changed.
fn told(text: &str) -> EntryKind {
    if text.is_empty() { EntryKind::State } else { EntryKind::Answer }
}

/// One deed at one item.
struct Doing<'a> {
    db: &'a Connection,
    item: i64,
    user: i64,
    at: Timestamp,
}

impl Doing<'_> {
    fn now(&self) -> i64 {
        self.at.as_millisecond()
    }

    fn enter(&mut self, kind: EntryKind, text: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached("INSERT INTO entry (item, at, user, kind, text) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![self.item, self.now(), self.user, kind.word(), text])?;
        Ok(())
    }

    fn set(&mut self, state: State, reason: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached("UPDATE item SET state = ?2, state_at = ?3, reason = ?4 WHERE id = ?1")?
            .execute(params![self.item, state.word(), self.now(), reason])?;
        Ok(())
    }

    fn step(&mut self, state: State, kind: EntryKind, text: &str, reason: &str) -> Result<(), StoreError> {
        self.set(state, reason)?;
        self.enter(kind, text)
    }

    /// Out of quarantine the volunteers are told as of any other message.
    fn receive(&mut self, from: State) -> Result<(), StoreError> {
        if from == State::Quarantine {
            notify(self.db, "received", self.item, self.now())?;
        }
        self.db.execute("UPDATE item SET merged_into = NULL WHERE id = ?1", [self.item])?;
        self.step(State::Received, EntryKind::State, "", "")
    }

    /// The first answer is the one that the promise is measured by.
    fn answer(&mut self, text: &str) -> Result<(), StoreError> {
        let last: Option<String> = self
            .db
            .prepare_cached("SELECT kind || text FROM entry WHERE item = ?1 ORDER BY id DESC LIMIT 1")?
            .query_row([self.item], |row| row.get(0))
            .optional()?;
        // Sent twice: the first is enough.
        if last.is_some_and(|last| last == format!("{}{text}", EntryKind::Answer.word())) {
            return self.set(State::Answered, "");
        }
        self.measured()?;
        self.set(State::Answered, "")?;
        self.enter(EntryKind::Answer, text)?;
        notify(self.db, "answered", self.item, self.now())
    }

    fn resolve(&mut self, text: &str) -> Result<(), StoreError> {
        self.measured()?;
        self.set(State::Resolved, "")?;
        self.enter(told(text), text)?;
        notify(self.db, "answered", self.item, self.now())
    }

    /// Whether nobody has said of it yet that it is somebody's word.
    fn is_unknown(&self) -> Result<bool, StoreError> {
        let mut query = self.db.prepare_cached("SELECT answered_at IS NULL AND doubt = '' FROM item WHERE id = ?1")?;
        Ok(query.query_row([self.item], |row| row.get(0))?)
    }

    fn measured(&mut self) -> Result<(), StoreError> {
        self.db.execute(
            "UPDATE item SET answered_at = coalesce(answered_at, ?2) WHERE id = ?1",
            [self.item, self.now()],
        )?;
        Ok(())
    }

    /// The other one goes on, with one voice more.
    fn merge(&mut self, own: Reference, into: Reference) -> Result<(), StoreError> {
        let other = find(self.db, into)?;
        if own == into || matches!(other.state, State::Merged | State::Spam | State::Quarantine) {
            return Err(StoreError::Refused);
        }
        let supports: i64 =
            self.db.query_row("SELECT supports FROM item WHERE id = ?1", [self.item], |row| row.get(0))?;
        self.db.execute("UPDATE item SET merged_into = ?2, supports = 0 WHERE id = ?1", [self.item, other.id])?;
        self.db.execute("UPDATE item SET supports = supports + 1 + ?2 WHERE id = ?1", [other.id, supports])?;
        self.step(State::Merged, EntryKind::Merged, &into.to_string(), &into.to_string())?;
        self.item = other.id;
        self.enter(EntryKind::Merged, &own.to_string())
    }

    fn sort(&mut self, category: &str) -> Result<(), StoreError> {
        self.db.execute("UPDATE item SET category = ?2 WHERE id = ?1", params![self.item, category])?;
        Ok(())
    }

    /// What is published is answered: whoever wrote is told what everybody can read.
    fn publish(&mut self, copy: &Publication, state: State) -> Result<(), StoreError> {
        if matches!(state, State::Received | State::Forwarded | State::Working) {
            self.answer(&copy.answer)?;
        }
        self.measured()?;
        self.db.execute(
            "INSERT INTO publication (item, question, answer, signed, locale, published_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET question = excluded.question, \
             answer = excluded.answer, signed = excluded.signed, locale = excluded.locale, withdrawn_at = NULL",
            params![self.item, copy.question, copy.answer, copy.signed, copy.locale.tag(), self.now()],
        )?;
        Ok(())
    }

    fn withdraw(&mut self) -> Result<(), StoreError> {
        self.db.execute("UPDATE publication SET withdrawn_at = ?2 WHERE item = ?1", [self.item, self.now()])?;
        Ok(())
    }
}

/// The day of an answer where the site is, in SQL: SQLite knows no zones, so the offsets of the period are told to it.
fn answered_day(period: &Period) -> String {
    let day = |at| period.zone.civil(at).date();
    let transitions = period.zone.offset_transitions(day(period.since), shift(day(period.until), 1));
    let last = transitions.last().map_or_else(|| period.zone.offset(period.since), |change| change.to);
    let whens: String = transitions
        .iter()
        .map(|change| format!("WHEN answered_at < {} THEN {} ", change.timestamp.as_millisecond(), change.from))
        .collect();
    let offset = if whens.is_empty() { last.to_string() } else { format!("CASE {whens}ELSE {last} END") };
    format!("date(answered_at / 1000 + {offset}, 'unixepoch')")
}

fn counts(db: &Connection, by: By, period: &Period) -> Result<Vec<Count>, StoreError> {
    let of = match by {
        By::All => "''",
        By::Category => "category",
        By::Street => "street",
    };
    let day = answered_day(period);
    let sql = format!(
        "SELECT {of}, count(*), count(answered_at), \
         count(promised_on) FILTER (WHERE answered_at IS NOT NULL), \
         count(*) FILTER (WHERE answered_at IS NOT NULL AND {day} <= promised_on), \
         avg(answered_at - received_at) FILTER (WHERE answered_at IS NOT NULL) \
         FROM item WHERE received_at >= ?1 AND state NOT IN ('quarantine', 'spam', 'merged') AND erased_at IS NULL \
         GROUP BY 1 ORDER BY 2 DESC, 1"
    );
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map([period.since.as_millisecond()], |row| {
        let count = |at| row.get::<_, i64>(at).map(|n| u64::try_from(n).unwrap_or(0));
        let mean: Option<f64> = row.get(5)?;
        Ok(Count {
            of: row.get(0)?,
            received: count(1)?,
            answered: count(2)?,
            promised: count(3)?,
            in_time: count(4)?,
            mean_hours: mean.map(hours),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Milliseconds as hours, begun ones whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the mean of differences of moments")]
fn hours(millis: f64) -> u64 {
    (millis.max(0.0) / 3_600_000.0).ceil() as u64
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
