//! How a program saved the text: its byte order mark and line ends.

use super::round::Proposal;
use crate::diag::{Edit, text};

/// The byte order mark goes.
pub(super) fn mark(text: &str) -> Option<Proposal> {
    let length = text.len() - text.trim_start_matches('\u{feff}').len();
    let edits = (length > 0).then(|| Edit::new(0..length, "")).into_iter().collect();
    let what = text!(
        "na početku je nevidljiva oznaka kodiranja (BOM)",
        "the text begins with an invisible byte order mark (BOM)"
    );
    Proposal::whole(what, edits)
}

/// Line ends of Windows become plain ones.
pub(super) fn line_ends(text: &str) -> Option<Proposal> {
    let edits: Vec<Edit> = text.match_indices("\r\n").map(|(at, _)| Edit::new(at..at + 1, "")).collect();
    let mixed = edits.len() < text.matches('\n').count();
    let what = if mixed {
        text!(
            "jedni redovi završavaju kao u Notepadu (CRLF), a drugi ne",
            "some lines end as Notepad ends them (CRLF), others do not"
        )
    } else {
        text!("redovi završavaju kao u Notepadu (CRLF)", "lines end as Notepad ends them (CRLF)")
    };
    Proposal::whole(what, edits)
}
