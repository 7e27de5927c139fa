//! Obavještenje: outages, calls, news.

use super::common;
use super::common::{Common, moment};
use super::fields::{At, Choices, Fields, Vocabulary};
use super::texts::texts;
use crate::date::{self, Interval};
use crate::diag::{Diagnostic, Problem, Severity, text};
use crate::yaml::Value;

/// Keys of announcements beside the common ones.
pub static KEYS: Vocabulary = Vocabulary::new(&[
    common::NAMES,
    &[
        &["severity", "hitnost", "level"],
        &["topic", "tema"],
        &["when", "kada"],
        &["starts", "početak", "start"],
        &["ends", "kraj", "end"],
        &["reason", "razlog"],
        &["resolved", "otklonjeno"],
        &["source", "izvor"],
        &["replaces", "zamjenjuje"],
    ],
]);

/// How urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Everything else.
    Info,
    /// People should plan around it.
    Important,
    /// Danger, or at once.
    Emergency,
}

/// The levels with their names, the canonical one first.
pub const LEVELS: Choices<Level> = &[
    (Level::Info, &["info", "info", "obično", "obavještenje"]),
    (Level::Important, &["important", "važno", "upozorenje", "warning"]),
    (Level::Emergency, &["emergency", "hitno", "urgent", "opasnost"]),
];

impl Level {
    /// Its canonical name.
    pub fn id(self) -> &'static str {
        let found = LEVELS.iter().find(|(level, _)| *level == self);
        found.and_then(|(_, names)| names.first()).copied().unwrap_or("info")
    }
}

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Topic {
    Water,
    Electricity,
    Heating,
    Roads,
    Lighting,
    Waste,
    Telecom,
    Health,
    School,
    Transport,
    Culture,
    Sport,
    Environment,
    Safety,
    Agriculture,
    Charity,
    Assembly,
    #[serde(rename = "public_call")]
    PublicCall,
    #[serde(rename = "work_action")]
    WorkAction,
    Other,
}

/// The topics with their names; the canonical one is also the key of their label.
pub const TOPICS: Choices<Topic> = &[
    (Topic::Water, &["water", "voda"]),
    (Topic::Electricity, &["electricity", "struja", "power"]),
    (Topic::Heating, &["heating", "grijanje"]),
    (Topic::Roads, &["roads", "putevi", "put", "road", "ceste", "saobraćaj", "promet"]),
    (Topic::Lighting, &["lighting", "rasvjeta"]),
    (Topic::Waste, &["waste", "otpad", "smeće", "čistoća"]),
    (Topic::Telecom, &["telecom", "telefon", "internet"]),
    (Topic::Health, &["health", "zdravlje"]),
    (Topic::School, &["school", "škola", "obrazovanje"]),
    (Topic::Transport, &["transport", "prevoz", "prijevoz"]),
    (Topic::Culture, &["culture", "kultura"]),
    (Topic::Sport, &["sport"]),
    (Topic::Environment, &["environment", "okoliš", "životna sredina"]),
    (Topic::Safety, &["safety", "sigurnost", "bezbjednost", "civilna zaštita"]),
    (Topic::Agriculture, &["agriculture", "poljoprivreda"]),
    (Topic::Charity, &["charity", "humanitarno"]),
    (Topic::Assembly, &["assembly", "zbor", "zbor građana"]),
    (Topic::PublicCall, &["public_call", "javni poziv", "call", "poziv", "konkurs", "natječaj"]),
    (Topic::WorkAction, &["work_action", "radna akcija", "workday", "akcija"]),
    (Topic::Other, &["other", "ostalo"]),
];

impl Topic {
    /// The name under which its label, its icon and its colour are found.
    pub fn id(self) -> &'static str {
        let found = TOPICS.iter().find(|(topic, _)| *topic == self);
        found.and_then(|(_, names)| names.first()).copied().unwrap_or("other")
    }
}

/// An announcement beyond the common keys.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// How urgent.
    pub level: Level,
    /// What about.
    pub topic: Option<Topic>,
    /// When it holds; several spans for an outage in parts.
    pub when: Vec<Interval>,
    /// Why.
    pub reason: Option<String>,
    /// The fault has been mended; since when, if told.
    pub resolved: Resolved,
    /// Who said so first.
    pub source: Option<Source>,
    /// The announcement that this one replaces: its address or file.
    pub replaces: Option<At<String>>,
}

/// Whether a fault has been mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Still on.
    No,
    /// Mended; the day is not told.
    Yes,
    /// Mended at the moment given.
    At(date::Moment),
}

/// Where an announcement was taken from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
}

