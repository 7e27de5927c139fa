//! Writing: each file whole or not at all, only where it differs, and nothing that is not ours.

use super::ledger::{Entry, Ledger, MadeOf};
use super::listing::{self, LISTING, Written};
use crate::print::Print;
use crate::url::UrlPath;
use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The output folder cannot be used.
#[derive(Debug)]
pub enum OutputError {
    /// It holds files and no list of ours.
    NotOurs(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OutputError::NotOurs(dir) => write!(f, "{}: not empty, and not written by zbor", dir.display()),
            OutputError::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for OutputError {}

/// Writes the files of one build into a folder.
pub struct Writer {
    dir: PathBuf,
    before: Written,
    /// What is known of the files of earlier builds.
    known: Ledger,
    list: Mutex<(File, Written)>,
    /// What is known of the files of this one.
    made: Mutex<Vec<(String, Entry)>>,
    changed: AtomicUsize,
}

fn io_error(path: &Path) -> impl Fn(io::Error) -> OutputError + '_ {
    move |error| OutputError::Io(path.to_owned(), error)
}

impl Writer {
    /// Opens or makes the folder. `known` is what the last build knew of its files: empty when nothing is known.
    ///
    /// # Errors
    /// When it holds anything and no list of ours, or cannot be written.
    pub fn open(dir: &Path, known: Ledger) -> Result<Writer, OutputError> {
        fs::create_dir_all(dir).map_err(io_error(dir))?;
        let before = match listing::read(dir).map_err(io_error(dir))? {
            Some(list) => list,
            None if fs::read_dir(dir).map_err(io_error(dir))?.next().is_some() => {
                return Err(OutputError::NotOurs(dir.to_owned()));
            }
            None => Written::new(),
        };
        let file = listing::open(dir).map_err(io_error(dir))?;
        Ok(Writer {
            dir: dir.to_owned(),
            before,
            known,
            list: Mutex::new((file, Written::new())),
            made: Mutex::default(),
            changed: AtomicUsize::new(0),
        })
    }

    /// Says which files will be written, before they are.
    ///
    /// # Errors
    /// When the list cannot be written.
    pub fn plan(&self, paths: impl IntoIterator<Item = UrlPath>) -> Result<(), OutputError> {
        let paths: Vec<String> = paths.into_iter().map(|path| path.file_path()).collect();
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for path in paths {
            if !self.before.contains(&path) {
                text.push_str(&path);
                text.push('\n');
            }
            list.1.insert(path);
        }
        list.0.write_all(text.as_bytes()).map_err(io_error(&self.dir))
    }

    /// Writes a file that was planned, unless it is there already with the same bytes. `made_of` is for
    /// the next build.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn write(&self, path: &UrlPath, bytes: &[u8], made_of: MadeOf) -> Result<(), OutputError> {
        let name = path.file_path();
        let target = self.dir.join(&name);
        let hash = Print::of(bytes);
        let known = self.before.contains(&name);
        if known && let Some(entry) = self.same(&name, &target, bytes, hash) {
            self.note(name, Entry { made_of, ..entry });
            return Ok(());
        }
        self.changed.fetch_add(1, Ordering::Relaxed);
        if let Some(parent) = target.parent().filter(|_| !known) {
            // Mostly it is the first file of a new folder; where it is not, `replace` will see.
            let _ = fs::create_dir(parent);
        }
        let meta = replace(&target, bytes).map_err(io_error(&target))?;
        self.note(name, Entry::of(&meta, Some(hash), made_of));
        Ok(())
    }

    /// What is known of a file that holds these bytes already. Where the last build knew it, it is not read.
    fn same(&self, name: &str, target: &Path, bytes: &[u8], hash: Print) -> Option<Entry> {
        match self.known.0.get(name).filter(|entry| entry.agrees(target)) {
            Some(entry) => (entry.hash == Some(hash)).then(|| entry.clone()),
            None => {
                let meta = fs::metadata(target).ok().filter(|meta| meta.len() == bytes.len() as u64)?;
                is_same(target, bytes).then(|| Entry::of(&meta, Some(hash), MadeOf::default()))
            }
        }
    }

