//! `zbor.yaml` and `site.yaml`: what an MZ is called, where it is, how it is reached.

use super::budgets::Budgets;
use super::fields::{At, Fields, Vocabulary, choose};
use super::texts::texts;
use super::{budgets, scalar, script_rules};
use crate::date::Zone;
use crate::diag::{Checked, Diagnostic, Problem, Severity, Span, text};
use crate::lang::script::Rules;
use crate::lang::{self, Locale};
use crate::load::TextFile;
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Keys of `site.yaml`; those of `zbor.yaml` are the same, as defaults for all sites.
pub static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["name", "naziv", "ime"],
    &["short_name", "kratki_naziv", "kratko_ime"],
    &["municipality", "općina", "opština", "grad"],
    &["description", "opis"],
    &["base_url", "adresa_sajta", "url"],
    &["languages", "jezici", "language", "jezik"],
    &["timezone", "vremenska_zona"],
    &["colors", "boje", "colours"],
    &["logo", "grb", "znak"],
    &["contact", "kontakt"],
    &["hours", "radno_vrijeme"],
    &["streets", "ulice", "zaseoci"],
    &["feedback", "uho", "povratne_informacije"],
    &["brands", "marke"],
    &["script_exceptions", "izuzeci_pisma"],
    &["budgets", "budžeti", "težina"],
    &["audiences", "ciljne_grupe", "za_koga"],
    &["outputs", "izlazi"],
    &["theme", "tema"],
    &["show_weight", "prikaži_težinu"],
    &["offline", "bez_interneta"],
    &["avif", "fotografije_avif"],
    &["strings", "tekstovi", "natpisi"],
    &["extra", "dodatno"],
]]);

static CONTACT: Vocabulary = Vocabulary::new(&[&[
    &["address", "adresa"],
    &["phone", "telefon", "tel"],
    &["viber"],
    &["viber_group", "viber_grupa"],
    &["email", "e-mail", "e_pošta", "mejl"],
    &["map", "karta", "mapa"],
]]);

static FEEDBACK: Vocabulary =
    Vocabulary::new(&[&[&["url", "adresa"], &["forms", "obrasci"], &["promise_days", "rok_dana", "odgovor_za_dana"]]]);

static COLORS: Vocabulary = Vocabulary::new(&[&[&["accent", "naglasak", "glavna"]]]);

/// How to reach an MZ.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Contact {
    /// Street, number, place.
    pub address: Option<String>,
    /// As people write it: `037 000 111`.
    pub phone: Option<String>,
    /// Number on Viber.
    pub viber: Option<String>,
    /// Invitation link of the Viber group.
    pub viber_group: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// Link to a map.
    pub map: Option<String>,
}

/// Where the site's forms go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Address of the endpoint, without `/` at its end; none: forms are cards with telephone and links.
    pub url: Option<String>,
    /// Which of the built-in forms are wanted; empty: all.
    pub forms: Vec<String>,
    /// Within how many days an answer is promised.
    pub promise_days: u32,
}

/// Kinds of output that can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OutputKind {
    /// Pages of single items.
    Pages,
    /// Lists and archives.
    Lists,
    /// Pages by tag.
    Tags,
    /// Pages by target group.
    Audiences,
    /// Pages by street.
    Streets,
    /// Atom and JSON feeds of the site.
    Feeds,
    /// Beside them, feeds of tags, target groups, streets and projects.
    GroupFeeds,
    /// iCalendar files, agenda and months.
    Calendar,
    /// Forms and `forms.json`.
    Forms,
    /// `sitemap.xml` and `robots.txt`.
    Sitemap,
    /// For editors: posters and texts to pass on.
    Sharing,
    /// Search and the index from A to Ž.
    Search,
    /// The page of all MZs.
    Hub,
}

