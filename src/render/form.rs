//! Forms as pages.

use super::desk::Desk;
use super::page::{View, simple};
use super::plan::Planned;
use super::view::{Body, FormView, ListView};
use crate::form::{Form, SiteForms};
use crate::site::{Item, Poll};

pub fn page(desk: &Desk, planned: &Planned, at: usize) -> View {
    let Some(form) = desk.edition.forms.get(at) else { return simple(desk, planned, "404.html", String::new(), Body::Nothing(())) };
    let view = FormView { action: action(desk, form), form: form.clone(), promise: String::new(), ways: Vec::new(), others: Vec::new() };
    simple(desk, planned, "write.html", form.title.clone(), Body::Form(Box::new(view)))
}

pub fn index(desk: &Desk, planned: &Planned) -> View {
    let view = ListView { id: "forms", intro: None, banners: vec![], cards: vec![], years: vec![], more: vec![], newer: None, older: None, feed: None };
    simple(desk, planned, "forms.html", desk.words.label("feedback.title"), Body::List(Box::new(view)))
}

pub fn action(desk: &Desk, form: &Form) -> Option<String> {
    desk.site.config.feedback.url.as_ref().map(|url| format!("{url}/f/{}/{}", desk.site.slug, form.id))
}

pub fn poll_form(_: &Desk, _: &Item, _: &Poll) -> Option<Form> { None }

pub fn site_forms(_: &Desk) -> SiteForms { SiteForms {} }
