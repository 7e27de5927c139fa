//! What the last build saw, so that a build of an unchanged workspace is only a look at its files.
//!
//! `.zbor/` may be deleted at any time. A file whose modification time is not clearly before the
//! last build is compared by content, since a second save within one tick of a file system's clock
//! leaves size and time as they were.

use super::{Report, Request};
use crate::load::Found;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Changed with every change of what is stored.
const FORMAT: u32 = 1;
/// Modification times within this many nanoseconds of the last build are not believed.
const RECENT: u128 = 2_000_000_000;

/// The last build.
#[derive(Serialize, Deserialize)]
pub struct State {
    format: u32,
    /// What was asked for, and which program did it.
    request: String,
    /// When the newest input was written, in nanoseconds since 1970, as the file system counts.
    seen_at: u128,
    /// All files of the workspace.
    inputs: Vec<Found>,
    /// Hash of the contents of those that were recent.
    recent: BTreeMap<String, [u8; 32]>,
    /// Every file of the output with its length and modification time.
    outputs: Vec<Found>,
    /// What the build said.
    pub report: Report,
}

/// The request and the program: another build of the program, with other templates or code, may
/// write other bytes under the same version.
fn key(request: &Request) -> String {
    let program = std::env::current_exe().and_then(fs::metadata);
    let program = program.map(|meta| (meta.len(), crate::load::mtime(&meta))).unwrap_or_default();
    format!("{} {program:?}", request.key())
}

fn file(root: &Path) -> PathBuf {
    root.join(".zbor").join("state")
}

/// The stored state, if it fits the request and nothing has changed since.
pub fn unchanged(request: &Request, inputs: &[Found]) -> Option<State> {
    let bytes = fs::read(file(&request.root)).ok()?;
    let state: State = postcard::from_bytes(&bytes).ok()?;
    let fits = state.format == FORMAT && state.request == key(request) && state.inputs == inputs;
    let same = |(path, hash): (&String, &[u8; 32])| hash_of(&request.root.join(path)).as_ref() == Some(hash);
    let whole = |written: &Found| stat(&request.out, &written.path).as_ref() == Some(written);
    (fits && state.recent.par_iter().all(same) && state.outputs.par_iter().all(whole)).then_some(state)
}

/// Keeps the state of a build. A state that cannot be written only makes the next build longer.
pub fn keep<'a>(request: &Request, inputs: Vec<Found>, outputs: impl Iterator<Item = &'a String>, report: &Report) {
    let folder = request.root.join(".zbor");
    let newest = inputs.iter().map(|found| found.mtime).max().unwrap_or(0);
    let outputs: Vec<&String> = outputs.collect();
    let outputs: Option<Vec<Found>> = outputs.par_iter().map(|path| stat(&request.out, path)).collect();
    let Some(outputs) = outputs else { return };
    // A second save can hide only in the tick of a file that was as good as new when it was read, and such a file is
    // close to the newest, however long the build took.
    let recent = inputs.par_iter().filter(|found| found.mtime + RECENT > newest);
    let recent =
        recent.filter_map(|found| Some((found.path.clone(), hash_of(&request.root.join(&found.path))?))).collect();
    let state = State {
        format: FORMAT,
        request: key(request),
        seen_at: newest,
        inputs,
        recent,
        outputs,
        report: report.clone(),
    };
    let Ok(bytes) = postcard::to_allocvec(&state) else { return };
    let _ = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("state.tmp"), bytes))
        .and_then(|()| fs::rename(folder.join("state.tmp"), file(&request.root)));
}

fn hash_of(path: &Path) -> Option<[u8; 32]> {
    fs::read(path).ok().map(|bytes| *blake3::hash(&bytes).as_bytes())
}

fn stat(dir: &Path, path: &str) -> Option<Found> {
    let meta = fs::metadata(dir.join(path)).ok()?;
    Some(Found { path: path.to_owned(), len: meta.len(), mtime: crate::load::mtime(&meta) })
}
