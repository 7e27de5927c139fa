//! Projekat: what is built or repaired, for how much, whose money, how far it is.

mod funding;
mod milestone;
mod progress;
#[cfg(test)]
mod tests;
mod update;

use super::common::{self, Common, FileRef, PhotoRef, moment};
use super::fields::{At, Choices, Fields, Vocabulary};
use super::nested::within;
use super::photo_ref::photos;
use super::scalar::{self, Money};
use super::texts::{Texts, texts};
use crate::date::{Moment, Today};
use crate::diag::Severity;
use crate::yaml::{Node, Value};

pub use funding::{Funder, Share};
pub use milestone::{Done, Due, Milestone};
pub use update::{Update, doubtful_updates, intro, updates};

/// Keys of projects beside the common ones.
pub static KEYS: Vocabulary = Vocabulary::new(&[
    common::NAMES,
    &[
        &["status", "stanje"],
        &["budget", "budžet", "vrijednost", "iznos", "proračun"],
        &["spent", "utrošeno", "potrošeno"],
        &["funding", "finansiraju", "financiraju", "finansiranje", "financiranje", "donatori"],
        &["contractor", "izvođač"],
        &["start", "početak", "starts"],
        &["end", "kraj", "rok", "ends", "završetak"],
        &["progress", "realizacija", "napredak"],
        &["milestones", "faze", "koraci"],
        &["location", "lokacija", "mjesto", "gdje"],
        &["before", "prije"],
        &["after", "poslije", "nakon"],
        &["decision", "odluka"],
        &["responsible", "odgovorna_osoba", "odgovorni", "zadužen", "zadužena"],
    ],
]);

/// How far a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Somebody wants it.
    Proposed,
    /// In the plan of work.
    Planned,
    /// Decided, with money.
    Approved,
    /// Being done.
    Ongoing,
    /// Stopped for now.
    Paused,
    /// Finished.
    Done,
    /// Given up.
    Cancelled,
}

/// The statuses with their names, in all genders; the canonical one is also the key of their label.
pub const STATUSES: Choices<Status> = &[
    (Status::Proposed, &["proposed", "predloženo", "predložen", "predložena", "prijedlog", "ideja", "idea"]),
    (Status::Planned, &["planned", "planirano", "planiran", "planirana", "u planu", "u pripremi"]),
    (Status::Approved, &["approved", "odobreno", "odobren", "odobrena", "usvojeno", "usvojen", "usvojena"]),
    (
        Status::Ongoing,
        &["ongoing", "u toku", "u tijeku", "in progress", "started", "započeto", "započet", "započeta", "radi se"],
    ),
    (Status::Paused, &["paused", "obustavljeno", "obustavljen", "obustavljena", "on hold", "pauzirano", "u zastoju"]),
    (Status::Done, &["done", "završeno", "završen", "završena", "finished", "completed", "gotovo", "gotov", "gotova"]),
    (Status::Cancelled, &["cancelled", "otkazano", "otkazan", "otkazana", "canceled", "odustalo se"]),
];

impl Status {
    /// The name under which its label and its style are found.
    pub fn name(self) -> &'static str {
        let found = STATUSES.iter().find(|(status, _)| *status == self);
        found.and_then(|(_, names)| names.first()).copied().unwrap_or("")
    }

    /// Not begun: proposed, planned or approved.
    pub fn is_ahead(self) -> bool {
        self < Status::Ongoing
    }
}

/// A project beyond the common keys.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// How far it is; none where the file does not say, which is a finding.
    pub status: Option<Status>,
    /// What it costs.
    pub budget: Option<Money>,
    /// What has been spent, in the currency of the budget.
    pub spent: Option<Money>,
    /// Whose money and work.
    pub funding: Vec<Funder>,
    /// Who builds it.
    pub contractor: Option<String>,
    /// When the work begins.
    pub start: Option<Moment>,
    /// By when it is to be done.
    pub end: Option<Moment>,
    /// Percent done.
    pub progress: Option<u8>,
    /// Its parts, in the order given.
    pub milestones: Vec<Milestone>,
    /// Where.
    pub location: Option<String>,
    /// Photos from before the work.
    pub before: Vec<PhotoRef>,
    /// Photos from after it.
    pub after: Vec<PhotoRef>,
    /// Who decided on it.
    pub decision: Option<Decision>,
    /// Who answers for it.
    pub responsible: Option<String>,
}

