//! Događaj: what takes place, once or again and again.

mod assembly;
mod change;
mod length;
mod pause;
mod repeat;
#[cfg(test)]
mod tests;
mod timing;
mod yaml;

use super::common::{self, Common, FileRef};
use super::fields::{At, Choices, Fields, Vocabulary};
use super::nested::{lines, within};
use super::photo_ref::files;
use super::scalar;
use super::texts::texts;
use crate::date::{Minutes, Series};
use crate::diag::{Problem, Severity, text};
use crate::yaml::{Node, Value};

pub use assembly::Priority;
pub use change::Override;
pub use pause::Break;
pub use yaml::{body, entries, id};

/// Keys of events beside the common ones; names as in iCalendar and schema.org.
pub static KEYS: Vocabulary = Vocabulary::new(&[
    common::NAMES,
    &[
        &["id", "uid"],
        &["when", "kada"],
        &["start", "početak", "starts"],
        &["end", "kraj", "ends"],
        &["duration", "traje", "trajanje"],
        &["all_day", "cijeli_dan"],
        &["place", "mjesto", "lokacija", "location", "gdje", "where"],
        &["rrule"],
        &["repeat", "ponavlja", "ponavljanje", "repeats"],
        &["except", "osim", "izuzeci", "exdate"],
        &["breaks", "pauza", "pauze", "break"],
        &["extra_dates", "i_još", "rdate"],
        &["overrides", "izmjene", "izmjena", "changes"],
        &["status", "stanje"],
        &["organizer", "organizator", "organizuje", "organizira", "organiser"],
        &["category", "vrsta", "kategorija", "type"],
        &["registration", "prijava", "prijave"],
        &["announce", "najavi", "najava"],
        &["agenda", "dnevni_red"],
        &["second_call", "ponovni_početak"],
        &["minutes", "zapisnik"],
        &["decisions", "odluke"],
        &["priorities", "prioriteti"],
        &["text", "tekst", "body"],
    ],
]);

/// Whether it will take place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// As announced.
    #[default]
    Confirmed,
    /// Perhaps.
    Tentative,
    /// Not now; a new day will be told.
    Postponed,
    /// No.
    Cancelled,
}

/// The statuses with their names.
pub const STATUSES: Choices<Status> = &[
    (Status::Confirmed, &["confirmed", "potvrđeno", "potvrđen", "potvrđena", "scheduled"]),
    (Status::Tentative, &["tentative", "nesigurno", "nesiguran", "nesigurna", "možda"]),
    (Status::Postponed, &["postponed", "odgođeno", "odgođen", "odgođena", "odloženo", "odložen", "odložena"]),
    (Status::Cancelled, &["cancelled", "otkazano", "otkazan", "otkazana", "canceled"]),
];

/// What sort of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Zbor građana.
    Assembly,
    /// Forum, javna rasprava.
    Forum,
    /// Sport.
    Sport,
    /// Kultura.
    Culture,
    /// Radna akcija.
    Workday,
    /// Sastanak, sjednica.
    Meeting,
    /// Obuka, kurs.
    Training,
    /// Zdravlje.
    Health,
    /// Pijaca, sajam.
    Market,
    /// Ostalo.
    Other,
}

/// The categories with their names; the canonical one is also the key of their label.
pub const CATEGORIES: Choices<Category> = &[
    (Category::Assembly, &["assembly", "zbor", "zbor građana", "zbor mještana"]),
    (Category::Forum, &["forum", "forum", "javna rasprava", "rasprava", "tribina"]),
    (Category::Sport, &["sport", "sport", "turnir"]),
    (Category::Culture, &["culture", "kultura", "koncert", "predstava"]),
    (Category::Workday, &["workday", "radna akcija", "akcija", "čišćenje", "volunteering"]),
    (Category::Meeting, &["meeting", "sastanak", "sjednica"]),
    (Category::Training, &["training", "obuka", "kurs", "tečaj", "radionica", "edukacija", "workshop"]),
    (Category::Health, &["health", "zdravlje"]),
    (Category::Market, &["market", "pijaca", "tržnica", "sajam", "bazar"]),
    (Category::Other, &["other", "ostalo", "drugo"]),
];

impl Category {
    /// The name under which its label is found.
    pub fn id(self) -> &'static str {
        let found = CATEGORIES.iter().find(|(category, _)| *category == self);
        found.and_then(|(_, names)| names.first()).copied().unwrap_or("other")
    }
}

