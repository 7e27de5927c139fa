//! Forms as pages: posted to the endpoint, or a card with telephone and links where there is none.

use super::answers;
use super::desk::Desk;
use super::page::{View, simple};
use super::plan::Planned;
use super::view::{Body, MenuItem, ShareLink, WriteView};
use crate::date::{Moment, Zone};
use crate::form::{self, Choice, Form, FormEntry, FormKind, FormView, LANGUAGE_FIELD, Post, Setting, SiteEntry};
use crate::load::Kind;
use crate::photo::Photos;
use crate::site::{self, Edition, Item, Poll, Section, Site};
use crate::url::{self, UrlPath};
use std::collections::BTreeMap;

/// The page of a form.
pub fn page(desk: &Desk, planned: &Planned, at: usize) -> View {
    let Some(form) = desk.edition.forms.get(at) else {
        return simple(desk, planned, "404.html", String::new(), Body::Nothing(()));
    };
    shown(desk, planned, form, form.title.clone(), &[])
}

fn shown(desk: &Desk, planned: &Planned, form: &Form, heading: String, values: &[(String, String)]) -> View {
    let view = WriteView {
        form: view(desk, form, &action(desk, form).unwrap_or_default(), values),
        ways: ways(desk, &heading),
        call_first: answers::is_late(desk) && form.promise_days.is_some(),
        known: answers::known(desk, form),
        clock: answers::clock(desk),
        statuses: answers::statuses_link(desk),
        others: others(desk),
    };
    simple(desk, planned, "write.html", heading, Body::Form(Box::new(view)))
}

/// The page of a form about an item, which is posted with what is said.
pub fn page_about(desk: &Desk, planned: &Planned, at: usize, kind: Kind, place: usize) -> View {
    let (form, item) = (desk.edition.forms.get(at), desk.edition.of(kind).get(place));
    let (Some(form), Some(item)) = (form, item) else {
        return simple(desk, planned, "404.html", String::new(), Body::Nothing(()));
    };
    let heading = format!("{}: {}", form.title, item.title());
    let about = item.path.within(&desk.edition.root).unwrap_or_else(|| item.path.clone());
    let about = [("about".to_owned(), about.as_str().trim_start_matches('/').to_owned())];
    let mut view = shown(desk, planned, form, heading, &about);
    view.page.meta.noindex = true;
    view
}

/// Whether a form is nothing without the item that it is about: an opinion, who comes. A question can be asked of
/// everything and says itself what it is about, so it has one page and not one more for each text of a site.
fn is_about(form: &Form) -> bool {
    matches!(form.kind, FormKind::Opinion | FormKind::Rsvp) && form.field("about").is_some()
}

/// The forms that are asked of an item, by their places, each with the page on which it is asked.
pub fn asked_of<'a>(desk: &'a Desk, item: &'a Item) -> impl Iterator<Item = (usize, UrlPath)> + 'a {
    let wanted = [desk.ask_form(item), super::event::rsvp_form(desk, item)];
    let forms = desk.edition.forms.iter().enumerate();
    let asked = forms.filter(move |(_, form)| wanted.contains(&Some(*form)) && is_about(form));
    asked.map(|(at, form)| (at, path_about(form, item)))
}

/// Where a form about an item is.
fn path_about(form: &Form, item: &Item) -> UrlPath {
    UrlPath::page(&[&form.id]).under(&item.path)
}

/// The link to a form about an item; to the form alone where that is no page of its own.
pub fn link_about(desk: &Desk, form: &Form, item: &Item) -> String {
    let path = match is_about(form) {
        true => path_about(form, item),
        false => desk.section_path(Section::Forms, &[&form.id]),
    };
    Desk::path(&path)
}

/// The page on which to choose a form.
pub fn index(desk: &Desk, planned: &Planned) -> View {
    simple(desk, planned, "forms.html", desk.words.label("feedback.title"), Body::Forms(others(desk)))
}

/// The forms that can be reached from anywhere.
pub fn others(desk: &Desk) -> Vec<MenuItem> {
    let link = |form: &Form| MenuItem {
        title: form.title.clone(),
        path: Desk::path(&desk.section_path(Section::Forms, &[&form.id])),
        id: form.kind.id(),
        lang: None,
    };
    // A form about one item is reached from that item.
    let general = desk
        .edition
        .forms
        .iter()
        .filter(|form| !matches!(form.kind, FormKind::Opinion | FormKind::Rsvp | FormKind::Poll));
    general.map(link).collect()
}

/// Where a form is posted; none without an endpoint.
pub fn action(desk: &Desk, form: &Form) -> Option<String> {
    Some(format!("{}/{}", endpoint(desk, "f")?, form.id))
}

/// A part of the endpoint for this site: `f` for forms, `s` for statuses; none without an endpoint.
pub fn endpoint(desk: &Desk, part: &str) -> Option<String> {
    let url = desk.site.config.feedback.url.as_ref()?;
    let site = if desk.site.slug.is_empty() { "mz" } else { &desk.site.slug };
    Some(format!("{url}/{part}/{site}"))
}

