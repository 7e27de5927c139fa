//! `.zbor-output`: the names of all files that a build wrote, so that only ours are ever removed.
//!
//! While a build runs, names are appended before the files are written; a build that is killed
//! leaves a list that names too much, never too little.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The list's own name.
pub const LISTING: &str = ".zbor-output";
const HEAD: &str = "# Files that zbor wrote here. Files that are not in this list are left alone.\n";

/// Paths from the output folder, with `/`.
pub type Written = BTreeSet<String>;

/// The list of an output folder; none where there is no list.
pub fn read(dir: &Path) -> io::Result<Option<Written>> {
    match std::fs::read_to_string(dir.join(LISTING)) {
        Ok(text) => Ok(Some(text.lines().filter(|line| is_inside(line)).map(str::to_owned).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A list that somebody edited must not lead out of the folder.
fn is_inside(line: &str) -> bool {
    let outside =
        line.starts_with(['/', '#', '\\']) || line.contains(':') || line.split(['/', '\\']).any(|part| part == "..");
    !line.is_empty() && !outside
}

/// Opens the list for appending, with its heading when new.
pub fn open(dir: &Path) -> io::Result<File> {
    let mut file = OpenOptions::new().create(true).append(true).open(dir.join(LISTING))?;
    if file.metadata()?.len() == 0 {
        file.write_all(HEAD.as_bytes())?;
    }
    Ok(file)
}

/// The text of a complete list, sorted.
pub fn text<'p>(written: impl Iterator<Item = &'p String>) -> String {
    let mut text = String::from(HEAD);
    for path in written {
        text.push_str(path);
        text.push('\n');
    }
    text
}
