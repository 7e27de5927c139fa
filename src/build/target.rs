//! What a run does with finished files.

use super::looks::Looks;
use super::report::BuildError;
use super::run::{Mode, Request};
use crate::check::Survey;
use crate::date::Date;
use crate::diag::{At, Diagnostic, text};
use crate::output::{Budget, Comparison, Difference, Ledger, MadeOf, Origin, Writer};
use crate::print::Print;
use crate::render::Sink;
use crate::url::UrlPath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// Where finished files go.
pub enum Target {
    /// Into the output folder, where they differ.
    Folder(Writer),
    /// Beside the output folder, which they should be like.
    Beside(Comparison),
    /// Nowhere; by their paths their hashes are kept, where somebody wants them.
    Nowhere(Option<Mutex<BTreeMap<UrlPath, Print>>>),
}

/// What became of the target of a run.
#[derive(Default)]
pub struct Closed {
    /// How many files differed.
    pub changed: usize,
    /// How many were removed.
    pub removed: usize,
    /// What is known of the files that are there.
    pub ledger: Option<Ledger>,
    /// See [`super::Report`].
    pub digests: BTreeMap<UrlPath, Print>,
    /// What is not as it should be.
    pub findings: Vec<Diagnostic>,
}

impl Target {
    /// The target that a request asks for; `known` is what is known of the files in the output folder.
    ///
    /// # Errors
    /// When the output folder cannot be used.
    pub fn open(request: &Request, known: Ledger) -> Result<Target, BuildError> {
        let digests = |_: Date| Mutex::default();
        Ok(match request.mode {
            Mode::Build => Target::Folder(Writer::open(&request.out, known)?),
            Mode::Verify => Target::Beside(Comparison::open(&request.out)?),
            Mode::Check => Target::Nowhere(request.digest.map(digests)),
        })
    }

    /// Says which files will be made, before they are.
    ///
    /// # Errors
    /// When the list of files cannot be written.
    pub fn plan(&self, paths: impl IntoIterator<Item = UrlPath>) -> Result<(), BuildError> {
        match self {
            Target::Folder(writer) => Ok(writer.plan(paths)?),
            Target::Beside(_) | Target::Nowhere(_) => Ok(()),
        }
    }

    /// Takes a file, with what it was made of.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn take(&self, path: &UrlPath, bytes: &[u8], made_of: MadeOf) -> Result<(), BuildError> {
        match self {
            Target::Folder(writer) => writer.write(path, bytes, made_of)?,
            Target::Beside(comparison) => comparison.look(path, bytes),
            Target::Nowhere(Some(digests)) => {
                let mut digests = digests.lock().unwrap_or_else(PoisonError::into_inner);
                digests.insert(path.clone(), Print::of(bytes));
            }
            Target::Nowhere(None) => {}
        }
        Ok(())
    }

    /// Ends the run; nothing was made below the `kept` folders.
    ///
    /// # Errors
    /// When what is stale cannot be removed.
    pub fn close(self, kept: &BTreeSet<String>) -> Result<Closed, BuildError> {
        let digests = |all: Option<Mutex<_>>| all.map(|all| all.into_inner().unwrap_or_else(PoisonError::into_inner));
        Ok(match self {
            Target::Folder(writer) => {
                let changed = writer.changed();
                let (removed, ledger) = writer.finish(kept)?;
                Closed { changed, removed, ledger: Some(ledger), ..Closed::default() }
            }
            Target::Beside(comparison) => {
                let findings = comparison.finish(kept).into_iter().map(|(path, difference)| differs(path, difference));
                Closed { findings: findings.collect(), ..Closed::default() }
            }
            Target::Nowhere(all) => Closed { digests: digests(all).unwrap_or_default(), ..Closed::default() },
        })
    }
}

/// The files of one site on their way: looked at, then handed to the target.
pub struct Files<'r> {
    /// See [`Target`].
    pub target: &'r Target,
    /// Of the site.
    pub survey: &'r Survey,
    /// What is known of pages that a check need not look at again.
    pub looks: Option<&'r Looks>,
    /// Of the site in the output.
    pub folder: &'r UrlPath,
    /// Set by whoever does not want them any more.
    pub stop: Option<&'r AtomicBool>,
}

impl Sink for Files<'_> {
    type Error = BuildError;

    fn has(&self, path: &UrlPath, made_of: MadeOf, budget: Option<Budget>) -> bool {
        let path = path.under(self.folder);
        match self.target {
            Target::Folder(writer) => {
                let known = writer.unchanged(&path, made_of);
                let known = known.filter(|entry| !self.survey.needs(&path, entry.len, budget));
                known.map(|entry| writer.keep(&path, entry)).is_some()
            }
            Target::Nowhere(None) => made_of.view.is_some_and(|view| self.was_seen(&path, view, budget)),
            Target::Beside(_) | Target::Nowhere(Some(_)) => false,
        }
    }

    fn take(&self, path: &UrlPath, bytes: &[u8], made_of: MadeOf, origin: &Origin) -> Result<(), BuildError> {
        if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            return Err(BuildError::Stopped);
        }
        let path = path.under(self.folder);
        let look = self.survey.look(&path, bytes, origin);
        if let (Some(looks), Some(look), Some(view), Origin::Page(page)) = (self.looks, look, made_of.view, origin) {
            looks.keep(&path, view, page, look);
        }
        self.target.take(&path, bytes, made_of)
    }
}

impl Files<'_> {
    /// Judges a page by an earlier look at it, if there was one. Of a feed a check only wants to know that it is there.
    fn was_seen(&self, path: &UrlPath, made_of: Print, budget: Option<Budget>) -> bool {
        let Some(budget) = budget else {
            self.survey.note(path.clone(), 0);
            return true;
        };
        let known = self.looks.and_then(|looks| looks.of(path, made_of, budget));
        known.is_some_and(|known| self.survey.remember(path, &known.origin, &known.look))
    }
}

fn differs(path: String, difference: Difference) -> Diagnostic {
    let message = match difference {
        Difference::Missing => {
            text!("u izlazu nema datoteke `{path}`", "the file `{path}` is missing from the output")
        }
        Difference::Other => text!(
            "`{path}` u izlazu nije ono što bi sada bilo napravljeno",
            "`{path}` in the output is not what would be made now"
        ),
        Difference::Surplus => text!(
            "`{path}` je u izlazu, a više se ne pravi",
            "`{path}` is in the output, though it is not made any more"
        ),
    };
    Diagnostic::error("W014", At::File(path), message).help(text!(
        "ponovite `zbor napravi`; ako ne pomogne, prije toga obrišite fasciklu `.zbor`",
        "run `zbor build` again; if that does not help, delete the folder `.zbor` before it"
    ))
}
