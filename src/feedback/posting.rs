//! One post, and the pages that answer it when it is not kept.

use super::app::{App, Asker, Kept, contact_ways};
use super::catalogue::Site;
use super::keys::mac;
use super::look::{Alert, Page, Row, Way};
use super::random;
use super::store::{Keys, Person, StoreError};
use super::upload::Sent;
use crate::form::{
    self, Answer, Field, FieldError, FieldKind, Form, FormKind, FormView, Hidden, LANGUAGE_FIELD, Post, Submission,
};
use crate::lang::{self, Labels, Locale};
use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::Serialize;

/// The name under which a key comes: of a script, or of the page with one more step.
pub(super) const KEY_FIELD: &str = "_key";
/// The name under which the stamp of that page comes.
const STAMP_FIELD: &str = "_stamp";
/// Faster than this after the page with one more step, in milliseconds, no person is.
pub(super) const HASTE_MS: i64 = 2_000;
/// A stamp is good for a day: people leave telephones lying.
const STAMP_MS: i64 = 24 * 60 * 60 * 1000;

/// Why a post is not kept.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Answers are wrong.
    Fields(Vec<FieldError>),
    /// Too many bytes, fields or parts.
    Large,
    /// It ended too early.
    Broken,
    /// It comes from a page of somebody else.
    Foreign,
    /// The form takes no answers now.
    Closed,
    /// One more step is asked for.
    Unconfirmed,
    /// Too much comes.
    Flood,
    /// It could not be stored.
    Store(StoreError),
}

/// A post to a form.
#[derive(Clone, Copy)]
pub(super) struct Posting<'a> {
    pub(super) app: &'a std::sync::Arc<App>,
    pub(super) site: &'a Site,
    pub(super) form: &'a Form,
    pub(super) labels: &'static Labels,
    pub(super) sent: &'a Sent,
    /// Whether messages wait past the day that was promised.
    pub(super) late: bool,
}

/// The form as its page has it.
#[derive(Serialize)]
struct FormPage {
    form: FormView,
    /// Telephone and e-mail above the form, where nothing can be promised; else none.
    first: Vec<Way>,
    /// What stands over them.
    first_title: String,
}

/// The page with one more step.
#[derive(Serialize)]
struct ConfirmPage {
    text: String,
    rows: Vec<Row>,
    action: String,
    hidden: Vec<Hidden>,
    button: String,
}

