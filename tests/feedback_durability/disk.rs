//! A disk beneath SQLite that fails at the n-th call, and forgets at a power cut what it did not confirm.
//!
//! A layer (VFS) over the system's: the tables of its files' methods are copied, with our functions for writing,
//! flushing and truncating. Of each write that is not flushed, what stood there before is kept; [`power_cut`] puts it
//! back. After a flush that failed its writes are lost though the running system still shows them, and no later flush
//! brings them back: so it is on Linux.
#![allow(unsafe_code, reason = "SQLite takes a disk only as a table of C functions")]

use rusqlite::ffi::{
    SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_WRITE, SQLITE_OK, sqlite3_file, sqlite3_filename, sqlite3_io_methods,
    sqlite3_vfs, sqlite3_vfs_find, sqlite3_vfs_register,
};
use std::collections::BTreeMap;
use std::ffi::{CStr, c_int, c_void};
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The name of the layer.
pub const NAME: &str = "failing";

/// What fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no room.
    Full,
    /// The disk refuses to write.
    Write,
    /// The disk does not confirm.
    Flush,
}

/// The call that fails: the n-th of its kind from now on.
#[derive(Debug)]
struct Plan {
    fault: Fault,
    left: usize,
    fired: bool,
}

/// What stood where something was written that is not flushed.
#[derive(Debug)]
struct Undo {
    at: u64,
    before: Vec<u8>,
}

#[derive(Debug, Default)]
struct Log {
    unflushed: Vec<Undo>,
    lost: Vec<Undo>,
}

#[derive(Default)]
struct State {
    plan: Option<Plan>,
    /// By the address of the file's structure: where it is.
    names: BTreeMap<usize, String>,
    logs: BTreeMap<String, Log>,
    /// Copied tables and the tables that they were copied from.
    tables: Vec<(usize, usize)>,
    registered: bool,
}

static STATE: Mutex<Option<State>> = Mutex::new(None);

fn state() -> MutexGuard<'static, Option<State>> {
    let mut state = STATE.lock().unwrap_or_else(PoisonError::into_inner);
    state.get_or_insert_with(State::default);
    state
}

/// Registers the layer, once.
pub fn register() {
    let mut state = state();
    let state = state.as_mut().unwrap();
    if std::mem::replace(&mut state.registered, true) {
        return;
    }
    // SAFETY: the default layer lives as long as the process; the copy is leaked, so it does too.
    unsafe {
        let mut layer = *sqlite3_vfs_find(std::ptr::null());
        layer.zName = c"failing".as_ptr();
        layer.pNext = std::ptr::null_mut();
        layer.xOpen = Some(open);
        assert_eq!(sqlite3_vfs_register(Box::leak(Box::new(layer)), 0), SQLITE_OK);
    }
}

/// From now on the n-th call (from 0) fails.
pub fn fail(fault: Fault, left: usize) {
    state().as_mut().unwrap().plan = Some(Plan { fault, left, fired: false });
}

/// Nothing fails any more; whether something did.
pub fn mend() -> bool {
    state().as_mut().unwrap().plan.take().is_some_and(|plan| plan.fired)
}

/// Forgets what it knows of files; for a new test.
pub fn forget() {
    state().as_mut().unwrap().logs.clear();
}

/// Makes a copy of a folder as a power cut would leave it now.
pub fn power_cut(from: &Path, to: &Path) {
    let state = state();
    let state = state.as_ref().unwrap();
    std::fs::create_dir_all(to.join("sites")).unwrap();
    for path in super::endpoint::files(from) {
        let name = path.strip_prefix(from).unwrap();
        if name.extension().is_some_and(|ending| ending.to_string_lossy().ends_with("-shm")) || name.ends_with("lock") {
            continue;
        }
        let copy = to.join(name);
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::copy(&path, &copy).unwrap();
        let Some(log) = state.logs.get(path.to_str().unwrap()) else { continue };
        let mut file = std::fs::OpenOptions::new().write(true).open(&copy).unwrap();
        // The newest first, so that what stood there at the very first wins.
        for undo in log.unflushed.iter().rev().chain(log.lost.iter().rev()) {
            file.seek(SeekFrom::Start(undo.at)).unwrap();
            file.write_all(&undo.before).unwrap();
        }
    }
}

