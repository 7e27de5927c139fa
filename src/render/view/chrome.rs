//! What all pages of an edition share: built once, under `site`.

use crate::template::Shared;
use serde::Serialize;
use std::collections::BTreeMap;

/// The site as its pages' frame shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Chrome {
    /// Name of the MZ.
    pub name: String,
    /// For the header on a telephone.
    pub short_name: String,
    /// Općina or grad.
    pub municipality: Option<String>,
    /// One sentence.
    pub description: Option<String>,
    /// Language tag.
    pub lang: String,
    /// Of the edition: empty, or `en/`.
    pub prefix: String,
    /// Full address of the site, without `/` at its end.
    pub base_url: Option<String>,
    /// The path of `base_url`: `/`, `/repo/gornje-selo/`; what 404.html, which is shown at any depth, links by.
    pub base_path: String,
    /// `#rrggbb`
    pub accent: Option<String>,
    /// Of the coat of arms.
    pub logo: Option<String>,
    /// Of the coat of arms in WebP, for browsers that know it.
    pub logo_webp: Option<String>,
    /// Parts of the site that have something in them.
    pub menu: Vec<MenuItem>,
    /// The two main buttons: report a problem, ask or suggest.
    pub report_path: Option<String>,
    /// Ask or suggest.
    pub ask_path: Option<String>,
    /// How to reach the MZ.
    pub contact: ContactView,
    /// Lines of office hours.
    pub hours: Vec<Hours>,
    /// The language tag of what the MZ says of itself (hours, address), where it is not that of the page.
    pub own_lang: Option<String>,
    /// To subscribe to: feeds, the whole one first, and the calendar.
    pub feeds: Vec<FeedLink>,
    /// Of the calendar file.
    pub calendar: Option<String>,
    /// Pages that every footer links: those that do not ask to be in the menu.
    pub legal: Vec<MenuItem>,
    /// To the hub of the workspace, from the root of the site.
    pub hub: Option<String>,
    /// Day of the build.
    pub built: Shared<super::Day>,
    /// The theme's stylesheet for all pages, squeezed.
    pub css: String,
    /// Its parts that only some pages need, squeezed, by their names in its folder `css/`: `site.styles.forms`.
    pub styles: BTreeMap<String, String>,
    /// The theme's scripts by their names without `.js`.
    pub scripts: BTreeMap<String, Script>,
    /// What the page weighs, in words, where the site wants it said. The number is filled in when the page is whole.
    pub weight: Option<String>,
    /// Pages are kept for times without a network: the site has a worker, `sw.js`.
    pub offline: bool,
    /// What the script `time` needs.
    pub clock: Clock,
}

/// A script of the theme that stands in pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Script {
    /// Squeezed.
    pub text: String,
    /// By which the policy of the page allows it: `sha256-…`.
    pub hash: String,
}

/// What the script that hides what is over and says "today" before dates needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Of the site: `Europe/Sarajevo`.
    pub zone: String,
    /// Yesterday, today, tomorrow, parted by `|`.
    pub words: String,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MenuItem {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub path: String,
    /// Kind or section.
    pub id: &'static str,
    /// The language tag of the title, where it is not that of the page.
    pub lang: Option<String>,
}

/// How to reach the MZ, with links that telephones understand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// Street, number, place.
    pub address: Option<String>,
    /// As written.
    pub phone: Option<String>,
    /// `tel:+38737000111`
    pub phone_link: Option<String>,
    /// `viber://chat?number=%2B387…`
    pub viber_link: Option<String>,
    /// `sms:+387…`
    pub sms_link: Option<String>,
    /// Invitation to the group.
    pub viber_group: Option<String>,
    /// Address.
    pub email: Option<String>,
    /// Link to a map.
    pub map: Option<String>,
}

/// A line of office hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// `ponedjeljak i srijeda`; may be empty.
    pub days: String,
    /// `8–12`
    pub times: String,
}

/// The page in another language, or this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageLink {
    /// Language tag.
    pub lang: String,
    /// In itself: `Latinica`, `Ћирилица`, `English`.
    pub name: String,
    /// From the root of the site.
    pub path: String,
    /// This page.
    pub current: bool,
}

/// A feed to subscribe to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeedLink {
    /// What is in it.
    pub title: String,
    /// Where it is.
    pub path: String,
    /// Media type.
    pub media_type: &'static str,
}
