//! An event as VEVENT components (RFC 5545, 3.6.1).

use super::series::{Plan, span};
use super::text::escaped;
use crate::date::{Moment, Occurrence, Zone, ical_utc};
use crate::render::desk::{self, Desk, excerpt};
use crate::site::{Event, EventStatus, Item, event_of};

/// A component, with what its file must say beside.
#[derive(Clone, Debug)]
pub struct Component {
    /// The same for the same event in all sites of a workspace.
    pub key: String,
    /// Content lines, escaped and not yet folded.
    pub lines: Vec<String>,
    /// In which its times are.
    pub zone: Zone,
    /// The first and last year that it names.
    pub years: (i16, i16),
}

/// What is the same in all components of an event.
struct Writer<'a> {
    desk: &'a Desk<'a>,
    item: &'a Item,
    event: &'a Event,
    plan: Plan,
}

/// The components of an event: one for all its days, and one for each day that differs. None where
/// its only day falls out.
pub fn components(desk: &Desk, item: &Item) -> Vec<Component> {
    let Some(event) = event_of(item) else { return Vec::new() };
    let plan = Plan::new(&event.series, &desk.site.config.zone);
    let (recurs, changed, once) = (plan.recurs(), plan.changed(), plan.once());
    let writer = Writer { desk, item, event, plan };
    let all: Vec<Vec<String>> = match (recurs, once) {
        (true, _) => std::iter::once(writer.whole()).chain(changed.iter().map(|one| writer.other(one))).collect(),
        (false, Some(one)) => vec![writer.one(&one)],
        (false, None) => Vec::new(),
    };
    let key = desk::content_key(item);
    let years = writer.plan.years();
    let zone = &desk.site.config.zone;
    all.into_iter().map(|lines| Component { key: key.clone(), lines, zone: zone.clone(), years }).collect()
}

impl Writer<'_> {
    /// All days.
    fn whole(&self) -> Vec<String> {
        self.component(self.plan.lines(), self.event.status, self.event.place.as_deref(), None)
    }

    /// A day that differs.
    fn other(&self, one: &Occurrence) -> Vec<String> {
        let mut when = vec![self.plan.recurrence_id(one)];
        when.extend(self.one_span(one));
        self.changed(one, when)
    }

    /// The only day.
    fn one(&self, one: &Occurrence) -> Vec<String> {
        self.changed(one, self.one_span(one))
    }

    fn one_span(&self, one: &Occurrence) -> Vec<String> {
        span(&one.start, one.end.as_ref(), &self.desk.site.config.zone)
    }

    fn changed(&self, one: &Occurrence, when: Vec<String>) -> Vec<String> {
        let change = self.event.changed(one);
        let place = change.and_then(|change| change.place.as_deref()).or(self.event.place.as_deref());
        self.component(when, self.event.status_of(one), place, change.and_then(|change| change.reason.as_deref()))
    }

    fn component(
        &self,
        when: Vec<String>,
        status: EventStatus,
        place: Option<&str>,
        reason: Option<&str>,
    ) -> Vec<String> {
        let uid = self.desk.uids.get(&self.item.path).cloned().unwrap_or_default();
        let (created, changed) = self.stamps();
        let mut lines =
            vec!["BEGIN:VEVENT".to_owned(), format!("UID:{uid}"), format!("DTSTAMP:{}", self.utc(&changed))];
        lines.extend(created.map(|created| format!("CREATED:{}", self.utc(&created))));
        lines.push(format!("LAST-MODIFIED:{}", self.utc(&changed)));
        lines.push(format!("SEQUENCE:{}", sequence(created.as_ref(), &changed)));
        lines.extend(when);
        lines.push(format!("SUMMARY;LANGUAGE={}:{}", self.item.locale.tag(), escaped(&self.title(status))));
        let mut add = |name: &str, text: &str| {
            if !text.trim().is_empty() {
                lines.push(format!("{name}:{}", escaped(text)));
            }
        };
        add("LOCATION", place.unwrap_or_default());
        add("DESCRIPTION", &self.description(reason));
        add("CONTACT", &self.contact());
        add("STATUS", status_name(status));
        lines.extend(self.categories());
        lines.extend(self.desk.full(&self.item.path).map(|url| format!("URL:{url}")));
        // An event of the MZ is no appointment of the reader: it keeps nobody busy.
        lines.push("TRANSP:TRANSPARENT".to_owned());
        lines.push("END:VEVENT".to_owned());
        lines
    }

    /// With what there is to say first: many programs show a cancelled event like any other.
    fn title(&self, status: EventStatus) -> String {
        let title = self.item.title();
        match status {
            EventStatus::Confirmed => title.to_owned(),
            status => match crate::render::agenda::status(self.desk, status) {
                Some(choice) if !choice.label.is_empty() => format!("{}: {title}", choice.label),
                _ => title.to_owned(),
            },
        }
    }

    fn description(&self, reason: Option<&str>) -> String {
        let event = self.event;
        let label = |key: &str| self.desk.words.label(key);
        let points: Vec<String> =
            event.agenda.iter().enumerate().map(|(at, point)| format!("\n{}. {point}", at + 1)).collect();
        let parts = [
            reason.unwrap_or_default().to_owned(),
            excerpt(self.item),
            if points.is_empty() { String::new() } else { format!("{}:{}", label("event.agenda"), points.concat()) },
            event.organizer.as_deref().map(|who| format!("{}: {who}", label("event.organiser"))).unwrap_or_default(),
            self.desk.full(&self.item.path).unwrap_or_default(),
        ];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }

    fn contact(&self) -> String {
        let own = self.item.reading.common.contact.clone();
        own.or_else(|| self.desk.edition.profile.contact.phone.clone()).unwrap_or_default()
    }

    fn categories(&self) -> Option<String> {
        let category = self.event.category.map(|category| self.desk.choice("category", category.id()).label);
        let names = category.into_iter().chain(self.item.reading.common.tags.iter().cloned());
        let names: Vec<String> = names.filter(|name| !name.is_empty()).map(|name| escaped(&name)).collect();
        (!names.is_empty()).then(|| format!("CATEGORIES:{}", names.join(",")))
    }

    /// When the event was first told, if known, and when it was last changed: by its file, else its start.
    fn stamps(&self) -> (Option<Moment>, Moment) {
        let common = &self.item.reading.common;
        let created = common.date.or(common.publish);
        let changed = common
            .updated
            .into_iter()
            .chain(created)
            .max_by_key(|moment| self.desk.site.config.zone.resolve(moment).timestamp);
        (created, changed.unwrap_or(self.event.series.start))
    }

    fn utc(&self, moment: &Moment) -> String {
        ical_utc(self.desk.site.config.zone.resolve(moment).timestamp)
    }
}

/// SEQUENCE grows with each change: the days from the first telling to the last change.
fn sequence(created: Option<&Moment>, changed: &Moment) -> i32 {
    created.map_or(0, |created| crate::date::Today { date: created.date }.days_to(changed.date).max(0))
}

/// STATUS; iCalendar has no word for what is put off without a new day.
fn status_name(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Confirmed => "CONFIRMED",
        EventStatus::Tentative => "TENTATIVE",
        EventStatus::Postponed | EventStatus::Cancelled => "CANCELLED",
    }
}
