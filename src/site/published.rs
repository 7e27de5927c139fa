//! Documents and people, placed: which files a site offers, who sits on its council.

use super::fields::At;
use super::item::Photo;
use super::links::Index;
use super::texts::texts;
use super::{council, document};
use crate::date::Moment;
use crate::diag::{Checked, Diagnostic, text};
use crate::lang;
use crate::load::{Asset, Folder, Kind, TextFile};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document that a site offers.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub asset: Arc<Asset>,
    /// What it is called.
    pub title: String,
    /// What is in it.
    pub description: Option<String>,
    /// Of the document.
    pub date: Option<Moment>,
    /// `01-12/26`
    pub number: Option<String>,
    /// Who made it.
    pub body: Option<String>,
}

/// A member of the council.
#[derive(Clone, Debug)]
pub struct Person {
    /// What the file says.
    pub person: council::Person,
    /// The photo, if it exists.
    pub photo: Option<Photo>,
}

texts!(Document: title, description, body);
texts!(Person: person, photo);

/// Every file of the document folders, with what `documents.yaml` says, newest first.
pub fn documents(folders: [&Folder; 2], site: &str) -> Checked<Vec<Document>> {
    let mut out = Checked::fine(Vec::new());
    let mut taken = std::collections::BTreeSet::new();
    for folder in folders {
        let mut known: BTreeMap<String, document::Meta> = BTreeMap::new();
        for file in data(folder, Kind::Document) {
            let Some(root) = &file.yaml else { continue };
            for meta in document::read(root).collect(&mut out.findings) {
                let path = format!("{}/{}", file.folder(), meta.file.value);
                if !folder.assets.contains_key(&path) {
                    out.findings.push(missing(folder, file, &meta));
                }
                known.insert(path, meta);
            }
        }
        for (path, asset) in folder.assets.iter().filter(|(path, _)| is_in(path, folder, Kind::Document)) {
            let meta = known.get(path);
            let here = meta.is_none_or(|meta| {
                meta.for_sites.is_empty()
                    || meta.for_sites.iter().any(|at| lang::fold_key(&at.value) == lang::fold_key(site))
            });
            let name = path.rsplit('/').next().unwrap_or(path);
            if here && taken.insert(lang::fold_key(name)) {
                out.value.push(placed(asset, meta));
            }
        }
    }
    out.value.sort_by_cached_key(|one| (std::cmp::Reverse(one.date.map(|date| date.date)), one.asset.path.clone()));
    out
}

/// The MZs that `documents.yaml` of a folder names.
pub fn aimed(folder: &Folder) -> Vec<At<String>> {
    let files = data(folder, Kind::Document).filter_map(|file| file.yaml.as_ref());
    files.flat_map(|root| document::read(root).value).flat_map(|meta| meta.for_sites).collect()
}

fn placed(asset: &Arc<Asset>, meta: Option<&document::Meta>) -> Document {
    Document {
        asset: Arc::clone(asset),
        title: meta.and_then(|meta| meta.title.clone()).unwrap_or_else(|| document::title_of(&asset.path)),
        description: meta.and_then(|meta| meta.description.clone()),
        date: meta.and_then(|meta| meta.date),
        number: meta.and_then(|meta| meta.number.clone()),
        body: meta.and_then(|meta| meta.body.clone()),
    }
}

/// The council of a site; that of `shared` only where the site has none.
pub fn people(folders: [&Folder; 2], index: &Index) -> Checked<Vec<Person>> {
    let mut out = Checked::fine(Vec::new());
    for folder in folders {
        for file in data(folder, Kind::Council) {
            let Some(root) = &file.yaml else { continue };
            for person in council::read(root).collect(&mut out.findings) {
                let photo = person.photo.as_ref().and_then(|photo| index.photo(file, photo, &mut out.findings));
                out.value.push(Person { person, photo });
            }
        }
        if !out.value.is_empty() {
            break;
        }
    }
    out
}

fn data(folder: &Folder, kind: Kind) -> impl Iterator<Item = &Arc<TextFile>> {
    folder.parts.get(&kind).into_iter().flat_map(|part| &part.data)
}

/// Whether a path lies in the folder of a kind.
fn is_in(path: &str, folder: &Folder, kind: Kind) -> bool {
    let inner = path.strip_prefix(folder.path.as_str()).unwrap_or(path).trim_start_matches('/');
    inner.split_once('/').is_some_and(|(top, _)| Kind::of_folder(top) == Some(kind))
}

fn missing(folder: &Folder, file: &TextFile, meta: &document::Meta) -> Diagnostic {
    let name = &meta.file.value;
    let prefix = format!("{}/", file.folder());
    let names = folder.assets.keys().filter_map(|path| path.strip_prefix(&prefix));
    let finding =
        Diagnostic::warning("L010", &meta.file.span, text!("datoteke `{name}` nema", "there is no file `{name}`"));
    match lang::nearest(name, names) {
        Some(near) => finding.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => finding.help(text!("stavite je pored ovog teksta", "put it beside this text")),
    }
}
