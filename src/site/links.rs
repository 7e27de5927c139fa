//! What a path written in a text means: a page, a file, a photo, or nothing.

use super::document;
use super::item::{File, Photo, Target};
use super::photo_ref::{FileRef, PhotoRef};
use crate::diag::{Diagnostic, Severity, Span, text};
use crate::lang;
use crate::load::{Asset, Folder, TextFile};
use crate::markdown::{RefKind, Reference};
use crate::url::{self, LinkKind, UrlPath, allowed};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All that links of a site can lead to.
#[derive(Default)]
pub struct Index {
    /// Pages by the workspace path of their text.
    pages: BTreeMap<String, UrlPath>,
    /// Every page of the site, so that links to addresses can be checked.
    addresses: BTreeMap<UrlPath, ()>,
    /// Files by workspace path.
    assets: BTreeMap<String, Arc<Asset>>,
    /// What documents are called, by workspace path.
    titles: BTreeMap<String, String>,
    /// Folded path to path, for names that differ in case only.
    folded: BTreeMap<String, String>,
    /// Folders that a leading `/` may mean: the site's, then `shared`.
    roots: Vec<String>,
    /// How many more times the nearest name is looked for.
    patience: Patience,
}

/// Looking for the nearest name is a step over all names; a site with thousands of broken links would
/// wait for it, and nobody reads the thousandth suggestion.
struct Patience(Cell<u32>);

impl Default for Patience {
    fn default() -> Patience {
        Patience(Cell::new(300))
    }
}

impl Patience {
    fn lasts(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        left > 0
    }
}

impl Index {
    /// An index of the files of a site and of `shared`.
    pub fn new(folders: &[&Folder]) -> Index {
        let mut index = Index::default();
        for folder in folders {
            index.roots.push(folder.path.clone());
            for (path, asset) in &folder.assets {
                index.folded.entry(path.to_lowercase()).or_insert_with(|| path.clone());
                index.assets.entry(path.clone()).or_insert_with(|| Arc::clone(asset));
            }
        }
        index
    }

    /// Makes a text known by its file.
    pub fn page(&mut self, file: &str, path: &UrlPath) {
        self.folded.entry(file.to_lowercase()).or_insert_with(|| file.to_owned());
        self.pages.insert(file.to_owned(), path.clone());
        self.addresses.insert(path.clone(), ());
    }

    /// Makes an address known that no text stands behind.
    pub fn address(&mut self, path: UrlPath) {
        self.addresses.insert(path, ());
    }

    /// Makes it known what a document is called.
    pub fn title(&mut self, asset: &Asset, title: &str) {
        self.titles.insert(asset.path.clone(), title.to_owned());
    }

    /// The file that a reference of front matter names, called as the reference says, as the list of documents does, or
    /// as its name can be read.
    pub fn file(&self, from: &TextFile, file: &FileRef, findings: &mut Vec<Diagnostic>) -> Option<File> {
        let asset = self.asset(from, &file.src, &file.span, findings)?;
        let title = file.title.as_ref().or_else(|| self.titles.get(&asset.path)).cloned();
        let title = title.unwrap_or_else(|| document::title_of(&asset.path));
        Some(File { asset, title })
    }

    /// The photo that a reference of front matter names.
    pub fn photo(&self, from: &TextFile, photo: &PhotoRef, findings: &mut Vec<Diagnostic>) -> Option<Photo> {
        let asset = self.asset(from, &photo.file.src, &photo.file.span, findings)?;
        if photo.alt.as_ref().is_none_or(|alt| alt.is_empty()) {
            findings.push(no_alt(photo));
        }
        Some(Photo {
            asset,
            alt: photo.alt.clone().unwrap_or_default(),
            caption: photo.caption.clone(),
            credit: photo.credit.clone(),
        })
    }