impl Announcement {
    /// Water or power that is off, or a road that is closed: what the banner is for.
    pub fn is_outage(&self) -> bool {
        let fault = matches!(
            self.topic,
            Some(Topic::Water | Topic::Electricity | Topic::Heating | Topic::Telecom | Topic::Roads)
        );
        fault && (self.level > Level::Info || !self.when.is_empty())
    }
}

texts!(Announcement: reason, source);
texts!(Source: name);

/// Reads the keys of an announcement.
pub fn read(fields: &mut Fields, common: &Common) -> Announcement {
    let announcement = Announcement {
        level: fields.one_of("severity", Severity::Error, LEVELS).unwrap_or(Level::Info),
        topic: fields.one_of("topic", Severity::Warning, TOPICS),
        when: when(fields),
        reason: fields.text("reason"),
        resolved: resolved(fields),
        source: source(fields),
        replaces: fields.text_at("replaces"),
    };
    fields.findings.extend(missing(&announcement, common));
    announcement
}

/// `when`, a span or a list of them, or `starts` and `ends`.
fn when(fields: &mut Fields) -> Vec<Interval> {
    let mut spans = Vec::new();
    for node in fields.nodes("when") {
        match super::fields::scalar(node).map(date::interval) {
            Some(Ok(span)) => {
                let moments = std::iter::once(span.start).chain(span.end);
                let doubts = moments.filter_map(|moment| date::Zone::default().doubt(&moment));
                fields.findings.extend(doubts.map(|problem| problem.at(Severity::Warning, &node.span)));
                spans.push(span);
            }
            Some(Err(problem)) => fields.findings.push(problem.at(Severity::Error, &node.span)),
            None => {}
        }
    }
    let wall = |moment: Option<date::Moment>| moment.map(|moment| date::Zone::default().wall(&moment));
    let start = wall(moment(fields, "starts", Severity::Error));
    let end = wall(moment(fields, "ends", Severity::Error));
    if start.zip(end).is_some_and(|(start, end)| end.end() < start.start()) {
        fields.report("ends", Severity::Error, ends_first());
    }
    spans.extend(start.map(|start| Interval { start, end }));
    spans
}

fn ends_first() -> Problem {
    Problem::new("F033", text!("kraj je prije početka", "the end is before the start"))
        .help(text!("provjerite oba datuma i sata", "check both dates and times"))
}

fn resolved(fields: &mut Fields) -> Resolved {
    let Some(written) = fields.text("resolved") else { return Resolved::No };
    match (super::scalar::flag(&written), date::moment(&written)) {
        (Ok(true), _) => Resolved::Yes,
        (Ok(false), _) => Resolved::No,
        (_, Ok(at)) => Resolved::At(at),
        (Err(_), Err(problem)) => {
            fields.report("resolved", Severity::Warning, problem);
            Resolved::Yes
        }
    }
}

static SOURCE: Vocabulary = Vocabulary::new(&[&[&["name", "naziv", "ime"], &["url", "link", "adresa"]]]);

fn source(fields: &mut Fields) -> Option<Source> {
    let node = fields.node("source")?;
    if !matches!(node.value, Value::Map(_)) {
        return fields.text("source").map(|name| Source { name, url: None });
    }
    let mut inner = Fields::new(&SOURCE, &[node]);
    let source = inner.text("name").map(|name| Source { name, url: inner.text("url") });
    fields.findings.append(&mut inner.findings);
    source
}

/// What residents ask first about an outage: until when, where, whom to call.
fn missing(announcement: &Announcement, common: &Common) -> Vec<Diagnostic> {
    let Some(span) = common.title_span.as_ref().filter(|_| announcement.is_outage()) else { return Vec::new() };
    let mut findings = Vec::new();
    if announcement.when.is_empty() && announcement.resolved == Resolved::No {
        findings.push(
            Diagnostic::warning("F030", span, text!("ne piše kada", "it does not say when")).help(text!(
                "dodajte `kada: 24. 11. 2026. od 8 do 15 sati`",
                "add `when: 24. 11. 2026. od 8 do 15 sati`"
            )),
        );
    }
    if common.area.is_empty() {
        findings.push(
            Diagnostic::warning("F031", span, text!("ne piše gdje", "it does not say where"))
                .help(text!("dodajte `područje: ulica ili zaselak`", "add `area: street or hamlet`")),
        );
    }
    if common.contact.is_none() {
        findings.push(
            Diagnostic::warning("F032", span, text!("ne piše koga zvati", "it does not say whom to call"))
                .help(text!("dodajte `kontakt: 037 000 111`", "add `contact: 037 000 111`")),
        );
    }
    findings
}
