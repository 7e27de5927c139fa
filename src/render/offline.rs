//! Pages for when there is no network: what the worker of a site needs to know, before the theme's `sw.js`.

use super::desk::Desk;
use super::plan::{self, Index, Planned, What};
use super::press::Job;
use crate::site::Section;
use crate::template::Theme;
use crate::url::UrlPath;

/// So many announcements are fetched before anybody reads them.
const AHEAD: usize = 5;

/// The page that the worker shows; none where the site does not want one.
pub fn plan(desk: &Desk) -> Option<Planned> {
    desk.site.config.offline.then(|| Planned { path: path(desk), what: What::Offline })
}

fn path(desk: &Desk) -> UrlPath {
    desk.section_path(Section::Offline, &[])
}

/// The worker of a site, at its root, so that it serves nothing else on the host; none where the site does not
/// want one. Editions come with the groups of their items, the one at the root first.
pub fn worker<'a>(editions: impl Iterator<Item = (&'a Desk<'a>, &'a Index)>, theme: &Theme) -> Option<Job> {
    let editions: Vec<_> = editions.collect();
    let (_, index) = editions.first().filter(|(desk, _)| desk.site.config.offline)?;
    let newest = plan::current(&index.news).take(AHEAD).map(|item| Desk::path(&item.path));
    let keep: Vec<String> = std::iter::once("./".to_owned()).chain(newest).collect();
    let mut offline: Vec<[String; 2]> =
        editions.iter().map(|(desk, _)| [Desk::path(&desk.edition.root), Desk::path(&path(desk))]).collect();
    offline.sort_by_key(|[beginning, _]| std::cmp::Reverse(beginning.len()));
    let (keep, offline) = (serde_json::to_string(&keep).ok()?, serde_json::to_string(&offline).ok()?);
    let text = format!("var KEEP={keep},OFFLINE={offline};\n{}", theme.text("sw.js"));
    Some(Job::Text(UrlPath::file(&["sw.js"]), text))
}