    /// What is known of a file of the last build that is as it was written, if it was made of the same.
    pub fn unchanged(&self, path: &UrlPath, made_of: MadeOf) -> Option<Entry> {
        let name = path.file_path();
        let entry = self.known.0.get(&name)?.made_again(made_of)?;
        (self.before.contains(&name) && entry.agrees(&self.dir.join(&name))).then_some(entry)
    }

    /// Keeps a file that was planned as it is.
    pub fn keep(&self, path: &UrlPath, entry: Entry) {
        self.note(path.file_path(), entry);
    }

    /// Whether a file that was planned and is named by its content is there as the last build left it, so long; it is
    /// kept. Its name does not say whether somebody wrote into it since.
    pub fn holds(&self, path: &UrlPath, len: u64) -> bool {
        let name = path.file_path();
        let known = self.known.0.get(&name).filter(|entry| entry.len == len && self.before.contains(&name));
        let entry = known.filter(|entry| entry.agrees(&self.dir.join(&name)));
        entry.into_iter().for_each(|entry| self.note(name.clone(), entry.clone()));
        entry.is_some()
    }

    fn note(&self, name: String, entry: Entry) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push((name, entry));
    }

    /// How many files differed so far.
    pub fn changed(&self) -> usize {
        self.changed.load(Ordering::Relaxed)
    }

    /// Removes what earlier builds wrote and this one did not, except below `kept` folders that it
    /// was not asked to build, and leaves the complete list. Returns how many were removed, and what is
    /// known of the files that are there.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn finish(self, kept: &BTreeSet<String>) -> Result<(usize, Ledger), OutputError> {
        let (_, planned) = self.list.into_inner().unwrap_or_else(PoisonError::into_inner);
        let made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut made = Ledger(made.into_iter().collect());
        let mut removed = 0;
        // What was planned and could not be made is not there in a new folder, either.
        for path in self.before.union(&planned) {
            if made.0.contains_key(path) {
                continue;
            }
            let target = self.dir.join(path);
            if !planned.contains(path) && kept.iter().any(|folder| path.starts_with(folder.as_str())) {
                let entry = self.known.0.get(path).cloned();
                let entry = entry.or_else(|| Some(Entry::of(&fs::metadata(&target).ok()?, None, MadeOf::default())));
                made.0.extend(entry.map(|entry| (path.clone(), entry)));
                continue;
            }
            remove(&target).map_err(io_error(&target))?;
            remove_empty_parents(&self.dir, &target);
            removed += usize::from(self.before.contains(path));
        }
        let list = self.dir.join(LISTING);
        let text = listing::text(made.0.keys());
        if !is_same(&list, text.as_bytes()) {
            replace(&list, text.as_bytes()).map_err(io_error(&list))?;
        }
        made.mark_recent();
        Ok((removed, made))
    }
}

/// The file holds exactly these bytes. Its length tells most differences without reading it.
fn is_same(target: &Path, bytes: &[u8]) -> bool {
    let len = fs::metadata(target).map(|meta| meta.len());
    len.is_ok_and(|len| len == bytes.len() as u64) && fs::read(target).is_ok_and(|old| old == bytes)
}

/// Writes beside the target and renames over it, so that a reader sees the old file or the new one. What the system
/// says of it is asked before anybody else can see it.
fn replace(target: &Path, bytes: &[u8]) -> io::Result<fs::Metadata> {
    let temporary = temporary(target);
    let mut file = match File::create(&temporary) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            File::create(&temporary)?
        }
        other => other?,
    };
    file.write_all(bytes)?;
    let meta = file.metadata()?;
    drop(file);
    fs::rename(&temporary, target)?;
    Ok(meta)
}

/// A hidden name in the same folder; always the same, so that a killed build leaves at most one.
fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.zbor-tmp"))
}

/// Removes a file, and what a killed build left beside it; one that is gone already is fine.
fn remove(target: &Path) -> io::Result<()> {
    for path in [target.to_owned(), temporary(target)] {
        match fs::remove_file(&path) {
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(error);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Folders that became empty, up to the output folder itself.
fn remove_empty_parents(dir: &Path, target: &Path) {
    for parent in target.ancestors().skip(1).take_while(|parent| *parent != dir && parent.starts_with(dir)) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}
