//! The themes of a workspace as layers of files, and which of them have mistakes. A build with one takes the built-in
//! templates in place of broken ones; who knows an earlier version of the theme can do better.

use super::report::BuildError;
use crate::diag::{Checked, Diagnostic, Severity, Source};
use crate::load::{Folder, TextFile, Workspace};
use crate::site;
use crate::template::{self, Theme};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The files of a theme, by path inside it.
pub(super) type Files = BTreeMap<String, Arc<TextFile>>;

/// Templates are minified when the program can.
const MINIFY: bool = cfg!(feature = "minify");

/// The default theme, and those of the workspace over it: each loaded once, for all sites. The other built-in one is
/// loaded when it is first asked for.
pub(super) struct Themes {
    default: Theme,
    text_only: OnceLock<Option<Theme>>,
    named: BTreeMap<String, Theme>,
}

impl Themes {
    pub(super) fn load(workspace: &Workspace) -> Result<(Themes, Vec<Diagnostic>), BuildError> {
        let mut findings = Vec::new();
        let default =
            Theme::load(&[], MINIFY).collect(&mut findings).ok_or_else(|| BuildError::Theme(findings.clone()))?;
        let mut named = BTreeMap::new();
        for (name, files) in &workspace.themes {
            if let Some(theme) = Theme::load(&layers(&[files], name), MINIFY).collect(&mut findings) {
                named.insert(name.clone(), theme);
            }
        }
        Ok((Themes { default, text_only: OnceLock::new(), named }, findings))
    }

    /// The theme of that name; the default one where nobody has it.
    pub(super) fn of(&self, name: &str) -> &Theme {
        let text_only = || {
            let files = built_in_over(name)?;
            self.text_only.get_or_init(|| Theme::load(&[files], MINIFY).value).as_ref()
        };
        self.named.get(name).or_else(text_only).unwrap_or(&self.default)
    }

    /// What is wrong with the name of the theme in a configuration.
    pub(super) fn doubt(&self, config: &site::Config) -> Option<Diagnostic> {
        let theme = config.theme.as_ref()?;
        let known = template::BUILT_IN.into_iter().chain(self.named.keys().map(String::as_str));
        let is_known = known.clone().any(|name| name == theme.value);
        (!is_known).then(|| template::no_theme(&theme.value, &theme.span, known))
    }
}

/// The templates that a site has of its own, over the theme of the name; none where it has none.
pub(super) fn own(workspace: &Workspace, site: &str, name: &str, findings: &mut Vec<Diagnostic>) -> Option<Theme> {
    let own = workspace.sites.get(site).map(|folder| &folder.theme).filter(|theme| !theme.is_empty())?;
    let files: Vec<&Files> = std::iter::once(own).chain(workspace.themes.get(name)).collect();
    Theme::load(&layers(&files, name), MINIFY).collect(findings)
}

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

fn of_layers(files: &[&Files], name: &str) -> Vec<Diagnostic> {
    let Checked { findings, .. } = Theme::load(&layers(files, name), false);
    findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// Files of themes as layers, the topmost first, over the built-in theme that lies beneath those of the name.
fn layers(files: &[&Files], name: &str) -> Vec<BTreeMap<String, Arc<Source>>> {
    let sources = |files: &&Files| files.iter().map(|(path, file)| (path.clone(), Arc::clone(&file.source))).collect();
    files.iter().map(sources).chain(built_in_over(name)).collect()
}

/// The files of a built-in theme that lies beneath those of its name.
fn built_in_over(name: &str) -> Option<BTreeMap<String, Arc<Source>>> {
    template::built_in_over(name).cloned()
}