impl Posting<'_> {
    fn say(&self, key: &str) -> String {
        self.labels.get(key).to_owned()
    }

    fn action(&self) -> String {
        format!("{}/f/{}/{}", self.app.public_url, self.site.id, self.form.id)
    }

    /// The page for a post that is not kept. `current`: whether its form is the one that is served.
    pub(super) fn refuse(&self, refusal: Refusal, current: bool) -> Response<Body> {
        let (status, key) = match refusal {
            Refusal::Unconfirmed => return self.confirm(),
            Refusal::Fields(errors) => {
                let alert = (!current).then(|| self.alert("endpoint.changed"));
                return self.again(StatusCode::UNPROCESSABLE_ENTITY, alert, &errors);
            }
            Refusal::Large => (StatusCode::PAYLOAD_TOO_LARGE, "endpoint.large"),
            Refusal::Broken => (StatusCode::BAD_REQUEST, "endpoint.broken"),
            Refusal::Foreign => (StatusCode::FORBIDDEN, "endpoint.origin"),
            Refusal::Closed => (StatusCode::GONE, "poll.closed"),
            Refusal::Flood => (StatusCode::TOO_MANY_REQUESTS, "endpoint.flood"),
            Refusal::Store(error) => {
                self.app.complain(&error);
                (StatusCode::SERVICE_UNAVAILABLE, "endpoint.busy")
            }
        };
        let mut response = self.again(status, Some(self.alert(key)), &[]);
        let wait = match status {
            StatusCode::TOO_MANY_REQUESTS => "600",
            StatusCode::SERVICE_UNAVAILABLE => "60",
            _ => return response,
        };
        super::look::set(&mut response, axum::http::header::RETRY_AFTER, wait);
        response
    }

    fn alert(&self, key: &str) -> Alert {
        let call = self.site.entry.contact.phone.as_deref();
        let call = call.map(|phone| self.labels.fill("endpoint.call", &[("phone", phone)])).unwrap_or_default();
        let text = format!("{} {call}", self.say(key)).trim_end().to_owned();
        Alert { title: self.say("endpoint.not_sent"), text }
    }

    /// The form again with what was typed.
    pub(super) fn again(&self, status: StatusCode, alert: Option<Alert>, errors: &[FieldError]) -> Response<Body> {
        let mut hidden = Vec::new();
        if self.form.locale != self.site.first_language() {
            hidden.push((LANGUAGE_FIELD.to_owned(), self.form.locale.tag().to_owned()));
        }
        let key = self.sent.value(KEY_FIELD);
        if !key.is_empty() {
            hidden.push((KEY_FIELD.to_owned(), key.to_owned()));
        }
        let action = self.action();
        let post = Post { action: &action, values: &self.sent.fields, errors, hidden: &hidden, late: self.late };
        let view = form::view(self.form, self.labels, &post);
        let mut page = self.app.page(self.site, self.labels, self.form.title.clone());
        page.alert = alert;
        if page.alert.is_some() || !errors.is_empty() {
            page.title = format!("{}{}", self.labels.get("error.title_prefix"), page.title);
        }
        let is_withdrawn = self.late && self.form.promise_days.is_some();
        let first = if is_withdrawn { contact_ways(self.site) } else { Vec::new() };
        let own = FormPage { form: view, first, first_title: self.say("feedback.call_first") };
        self.app.look.answer(status, "feedback/form.html", &page, &own)
    }

    /// Asks for one more tap; what was typed waits in hidden fields, with a key and the moment.
    fn confirm(&self) -> Response<Body> {
        let Ok(key) = random::name() else { return self.refuse(Refusal::Flood, true) };
        let now = self.app.clock.now().as_millisecond();
        let stamp = format!("{now}.{}", random::hex(&self.seal(&key, now)));
        let is_own = |name: &str| name == KEY_FIELD || name == STAMP_FIELD;
        let typed = self.sent.fields.iter().filter(|(name, _)| !is_own(name)).cloned();
        let own = [(KEY_FIELD.to_owned(), key), (STAMP_FIELD.to_owned(), stamp)];
        let hidden = typed.chain(own).map(|(name, value)| Hidden { name, value }).collect();
        let page = self.app.page(self.site, self.labels, self.say("endpoint.confirm_title"));
        let own = ConfirmPage {
            text: self.say("endpoint.confirm"),
            rows: typed_rows(self.form, self.sent),
            action: self.action(),
            hidden,
            button: self.form.button.clone(),
        };
        self.app.look.answer(StatusCode::PRECONDITION_REQUIRED, "feedback/confirm.html", &page, &own)
    }

    fn seal(&self, key: &str, at: i64) -> [u8; 32] {
        let site = self.site.id.as_str().as_bytes();
        mac(&self.app.stamp, &[site, self.form.id.as_bytes(), key.as_bytes(), &at.to_le_bytes()])
    }

    /// How old the stamp of the page with one more step is, in milliseconds; none without a right one.
    pub(super) fn stamp(&self) -> Option<i64> {
        let (at, proof) = self.sent.value(STAMP_FIELD).split_once('.')?;
        let at: i64 = at.parse().ok()?;
        let right = random::hex(&self.seal(self.sent.value(KEY_FIELD), at));
        let is_ours = subtle::ConstantTimeEq::ct_eq(right.as_bytes(), proof.as_bytes());
        let age = self.app.clock.now().as_millisecond() - at;
        (bool::from(is_ours) && age.abs() < STAMP_MS).then_some(age)
    }

    /// By what a retry of this post is known. `apart` tells people behind one address from each other.
    pub(super) fn keys(&self, read: &Submission, asker: &Asker, apart: &[u8]) -> Keys {
        let answers = serde_json::to_vec(&read.answers).unwrap_or_default();
        let photos: Vec<u8> = self.sent.photos.iter().flat_map(|photo| photo.hash).collect();
        let content = |network: &[u8; 32]| mac(network, &[self.form.id.as_bytes(), &answers, &photos, apart]);
        let sent = self.sent.value(KEY_FIELD);
        let long_enough = (16..=128).contains(&sent.len());
        let sent = long_enough.then(|| *blake3::hash(format!("{}/{sent}", self.form.id).as_bytes()).as_bytes());
        Keys { sent, content: vec![content(&asker.today), content(&asker.yesterday)] }
    }

    /// By what somebody who answers an invitation is known: the name with a telephone or e-mail. A name alone is not
    /// enough, for two people may have it, and a telephone alone is that of a household.
    pub(super) fn answerer(&self, person: &Person, about: &str) -> Option<[u8; 32]> {
        let (phone, email) = (dialled(&person.phone), person.email.trim().to_lowercase());
        let contact = if phone.is_empty() { email } else { phone };
        let is_known = self.form.kind == FormKind::Rsvp && !contact.is_empty();
        let name = lang::fold(&person.name).split_whitespace().collect::<Vec<_>>().join(" ");
        let parts = [self.site.id.as_str(), &self.form.id, about, &name, &contact].map(str::as_bytes);
        is_known.then(|| mac(&self.app.stamp, &parts))
    }
}

