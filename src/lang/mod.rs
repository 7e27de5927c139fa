//! Languages and scripts: the strings of the interface, plural forms, months, collation, slugs,
//! Latin ⇄ Cyrillic of text, numbers, and the letters that a plain SMS can carry.
//!
//! Nothing here reads a file: the tables are part of the program (`strings.yaml`).

mod calendar;
mod catalogue;
mod collate;
mod fold;
mod gsm7;
mod labels;
mod letters;
mod locale;
mod nearest;
mod number;
pub mod script;
mod slug;
mod stem;
#[cfg(test)]
mod tests;

pub use calendar::{months, weekdays};
pub use collate::{initial, sort_key};
pub use fold::{fold, fold_key, folding};
pub use gsm7::{gsm7, gsm7_len};
pub use labels::{Labels, Plural, UnknownLabel};
pub use locale::{Locale, Script};
pub use nearest::nearest;
pub use number::{Currency, file_size, money, number};
pub use slug::{is_reserved, slug};
pub use stem::{Ending, STEM, endings, stem};
