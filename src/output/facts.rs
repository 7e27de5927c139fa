//! What is known of a file of the output when it is handed on.

use serde::{Deserialize, Serialize};

/// Where a file of the output comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A page.
    Page(PageOrigin),
    /// A file of the workspace, copied as it is: its path from the workspace root.
    Copy(String),
    /// A feed, a calendar, a picture that was made.
    Made,
}

/// Where a page comes from, and what it may weigh.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageOrigin {
    /// The text that it shows, from the workspace root; none for lists and the like.
    pub source: Option<String>,
    /// The template that made it.
    pub template: String,
    /// What it may weigh.
    pub budget: Budget,
}

/// What a page may weigh as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Its HTML, compressed, in bytes.
    pub html: usize,
    /// The HTML and everything that a telephone loads with it at once, in bytes.
    pub first_view: usize,
    /// How many files that may be, the HTML among them.
    pub requests: usize,
}
