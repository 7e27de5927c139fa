//! How answering went: counts by topic and street, and what was answered in time.

use super::error::StoreError;
use crate::date::{Timestamp, Zone, shift};
use rusqlite::Connection;

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

pub(super) fn counts(db: &Connection, by: By, period: &Period) -> Result<Vec<Count>, StoreError> {
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
