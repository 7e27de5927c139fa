//! The built-in theme, part of the program.

use crate::diag::Source;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

static ZBOR: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/zbor");
static TEKST: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/tekst");

/// The names of the built-in themes, the one beneath all others first.
pub const BUILT_IN: [&str; 2] = ["zbor", "tekst"];

/// Before the path of a built-in file in messages, so that nobody looks for it in the workspace.
pub(crate) const PLACE: &str = "zbor:";

/// The files of the default theme by their path in its folder, with `/`.
pub(crate) fn files() -> &'static BTreeMap<String, Arc<Source>> {
    static FILES: OnceLock<BTreeMap<String, Arc<Source>>> = OnceLock::new();
    FILES.get_or_init(|| collected(&ZBOR, PLACE))
}

/// The files of a built-in theme that stands over the default one, to be put beneath those of a site and its workspace;
/// none for the default theme and for names that are not built in.
pub fn built_in_over(name: &str) -> Option<&'static BTreeMap<String, Arc<Source>>> {
    static FILES: OnceLock<BTreeMap<String, Arc<Source>>> = OnceLock::new();
    (name == "tekst").then(|| FILES.get_or_init(|| collected(&TEKST, "zbor:tekst/")))
}

fn collected(dir: &Dir<'static>, place: &str) -> BTreeMap<String, Arc<Source>> {
    let mut files = BTreeMap::new();
    collect(dir, place, &mut files);
    files
}

fn collect(dir: &Dir<'static>, place: &str, files: &mut BTreeMap<String, Arc<Source>>) {
    for file in dir.files() {
        if let (Some(text), Some(path)) = (file.contents_utf8(), slashed(file.path())) {
            let source = Source::new(format!("{place}{path}"), text);
            files.insert(path, source);
        }
    }
    dir.dirs().for_each(|dir| collect(dir, place, files));
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
