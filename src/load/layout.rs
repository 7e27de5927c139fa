//! Which folder and file name means what, in both languages, and the tree made of it.

use super::stray;
use super::text::{has_ending, is_markdown, is_yaml};
use super::{Asset, Folder, Found, TextFile, Workspace};
use crate::diag::{At, Checked, Diagnostic, text};
use crate::lang;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;

/// What an MZ publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Obavještenje.
    Announcement,
    /// Projekat.
    Project,
    /// Događaj.
    Event,
    /// Usluga.
    Service,
    /// Dokument.
    Document,
    /// Član savjeta.
    Council,
    /// Stranica.
    Page,
    /// Anketa.
    Poll,
}

impl Kind {
    /// All kinds, in the order of a site's menu.
    pub const ALL: [Kind; 8] = [
        Kind::Announcement,
        Kind::Project,
        Kind::Event,
        Kind::Service,
        Kind::Document,
        Kind::Council,
        Kind::Page,
        Kind::Poll,
    ];

    /// Names of its folder, the canonical one first, then the Bosnian one.
    pub fn folder_names(self) -> &'static [&'static str] {
        match self {
            Kind::Announcement => &["announcements", "obavještenja", "obavijesti", "vijesti", "news"],
            Kind::Project => &["projects", "projekti"],
            Kind::Event => &["events", "događaji", "događanja"],
            Kind::Service => &["services", "usluge"],
            Kind::Document => &["documents", "dokumenti"],
            Kind::Council => &["council", "savjet", "vijeće"],
            Kind::Page => &["pages", "stranice"],
            Kind::Poll => &["polls", "ankete"],
        }
    }

    /// The kind whose folder, or single file, has this name.
    pub fn of_folder(name: &str) -> Option<Kind> {
        let by_the_letter = Kind::ALL.into_iter().find(|kind| kind.folder_names().contains(&name));
        let name = if by_the_letter.is_some() { String::new() } else { lang::fold_key(name) };
        let is_meant = |kind: &Kind| kind.folder_names().iter().any(|known| lang::fold_key(known) == name);
        by_the_letter.or_else(|| Kind::ALL.into_iter().find(is_meant))
    }
}

const CONFIG: &[&str] = &["zbor", "mz"];
const SITE: &[&str] = &["site", "sajt"];
pub(super) const SITES: &[&str] = &["sites", "mz", "sajtovi"];
pub(super) const SHARED: &[&str] = &["shared", "zajedničko"];
pub(super) const THEMES: &[&str] = &["themes", "teme"];
const THEME: &[&str] = &["theme", "tema"];
const ANSWERS: &[&str] = &["answers", "odgovori"];
const FORMS: &[&str] = &["forms", "obrasci"];
const DEFAULTS: &[&str] = &["_defaults", "_zadano"];

/// What a path is, by its name alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `zbor.yaml`.
    Config,
    /// A file of a workspace theme: the theme, and the path inside it.
    Theme(String, String),
    /// A file of a site, or of `shared/` where the site is none.
    Content(Option<String>, Role),
    /// Nothing of ours: a README, a workflow.
    Other,
}

/// What a file is to its site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// `site.yaml`.
    Site,
    /// `answers.yaml`.
    Answers,
    /// `forms.yaml`.
    Forms,
    /// `_defaults.yaml` of a content folder.
    Defaults(Kind),
    /// A Markdown text of a kind.
    Text(Kind),
    /// A YAML file of a kind.
    Data(Kind),
    /// A template or style that this site overrides.
    Theme(String),
    /// A file to publish.
    Asset,
}

fn is(name: &str, known: &[&str]) -> bool {
    if known.contains(&name) {
        return true;
    }
    let name = lang::fold_key(name);
    known.iter().any(|known| lang::fold_key(known) == name)
}

/// The name of a YAML file without its ending.
fn yaml_base(file: &str) -> Option<&str> {
    is_yaml(file).then(|| file.rsplit_once('.').map_or(file, |(base, _)| base))
}

/// A folder with a `site.yaml` and no `zbor.yaml`.
pub fn is_single_site(found: &[Found]) -> bool {
    let top = |known: &[&str]| {
        found.iter().any(|file| !file.path.contains('/') && yaml_base(&file.path).is_some_and(|base| is(base, known)))
    };
    top(SITE) && !top(CONFIG)
}

/// What the path is.
pub fn place(path: &str, single: bool) -> Place {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [file] if !single && yaml_base(file).is_some_and(|base| is(base, CONFIG)) => Place::Config,
        [themes, theme, rest @ ..] if is(themes, THEMES) && !rest.is_empty() => {
            Place::Theme((*theme).to_owned(), rest.join("/"))
        }
        [sites, site, rest @ ..] if !single && is(sites, SITES) && !rest.is_empty() => {
            Place::Content(Some((*site).to_owned()), role(rest))
        }
        [shared, rest @ ..] if !single && is(shared, SHARED) && !rest.is_empty() => Place::Content(None, role(rest)),
        rest if single => match role(rest) {
            Role::Asset if rest.len() == 1 && !has_ending(path, PUBLISHED) => Place::Other,
            role => Place::Content(Some(String::new()), role),
        },
        _ => Place::Other,
    }
}

/// Loose files at the root of a single site that are content; others are a README or a script.
const PUBLISHED: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "svg", "avif", "heic", "pdf"];

