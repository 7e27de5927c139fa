//! Usluga: who issues a paper, where, for how much, and what to bring.

#[cfg(test)]
mod tests;

use super::common::{self, Common, FileRef};
use super::fields::{At, Choices, Fields, Vocabulary, choose, scalar as scalar_of};
use super::nested::lines;
use super::photo_ref::files;
use super::scalar::{self, Money};
use super::texts::{Texts, texts};
use crate::diag::{Problem, Severity, text};
use crate::yaml::{Node, Value};

/// Keys of services beside the common ones.
pub static KEYS: Vocabulary = Vocabulary::new(&[
    common::NAMES,
    &[
        &["issued_by", "izdaje"],
        &["where", "gdje", "place", "mjesto"],
        &["fee", "cijena", "taksa", "naknada"],
        &["bring", "ponijeti", "potrebno"],
        &["time", "rok"],
        &["form_file", "obrazac"],
        &["legal_basis", "osnov", "pravni_osnov", "osnova"],
        &["valid", "važi", "vrijedi"],
        &["hours", "radno_vrijeme"],
        &["request", "zahtjev", "online_zahtjev"],
    ],
]);

/// Who issues a paper: residents go to the wrong counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// The mjesna zajednica.
    Community,
    /// The općina or grad.
    Municipality,
    /// Somebody else, by name.
    Other(String),
}

/// Which of the two that have labels of their own.
#[derive(Clone, Copy)]
enum Office {
    Community,
    Municipality,
}

const OFFICES: Choices<Office> = &[
    (Office::Community, &["mz", "MZ", "mjesna zajednica", "community"]),
    (Office::Municipality, &["municipality", "općina", "opština", "grad", "city"]),
];

/// What a service costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fee {
    /// An amount; 0 is free of charge.
    Amount(Money),
    /// In words: `5 KM po članu`.
    Words(String),
}

/// Whether it can be asked for by a form on the site.
#[derive(Clone, Debug, Default)]
pub enum Request {
    /// By the built-in form, which asks for no personal number.
    #[default]
    Usual,
    /// Only in person.
    No,
    /// By a form of the site's own, by name.
    Form(At<String>),
}

/// A service beyond the common keys.
#[derive(Clone, Debug)]
pub struct Service {
    /// Who issues it; none where the file does not say.
    pub issued_by: Option<Issuer>,
    /// At which counter.
    pub place: Option<String>,
    /// What it costs.
    pub fee: Option<Fee>,
    /// What to bring.
    pub bring: Vec<String>,
    /// How long it takes.
    pub time: Option<String>,
    /// A form to fill in.
    pub form_file: Option<FileRef>,
    /// By which rules.
    pub legal_basis: Vec<String>,
    /// How long it is valid.
    pub valid: Option<String>,
    /// When the counter is open, a line for each; empty: as the site's office.
    pub hours: Vec<String>,
    /// The form on the site.
    pub request: Request,
}

texts!(Service: issued_by, place, fee, bring, time, form_file, legal_basis, valid, hours);

impl Texts for Issuer {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        if let Issuer::Other(name) = self {
            visit(name);
        }
    }
}

impl Texts for Fee {
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        if let Fee::Words(words) = self {
            visit(words);
        }
    }
}

/// Reads the keys of a service.
pub fn read(fields: &mut Fields, common: &Common) -> Service {
    let service = Service {
        issued_by: fields.text("issued_by").map(issuer),
        place: fields.text("where"),
        fee: fields.text("fee").map(fee),
        bring: fields.list("bring").into_iter().map(|thing| thing.value).collect(),
        time: fields.text("time"),
        form_file: files(fields, "form_file").into_iter().next(),
        legal_basis: lines(fields, "legal_basis"),
        valid: fields.text("valid"),
        hours: hours(fields),
        request: request(fields),
    };
    if let (None, Some(span)) = (&service.issued_by, &common.title_span) {
        fields.findings.push(no_issuer().at(Severity::Warning, span));
    }
    service
}

fn issuer(written: String) -> Issuer {
    match choose(OFFICES, &written) {
        Some(Office::Community) => Issuer::Community,
        Some(Office::Municipality) => Issuer::Municipality,
        None => Issuer::Other(written),
    }
}

fn fee(written: String) -> Fee {
    scalar::money(&written).map_or(Fee::Words(written), Fee::Amount)
}

/// Lines, or a mapping of days to times.
fn hours(fields: &Fields) -> Vec<String> {
    match fields.node("hours") {
        Some(Node { value: Value::Map(entries), .. }) => entries
            .iter()
            .filter_map(|entry| scalar_of(&entry.value).map(|times| format!("{}: {}", entry.key.trim(), times.trim())))
            .collect(),
        _ => lines(fields, "hours"),
    }
}

fn request(fields: &mut Fields) -> Request {
    let Some(written) = fields.text_at("request") else { return Request::Usual };
    match scalar::flag(&written.value) {
        Ok(true) => Request::Usual,
        Ok(false) => Request::No,
        Err(_) => Request::Form(written),
    }
}

fn no_issuer() -> Problem {
    Problem::new("F090", text!("ne piše ko izdaje", "it does not say who issues it")).help(text!(
        "dodajte `izdaje: MZ` ili `izdaje: općina`, da ljudi ne idu na pogrešan šalter",
        "add `issued_by: MZ` or `issued_by: municipality`, so that people do not go to the wrong counter"
    ))
}
