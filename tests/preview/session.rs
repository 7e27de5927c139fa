//! A workspace that is read again after each change gives what a build from nothing gives.

use super::client::{NOTICE, notice, plant};
use super::pages::{built, request};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use zbor::build::{Mode, Session, Snapshot, Touch};
use zbor::url::UrlPath;

/// A change, and the paths that the system would tell of.
type Step = (&'static str, fn(&Path), &'static [&'static str]);

const STEPS: &[Step] = &[
    ("a text", |root| put(root, NOTICE, &notice("Drugi")), &[NOTICE]),
    ("a new text", |root| put(root, "sites/polje/obavjestenja/a.md", &notice("A")), &["sites/polje/obavjestenja"]),
    (
        "another beside it",
        |root| put(root, "sites/polje/obavjestenja/b.md", &notice("B")),
        &["sites/polje/obavjestenja/b.md"],
    ),
    ("a text for all", |root| put(root, "shared/usluge/x.md", "---\nnaslov: Usluga\n---\nTekst.\n"), &["shared"]),
    (
        "the same again",
        |root| put(root, "shared/usluge/x.md", "---\nnaslov: Druga\n---\nTekst.\n"),
        &["shared/usluge/x.md"],
    ),
    (
        "a text of a site over it",
        |root| put(root, "sites/polje/usluge/x.md", "---\nopis: Ovdje drugačije.\n---\n"),
        &["sites/polje/usluge"],
    ),
    (
        "the text beneath it",
        |root| put(root, "shared/usluge/x.md", "---\nnaslov: Treća\n---\nDrugi tekst.\n"),
        &["shared/usluge/x.md"],
    ),
    (
        "defaults",
        |root| put(root, "sites/gornje-selo/obavjestenja/_defaults.yaml", "oznake: [put]\n"),
        &["sites/gornje-selo/obavjestenja/_defaults.yaml"],
    ),
    (
        "other defaults",
        |root| put(root, "sites/gornje-selo/obavjestenja/_defaults.yaml", "oznake: [škola]\n"),
        &["sites/gornje-selo/obavjestenja/_defaults.yaml"],
    ),
    (
        "a translation",
        |root| put(root, "sites/polje/obavjestenja/b.en.md", "---\ntitle: B in English\n---\nText.\n"),
        &["sites/polje/obavjestenja/b.en.md"],
    ),
    (
        "the original of it",
        |root| put(root, "sites/polje/obavjestenja/b.md", "---\nnaslov: B\noznake: [b]\n---\nTekst.\n"),
        &["sites/polje/obavjestenja/b.md"],
    ),
    (
        "the settings",
        |root| put(root, "sites/polje/site.yaml", "naziv: MZ Polje\njezici: [bs, en]\n"),
        &["sites/polje/site.yaml"],
    ),
    (
        "another script with words that stay",
        |root| put(root, "sites/gornje-selo/site.yaml", "naziv: MZ Gornje Selo\njezici: [bs, bs-Cyrl]\nmarke: [put]\n"),
        &["sites/gornje-selo/site.yaml"],
    ),
    ("settings of all", |root| put(root, "zbor.yaml", "naziv: Općina Druga\n"), &["zbor.yaml"]),
    ("a theme", |root| put(root, "themes/zbor/zbor.css", "body{color:red}"), &["themes"]),
    ("its style", |root| put(root, "themes/zbor/zbor.css", "body{color:blue}"), &["themes/zbor/zbor.css"]),
    (
        "a renamed folder",
        |root| move_to(root, "sites/gornje-selo/obavjestenja", "sites/gornje-selo/vijesti"),
        &["sites/gornje-selo/obavjestenja", "sites/gornje-selo/vijesti"],
    ),
    (
        "a photo",
        |root| copy(root, "tests/photo/rgb.jpg", "sites/gornje-selo/vijesti/2026-11-21-krov/krov.jpg"),
        &["sites/gornje-selo/vijesti/2026-11-21-krov/krov.jpg"],
    ),
    (
        "a document",
        |root| put(root, "sites/gornje-selo/dokumenti/odluka.txt", "Druga odluka"),
        &["sites/gornje-selo/dokumenti/odluka.txt"],
    ),
    (
        "a removed text",
        |root| fs::remove_file(root.join("sites/polje/obavjestenja/a.md")).unwrap(),
        &["sites/polje/obavjestenja/a.md"],
    ),
    ("a removed site", |root| fs::remove_dir_all(root.join("sites/polje")).unwrap(), &["sites/polje"]),
    ("a README", |root| put(root, "README.md", "x"), &["README.md"]),
];

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn move_to(root: &Path, from: &str, to: &str) {
    fs::rename(root.join(from), root.join(to)).unwrap();
}

fn copy(root: &Path, from: &str, to: &str) {
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(from), root.join(to)).unwrap();
}

#[test]
fn after_each_change_all_files_are_those_of_a_build() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("mz");
    plant(&root);
    let mut session = Session::new(request(&root, &root.join("dist"), Mode::Check));
    let snapshot = session.look(&Touch::Everything).unwrap();
    compare(&snapshot, &root, "the beginning");
    for (what, change, touched) in STEPS {
        change(&root);
        let touched: BTreeSet<String> = touched.iter().map(|path| (*path).to_owned()).collect();
        let snapshot = session.look(&Touch::Paths(touched)).unwrap();
        compare(&snapshot, &root, what);
    }
}

fn compare(snapshot: &Snapshot, root: &Path, what: &str) {
    for (path, bytes) in built(root) {
        let file = snapshot.file(&UrlPath::parse(&path).unwrap()).unwrap();
        assert!(file.as_ref().is_some_and(|file| *file.bytes == *bytes), "{what}: {path} differs");
    }
    let gone = UrlPath::parse("/polje/obavjestenja/a/").unwrap();
    let exists = root.join("sites/polje/obavjestenja/a.md").exists();
    assert_eq!(snapshot.file(&gone).unwrap().is_some(), exists, "{what}");
    let checked = snapshot.check(&Default::default()).unwrap();
    let whole = zbor::build::run(&request(root, &root.join("dist"), Mode::Check), &|_, _| {}).unwrap();
    assert_eq!(checked.findings, whole.findings, "{what}");
}

/// A site that a change does not concern is not assembled again.
#[test]
fn other_sites_stay_open() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("mz");
    plant(&root);
    let mut session = Session::new(request(&root, &root.join("dist"), Mode::Check));
    let first = session.look(&Touch::Everything).unwrap();
    first.sites().map(|(name, _)| name.to_owned()).collect::<Vec<_>>().iter().for_each(|name| first.warm(name));
    assert_eq!(first.open_sites(), ["gornje-selo", "polje"]);
    put(&root, NOTICE, &notice("Drugi"));
    let second = session.look(&Touch::Paths(BTreeSet::from([NOTICE.to_owned()]))).unwrap();
    assert_eq!(second.open_sites(), ["polje"]);
    assert_eq!(session.look(&Touch::Everything).unwrap().open_sites(), Vec::<String>::new());
}
