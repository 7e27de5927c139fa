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
use super::theme;
use crate::diag::{self, Checked, Diagnostic, Severity};
use crate::load::{self, Found, Memo as Texts, Place, Role, TextFile, Workspace, place};
use crate::photo::{Cache, LastPhotos, Photos};
use crate::render::Unmade;
use crate::site::{self, Site};
use crate::url::{Slug, UrlPath};
use rayon::prelude::*;
use standing::{Extent, Standing};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
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

/// When what stands in for a missing file was modified; 0 would say that nobody knows.
const OF_OLD: u128 = 1;

/// What is kept, and what stands in for what in this run.
pub struct Last {
    store: Store,
    photos: LastPhotos,
    previous: Option<PathBuf>,
    /// What stands in, by path.
    standing: BTreeMap<String, Standing>,
    /// What is said of the texts that others stand in for.
    said: Vec<Diagnostic>,
    /// Texts that are left out, none being kept of them, each with the address that it gives itself.
    stranded: BTreeMap<String, Option<Slug>>,
    /// Themes that stand in whole: their folders with `/` at the end, and the first mistake of each.
    themes: BTreeMap<String, Diagnostic>,
    single: bool,
}

/// Reads the workspace; where the request wants it, with what stands in for broken texts, and for those that are `blamed`
/// for pages that could not be made ([`Last::blamed`]).
///
/// # Errors
/// When a site was asked for that is not there.
pub fn read(
    request: &Request,
    found: &Checked<Vec<Found>>,
    memo: &mut Memo,
    blamed: &[Diagnostic],
) -> Result<(Checked<Workspace>, Option<Last>), BuildError> {
    let first = load::read(&request.root, found.clone(), &mut memo.texts);
    let Keep::Last { previous } = &request.keep else { return Ok((first, None)) };
    let mut said = said(request, &first, memo)?;
    said.extend_from_slice(blamed);
    // What stands in is no file of the workspace, and is not remembered as one.
    let mut texts = memo.texts.clone();
    let store = Store::of(&request.root);
    let mut last = Last {
        photos: store.photos(),
        store,
        previous: previous.clone(),
        standing: BTreeMap::new(),
        said: Vec::new(),
        stranded: BTreeMap::new(),
        themes: BTreeMap::new(),
        single: first.value.single,
    };
    for (path, errors) in errors(&said) {
        match theme_of(&path, last.single) {
            Some(folder) => last.theme_stands_in(&folder, &errors),
            None => last.stand_in(&path, &errors, &first.value, &mut texts),
        }
    }
    let workspace = last.read(request, found, &mut texts);
    let mut workspace = last.without_failures(request, found, workspace, memo, texts)?;
    // What stands in is no file of the workspace.
    workspace.value.found = found.value.clone();
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
    findings.extend(theme::mistakes(workspace));
    Ok(findings)
}

/// What keeps files from being published, by path.
fn errors(findings: &[Diagnostic]) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut errors: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        if let Some(path) = finding.path() {
            errors.entry(path.to_owned()).or_default().push(finding.clone());
        }
    }
    errors
}

impl Last {
    /// Puts the last good version of a text in its place, so far as one is kept.
    fn stand_in(&mut self, path: &str, errors: &[Diagnostic], workspace: &Workspace, texts_now: &mut Texts) {
        if let Some(name) = hidden(path).filter(|name| workspace.found.iter().all(|found| found.path != *name)) {
            return self.renamed_stands_in(path, name, errors, &workspace.root);
        }
        let Some(role) = text_role(path, self.single) else { return };
        let now = texts(workspace).find(|file| file.source.path == path);
        if now.is_some_and(|file| is_withdrawn(&role, file)) {
            return;
        }
        let kept = self.other_text(path, now.map(|now| &**now));
        let kept = kept.map(|text| load::read_text(path, text.into_bytes()).value);
        let standing = kept.and_then(|kept| Standing::of(now, &kept, errors));
        let found = workspace.found.iter().find(|found| found.path == path);
        match standing.zip(found) {
            Some((standing, found)) => {
                texts_now.put(found, Arc::clone(&standing.file));
                self.standing.insert(path.to_owned(), standing);
            }
            None => _ = self.stranded.insert(path.to_owned(), now.and_then(|now| own_slug(&role, now))),
        }
    }

