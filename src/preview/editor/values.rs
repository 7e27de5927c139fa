//! What stands in the form: from a file, or as it was sent.

use super::place::Ground;
use super::text::{Change, Document, Field, plain};
use crate::date::{self, Date};
use crate::diag::{Problem, Text, text};
use crate::lang::{self, Locale, Script, script};
use crate::load::{Kind, Name};
use crate::site::{self, LEVELS, Level, TOPICS};
use crate::yaml::{Node, Value};
use std::collections::BTreeMap;

/// The values of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// One line.
    pub title: String,
    /// `2026-05-01`, as browsers send it.
    pub date: String,
    /// The canonical name of a topic; empty: none.
    pub topic: String,
    /// Canonical names of target groups.
    pub audience: Vec<String>,
    /// Streets and hamlets as written.
    pub area: Vec<String>,
    /// When it holds: each span in the words of the text.
    pub when: Vec<String>,
    /// The canonical name of a level; that of what says none is the lowest.
    pub level: String,
    /// Whom to call.
    pub contact: String,
    /// Markdown, lines parted by `\n`.
    pub text: String,
    /// What is on a new photo.
    pub alt: String,
}

/// What is wrong with a value: the name of its field, and the words.
pub type Mistake = (&'static str, Text);

/// The longest title: one that is longer is no title any more.
const LONGEST_TITLE: usize = 200;

impl Values {
    /// Of a text.
    pub fn of(document: &Document, path: &str, ground: &Ground) -> Values {
        let line = |name| document.node(name).and_then(Node::as_text).unwrap_or_default().trim().to_owned();
        let list = |name| match document.node(name) {
            Some(node) if !matches!(node.value, Value::Null) => site::list_of(name, node).0,
            _ => Vec::new(),
        };
        let by_name = Name::of(path).date.unwrap_or_default();
        let written = date::moment(&line("date")).map(|moment| moment.date.to_string());
        let level = site::choose(LEVELS, &line("severity")).unwrap_or(Level::Info);
        let topic = site::choose(TOPICS, &line("topic")).map_or_else(String::new, |topic| topic.id().to_owned());
        Values {
            title: line("title"),
            date: written.unwrap_or(by_name),
            topic,
            audience: list("audience").iter().map(|at| ground.audience_of(&at.value)).collect(),
            area: list("area").into_iter().map(|at| at.value).collect(),
            when: spans(document),
            level: level.id().to_owned(),
            contact: line("contact"),
            text: document.body(),
            alt: String::new(),
        }
    }

    /// As it was sent.
    pub fn sent(sent: &BTreeMap<String, Vec<String>>) -> Values {
        let all = |name: &str| sent.get(name).cloned().unwrap_or_default();
        let line = |name: &str| one_line(all(name).first().map_or("", String::as_str));
        let typed = line("mjesto");
        let typed = typed.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
        Values {
            title: line("naslov"),
            date: line("datum"),
            topic: line("tema"),
            audience: all("za_koga"),
            area: all("ulica").into_iter().chain(typed).collect(),
            when: all("kada").iter().flat_map(|text| text.lines()).map(one_line).filter(|at| !at.is_empty()).collect(),
            level: Some(line("hitnost")).filter(|level| !level.is_empty()).unwrap_or(Level::Info.id().to_owned()),
            contact: line("kontakt"),
            text: plain(all("tekst").first().map_or("", String::as_str)),
            alt: line("opis"),
        }
    }

    /// Everything that is wrong, in the order of the form.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut wrong = Vec::new();
        if !self.title.chars().any(char::is_alphanumeric) {
            wrong.push(("naslov", text!("Napišite naslov.", "Write a title.")));
        } else if self.title.chars().count() > LONGEST_TITLE {
            wrong.push((
                "naslov",
                text!(
                    "Naslov je predug: najviše {LONGEST_TITLE} znakova.",
                    "The title is too long: {LONGEST_TITLE} characters at most."
                ),
            ));
        }
        if let Err(problem) = self.day() {
            wrong.push(("datum", sentence(problem.message)));
        }
        if !self.topic.is_empty() && site::choose(TOPICS, &self.topic).is_none() {
            wrong.push(("tema", text!("Izaberite jednu od tema.", "Choose one of the topics.")));
        }
        wrong.extend(self.when.iter().filter_map(|at| date::interval(at).err()).map(|problem| ("kada", told(problem))));
        if site::choose(LEVELS, &self.level).is_none() {
            wrong.push(("hitnost", text!("Izaberite koliko je hitno.", "Choose how urgent it is.")));
        }
        wrong
    }

    /// The day.
    ///
    /// # Errors
    /// When it is none.
    pub fn day(&self) -> Result<Date, Problem> {
        date::date_only(&self.date)
    }

    /// The keys that differ from what the text had, with their values; all of them for a new text.
    pub fn changes(&self, before: Option<&Values>, ground: &Ground) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        let mut add = |name: &'static str, same: bool, field: Field| {
            if !same {
                changes.push((name, ground.key(name), field));
            }
        };
        let same = |of: &dyn Fn(&Values) -> bool| before.is_some_and(of);
        add("title", same(&|old| old.title == self.title), Field::Line(self.title.clone()));
        // The day of a new text stands in its name.
        if before.is_some() {
            add("date", same(&|old| old.date == self.date), Field::Line(self.date.clone()));
        }
        let topic = site::choose(TOPICS, &self.topic).map_or_else(String::new, |topic| ground.topic_name(topic));
        add("topic", same(&|old| old.topic == self.topic), Field::Line(topic));
        let audience = self.audience.iter().map(|id| ground.audience_name(id)).collect();
        add("audience", same(&|old| sorted(&old.audience) == sorted(&self.audience)), Field::List(audience));
        // What stood as a start and an end is one span now.
        let is_same = same(&|old| old.when == self.when);
        let when = match self.when.as_slice() {
            [one] => Field::Line(one.clone()),
            several => Field::List(several.to_vec()),
        };
        add("when", is_same, when);
        for part in ["starts", "ends"] {
            add(part, is_same, Field::Line(String::new()));
        }
        let level = site::choose(LEVELS, &self.level).filter(|level| *level != Level::Info);
        let level = level.map_or_else(String::new, |level| ground.level_name(level));
        add("severity", same(&|old| old.level == self.level), Field::Line(level));
        add("contact", same(&|old| old.contact == self.contact), Field::Line(self.contact.clone()));
        add("area", same(&|old| sorted(&old.area) == sorted(&self.area)), Field::List(self.area.clone()));
        changes
    }
}

