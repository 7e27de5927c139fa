//! What the last build saw and wrote, so that a build of an unchanged workspace is only a look at its files, and one of
//! a changed workspace makes only the pages that differ.
//!
//! `.zbor/` may be deleted at any time. A file whose modification time is not clearly before the
//! last build is compared by content, since a second save within one tick of a file system's clock
//! leaves size and time as they were.

use super::memo::Memo;
use super::{Report, Request};
use crate::load::{self, Found};
use crate::output::Ledger;
use crate::print::Print;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Changed with every change of what is stored.
const FORMAT: u32 = 3;
/// Modification times within this many nanoseconds of the beginning of the last build are not believed.
const RECENT: u128 = 2_000_000_000;

/// The folder in it of what was read.
const TEXTS: &str = "texts";

/// The last build.
#[derive(Serialize, Deserialize)]
pub struct State {
    /// What was asked for.
    request: String,
    /// Where it wrote.
    out: PathBuf,
    /// All files of the workspace.
    inputs: Vec<Found>,
    /// Hash of the contents of those that were recent.
    recent: BTreeMap<String, Print>,
    /// Every file of the output.
    pub outputs: Ledger,
    /// What the build said.
    pub report: Report,
}

/// The state of a workspace, for one process at a time.
pub struct Store {
    folder: PathBuf,
    /// When it was opened, in nanoseconds since 1970, as the file system counts.
    pub opened: u128,
    /// Given back when it is dropped.
    _lock: File,
}

impl Store {
    /// Opens the state of a workspace; none while another process has it, or where nothing can be kept. Then a build
    /// does everything anew, and keeps nothing.
    pub fn open(root: &Path) -> Option<Store> {
        let folder = folder(root);
        fs::create_dir_all(&folder).ok()?;
        let mut lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock")).ok()?;
        // Some file systems know no locks. What is kept is whole all the same, and judged by the files that it tells of.
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            return None;
        }
        // Writing shows what time it is where files get theirs.
        lock.write_all(b"zbor\n").ok()?;
        let opened = load::mtime(&lock.metadata().ok()?);
        Some(Store { folder, opened, _lock: lock })
    }

    fn file(&self) -> PathBuf {
        self.folder.join("state")
    }

    fn texts(&self) -> PathBuf {
        self.folder.join(TEXTS)
    }

    /// What earlier builds read.
    pub fn memo(&self) -> Memo {
        Memo::open(&self.texts(), &version())
    }

    /// Keeps what was read.
    pub fn keep_memo(&self, memo: &mut Memo) {
        memo.keep(&self.texts(), &version());
    }

    /// What the last build left, if it was of this program and into the same folder.
    pub fn last(&self, request: &Request) -> Option<State> {
        let state: State = load::kept(&self.file(), &version())?;
        (state.out == request.out).then_some(state)
    }

    /// Keeps the state of a build. A state that cannot be written only makes the next build longer.
    pub fn keep(&self, request: &Request, inputs: Vec<Found>, outputs: Ledger, report: &Report) {
        // A second save can hide only in the tick of a file that was as good as new when it was listed.
        let recent = inputs.par_iter().filter(|found| found.mtime + RECENT > self.opened);
        let recent =
            recent.filter_map(|found| Some((found.path.clone(), hash_of(&request.root.join(&found.path))?))).collect();
        let (request, out) = (request.key(), request.out.clone());
        let state = State { request, out, inputs, recent, outputs, report: report.clone() };
        let _ = load::keep(&self.file(), &version(), &state);
    }
}

impl State {
    /// Whether the same was asked for, and nothing has changed since.
    pub fn is_current(&self, request: &Request, inputs: &[Found]) -> bool {
        let same = |(path, hash): (&String, &Print)| hash_of(&request.root.join(path)).as_ref() == Some(hash);
        let fits = self.request == request.key() && self.inputs == inputs;
        fits && self.recent.par_iter().all(same) && self.outputs.agrees(&request.out)
    }
}

/// What earlier builds of a workspace read. Each part is whole or not there, and is believed only of files that are as they
/// were, so that it may be read while another process builds.
pub fn memo(root: &Path) -> Memo {
    Memo::open(&folder(root).join(TEXTS), &version())
}

/// Where the state of a workspace is.
pub fn folder(root: &Path) -> PathBuf {
    root.join(".zbor")
}

/// Of the program: another build of it, with other templates or code, may write other bytes under the same version.
pub fn version() -> String {
    let program = std::env::current_exe().and_then(fs::metadata);
    let program = program.map(|meta| (meta.len(), load::mtime(&meta))).unwrap_or_default();
    format!("{FORMAT} {} {program:?}", env!("CARGO_PKG_VERSION"))
}

fn hash_of(path: &Path) -> Option<Print> {
    fs::read(path).ok().map(|bytes| Print::of(&bytes))
}
