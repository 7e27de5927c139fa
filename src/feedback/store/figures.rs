//! How answering went: counts by topic and street, and what was answered in time. Sums of each day are kept beside the
//! messages (`figure`), so that a year is read in milliseconds. Whoever changes a message changes them with it: [`remove`]
//! before, [`add`] after. What a message counts for says the view `counted` alone.

use super::error::StoreError;
use crate::date::Timestamp;
use rusqlite::{Connection, params};

/// A day in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

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
    /// Of them, answered by the end of that day, where the site is.
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

/// Counts a message that has just come.
pub(super) fn arrive(db: &Connection, street: &str, received: i64) -> Result<(), StoreError> {
    let mut count = db.prepare_cached(
        "INSERT INTO figure VALUES (?1, ?2, ?3, 1, 0, 0, 0, 0) ON CONFLICT DO UPDATE SET received = received + 1",
    )?;
    let day = received / DAY_MS;
    count.execute(params!["category", "", day])?;
    count.execute(params!["street", street, day])?;
    Ok(())
}

/// Takes a message out of the sums, as it is now.
pub(super) fn remove(db: &Connection, item: i64) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE figure SET received = figure.received - 1, answered = figure.answered - counted.answered, \
         promised = figure.promised - counted.promised, in_time = figure.in_time - counted.in_time, \
         waited = figure.waited - counted.waited FROM counted \
         WHERE counted.id = ?1 AND figure.what = counted.what AND figure.name = counted.name \
         AND figure.day = counted.day",
    )?
    .execute([item])?;
    // A sum of nothing would keep the street of somebody who is erased.
    db.prepare_cached(
        "DELETE FROM figure WHERE received = 0 AND (what, name, day) IN (SELECT what, name, day FROM counted WHERE id = ?1)",
    )?
    .execute([item])?;
    Ok(())
}

/// Puts a message into the sums, as it is now.
pub(super) fn add(db: &Connection, item: i64) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO figure SELECT what, name, day, received, answered, promised, in_time, waited FROM counted \
         WHERE id = ?1 ON CONFLICT DO UPDATE SET received = received + 1, answered = answered + excluded.answered, \
         promised = promised + excluded.promised, in_time = in_time + excluded.in_time, \
         waited = waited + excluded.waited",
    )?
    .execute([item])?;
    Ok(())
}

/// The sums as they follow from the messages.
const RECOUNT: &str = "SELECT what, name, day, sum(received), sum(answered), sum(promised), sum(in_time), sum(waited) \
                       FROM counted GROUP BY 1, 2, 3";

/// Counts all messages anew.
pub(super) fn rebuild(db: &Connection) -> Result<(), StoreError> {
    db.execute_batch(&format!("DELETE FROM figure; INSERT INTO figure {RECOUNT}"))?;
    Ok(())
}

