//! Services, documents, people and polls.

use super::{Choice, Day, FileView, ItemView, PhotoView, ResultsView, ShareLink};
use crate::form::FormView;
use crate::template::Shared;
use serde::Serialize;

/// A service: who issues it, what it costs, what to bring, how long it takes. The lines are in
/// `item.facts`.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceView {
    /// What all pages have.
    pub item: ItemView,
    /// The form to fill in.
    pub form_file: Option<FileView>,
    /// To the request form.
    pub request_path: Option<String>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentView {
    /// To download.
    pub file: FileView,
    /// What is in it.
    pub description: Option<String>,
    /// Of the document.
    pub day: Option<Shared<Day>>,
    /// `01-12/26`
    pub number: Option<String>,
    /// Who made it.
    pub body: Option<String>,
}

/// A member of the council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// What they do.
    pub role: Option<String>,
    /// Since and until when.
    pub term: Option<String>,
    /// As written.
    pub phone: Option<String>,
    /// `tel:…`
    pub phone_link: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// With their consent.
    pub photo: Option<PhotoView>,
}

/// A poll.
#[derive(Clone, Debug, Serialize)]
pub struct PollView {
    /// What all pages have.
    pub item: ItemView,
    /// What is asked.
    pub question: String,
    /// The answers to choose from.
    pub options: Vec<String>,
    /// `open`, `closed`, `soon`.
    pub status: Choice,
    /// Until when.
    pub until: Option<String>,
    /// From when on it is closed, while it is open; as [`super::Validity::from`].
    pub closes: Option<String>,
    /// The form, where it is open and there is an endpoint.
    pub form: Option<FormView>,
    /// The result, where enough people voted.
    pub results: Option<ResultsView>,
    /// Ways to answer without the form.
    pub ways: Vec<ShareLink>,
}
