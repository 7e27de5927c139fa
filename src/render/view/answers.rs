//! What comes back from the endpoint: questions and replies, statuses, results.

use super::{Choice, Day, Link};
use crate::template::Shared;
use serde::Serialize;

/// Questions and replies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnswersView {
    /// The newest first.
    pub list: Vec<Answer>,
    /// What was promised, and what is kept.
    pub clock: Option<ClockView>,
    /// To the list of statuses.
    pub statuses: Option<Link>,
    /// Newer and older parts of the list.
    pub newer: Option<Link>,
    /// See `newer`.
    pub older: Option<Link>,
}

/// A published question with its reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Reference code.
    pub reference: String,
    /// What was asked; plain text.
    pub question: String,
    /// What was answered; plain text.
    pub reply: String,
    /// When it was answered.
    pub day: Shared<Day>,
    /// Language tag of both.
    pub lang: String,
    /// The page that it is about; not on that page itself.
    pub about: Option<Link>,
}

/// The promise and how it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClockView {
    /// `U prosjeku odgovaramo za 2 dana; obećano 5.`
    pub line: String,
    /// `Odgovoreno na 92 % poruka`
    pub share: Option<String>,
    /// When that was counted.
    pub day: Option<Shared<Day>>,
}

/// What became of messages, by their references.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusesView {
    /// By reference.
    pub rows: Vec<StatusRow>,
    /// The full address where the endpoint tells the state of this moment.
    pub live: Option<String>,
    /// When the list was fetched.
    pub day: Option<Shared<Day>>,
}

/// The state of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusRow {
    /// Reference code.
    pub reference: String,
    /// The full address of its state at this moment.
    pub live: Option<String>,
    /// `received`, `forwarded`, `working`, `answered`, `resolved`, `closed`; the reason stands in its label.
    pub status: Choice,
    /// Since when.
    pub day: Shared<Day>,
    /// Until when an answer is promised, in words.
    pub promised: Option<String>,
    /// Its reply, where it was published.
    pub reply: Option<Link>,
}

/// You said, we did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidView {
    /// What residents said; plain text.
    pub said: String,
    /// What was done; plain text.
    pub did: String,
    /// When that was published.
    pub day: Shared<Day>,
    /// How many said so, in words, where it was more than one.
    pub people: Option<String>,
    /// Language tag of both.
    pub lang: String,
}

/// The result of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultsView {
    /// `Rezultati od 34 glasa`
    pub heading: String,
    /// On which ways the ballots came, in words, where there is more than one.
    pub ways: Option<String>,
    /// One a possible answer, in the order of the poll.
    pub rows: Vec<ResultRow>,
    /// When they were fetched.
    pub day: Option<Shared<Day>>,
    /// A ballot could have more answers, so that shares may make more than 100 %.
    pub many: bool,
}

/// The votes for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultRow {
    /// The answer.
    pub label: String,
    /// `12 glasova`
    pub votes: String,
    /// Whole percents of the ballots.
    pub percent: u8,
    /// How many of them on paper, in words, where that is told.
    pub paper: Option<String>,
}

/// What was reported already and is not solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KnownView {
    /// What and where: `Rasvjeta, Školska ulica`.
    pub what: String,
    /// `14 susjeda je već prijavilo ovo`
    pub line: String,
}