/// Names of the kinds of output.
pub const OUTPUTS: super::fields::Choices<OutputKind> = &[
    (OutputKind::Pages, &["pages", "stranice"]),
    (OutputKind::Lists, &["lists", "liste"]),
    (OutputKind::Tags, &["tags", "oznake"]),
    (OutputKind::Audiences, &["audiences", "ciljne_grupe"]),
    (OutputKind::Streets, &["streets", "ulice"]),
    (OutputKind::Feeds, &["feeds", "feed", "pretplate"]),
    (OutputKind::GroupFeeds, &["group_feeds", "pretplate_grupa"]),
    (OutputKind::Calendar, &["calendar", "kalendar"]),
    (OutputKind::Forms, &["forms", "obrasci"]),
    (OutputKind::Sitemap, &["sitemap", "mapa_sajta"]),
    (OutputKind::Sharing, &["sharing", "dijeljenje"]),
    (OutputKind::Search, &["search", "pretraga"]),
    (OutputKind::Hub, &["hub", "zajednička"]),
];

/// A target group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// Canonical name, part of the address.
    pub id: String,
    /// Name as the workspace gives it; none: from the labels.
    pub name: Option<String>,
    /// Folded names by which texts may call it.
    pub names: BTreeSet<String>,
}

/// What an MZ says of itself: the words of `site.yaml` that readers see.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Name of the MZ.
    pub name: String,
    /// For the header on a telephone.
    pub short_name: String,
    /// Općina or grad.
    pub municipality: Option<String>,
    /// One sentence.
    pub description: Option<String>,
    /// How to reach it.
    pub contact: Contact,
    /// Lines of office hours: day or days, and times.
    pub hours: Vec<(String, String)>,
    /// Streets and hamlets.
    pub streets: Vec<String>,
    /// Target groups: the built-in ones and those of the workspace.
    pub audiences: Vec<Audience>,
}

texts!(Profile: name, short_name, municipality, description, contact, hours, streets, audiences);
texts!(Contact: address);
texts!(Audience: name);

/// Everything that `site.yaml`, over `zbor.yaml`, says.
#[derive(Clone, Debug)]
pub struct Config {
    /// In the language and script in which it is written.
    pub profile: Profile,
    /// Without `/` at its end.
    pub base_url: Option<String>,
    /// The address is the site's own, not that of the workspace.
    pub own_base_url: bool,
    /// The first is the one written in.
    pub languages: Vec<Locale>,
    /// Of all its times.
    pub zone: Zone,
    /// `#rrggbb`.
    pub accent: Option<String>,
    /// Coat of arms, as written.
    pub logo: Option<At<String>>,
    /// The endpoint.
    pub feedback: Feedback,
    /// What pages and documents may weigh.
    pub budgets: Budgets,
    /// How texts are put into the other script.
    pub script_rules: Arc<Rules>,
    /// What is written.
    pub outputs: BTreeSet<OutputKind>,
    /// Which theme; none: the default one.
    pub theme: Option<At<String>>,
    /// Whether each page says what it weighs.
    pub show_weight: bool,
    /// Whether readers' browsers keep pages for times without a network.
    pub offline: bool,
    /// Where AVIF is asked for, beside WebP.
    pub avif: Option<Span>,
    /// Labels of the site's own: key, and text with its place.
    pub strings: BTreeMap<String, At<String>>,
}

impl Config {
    /// The name of its theme.
    pub fn theme_name(&self) -> &str {
        self.theme.as_ref().map_or("zbor", |theme| &theme.value)
    }

    /// The language that the MZ writes in.
    pub fn written(&self) -> Locale {
        self.languages.first().copied().unwrap_or(Locale::Bs)
    }
}

/// Reads a site's configuration over that of the workspace. None without a `site.yaml` or a name.
pub fn read(site: &TextFile, workspace: Option<&TextFile>) -> Checked<Option<Config>> {
    let layers: Vec<&Node> = site.yaml.iter().chain(workspace.and_then(|file| file.yaml.as_ref())).collect();
    let mut fields = Fields::new(&KEYS, &layers);
    // Name, description, coat of arms are a site's own: those of `zbor.yaml` are the workspace's.
    let own: Vec<&Node> = site.yaml.iter().collect();
    let mut own = Fields::new(&KEYS, &own);
    let Some(name) = own.text("name") else {
        fields.findings.push(no_name(site));
        return Checked { value: None, findings: fields.findings };
    };
    let config = config(&mut fields, name.clone());
    let profile = Profile {
        short_name: own.text("short_name").unwrap_or(name),
        description: own.text("description"),
        ..config.profile
    };
    let config = Config { profile, own_base_url: own.node("base_url").is_some(), logo: own.text_at("logo"), ..config };
    Checked { value: Some(config), findings: fields.findings }
}

