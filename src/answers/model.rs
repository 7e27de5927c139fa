//! The shape of what is published. Lists are written sorted, so that equal content is equal text.

use super::spelled;
use crate::date::{Date, Timestamp};
use serde::{Deserialize, Serialize};

/// The shape that this program writes; raised when an older program could not read it.
pub const VERSION: u32 = 1;

/// Results of a poll are published from so many ballots on, counts of replies from as many messages.
const FEWEST: u32 = 10;

/// What an endpoint publishes about one site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// [`VERSION`] of the program that wrote it.
    pub version: u32,
    /// When it was fetched; the endpoint itself leaves it out.
    #[serde(with = "spelled::option", skip_serializing_if = "Option::is_none")]
    pub fetched: Option<Timestamp>,
    /// The entity tag that came with it, for asking whether there is something newer (RFC 9110).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Questions and replies, the newest first.
    pub questions: Vec<Published>,
    /// What became of messages, by reference.
    pub statuses: Vec<Tracked>,
    /// You said, we did: the newest first.
    pub replies: Vec<Reply>,
    /// Results of polls.
    pub polls: Vec<PollCount>,
    /// Problems that were reported and are not solved, the most reported first.
    pub problems: Vec<Problem>,
    /// Messages that wait for their first answer past the day that was promised. While there are any, the site
    /// promises nothing and shows its telephone first.
    #[serde(skip_serializing_if = "is_none")]
    pub late: u32,
    /// How answering goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statistics: Option<Statistics>,
}

impl Answers {
    /// These with more of the same site before them. What both count (a poll, a mark on the map, how answering goes) is
    /// what `more` says.
    #[must_use]
    pub fn with(self, more: Answers) -> Answers {
        let has = |polls: &[PollCount], poll: &str| polls.iter().any(|known| known.poll == poll);
        let is_counted = |poll: &PollCount| poll.ballots.all() > 0;
        let counted: Vec<PollCount> = more.polls.into_iter().filter(is_counted).collect();
        let polls = self.polls.into_iter().filter(|poll| !has(&counted, &poll.poll)).collect();
        Answers {
            questions: [more.questions, self.questions].concat(),
            statuses: [more.statuses, self.statuses].concat(),
            replies: [more.replies, self.replies].concat(),
            polls: [counted, polls].concat(),
            problems: [more.problems, self.problems].concat(),
            late: self.late.saturating_add(more.late),
            statistics: more.statistics.filter(|statistics| statistics.received > 0).or(self.statistics),
            ..self
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// A question with its reply, as a volunteer edited and published them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// `7K4Q-29XH-C`.
    pub reference: String,
    /// The page that it is about, from the root of the site: `projekti/put/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What was asked; plain text.
    pub question: String,
    /// What was answered; plain text.
    pub reply: String,
    /// When it was asked.
    #[serde(with = "spelled")]
    pub asked: Date,
    /// When it was answered.
    #[serde(with = "spelled")]
    pub answered: Date,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It lies in the inbox.
    Received,
    /// It was sent on to those whose matter it is.
    Forwarded,
    /// Somebody works on it.
    Working,
    /// There is a reply.
    Answered,
    /// What was reported is mended.
    Resolved,
    /// Nothing more will be done; the reason is given.
    Closed,
}

impl Status {
    /// All, in the order in which they come.
    pub const ALL: [Status; 6] =
        [Status::Received, Status::Forwarded, Status::Working, Status::Answered, Status::Resolved, Status::Closed];

    /// As it is written.
    pub fn id(self) -> &'static str {
        match self {
            Status::Received => "received",
            Status::Forwarded => "forwarded",
            Status::Working => "working",
            Status::Answered => "answered",
            Status::Resolved => "resolved",
            Status::Closed => "closed",
        }
    }

    /// As it is written.
    pub fn parse(id: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.id() == id)
    }

    /// Nothing more is expected of the MZ.
    pub fn is_done(self) -> bool {
        matches!(self, Status::Answered | Status::Resolved | Status::Closed)
    }
}

/// The state of a message, by its reference. Neither who wrote it nor what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracked {
    /// `7K4Q-29XH-C`.
    pub reference: String,
    /// What became of it.
    pub status: Status,
    /// Since when.
    #[serde(with = "spelled")]
    pub since: Date,
    /// Until when an answer is promised, while there is none.
    #[serde(default, with = "spelled::option", skip_serializing_if = "Option::is_none")]
    pub promised: Option<Date>,
    /// Why it was closed, or to whom it was sent on; plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// You said, we did: what residents asked of a project, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The page of the project, from the root of the site.
    pub about: String,
    /// What was said; plain text.
    pub said: String,
    /// What was done, or why not; plain text.
    pub did: String,
    /// When it was published.
    #[serde(with = "spelled")]
    pub day: Date,
    /// How many said so, where it was more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
}

/// How many answers one may choose in a poll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// One.
    #[default]
    Single,
    /// Any number.
    Multiple,
}

/// The result of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollCount {
    /// The last part of the poll's address.
    pub poll: String,
    /// How many answers a ballot may have.
    #[serde(default)]
    pub method: Method,
    /// Who voted how.
    pub ballots: Ballots,
    /// Votes, in the order of the poll.
    pub options: Vec<OptionCount>,
}

impl PollCount {
    /// Whether there are so many ballots that nobody's can be guessed.
    pub fn is_public(&self) -> bool {
        self.ballots.all() >= FEWEST
    }
}

/// Ballots by the way on which they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ballots {
    /// On the site.
    pub online: u32,
    /// On paper, at an assembly, by telephone: what a volunteer wrote in.
    pub paper: u32,
}

impl Ballots {
    /// On all ways together.
    pub fn all(self) -> u32 {
        self.online.saturating_add(self.paper)
    }

    /// Whether votes of each way may be shown apart: a few would tell who gave them.
    pub fn may_be_split(self) -> bool {
        self.online >= FEWEST && self.paper >= FEWEST
    }
}

/// Votes for one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionCount {
    /// Identifier of the answer.
    pub option: String,
    /// On all ways together.
    pub votes: u32,
    /// On paper, where the ways may be split.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<u32>,
}

/// Reports of one kind at one place that are not solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A topic of announcements (`lighting`), or a word of the site's own.
    pub category: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// How many reported it.
    pub reports: u32,
}

/// How answering goes, over the messages since a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Counted from then on.
    #[serde(with = "spelled")]
    pub since: Date,
    /// Messages that wait for an answer, or waited.
    pub received: u32,
    /// Of them, answered.
    pub answered: u32,
    /// Of the answered ones, within what was promised then.
    pub in_time: u32,
    /// From the message to its answer, on the average, in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_hours: Option<u32>,
}

impl Statistics {
    /// The mean in days, begun ones whole, so that nobody is promised less; none where too few were answered
    /// to speak of a mean.
    pub fn mean_days(&self) -> Option<u32> {
        self.mean_hours.filter(|_| self.answered >= FEWEST).map(|hours| hours.div_ceil(24).max(1))
    }

    /// The answered share in whole percents; none where there was too little to answer.
    pub fn answered_percent(&self) -> Option<u32> {
        let share = |answered| u64::from(answered) * 100 / u64::from(self.received.max(1));
        (self.received >= FEWEST).then(|| u32::try_from(share(self.answered.min(self.received))).unwrap_or(100))
    }
}
