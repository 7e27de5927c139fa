//! The look-up of theme files: for each name the candidates, strongest first.

use super::built_in;
use crate::diag::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The folder of a theme in which its templates lie; a template's name is its path in there.
const TEMPLATES: &str = "templates/";
/// A theme's own description.
pub(crate) const DESCRIPTION: &str = "theme.yaml";

/// Which file to take for each name.
#[derive(Clone, Debug)]
pub(crate) struct Layers {
    /// By template name: candidates, strongest first; never empty.
    pub templates: BTreeMap<String, Vec<Arc<Source>>>,
    /// Stylesheets and other texts by their path in the theme's folder; the strongest of each.
    pub files: BTreeMap<String, Arc<Source>>,
    /// The descriptions of the layers, strongest first, without the built-in one.
    pub descriptions: Vec<Arc<Source>>,
}

impl Layers {
    /// Sorts the files of the given layers (strongest first) and of the built-in theme by name.
    pub(crate) fn of(layers: &[BTreeMap<String, Arc<Source>>]) -> Layers {
        let mut all = Layers { templates: BTreeMap::new(), files: BTreeMap::new(), descriptions: Vec::new() };
        for (path, source) in layers.iter().chain([built_in::files()]).flatten() {
            match path.strip_prefix(TEMPLATES) {
                Some(name) => all.templates.entry(name.to_owned()).or_default().push(Arc::clone(source)),
                None if path == DESCRIPTION => all.descriptions.push(Arc::clone(source)),
                None => drop(all.files.entry(path.clone()).or_insert_with(|| Arc::clone(source))),
            }
        }
        all.descriptions.retain(|source| !is_built_in(source));
        all
    }

    /// The texts to parse, by template name.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.templates.iter().filter_map(|(name, all)| Some((name.as_str(), text(all.first()?))))
    }

    /// The file taken for a template.
    pub(crate) fn source(&self, name: &str) -> Option<&Arc<Source>> {
        self.templates.get(name)?.first()
    }

    /// Whether the file taken is one that somebody wrote for this workspace.
    pub(crate) fn is_own(&self, name: &str) -> bool {
        self.source(name).is_some_and(|source| !is_built_in(source))
    }

    /// The names of templates that somebody wrote for this workspace.
    pub(crate) fn own(&self) -> impl Iterator<Item = &str> {
        self.templates.keys().map(String::as_str).filter(|name| self.is_own(name))
    }

    /// Gives up the file taken for a template; the next weaker one takes its place, or nothing.
    pub(crate) fn drop_strongest(&mut self, name: &str) -> Option<Arc<Source>> {
        let all = self.templates.get_mut(name)?;
        let gone = (!all.is_empty()).then(|| all.remove(0));
        if all.is_empty() {
            self.templates.remove(name);
        }
        gone
    }
}

/// The text of a template without a byte order mark, which would land in the middle of pages.
pub(crate) fn text(source: &Source) -> &str {
    source.text.strip_prefix('\u{feff}').unwrap_or(&source.text)
}

pub(crate) fn is_built_in(source: &Source) -> bool {
    source.path.starts_with(built_in::PLACE)
}
