//! The files of a workspace that is listed again and again: of those that nobody touched, none is looked at.

use super::walk::{self, Found, WalkError};
use crate::diag::Checked;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The files of a workspace as they were last listed.
#[derive(Default)]
pub struct Listing(Option<Checked<Vec<Found>>>);

impl Listing {
    /// The list of files. Where only files were touched, only those are looked at.
    pub(super) fn list(
        &mut self,
        root: &Path,
        touched: Option<&BTreeSet<String>>,
    ) -> Result<Checked<Vec<Found>>, WalkError> {
        let patched = touched.zip(self.0.as_mut()).is_some_and(|(paths, list)| patch(root, &mut list.value, paths));
        match &self.0 {
            Some(list) if patched => Ok(list.clone()),
            _ => {
                let list = walk::walk(root)?;
                self.0 = Some(list.clone());
                Ok(list)
            }
        }
    }
}

/// Puts what is at these paths now into a list in the order of a walk; false where folders came or went.
fn patch(root: &Path, list: &mut Vec<Found>, paths: &BTreeSet<String>) -> bool {
    for path in paths {
        let place = list.binary_search_by(|known| known.path.split('/').cmp(path.split('/')));
        match (walk::find(root, path), place) {
            (Some(found), Ok(at)) => list[at] = found,
            (Some(found), Err(at)) if has_siblings(list, at, path) => list.insert(at, found),
            (None, Ok(at)) if is_gone(root, path) => drop(list.remove(at)),
            (None, Err(at)) if is_gone(root, path) && !list.get(at).is_some_and(|next| is_in(&next.path, path)) => {}
            _ => return false,
        }
    }
    true
}

fn is_gone(root: &Path, path: &str) -> bool {
    fs::symlink_metadata(root.join(path)).is_err()
}

fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a file of the same folder stands beside that place of the list: then the walk looked into the folder.
fn has_siblings(list: &[Found], at: usize, path: &str) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let beside = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|at| list.get(at));
    beside.into_iter().any(|file| folder(&file.path) == folder(path))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Each step changes the disk, then names what was touched; the patched list must be that of a walk.
    #[test]
    fn a_patched_list_is_that_of_a_walk() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let write = |path: &str| {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), path).unwrap();
        };
        for path in ["a/b.md", "a/d.md", "a-b/c.md", "a.md", "b/c/d.md"] {
            write(path);
        }
        let mut listing = Listing::default();
        listing.list(root, None).unwrap();
        let steps: &[(&dyn Fn(), &[&str])] = &[
            (&|| write("a/c.md"), &["a/c.md"]),
            (&|| fs::rename(root.join("a/c.md"), root.join("a/a.md")).unwrap(), &["a/c.md", "a/a.md"]),
            (&|| fs::remove_file(root.join("a/b.md")).unwrap(), &["a/b.md", "a/4913"]),
            (&|| fs::remove_dir_all(root.join("b")).unwrap(), &["b"]),
            (&|| write("b/x/y.md"), &["b"]),
            (&|| write("a/a.md"), &["a/a.md"]),
            (&|| write("a/sub/z.md"), &["a/sub", "a/sub/z.md"]),
        ];
        for (number, (change, touched)) in steps.iter().enumerate() {
            change();
            let touched = touched.iter().map(|path| (*path).to_owned()).collect();
            let patched = listing.list(root, Some(&touched)).unwrap().value;
            assert_eq!(patched, walk::walk(root).unwrap().value, "step {number}");
        }
    }
}