    /// `voda.md` for `voda.md.txt`, whose ending Windows hides: whoever saved it so did not take `voda.md` away.
    fn renamed_stands_in(&mut self, path: &str, name: &str, errors: &[Diagnostic], root: &Path) {
        let Some(role) = text_role(name, self.single) else { return };
        let now = std::fs::read(root.join(path)).map(|bytes| load::read_text(name, bytes).value).ok();
        let Some(now) = now.filter(|now| !is_withdrawn(&role, now)) else { return };
        let kept = self.store.text(name).map(|text| load::read_text(name, text.into_bytes()).value);
        match (kept, errors.first()) {
            (Some(file), Some(why)) => {
                let standing = Standing { file, extent: Extent::Text, why: why.clone() };
                self.standing.insert(name.to_owned(), standing);
            }
            _ => _ = self.stranded.insert(name.to_owned(), own_slug(&role, &now)),
        }
    }

    /// A theme stands in whole: its files go together.
    fn theme_stands_in(&mut self, folder: &str, errors: &[Diagnostic]) {
        let Some(why) = errors.first().filter(|_| !self.themes.contains_key(folder)) else { return };
        let kept = self.store.texts_below(folder);
        // In place of templates that cannot be read stand the built-in ones; of those that fail later nobody knows before.
        if kept.is_empty() && why.code != told::UNMADE {
            return;
        }
        for (path, text) in kept {
            let file = load::read_text(&path, text.into_bytes()).value;
            self.standing.insert(path, Standing { file, extent: Extent::Theme, why: why.clone() });
        }
        self.themes.insert(folder.to_owned(), why.clone());
    }

    /// Whom to blame for pages that could not be made, so far as something else can stand in: the theme whose template
    /// failed, unless it is the last good one already; then the text.
    pub fn blamed(&self, workspace: &Workspace, unmade: &[Unmade]) -> Vec<Diagnostic> {
        let mut themes = BTreeMap::new();
        let (of_themes, of_texts): (Vec<&Unmade>, Vec<&Unmade>) = unmade.iter().partition(|one| {
            let Some(folder) = one.finding.path().and_then(|path| theme_of(path, self.single)) else { return false };
            *themes.entry(folder).or_insert_with_key(|folder| self.theme_can_be_other(folder, workspace))
        });
        let now: BTreeMap<&str, &TextFile> = texts(workspace).map(|file| (&*file.source.path, &**file)).collect();
        let of_texts = of_texts.into_iter().filter_map(|one| {
            let source = one.source.as_ref()?;
            let can_be_other = now.get(source.as_str()).is_some_and(|now| self.text_can_be_other(now));
            can_be_other.then(|| told::unmade(source, &one.finding))
        });
        let mut blamed: Vec<Diagnostic> = Unmade::told(of_themes).into_iter().chain(of_texts).collect();
        diag::sort(&mut blamed);
        blamed
    }

    /// Whether another version of a theme is kept that does not stand in yet; or, where the templates that a site has of its
    /// own are its first, whether they can be set aside.
    fn theme_can_be_other(&self, folder: &str, workspace: &Workspace) -> bool {
        let kept = self.store.texts_below(folder);
        let mut now = templates(workspace).filter(|file| file.source.path.starts_with(folder)).peekable();
        let is_of_site =
            now.peek().is_some_and(|file| matches!(place(&file.source.path, self.single), Place::Content(..)));
        let is_same = |file: &Arc<TextFile>| kept.get(&file.source.path).is_some_and(|text| *text == *file.source.text);
        !self.themes.contains_key(folder) && if kept.is_empty() { is_of_site } else { !now.all(is_same) }
    }

    /// Whether something else can be shown instead of a text for which nothing stands in yet.
    fn text_can_be_other(&self, now: &TextFile) -> bool {
        let path = &now.source.path;
        let is_known = self.standing.contains_key(path) || self.stranded.contains_key(path);
        !is_known && (self.previous.is_some() || self.other_text(path, Some(now)).is_some())
    }

    /// The last good version of a text, if it is not what the text is `now`.
    fn other_text(&self, path: &str, now: Option<&TextFile>) -> Option<String> {
        self.store.text(path).filter(|kept| now.is_none_or(|now| *now.source.text != *kept))
    }

