//! Where a new text goes: which site, which folder, and in which language.

use crate::cli::console::Console;
use crate::cli::failure::{Failure, no_such_site};
use crate::cli::workspace;
use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use zbor::diag::text;
use zbor::lang::{self, Locale};
use zbor::load::{self, Kind, TextFile};
use zbor::site;

/// A site and its folder.
pub(crate) type Chosen = (String, PathBuf);

/// The site that is meant: the one named, the only one, that of the current folder, or the one that
/// the user chooses.
///
/// # Errors
/// When there is no such site, or nobody can be asked.
pub(crate) fn site(root: &Path, named: Option<&String>, here: &Path, console: &Console) -> Result<Chosen, Failure> {
    let sites = workspace::sites(root);
    let inside = sites.iter().find(|(_, dir)| here.starts_with(dir));
    match (named, sites.len()) {
        (Some(name), _) => by_name(&sites, name),
        (None, 0) => Err(no_site(root)),
        (None, 1) => sites.into_iter().next().ok_or_else(|| no_site(root)),
        (None, _) => inside.map_or_else(|| ask(&sites, console), |(name, dir)| Ok((name.clone(), dir.clone()))),
    }
}

fn by_name(sites: &BTreeMap<String, PathBuf>, name: &str) -> Result<Chosen, Failure> {
    let found = sites.iter().find(|(known, _)| site::same_name(known, name));
    found.map(|(name, dir)| (name.clone(), dir.clone())).ok_or_else(|| no_such_site(name, &names(sites)))
}

fn names(sites: &BTreeMap<String, PathBuf>) -> Vec<String> {
    sites.keys().cloned().collect()
}

/// Asks until the answer is a site; a number of the list will do.
fn ask(sites: &BTreeMap<String, PathBuf>, console: &Console) -> Result<Chosen, Failure> {
    let all = names(sites);
    let list = all.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let which = Failure::usage(text!("ne piše za koji je sajt", "it does not say for which site"))
        .help(text!("dodajte `--site` i jedno od: {list}", "add `--site` and one of: {list}"));
    if !io::stdin().is_terminal() {
        return Err(which);
    }
    console.say(&text!("Za koji sajt?", "For which site?"));
    for (number, name) in (1..).zip(&all) {
        console.print(&format!("  {number}  {name}\n"));
    }
    loop {
        console.print("> ");
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line).map_err(|error| Failure::io(Path::new("stdin"), &error))?;
        if read == 0 {
            return Err(which);
        }
        let answer = line.trim();
        let numbered = answer.parse::<usize>().ok().and_then(|number| all.get(number.checked_sub(1)?));
        match by_name(sites, numbered.map_or(answer, String::as_str)) {
            Ok(chosen) => return Ok(chosen),
            Err(failure) => console.complain(&failure),
        }
    }
}

/// The folder of a kind in a site, by any of its names, else the name for a new one.
pub(crate) fn folder(site: &Path, kind: Kind, usual: &str) -> PathBuf {
    let found = workspace::folders(site).into_iter().find(|name| Kind::of_folder(name) == Some(kind));
    site.join(found.as_deref().unwrap_or(usual))
}

/// The language that a site is written in: its own, else that of the workspace, else Bosnian.
///
/// # Errors
/// When the workspace cannot be read.
pub(crate) fn locale(root: &Path, site: &str) -> Result<Locale, Failure> {
    let workspace = load::load(root).map_err(|error| Failure::io(&error.path, &error.reason))?.value;
    let own = workspace.sites.get(site).and_then(|folder| folder.config.as_ref());
    let files = [own, workspace.config.as_ref()].into_iter().flatten();
    Ok(files.filter_map(|file| first_language(file)).next().unwrap_or(Locale::Bs))
}

/// The first of the languages that a file gives; none where it gives none.
fn first_language(file: &TextFile) -> Option<Locale> {
    let given = |key: &str| ["languages", "jezici", "language", "jezik"].contains(&lang::fold_key(key).as_str());
    let entries = file.yaml.as_ref()?.entries();
    entries.iter().any(|entry| given(&entry.key)).then(|| site::workspace_config(file).languages.first().copied())?
}

fn no_site(root: &Path) -> Failure {
    let path = root.display();
    Failure::world(text!("u `{path}` nema nijednog sajta", "there is no site in `{path}`")).help(text!(
        "sajt je fascikla u `sites` u kojoj je `site.yaml`",
        "a site is a folder in `sites` with a `site.yaml`"
    ))
}