/// The decision behind a project.
#[derive(Clone, Debug)]
pub enum Decision {
    /// In words: `Zbor građana, 14. 3. 2026.`
    Words(String),
    /// A file of the site, or a page's address.
    Link(FileRef),
}

impl Project {
    /// Whether its day has passed and it is neither done nor given up.
    pub fn overdue(&self, today: Today) -> bool {
        let closed = matches!(self.status, Some(Status::Done | Status::Cancelled));
        !closed && self.end.is_some_and(|end| end.date < today.date)
    }

    /// How much of the budget has been spent, in whole percents; over 100 when it is exceeded.
    pub fn spent_percent(&self) -> Option<u64> {
        let (budget, spent) = (self.budget?, self.spent?);
        let whole = u64::try_from(budget.cents).ok().filter(|whole| *whole > 0)?;
        u64::try_from(spent.cents).ok()?.checked_mul(100).map(|hundredfold| hundredfold / whole)
    }

    /// How many milestones are done.
    pub fn milestones_done(&self) -> usize {
        self.milestones.iter().filter(|milestone| milestone.done != Done::No).count()
    }
}

texts!(Project: funding, contractor, milestones, location, before, after, decision, responsible);

impl Texts for Decision {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        match self {
            Decision::Words(words) => words.each_text(visit),
            Decision::Link(file) => file.each_text(visit),
        }
    }
}

/// Reads the keys of a project.
pub fn read(fields: &mut Fields, common: &Common) -> Project {
    let (budget, spent) = money(fields);
    let project = Project {
        status: fields.one_of("status", Severity::Error, STATUSES),
        budget,
        spent,
        funding: funding::read(fields),
        contractor: fields.text("contractor"),
        start: moment(fields, "start", Severity::Error),
        end: moment(fields, "end", Severity::Error),
        progress: fields.value("progress", Severity::Error, scalar::percent),
        milestones: milestone::read(fields),
        location: fields.text("location"),
        before: photos(fields, "before"),
        after: photos(fields, "after"),
        decision: fields.text_at("decision").map(decision),
        responsible: fields.text("responsible"),
    };
    funding::check(fields, &project);
    progress::check(fields, &project, common);
    project
}

static MONEY: Vocabulary =
    Vocabulary::new(&[&[&["amount", "iznos", "ukupno", "total"], &["spent", "utrošeno", "potrošeno"]]]);

/// `84.000 KM`, or `{amount, spent}`.
fn money(fields: &mut Fields) -> (Option<Money>, Option<Money>) {
    let spent = fields.value("spent", Severity::Error, scalar::money);
    if let Some(Node { value: Value::Map(_), .. }) = fields.node("budget") {
        let read = |inner: &mut Fields| {
            let amount = inner.value("amount", Severity::Error, scalar::money);
            (amount, inner.value("spent", Severity::Error, scalar::money))
        };
        let (amount, inside) = within(fields, "budget", &MONEY, read).unwrap_or_default();
        return (amount, inside.or(spent));
    }
    (fields.value("budget", Severity::Error, scalar::money), spent)
}

/// A path or an address is one word with an ending or a scheme; everything else is said in words.
fn decision(written: At<String>) -> Decision {
    let word = !written.value.contains(char::is_whitespace);
    let path = written.value.contains("://") || written.value.contains('/') || written.value.contains('.');
    match word && path {
        true => Decision::Link(FileRef { src: written.value, span: written.span, title: None }),
        false => Decision::Words(written.value),
    }
}
