//! The themes of a workspace as layers of files, and which of them have mistakes. A build with one takes the built-in
//! templates in place of broken ones; who knows an earlier version of the theme can do better.

use crate::diag::{Checked, Diagnostic, Severity, Source};
use crate::load::{Folder, TextFile, Workspace};
use crate::site;
use crate::template::{self, Theme};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of a theme, by path inside it.
pub(super) type Files = BTreeMap<String, Arc<TextFile>>;

/// The mistakes of all themes of a workspace, those of single sites among them.
pub(super) fn mistakes(workspace: &Workspace) -> Vec<Diagnostic> {
    let named = workspace.themes.iter().flat_map(|(name, files)| of_layers(&[files], name));
    let sites = workspace.sites.values().flat_map(|folder| of_site(workspace, folder));
    named.chain(sites).collect()
}

/// The mistakes of the templates that a site has of its own.
pub(super) fn of_site(workspace: &Workspace, folder: &Folder) -> Vec<Diagnostic> {
    if folder.theme.is_empty() {
        return Vec::new();
    }
    let config = folder.config.as_deref().and_then(|file| site::site_config(file, workspace.config.as_deref()).value);
    let name = config.as_ref().map_or_else(String::new, |config| config.theme_name().to_owned());
    let layers: Vec<&Files> = std::iter::once(&folder.theme).chain(workspace.themes.get(&name)).collect();
    let is_own =
        |finding: &Diagnostic| folder.theme.values().any(|file| finding.path() == Some(file.source.path.as_str()));
    of_layers(&layers, &name).into_iter().filter(is_own).collect()
}

fn of_layers(layers: &[&Files], name: &str) -> Vec<Diagnostic> {
    let layers: Vec<_> = layers.iter().map(|files| sources(files)).chain(built_in_over(name)).collect();
    let Checked { findings, .. } = Theme::load(&layers, false);
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// The files of a theme, as a layer.
pub(super) fn sources(files: &Files) -> BTreeMap<String, Arc<Source>> {
    files.iter().map(|(path, file)| (path.clone(), Arc::clone(&file.source))).collect()
}

/// The files of a built-in theme that lies beneath those of its name.
pub(super) fn built_in_over(name: &str) -> Option<BTreeMap<String, Arc<Source>>> {
    template::built_in_over(name).cloned()
}