fn config(fields: &mut Fields, name: String) -> Config {
    Config {
        profile: profile(fields, name),
        own_base_url: false,
        base_url: fields.value("base_url", Severity::Warning, base_url),
        languages: languages(fields),
        zone: fields.value("timezone", Severity::Warning, zone).unwrap_or_default(),
        accent: accent(fields),
        logo: None,
        feedback: feedback(fields),
        budgets: budgets::read(fields),
        script_rules: script_rules::read(fields),
        outputs: outputs(fields),
        theme: fields.text_at("theme"),
        show_weight: fields.flag("show_weight").unwrap_or(false),
        offline: fields.flag("offline").unwrap_or(false),
        avif: avif(fields),
        strings: strings(fields),
    }
}

fn profile(fields: &mut Fields, name: String) -> Profile {
    Profile {
        short_name: fields.text("short_name").unwrap_or_else(|| name.clone()),
        name,
        municipality: fields.text("municipality"),
        description: fields.text("description"),
        contact: contact(fields),
        hours: hours(fields),
        streets: fields.list("streets").into_iter().map(|street| street.value).collect(),
        audiences: audiences(fields),
    }
}

/// What is wrong with `zbor.yaml`, whichever sites use it.
pub fn check(file: &TextFile) -> Vec<Diagnostic> {
    let layers: Vec<&Node> = file.yaml.iter().collect();
    let mut fields = Fields::new(&KEYS, &layers);
    let _ = config(&mut fields, String::new());
    fields.findings
}

/// `zbor.yaml` read by itself, for the page of all MZs: it needs no name of its own.
pub fn workspace(file: &TextFile) -> Config {
    let layers: Vec<&Node> = file.yaml.iter().collect();
    let mut fields = Fields::new(&KEYS, &layers);
    let name = fields.text("name").or_else(|| fields.text("municipality"));
    config(&mut fields, name.unwrap_or_else(|| "Mjesne zajednice".to_owned()))
}

fn no_name(site: &TextFile) -> Diagnostic {
    Diagnostic::error(
        "S001",
        crate::diag::At::File(site.source.path.clone()),
        text!("mjesna zajednica nema imena", "the MZ has no name"),
    )
    .help(text!("dodajte `naziv: Mjesna zajednica …`", "add `name: Mjesna zajednica …`"))
}

fn base_url(written: &str) -> Result<String, Problem> {
    let url = written.trim().trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => Ok(url.to_owned()),
        _ => {
            let bare = !url.is_empty() && url.contains('.') && !url.contains(':') && !url.contains(char::is_whitespace);
            let right = if bare { format!("https://{url}") } else { "https://moja-mz.ba".to_owned() };
            Err(Problem::new("S002", text!("`{written}` nije potpuna adresa", "`{written}` is not a full address"))
                .help(text!("pišite na primjer `{right}`", "write for example `{right}`")))
        }
    }
}

fn zone(written: &str) -> Result<Zone, Problem> {
    Zone::named(written).ok_or_else(|| {
        Problem::new("S003", text!("vremenska zona `{written}` nije poznata", "the time zone `{written}` is not known"))
            .help(text!("u BiH je `Europe/Sarajevo`", "in Bosnia and Herzegovina it is `Europe/Sarajevo`"))
    })
}

