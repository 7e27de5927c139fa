//! What is broken keeps its last good version, so that a slip of an editor takes nothing from residents.
//!
//! Of each text the last version without a mistake is kept in `.zbor/last/texts/`, as it was read. A text that would
//! be left out now is read from there, so its page, lists, feeds and the search stay whole; of a list of items only
//! the broken ones are taken from there. Photos need no copies: what was made of them is in the cache, by what
//! was last found in them. Where nothing is kept, published pages of an earlier build can be passed on as they are.
//!
//! The mistakes are told as ever, and beside them what was published instead.

mod previous;
mod standing;
mod store;
mod told;

use super::memo::Memo;
use super::photos::{formats, wanted, wishes};
use super::report::BuildError;
use super::run::{Request, chosen};
use crate::diag::{At, Checked, Diagnostic, Severity};
use crate::load::{self, Found, Memo as Texts, Place, Role, TextFile, Workspace, place};
use crate::photo::{Cache, LastPhotos, Photos};
use crate::site::{self, Site};
use crate::url::UrlPath;
use rayon::prelude::*;
use standing::Standing;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use store::Store;

/// What becomes of pages whose source is broken now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// They are left out.
    #[default]
    Nothing,
    /// Their last good version stays; where none is kept, that of an earlier output.
    Last {
        /// The earlier output.
        previous: Option<PathBuf>,
    },
}

/// Puts a file into the output.
pub type Put<'a> = dyn Fn(&UrlPath, &[u8]) -> Result<(), BuildError> + 'a;

/// What is kept, and what stands in for what in this run.
pub struct Last {
    store: Store,
    photos: LastPhotos,
    previous: Option<PathBuf>,
    /// What stands in, by path.
    standing: BTreeMap<String, Standing>,
    /// What is said of the texts that others stand in for.
    said: Vec<Diagnostic>,
    /// Texts that are left out, none being kept of them.
    stranded: BTreeSet<String>,
    single: bool,
}

/// Reads the workspace; where the request wants it, with what stands in for broken texts.
///
/// # Errors
/// When a site was asked for that is not there.
pub fn read(
    request: &Request,
    found: Checked<Vec<Found>>,
    memo: &mut Memo,
) -> Result<(Checked<Workspace>, Option<Last>), BuildError> {
    let first = load::read(&request.root, found.clone(), &mut memo.texts);
    let Keep::Last { previous } = &request.keep else { return Ok((first, None)) };
    let said = said(request, &first, memo)?;
    // What stands in is no file of the workspace, and is not remembered as one.
    let mut texts = memo.texts.clone();
    let store = Store::of(&request.root);
    let mut last = Last {
        photos: store.photos(),
        store,
        previous: previous.clone(),
        standing: BTreeMap::new(),
        said: Vec::new(),
        stranded: BTreeSet::new(),
        single: first.value.single,
    };
    for (path, errors) in errors(&said) {
        last.stand_in(&path, &errors, &first.value, &mut texts);
    }
    let workspace = load::read(&request.root, found.clone(), &mut texts);
    let workspace = last.without_failures(request, found, workspace, memo, texts)?;
    last.said = said.into_iter().filter(|finding| last.stands(finding)).collect();
    Ok((workspace, Some(last)))
}

/// Everything that is said of texts before pages are made.
fn said(request: &Request, workspace: &Checked<Workspace>, memo: &Memo) -> Result<Vec<Diagnostic>, BuildError> {
    let mut findings = workspace.findings.clone();
    let workspace = &workspace.value;
    let names = chosen(workspace, &request.sites)?;
    let library = site::library(workspace, &memo.html).collect(&mut findings);
    let assembled: Vec<Vec<Diagnostic>> = names
        .par_iter()
        .map(|name| site::assemble(workspace, &library, &memo.html, name, request.now, request.drafts).findings)
        .collect();
    findings.extend(assembled.into_iter().flatten());
    Ok(findings)
}

/// What keeps files from being published, by path.
fn errors(findings: &[Diagnostic]) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut errors: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        if let Some(path) = path_of(finding) {
            errors.entry(path.to_owned()).or_default().push(finding.clone());
        }
    }
    errors
}

fn path_of(finding: &Diagnostic) -> Option<&str> {
    match &finding.at {
        At::Workspace => None,
        At::File(path) => Some(path),
        At::Text(at) => Some(&at.path),
    }
}

