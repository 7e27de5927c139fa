//! Which site and which file.

use crate::build::Snapshot;
use crate::lang::{self, Labels, Locale};
use crate::load::{Kind, Place, Role};
use crate::site::{self, Config};

/// The site, or what all sites share, that a text belongs to.
pub struct Ground {
    /// The name of its folder; none for what all sites share.
    pub site: Option<String>,
    /// From the root of the workspace, with `/`; empty for a workspace of one site.
    pub folder: String,
    /// Its settings.
    pub config: Config,
}

impl Ground {
    /// A site by the name of its folder; none where it has no usable settings.
    pub fn of_site(snapshot: &Snapshot, name: &str) -> Option<Ground> {
        let workspace = snapshot.workspace();
        let folder = workspace.sites.get(name)?;
        let config = site::site_config(folder.config.as_deref()?, workspace.config.as_deref()).value?;
        Some(Ground { site: Some(name.to_owned()), folder: folder.path.clone(), config })
    }

    /// Where the announcement at a path belongs; none where no announcement can be there.
    pub fn of_text(snapshot: &Snapshot, path: &str) -> Option<Ground> {
        let workspace = snapshot.workspace();
        let known = workspace.found.iter().any(|found| found.path == path);
        match workspace.place(path) {
            Place::Content(Some(name), Role::Text(Kind::Announcement)) if known => Ground::of_site(snapshot, &name),
            Place::Content(None, Role::Text(Kind::Announcement)) if known => {
                let config = site::workspace_config(workspace.config.as_deref()?);
                Some(Ground { site: None, folder: workspace.shared.path.clone(), config })
            }
            _ => None,
        }
    }

    /// Words in the language of the site.
    pub fn labels(&self) -> &'static Labels {
        Labels::builtin(self.config.written())
    }

    /// The folder of announcements from the root of the workspace: the one that is there, or one to be made.
    pub fn announcements(&self, snapshot: &Snapshot) -> String {
        let prefix = if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) };
        let tops =
            snapshot.workspace().found.iter().filter_map(|found| found.path.strip_prefix(&prefix)?.split_once('/'));
        let is_ours = |top: &&str| Kind::of_folder(top) == Some(Kind::Announcement);
        let there = tops.map(|(top, _)| top).find(is_ours).map(str::to_owned);
        format!("{prefix}{}", there.unwrap_or_else(|| self.usual()))
    }

    /// Without diacritics, for old archives and hosts.
    fn usual(&self) -> String {
        let names = Kind::Announcement.folder_names();
        let at = match self.config.written() {
            Locale::En => 0,
            Locale::Hr | Locale::HrCyrl => 2,
            _ => 1,
        };
        lang::slug(names.get(at).or(names.first()).unwrap_or(&""))
    }
}
