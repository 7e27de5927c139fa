//! The text of a new file and its name. Pure.

use super::template;
use super::topic::Topic;
use crate::cli::writing::Writing;
use zbor::date::{Date, local, shift};
use zbor::lang::{self, Locale};
use zbor::load::Kind;
use zbor::url::Slug;

/// What is to be written.
pub(crate) struct Draft<'a> {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its title; for a person the name.
    pub(crate) title: &'a str,
    /// What about.
    pub(crate) topic: Option<&'static Topic>,
    /// The last part of its address.
    pub(crate) slug: &'a Slug,
    /// The day on which it is written.
    pub(crate) today: Date,
    /// In the language of its site.
    pub(crate) writing: Writing,
}

/// Days from today to the day that a new event is given until somebody writes the real one.
const AHEAD: i32 = 14;

impl Draft<'_> {
    /// The name of its file. Kinds whose day matters have it in their name.
    pub(crate) fn file_name(&self) -> String {
        let (slug, today) = (self.slug.to_string(), self.today);
        match self.kind {
            Kind::Announcement | Kind::Project | Kind::Event => format!("{today}-{slug}.md"),
            Kind::Service | Kind::Page => format!("{slug}.md"),
            Kind::Poll => format!("{today}-{slug}.yaml"),
            Kind::Document | Kind::Council => format!("{slug}.yaml"),
        }
    }

    /// The name of its folder, where the site has none yet: without diacritics, for old archives and hosts.
    pub(crate) fn folder_name(&self) -> String {
        let names = self.kind.folder_names();
        let at = match (self.writing.locale, self.kind) {
            (Locale::En, _) => 0,
            (Locale::Hr | Locale::HrCyrl, Kind::Announcement | Kind::Council) => 2,
            _ => 1,
        };
        lang::slug(names.get(at).or(names.first()).unwrap_or(&""))
    }

    /// The whole file.
    pub(crate) fn text(&self) -> String {
        let writing = self.writing;
        let head = match self.kind {
            Kind::Council => writing.line("ime", "name", self.title),
            Kind::Poll => {
                writing.line("naslov", "title", self.title) + &writing.line("pitanje", "question", self.title)
            }
            _ => writing.line("naslov", "title", self.title),
        };
        let (soon, later) = (self.day(AHEAD), self.day(2 * AHEAD));
        let (file, topic) = (format!("{}.pdf", self.slug), self.topic_line());
        let values =
            [("date", soon.as_str()), ("later", later.as_str()), ("file", file.as_str()), ("topic", topic.as_str())];
        let rest = writing.fill(template::choose(self.kind, self.topic).text(writing), &values);
        match self.kind {
            Kind::Document | Kind::Council | Kind::Poll => head + &rest,
            _ => format!("---\n{head}{rest}"),
        }
    }

    fn topic_line(&self) -> String {
        let line = |topic: &Topic| {
            let name = self.writing.script(self.writing.pick(topic.name, topic.id));
            self.writing.line("tema", "topic", &name)
        };
        self.topic.map(line).unwrap_or_default()
    }

    /// A day from today on, as it is written in the language.
    fn day(&self, ahead: i32) -> String {
        let day = shift(self.today, ahead);
        if self.writing.locale == Locale::En { day.to_string() } else { local(day) }
    }
}
