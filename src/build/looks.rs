//! What pages said and weighed when a check looked at them, so that the next check reads that and does not make them
//! again.

use super::state;
use crate::check::Look;
use crate::load;
use crate::output::PageOrigin;
use crate::print::Print;
use crate::url::UrlPath;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// By path in the output: the print of what the look depends on, and the look.
type Kept = BTreeMap<String, (Print, Vec<u8>)>;

/// The looks at the pages of a site.
pub struct Looks {
    file: PathBuf,
    known: Kept,
    /// Those of this check.
    seen: Mutex<Kept>,
}

impl Looks {
    /// Those of a site by its name in the output. None where no build has kept anything: a check begins nothing.
    pub fn open(root: &Path, site: &str) -> Option<Looks> {
        let folder = state::folder(root);
        let file = folder.join("looks").join(if site.is_empty() { "site" } else { site });
        folder.is_dir().then(|| Looks {
            known: load::kept(&file, &state::version()).unwrap_or_default(),
            file,
            seen: Mutex::default(),
        })
    }

    /// The look at a page that was made of the same; it is kept on.
    pub fn of(&self, path: &UrlPath, made_of: Print, origin: &PageOrigin) -> Option<Look> {
        let print = print(made_of, origin)?;
        let (_, bytes) = self.known.get(path.as_str()).filter(|(known, _)| *known == print)?;
        let look = postcard::from_bytes(bytes).ok()?;
        self.note(path, print, bytes.clone());
        Some(look)
    }

    /// Keeps a look at a page.
    pub fn keep(&self, path: &UrlPath, made_of: Print, origin: &PageOrigin, look: &Look) {
        if let (Some(print), Ok(bytes)) = (print(made_of, origin), postcard::to_allocvec(look)) {
            self.note(path, print, bytes);
        }
    }

    fn note(&self, path: &UrlPath, print: Print, bytes: Vec<u8>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(path.as_str().to_owned(), (print, bytes));
    }

    /// Ends the check. What cannot be written only makes the next one longer.
    pub fn close(self) {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        if seen != self.known {
            let _ = load::keep(&self.file, &state::version(), &seen);
        }
    }
}

/// Of a page, and of what it may weigh: only of a page that is too heavy it is asked what is in it.
fn print(made_of: Print, origin: &PageOrigin) -> Option<Print> {
    Print::of_data(&(made_of, origin.budget.html))
}
