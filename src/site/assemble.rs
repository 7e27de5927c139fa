//! Joins what was read to a complete site: what is shown where, at which address, on which day.

use super::config::{self, Config, Profile};
use super::dialect::Dialects;
use super::draft::{self, Draft, Words};
use super::item::{File, Item, Linked, Photo, Target};
use super::links::Index;
use super::photo_ref::FileRef;
use super::project::Decision;
use super::reading::{Detail, Reading};
use super::service::Request;
use super::texts::Texts;
use super::variant::{self, Variant};
use super::{address, agenda, asks, for_sites, published, state};
use crate::date::{Timestamp, Today};
use crate::diag::{At, Checked, Diagnostic, text};
use crate::form::Choice;
use crate::lang::{self, Labels, Locale, UnknownLabel};
use crate::load::{Asset, Folder, Kind, Workspace};
use crate::markdown::{Options, Respell};
use crate::url::UrlPath;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What all sites share, read once.
pub struct Library {
    /// Items of `shared/`.
    pub shared: Vec<Draft>,
    /// Words that stand beside editors' texts.
    pub dialects: Dialects,
}

/// A site, complete.
#[derive(Debug)]
pub struct Site {
    /// The day of the build, in its zone.
    pub today: Today,
    /// Its coat of arms.
    pub logo: Option<Arc<Asset>>,
    /// Its folder's name; also that of its output. Empty for a workspace of one site.
    pub slug: String,
    /// `site.yaml` over `zbor.yaml`.
    pub config: Config,
    /// One an own language, the one written in first.
    pub editions: Vec<Edition>,
}

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
}

impl Site {
    /// Every photo that any page shows, each once.
    pub fn pictures(&self) -> Vec<Arc<Asset>> {
        let mut all: BTreeMap<&str, &Arc<Asset>> = BTreeMap::new();
        for edition in &self.editions {
            for item in edition.items.values().flatten() {
                let linked = item.linked.before.iter().chain(&item.linked.after);
                let placed = item.targets.iter().filter_map(|target| match target {
                    Target::Photo(photo) => Some(photo),
                    _ => None,
                });
                all.extend(
                    item.photos
                        .iter()
                        .chain(linked)
                        .chain(placed)
                        .map(|photo| (photo.asset.path.as_str(), &photo.asset)),
                );
            }
            let people = edition.people.iter().filter_map(|person| person.photo.as_ref());
            all.extend(people.map(|photo| (photo.asset.path.as_str(), &photo.asset)));
        }
        all.into_values().cloned().collect()
    }

    /// Every file that any page offers for download, and the coat of arms, each once.
    pub fn files(&self) -> Vec<Arc<Asset>> {
        let mut all: BTreeMap<&str, &Arc<Asset>> = BTreeMap::new();
        all.extend(self.logo.iter().map(|logo| (logo.path.as_str(), logo)));
        for edition in &self.editions {
            for item in edition.items.values().flatten() {
                all.extend(
                    item.files.iter().chain(&item.linked.file).map(|file| (file.asset.path.as_str(), &file.asset)),
                );
                all.extend(item.targets.iter().filter_map(|target| match target {
                    Target::File(asset) => Some((asset.path.as_str(), asset)),
                    _ => None,
                }));
            }
            all.extend(edition.documents.iter().map(|document| (document.asset.path.as_str(), &document.asset)));
        }
        all.into_values().cloned().collect()
    }
}

impl Edition {
    /// The items of a kind, in the order of its list.
    pub fn of(&self, kind: Kind) -> &[Arc<Item>] {
        self.items.get(&kind).map_or(&[], Vec::as_slice)
    }
}

/// Whether drafts and what is not due yet are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// As residents see it.
    Hidden,
    /// As the editor wants to look at it.
    Shown,
}

/// Reads what all sites share.
pub fn library(workspace: &Workspace) -> Checked<Library> {
    let dialects = Dialects::new();
    let words = Words { dialects: &dialects, written: shared_language(workspace).unwrap_or(Locale::Bs) };
    let mut read = draft::read_folder(&workspace.shared, None, &words);
    read.findings.extend(for_sites::unknown(&read.value, &published::aimed(&workspace.shared), workspace));
    read.findings.extend(workspace.config.iter().flat_map(|file| config::check(file)));
    Checked { value: Library { shared: read.value, dialects }, findings: read.findings }
}

