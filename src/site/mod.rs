//! What an MZ is: typed content, placed and complete. Pure.
//!
//! ```text
//! files ─ fields, common, one file a kind ─▶ Reading ─ draft ─▶ Draft ─ assemble ─▶ Site
//!         typed, every mistake found         + translations      placed: addresses, links, day
//! ```

mod address;
mod agenda;
mod announcement;
mod asks;
mod assemble;
mod assets;
mod budgets;
mod canonical;
mod common;
mod config;
mod council;
mod dialect;
mod document;
mod doubtful;
mod draft;
mod edition;
mod event;
mod fields;
mod for_sites;
mod forms;
mod item;
mod links;
mod memo;
mod nested;
mod page;
mod photo_ref;
mod poll;
mod project;
mod published;
mod reading;
mod scalar;
mod script_rules;
mod service;
mod state;
mod texts;
mod variant;

pub use address::{Section, locale as address_locale, section, word};
pub use agenda::{Occurrence, event as event_of};
pub use announcement::{Announcement, LEVELS, Level, Resolved, Source, TOPICS, Topic};
pub use assemble::{Drafts, Library, Site, assemble, library};
pub use budgets::Budgets;
pub use canonical::{keys as canonical_keys, mistakes as mistakes_in_keys, values as canonical_values};
pub use config::{
    Audience, Config, Contact, Feedback, OutputKind, Profile, read as site_config, workspace as workspace_config,
};
pub use doubtful::doubtful;
pub use edition::Edition;
pub use event::{Category, Event, Priority, Status as EventStatus};
pub use fields::{Choices, Vocabulary, choose, scalar as text_of, texts as list_of};
pub use item::{File, Item, Linked, Photo, State, Target};
pub use memo::{Converted, KeptConverted, Memo};
pub use poll::{Method, Poll, State as PollState};
pub use project::{
    Decision, Done, Due, Funder, Milestone, Project, Share, Status as ProjectStatus, Update, intro, updates,
};
pub use published::{Document as PlacedDocument, Person as PlacedPerson};
pub use reading::{Detail, Reading, says_draft, vocabulary};
pub use scalar::{Money, Unit};
pub use service::{Fee, Issuer, Request, Service};
pub use state::{banner_from, last_day, on_banner, outage_end};
pub use texts::Texts;

/// Whether two names of sites are the same, whatever their case, script and separators.
pub fn same_name(a: &str, b: &str) -> bool {
    crate::lang::fold_key(a) == crate::lang::fold_key(b)
}

/// The day of a moment in the zone that sites have unless they say otherwise.
pub fn default_day(now: crate::date::Timestamp) -> crate::date::Date {
    crate::date::Today::at(now, &crate::date::Zone::default()).date
}

/// The poll that an item is.
pub fn poll_of(item: &Item) -> Option<&Poll> {
    match item.detail() {
        Detail::Poll(poll) => Some(poll),
        _ => None,
    }
}
