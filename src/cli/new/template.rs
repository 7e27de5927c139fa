//! Which template a new text is made from.

use super::topic::Topic;
use crate::cli::writing::Writing;
use zbor::load::Kind;

/// A template in both languages.
macro_rules! pair {
    ($file:literal) => {
        Template {
            bosnian: include_str!(concat!("../scaffold/new/bs/", $file)),
            english: include_str!(concat!("../scaffold/new/en/", $file)),
        }
    };
}

/// What stands below the title.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    bosnian: &'static str,
    english: &'static str,
}

impl Template {
    /// Its text in the language, holes included.
    pub(crate) fn text(self, writing: Writing) -> &'static str {
        writing.pick(self.bosnian, self.english)
    }
}

/// The template of a kind, or that of the usual notice on a topic.
pub(crate) fn choose(kind: Kind, topic: Option<&Topic>) -> Template {
    match (kind, topic.map(|topic| topic.id)) {
        (Kind::Announcement, Some("water")) => pair!("voda.md"),
        (Kind::Announcement, Some("electricity")) => pair!("struja.md"),
        (Kind::Announcement, Some("roads")) => pair!("putevi.md"),
        (Kind::Announcement, Some("assembly")) => pair!("zbor.md"),
        (Kind::Announcement, Some("public_call")) => pair!("javni-poziv.md"),
        (Kind::Announcement, Some("work_action")) => pair!("radna-akcija.md"),
        (Kind::Announcement, _) => pair!("obavjestenje.md"),
        (Kind::Project, _) => pair!("projekat.md"),
        (Kind::Event, Some("assembly")) => pair!("dogadjaj-zbor.md"),
        (Kind::Event, Some("work_action")) => pair!("dogadjaj-radna-akcija.md"),
        (Kind::Event, _) => pair!("dogadjaj.md"),
        (Kind::Service, _) => pair!("usluga.md"),
        (Kind::Document, _) => pair!("dokument.yaml"),
        (Kind::Council, _) => pair!("osoba.yaml"),
        (Kind::Page, _) => pair!("stranica.md"),
        (Kind::Poll, _) => pair!("anketa.yaml"),
    }
}
