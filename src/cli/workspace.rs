//! Which workspace is meant: the one named, or the one that the current folder lies in.

use super::failure::{Failure, shown};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use zbor::diag::text;
use zbor::lang;
use zbor::load::is_yaml;

/// Names of the folder that holds the sites.
const SITES: &[&str] = &["sites", "mz", "sajtovi"];

/// The workspace that a command works on.
///
/// # Errors
/// When there is none.
pub(crate) fn find(named: Option<&Path>) -> Result<PathBuf, Failure> {
    match named {
        Some(path) => named_workspace(path),
        None => {
            let here = here()?;
            above(&here).ok_or_else(|| nothing_here(&here))
        }
    }
}

/// The current folder.
///
/// # Errors
/// When it was deleted meanwhile, or may not be read.
pub(crate) fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::io(Path::new("."), &error))
}

fn named_workspace(path: &Path) -> Result<PathBuf, Failure> {
    if let Err(error) = fs::read_dir(path) {
        return Err(nearest_folder(path, Failure::io(path, &error)));
    }
    match is_workspace(path) {
        true => Ok(path.to_owned()),
        false => Err(nothing_here(path)),
    }
}

/// The workspace that a folder lies in. A `site.yaml` below a `zbor.yaml` is a site of that workspace,
/// not a workspace of its own.
pub(crate) fn above(from: &Path) -> Option<PathBuf> {
    let config = from.ancestors().find(|dir| holds(dir, &["zbor", "mz"]));
    let site = from.ancestors().find(|dir| holds(dir, &["site", "sajt"]));
    match (config, site) {
        (Some(config), Some(site)) if site.starts_with(config) && !is_site_of(config, site) => Some(site.to_owned()),
        (config, site) => config.or(site).map(Path::to_owned),
    }
}

/// `config/sites/<slug>`, or the same folder.
fn is_site_of(config: &Path, site: &Path) -> bool {
    config == site || site.parent().and_then(Path::parent) == Some(config)
}

fn is_workspace(dir: &Path) -> bool {
    holds(dir, &["zbor", "mz", "site", "sajt"]) || folders(dir).iter().any(|name| is_sites(dir, name))
}

/// `sites/`, with a site in it.
fn is_sites(dir: &Path, name: &str) -> bool {
    let inner = dir.join(name);
    is(name, SITES) && folders(&inner).iter().any(|site| holds(&inner.join(site), &["site", "sajt"]))
}

/// Whether a folder holds a YAML file of one of these names.
fn holds(dir: &Path, names: &[&str]) -> bool {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).any(|file| {
        let base = file.rsplit_once('.').map_or(file.as_str(), |(base, _)| base);
        is_yaml(&file) && is(base, names)
    })
}

fn is(name: &str, known: &[&str]) -> bool {
    let name = lang::fold_key(name);
    known.iter().any(|known| lang::fold_key(known) == name)
}

/// The names of the folders in a folder, sorted.
pub(crate) fn folders(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The folders of the sites of a workspace, by name, with their paths; one without a name for a
/// workspace of one site.
pub(crate) fn sites(root: &Path) -> BTreeMap<String, PathBuf> {
    if !holds(root, &["zbor", "mz"]) && holds(root, &["site", "sajt"]) {
        return BTreeMap::from([(String::new(), root.to_owned())]);
    }
    let parents = folders(root).into_iter().filter(|name| is(name, SITES)).map(|name| root.join(name));
    let all =
        parents.flat_map(|parent| folders(&parent).into_iter().map(move |name| (name.clone(), parent.join(name))));
    all.filter(|(_, dir)| holds(dir, &["site", "sajt"])).collect()
}

/// Adds the folder that was probably meant.
fn nearest_folder(path: &Path, failure: Failure) -> Failure {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folders = folders(parent);
    match lang::nearest(&name, folders.iter().map(String::as_str)) {
        Some(near) => failure.help(text!("jeste li mislili `{near}`?", "did you mean `{near}`?")),
        None => failure,
    }
}

fn nothing_here(path: &Path) -> Failure {
    let path = shown(path);
    Failure::world(text!(
        "u `{path}` nema sajta: ni `zbor.yaml`, ni `site.yaml`",
        "there is no site in `{path}`: neither `zbor.yaml` nor `site.yaml`"
    ))
    .help(text!(
        "otvorite fasciklu sa svojim sajtom, ili napravite novu: `zbor init moja-mz`",
        "open the folder of your site, or make a new one: `zbor init my-mz`"
    ))
}
