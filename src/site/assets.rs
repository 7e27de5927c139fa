//! Which photos and files the pages of a site show and offer.

use super::assemble::Site;
use super::item::{Item, Photo, Target};
use crate::load::Asset;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Assets by path, each once.
type Assets<'a> = BTreeMap<&'a str, &'a Arc<Asset>>;

impl Site {
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.editions.iter().flat_map(|edition| edition.items.values().flatten()).map(|item| &**item)
    }

    /// Every photo that stands in a text, a gallery, or before and after, each once.
    pub fn photos(&self) -> Vec<Arc<Asset>> {
        let all = self.items().flat_map(|item| {
            let linked = item.linked.before.iter().chain(&item.linked.after);
            item.photos.iter().chain(linked).chain(item.placed())
        });
        once(all.map(|photo| &photo.asset))
    }

    /// The portraits of the council and, unless it is a drawing, the coat of arms, each once.
    pub fn thumbnails(&self) -> Vec<Arc<Asset>> {
        let people = self.editions.iter().flat_map(|edition| &edition.people);
        let portraits = people.filter_map(|person| person.photo.as_ref()).map(|photo| &photo.asset);
        once(portraits.chain(self.logo.iter().filter(|logo| !is_drawing(logo))))
    }

    /// The photos that stand for pages that are shared, each once.
    pub fn covers(&self) -> Vec<Arc<Asset>> {
        once(self.items().filter_map(Item::cover).map(|photo| &photo.asset))
    }

    /// Every file that any page offers for download, and a coat of arms that is a drawing, each once.
    pub fn files(&self) -> Vec<Arc<Asset>> {
        let offered = self.items().flat_map(|item| {
            let targets = item.targets.iter().filter_map(|target| match target {
                Target::File(asset) => Some(asset),
                _ => None,
            });
            item.files.iter().chain(&item.linked.file).map(|file| &file.asset).chain(targets)
        });
        let documents = self.editions.iter().flat_map(|edition| &edition.documents).map(|document| &document.asset);
        once(self.logo.iter().filter(|logo| is_drawing(logo)).chain(offered).chain(documents))
    }
}

impl Item {
    /// The photos that stand in its text.
    fn placed(&self) -> impl Iterator<Item = &Photo> {
        self.targets.iter().filter_map(|target| match target {
            Target::Photo(photo) => Some(photo),
            _ => None,
        })
    }

    /// The photo that stands for its page when it is shared.
    pub fn cover(&self) -> Option<&Photo> {
        self.photos.iter().chain(self.placed()).chain(&self.linked.after).chain(&self.linked.before).next()
    }
}

fn once<'a>(assets: impl Iterator<Item = &'a Arc<Asset>>) -> Vec<Arc<Asset>> {
    let all: Assets = assets.map(|asset| (asset.path.as_str(), asset)).collect();
    all.into_values().cloned().collect()
}

/// By its name; what it is is told when it is opened.
fn is_drawing(asset: &Asset) -> bool {
    asset.path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"))
}
