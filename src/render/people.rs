//! The pages of documents and of the council.

use super::desk::{Desk, phone_link};
use super::picture::Place;
use super::view::{DocumentView, PersonView};
use crate::site::File;
use crate::url::UrlPath;
use std::sync::Arc;

/// The documents of an edition.
pub fn documents(desk: &Desk) -> Vec<DocumentView> {
    let view = |document: &crate::site::PlacedDocument| {
        let file = File { asset: Arc::clone(&document.asset), title: document.title.clone() };
        Some(DocumentView {
            file: desk.file(&file)?,
            description: document.description.clone(),
            day: document.date.map(|moment| desk.day(moment.date)),
            number: document.number.clone(),
            body: document.body.clone(),
        })
    };
    desk.edition.documents.iter().filter_map(view).collect()
}

/// The council, on the page at `path`.
pub fn council(desk: &Desk, path: &UrlPath) -> Vec<PersonView> {
    let view = |placed: &crate::site::PlacedPerson| {
        let person = &placed.person;
        PersonView {
            name: person.name.clone(),
            role: person.role.clone(),
            term: person.term.clone(),
            phone_link: person.phone.as_deref().and_then(phone_link),
            phone: person.phone.clone(),
            email: person.email.clone(),
            photo: placed.photo.as_ref().and_then(|photo| desk.photo(photo, Place::Portrait, path)),
        }
    };
    desk.edition.people.iter().map(view).collect()
}
