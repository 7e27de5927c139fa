//! Pages of an earlier output, passed on as they are, where no source of theirs is kept.

use super::super::report::BuildError;
use super::Put;
use crate::lang::{self, Locale};
use crate::load::{Kind, Name, Place, Role, place};
use crate::site;
use crate::url::{Slug, UrlPath};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Passes the pages on that the output in `dir` has of the text at `path`, with their pictures. `own` is the address
/// that the text gives itself; else it has that of its file. Whether there was any.
///
/// # Errors
/// When a file cannot be written.
pub(super) fn pass_on(put: &Put, dir: &Path, path: &str, own: Option<Slug>, single: bool) -> Result<bool, BuildError> {
    let pages = pages(dir, path, own, single);
    for page in &pages {
        let Ok(html) = fs::read(dir.join(page.file_path())) else { continue };
        let inside = beside(dir, page).into_iter().chain(pictures(&String::from_utf8_lossy(&html), dir, page));
        for file in inside {
            if let Ok(bytes) = fs::read(dir.join(file.file_path())) {
                put(&file, &bytes)?;
            }
        }
        put(page, &html)?;
    }
    Ok(!pages.is_empty())
}

/// Pages of a text: below its site's folder, or that of each edition, by the word of its kind and its name.
fn pages(dir: &Path, path: &str, own: Option<Slug>, single: bool) -> Vec<UrlPath> {
    let Place::Content(name, Role::Text(kind)) = place(path, single) else { return Vec::new() };
    let Some(slug) = own.or_else(|| Slug::from_title(&Name::of(path).rest)) else { return Vec::new() };
    let sites: Vec<String> = match name {
        _ if single => vec![String::new()],
        Some(name) => vec![lang::slug(&name)],
        None => folders(dir),
    };
    let words: BTreeSet<&str> = Locale::ALL.into_iter().map(|locale| site::word(kind, locale)).collect();
    let editions: Vec<String> = Locale::ALL.into_iter().map(|locale| locale.tag().to_lowercase()).collect();
    let editions = || std::iter::once("").chain(editions.iter().map(String::as_str));
    let all = sites.iter().flat_map(|site| editions().map(move |edition| (site.as_str(), edition)));
    let pages = all.flat_map(|(site, edition)| {
        words.iter().map(move |word| {
            UrlPath::page(&[site, edition, word].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>())
        })
    });
    let pages = pages.map(|folder| UrlPath::page(&[slug.as_str()]).under(&folder));
    let top = |page: &UrlPath| kind != Kind::Page || page.as_str().len() > 1;
    pages.filter(|page| top(page) && dir.join(page.file_path()).is_file()).collect()
}

fn folders(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

/// Files in the folder of a page: its calendar and the like.
fn beside(dir: &Path, page: &UrlPath) -> Vec<UrlPath> {
    let folder = dir.join(page.file_path());
    let entries = folder.parent().map(fs::read_dir).into_iter().flatten().flatten().flatten();
    let mut files: Vec<UrlPath> = entries
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| page.join(&entry.file_name().to_string_lossy()))
        .filter(|file| !file.is_page())
        .collect();
    files.sort();
    files
}

/// Pictures and documents that a page shows or links to; they are named by what is in them.
fn pictures(html: &str, dir: &Path, page: &UrlPath) -> BTreeSet<UrlPath> {
    const ENDINGS: [&str; 9] = ["webp", "avif", "jpg", "jpeg", "png", "gif", "svg", "pdf", "ics"];
    let words = html.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '=' | '>'));
    let named = words.filter(|word| word.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending)));
    let found = named.filter_map(|word| match word.split_once("://") {
        Some((_, address)) => of_address(address, dir, page),
        None => page.join(word),
    });
    found.collect()
}

/// The file of the output that a full address means: nobody knows any more which part of it is that of the site, so
/// the longest end of it that is there, from the root or from a folder that the page lies in.
fn of_address(address: &str, dir: &Path, page: &UrlPath) -> Option<UrlPath> {
    let folders: Vec<&str> = page.folders().collect();
    let above: Vec<UrlPath> = (0..=folders.len()).filter_map(|depth| folders.get(..depth)).map(UrlPath::page).collect();
    let tails = address.match_indices('/').filter_map(|(at, _)| UrlPath::parse(address.get(at..)?));
    let mut places = tails.flat_map(|tail| above.iter().map(|folder| tail.under(folder)).collect::<Vec<_>>());
    places.find(|path| dir.join(path.file_path()).is_file())
}
