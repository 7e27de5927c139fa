//! When a part of a page is to be seen.

use serde::Serialize;

/// Bounds by the clock of the site, to the minute: `2026-11-24 08:00`, which sorts as text. Templates write
/// them as `data-from` and `data-until`; the script of the theme compares them with the reader's moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// Not before; empty: always.
    pub from: String,
    /// Not from then on; empty: for ever.
    pub until: String,
    /// Not yet on the day of the build: hidden until the script shows it.
    pub waits: bool,
}