impl Last {
    /// Puts the last good version of a text in its place, so far as one is kept.
    fn stand_in(&mut self, path: &str, errors: &[Diagnostic], workspace: &Workspace, texts_now: &mut Texts) {
        let Some(role) = text_role(path, self.single) else { return };
        let now = texts(workspace).find(|file| file.source.path == path);
        if now.is_some_and(|file| is_withdrawn(&role, file)) {
            return;
        }
        let kept = self.store.text(path).map(|text| load::read_text(path, text.into_bytes()).value);
        let standing = kept.and_then(|kept| Standing::of(now, &kept, errors));
        let found = workspace.found.iter().find(|found| found.path == path);
        match standing.zip(found) {
            Some((standing, found)) => {
                texts_now.put(found, Arc::clone(&standing.file));
                self.standing.insert(path.to_owned(), standing);
            }
            None => _ = self.stranded.insert(path.to_owned()),
        }
    }

    /// What stands in may be broken itself by now: another text has taken its name. Then nothing is gained.
    fn without_failures(
        &mut self,
        request: &Request,
        found: Checked<Vec<Found>>,
        workspace: Checked<Workspace>,
        memo: &Memo,
        mut texts: Texts,
    ) -> Result<Checked<Workspace>, BuildError> {
        if self.standing.is_empty() {
            return Ok(workspace);
        }
        let left = errors(&said(request, &workspace, memo)?);
        let failed: BTreeSet<String> =
            left.into_keys().filter(|path| self.standing.get(path).is_some_and(Standing::is_whole)).collect();
        if failed.is_empty() {
            return Ok(workspace);
        }
        self.standing.retain(|path, _| !failed.contains(path));
        texts.forget(&failed);
        self.stranded.extend(failed);
        Ok(load::read(&request.root, found, &mut texts))
    }

    /// Whether something stands in for the text that a finding is about.
    fn stands(&self, finding: &Diagnostic) -> bool {
        path_of(finding).is_some_and(|path| self.standing.contains_key(path))
    }

    /// The photos of a site, with what was last made of broken ones.
    pub fn photos(&self, cache: &Cache, site: &Site, photos: Photos) -> Photos {
        let wishes = wishes(site);
        self.photos.fill(cache, photos, &wanted(&wishes), formats(site))
    }

    /// Says what is published instead of what is broken, and why. Pages that only an earlier output has are passed on.
    ///
    /// # Errors
    /// When a page cannot be written.
    pub fn tell(&self, findings: &mut Vec<Diagnostic>, put: &Put) -> Result<(), BuildError> {
        // What is said of a text that stands in is not about the file that the editor has.
        findings.retain(|finding| !self.stands(finding));
        findings.extend(self.said.iter().cloned());
        findings.extend(self.standing.iter().map(|(path, standing)| told::stands_in(path, standing)));
        findings.extend(self.photos.shown().iter().map(|path| told::photo(path)));
        if let Some(dir) = self.previous.as_deref() {
            for path in &self.stranded {
                if previous::pass_on(put, dir, path, self.single)? {
                    findings.push(told::page(path));
                }
            }
        }
        Ok(())
    }

    /// Keeps what was good in this run, one of the `whole` workspace. What cannot be kept is not there next time.
    pub fn keep(&self, workspace: &Workspace, findings: &[Diagnostic], whole: bool) {
        let broken = errors(findings);
        let good = texts(workspace).filter(|file| {
            let path = &file.source.path;
            text_role(path, self.single).is_some() && !broken.contains_key(path) && !self.standing.contains_key(path)
        });
        self.store.keep_photos(&self.photos, whole);
        if whole {
            let paths = workspace.found.iter().map(|found| found.path.as_str()).collect();
            self.store.keep(good.map(|file| &*file.source), &paths);
        }
    }
}

/// The texts of a workspace that editors write.
fn texts(workspace: &Workspace) -> impl Iterator<Item = &Arc<TextFile>> {
    let folders = workspace.sites.values().chain([&workspace.shared]);
    let inner = folders.flat_map(|folder| {
        let parts = folder.parts.values().flat_map(|part| part.texts.iter().chain(&part.data).chain(&part.defaults));
        parts.chain(&folder.config).chain(&folder.forms)
    });
    inner.chain(&workspace.config)
}

/// What a text of an editor is to its site; none for templates, photos and what programs write.
fn text_role(path: &str, single: bool) -> Option<Role> {
    match place(path, single) {
        Place::Config => Some(Role::Site),
        Place::Content(_, role @ (Role::Site | Role::Forms | Role::Defaults(_) | Role::Text(_) | Role::Data(_))) => {
            Some(role)
        }
        _ => None,
    }
}

/// Whether a text says, broken as it is, that it is not to be published: then nothing may stand in for it.
fn is_withdrawn(role: &Role, file: &TextFile) -> bool {
    match (role, &file.yaml) {
        (Role::Text(kind), Some(front)) => site::says_draft(*kind, front),
        _ => false,
    }
}
