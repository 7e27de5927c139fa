//! What changes in a folder while people work in it: a list of touched paths, once it has become quiet.
//!
//! ```text
//! system ─ notice ─▶ Notice ─ quiet ─▶ Touched
//!          one a write     one a save, however the editor's program saves
//! ```
//!
//! Which names count is the caller's knowledge. Nothing is read here but what the system says.

mod notice;
mod quiet;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

pub use notice::Watch;

/// After so much quiet a change is told: a save by several writes, or by writing beside and renaming, is one change.
pub const QUIET: Duration = Duration::from_millis(12);
/// A folder that is never quiet (a checkout of a thousand files) is told of at least this often.
pub const LONGEST: Duration = Duration::from_millis(250);

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// The files or folders at these paths, from the watched folder, with `/`; some may be gone.
    Paths(BTreeSet<String>),
    /// The system lost count: anything.
    Everything,
}

impl Touched {
    /// Adds what has changed since.
    pub fn join(&mut self, other: Touched) {
        match (&mut *self, other) {
            (Touched::Paths(paths), Touched::Paths(more)) => paths.extend(more),
            _ => *self = Touched::Everything,
        }
    }
}

/// Who is told, and of what.
pub struct Listener {
    /// Whether a path counts; all others are as if nothing had happened.
    pub counts: Box<dyn Fn(&str) -> bool + Send>,
    /// Told at once, before it is quiet: a change is on its way.
    pub stirs: Box<dyn Fn() + Send>,
    /// Gets what has changed.
    pub changes: mpsc::Sender<Touched>,
}

/// Watches a folder with all below it, until the [`Watch`] is dropped.
///
/// # Errors
/// When the system does not let it be watched.
pub fn watch(root: &Path, listener: Listener) -> io::Result<Watch> {
    let (notices, heard) = mpsc::channel();
    let watch = notice::watch(root, notices)?;
    std::thread::Builder::new().name("watch".to_owned()).spawn(move || quiet::gather(&heard, &listener))?;
    Ok(watch)
}