    /// Reads the workspace with what stands in.
    fn read(&self, request: &Request, found: &Checked<Vec<Found>>, texts: &mut Texts) -> Checked<Workspace> {
        let mut found = found.clone();
        found.value.retain(|one| !self.is_of_standing_theme(&one.path));
        for (path, standing) in &self.standing {
            if found.value.iter().all(|one| one.path != *path) {
                let one = Found { path: path.clone(), len: standing.file.source.text.len() as u64, mtime: OF_OLD };
                texts.put(&one, Arc::clone(&standing.file));
                found.value.push(one);
            }
        }
        found.value.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        load::read(&request.root, found, texts)
    }

    fn is_of_standing_theme(&self, path: &str) -> bool {
        self.themes.keys().any(|folder| path.starts_with(folder.as_str()))
    }

    /// What stands in may be broken itself by now: another text has taken its name. Then nothing is gained.
    fn without_failures(
        &mut self,
        request: &Request,
        found: &Checked<Vec<Found>>,
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
        self.stranded.extend(failed.into_iter().map(|path| (path, None)));
        Ok(self.read(request, found, &mut texts))
    }

    /// Whether something stands in for the text that a finding is about.
    fn stands(&self, finding: &Diagnostic) -> bool {
        finding.path().is_some_and(|path| self.standing.contains_key(path) || self.is_of_standing_theme(path))
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
        findings.extend(self.standing.iter().filter_map(|(path, standing)| told::stands_in(path, standing)));
        let with_theme = |folder: &String| self.standing.keys().any(|path| path.starts_with(folder.as_str()));
        findings.extend(self.themes.iter().map(|(folder, why)| told::theme(why, with_theme(folder))));
        findings.extend(self.photos.shown().iter().map(|path| told::photo(path)));
        if let Some(dir) = self.previous.as_deref() {
            for (path, slug) in &self.stranded {
                if previous::pass_on(put, dir, path, slug.clone(), self.single)? {
                    findings.push(told::page(path));
                }
            }
        }
        Ok(())
    }

    /// Keeps what was good in this run, one of the `whole` workspace. What cannot be kept is not there next time.
    pub fn keep(&self, workspace: &Workspace, findings: &[Diagnostic], whole: bool) {
        let broken = errors(findings);
        // Of a theme all is kept, or nothing.
        let themes: BTreeSet<String> = broken.keys().filter_map(|path| theme_of(path, self.single)).collect();
        let is_good = |path: &str| match theme_of(path, self.single) {
            Some(folder) => !themes.contains(&folder),
            None => text_role(path, self.single).is_some() && !broken.contains_key(path),
        };
        let good = texts(workspace).chain(templates(workspace)).filter(|file| {
            let path = &file.source.path;
            is_good(path) && !self.standing.contains_key(path)
        });
        self.store.keep_photos(&self.photos, whole);
        if whole {
            let found = workspace.found.iter().map(|found| found.path.as_str());
            let broken_themes = themes.iter().flat_map(|folder| self.store.texts_below(folder).into_keys());
            let standing: BTreeSet<String> = self.standing.keys().cloned().chain(broken_themes).collect();
            let present = found.chain(standing.iter().map(String::as_str)).collect();
            self.store.keep(good.map(|file| &*file.source), &present);
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

/// The files of themes.
fn templates(workspace: &Workspace) -> impl Iterator<Item = &Arc<TextFile>> {
    let own = workspace.sites.values().flat_map(|folder| folder.theme.values());
    own.chain(workspace.themes.values().flat_map(|theme| theme.values()))
}

/// The folder of the theme that a file belongs to, with `/` at its end.
fn theme_of(path: &str, single: bool) -> Option<String> {
    match place(path, single) {
        Place::Theme(_, inner) | Place::Content(_, Role::Theme(inner)) => path.strip_suffix(&inner).map(str::to_owned),
        _ => None,
    }
}

/// The name that a text with a hidden ending should have.
fn hidden(path: &str) -> Option<&str> {
    let (name, ending) = path.rsplit_once('.')?;
    let is_text = load::is_markdown(name) || load::is_yaml(name);
    (ending.eq_ignore_ascii_case("txt") && is_text).then_some(name)
}

/// The address that a text gives itself.
fn own_slug(role: &Role, file: &TextFile) -> Option<Slug> {
    let Role::Text(kind) = role else { return None };
    let vocabulary = site::vocabulary(*kind);
    let mut entries = file.yaml.iter().flat_map(|front| front.entries());
    let written = entries.find(|entry| vocabulary.canonical(&entry.key) == Some("slug"))?.value.as_text()?;
    Slug::from_title(written.trim_matches('/'))
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
