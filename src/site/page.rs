//! Stranica: a text that is none of the other kinds.

use super::common;
use super::fields::Vocabulary;

/// Keys of pages: the common ones, which hold its place in the menu and its table of contents.
pub static KEYS: Vocabulary = Vocabulary::new(&[common::NAMES]);
