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

mod clock;
pub mod random;
mod reference;
mod site_id;
pub mod store;

pub use clock::Clock;
pub use reference::Reference;
pub use site_id::SiteId;
