//! What is kept, and the door to it: [`Store`] is all that the rest of the endpoint knows of a database.
//!
//! ```text
//! handlers ─ Store ─▶ Sqlite ─ Work ─▶ writer (one thread) ─▶ sites/<slug>.db   one transaction a file and batch,
//!                       │              waits for nobody,       control.db       then all who are in it are answered
//!                       └─ readers     gathers who waits
//! ```
//!
//! [`Reply`] is ready when the transaction is committed and its flush confirmed, never before. `site.sql` and
//! `control.sql` are the schema; `tests/feedback_store.rs` is what every database must do.

mod act;
mod archive;
mod bare;
mod bayes;
mod checkup;
mod connection;
mod content;
mod control;
mod disk;
mod error;
mod export;
mod figures;
mod inbox;
mod item;
mod outbox;
mod people;
mod read;
mod reply;
mod rows;
mod shelf;
mod sqlite;
mod submit;
mod word;
mod writer;

use super::{Reference, SiteId};
use crate::date::{Date, Timestamp};
use crate::form::Form;

pub use act::{Act, Hand, Publication};
pub use archive::{Contents, LAST_BACKUP, backup, drill, last_backup, restore, sites};
pub use bare::{Bare, bare_loop};
pub use bayes::Verdict;
pub use checkup::{ControlCheckup, FileCheckup, SiteCheckup, checkup_control, checkup_site};
pub use content::{Content, Poll, Wanted};
pub use control::Secret;
pub use disk::{Disk, RealDisk};
pub use error::StoreError;
pub use export::{Format, Names, export};
pub use figures::{By, Count};
pub use inbox::{Done, Inbox};
pub use item::{
    Ballot, Change, Doubt, Entry, EntryKind, Item, Keys, NewItem, Person, Photo, Source, State, Stored, Tally,
};
pub use outbox::{Notice, Outbox};
pub use people::{Deed, Noted, People, Role, User};
pub use reply::Reply;
pub use shelf::{Filter, Numbers, Part, Shelf};
pub use sqlite::{Options, Sqlite, is_abandoned};
pub use writer::Counts;

/// A database. Reading blocks and is done on a thread that may wait; writing answers later.
///
/// Every method that names a site sees that site's rows and no others.
pub trait Store: Send + Sync + 'static {
    /// Keeps a submission with its photos and notices in one transaction. One whose keys were seen is that same
    /// item, and nothing is written; one of a known answerer takes the place of what they said before.
    fn submit(&self, site: &SiteId, new: NewItem) -> Reply<Stored>;

    /// Keeps a ballot of an advisory vote.
    fn vote(&self, site: &SiteId, ballot: Ballot) -> Reply<Stored>;

    /// Changes an item; [`StoreError::Unknown`] when there is none. The photos that no item names any more come back,
    /// to be dropped.
    fn change(&self, site: &SiteId, reference: Reference, change: Change) -> Reply<Vec<String>>;

    /// An item, without the person.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn item(&self, site: &SiteId, reference: Reference) -> Result<Option<Item>, StoreError>;

    /// Who wrote it. To be logged by whoever asks.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn person(&self, site: &SiteId, reference: Reference) -> Result<Option<Person>, StoreError>;

    /// The newest items that may be seen by everybody, without texts and names; at most `most`.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn latest(&self, site: &SiteId, most: usize) -> Result<Vec<Item>, StoreError>;

    /// How many messages wait for their first answer past the day that was promised. While there are any, nothing is
    /// promised.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn late(&self, site: &SiteId, today: Date) -> Result<u64, StoreError>;

    /// The votes of a poll.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn tally(&self, site: &SiteId, form: &str) -> Result<Tally, StoreError>;

    /// Remembers forms, so that pages which browsers kept stay valid.
    fn remember(&self, site: &SiteId, forms: Vec<Form>) -> Reply<()>;

    /// A form of a version that is not served any more.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn known_form(&self, site: &SiteId, form: &str, version: &str) -> Result<Option<Form>, StoreError>;

    /// Writes a photo under a random name, flushed. An item that names it is to follow; else it goes at the next start,
    /// or by [`Store::drop_photo`]. Blocks.
    ///
    /// # Errors
    /// What the disk says; no file is left then.
    fn keep_photo(&self, site: &SiteId, jpeg: &[u8]) -> Result<Photo, StoreError>;

    /// Removes a photo that no item names. Blocks.
    fn drop_photo(&self, site: &SiteId, file: &str);

    /// The bytes of a photo. Blocks.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is none of that name.
    fn photo(&self, site: &SiteId, file: &str) -> Result<Vec<u8>, StoreError>;

    /// Teaches the filter what a volunteer thinks of an item; [`StoreError::Unknown`] when there is none.
    fn teach(&self, site: &SiteId, reference: Reference, verdict: Verdict) -> Reply<()>;

    /// Deletes items whose time is over, at most so many; how many, and the names of photos to be dropped, come back.
    fn purge(&self, site: &SiteId, today: Date, most: i64) -> Reply<(u64, Vec<String>)>;

    /// Writes to the disk and flushes, to see whether that works now.
    fn probe(&self) -> Reply<()>;

    /// When the oldest notice that waits was written.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn oldest_notice(&self, site: &SiteId) -> Result<Option<Timestamp>, StoreError>;

    /// What was committed since the start, for operations.
    fn counts(&self) -> &Counts;

    /// The secret of that name, made when it is first asked for.
    fn secret(&self, name: Secret) -> Reply<[u8; 32]>;
}
