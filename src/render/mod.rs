//! Plan and render: which files a site has, and their bytes. Pure, but for the reading of documents
//! that are copied as they are.
//!
//! ```text
//! Site ─ Press::new ─▶ Desk (an edition, its words and photos)
//!        Press::plan ─▶ Planned (light: path and what it shows) ─ page::view ─▶ View ─ template ─▶ bytes
//! ```

mod agenda;
mod answers;
mod calendar;
mod chrome;
mod desk;
mod event;
mod feed;
mod form;
mod hub;
mod inputs;
mod json_ld;
mod offline;
mod page;
mod people;
mod picture;
mod plan;
mod press;
mod project;
mod repeat;
mod search;
mod service;
mod share;
mod sitemap;
mod unmade;
mod validity;
pub mod view;
mod weight;
mod words;
mod xml;

#[cfg(test)]
mod tests;

pub use form::entry as site_forms;
pub use hub::{Hub, HubInput, WORKSPACE_FILES, workspace_files};
pub use press::{Job, Press, Sink, SiteOutput, make_alone, produce};
pub use search::{Kept as KeptSearch, Memo as SearchMemo};
pub use share::qr_modules;
pub use unmade::Unmade;