fn role(parts: &[&str]) -> Role {
    match parts {
        [file] => match yaml_base(file) {
            Some(base) if is(base, SITE) => Role::Site,
            Some(base) if is(base, ANSWERS) => Role::Answers,
            Some(base) if is(base, FORMS) => Role::Forms,
            Some(base) => Kind::of_folder(base).map_or(Role::Asset, Role::Data),
            None => Role::Asset,
        },
        [theme, rest @ ..] if is(theme, THEME) => Role::Theme(rest.join("/")),
        [folder, rest @ ..] => match (Kind::of_folder(folder), rest.last()) {
            (Some(kind), Some(file)) if yaml_base(file).is_some_and(|base| is(base, DEFAULTS)) => Role::Defaults(kind),
            (Some(kind), Some(file)) if is_yaml(file) => Role::Data(kind),
            (Some(kind), Some(file)) if is_markdown(file) && kind != Kind::Document => Role::Text(kind),
            _ => Role::Asset,
        },
        [] => Role::Asset,
    }
}

impl Place {
    /// Whether the file is read as text here; all others are only published.
    pub fn is_text(&self) -> bool {
        match self {
            Place::Config => true,
            Place::Theme(_, inner) | Place::Content(_, Role::Theme(inner)) => {
                has_ending(inner, &["html", "css", "xml", "txt", "js", "yaml", "yml"])
            }
            Place::Content(_, role) => *role != Role::Asset,
            Place::Other => false,
        }
    }

    /// Whether the file is written by a program.
    pub fn is_machine(&self) -> bool {
        matches!(self, Place::Content(_, Role::Answers))
    }
}

/// Puts every file where it belongs: those that were `found`, each with its place.
pub fn arrange(
    root: &Path,
    (found, places): (Vec<Found>, Vec<Place>),
    read: Vec<Checked<Option<Arc<TextFile>>>>,
    single: bool,
) -> Checked<Workspace> {
    let mut out = Checked::fine(Workspace { root: root.to_owned(), single, ..Workspace::default() });
    for ((file, place), read) in found.iter().zip(places).zip(read) {
        let text = read.collect(&mut out.findings);
        match (place, text) {
            (Place::Config, Some(text)) => out.value.config = Some(text),
            (Place::Theme(theme, inner), Some(text)) => {
                out.value.themes.entry(theme).or_default().insert(inner, text);
            }
            (Place::Content(site, role), text) => {
                let folder = match &site {
                    Some(site) => out.value.sites.entry(site.clone()).or_default(),
                    None => &mut out.value.shared,
                };
                if folder.path.is_empty() && !single {
                    let depth = if site.is_some() { 2 } else { 1 };
                    folder.path = file.path.split('/').take(depth).collect::<Vec<_>>().join("/");
                }
                if let Some(finding) = put(folder, file, role, text) {
                    out.findings.push(finding);
                }
            }
            (Place::Other, _) => out.findings.extend(stray::lost(&file.path)),
            (_, None) => {}
        }
    }
    let strays = out.value.sites.values().chain([&out.value.shared]).flat_map(stray::files);
    out.findings.extend(strays.collect::<Vec<_>>());
    out.findings.extend(nothing_here(&out.value));
    out.value.found = found;
    out
}

fn put(folder: &mut Folder, file: &Found, role: Role, text: Option<Arc<TextFile>>) -> Option<Diagnostic> {
    let depth =
        file.path.matches('/').count() - if folder.path.is_empty() { 0 } else { folder.path.matches('/').count() + 1 };
    match (role, text) {
        (Role::Site, Some(text)) => folder.config = Some(text),
        (Role::Answers, Some(text)) => folder.answers = Some(text),
        (Role::Forms, Some(text)) => folder.forms = Some(text),
        (Role::Theme(inner), Some(text)) => {
            folder.theme.insert(inner, text);
        }
        (Role::Defaults(kind), Some(text)) => folder.parts.entry(kind).or_default().defaults = Some(text),
        (Role::Data(kind), Some(text)) => folder.parts.entry(kind).or_default().data.push(text),
        (Role::Text(kind), Some(text)) => {
            let stray = (depth > 1 && !is_own_folder(&file.path)).then(|| stray::nested(&file.path));
            if stray.is_none() {
                folder.parts.entry(kind).or_default().texts.push(text);
            }
            return stray;
        }
        (Role::Asset, _) => {
            folder.assets.insert(file.path.clone(), Arc::new(Asset { path: file.path.clone(), len: file.len }));
        }
        (_, None) => {}
    }
    None
}

/// `x/index.md`, also `x/index.en.md`.
fn is_own_folder(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.split('.').next().is_some_and(super::name::is_index)
}

fn nothing_here(workspace: &Workspace) -> Option<Diagnostic> {
    let empty = workspace.sites.values().all(|site| site.config.is_none());
    empty.then(|| {
        Diagnostic::error(
            "W006",
            At::Workspace,
            text!(
                "ovdje nema nijedne mjesne zajednice: ni `sites/<ime>/site.yaml`, ni `site.yaml`",
                "there is no MZ here: neither `sites/<name>/site.yaml` nor `site.yaml`"
            ),
        )
        .help(text!("napravite prvu naredbom `zbor init IME-FASCIKLE`", "make the first one with `zbor init FOLDER`"))
    })
}
