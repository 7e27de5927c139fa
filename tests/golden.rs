//! The whole output of a small workspace, compared as text; that of the example as a list of paths and
//! hashes. `ZBOR_BLESS=1 cargo test --test golden` writes both anew: read the difference before
//! committing it. A file too many fails as well as one that is missing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use zbor::build::{Host, Mode, Report, Request, run};
use zbor::date::Timestamp;
use zbor::diag::Severity;
use zbor::site::Drafts;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn build(workspace: &Path, out: &Path) -> Report {
    let now: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let request = Request {
        root: workspace.to_owned(),
        out: out.to_owned(),
        sites: Vec::new(),
        drafts: Drafts::Hidden,
        now,
        host: Host::default(),
        mode: Mode::Build,
        scripts: zbor::build::Scripts::Trusted,
        digest: None,
        keep: zbor::build::Keep::Nothing,
    };
    run(&request, &|_, _| {}).unwrap()
}

/// All files below a folder by their path with `/`, but for `.zbor` of a workspace.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, base: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, base, all);
            } else {
                let name = path.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/");
                all.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(dir, dir, &mut all);
    all
}

/// A copy, so that neither state nor output lands in the repository.
fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let target = to.join(name);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, bytes).unwrap();
    }
}

fn blessing() -> bool {
    std::env::var_os("ZBOR_BLESS").is_some()
}

/// Pages without their stylesheet, which is the same in all of them.
fn without_style(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let strip = |(name, bytes): (String, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) if name.ends_with(".html") => {
            let style = text.find("<style>").zip(text.find("</style>")).filter(|(start, end)| start < end);
            let text = style.map_or(text.clone(), |(start, end)| format!("{}{}", &text[..start + 7], &text[end..]));
            (name, text.into_bytes())
        }
        Ok(text) => (name, text.into_bytes()),
        Err(error) => (name, error.into_bytes()),
    };
    files.into_iter().map(strip).collect()
}

