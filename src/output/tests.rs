use super::*;
use crate::url::UrlPath;
use std::collections::BTreeSet;
use std::fs;

fn path(text: &str) -> UrlPath {
    UrlPath::parse(text).unwrap()
}

fn build(dir: &std::path::Path, files: &[(&str, &str)]) -> (usize, usize) {
    let writer = Writer::open(dir, Ledger::default()).unwrap();
    let paths: Vec<UrlPath> = files.iter().map(|(name, _)| path(name)).collect();
    writer.plan(paths.clone()).unwrap();
    for ((_, text), path) in files.iter().zip(&paths) {
        writer.write(path, text.as_bytes(), MadeOf::default()).unwrap();
    }
    let changed = writer.changed();
    (changed, writer.finish(&BTreeSet::new()).unwrap().0)
}

#[test]
fn writes_only_what_differs_and_removes_what_is_stale() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("dist");
    assert_eq!(build(&out, &[("/a/", "one"), ("/b/c/", "two")]), (2, 0));
    let before = fs::metadata(out.join("a/index.html")).unwrap().modified().unwrap();
    assert_eq!(build(&out, &[("/a/", "one"), ("/b/c/", "2")]), (1, 0));
    assert_eq!(fs::metadata(out.join("a/index.html")).unwrap().modified().unwrap(), before);
    assert_eq!(build(&out, &[("/a/", "one")]), (0, 1));
    assert!(!out.join("b").exists());
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_foreign_files_stay() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("pismo.docx"), "mine").unwrap();
    assert!(matches!(Writer::open(dir.path(), Ledger::default()), Err(OutputError::NotOurs(_))));
    fs::remove_file(dir.path().join("pismo.docx")).unwrap();
    build(dir.path(), &[("/a/", "one")]);
    fs::write(dir.path().join("a/mine.txt"), "mine").unwrap();
    build(dir.path(), &[("/b/", "two")]);
    assert_eq!(fs::read_to_string(dir.path().join("a/mine.txt")).unwrap(), "mine");
    assert!(!dir.path().join("a/index.html").exists());
}

#[test]
fn a_killed_build_leaves_nothing_behind_for_ever() {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), &[("/a/", "one")]);
    let killed = Writer::open(dir.path(), Ledger::default()).unwrap();
    killed.plan([path("/new/")]).unwrap();
    killed.write(&path("/new/"), b"half", MadeOf::default()).unwrap();
    drop(killed);
    build(dir.path(), &[("/a/", "one")]);
    assert!(!dir.path().join("new").exists());
}

#[test]
fn an_edited_list_never_leads_out() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("keep.txt"), "mine").unwrap();
    let out = dir.path().join("dist");
    build(&out, &[("/a/", "one")]);
    fs::write(out.join(LISTING), "../keep.txt\n/etc/passwd\na/index.html\n").unwrap();
    build(&out, &[("/b/", "two")]);
    assert!(dir.path().join("keep.txt").exists());
}