    fn asset(&self, from: &TextFile, src: &str, span: &Span, findings: &mut Vec<Diagnostic>) -> Option<Arc<Asset>> {
        let found = self.candidates(from, src).into_iter().find_map(|path| self.asset_at(&path, span, findings));
        if found.is_none() {
            findings.push(self.missing_file(from, src, span));
        }
        found
    }

    fn asset_at(&self, path: &str, span: &Span, findings: &mut Vec<Diagnostic>) -> Option<Arc<Asset>> {
        if let Some(asset) = self.assets.get(path) {
            return Some(Arc::clone(asset));
        }
        let real = self.folded.get(&path.to_lowercase())?;
        let asset = self.assets.get(real)?;
        findings.push(wrong_case(real, span));
        Some(Arc::clone(asset))
    }

    /// Where a reference of a text leads.
    pub fn target(&self, from: &TextFile, reference: &Reference, findings: &mut Vec<Diagnostic>) -> Target {
        let span = from.source.span(reference.span.clone());
        match &reference.kind {
            RefKind::Image { alt, title } => self.image(from, reference, alt, title.as_deref(), &span, findings),
            RefKind::Link => self.link(from, &reference.dest, &span, findings),
            RefKind::Refused => Target::Broken,
        }
    }

    fn image(
        &self,
        from: &TextFile,
        reference: &Reference,
        alt: &str,
        caption: Option<&str>,
        span: &Span,
        findings: &mut Vec<Diagnostic>,
    ) -> Target {
        if matches!(allowed(&reference.dest), Ok(LinkKind::External)) {
            findings.push(foreign_photo(&reference.dest, span));
            return Target::Broken;
        }
        match self.asset(from, &reference.dest, span, findings) {
            Some(asset) => {
                Target::Photo(Photo { asset, alt: alt.to_owned(), caption: caption.map(str::to_owned), credit: None })
            }
            None => Target::Broken,
        }
    }

    fn link(&self, from: &TextFile, dest: &str, span: &Span, findings: &mut Vec<Diagnostic>) -> Target {
        match allowed(dest) {
            Ok(LinkKind::Path) => {}
            Ok(LinkKind::Fragment) => return Target::Here(dest.to_owned()),
            Ok(_) => return Target::External(dest.to_owned()),
            Err(problem) => {
                findings.push(problem.at(Severity::Warning, span));
                return Target::Broken;
            }
        }
        let (path, fragment) = dest.find(['#', '?']).map_or((dest, ""), |at| dest.split_at(at));
        for candidate in self.candidates(from, path) {
            if let Some(page) = self.page_at(&candidate, span, findings) {
                return Target::Page(page, fragment.to_owned());
            }
            if let Some(asset) = self.asset_at(&candidate, span, findings) {
                return Target::File(asset);
            }
        }
        match UrlPath::parse(path).filter(|path| self.addresses.contains_key(path)) {
            Some(page) => Target::Page(page, fragment.to_owned()),
            None => {
                findings.push(self.missing_page(from, path, span));
                Target::Broken
            }
        }
    }

    fn page_at(&self, path: &str, span: &Span, findings: &mut Vec<Diagnostic>) -> Option<UrlPath> {
        for path in [path.to_owned(), format!("{path}.md"), format!("{path}/index.md")] {
            if let Some(page) = self.pages.get(&path) {
                return Some(page.clone());
            }
            if let Some((real, page)) =
                self.folded.get(&path.to_lowercase()).and_then(|real| Some((real, self.pages.get(real)?)))
            {
                findings.push(wrong_case(real, span));
                return Some(page.clone());
            }
        }
        None
    }

    /// Workspace paths that a written path may mean: beside the text; from the site's folder; the
    /// same place of the site for a shared text, and of `shared` for a site's.
    fn candidates(&self, from: &TextFile, written: &str) -> Vec<String> {
        let written = url::decode(written).replace('\\', "/");
        let mut all = Vec::new();
        let own = self.roots.iter().find(|root| root.is_empty() || from.source.path.starts_with(&format!("{root}/")));
        let mut add = |folder: &str| all.extend(normalise(folder, written.trim_start_matches('/')));
        if !written.starts_with('/') {
            add(from.folder());
            for root in self.roots.iter().filter(|root| Some(*root) != own) {
                let inside = own.map_or("", |own| from.folder().strip_prefix(own.as_str()).unwrap_or_default());
                add(&format!("{root}{inside}"));
            }
        }
        self.roots.iter().for_each(|root| add(root));
        all
    }