/// How many sums do not follow from the messages.
pub(super) fn wrong(db: &Connection) -> Result<u64, StoreError> {
    let apart = |one: &str, other: &str| format!("SELECT what, name, day FROM ({one} EXCEPT {other})");
    let stored = "SELECT * FROM figure";
    // A sum that is there and wrong is in both differences, and counts once.
    let sql = format!("SELECT count(*) FROM ({} UNION {})", apart(stored, RECOUNT), apart(RECOUNT, stored));
    Ok(db.query_row(&sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
}

/// How answering went with what came since a moment, from the beginning of its day (UTC) on; the most first.
pub(super) fn counts(db: &Connection, by: By, since: Timestamp) -> Result<Vec<Count>, StoreError> {
    let (what, name) = match by {
        By::All => ("category", "''"),
        By::Category => ("category", "name"),
        By::Street => ("street", "name"),
    };
    let mut query = db.prepare_cached(&format!(
        "SELECT {name}, sum(received), sum(answered), sum(promised), sum(in_time), sum(waited) FROM figure \
         WHERE what = ?1 AND day >= ?2 GROUP BY 1 ORDER BY 2 DESC, 1"
    ))?;
    let rows = query.query_map(params![what, since.as_millisecond() / DAY_MS], |row| {
        let count = |at| row.get::<_, i64>(at).map(|n| u64::try_from(n).unwrap_or(0));
        let (answered, waited) = (count(2)?, count(5)?);
        Ok(Count {
            of: row.get(0)?,
            received: count(1)?,
            answered,
            promised: count(3)?,
            in_time: count(4)?,
            mean_hours: waited.checked_div(answered).map(|millis| millis.div_ceil(60 * 60 * 1000)),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::super::act::{self, Act, Hand};
    use super::super::item::{Change, Doubt, Keys, NewItem, Person, Source};
    use super::super::submit;
    use super::*;
    use crate::date::Date;
    use crate::feedback::{Reference, random};
    use crate::form::FormKind;
    use crate::lang::Locale;

    fn item(number: u64, received: Timestamp) -> NewItem {
        NewItem {
            reference: random::reference().unwrap(),
            form: "prijava".to_owned(),
            kind: FormKind::Report,
            version: String::new(),
            locale: Locale::Bs,
            source: Source::Online,
            received,
            day: Date::constant(2026, 1, 1),
            promised_on: number.is_multiple_of(2).then_some(Date::constant(2026, 1, 9)),
            keep_until: Date::constant(2026, 1, 1 + (number % 28) as i8),
            doubt: number.is_multiple_of(5).then_some(Doubt::Trap),
            about: String::new(),
            street: ["", "Lipova", "Trg"][(number % 3) as usize].to_owned(),
            answers: Vec::new(),
            person: Person::default(),
            photos: Vec::new(),
            keys: Keys { sent: None, content: vec![random::bytes().unwrap()] },
            answerer: None,
        }
    }

    #[test]
    fn sums_follow_from_the_messages_after_every_change() {
        let db = Connection::open_in_memory().unwrap();
        for schema in super::super::connection::SITE {
            db.execute_batch(schema).unwrap();
        }
        let (mut state, mut known, mut done) = (7_u64, Vec::<Reference>::new(), 0);
        let mut chance = |most: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % most.max(1)
        };
        for number in 0..600 {
            let at = Timestamp::from_second(1_767_000_000 + chance(900_000) as i64).unwrap();
            let hand = Hand { user: 1, at, day: Date::constant(2026, 1, 1 + chance(20) as i8) };
            let own = known.get(chance(known.len())).copied();
            let text = String::new;
            let acts = [
                Act::Receive,
                Act::Work(text()),
                Act::Answer(text()),
                Act::Resolve(text()),
                Act::Close(text()),
                Act::Spam,
                Act::Merge(known.get(chance(known.len())).copied().unwrap_or_else(|| random::reference().unwrap())),
                Act::Sort(["", "roads", "water"][chance(3)].to_owned()),
            ];
            let outcome = match (chance(12), own) {
                (0..=2, _) | (_, None) => {
                    let sent = submit::Prepared::new(item(number, at)).unwrap();
                    let stored = submit::submit(&db, &sent).unwrap();
                    let super::super::Stored::New(reference) = stored else { panic!("{stored:?}") };
                    known.push(reference);
                    Ok(())
                }
                (3, Some(own)) => submit::change(&db, own, &Change::Erase { at }).map(drop),
                (4, Some(own)) => submit::change(&db, own, &Change::Reopen { text: text(), at }).map(drop),
                (5, _) => submit::purge(&db, Date::constant(2026, 1, 1 + chance(9) as i8), 2).map(drop),
                (_, Some(own)) => act::perform(&db, own, &acts[chance(acts.len())], hand),
            };
            // As the writer does it, what fails leaves no trace: here a refusal comes before any change, or is undone.
            done += usize::from(outcome.is_ok());
            if outcome.is_err() {
                rebuild(&db).unwrap();
            }
            assert_eq!(wrong(&db).unwrap(), 0, "after change {number}");
        }
        assert!(done > 300 && !counts(&db, By::Street, Timestamp::default()).unwrap().is_empty(), "{done}");
        db.execute("UPDATE figure SET in_time = in_time + 1 WHERE what = 'street'", []).unwrap();
        assert!(wrong(&db).unwrap() > 0);
        rebuild(&db).unwrap();
        assert_eq!(wrong(&db).unwrap(), 0);
    }
}
