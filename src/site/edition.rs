//! A site in one language: texts chosen or put into its script, placed, linked.

use super::config::{self, Config, Profile};
use super::dialect::Dialects;
use super::draft::Draft;
use super::item::{File, Item, Linked, Photo, Target};
use super::links::Index;
use super::photo_ref::FileRef;
use super::project::Decision;
use super::reading::{Detail, Reading};
use super::service::Request;
use super::texts::Texts;
use super::variant::Variant;
use super::{address, agenda, asks, published, state};
use crate::answers::Answers;
use crate::date::Today;
use crate::diag::{Checked, Diagnostic, text};
use crate::form::Choice;
use crate::lang::{self, Labels, Locale, UnknownLabel};
use crate::load::{Asset, Folder, Kind};
use crate::markdown::{Options, Respell};
use crate::url::UrlPath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A site in one language.
#[derive(Debug)]
pub struct Edition {
    /// Its language.
    pub locale: Locale,
    /// `/`, or `/en/`.
    pub root: UrlPath,
    /// Labels of the language, with the site's own.
    pub labels: Arc<Labels>,
    /// What the MZ says of itself, in the script of the edition.
    pub profile: Profile,
    /// All items, by kind, in the order of their lists.
    pub items: BTreeMap<Kind, Vec<Arc<Item>>>,
    /// What happens when, by day.
    pub agenda: Vec<agenda::Occurrence>,
    /// The council.
    pub people: Vec<published::Person>,
    /// The documents.
    pub documents: Vec<published::Document>,
    /// The forms.
    pub forms: Vec<crate::form::Form>,
    /// What the endpoint published; empty where nothing was fetched.
    pub answers: Answers,
}

impl Edition {
    /// The items of a kind, in the order of its list.
    pub fn of(&self, kind: Kind) -> &[Arc<Item>] {
        self.items.get(&kind).map_or(&[], Vec::as_slice)
    }
}

/// What the editions of a site are made from.
pub(super) struct Plan<'a> {
    pub(super) name: &'a str,
    /// The site's own, then `shared`.
    pub(super) folders: [&'a Folder; 2],
    pub(super) config: &'a Config,
    pub(super) dialects: &'a Dialects,
    pub(super) today: &'a Today,
    pub(super) drafts: &'a [Draft],
    /// Of each draft, from the root of an edition.
    pub(super) addresses: &'a [UrlPath],
    /// Language and script of the original of each draft.
    pub(super) written: Vec<Locale>,
    /// What the endpoint published.
    pub(super) answers: &'a Answers,
}

/// An edition that is being made.
pub(super) struct Making<'a> {
    plan: &'a Plan<'a>,
    locale: Locale,
    root: UrlPath,
    variant: Variant,
    profile: Profile,
    /// The streets of the profile by their folded names.
    streets: BTreeMap<String, String>,
    documents: Checked<Vec<published::Document>>,
    index: Index,
}

/// The text of an item in an edition.
struct Text {
    reading: Arc<Reading>,
    /// In which language it is.
    locale: Locale,
    /// It was put into another script.
    respelled: bool,
}

