//! The pages of services and polls.

use super::chrome::form_path;
use super::desk::{Desk, phone_link};
use super::validity;
use super::view::{Card, Choice, Fact, ItemView, PollView, ServiceView, Validity};
use crate::form::FormKind;
use crate::site::{Fee, Issuer, Item, Poll, PollState, Request, Service, poll_of};

/// The view of a service.
pub fn view(desk: &Desk, item: &Item, service: &Service, base: ItemView) -> ServiceView {
    ServiceView {
        form_file: item.linked.file.as_ref().and_then(|file| desk.file(file)),
        request_path: request_path(desk, service),
        item: ItemView { facts: facts(desk, item, service), ..base },
    }
}

fn request_path(desk: &Desk, service: &Service) -> Option<String> {
    match &service.request {
        Request::Usual => form_path(desk, FormKind::Service.id()),
        Request::No => None,
        Request::Form(name) => form_path(desk, &crate::lang::slug(&name.value)),
    }
}

fn facts(desk: &Desk, item: &Item, service: &Service) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |id, key: &str, text: Option<String>, link: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            facts.push(Fact { id, label: desk.words.label(key), text, link });
        }
    };
    let config = &desk.site.config;
    add("issued_by", "service.issued_by", service.issued_by.as_ref().map(|issuer| issued_by(desk, issuer)), None);
    add("where", "service.where_to_go", service.place.clone().or_else(|| config.profile.contact.address.clone()), None);
    add("fee", "service.fee", service.fee.as_ref().map(|one| fee(desk, one)), None);
    add("bring", "service.bring", Some(service.bring.join(", ")), None);
    add("time", "service.how_long", service.time.clone(), None);
    add("valid", "service.valid", service.valid.clone(), None);
    add("legal", "service.legal_basis", Some(service.legal_basis.join("; ")), None);
    add("hours", "service.office_hours", Some(service.hours.join("; ")), None);
    if let Some(contact) = item.reading.common.contact.clone().or_else(|| config.profile.contact.phone.clone()) {
        let link = phone_link(&contact);
        add("phone", "service.phone_us", Some(contact), link);
    }
    facts
}

fn issued_by(desk: &Desk, issuer: &Issuer) -> String {
    match issuer {
        Issuer::Community => desk.edition.profile.name.clone(),
        Issuer::Municipality => {
            desk.edition.profile.municipality.clone().unwrap_or_else(|| desk.words.label("footer.municipality"))
        }
        Issuer::Other(name) => name.clone(),
    }
}

fn fee(desk: &Desk, fee: &Fee) -> String {
    match fee {
        Fee::Amount(money) if money.cents == 0 => desk.words.label("service.free"),
        Fee::Amount(money) => desk.words.money(money),
        Fee::Words(words) => words.clone(),
    }
}

/// A card with the fee and the time it takes.
pub fn card(desk: &Desk, service: &Service, card: Card) -> Card {
    let parts = [service.fee.as_ref().map(|one| fee(desk, one)), service.time.clone()];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Card { line: Some(line).filter(|line| !line.is_empty()), ..card }
}

/// The view of a poll.
pub fn poll(desk: &Desk, item: &Item, poll: &Poll, base: ItemView) -> PollView {
    let status = poll_status(desk, poll);
    let form = Some(super::form::poll_form(desk.edition, item, poll));
    PollView {
        question: poll.question.clone(),
        options: poll.options.iter().map(|option| option.label.clone()).collect(),
        until: until(desk, poll),
        closes: poll.closes.as_ref().filter(|_| status.id == "open").map(validity::end),
        results: super::answers::results(desk, item, poll),
        ways: super::form::ways(desk, &poll.question),
        form: form.filter(|_| status.id == "open").and_then(|form| super::form::post(desk, &form)),
        status,
        item: base,
    }
}

fn poll_status(desk: &Desk, poll: &Poll) -> Choice {
    match poll.state(desk.today) {
        PollState::Open => desk.choice("poll", "open"),
        PollState::Closed => desk.choice("poll", "closed"),
        PollState::Soon => desk.choice("poll", "soon"),
    }
}

fn until(desk: &Desk, poll: &Poll) -> Option<String> {
    let key = match poll.state(desk.today) {
        PollState::Open => "poll.open_until",
        _ => return None,
    };
    poll.closes.map(|closes| desk.words.labels.fill(key, &[("date", &desk.words.long(closes.date))]))
}

/// Whether a poll can be answered today.
pub fn is_open(desk: &Desk, item: &Item) -> bool {
    poll_of(item).is_some_and(|poll| poll.state(desk.today) == PollState::Open)
}

/// A card with its state.
pub fn poll_card(desk: &Desk, poll: &Poll, card: Card) -> Card {
    let until_end = poll.closes.as_ref().map(|closes| Validity { until: validity::end(closes), ..Validity::default() });
    Card { status: Some(poll_status(desk, poll)), line: until(desk, poll), validity: until_end, ..card }
}
