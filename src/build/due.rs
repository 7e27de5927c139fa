//! When the output would be different if nobody wrote anything: for those who run builds by a timetable.

use super::report::BuildError;
use super::run::{Mode, Request, run};
use crate::date::{Date, DateTime, Time, Zone, shift};
use crate::site;
use crate::url::UrlPath;

/// The next day on which a build gives something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day, from its first minute on.
    pub day: Date,
    /// Files that will be different, new or gone, by path.
    pub files: Vec<UrlPath>,
}

/// So many days are looked at: the calendar moves on every month, so that sites with events never need them all.
const DAYS: i32 = 62;

/// Finds the next day after that of the request on which the output differs from it, the date of the
/// build in the foot of pages aside; none within two months. Each day until then costs as much as a check.
///
/// # Errors
/// Those of a build.
pub fn due(request: &Request) -> Result<Option<Due>, BuildError> {
    let today = site::default_day(request.now);
    let on = |day: Date, now| {
        let request = Request { now, mode: Mode::Check, digest: Some(today), ..request.clone() };
        run(&request, &|_, _| {}).map(|report| (day, report.digests))
    };
    let (_, now) = on(today, request.now)?;
    for ahead in 1..=DAYS {
        let day = shift(today, ahead);
        // Noon is the same day in every zone that a site here can have.
        let noon = DateTime::from_parts(day, Time::constant(12, 0, 0, 0));
        let (day, then) = on(day, Zone::default().instant(noon).timestamp)?;
        if then == now {
            continue;
        }
        let paths = now.keys().chain(then.keys()).collect::<std::collections::BTreeSet<_>>();
        let files = paths.into_iter().filter(|path| now.get(path) != then.get(path)).cloned().collect();
        return Ok(Some(Due { day, files }));
    }
    Ok(None)
}