impl State {
    /// Counts a call of a kind; whether it is the one that fails. One that failed fails until it is mended, but for
    /// flushes: the next one says that all is well, which is what makes them dangerous.
    fn fails(&mut self, kinds: &[Fault]) -> Option<Fault> {
        let plan = self.plan.as_mut().filter(|plan| kinds.contains(&plan.fault))?;
        if plan.left > 0 {
            plan.left -= 1;
            return None;
        }
        let again = plan.fault != Fault::Flush;
        let fails = again || !plan.fired;
        plan.fired = true;
        fails.then_some(plan.fault)
    }
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite calls this with what it would give the default layer, whose `xOpen` fills the file in.
    unsafe {
        let real = sqlite3_vfs_find(std::ptr::null());
        let code = (*real).xOpen.unwrap()(real, name, file, flags, out);
        let methods = (*file).pMethods;
        if code != SQLITE_OK || methods.is_null() || name.is_null() {
            return code;
        }
        let mut state = state();
        let state = state.as_mut().unwrap();
        state.names.insert(file as usize, CStr::from_ptr(name).to_string_lossy().into_owned());
        let known = state.tables.iter().find(|(_, original)| *original == methods as usize).map(|(copy, _)| *copy);
        let copy = known.unwrap_or_else(|| {
            let mut table = *methods;
            table.xWrite = Some(write);
            table.xSync = Some(sync);
            table.xTruncate = Some(truncate);
            let copy = Box::leak(Box::new(table)) as *const sqlite3_io_methods as usize;
            state.tables.push((copy, methods as usize));
            copy
        });
        (*file).pMethods = copy as *const sqlite3_io_methods;
        code
    }
}

/// The methods of the layer beneath.
///
/// # Safety
/// The file is one that [`open`] opened.
unsafe fn beneath(state: &State, file: *mut sqlite3_file) -> &'static sqlite3_io_methods {
    // SAFETY: its table is one of ours, and the original is a constant of SQLite.
    unsafe {
        let ours = (*file).pMethods as usize;
        let original = state.tables.iter().find(|(copy, _)| *copy == ours).unwrap().1;
        &*(original as *const sqlite3_io_methods)
    }
}

unsafe extern "C" fn write(file: *mut sqlite3_file, bytes: *const c_void, length: c_int, at: i64) -> c_int {
    let mut state = state();
    let state = state.as_mut().unwrap();
    match state.fails(&[Fault::Full, Fault::Write]) {
        Some(Fault::Full) => return SQLITE_FULL,
        Some(_) => return SQLITE_IOERR_WRITE,
        None => {}
    }
    // SAFETY: SQLite gives a file that is open and as many bytes as it says; those before are read into as many.
    unsafe {
        let real = beneath(state, file);
        let mut before = vec![0_u8; usize::try_from(length).unwrap()];
        // Beyond the end it reads zeros, which is what a file has that was made longer and then lost the rest.
        real.xRead.unwrap()(file, before.as_mut_ptr().cast(), length, at);
        let name = state.names[&(file as usize)].clone();
        let undo = Undo { at: u64::try_from(at).unwrap(), before };
        state.logs.entry(name).or_default().unflushed.push(undo);
        real.xWrite.unwrap()(file, bytes, length, at)
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    let mut state = state();
    let state = state.as_mut().unwrap();
    let fails = state.fails(&[Fault::Flush]).is_some();
    let name = state.names[&(file as usize)].clone();
    let log = state.logs.entry(name).or_default();
    let flushed = std::mem::take(&mut log.unflushed);
    if fails {
        log.lost.extend(flushed);
        return SQLITE_IOERR_FSYNC;
    }
    // What was written anew over something lost is safe now.
    let covers = |new: &Undo, old: &Undo| {
        new.at <= old.at && new.at + new.before.len() as u64 >= old.at + old.before.len() as u64
    };
    log.lost.retain(|old| !flushed.iter().any(|new| covers(new, old)));
    // SAFETY: as for writing.
    unsafe { beneath(state, file).xSync.unwrap()(file, flags) }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: i64) -> c_int {
    let mut state = state();
    let state = state.as_mut().unwrap();
    let name = state.names[&(file as usize)].clone();
    let log = state.logs.entry(name).or_default();
    let end = u64::try_from(size).unwrap();
    log.unflushed.retain(|undo| undo.at < end);
    log.lost.retain(|undo| undo.at < end);
    // SAFETY: as for writing.
    unsafe { beneath(state, file).xTruncate.unwrap()(file, size) }
}
