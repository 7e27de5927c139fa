//! What a volunteer does with an item.

use super::bayes::Verdict;
use super::error::StoreError;
use super::figures;
use super::item::{EntryKind, State};
use super::submit::{notify, teach};
use crate::date::{Date, Timestamp};
use crate::feedback::Reference;
use crate::lang::Locale;
use rusqlite::{Connection, OptionalExtension, params};

/// Whose deed it is, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hand {
    /// The volunteer.
    pub user: i64,
    /// The moment.
    pub at: Timestamp,
    /// Its day where the site is: promises are kept until midnight there.
    pub day: Date,
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

pub(super) fn perform(db: &Connection, reference: Reference, act: &Act, hand: Hand) -> Result<(), StoreError> {
    let found = find(db, reference)?;
    figures::remove(db, found.id)?;
    decide(db, reference, act, &found, hand)?;
    figures::add(db, found.id)
}

fn decide(db: &Connection, reference: Reference, act: &Act, found: &Found, hand: Hand) -> Result<(), StoreError> {
    let mut doing = Doing { db, item: found.id, hand };
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
    hand: Hand,
}

impl Doing<'_> {
    fn now(&self) -> i64 {
        self.hand.at.as_millisecond()
    }

    fn enter(&mut self, kind: EntryKind, text: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached("INSERT INTO entry (item, at, user, kind, text) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![self.item, self.now(), self.hand.user, kind.word(), text])?;
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
            "UPDATE item SET answered_at = ?2, in_time = promised_on >= ?3 WHERE id = ?1 AND answered_at IS NULL",
            params![self.item, self.now(), self.hand.day.to_string()],
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
