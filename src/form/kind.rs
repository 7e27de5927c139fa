//! What a form is for.

use crate::lang;
use serde::{Deserialize, Serialize};

/// What a form is for. Decides the built-in questions, and how the inbox sorts what comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormKind {
    /// A proposal for the community.
    Idea,
    /// Something is broken: where, and a photo.
    Report,
    /// Somebody is not content with the MZ or a service.
    Complaint,
    /// A question to the council.
    Question,
    /// What residents think of one item; for a finished project with a mark.
    Opinion,
    /// A request for a service of the MZ.
    Service,
    /// Anything else to the office.
    Contact,
    /// Coming to an event.
    Rsvp,
    /// An advisory vote.
    Poll,
    /// A form of the site's own.
    Custom,
}

/// Kind, identifier, and the names that people may write.
const KINDS: [(FormKind, &str, &[&str]); 10] = [
    (FormKind::Idea, "ideja", &["idea", "ideje", "prijedlog"]),
    (FormKind::Report, "prijava", &["report", "prijava kvara", "kvar", "problem"]),
    (FormKind::Complaint, "prituzba", &["complaint", "žalba"]),
    (FormKind::Question, "pitanje", &["question", "pitanja"]),
    (FormKind::Opinion, "misljenje", &["opinion", "ocjena"]),
    (FormKind::Service, "zahtjev", &["service", "service request", "usluga", "zahtjev za uslugu"]),
    (FormKind::Contact, "kontakt", &["contact", "poruka"]),
    (FormKind::Rsvp, "dolazak", &["rsvp", "prijava dolaska", "registration"]),
    (FormKind::Poll, "anketa", &["poll", "glasanje"]),
    (FormKind::Custom, "obrazac", &["custom", "form"]),
];

impl FormKind {
    /// All of them, in the order of declaration.
    pub const ALL: [FormKind; 10] = {
        let mut all = [FormKind::Idea; 10];
        let mut i = 0;
        while i < all.len() {
            all[i] = KINDS[i].0;
            i += 1;
        }
        all
    };

    /// Reads a kind as people write it, in both languages, without case and diacritics.
    pub fn parse(name: &str) -> Option<FormKind> {
        let key = lang::fold_key(name);
        let is = |names: &[&str], id: &str| names.iter().chain([&id]).any(|name| lang::fold_key(name) == key);
        KINDS.iter().find(|(_, id, names)| is(names, id)).map(|(kind, _, _)| *kind)
    }

    /// The identifier of the built-in form of this kind, the last part of its address. The same in
    /// every language, so that a translated page posts to the same form.
    pub fn id(self) -> &'static str {
        KINDS.iter().find(|(kind, _, _)| *kind == self).map_or("", |(_, id, _)| id)
    }
}
