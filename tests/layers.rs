//! The plan of the house, held: which room may use which. A token `crate::room` that this table does
//! not allow fails, and so does a room that it does not list.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Room, and the rooms that it may use: the table of `docs/architecture.md`.
const MAY_USE: &[(&str, &str)] = &[
    ("diag", ""),
    ("print", ""),
    ("yaml", "diag"),
    ("lang", "yaml"),
    ("url", "lang diag"),
    ("date", "lang diag"),
    ("answers", "yaml date diag"),
    ("form", "lang date"),
    ("markdown", "lang url diag print"),
    ("load", "yaml url lang diag print"),
    ("site", "load answers yaml markdown form diag url date lang print"),
    ("fix", "site load yaml diag"),
    ("photo", "load lang diag"),
    ("template", "form lang date diag"),
    ("output", "url print"),
    ("render", "site answers load photo markdown template form output diag url date lang print"),
    ("check", "output diag url lang"),
    ("http", ""),
    ("feedback", "http answers form template photo lang date diag yaml"),
    ("watch", ""),
    ("build", "load yaml site answers form photo template render check output diag url date lang print"),
    ("preview", "build http watch load yaml site answers form photo template feedback diag url date lang"),
];

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Names that follow `crate::` in code, comments and documentation links apart.
fn used(text: &str) -> BTreeSet<String> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + 7..];
        let mut add = |part: &str| {
            let name: String = part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            names.insert(name);
        };
        match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').for_each(&mut add),
            None => add(rest),
        }
    }
    names
}

#[test]
fn rooms_use_only_what_the_plan_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let plan: BTreeMap<&str, BTreeSet<&str>> =
        MAY_USE.iter().map(|(room, uses)| (*room, uses.split_whitespace().collect())).collect();
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for path in files(&src) {
        let inner = path.strip_prefix(&src).unwrap();
        let Some(room) =
            inner.iter().next().filter(|_| inner.components().count() > 1).map(|part| part.to_str().unwrap())
        else {
            continue;
        };
        // The command line uses everything, and nobody uses it.
        if room == "cli" || path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        seen.insert(room.to_owned());
        let Some(allowed) = plan.get(room) else {
            wrong.push(format!("the room `{room}` is not in the plan"));
            continue;
        };
        for name in used(&std::fs::read_to_string(&path).unwrap()) {
            let is_room = plan.contains_key(name.as_str()) || name == "cli";
            if is_room && name != room && !allowed.contains(name.as_str()) {
                wrong.push(format!("{} uses `{name}`", inner.display()));
            }
        }
    }
    let listed: BTreeSet<String> = plan.keys().map(|room| (*room).to_owned()).collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(seen, listed, "rooms on disk and in the plan");
}

#[test]
fn third_party_names_stand_in_one_file_each() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for name in [
        "saphyr_parser",
        "serde_yaml",
        "minify_html",
        "syntect",
        "tera",
        "indicatif",
        "img_parts",
        "fast_image_resize",
        "moxcms",
        "image::codecs",
        "image::metadata",
        "webp::Encoder",
        "jpeg_encoder",
        "html5gum",
        "lopdf",
        "zip::read",
        "zip::write",
        "similar",
        "notify",
        "qrcode",
        "lettre",
        "argon2",
        "rustix",
    ] {
        let users: Vec<_> = files(&src)
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
            .filter(|path| {
                let text = std::fs::read_to_string(path).unwrap();
                let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
                code.into_iter().any(|line| line.contains(&format!("{name}::")))
            })
            .collect();
        assert!(users.len() <= 1, "`{name}` stands in {users:?}");
    }
}

/// The client of the database stands beneath the store alone, so that another database is another folder.
#[test]
fn the_database_is_named_in_the_store_alone() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let store = src.join("feedback").join("store");
    for path in files(&src).into_iter().filter(|path| !path.starts_with(&store)) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(!text.contains("rusqlite::"), "{}", path.display());
    }
}
