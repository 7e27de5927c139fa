//! Where words of a finished page stand in the workspace.

use crate::diag::{At, Source};
use crate::load::{Folder, TextFile, Workspace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The texts of a workspace by path, and which make up the frame of pages.
pub struct Sources<'a> {
    workspace: &'a Workspace,
    texts: BTreeMap<&'a str, &'a Arc<Source>>,
}

impl<'a> Sources<'a> {
    /// Of all texts.
    pub fn new(workspace: &'a Workspace) -> Sources<'a> {
        let folders = workspace.sites.values().chain([&workspace.shared]);
        let files = folders.flat_map(files_of).map(|file| (file.source.path.as_str(), &file.source));
        Sources { workspace, texts: files.collect() }
    }

    /// The place of the first of some words that is there: in the text at a path, else in what makes up the frame
    /// of the pages of a site.
    pub fn find(&self, site: Option<&str>, path: Option<&str>, needles: &[String]) -> Option<At> {
        match path {
            Some(path) => {
                let source = self.texts.get(path)?;
                needles.iter().find_map(|needle| place(source, needle))
            }
            None => needles.iter().find_map(|needle| self.in_frame(site, needle)),
        }
    }

    fn in_frame(&self, site: Option<&str>, needle: &str) -> Option<At> {
        let folder = site.and_then(|name| self.workspace.sites.get(name));
        let settings = folder.and_then(|folder| folder.config.as_ref()).into_iter().chain(&self.workspace.config);
        // Short words stand in settings by chance; colours and addresses do not.
        let telling = is_colour(needle) || needle.contains("://");
        let settings = settings.filter(|_| telling).map(|file| &file.source);
        let own = folder.into_iter().flat_map(|folder| folder.theme.values());
        let themes = own.chain(self.workspace.themes.values().flat_map(BTreeMap::values)).map(|file| &file.source);
        settings.chain(themes).find_map(|source| place(source, needle))
    }
}

fn files_of(folder: &Folder) -> impl Iterator<Item = &Arc<TextFile>> {
    let parts = folder.parts.values().flat_map(|part| part.texts.iter().chain(&part.data).chain(&part.defaults));
    parts.chain(&folder.config).chain(&folder.answers).chain(&folder.forms)
}

fn is_colour(needle: &str) -> bool {
    needle.len() == 7 && needle.starts_with('#') && needle.bytes().skip(1).all(|b| b.is_ascii_hexdigit())
}

fn place(source: &Arc<Source>, needle: &str) -> Option<At> {
    if needle.is_empty() {
        return None;
    }
    let found = |word: &str| source.text.find(word).map(|start| At::from(&source.span(start..start + word.len())));
    found(needle).or_else(|| {
        // People write colours in capitals and by three digits, too.
        let digits = needle.strip_prefix('#').filter(|_| is_colour(needle))?;
        let pairs: Vec<char> = digits.chars().collect();
        let short = pairs.chunks(2).map(|pair| (pair.first() == pair.last()).then(|| pair.first()).flatten());
        let short: Option<String> = short.collect();
        let spellings =
            [Some(digits.to_owned()), Some(digits.to_uppercase()), short.as_ref().map(|s| s.to_uppercase()), short];
        spellings.into_iter().flatten().find_map(|word| found(&word))
    })
}