    fn missing_file(&self, from: &TextFile, src: &str, span: &Span) -> Diagnostic {
        let folder = format!("{}/", from.folder());
        let beside = self.assets.keys().filter_map(|path| path.strip_prefix(&folder));
        let finding = Diagnostic::warning("L010", span, text!("datoteke `{src}` nema", "there is no file `{src}`"));
        let elsewhere = || {
            let same = self.assets.keys().find(|path| last(path).eq_ignore_ascii_case(last(src)));
            same.map(|path| relative(from.folder(), path))
        };
        let near = || lang::nearest(src, beside).map(str::to_owned).or_else(elsewhere);
        let near = if self.patience.lasts() { near() } else { None };
        match near {
            Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
            None => finding
                .help(text!("stavite je u istu fasciklu gdje je ovaj tekst", "put it into the folder of this text")),
        }
    }

    fn missing_page(&self, from: &TextFile, path: &str, span: &Span) -> Diagnostic {
        let finding = Diagnostic::warning(
            "L011",
            span,
            text!("link ne vodi nikuda: `{path}`", "the link leads nowhere: `{path}`"),
        );
        let all = self.pages.keys().map(|path| last(path));
        let near = if self.patience.lasts() { lang::nearest(last(path), all) } else { None };
        match near.and_then(|near| self.pages.keys().find(|path| last(path) == near)) {
            Some(near) => {
                let near = relative(from.folder(), near);
                finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?"))
            }
            None => finding.help(text!(
                "pišite put do teksta, na primjer `../usluge/potvrda.md`",
                "write the path of the text, for example `../services/certificate.md`"
            )),
        }
    }
}

/// The last part of a path; the folder's name where the file is its index.
fn last(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("/index.md").unwrap_or(path);
    path.rsplit('/').next().unwrap_or(path)
}

/// A path as it is written in a text of a folder.
fn relative(folder: &str, path: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) =
        (folder.split('/').filter(|part| !part.is_empty()).collect(), path.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    up + &to.get(common..).unwrap_or_default().join("/")
}

/// Joins a folder and a relative path; none where it would leave the workspace.
fn normalise(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn wrong_case(real: &str, span: &Span) -> Diagnostic {
    let name = real.rsplit('/').next().unwrap_or(real);
    Diagnostic::warning(
        "L012",
        span,
        text!("velika i mala slova se ne slažu: datoteka je `{name}`", "capitals differ: the file is `{name}`"),
    )
    .help(text!(
        "na ovom računaru radi, a na internetu ne bi: pišite `{name}`",
        "it works on this computer and would not on the web: write `{name}`"
    ))
}

fn no_alt(photo: &PhotoRef) -> Diagnostic {
    let src = &photo.file.src;
    Diagnostic::warning("P001", &photo.file.span, text!("fotografija nema opisa", "the photo has no description")).help(
        text!(
            "napišite i šta se na njoj vidi, za one koji je ne vide: `{{src: {src}, opis: …}}`",
            "write what can be seen on it too, for those who do not see it: `{{src: {src}, alt: …}}`"
        ),
    )
}

fn foreign_photo(dest: &str, span: &Span) -> Diagnostic {
    Diagnostic::warning(
        "L013",
        span,
        text!("fotografija leži na tuđoj adresi: `{dest}`", "the photo lies at another address: `{dest}`"),
    )
    .help(text!(
        "sačuvajte je pored teksta i navedite ime datoteke",
        "save it beside the text and give the name of the file"
    ))
}
