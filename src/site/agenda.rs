//! What happens when: the events of a site, expanded for a year.

use super::event::{Event, Status};
use super::item::Item;
use super::reading::Detail;
use crate::date::{self, Date, Occurrence as Dates, Today, Zone};
use std::sync::Arc;

/// Events are expanded this many days ahead; pages and calendars show no more.
const AHEAD_DAYS: i32 = 366;
/// And this many days back, so that the month of the build is whole.
const BACK_DAYS: i32 = 31;

/// One time that an event takes place, or would.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// The event's item.
    pub item: Arc<Item>,
    /// When.
    pub dates: Dates,
    /// Where, this time.
    pub place: Option<String>,
    /// Whether it takes place, this time.
    pub status: Status,
    /// Why something is different, this time.
    pub reason: Option<String>,
}

impl Occurrence {
    /// The last day on which it goes on.
    pub fn last_day(&self) -> Date {
        self.dates.end.map_or(self.dates.start.date, |end| end.date)
    }
}

/// The event that an item is.
pub fn event(item: &Item) -> Option<&Event> {
    match item.detail() {
        Detail::Event(event) => Some(event),
        _ => None,
    }
}

/// All occurrences around the day of the build, by time.
pub fn expand(items: &[Arc<Item>], today: &Today, zone: &Zone) -> Vec<Occurrence> {
    let (from, to) = (date::shift(today.date, -BACK_DAYS), date::shift(today.date, AHEAD_DAYS));
    let mut all = Vec::new();
    for item in items {
        let Some(event) = event(item) else { continue };
        for dates in event.series.occurrences(from, to, zone) {
            let change = event.changed(&dates);
            all.push(Occurrence {
                item: Arc::clone(item),
                place: change.and_then(|change| change.place.clone()).or_else(|| event.place.clone()),
                status: event.status_of(&dates),
                reason: change.and_then(|change| change.reason.clone()),
                dates,
            });
        }
    }
    all.sort_by(|a, b| (a.dates.start, &a.item.path).cmp(&(b.dates.start, &b.item.path)));
    all
}