/// A form that is posted; none without an endpoint.
pub fn post(desk: &Desk, form: &Form) -> Option<FormView> {
    let action = action(desk, form)?;
    Some(view(desk, form, &action, &[]))
}

/// A form as its page shows it. What is posted from another language than the first says so, for the answer.
fn view(desk: &Desk, form: &Form, action: &str, values: &[(String, String)]) -> FormView {
    let is_first = desk.site.config.languages.first().is_none_or(|first| *first == form.locale);
    let hidden = [(LANGUAGE_FIELD.to_owned(), form.locale.tag().to_owned())];
    let hidden = if is_first { &[] } else { &hidden[..] };
    let late = answers::is_late(desk);
    form::view(form, &desk.edition.labels, &Post { action, values, hidden, late, ..Post::default() })
}

/// Telephone, Viber, SMS and e-mail, with the subject filled in where the program allows it.
pub fn ways(desk: &Desk, subject: &str) -> Vec<ShareLink> {
    let contact = super::chrome::contact(&desk.edition.profile.contact);
    let text = url::encode(&format!("{subject}: "));
    let mut ways = Vec::new();
    let mut add = |id, label: String, url: String| ways.push(ShareLink { id, label, url });
    if let (Some(phone), Some(link)) = (&contact.phone, &contact.phone_link) {
        add("phone", phone.clone(), link.clone());
    }
    if let Some(link) = &contact.viber_link {
        add("viber", "Viber".to_owned(), format!("{link}&draft={text}"));
    }
    if let Some(link) = &contact.sms_link {
        add("sms", "SMS".to_owned(), format!("{link}?&body={text}"));
    }
    if let Some(email) = &contact.email {
        add("email", email.clone(), format!("mailto:{email}?subject={}", url::encode(subject)));
    }
    ways
}

/// The identifier of a poll: the last part of its address.
pub fn poll_slug(item: &Item) -> String {
    item.path.folders().last().unwrap_or_default().to_owned()
}

/// The form of a poll.
pub fn poll_form(edition: &Edition, item: &Item, poll: &Poll) -> Form {
    let options =
        poll.options.iter().map(|option| Choice { value: option.id.clone(), label: option.label.clone() }).collect();
    let slug = poll_slug(item);
    let most = match poll.method {
        site::Method::Single => Some(1),
        site::Method::Multiple => u16::try_from(poll.options.len()).ok(),
    };
    let poll = form::Poll { id: slug, question: poll.question.clone(), options, most };
    form::built_in(FormKind::Poll, &edition.labels, &Setting { poll, ..Setting::default() })
}

/// The forms of a site without making its pages; none for a site without editions.
pub fn entry(site: &Site) -> Option<SiteEntry> {
    let (photos, today) = (Photos::default(), site.today);
    site.editions.first().map(|edition| site_forms(&Desk::new(site, edition, &photos, today)))
}

/// The forms of a site in all its languages, for the endpoint.
pub fn site_forms(desk: &Desk) -> SiteEntry {
    let config = &desk.site.config;
    let zone = config.zone.name();
    SiteEntry {
        slug: desk.site.slug.clone(),
        name: config.profile.name.clone(),
        colours: config.accent.iter().map(|accent| ("accent".to_owned(), accent.clone())).collect::<BTreeMap<_, _>>(),
        languages: config.languages.clone(),
        base_url: config.base_url.clone(),
        contact: form::Contact {
            phone: config.profile.contact.phone.clone(),
            viber: config.profile.contact.viber.clone(),
            email: config.profile.contact.email.clone(),
            address: config.profile.contact.address.clone(),
        },
        promise_days: u16::try_from(config.feedback.promise_days).ok(),
        zone: (zone != Zone::default().name()).then(|| zone.to_owned()),
        forms: desk.site.editions.iter().flat_map(|edition| edition_forms(desk, edition)).collect(),
    }
}

fn edition_forms(desk: &Desk, edition: &Edition) -> Vec<FormEntry> {
    let word = site::section(Section::Forms, site::address_locale(&desk.site.config));
    let page = |form: &Form| UrlPath::page(&[word, &form.id]).under(&edition.root);
    let forms = edition.forms.iter().map(|form| FormEntry::new(form.clone(), desk.full(&page(form))));
    let polls = edition.of(Kind::Poll).iter().filter_map(|item| {
        let poll = site::poll_of(item)?;
        let zone = &desk.site.config.zone;
        let moment = |local| zone.rfc3339_at(zone.instant(local).timestamp);
        let mut entry = FormEntry::new(poll_form(edition, item, poll), desk.full(&item.path));
        entry.opens = poll.opens.map(|opens| moment(opens.start()));
        // The last day counts whole, whatever hour stands beside it on the page.
        entry.closes = poll.closes.map(|closes| moment(Moment::day(closes.date).end()));
        Some(entry)
    });
    forms.chain(polls).collect()
}
