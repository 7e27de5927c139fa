//! The address of a workspace where it does not give one: the publishing host knows it.

use crate::site::Site;

/// What publishing hosts say in their environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// `GITHUB_REPOSITORY`: `owner/name`.
    pub github_repository: Option<String>,
    /// `CF_PAGES_URL`: the address of this deployment.
    pub cf_pages_url: Option<String>,
}

/// The address of the output's root, without `/` at its end.
pub fn base_url(host: &Host) -> Option<String> {
    let github = host.github_repository.as_deref().and_then(|repository| {
        let (owner, name) = repository.split_once('/')?;
        let owner = owner.to_lowercase();
        // The repository named like the host is published at the host's root.
        let root = name.eq_ignore_ascii_case(&format!("{owner}.github.io"));
        Some(if root { format!("https://{owner}.github.io") } else { format!("https://{owner}.github.io/{name}") })
    });
    github.or_else(|| host.cf_pages_url.as_ref().map(|url| url.trim_end_matches('/').to_owned()))
}

/// Gives a site its full address where it has none of its own: that of all sites with its folder, `base` where the
/// workspace does not say one.
pub(super) fn place(site: &mut Site, base: Option<&str>) {
    if site.config.own_base_url {
        return;
    }
    let base = site.config.base_url.take().or_else(|| base.map(str::to_owned));
    site.config.base_url = base.map(|base| if site.slug.is_empty() { base } else { format!("{base}/{}", site.slug) });
}