fn languages(fields: &mut Fields) -> Vec<Locale> {
    let mut languages = Vec::new();
    for written in fields.list("languages") {
        match Locale::parse(&written.value) {
            Some(locale) if languages.contains(&locale) => {}
            Some(locale) => languages.push(locale),
            None => {
                let (tag, all) = (&written.value, Locale::ALL.map(|locale| format!("`{}`", locale.tag())).join(", "));
                let problem =
                    Problem::new("F013", text!("jezik `{tag}` nije poznat", "the language `{tag}` is not known"))
                        .help(text!("moguće je: {all}", "possible: {all}"));
                fields.findings.push(problem.at(Severity::Warning, &written.span));
            }
        }
    }
    if languages.is_empty() { vec![Locale::Bs] } else { languages }
}

/// Reads a mapping under a key with its own vocabulary; its findings join the others.
fn within<T>(
    fields: &mut Fields,
    name: &'static str,
    keys: &Vocabulary,
    read: impl FnOnce(&mut Fields) -> T,
) -> Option<T> {
    let node = fields.node(name)?;
    let mut inner = Fields::new(keys, &[node]);
    let value = read(&mut inner);
    fields.findings.append(&mut inner.findings);
    Some(value)
}

fn accent(fields: &mut Fields) -> Option<String> {
    if let Some(Node { value: Value::Map(_), .. }) = fields.node("colors") {
        return within(fields, "colors", &COLORS, |inner| inner.value("accent", Severity::Warning, color)).flatten();
    }
    fields.value("colors", Severity::Warning, color)
}

fn color(written: &str) -> Result<String, Problem> {
    let hex = written.trim().trim_start_matches('#').to_ascii_lowercase();
    let valid = matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    if !valid {
        return Err(Problem::new("S004", text!("`{written}` nije boja", "`{written}` is not a colour")).help(text!(
            "pišite na primjer `\"#0e4b5a\"` (u navodnicima)",
            "write for example `\"#0e4b5a\"` (in quotes)"
        )));
    }
    let long: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex };
    Ok(format!("#{long}"))
}

fn contact(fields: &mut Fields) -> Contact {
    let read = |inner: &mut Fields| Contact {
        address: inner.text("address"),
        phone: inner.text("phone"),
        viber: inner.text("viber"),
        viber_group: inner.text("viber_group"),
        email: inner.text("email"),
        map: inner.text("map"),
    };
    within(fields, "contact", &CONTACT, read).unwrap_or_default()
}

/// A mapping of days to times, a list of lines, or one line.
fn hours(fields: &mut Fields) -> Vec<(String, String)> {
    match fields.node("hours") {
        Some(Node { value: Value::Map(entries), .. }) => entries
            .iter()
            .filter_map(|entry| {
                super::fields::scalar(&entry.value).map(|times| (entry.key.clone(), times.trim().to_owned()))
            })
            .collect(),
        Some(_) => fields.list("hours").into_iter().map(|line| split_hours(&line.value)).collect(),
        None => Vec::new(),
    }
}

fn split_hours(line: &str) -> (String, String) {
    match line.split_once(':') {
        Some((day, times)) if !day.contains(|c: char| c.is_ascii_digit()) => {
            (day.trim().to_owned(), times.trim().to_owned())
        }
        _ => (String::new(), line.to_owned()),
    }
}

fn feedback(fields: &mut Fields) -> Feedback {
    let read = |inner: &mut Fields| Feedback {
        url: inner.value("url", Severity::Warning, base_url),
        forms: inner.list("forms").into_iter().map(|form| lang::fold_key(&form.value)).collect(),
        promise_days: inner
            .value("promise_days", Severity::Warning, scalar::integer)
            .and_then(|days| u32::try_from(days).ok())
            .filter(|days| (1..=90).contains(days))
            .unwrap_or(7),
    };
    within(fields, "feedback", &FEEDBACK, read).unwrap_or(Feedback { url: None, forms: Vec::new(), promise_days: 7 })
}

