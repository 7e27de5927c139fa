//! What pages said and weighed when a check looked at them, so that the next check reads that and does not make them
//! again.

use super::parts::{Parts, place};
use super::state;
use crate::check::{Look, Pack};
use crate::load;
use crate::output::{Budget, PageOrigin};
use crate::print::Print;
use crate::url::UrlPath;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// A page that was looked at.
#[derive(Clone)]
pub struct Known {
    /// What it was made of.
    made_of: Print,
    /// Where it comes from.
    pub origin: PageOrigin,
    /// What was seen.
    pub look: Arc<Look>,
}

/// By path in the output.
type Pages = BTreeMap<String, Known>;

/// Pages of a site, as they are kept together.
#[derive(Serialize, Deserialize)]
struct Part {
    pages: Vec<(String, Print, PageOrigin)>,
    looks: Pack,
}

/// The looks at the pages of a site.
pub struct Looks {
    parts: Parts,
    known: Pages,
    /// Those of this check.
    seen: Mutex<Pages>,
}

impl Looks {
    /// Those of a site by its name in the output, where it has this full address: what is a link within the site
    /// depends on it. None where no build has kept anything: a check begins nothing.
    pub fn open(root: &Path, site: &str, base: Option<&str>) -> Option<Looks> {
        let folder = state::folder(root);
        if !folder.is_dir() {
            return None;
        }
        let version = format!("{} {base:?}", state::version());
        let parts = Parts::open(&folder.join("looks").join(if site.is_empty() { "site" } else { site }), &version, &[]);
        let known = parts.read(|bytes| Part::known(postcard::from_bytes(bytes.get(load::HEAD..)?).ok()?));
        Some(Looks { parts, known: known.into_iter().flatten().collect(), seen: Mutex::default() })
    }

    /// The look at a page that was made of the same and may weigh the same; it is kept on.
    pub fn of(&self, path: &UrlPath, made_of: Print, budget: Budget) -> Option<&Known> {
        let known = self.known.get(path.as_str());
        let known = known.filter(|known| known.made_of == made_of && known.origin.budget == budget)?;
        self.note(path, known.clone());
        Some(known)
    }

    /// Keeps a look at a page.
    pub fn keep(&self, path: &UrlPath, made_of: Print, origin: &PageOrigin, look: Arc<Look>) {
        self.note(path, Known { made_of, origin: origin.clone(), look });
    }

    fn note(&self, path: &UrlPath, known: Known) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(path.as_str().to_owned(), known);
    }

    /// Ends the check.
    pub fn close(self) {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        let count = self.parts.count(seen.len());
        let is_kept =
            |path: &String, one: &Known| self.known.get(path).is_some_and(|known| Arc::ptr_eq(&known.look, &one.look));
        let new = seen.iter().filter(|(path, one)| !is_kept(path, one)).map(|(path, _)| path);
        let gone = self.known.keys().filter(|path| !seen.contains_key(*path));
        let touched: BTreeSet<usize> = new.chain(gone).map(|path| place(path, count)).collect();
        let mut pages: Vec<Vec<(&String, &Known)>> = vec![Vec::new(); count];
        for page in &seen {
            pages.get_mut(place(page.0, count)).into_iter().for_each(|part| part.push(page));
        }
        self.parts.write(count, &touched, |at| postcard::to_allocvec(&Part::of(pages.get(at)?)).ok());
    }
}

impl Part {
    fn of(pages: &[(&String, &Known)]) -> Part {
        let looks = Pack::of(pages.iter().map(|(_, known)| &*known.look));
        let of = |(path, known): &(&String, &Known)| ((*path).clone(), known.made_of, known.origin.clone());
        Part { pages: pages.iter().map(of).collect(), looks }
    }

    fn known(self) -> Option<Vec<(String, Known)>> {
        let pages = self.pages.into_iter().zip(self.looks.unpack()?);
        let known =
            pages.map(|((path, made_of, origin), look)| (path, Known { made_of, origin, look: Arc::new(look) }));
        Some(known.collect())
    }
}