/// The spans of a text as it says them: `when`, one or a list, or a start and an end.
fn spans(document: &Document) -> Vec<String> {
    let said = |node: &Node| node.as_text().map(one_line).filter(|text| !text.is_empty());
    let when = document.node("when").map_or_else(Vec::new, |node| match &node.value {
        Value::List(items) => items.iter().filter_map(said).collect(),
        _ => said(node).into_iter().collect(),
    });
    let end = |name| document.node(name).and_then(said);
    match (when.is_empty(), end("starts"), end("ends")) {
        (true, Some(start), Some(end)) => vec![format!("{start} – {end}")],
        (true, Some(start), None) => vec![start],
        _ => when,
    }
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut keys: Vec<String> = words.iter().map(|word| lang::fold_key(word)).collect();
    keys.sort();
    keys
}

/// A problem with what would help.
fn told(problem: Problem) -> Text {
    let what = sentence(problem.message);
    let Some(help) = problem.help.into_iter().next().map(sentence) else { return what };
    Text { bs: format!("{} {}", what.bs, help.bs), en: format!("{} {}", what.en, help.en) }
}

fn sentence(Text { bs, en }: Text) -> Text {
    let upper = |text: String| {
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>() + ".")
    };
    Text { bs: upper(bs.replace('`', "")), en: upper(en.replace('`', "")) }
}

/// The text without line breaks and control characters, with single blanks.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Words of files in the language and script of a site.
impl Ground {
    /// The name of a key.
    pub fn key(&self, canonical: &str) -> String {
        let mut names = site::vocabulary(Kind::Announcement).keys();
        let names = names.find(|names| names.first() == Some(&canonical)).unwrap_or(&[]);
        self.word(names)
    }

    /// The name of a topic as texts give it.
    fn topic_name(&self, topic: site::Topic) -> String {
        let found = TOPICS.iter().find(|(known, _)| *known == topic);
        self.word(found.map_or(&[], |(_, names)| names))
    }

    /// The name of a level as texts give it.
    fn level_name(&self, level: Level) -> String {
        let found = LEVELS.iter().find(|(known, _)| *known == level);
        self.word(found.map_or(&[], |(_, names)| names))
    }

    /// The canonical name of a target group that a text names somehow.
    fn audience_of(&self, written: &str) -> String {
        let folded = lang::fold_key(written);
        let known = self.config.profile.audiences.iter().find(|one| one.names.contains(&folded));
        known.map_or_else(|| written.to_owned(), |one| one.id.clone())
    }

    /// The name of a target group as texts give it.
    fn audience_name(&self, id: &str) -> String {
        let Some(known) = self.config.profile.audiences.iter().find(|one| one.id == id) else { return id.to_owned() };
        let said = known.name.clone().unwrap_or_else(|| self.labels().get(&format!("audience.{id}")).to_lowercase());
        if known.names.contains(&lang::fold_key(&said)) { said } else { id.to_owned() }
    }

    /// The names of both keys of a photo.
    pub fn photo_keys(&self) -> [String; 2] {
        [self.word(&["src", "datoteka"]), self.word(&["alt", "opis"])]
    }

    /// Of names in English and Bosnian that of the language, in its script.
    fn word(&self, names: &[&str]) -> String {
        let at = usize::from(self.config.written() != Locale::En);
        let word = names.get(at).or(names.first()).copied().unwrap_or_default();
        match self.config.written().script() {
            Script::Latin => word.to_owned(),
            Script::Cyrillic => script::to_cyrillic(word),
        }
    }
}
