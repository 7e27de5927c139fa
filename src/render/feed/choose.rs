//! Which things are told in a feed, and since when.

use super::Dates;
use crate::date::{Moment, Timestamp};
use crate::render::desk::Desk;
use crate::site::{Detail, Item, Resolved, State, Update, event_of, updates};
use crate::url::UrlPath;
use std::cmp::Reverse;
use std::sync::Arc;

/// An entry to be made.
pub struct Pick<'a> {
    /// What it is about.
    pub item: &'a Item,
    /// News of a project.
    pub update: Option<Update>,
    /// When.
    pub dates: Dates,
}

/// Whether an item is told in feeds: announcements, projects, and events that are to be announced, as
/// long as they are in force and have a date.
pub fn is_told(desk: &Desk, item: &Item) -> bool {
    dates(desk, item).is_some()
}

/// The newest entries of some items, those changed last first.
pub fn newest<'a>(desk: &Desk, items: impl Iterator<Item = &'a Arc<Item>>, count: usize) -> Vec<Pick<'a>> {
    let mut picks: Vec<Pick> = items.flat_map(|item| of_item(desk, item)).collect();
    let order = |one: &Pick, other: &Pick| one.order().cmp(&other.order());
    // A feed shows a few of many.
    if picks.len() > count {
        picks.select_nth_unstable_by(count, order);
        picks.truncate(count);
    }
    picks.sort_by(order);
    picks
}

impl Pick<'_> {
    /// No two are equal.
    fn order(&self) -> (Reverse<Dates>, &UrlPath, Option<&str>) {
        (Reverse(self.dates), &self.item.path, self.update.as_ref().map(|update| update.id.as_str()))
    }
}

/// The entry of an item, and those of a project's updates.
fn of_item<'a>(desk: &Desk, item: &'a Item) -> Vec<Pick<'a>> {
    let Some(own) = dates(desk, item) else { return Vec::new() };
    let news = match item.detail() {
        Detail::Project(_) => updates(&item.reading.document),
        _ => Vec::new(),
    };
    let news = news.into_iter().map(|update| {
        let day = instant(desk, &Moment::day(update.date));
        Pick { item, update: Some(update), dates: Dates { published: day, updated: day } }
    });
    news.chain(std::iter::once(Pick { item, update: None, dates: own })).collect()
}

fn dates(desk: &Desk, item: &Item) -> Option<Dates> {
    let common = &item.reading.common;
    let (own, changed) = match item.detail() {
        _ if item.state != State::Current => return None,
        Detail::Announcement(one) => match &one.resolved {
            Resolved::At(moment) => (one.when.first().map(|span| span.start), Some(*moment)),
            _ => (one.when.first().map(|span| span.start), None),
        },
        Detail::Project(one) => (one.start, None),
        Detail::Event(_) => {
            (event_of(item).filter(|event| event.announce).map(|event| Some(event.series.start))?, None)
        }
        _ => return None,
    };
    let published = common.date.or(common.publish).or(common.updated).or(own)?;
    let published = instant(desk, &published);
    let changed = [common.updated, changed].into_iter().flatten().map(|moment| instant(desk, &moment)).max();
    Some(Dates { published, updated: changed.map_or(published, |changed| changed.max(published)) })
}

fn instant(desk: &Desk, moment: &Moment) -> Timestamp {
    desk.site.config.zone.resolve(moment).timestamp
}