impl<'a> Making<'a> {
    /// Begins with what texts need: where they can lead, and what the MZ says of itself.
    pub(super) fn new(plan: &'a Plan<'a>, locale: Locale) -> Making<'a> {
        let config = plan.config;
        let root = if locale == config.written() { UrlPath::root() } else { UrlPath::page(&[locale.prefix()]) };
        let variant = Variant::new(options(plan.dialects, config, locale));
        let mut profile = config.profile.clone();
        if is_respelt(locale, config) {
            variant.put(&mut profile);
        }
        let streets = profile.streets.iter().rev().map(|street| (lang::fold_key(street), street.clone())).collect();
        let documents = published::documents(plan.folders, plan.name);
        let mut index = index(plan, &root);
        documents.value.iter().for_each(|document| index.title(&document.asset, &document.title));
        Making { plan, locale, root, variant, profile, streets, documents, index }
    }

    pub(super) fn edition(self) -> Checked<Edition> {
        let mut findings = Vec::new();
        let Plan { config, folders, .. } = *self.plan;
        let labels = Arc::new(self.labels(&mut findings));
        let items = self.items(&mut findings);
        let mut people = published::people(folders, &self.index).collect(&mut findings);
        let mut documents = self.documents.collect(&mut findings);
        let forms = asks::all(folders, config, &self.profile, &labels, services(&items));
        let mut forms = forms.collect(&mut findings);
        let mut answers = self.plan.answers.clone();
        if is_respelt(self.locale, config) {
            let written: [&mut dyn Texts; 4] = [&mut people, &mut documents, &mut forms, &mut answers];
            written.into_iter().for_each(|value| self.variant.put(value));
        }
        let events = items.get(&Kind::Event).map_or(&[][..], Vec::as_slice);
        let agenda = agenda::expand(events, self.plan.today, &config.zone);
        let (locale, root, profile) = (self.locale, self.root, self.profile);
        let value = Edition { locale, root, labels, profile, items, agenda, people, documents, forms, answers };
        Checked { value, findings }
    }

    /// The coat of arms.
    pub(super) fn logo(&self, folder: &Folder) -> Checked<Option<Arc<Asset>>> {
        let mut findings = Vec::new();
        let value = folder.config.as_ref().zip(self.plan.config.logo.as_ref()).and_then(|(file, logo)| {
            let reference = FileRef { src: logo.value.clone(), span: logo.span.clone(), title: None };
            self.index.file(file, &reference, &mut findings).map(|file| file.asset)
        });
        Checked { value, findings }
    }

    /// All items, in the order of their lists.
    fn items(&self, findings: &mut Vec<Diagnostic>) -> BTreeMap<Kind, Vec<Arc<Item>>> {
        let Plan { drafts, addresses, written, .. } = self.plan;
        let (locale, variant) = (self.locale, &self.variant);
        let texts: Vec<Text> =
            drafts.par_iter().zip(written).map(|(draft, written)| text_for(draft, *written, locale, variant)).collect();
        let mut items: BTreeMap<Kind, Vec<Arc<Item>>> = BTreeMap::new();
        for (at, (draft, text)) in drafts.iter().zip(texts).enumerate() {
            let (Some(address), Some(written)) = (addresses.get(at), written.get(at)) else { continue };
            let spoken = self.spoken(draft, *written);
            let mut item = self.place(&text, spoken, address.under(&self.root), findings);
            if text.respelled {
                variant.put(&mut item.files);
                variant.put(&mut item.linked);
            }
            items.entry(draft.key.0).or_default().push(Arc::new(item));
        }
        for (kind, list) in &mut items {
            state::sort(*kind, list, locale);
        }
        items
    }

    /// The labels of a language, with the site's own: those for the language (`en.nav.home`) over
    /// those in the language written in (`nav.home`).
    fn labels(&self, findings: &mut Vec<Diagnostic>) -> Labels {
        let (locale, config) = (self.locale, self.plan.config);
        let mut own = BTreeMap::new();
        for (key, text) in &config.strings {
            let (spoken, key) = match key.split_once('.').and_then(|(tag, key)| Some((Locale::parse(tag)?, key))) {
                Some((spoken, key)) => (spoken, key),
                None => (config.written(), key.as_str()),
            };
            if !spoken.same_language(locale) {
                continue;
            }
            let mut said = text.value.clone();
            if spoken != locale {
                self.variant.put(&mut said);
            }
            own.insert(key, (said, &text.span));
        }
        let (labels, unknown) = Labels::builtin(locale).with(own.iter().map(|(key, (said, _))| (*key, said.as_str())));
        findings.extend(unknown.iter().filter_map(|label| Some(no_label(label, own.get(label.key.as_str())?.1))));
        labels
    }

    /// The languages of the site in which an item can be read; empty where the site has only one.
    fn spoken(&self, draft: &Draft, written: Locale) -> Vec<Locale> {
        let languages = &self.plan.config.languages;
        let known = |locale: &&Locale| {
            written.same_language(**locale) || draft.translations.keys().any(|known| known.same_language(**locale))
        };
        languages.iter().filter(|_| languages.len() > 1).filter(known).copied().collect()
    }

    fn place(&self, text: &Text, spoken: Vec<Locale>, path: UrlPath, findings: &mut Vec<Diagnostic>) -> Item {
        let (reading, index, zone) = (&text.reading, &self.index, &self.plan.config.zone);
        let common = &reading.common;
        let targets = reading.document.references.iter().map(|one| index.target(&reading.text, one, findings));
        let targets: Vec<Target> = targets.collect();
        let photos = common.image.iter().chain(&common.gallery);
        let photos: Vec<Photo> = photos.filter_map(|photo| index.photo(&reading.front, photo, findings)).collect();
        let files: Vec<File> =
            common.attachments.iter().filter_map(|file| index.file(&reading.front, file, findings)).collect();
        let linked = self.linked(reading, findings);
        Item {
            path,
            locale: text.locale,
            spoken,
            date: state::local_date(common.date.as_ref(), zone),
            updated: state::updated(reading, zone),
            state: state::of(reading, self.plan.today),
            targets,
            photos,
            files,
            audience: self.audience(reading, findings),
            area: common.area.iter().map(|area| self.street(&area.value)).collect(),
            pinned: state::is_pinned(&common.pinned, self.plan.today),
            aliases: common.aliases.iter().filter_map(|alias| address::alias(alias, findings)).collect(),
            linked,
            reading: Arc::clone(reading),
            print: OnceLock::new(),
        }
    }

    fn linked(&self, reading: &Reading, findings: &mut Vec<Diagnostic>) -> Linked {
        let (from, index) = (&reading.front, &self.index);
        match &reading.detail {
            Detail::Project(project) => Linked {
                before: project.before.iter().filter_map(|photo| index.photo(from, photo, findings)).collect(),
                after: project.after.iter().filter_map(|photo| index.photo(from, photo, findings)).collect(),
                file: match &project.decision {
                    Some(Decision::Link(file)) => index.file(from, file, findings),
                    _ => None,
                },
            },
            Detail::Event(event) => Linked {
                file: event.minutes.as_ref().and_then(|file| index.file(from, file, findings)),
                ..Linked::default()
            },
            Detail::Service(service) => Linked {
                file: service.form_file.as_ref().and_then(|file| index.file(from, file, findings)),
                ..Linked::default()
            },
            _ => Linked::default(),
        }
    }

    fn audience(&self, reading: &Reading, findings: &mut Vec<Diagnostic>) -> Vec<String> {
        let known = &self.plan.config.profile.audiences;
        let mut ids = Vec::new();
        for written in &reading.common.audience {
            let folded = lang::fold_key(&written.value);
            match known.iter().find(|audience| audience.names.contains(&folded)) {
                Some(audience) => ids.push(audience.id.clone()),
                None => findings.push(unknown_audience(&written.value, &written.span, known)),
            }
        }
        ids
    }

    /// The street as the edition spells it, else as written.
    fn street(&self, written: &str) -> String {
        self.streets.get(&lang::fold_key(written)).map_or(written, String::as_str).to_owned()
    }
}

