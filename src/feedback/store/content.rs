//! What a site publishes, as its next build gets it.

use super::connection::Target;
use super::error::StoreError;
use super::figures::By;
use super::inbox::copies;
use super::item::State;
use super::rows::moment;
use super::sqlite::Sqlite;
use super::{Inbox, read};
use crate::answers::{
    Answers, Ballots, Method, OptionCount, PollCount, Problem, Published, Reply, Statistics, Status, Tracked, VERSION,
};
use crate::date::{Date, Timestamp, Zone};
use crate::feedback::{Reference, SiteId};
use rusqlite::Connection;

/// More statuses than this are left to the endpoint's own pages.
const MOST_STATUSES: usize = 2_000;
/// Statuses and statistics speak of this last time, in milliseconds: a year.
const YEAR_MS: i64 = 365 * 24 * 60 * 60 * 1000;

/// A poll as its form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// [`crate::form::Form::id`].
    pub form: String,
    /// How many answers a ballot may have.
    pub method: Method,
    /// The values of the answers, in their order.
    pub options: Vec<String>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The polls of the site.
    pub polls: Vec<Poll>,
    /// In which the days of the site begin.
    pub zone: Zone,
    /// The address of the site, which is taken off the addresses of pages; may be empty.
    pub base: String,
    /// Only what was published or changed from this day on; none: everything.
    pub since: Option<Date>,
    /// Now.
    pub now: Timestamp,
}

/// What may be published.
pub trait Content: Send + Sync + 'static {
    /// Everything that a site shows of what came.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn content(&self, site: &SiteId, wanted: &Wanted) -> Result<Answers, StoreError>;
}

impl Content for Sqlite {
    fn content(&self, site: &SiteId, wanted: &Wanted) -> Result<Answers, StoreError> {
        let year = Timestamp::from_millisecond(wanted.now.as_millisecond() - YEAR_MS).unwrap_or_default();
        let statistics = self.counts_by(site, By::All, year)?.into_iter().next();
        self.read(&Target::Site(site.clone()), |db| {
            let since = wanted.since.map(|day| first(&wanted.zone, day)).unwrap_or_default();
            Ok(Answers {
                version: VERSION,
                late: small(read::late(db, wanted.zone.civil(wanted.now).date())?),
                questions: questions(db, wanted, since)?,
                statuses: statuses(db, wanted, since.max(year))?,
                replies: replies(db, wanted, since)?,
                polls: polls(db, &wanted.polls)?,
                problems: problems(db)?,
                statistics: statistics.map(|count| Statistics {
                    since: wanted.zone.civil(year).date(),
                    received: small(count.received),
                    answered: small(count.answered),
                    in_time: small(count.in_time),
                    mean_hours: count.mean_hours.map(small),
                }),
                ..Answers::default()
            })
        })
    }
}

/// The first moment of a day.
fn first(zone: &Zone, day: Date) -> Timestamp {
    zone.resolve(&crate::date::Moment::day(day)).timestamp
}

