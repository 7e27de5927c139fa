//! Time zones: local time to instants and back, and what changes when.
//!
//! Rules come from the IANA database in the binary, never from the machine, so that a build is the same everywhere.

use super::moment::Moment;
use crate::diag::{Problem, text};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

/// The zone of all MZs unless a site says otherwise.
pub const DEFAULT_ZONE: &str = "Europe/Sarajevo";

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    /// [`DEFAULT_ZONE`].
    fn default() -> Zone {
        Zone::named(DEFAULT_ZONE).unwrap_or(Zone(TimeZone::UTC))
    }
}

/// Local time found in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The instant; in a gap the one after it, of two the earlier.
    pub timestamp: Timestamp,
    /// Whether the local time was there once.
    pub note: Note,
}

/// How often a clock shows a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Once.
    Fine,
    /// Never: clocks were put forward over it.
    Gap,
    /// Twice: clocks were put back over it.
    Fold,
}

/// A change of a zone's offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// When.
    pub timestamp: Timestamp,
    /// The wall clock at that instant, had it not been changed (DTSTART in a VTIMEZONE).
    pub local: DateTime,
    /// Seconds east of Greenwich before.
    pub from: i32,
    /// Seconds east of Greenwich after.
    pub to: i32,
    /// Whether summer time begins.
    pub daylight: bool,
    /// CET, CEST.
    pub name: String,
}

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// A zone by its IANA name, in any case; `UTC` too.
    pub fn named(name: &str) -> Option<Zone> {
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'+'));
        if !plain || name.len() > 40 {
            return None;
        }
        DATABASE.get(name).ok().map(Zone)
    }

    /// Its IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The instant of a local time.
    pub fn instant(&self, local: DateTime) -> Resolved {
        let ambiguous = self.0.to_ambiguous_timestamp(local);
        let note = match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { .. } => Note::Fine,
            AmbiguousOffset::Gap { .. } => Note::Gap,
            AmbiguousOffset::Fold { .. } => Note::Fold,
        };
        // Fails only within a day of the year 9999's end.
        Resolved { timestamp: ambiguous.compatible().unwrap_or(Timestamp::MAX), note }
    }

    /// The instant of a moment, by its own offset where it has one.
    pub fn resolve(&self, moment: &Moment) -> Resolved {
        let own = moment.offset.and_then(|seconds| Offset::from_seconds(seconds).ok());
        match own.and_then(|offset| offset.to_timestamp(moment.start()).ok()) {
            Some(timestamp) => Resolved { timestamp, note: Note::Fine },
            None => self.instant(moment.start()),
        }
    }

    /// A warning for a moment that clocks here never show, or show twice.
    pub fn doubt(&self, moment: &Moment) -> Option<Problem> {
        let time = moment.time?;
        let shown = format!("{} {}:{:02}", super::local(moment.date), time.hour(), time.minute());
        let resolved = self.resolve(moment);
        let after = self.civil(resolved.timestamp);
        let (hour, minute) = (after.hour(), after.minute());
        match resolved.note {
            Note::Fine => None,
            Note::Gap => Some(
                Problem::new(
                    "D031",
                    text!(
                        "{shown} ne postoji: tada se sat pomjera naprijed",
                        "{shown} does not exist: clocks go forward then"
                    ),
                )
                .help(text!("računa se kao {hour}:{minute:02}", "it is taken as {hour}:{minute:02}")),
            ),
            Note::Fold => {
                let offset = self.rfc3339(moment.start());
                Some(
                    Problem::new(
                        "D032",
                        text!(
                            "{shown} postoji dvaput: tada se sat vraća nazad",
                            "{shown} happens twice: clocks go back then"
                        ),
                    )
                    .help(text!("računa se prvi put: `{offset}`", "the first is taken: `{offset}`")),
                )
            }
        }
    }

    /// The local time of an instant.
    pub fn civil(&self, timestamp: Timestamp) -> DateTime {
        self.0.to_datetime(timestamp)
    }

    /// The moment as a clock here shows it: one with an offset of its own is moved, the others stay.
    pub fn wall(&self, moment: &Moment) -> Moment {
        match (moment.offset, moment.time) {
            (Some(_), Some(_)) => Moment::at(self.civil(self.resolve(moment).timestamp)),
            _ => *moment,
        }
    }

    /// Seconds east of Greenwich at an instant.
    pub fn offset(&self, timestamp: Timestamp) -> i32 {
        self.0.to_offset(timestamp).seconds()
    }

    /// Local time with its offset: `2026-05-12T18:00:00+02:00` (RFC 3339).
    pub fn rfc3339(&self, local: DateTime) -> String {
        self.rfc3339_at(self.instant(local).timestamp)
    }

    /// An instant as local time with its offset, to the second (RFC 3339).
    pub fn rfc3339_at(&self, timestamp: Timestamp) -> String {
        let local = self.civil(timestamp);
        let (date, hour, minute, second) = (local.date(), local.hour(), local.minute(), local.second());
        format!("{date}T{hour:02}:{minute:02}:{second:02}{}", offset_text(self.offset(timestamp)))
    }

    /// Changes of the offset from the beginning of one day to the beginning of another, in order.
    pub fn offset_transitions(&self, from: Date, to: Date) -> Vec<Transition> {
        let first = self.instant(from.at(0, 0, 0, 0)).timestamp;
        let last = self.instant(to.at(0, 0, 0, 0)).timestamp;
        let mut before = self.offset(first);
        let mut transitions = Vec::new();
        for change in self.0.following(first).take_while(|change| change.timestamp() < last) {
            let after = change.offset().seconds();
            let local = Offset::from_seconds(before).unwrap_or(Offset::UTC).to_datetime(change.timestamp());
            transitions.push(Transition {
                timestamp: change.timestamp(),
                local,
                from: before,
                to: after,
                daylight: change.dst().is_dst(),
                name: change.abbreviation().to_owned(),
            });
            before = after;
        }
        transitions
    }
}

/// `+02:00`
pub(crate) fn offset_text(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
