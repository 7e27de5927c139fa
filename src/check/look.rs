//! What is kept of a page that was looked at: what is wrong with it, where it leads, what it weighs.

use super::facts::{Facts, Part};
use super::links::Reference;
use super::survey::{Observation, before_query};
use super::weight::Weight;
use crate::url::UrlPath;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a page says and weighs, as far as a check asks.
#[derive(Debug, Serialize, Deserialize)]
pub struct Look<R = Arc<Reference>> {
    pub(super) weight: Weight,
    /// What is wrong on the page itself.
    pub(super) wrong: Vec<Observation>,
    /// Places on it that links can lead to, in order.
    pub(super) ids: Vec<String>,
    /// Where it leads, each once. What leads to a place on the page that is there is left out.
    pub(super) links: Vec<(Part, R)>,
    /// What a telephone loads with it at once.
    pub(super) eager: Vec<UrlPath>,
}

impl Look {
    /// At the page at `path` of a site with a full address.
    pub(super) fn new(
        facts: Facts,
        weight: Weight,
        wrong: Vec<Observation>,
        eager: Vec<UrlPath>,
        path: &UrlPath,
        base: Option<&str>,
    ) -> Look {
        let links = references(&facts, path, base);
        Look { weight, wrong, links, eager, ids: facts.ids.into_iter().map(|(id, _)| id).collect() }
    }
}

impl<R> Look<R> {
    /// With other words for where it leads; none where one of them has none.
    fn spelt<S>(&self, spell: impl Fn(&R) -> Option<S>) -> Option<Look<S>> {
        let links = self.links.iter().map(|(part, link)| Some((*part, spell(link)?)));
        let links = links.collect::<Option<_>>()?;
        let (ids, eager, wrong) = (self.ids.clone(), self.eager.clone(), self.wrong.clone());
        Some(Look { weight: self.weight, wrong, ids, links, eager })
    }
}

fn references(facts: &Facts, path: &UrlPath, base: Option<&str>) -> Vec<(Part, Arc<Reference>)> {
    let links = facts.links.iter().map(|link| (link.part, &link.href));
    let images = facts.images.iter().map(|image| (image.part, &image.src));
    let files = facts.files.iter().map(|file| (Part::Frame, file));
    let is_here = |reference: &Reference| match reference {
        Reference::Inside(to, place) if to == path => {
            place.is_empty() || place == "top" || facts.ids.iter().any(|(id, _)| id == place)
        }
        _ => false,
    };
    let all = links.chain(images).chain(files);
    let all = all.filter_map(|(part, href)| Some((part, Reference::of(href, path, base)?)));
    let mut all: Vec<_> = all.filter(|(_, reference)| !is_here(reference)).collect();
    all.sort();
    all.dedup();
    all.into_iter().map(|(part, reference)| (part, Arc::new(reference))).collect()
}

/// What a telephone loads with a page at once.
pub fn first_view(facts: &Facts, path: &UrlPath) -> Vec<UrlPath> {
    let eager = facts.images.iter().filter(|image| !image.lazy).map(|image| &image.src);
    let mut all: Vec<UrlPath> = eager.chain(&facts.files).filter_map(|link| path.join(before_query(link))).collect();
    all.sort();
    all.dedup();
    all
}

/// Looks as they are kept: where several pages lead stands once.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pack {
    references: Vec<Reference>,
    looks: Vec<Look<usize>>,
}

impl Pack {
    /// Of looks, in order.
    pub fn of<'l>(looks: impl Iterator<Item = &'l Look> + Clone) -> Pack {
        let all = looks.clone().flat_map(|look| &look.links).map(|(_, reference)| (&**reference, 0));
        let mut numbers: BTreeMap<&Reference, usize> = all.collect();
        numbers.values_mut().enumerate().for_each(|(at, number)| *number = at);
        let looks = looks.filter_map(|look| look.spelt(|reference| numbers.get(&**reference).copied())).collect();
        Pack { references: numbers.into_keys().cloned().collect(), looks }
    }

    /// The looks, in order; none where one of them leads to what is not there.
    pub fn unpack(self) -> Option<Vec<Look>> {
        let references: Vec<Arc<Reference>> = self.references.into_iter().map(Arc::new).collect();
        self.looks.into_iter().map(|look| look.spelt(|at| references.get(*at).map(Arc::clone))).collect()
    }
}