/// An event beyond the common keys.
#[derive(Clone, Debug)]
pub struct Event {
    /// Names it for calendars; none: the file's name.
    pub id: Option<String>,
    /// When: once or repeating, with everything that falls out, is added or moved.
    pub series: Series,
    /// Of an event that repeats, whether its file says since when.
    pub since: Since,
    /// What differs on single days beyond time: the first as many as [`Series::changes`] has of the
    /// author's, in the same order, so that [`crate::date::Occurrence::change`] finds it.
    pub overrides: Vec<Override>,
    /// Pauses with their reasons, one for each of [`Series::breaks`].
    pub breaks: Vec<Break>,
    /// Where.
    pub place: Option<String>,
    /// Whether it takes place.
    pub status: Status,
    /// Who holds it.
    pub organizer: Option<String>,
    /// What sort; none where the file does not say.
    pub category: Option<Category>,
    /// How to register.
    pub registration: Option<Registration>,
    /// Listed among the announcements too.
    pub announce: bool,
    /// Points of the agenda, in order.
    pub agenda: Vec<String>,
    /// How long after the start an assembly begins with those who are there, when too few came.
    pub second_call: Option<Minutes>,
    /// The minutes, when they are written.
    pub minutes: Option<FileRef>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// What residents want first, ranked.
    pub priorities: Vec<Priority>,
}

/// Whether the day on which a repetition begins was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// By the file.
    Told,
    /// Not: the start of the series is only where counting begins, not news.
    Assumed,
}

/// How to register for an event.
#[derive(Clone, Debug)]
pub struct Registration {
    /// A form of the site, by name; none: the built-in one.
    pub form: Option<At<String>>,
    /// How many can come.
    pub capacity: Option<u32>,
}

impl Event {
    /// An assembly of residents.
    pub fn is_assembly(&self) -> bool {
        self.category == Some(Category::Assembly)
    }

    /// Whether it repeats.
    pub fn repeats(&self) -> bool {
        self.series.rule.is_some()
    }

    /// What differs in an occurrence beyond its time.
    pub fn changed(&self, occurrence: &crate::date::Occurrence) -> Option<&Override> {
        occurrence.change.and_then(|at| self.overrides.get(at))
    }

    /// Whether an occurrence takes place, with its own status before that of the event.
    pub fn status_of(&self, occurrence: &crate::date::Occurrence) -> Status {
        self.changed(occurrence).and_then(|change| change.status).unwrap_or(self.status)
    }
}

texts!(Event: overrides, breaks, place, organizer, agenda, minutes, decisions, priorities);

/// Reads the keys of an event. An event without any time is an error; its series is then empty.
pub fn read(fields: &mut Fields, common: &Common) -> Event {
    let category = fields.one_of("category", Severity::Warning, CATEGORIES);
    let timing = timing::read(fields, common);
    Event {
        id: fields.text("id"),
        series: timing.series,
        since: timing.since,
        overrides: timing.overrides,
        breaks: timing.breaks,
        place: fields.text("place"),
        status: fields.one_of("status", Severity::Error, STATUSES).unwrap_or_default(),
        organizer: fields.text("organizer"),
        registration: registration(fields),
        announce: fields.flag("announce").unwrap_or(false),
        agenda: lines(fields, "agenda"),
        second_call: assembly::second_call(fields, category),
        minutes: files(fields, "minutes").into_iter().next(),
        decisions: lines(fields, "decisions"),
        priorities: assembly::priorities(fields),
        category,
    }
}

static REGISTRATION: Vocabulary = Vocabulary::new(&[&[&["form", "obrazac"], &["capacity", "mjesta", "broj_mjesta"]]]);

/// `da`, the name of a form, or `{form, capacity}`.
fn registration(fields: &mut Fields) -> Option<Registration> {
    if let Some(Node { value: Value::Map(_), .. }) = fields.node("registration") {
        return within(fields, "registration", &REGISTRATION, |inner| Registration {
            form: inner.text_at("form"),
            capacity: inner.value("capacity", Severity::Warning, capacity),
        });
    }
    let form = fields.text_at("registration")?;
    match scalar::flag(&form.value) {
        Ok(true) => Some(Registration { form: None, capacity: None }),
        Ok(false) => None,
        Err(_) => Some(Registration { form: Some(form), capacity: None }),
    }
}

/// `12`, `12 mjesta`.
fn capacity(written: &str) -> Result<u32, Problem> {
    let number = written.split_whitespace().next().unwrap_or_default();
    number.parse().ok().filter(|places| (1..=100_000).contains(places)).ok_or_else(|| {
        Problem::new("F078", text!("`{written}` nije broj mjesta", "`{written}` is not a number of places"))
            .help(text!("pišite na primjer `12`", "write for example `12`"))
    })
}
