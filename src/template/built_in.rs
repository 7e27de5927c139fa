//! The built-in theme, part of the program.

use crate::diag::Source;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

static ZBOR: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/zbor");

/// Before the path of a built-in file in messages, so that nobody looks for it in the workspace.
pub(crate) const PLACE: &str = "zbor:";

/// The files of the built-in theme by their path in its folder, with `/`.
pub(crate) fn files() -> &'static BTreeMap<String, Arc<Source>> {
    static FILES: OnceLock<BTreeMap<String, Arc<Source>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files = BTreeMap::new();
        collect(&ZBOR, &mut files);
        files
    })
}

fn collect(dir: &Dir<'static>, files: &mut BTreeMap<String, Arc<Source>>) {
    for file in dir.files() {
        if let (Some(text), Some(path)) = (file.contents_utf8(), slashed(file.path())) {
            let source = Source::new(format!("{PLACE}{path}"), text);
            files.insert(path, source);
        }
    }
    dir.dirs().for_each(|dir| collect(dir, files));
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