/// One site on the day `today`. None where it has no usable `site.yaml`.
pub fn assemble(
    workspace: &Workspace,
    library: &Library,
    name: &str,
    now: Timestamp,
    drafts: Drafts,
) -> Checked<Option<Site>> {
    let mut findings = Vec::new();
    let Some(folder) = workspace.sites.get(name) else { return Checked { value: None, findings } };
    let Some(config) = read_config(workspace, folder, name).collect(&mut findings) else {
        return Checked { value: None, findings };
    };
    let today = Today::at(now, &config.zone);
    let words = Words { dialects: &library.dialects, written: config.written() };
    let own = draft::read_folder(folder, Some(&workspace.shared), &words).collect(&mut findings);
    findings.extend(for_sites::idle(&own, &folder.path));
    let chosen = choose(own, library, name, &today, drafts);
    let addresses = address::assign(&chosen, &config).collect(&mut findings);
    let context = Context {
        name,
        workspace,
        folder,
        config: &config,
        dialects: &library.dialects,
        today: &today,
        drafts: &chosen,
        addresses: &addresses,
    };
    let mut editions = Vec::new();
    for (index, locale) in config.languages.iter().enumerate() {
        let edition = context.edition(*locale, index == 0);
        // Every edition would find the same mistakes in the same files: the first tells them, the
        // others only what is new; equal findings are dropped when sorted.
        editions.push(edition.collect(&mut findings));
    }
    let logo = context.logo(&mut findings);
    let slug = if workspace.single { String::new() } else { lang::slug(name) };
    Checked { value: Some(Site { today, logo, slug, config, editions }), findings }
}

fn read_config(workspace: &Workspace, folder: &Folder, name: &str) -> Checked<Option<Config>> {
    match &folder.config {
        Some(file) => config::read(file, workspace.config.as_deref()),
        None => {
            let path = &folder.path;
            let finding = Diagnostic::error(
                "S005",
                At::File(path.clone()),
                text!("fascikla `{name}` nema `site.yaml`", "the folder `{name}` has no `site.yaml`"),
            )
            .help(text!(
                "dodajte `{path}/site.yaml` s redom `naziv: MZ …`",
                "add `{path}/site.yaml` with a line `name: MZ …`"
            ));
            Checked { value: None, findings: vec![finding] }
        }
    }
}

/// The site's own items and the shared ones that are for it, without drafts and what is not due.
fn choose(own: Vec<Draft>, library: &Library, name: &str, today: &Today, drafts: Drafts) -> Vec<Draft> {
    let taken: std::collections::BTreeSet<_> = own.iter().map(|draft| draft.key.clone()).collect();
    let shared =
        library.shared.iter().filter(|draft| !taken.contains(&draft.key) && is_for(&draft.original, name)).cloned();
    let all = own.into_iter().chain(shared);
    all.filter(|draft| drafts == Drafts::Shown || state::is_public(&draft.original.common, today)).collect()
}

fn is_for(reading: &Reading, site: &str) -> bool {
    let sites = &reading.common.for_sites;
    let site = lang::fold_key(site);
    sites.is_empty() || sites.iter().any(|wanted| lang::fold_key(&wanted.value) == site)
}

/// The text of an item in an edition.
struct Text {
    reading: Arc<Reading>,
    /// In which language it is.
    locale: Locale,
    /// It was put into another script.
    respelled: bool,
}

struct Context<'a> {
    name: &'a str,
    workspace: &'a Workspace,
    folder: &'a Folder,
    config: &'a Config,
    dialects: &'a Dialects,
    today: &'a Today,
    drafts: &'a [Draft],
    addresses: &'a [UrlPath],
}

