//! The moment of a build: the clock's, or that of `--now`.

use super::failure::Failure;
use zbor::date::{self, Date, Timestamp, Zone};
use zbor::site;

/// The moment that counts as now.
///
/// # Errors
/// When `--now` is not a date.
pub(crate) fn now(flag: Option<&String>) -> Result<Timestamp, Failure> {
    match flag {
        Some(written) => {
            let moment = date::moment(written).map_err(Failure::of_value)?;
            Ok(Zone::default().resolve(&moment).timestamp)
        }
        None => Ok(clock()),
    }
}

/// The day of a moment here.
pub(crate) fn day(now: Timestamp) -> Date {
    site::default_day(now)
}

#[expect(clippy::disallowed_methods, reason = "this is where the caller's moment comes from")]
fn clock() -> Timestamp {
    Timestamp::now()
}
