//! Items placed in a site: with an address, a state on the day of the build, and resolved links.

use super::edition::Edition;
use super::reading::{Detail, Reading};
use crate::date::Date;
use crate::lang::Locale;
use crate::load::{Asset, Kind};
use crate::print::Print;
use crate::url::UrlPath;
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// An item in one language edition of a site; complete.
#[derive(Debug)]
pub struct Item {
    /// What the files say.
    pub reading: Arc<Reading>,
    /// Of its page.
    pub path: UrlPath,
    /// The language of the text shown, which may not be that of the edition.
    pub locale: Locale,
    /// The languages of the site in which it can be read.
    pub spoken: Vec<Locale>,
    /// Of publication, in the site's zone.
    pub date: Option<Date>,
    /// Of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Today.
    pub state: State,
    /// Where each reference of the text leads, in its order.
    pub targets: Vec<Target>,
    /// The first photo, then the gallery.
    pub photos: Vec<Photo>,
    /// Files to download.
    pub files: Vec<File>,
    /// Canonical names of target groups.
    pub audience: Vec<String>,
    /// Streets, as the site spells them.
    pub area: Vec<String>,
    /// Kept on top of its list today.
    pub pinned: bool,
    /// Old addresses, from the root of the site.
    pub aliases: Vec<UrlPath>,
    /// What kinds name beside: before and after, minutes, decision, form file.
    pub linked: Linked,
    /// See [`Item::print`].
    pub(super) print: OnceLock<Option<Print>>,
}

/// Files and photos that a kind has of its own.
#[derive(Debug, Default, Serialize)]
pub struct Linked {
    /// Project, before.
    pub before: Vec<Photo>,
    /// Project, after.
    pub after: Vec<Photo>,
    /// Minutes of an assembly, form of a service, decision of a project.
    pub file: Option<File>,
}

/// What an item is on the day of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// On the lists.
    Current,
    /// Off the lists since the day given; the page stays, marked.
    Archived(Date),
}

impl Item {
    /// Of all that can be shown of it in an edition on a day: what it was read from, and what placing added. What follows
    /// from the reading, the day and the settings of the site alone is not in it again.
    pub fn print(&self) -> Option<Print> {
        *self.print.get_or_init(|| {
            #[rustfmt::skip]
            let Item {
                reading, path, locale, spoken, targets, photos, files, linked,
                date: _, updated: _, state: _, audience: _, area: _, pinned: _, aliases: _, print: _,
            } = self;
            Print::of_data(&(reading.print?, path, locale, spoken, targets, photos, files, linked))
        })
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.reading.kind
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.reading.common.title
    }

    /// Whether the edition has its text, and not only that of another language.
    pub fn is_read_in(&self, edition: &Edition) -> bool {
        edition.root == UrlPath::root() || self.spoken.contains(&edition.locale)
    }

    /// Its kind's own keys.
    pub fn detail(&self) -> &Detail {
        &self.reading.detail
    }
}

/// Where a link or a photo of a text leads.
#[derive(Clone, Debug, Serialize)]
pub enum Target {
    /// A page of this site, with `#…` if any.
    Page(UrlPath, String),
    /// A file that the site publishes.
    File(Arc<Asset>),
    /// A photo.
    Photo(Photo),
    /// Anything outside, checked for its scheme.
    External(String),
    /// A place in the same page, `#…`.
    Here(String),
    /// It does not lead anywhere; a finding says so.
    Broken,
}

/// A photo that exists.
#[derive(Clone, Debug, Serialize)]
pub struct Photo {
    /// Which file.
    pub asset: Arc<Asset>,
    /// What is on it.
    pub alt: String,
    /// A line under it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A file to download that exists.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    /// Which file.
    pub asset: Arc<Asset>,
    /// What it is called.
    pub title: String,
}