/// A telephone number as it is compared: the last eight digits, for people write it with and without `+387` and `0`.
fn dialled(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    digits.iter().skip(digits.len().saturating_sub(8)).collect()
}

/// Whether answers are votes.
pub(super) fn is_vote(form: &Form) -> bool {
    form.kind == FormKind::Poll
}

/// Where a problem is.
pub(super) fn street(form: &Form, read: &Submission) -> String {
    let field = form.fields.iter().find(|field| matches!(field.kind, FieldKind::Street { .. }));
    field.map(|field| read.text(&field.name).to_owned()).unwrap_or_default()
}

/// The person apart from the answers.
pub(super) fn apart(form: &Form, read: Submission) -> (Person, Vec<(String, Answer)>) {
    let first = |is: &dyn Fn(&Field) -> bool| form.fields.iter().find(|field| is(field)).map(|f| f.name.clone());
    let names = [
        first(&|field| field.name == "name" && field.kind == FieldKind::Text),
        first(&|field| field.kind == FieldKind::Phone),
        first(&|field| field.kind == FieldKind::Email),
    ];
    let [name, phone, email] =
        names.clone().map(|name| name.map(|name| read.text(&name).to_owned()).unwrap_or_default());
    let answers = read.answers.into_iter().filter(|(field, _)| !names.iter().flatten().any(|name| name == field));
    (Person { name, phone, email }, answers.collect())
}

/// What was typed, question by question.
fn typed_rows(form: &Form, sent: &Sent) -> Vec<Row> {
    let row = |field: &Field| {
        let values = sent.fields.iter().filter(|(name, value)| *name == field.name && !value.is_empty());
        let shown = values.map(|(_, value)| {
            let option = field.kind.options().iter().find(|option| option.value == *value);
            option.map_or(value.as_str(), |option| &option.label)
        });
        let text = shown.collect::<Vec<_>>().join(", ");
        let is_seen = !matches!(field.kind, FieldKind::Hidden { .. } | FieldKind::Consent | FieldKind::Photos);
        (is_seen && !text.is_empty()).then(|| Row { label: field.label.clone(), text })
    };
    form.fields.iter().filter_map(row).collect()
}

fn raw_rows(sent: &Sent) -> Vec<Row> {
    let typed = sent.fields.iter().filter(|(name, value)| !name.starts_with('_') && !value.trim().is_empty());
    typed.map(|(name, value)| Row { label: name.clone(), text: value.clone() }).collect()
}

/// There is no such form; what was typed is shown to be copied.
pub(super) fn no_form(app: &App, site: &Site, labels: &Labels, sent: &Sent) -> Response<Body> {
    let heading = labels.get("endpoint.not_sent").to_owned();
    let page = app.page(site, labels, heading);
    let kept = Kept { text: labels.get("endpoint.no_form").to_owned(), rows: raw_rows(sent) };
    app.look.answer(StatusCode::NOT_FOUND, "feedback/kept.html", &page, &kept)
}

/// There is no such site.
pub(super) fn no_site(app: &App, sent: &Sent) -> Response<Body> {
    let labels = Labels::builtin(Locale::Bs);
    let heading = labels.get("endpoint.not_sent").to_owned();
    let page = Page {
        lang: labels.locale.tag().to_owned(),
        title: heading.clone(),
        style: app.look.plain_style(),
        site: "Zbor".to_owned(),
        heading,
        ..Page::default()
    };
    let kept = Kept { text: labels.get("endpoint.no_form").to_owned(), rows: raw_rows(sent) };
    app.look.answer(StatusCode::NOT_FOUND, "feedback/kept.html", &page, &kept)
}
