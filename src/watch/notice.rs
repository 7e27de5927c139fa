//! What the system says of a folder: the only place that knows the crate for it.

use super::Touched;
use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// Where the system tells nothing (network drives, too many folders), it is looked at this often.
const POLL: Duration = Duration::from_millis(700);

/// A watch that goes on until it is dropped.
pub struct Watch {
    _watcher: Box<dyn Watcher + Send>,
}

/// Begins to watch; what is noticed goes to `notices`.
pub fn watch(root: &Path, notices: Sender<Touched>) -> io::Result<Watch> {
    // Events carry full paths, by whatever way the folder was named.
    let root = root.canonicalize()?;
    by_system(&root, notices.clone()).or_else(|_| by_looking(&root, notices)).map_err(io_error)
}

fn by_system(root: &Path, notices: Sender<Touched>) -> notify::Result<Watch> {
    let mut watcher = RecommendedWatcher::new(handler(root, notices), config())?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    Ok(Watch { _watcher: Box::new(watcher) })
}

fn by_looking(root: &Path, notices: Sender<Touched>) -> notify::Result<Watch> {
    let mut watcher = PollWatcher::new(handler(root, notices), config().with_poll_interval(POLL))?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    Ok(Watch { _watcher: Box::new(watcher) })
}

/// Links lead out of the folder, and what is behind them is not read either.
fn config() -> Config {
    Config::default().with_follow_symlinks(false)
}

fn handler(root: &Path, notices: Sender<Touched>) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let root = root.to_owned();
    move |event| {
        let touched = match event {
            Ok(event) if event.need_rescan() => Touched::Everything,
            Ok(event) if is_change(event.kind) => match paths(&root, &event.paths) {
                paths if paths.is_empty() => return,
                paths => Touched::Paths(paths),
            },
            Ok(_) => return,
            Err(_) => Touched::Everything,
        };
        // Nobody listens any more when the program ends.
        let _ = notices.send(touched);
    }
}

/// Reading a file is no change; our own reading would never end otherwise.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        EventKind::Modify(ModifyKind::Metadata(kind)) => {
            !matches!(kind, MetadataKind::AccessTime | MetadataKind::Permissions | MetadataKind::Ownership)
        }
        _ => true,
    }
}

/// The paths below the root with `/`; one that is not Unicode is told by its folder.
fn paths(root: &Path, paths: &[PathBuf]) -> BTreeSet<String> {
    let inner = |path: &PathBuf| {
        let parts = path.strip_prefix(root).ok()?.iter().map_while(|part| part.to_str());
        Some(parts.collect::<Vec<_>>().join("/")).filter(|path| !path.is_empty())
    };
    paths.iter().filter_map(inner).collect()
}

fn io_error(error: notify::Error) -> io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        _ => io::Error::other(error.to_string()),
    }
}