/// Compares a made tree with the expected one file by file, or writes it.
fn compare_tree(made: &BTreeMap<String, Vec<u8>>, expected: &Path) {
    if blessing() {
        let _ = std::fs::remove_dir_all(expected);
        for (name, bytes) in made {
            let target = expected.join(name);
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, bytes).unwrap();
        }
    }
    let wanted = files(expected);
    let mut wrong = String::new();
    for name in made.keys().filter(|name| !wanted.contains_key(*name)) {
        writeln!(wrong, "a file too many: {name}").unwrap();
    }
    for (name, bytes) in &wanted {
        match made.get(name) {
            None => writeln!(wrong, "missing: {name}").unwrap(),
            Some(made) if made == bytes => {}
            Some(made) => {
                let (made, wanted) = (String::from_utf8_lossy(made), String::from_utf8_lossy(bytes));
                let at = made.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
                let part = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
                writeln!(wrong, "differs: {name}\n  made:   …{}…\n  wanted: …{}…", part(&made), part(&wanted)).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_small_workspace_is_made_as_expected_whole() {
    let temporary = tempfile::tempdir().unwrap();
    let workspace = temporary.path().join("workspace");
    copy(&root().join("tests/golden/workspace"), &workspace);
    let out = temporary.path().join("out");
    let report = build(&workspace, &out);
    assert_eq!(report.findings, Vec::new());
    compare_tree(&without_style(files(&out)), &root().join("tests/golden/expected"));
}

#[test]
fn the_example_is_made_as_listed_and_has_nothing_wrong() {
    let temporary = tempfile::tempdir().unwrap();
    let workspace = temporary.path().join("workspace");
    copy(&root().join("example-site"), &workspace);
    let out = temporary.path().join("out");
    let report = build(&workspace, &out);
    let serious: Vec<_> = report.findings.iter().filter(|finding| finding.severity != Severity::Hint).collect();
    assert!(serious.is_empty(), "{serious:#?}");
    let mut manifest = String::new();
    for (name, bytes) in files(&out) {
        writeln!(manifest, "{} {name}", &blake3::hash(&bytes).to_hex()[..16]).unwrap();
    }
    let expected = root().join("tests/golden/example.txt");
    if blessing() {
        std::fs::write(&expected, &manifest).unwrap();
    }
    let wanted = std::fs::read_to_string(&expected).unwrap();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let (made, wanted) = (lines(&manifest), lines(&wanted));
    let difference: Vec<_> = made.symmetric_difference(&wanted).collect();
    assert!(difference.is_empty(), "made and expected differ in {difference:#?}");
}

#[test]
fn the_same_workspace_elsewhere_gives_the_same_bytes() {
    let temporary = tempfile::tempdir().unwrap();
    let (one, two) = (temporary.path().join("a"), temporary.path().join("another/folder/đ š"));
    copy(&root().join("example-site"), &one);
    copy(&root().join("example-site"), &two);
    build(&one, &temporary.path().join("out-one"));
    build(&two, &temporary.path().join("out-two"));
    let (one, two) = (files(&temporary.path().join("out-one")), files(&temporary.path().join("out-two")));
    assert!(one.len() > 300);
    assert!(one == two);
}

#[test]
fn another_zone_and_locale_of_the_machine_give_the_same_bytes() {
    let temporary = tempfile::tempdir().unwrap();
    let workspace = temporary.path().join("workspace");
    copy(&root().join("tests/golden/workspace"), &workspace);
    let outputs = [("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/Los_Angeles", "C")].map(|(zone, locale)| {
        let out = temporary.path().join(zone.replace('/', "-"));
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_zbor"))
            .args([
                "build",
                workspace.to_str().unwrap(),
                "--now",
                "2026-11-24T09:00:00Z",
                "--out",
                out.to_str().unwrap(),
            ])
            .envs([("TZ", zone), ("LC_ALL", locale), ("LANG", locale)])
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        files(&out)
    });
    assert!(!outputs[0].is_empty());
    assert!(outputs[0] == outputs[1]);
}

#[test]
fn a_second_build_writes_nothing_and_an_edit_changes_its_pages_only() {
    let temporary = tempfile::tempdir().unwrap();
    let (workspace, out) = (temporary.path().join("workspace"), temporary.path().join("out"));
    copy(&root().join("tests/golden/workspace"), &workspace);
    let first = build(&workspace, &out);
    assert!(first.changed > 20);
    assert_eq!(build(&workspace, &out).changed, 0);
    std::fs::remove_dir_all(workspace.join(".zbor")).unwrap();
    let again = build(&workspace, &out);
    assert_eq!((again.changed, again.removed), (0, 0));
    let text = workspace.join("sites/gornje-selo/obavještenja/2026-11-23-voda.md");
    let edited = std::fs::read_to_string(&text).unwrap().replace("Pukla je cijev", "Pukla je stara cijev");
    std::fs::write(&text, edited).unwrap();
    let edit = build(&workspace, &out);
    assert!((1..first.changed / 2).contains(&edit.changed), "{}", edit.changed);
    let fresh = temporary.path().join("fresh");
    build(&workspace, &fresh);
    assert!(files(&out) == files(&fresh));
}

#[test]
fn a_save_within_one_tick_of_the_clock_is_seen() {
    let temporary = tempfile::tempdir().unwrap();
    let (workspace, out) = (temporary.path().join("workspace"), temporary.path().join("out"));
    copy(&root().join("tests/golden/workspace"), &workspace);
    build(&workspace, &out);
    let text = workspace.join("sites/gornje-selo/obavještenja/2026-11-23-voda.md");
    let modified = std::fs::metadata(&text).unwrap().modified().unwrap();
    let edited = std::fs::read_to_string(&text).unwrap().replace("Pukla je cijev", "Pukao je vod!!");
    std::fs::write(&text, &edited).unwrap();
    std::fs::File::options().write(true).open(&text).unwrap().set_modified(modified).unwrap();
    assert!(build(&workspace, &out).changed > 0, "same size and time, other bytes");
}
