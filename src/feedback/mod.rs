//! The feedback endpoint: receives what the forms of the static sites post, keeps every word that it
//! acknowledged, and lets people follow what became of it.
//!
//! ```text
//! POST ─ upload ─▶ fields, photos ─ Form::read ─▶ Submission ─ gate ─▶ NewItem ─ Store::submit ─▶ 303 /r/{token}
//!        limits while   written,     the room       what is wrong     spam     one committed         receipt
//!        it streams     flushed      `form`         comes back: 422   ladder   transaction
//! ```
//!
//! A 303 is answered after the storage confirmed the flush of the submission, its photos, its reference
//! and its notices. Everything else is a page that still holds what the person typed.
//!
//! - [`store`]: the promise. Types of what is kept, the trait behind which a database stands, SQLite.

mod app;
mod attempts;
pub mod bench;
mod catalogue;
mod client;
mod clock;
mod content;
pub mod doctor;
mod inbox;
mod keys;
mod ladder;
mod look;
mod notice;
mod openapi;
mod operations;
pub mod password;
mod photos;
mod post;
mod posting;
pub mod random;
mod receipt;
mod reference;
mod serve;
mod site_id;
mod state;
mod status;
pub mod store;
mod system;
mod temporary;
mod token;
mod trial;
mod upload;

pub use app::{App, router};
pub use client::Proxy;
pub use clock::Clock;
pub use ladder::{Limits, Rungs};
pub use notice::{Network, Post, PublicNetwork, is_address};
pub use reference::Reference;
pub use serve::{Forms, Running, ServeError, Settings, purge, start};
pub use site_id::SiteId;
pub use trial::Trial;
