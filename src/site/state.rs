//! What follows from the day of the build: shown or not, archived, on the banner, and list order.

use super::announcement::{Announcement, Resolved};
use super::common::{Common, Pinned};
use super::item::{Item, State};
use super::reading::{Detail, Reading};
use crate::date::{self, Date, Moment, Today, Zone};
use crate::lang::{self, Locale};
use crate::load::Kind;
use std::cmp::Reverse;
use std::sync::Arc;

/// An outage without an end is believed for this many days.
const OPEN_ENDED_DAYS: i32 = 2;
/// An outage is announced in the banner this many days before.
const BANNER_DAYS_BEFORE: i32 = 2;

/// Whether it is neither a draft nor for a later day.
pub fn is_public(common: &Common, today: &Today) -> bool {
    !common.draft && common.publish.as_ref().is_none_or(|from| from.date <= today.date)
}

/// The local day of a moment. A moment with an offset is moved into the site's zone.
pub fn local_date(moment: Option<&Moment>, zone: &Zone) -> Option<Date> {
    moment.map(|moment| match moment.offset {
        Some(_) => zone.civil(zone.resolve(moment).timestamp).date(),
        None => moment.date,
    })
}

/// The last change that readers should know of: `updated`, the newest update of a project, the date.
pub fn updated(reading: &Reading, zone: &Zone) -> Option<Date> {
    let own =
        local_date(reading.common.updated.as_ref(), zone).or_else(|| local_date(reading.common.date.as_ref(), zone));
    match &reading.detail {
        Detail::Project(_) => {
            super::project::updates(&reading.document).iter().map(|update| update.date).chain(own).max()
        }
        _ => own,
    }
}

/// Archived after its last day.
pub fn of(reading: &Reading, today: &Today) -> State {
    match last_day(reading) {
        Some(day) if day < today.date => State::Archived(day),
        _ => State::Current,
    }
}

/// The last day on which a text holds: its expiry date, else the end of an outage.
pub fn last_day(reading: &Reading) -> Option<Date> {
    let expiry = reading.common.expiry.as_ref().map(|moment| moment.date);
    let end = || match &reading.detail {
        Detail::Announcement(announcement) if announcement.is_outage() => outage_end(announcement),
        _ => None,
    };
    expiry.or_else(end)
}

/// The last day of an outage; without an end, the day until which it is believed. A fault that was
/// mended is told for one day more.
pub fn outage_end(announcement: &Announcement) -> Option<Date> {
    if let Resolved::At(moment) = &announcement.resolved {
        return Some(add_days(moment.date, 1));
    }
    announcement
        .when
        .iter()
        .map(|span| span.end.as_ref().map_or_else(|| add_days(span.start.date, OPEN_ENDED_DAYS), |end| end.date))
        .max()
}

/// Whether an outage is on the banner on a day.
pub fn on_banner(announcement: &Announcement, day: Date) -> bool {
    let due = banner_from(announcement).is_none_or(|from| from <= day);
    let over = outage_end(announcement).is_some_and(|end| end < day);
    announcement.is_outage() && due && !over
}

/// The first day of an outage on the banner; none where it has no beginning.
pub fn banner_from(announcement: &Announcement) -> Option<Date> {
    let start = announcement.when.iter().map(|span| span.start.date).min()?;
    Some(add_days(start, -BANNER_DAYS_BEFORE))
}

/// A day later or earlier, staying within the calendar.
pub fn add_days(date: Date, days: i32) -> Date {
    date::shift(date, days)
}

/// On top of its list today.
pub fn is_pinned(pinned: &Pinned, today: &Today) -> bool {
    match pinned {
        Pinned::No => false,
        Pinned::Always => true,
        Pinned::Until(day) => today.date <= day.date,
    }
}

/// The order of a kind's list: announcements by date, projects by their last change, both newest
/// first; the others by weight, then by name as the language sorts.
pub fn sort(kind: Kind, items: &mut [Arc<Item>], locale: Locale) {
    match kind {
        Kind::Announcement => items.sort_by_cached_key(|item| (Reverse(item.date), item.path.clone())),
        Kind::Project => items.sort_by_cached_key(|item| (Reverse(item.updated), item.path.clone())),
        Kind::Event => items.sort_by_cached_key(|item| item.path.clone()),
        _ => items.sort_by_cached_key(|item| {
            (item.reading.common.weight, lang::sort_key(locale, item.title()), item.path.clone())
        }),
    }
}
