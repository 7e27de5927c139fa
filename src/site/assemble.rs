//! Joins what was read to a complete site: what is shown where, at which address, on which day.

use super::config::{self, Config};
use super::dialect::Dialects;
use super::draft::{self, Draft, Words};
use super::edition::{Edition, Making, Plan};
use super::memo::Memo;
use super::reading::Reading;
use super::{address, edition, for_sites, published, state, variant};
use crate::answers;
use crate::date::{Date, Timestamp, Today};
use crate::diag::{At, Checked, Diagnostic, text};
use crate::lang::{self, Locale};
use crate::load::{Asset, Folder, Workspace};
use rayon::prelude::*;
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
    /// The day that pages name as that of the build.
    pub built: Date,
    /// Its coat of arms.
    pub logo: Option<Arc<Asset>>,
    /// Its folder's name; also that of its output. Empty for a workspace of one site.
    pub slug: String,
    /// `site.yaml` over `zbor.yaml`.
    pub config: Config,
    /// One an own language, the one written in first.
    pub editions: Vec<Edition>,
}

/// Whether drafts and what is not due yet are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// As residents see it.
    Hidden,
    /// As the editor wants to look at it.
    Shown,
}

/// Reads what all sites share. What `memo` knows is not converted again.
pub fn library(workspace: &Workspace, memo: &Memo) -> Checked<Library> {
    let dialects = Dialects::new();
    let written = shared_language(workspace).unwrap_or(Locale::Bs);
    let words = Words { dialects: &dialects, own: dialects.how(written, &[]), memo };
    let mut read = draft::read_folder(&workspace.shared, None, &words);
    read.findings.extend(for_sites::unknown(&read.value, &published::aimed(&workspace.shared), workspace));
    read.findings.extend(workspace.config.iter().flat_map(|file| config::check(file)));
    Checked { value: Library { shared: read.value, dialects }, findings: read.findings }
}

/// One site on the day of `now`. None where it has no usable `site.yaml`. What `memo` knows is not converted again.
pub fn assemble(
    workspace: &Workspace,
    library: &Library,
    memo: &Memo,
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
    let respelt = config.languages.iter().filter(|locale| edition::is_respelt(**locale, &config));
    let scripts: Vec<_> = respelt.map(|locale| edition::options(&library.dialects, &config, *locale)).collect();
    let own = library.dialects.how(config.written(), &scripts);
    let words = Words { dialects: &library.dialects, own, memo };
    let own = draft::read_folder(folder, Some(&workspace.shared), &words).collect(&mut findings);
    findings.extend(for_sites::idle(&own, &folder.path));
    let chosen = choose(own, library, name, &today, drafts);
    let addresses = address::assign(&chosen, &config).collect(&mut findings);
    let shared = shared_language(workspace);
    let written = chosen.par_iter().map(|draft| variant::written(draft, shared, config.written())).collect();
    let answers = folder.answers.as_ref().map(|file| answers::read(&file.source).collect(&mut findings));
    let answers = answers.unwrap_or_default();
    let plan = Plan {
        name,
        folders: [folder, &workspace.shared],
        config: &config,
        dialects: &library.dialects,
        today: &today,
        drafts: &chosen,
        addresses: &addresses,
        written,
        answers: &answers,
    };
    let made: Vec<_> = config.languages.par_iter().map(|locale| made(&plan, *locale, folder)).collect();
    let mut editions = Vec::new();
    let mut logo = None;
    for (edition, own_logo) in made {
        logo = logo.or(own_logo.collect(&mut findings));
        // Every edition would find the same mistakes in the same files: the first tells them, the
        // others only what is new; equal findings are dropped when sorted.
        editions.push(edition.collect(&mut findings));
    }
    let slug = if workspace.single { String::new() } else { lang::slug(name) };
    Checked { value: Some(Site { today, built: today.date, logo, slug, config, editions }), findings }
}

/// An edition; that of the language written in with the coat of arms.
fn made(plan: &Plan, locale: Locale, folder: &Folder) -> (Checked<Edition>, Checked<Option<Arc<Asset>>>) {
    let making = Making::new(plan, locale);
    let logo = if locale == plan.config.written() { making.logo(folder) } else { Checked::fine(None) };
    (making.edition(), logo)
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

/// The language of `shared/`: the first of `zbor.yaml`.
fn shared_language(workspace: &Workspace) -> Option<Locale> {
    let file = workspace.config.as_deref()?;
    let node = file.yaml.as_ref()?;
    let mut fields = super::fields::Fields::new(&config::KEYS, &[node]);
    fields.list("languages").first().and_then(|tag| Locale::parse(&tag.value)).or(Some(Locale::Bs))
}
