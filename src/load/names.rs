//! Names of files that not every system can hold, or that are one name on some.

use super::{Found, Place, text};
use crate::diag::{At, Diagnostic, Problem, Severity};
use crate::lang;
use crate::url;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Warns of each file or folder of the content whose name Windows does not allow, once, and of
/// names that differ in case only. Each file comes with its place.
pub fn check(found: &[Found], places: &[Place]) -> Vec<Diagnostic> {
    let content = found.iter().zip(places).filter(|(_, place)| **place != Place::Other).map(|(file, _)| file);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut twins: BTreeMap<String, &str> = BTreeMap::new();
    let mut out = Vec::new();
    let mut last = "";
    for file in content {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Files of one folder come together: its name was looked at.
        let new = if folder == last { None } else { Some(folders(&file.path)) };
        last = folder;
        for path in new.into_iter().flatten().filter(|path| seen.insert(path)).chain([file.path.as_str()]) {
            let name = path.rsplit('/').next().unwrap_or(path);
            let at = || At::File(path.to_owned());
            out.extend(url::portable(name).err().map(|problem| problem.at(Severity::Warning, at())));
            match twins.entry(url::twin_key(path)) {
                Entry::Vacant(place) => _ = place.insert(path),
                // Of two texts only one is published, which is told where they are read.
                Entry::Occupied(_) if text::is_markdown(path) => {}
                Entry::Occupied(first) => out.push(twin(first.get()).at(Severity::Warning, at())),
            }
        }
    }
    out
}

/// The folders of a path, outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

fn twin(first: &str) -> Problem {
    let better = match first.rsplit('/').next().unwrap_or(first).rsplit_once('.') {
        Some((base, ending)) => format!("{}-2.{ending}", lang::slug(base)),
        None => lang::slug(first),
    };
    Problem::new(
        "N006",
        crate::text!(
            "na Windowsu je ovo isto ime kao `{first}`: jedna datoteka bi pregazila drugu",
            "on Windows this is the same name as `{first}`: one file would overwrite the other"
        ),
    )
    .help(crate::text!(
        "preimenujte jednu od njih, na primjer u `{better}`",
        "rename one of them, for example to `{better}`"
    ))
}