impl Context<'_> {
    fn edition(&self, locale: Locale, first: bool) -> Checked<Edition> {
        let root = if first { UrlPath::root() } else { UrlPath::page(&[locale.prefix()]) };
        let mut findings = Vec::new();
        let variant = self.variant(locale);
        let written = self.config.written();
        // What is written in the language of the edition is put into its script.
        let respell = |value: &mut dyn Texts| {
            if locale != written && locale.same_language(written) {
                variant.put(value);
            }
        };
        let labels = Arc::new(self.labels(locale, &variant, &mut findings));
        let mut profile = self.config.profile.clone();
        respell(&mut profile);
        let items = self.items(locale, &root, &variant, &profile, &mut findings);
        let index = self.index(&root);
        let folders = [self.folder, &self.workspace.shared];
        let mut people = published::people(&folders, &index).collect(&mut findings);
        respell(&mut people);
        let mut documents = published::documents(&folders, self.name).collect(&mut findings);
        respell(&mut documents);
        let forms = asks::all(&folders, self.config, &profile, &labels, services(&items));
        let mut forms = forms.collect(&mut findings);
        respell(&mut forms);
        let events = items.get(&Kind::Event).map_or(&[][..], Vec::as_slice);
        let agenda = agenda::expand(events, self.today, &self.config.zone);
        let value = Edition { locale, root, labels, profile, items, agenda, people, documents, forms };
        Checked { value, findings }
    }

    fn variant(&self, locale: Locale) -> Variant {
        let respell = Respell { locale, rules: Arc::clone(&self.config.script_rules) };
        Variant::new(Options { respell: Some(respell), ..self.dialects.of(locale) })
    }

    /// All items, in the order of their lists.
    fn items(
        &self,
        locale: Locale,
        root: &UrlPath,
        variant: &Variant,
        profile: &Profile,
        findings: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Kind, Vec<Arc<Item>>> {
        let index = self.index(root);
        let mut items: BTreeMap<Kind, Vec<Arc<Item>>> = BTreeMap::new();
        let texts: Vec<Text> = self.drafts.par_iter().map(|draft| self.text(draft, locale, variant)).collect();
        for ((draft, address), text) in self.drafts.iter().zip(self.addresses).zip(texts) {
            let mut item = self.place(draft, &text, address.under(root), &index, profile, findings);
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
    fn labels(&self, locale: Locale, variant: &Variant, findings: &mut Vec<Diagnostic>) -> Labels {
        let written = self.config.written();
        let mut own = BTreeMap::new();
        for (key, text) in &self.config.strings {
            let (spoken, key) = match key.split_once('.').and_then(|(tag, key)| Some((Locale::parse(tag)?, key))) {
                Some((spoken, key)) => (spoken, key),
                None => (written, key.as_str()),
            };
            if !spoken.same_language(locale) {
                continue;
            }
            let mut said = text.value.clone();
            if spoken != locale {
                variant.put(&mut said);
            }
            own.insert(key, (said, &text.span));
        }
        let (labels, unknown) = Labels::builtin(locale).with(own.iter().map(|(key, (said, _))| (*key, said.as_str())));
        findings.extend(unknown.iter().filter_map(|label| Some(no_label(label, own.get(label.key.as_str())?.1))));
        labels
    }

    /// The text for an edition: written in its language, else put into its script, else the original.
    fn text(&self, draft: &Draft, locale: Locale, variant: &Variant) -> Text {
        let kept = |reading: &Arc<Reading>, locale| Text { reading: Arc::clone(reading), locale, respelled: false };
        if let Some(reading) = draft.translations.get(&locale) {
            return kept(reading, locale);
        }
        let written = self.written(draft);
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

    /// The language and script of the original.
    fn written(&self, draft: &Draft) -> Locale {
        let original = &draft.original;
        let shared = if draft.shared { shared_language(self.workspace) } else { None };
        let said = original.common.lang.or(original.front.name.locale).or(shared);
        variant::locale_of(original, said.unwrap_or(self.config.written()))
    }

    /// The languages of the site in which an item can be read.
    fn spoken(&self, draft: &Draft) -> Vec<Locale> {
        let known: Vec<Locale> =
            std::iter::once(self.written(draft)).chain(draft.translations.keys().copied()).collect();
        let readable = |locale: &&Locale| known.iter().any(|known| known.same_language(**locale));
        self.config.languages.iter().filter(readable).copied().collect()
    }

    fn logo(&self, findings: &mut Vec<Diagnostic>) -> Option<Arc<Asset>> {
        let (file, logo) = (self.folder.config.as_ref()?, self.config.logo.as_ref()?);
        let reference = FileRef { src: logo.value.clone(), span: logo.span.clone(), title: None };
        self.index(&UrlPath::root()).file(file, &reference, findings).map(|file| file.asset)
    }

    fn index(&self, root: &UrlPath) -> Index {
        let mut index = Index::new(&[self.folder, &self.workspace.shared]);
        for (draft, address) in self.drafts.iter().zip(self.addresses) {
            let path = address.under(root);
            for reading in std::iter::once(&draft.original).chain(draft.translations.values()) {
                index.page(&reading.front.source.path, &path);
                index.page(&reading.text.source.path, &path);
            }
        }
        address::fixed(self.config).into_iter().for_each(|path| index.address(path.under(root)));
        index
    }

    fn place(
        &self,
        draft: &Draft,
        text: &Text,
        path: UrlPath,
        index: &Index,
        profile: &Profile,
        findings: &mut Vec<Diagnostic>,
    ) -> Item {
        let (reading, locale) = (&text.reading, text.locale);
        let common = &reading.common;
        let text = &reading.text;
        let targets: Vec<Target> =
            reading.document.references.iter().map(|one| index.target(text, one, findings)).collect();
        let photos = common.image.iter().chain(&common.gallery);
        let photos: Vec<Photo> = photos.filter_map(|photo| index.photo(&reading.front, photo, findings)).collect();
        let files: Vec<File> =
            common.attachments.iter().filter_map(|file| index.file(&reading.front, file, findings)).collect();
        let linked = self.linked(reading, index, findings);
        Item {
            path,
            locale,
            spoken: self.spoken(draft),
            date: state::local_date(common.date.as_ref(), &self.config.zone),
            updated: state::updated(reading, &self.config.zone),
            state: state::of(reading, self.today),
            targets,
            photos,
            files,
            audience: self.audience(reading, findings),
            area: common.area.iter().map(|area| street(area, profile)).collect(),
            pinned: state::is_pinned(&common.pinned, self.today),
            aliases: common.aliases.iter().filter_map(|alias| address::alias(alias, findings)).collect(),
            linked,
            reading: Arc::clone(reading),
        }
    }

    fn linked(&self, reading: &Reading, index: &Index, findings: &mut Vec<Diagnostic>) -> Linked {
        let from = &reading.front;
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
        let known = &self.config.profile.audiences;
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
}

/// The street as the edition spells it, else as written.
fn street(area: &super::fields::At<String>, profile: &Profile) -> String {
    let folded = lang::fold_key(&area.value);
    profile.streets.iter().find(|street| lang::fold_key(street) == folded).unwrap_or(&area.value).clone()
}

/// Services that can be asked for on the site, by the last part of their addresses.
fn services(items: &BTreeMap<Kind, Vec<Arc<Item>>>) -> Vec<Choice> {
    let services = items.get(&Kind::Service).into_iter().flatten();
    let asked = services
        .filter(|item| matches!(item.detail(), Detail::Service(service) if matches!(service.request, Request::Usual)));
    let slug = |item: &Item| item.path.folders().last().unwrap_or_default().to_owned();
    asked.map(|item| Choice { value: slug(item), label: item.title().to_owned() }).collect()
}

/// The language of `shared/`: the first of `zbor.yaml`.
fn shared_language(workspace: &Workspace) -> Option<Locale> {
    let file = workspace.config.as_deref()?;
    let node = file.yaml.as_ref()?;
    let mut fields = super::fields::Fields::new(&config::KEYS, &[node]);
    fields.list("languages").first().and_then(|tag| Locale::parse(&tag.value)).or(Some(Locale::Bs))
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