fn small(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn shown(reference: &str) -> String {
    Reference::parse(reference).map_or_else(String::new, |reference| reference.to_string())
}

/// The path of a page without the address of its site.
fn path(about: &str, base: &str) -> Option<String> {
    let inner = about.strip_prefix(base).unwrap_or(about).trim_start_matches('/');
    (!inner.is_empty() && !inner.contains("://")).then(|| inner.to_owned())
}

fn questions(db: &Connection, wanted: &Wanted, since: Timestamp) -> Result<Vec<Published>, StoreError> {
    let day = |at| wanted.zone.civil(at).date();
    let copies = copies(db, since)?.into_iter();
    let question = copies.map(|(reference, about, copy, asked, published)| Published {
        reference: shown(&reference),
        about: path(&about, &wanted.base),
        question: copy.question,
        reply: if copy.signed.is_empty() { copy.answer } else { format!("{}\n{}", copy.answer, copy.signed) },
        asked: day(asked),
        answered: day(published),
    });
    Ok(question.collect())
}

/// What the state is called outside. What is called spam, or may be, is told to nobody.
fn outside(state: State) -> Option<Status> {
    Some(match state {
        State::Quarantine | State::Spam => return None,
        State::Received => Status::Received,
        State::Forwarded => Status::Forwarded,
        State::Working => Status::Working,
        State::Answered => Status::Answered,
        State::Resolved => Status::Resolved,
        State::Closed | State::Merged => Status::Closed,
    })
}

fn statuses(db: &Connection, wanted: &Wanted, since: Timestamp) -> Result<Vec<Tracked>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT reference, state, state_at, promised_on, reason FROM item \
         WHERE state_at >= ?1 AND erased_at IS NULL AND state NOT IN ('quarantine', 'spam') \
         ORDER BY state_at DESC LIMIT ?2",
    )?;
    let most = i64::try_from(MOST_STATUSES).unwrap_or(i64::MAX);
    let mut rows = query.query([since.as_millisecond(), most])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (state, promised, reason): (String, Option<String>, String) = (row.get(1)?, row.get(3)?, row.get(4)?);
        let Some(status) = State::of(&state).and_then(outside) else { continue };
        all.push(Tracked {
            reference: shown(&row.get::<_, String>(0)?),
            status,
            since: wanted.zone.civil(moment(row.get(2)?)).date(),
            promised: promised.and_then(|day| day.parse().ok()).filter(|_| !status.is_done()),
            reason: Some(reason).filter(|reason| !reason.is_empty()),
        });
    }
    all.sort_by(|a, b| a.reference.cmp(&b.reference));
    Ok(all)
}

fn replies(db: &Connection, wanted: &Wanted, since: Timestamp) -> Result<Vec<Reply>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT project, said, did, people, published_at FROM deed \
         WHERE withdrawn_at IS NULL AND published_at >= ?1 ORDER BY published_at DESC, id",
    )?;
    let rows = query.query_map([since.as_millisecond()], |row| {
        let project: String = row.get(0)?;
        let people: u32 = row.get(3)?;
        Ok(Reply {
            about: path(&project, &wanted.base).unwrap_or_default(),
            said: row.get(1)?,
            did: row.get(2)?,
            day: wanted.zone.civil(moment(row.get(4)?)).date(),
            people: (people > 1).then_some(people),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Polls with so many ballots that nobody's can be guessed.
fn polls(db: &Connection, polls: &[Poll]) -> Result<Vec<PollCount>, StoreError> {
    let mut all = Vec::new();
    for poll in polls {
        let tally = read::tally(db, &poll.form)?;
        let ballots = Ballots { online: small(tally.online), paper: small(tally.paper) };
        let option = |value: &String| {
            let votes = tally.votes.iter().find(|(choice, _, _)| choice == value);
            let (online, paper) = votes.map_or((0, 0), |(_, online, paper)| (*online, *paper));
            let paper_apart = ballots.may_be_split().then(|| small(paper));
            OptionCount { option: value.clone(), votes: small(online + paper), paper: paper_apart }
        };
        let options = poll.options.iter().map(option).collect();
        let count = PollCount { poll: poll.form.clone(), method: poll.method, ballots, options };
        if count.is_public() {
            all.push(count);
        }
    }
    Ok(all)
}

/// Problems that are not solved, by topic and street.
fn problems(db: &Connection) -> Result<Vec<Problem>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT CASE category WHEN '' THEN 'other' ELSE category END, street, count(*) + sum(supports) FROM item \
         WHERE kind = 'prijava' AND state IN ('received', 'forwarded', 'working') AND erased_at IS NULL \
         GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
    )?;
    let rows = query.query_map([], |row| {
        let (street, reports): (String, i64) = (row.get(1)?, row.get(2)?);
        Ok(Problem {
            category: row.get(0)?,
            street: Some(street).filter(|street| !street.is_empty()),
            reports: u32::try_from(reports).unwrap_or(u32::MAX),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