/// The built-in target groups: label key, then names in both languages.
const AUDIENCES: &[&[&str]] = &[
    &["youth", "mladi", "omladina"],
    &["women", "žene"],
    &["rural", "selo", "stanovnici sela"],
    &["farmers", "poljoprivrednici"],
    &["pensioners", "penzioneri", "umirovljenici", "seniors", "stariji"],
    &["business", "privreda", "gospodarstvo", "obrtnici"],
    &["disability", "osobe s invaliditetom", "invaliditet"],
    &["families", "porodice", "obitelji"],
    &["diaspora", "dijaspora"],
];

fn audiences(fields: &mut Fields) -> Vec<Audience> {
    let builtin = AUDIENCES.iter().map(|names| Audience {
        id: (*names.first().unwrap_or(&"")).to_owned(),
        name: None,
        names: names.iter().map(|name| lang::fold_key(name)).collect(),
    });
    let mut all: Vec<Audience> = builtin.collect();
    let mut add = |id: &str, name: &str| {
        let names = [lang::fold_key(id), lang::fold_key(name)].into_iter().collect();
        let id = lang::slug(id);
        if !id.is_empty() && !all.iter().any(|known| known.id == id) {
            all.push(Audience { id, name: Some(name.to_owned()), names });
        }
    };
    match fields.node("audiences") {
        Some(Node { value: Value::Map(entries), .. }) => {
            for entry in entries {
                add(&entry.key, super::fields::scalar(&entry.value).unwrap_or(&entry.key));
            }
        }
        Some(_) => fields.list("audiences").iter().for_each(|name| add(&name.value, &name.value)),
        None => {}
    }
    all
}

/// Where AVIF is asked for.
fn avif(fields: &mut Fields) -> Option<Span> {
    let at = fields.text_at("avif")?.span;
    fields.flag("avif")?.then_some(at)
}

/// A list of what is wanted, or a mapping that switches kinds on and off.
fn outputs(fields: &mut Fields) -> BTreeSet<OutputKind> {
    let all: BTreeSet<OutputKind> = OUTPUTS.iter().map(|(kind, _)| *kind).collect();
    match fields.node("outputs") {
        Some(Node { value: Value::Map(entries), .. }) => {
            let mut wanted = all;
            for entry in entries {
                let on = super::fields::scalar(&entry.value).map_or(Ok(true), scalar::flag);
                match (choose(OUTPUTS, &entry.key), on) {
                    (Some(kind), Ok(false)) => {
                        wanted.remove(&kind);
                    }
                    (Some(_), Ok(true)) => {}
                    (Some(_), Err(problem)) => fields.findings.push(problem.at(Severity::Warning, &entry.value.span)),
                    (None, _) => {
                        let problem = super::fields::not_allowed(fields.written("outputs"), &entry.key, OUTPUTS);
                        fields.findings.push(problem.at(Severity::Warning, &entry.key_span));
                    }
                }
            }
            wanted
        }
        Some(_) => {
            let mut wanted = BTreeSet::new();
            for name in fields.list("outputs") {
                match choose(OUTPUTS, &name.value) {
                    Some(kind) => {
                        wanted.insert(kind);
                    }
                    None => fields.findings.push(
                        super::fields::not_allowed(fields.written("outputs"), &name.value, OUTPUTS)
                            .at(Severity::Warning, &name.span),
                    ),
                }
            }
            wanted
        }
        None => all,
    }
}

/// Labels by dotted key, as a flat or a nested mapping.
fn strings(fields: &mut Fields) -> BTreeMap<String, At<String>> {
    let mut all = BTreeMap::new();
    if let Some(node) = fields.node("strings") {
        flatten("", node, &mut all);
    }
    all
}

fn flatten(prefix: &str, node: &Node, all: &mut BTreeMap<String, At<String>>) {
    if let Value::Map(entries) = &node.value {
        for entry in entries {
            let key = if prefix.is_empty() { entry.key.clone() } else { format!("{prefix}.{}", entry.key) };
            match super::fields::scalar(&entry.value) {
                Some(text) => {
                    all.insert(key, At { value: text.to_owned(), span: entry.key_span.clone() });
                }
                None => flatten(&key, &entry.value, all),
            }
        }
    }
}