/// How Markdown is made into HTML in the script of an edition.
pub(super) fn options(dialects: &Dialects, config: &Config, locale: Locale) -> Options {
    let respell = Respell { locale, rules: Arc::clone(&config.script_rules) };
    Options { respell: Some(respell), ..dialects.of(locale).clone() }
}

/// Whether what is written in the site's own language gets another script in this edition.
pub(super) fn is_respelt(locale: Locale, config: &Config) -> bool {
    locale != config.written() && locale.same_language(config.written())
}

/// Where links of an edition can lead.
fn index(plan: &Plan, root: &UrlPath) -> Index {
    let mut index = Index::new(&plan.folders);
    for (draft, address) in plan.drafts.iter().zip(plan.addresses) {
        let path = address.under(root);
        for reading in std::iter::once(&draft.original).chain(draft.translations.values()) {
            index.page(&reading.front.source.path, &path);
            if !Arc::ptr_eq(&reading.front, &reading.text) {
                index.page(&reading.text.source.path, &path);
            }
        }
    }
    address::fixed(plan.config).into_iter().for_each(|path| index.address(path.under(root)));
    index
}

/// The text for an edition: written in its language, else put into its script, else the original,
/// whose language is `written`.
fn text_for(draft: &Draft, written: Locale, locale: Locale, variant: &Variant) -> Text {
    let kept = |reading: &Arc<Reading>, locale| Text { reading: Arc::clone(reading), locale, respelled: false };
    if let Some(reading) = draft.translations.get(&locale) {
        return kept(reading, locale);
    }
    if written == locale {
        return kept(&draft.original, locale);
    }
    let others = draft.translations.iter().map(|(locale, reading)| (*locale, reading));
    let mut known = std::iter::once((written, &draft.original)).chain(others);
    match known.find(|(known, _)| known.same_language(locale)) {
        Some((_, reading)) => Text { reading: Arc::new(variant.reading(reading)), locale, respelled: true },
        None => kept(&draft.original, written),
    }
}

/// Services that can be asked for on the site, by the last part of their addresses.
fn services(items: &BTreeMap<Kind, Vec<Arc<Item>>>) -> Vec<Choice> {
    let services = items.get(&Kind::Service).into_iter().flatten();
    let asked = services
        .filter(|item| matches!(item.detail(), Detail::Service(service) if matches!(service.request, Request::Usual)));
    let slug = |item: &Item| item.path.folders().last().unwrap_or_default().to_owned();
    asked.map(|item| Choice { value: slug(item), label: item.title().to_owned() }).collect()
}

fn no_label(label: &UnknownLabel, at: &crate::diag::Span) -> Diagnostic {
    let key = &label.key;
    let finding = Diagnostic::warning("S007", at, text!("nema natpisa `{key}`", "there is no label `{key}`"));
    match &label.nearest {
        Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => {
            finding.help(text!("natpisi su navedeni u dokumentaciji", "the labels are listed in the documentation"))
        }
    }
}

fn unknown_audience(written: &str, span: &crate::diag::Span, known: &[config::Audience]) -> Diagnostic {
    let names = known.iter().flat_map(|audience| audience.names.iter().map(String::as_str));
    let finding = Diagnostic::warning(
        "F017",
        span,
        text!("ciljna grupa `{written}` nije poznata", "the target group `{written}` is not known"),
    );
    match lang::nearest(written, names) {
        Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => finding.help(text!(
            "svoje grupe navedite u `zbor.yaml` pod `ciljne_grupe:`",
            "name groups of your own in `zbor.yaml` under `audiences:`"
        )),
    }
}
