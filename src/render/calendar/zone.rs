//! VTIMEZONE components (RFC 5545, 3.6.5) for the zones that events are in.

use super::event::Component;
use crate::date::{Observance, Zone, ical_local, ical_offset};
use std::collections::BTreeMap;

/// So many years more than the events name are described, so that yearly rules show themselves.
const YEARS_AHEAD: i16 = 5;

/// One component for each zone.
pub fn components(events: &[Component]) -> Vec<String> {
    let mut zones: BTreeMap<&str, (&Zone, i16, i16)> = BTreeMap::new();
    for event in events {
        let known = zones.entry(event.zone.name()).or_insert((&event.zone, event.years.0, event.years.1));
        known.1 = known.1.min(event.years.0);
        known.2 = known.2.max(event.years.1);
    }
    zones
        .into_values()
        .flat_map(|(zone, first, last)| component(zone, first, last.saturating_add(YEARS_AHEAD)))
        .collect()
}

fn component(zone: &Zone, first: i16, last: i16) -> Vec<String> {
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{}", zone.name())];
    lines.extend(zone.observances(first, last).iter().flat_map(observance));
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

fn observance(one: &Observance) -> Vec<String> {
    let name = if one.daylight { "DAYLIGHT" } else { "STANDARD" };
    let mut lines = vec![
        format!("BEGIN:{name}"),
        format!("DTSTART:{}", ical_local(one.start)),
        format!("TZOFFSETFROM:{}", ical_offset(one.from)),
        format!("TZOFFSETTO:{}", ical_offset(one.to)),
        format!("TZNAME:{}", one.name),
    ];
    lines.extend(one.rule.as_ref().map(|rule| format!("RRULE:{rule}")));
    lines.extend(one.also.iter().map(|also| format!("RDATE:{}", ical_local(*also))));
    lines.push(format!("END:{name}"));
    lines
}
