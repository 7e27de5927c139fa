//! iCalendar files (RFC 5545): whole, by category, by event.

use super::desk::Desk;
use super::press::Job;
use crate::site::Item;

/// The calendar of an edition.
pub fn of_edition(_: &Desk) -> Option<String> {
    None
}

/// The calendar of an event.
pub fn of_item(_: &Desk, _: &Item) -> Option<String> {
    None
}

/// Components of an edition's calendar, for the joint one.
pub fn components(_: &Desk) -> String {
    String::new()
}

/// All calendars of an edition.
pub fn files(_: &Desk, _: usize) -> Vec<Job> {
    Vec::new()
}
