//! What is kept of a submission, in types.

use super::super::Reference;
use super::word::words;
use crate::date::{Date, Timestamp};
use crate::form::{Answer, FormKind};
use crate::lang::Locale;

words! {
    /// How an item came to us.
    Source {
        /// By a form.
        Online = "online",
        /// Somebody called.
        Phone = "phone",
        /// On paper.
        Paper = "paper",
        /// Somebody came.
        InPerson = "in_person",
    }
}

words! {
    /// How far an item is. Texts beside it are in the volunteers' words.
    State {
        /// Perhaps spam: waits until a volunteer looks.
        Quarantine = "quarantine",
        /// Nobody did anything yet.
        Received = "received",
        /// Handed on to the municipality or a company.
        Forwarded = "forwarded",
        /// Somebody works on it.
        Working = "working",
        /// Answered.
        Answered = "answered",
        /// What was wrong is mended.
        Resolved = "resolved",
        /// Ended, with a reason.
        Closed = "closed",
        /// Called spam by a volunteer.
        Spam = "spam",
        /// Another item says the same; that one goes on.
        Merged = "merged",
    }
}

words! {
    /// What happened to an item.
    EntryKind {
        /// The person added something.
        Added = "added",
        /// The person was not content with the end.
        Reopened = "reopened",
        /// A volunteer noted something for the others.
        Note = "note",
        /// The answer to the person.
        Answer = "answer",
        /// The state changed.
        State = "state",
        /// Handed on; the text says to whom.
        Forwarded = "forwarded",
        /// Another item was joined to it.
        Merged = "merged",
    }
}

words! {
    /// Why an item went into quarantine.
    Doubt {
        /// A field was filled in that people do not see.
        Trap = "trap",
        /// Too many came from one network, for one form or one site.
        Flood = "flood",
        /// Full of links.
        Links = "links",
        /// The words are those of what volunteers called spam.
        Words = "words",
        /// It was sent faster than anybody writes.
        Haste = "haste",
    }
}

/// Who wrote; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// As typed.
    pub name: String,
    /// As typed.
    pub phone: String,
    /// As typed.
    pub email: String,
}

/// A photo, already on the disk under its final name when the item is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Random hexadecimal digits and `.jpg`; nothing of the name that was sent.
    pub file: String,
    /// In bytes.
    pub length: u64,
}

/// By what a retry is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// The key that came with the form, hashed: it holds as long as the item.
    pub sent: Option<[u8; 32]>,
    /// Hash of form, answers, photos and network under the key of the day; the first is written, and all are
    /// looked for (that of yesterday shortly after midnight). They hold for [`Keys::WINDOW_MS`].
    pub content: Vec<[u8; 32]>,
}

impl Keys {
    /// So long the same text from the same network is the same submission: 30 minutes.
    pub const WINDOW_MS: i64 = 30 * 60 * 1000;
}

/// A submission to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct NewItem {
    /// Made anew by the store while another item has it.
    pub reference: Reference,
    /// [`crate::form::Form::id`].
    pub form: String,
    /// What the form is for.
    pub kind: FormKind,
    /// [`crate::form::Form::version`].
    pub version: String,
    /// In which language the form was.
    pub locale: Locale,
    /// How it came.
    pub source: Source,
    /// When, by the clock of the server.
    pub received: Timestamp,
    /// That day where the site is.
    pub day: Date,
    /// By which day an answer is promised; the store promises nothing while others wait past theirs.
    pub promised_on: Option<Date>,
    /// After this day it is deleted.
    pub keep_until: Date,
    /// Why it goes into quarantine, if it does.
    pub doubt: Option<Doubt>,
    /// The page that it is about; may be empty.
    pub about: String,
    /// Where a problem is; may be empty.
    pub street: String,
    /// Field and answer, in the order of the form, without the person.
    pub answers: Vec<(String, Answer)>,
    /// Who wrote.
    pub person: Person,
    /// In the order sent.
    pub photos: Vec<Photo>,
    /// By what a retry is known.
    pub keys: Keys,
    /// By what somebody who answers an invitation is known, hashed: a second answer takes the place of the first.
    pub answerer: Option<[u8; 32]>,
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// It is kept under this reference.
    New(Reference),
    /// It was kept before, under this reference.
    Known(Reference),
    /// A ballot is kept; it has no reference.
    Ballot,
}

/// A ballot of an advisory vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The poll's form.
    pub form: String,
    /// The values chosen.
    pub choices: Vec<String>,
    /// How it came.
    pub source: Source,
    /// HMAC of the network under the key of the day.
    pub network: Option<[u8; 32]>,
    /// When, for the keys only: it is not stored.
    pub received: Timestamp,
    /// By what a retry is known.
    pub keys: Keys,
}

/// Votes of a poll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Choice, votes online, votes on paper and otherwise; in the order of the choices' values.
    pub votes: Vec<(String, u64, u64)>,
    /// Ballots that count, online.
    pub online: u64,
    /// Ballots that count, not online.
    pub paper: u64,
    /// Ballots kept and not counted: too many from one network.
    pub damped: u64,
}

impl Tally {
    /// Fewer ballots than this are not published: they would tell how somebody voted.
    pub const LEAST: u64 = 10;

    /// Whether it may be published.
    pub fn is_public(&self) -> bool {
        self.online + self.paper >= Tally::LEAST
    }
}

/// What the person, or somebody who joins them, does to an item later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Adds to what was said.
    Add {
        /// What.
        text: String,
        /// When.
        at: Timestamp,
    },
    /// Is not content with the end.
    Reopen {
        /// Why; may be empty.
        text: String,
        /// When.
        at: Timestamp,
    },
    /// Has the same problem; once from each network and day.
    Support {
        /// HMAC of the network under the key of the day.
        network: [u8; 32],
    },
    /// Wants all of it deleted. The reference stays, empty.
    Erase {
        /// When.
        at: Timestamp,
    },
}

/// An item as it is kept, without the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The order in which items were committed.
    pub id: i64,
    /// Its number for people.
    pub reference: Reference,
    /// [`crate::form::Form::id`].
    pub form: String,
    /// What the form is for.
    pub kind: FormKind,
    /// [`crate::form::Form::version`].
    pub version: String,
    /// In which language the form was.
    pub locale: Locale,
    /// How it came.
    pub source: Source,
    /// When.
    pub received: Timestamp,
    /// By which day an answer was promised.
    pub promised_on: Option<Date>,
    /// How far it is.
    pub state: State,
    /// Since when.
    pub state_at: Timestamp,
    /// Why, in the volunteers' words; may be empty.
    pub reason: String,
    /// Why it went into quarantine, if it did.
    pub doubt: Option<Doubt>,
    /// The page that it is about; may be empty.
    pub about: String,
    /// Where a problem is; may be empty.
    pub street: String,
    /// How many more have the same problem.
    pub supports: u32,
    /// Field and answer, in the order of the form, without the person.
    pub answers: Vec<(String, Answer)>,
    /// Its photos.
    pub photos: Vec<Photo>,
    /// What happened to it, in order.
    pub entries: Vec<Entry>,
}

/// Something that happened to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Which volunteer; none: the person who wrote.
    pub user: Option<i64>,
    /// What.
    pub kind: EntryKind,
    /// In words; may be empty.
    pub text: String,
}
