//! `zbor fix`, over the planted mistakes of `tests/mistakes/` and over texts without any: what can be
//! repaired is, nothing else changes, and nothing changes twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use workspace::Case;
use zbor::build::Mode;
use zbor::diag::Diagnostic;

/// Codes whose mistakes are repaired wherever they are planted.
const FIXABLE: &[&str] = &[
    "E001", "E002", "E003", "F020", "F021", "W002", "Y002", "Y003", "Y004", "Y005", "Y006", "Y008", "Y009", "Y010",
    "Y012", "Y013", "Y014", "Y015", "Y016", "Y017",
];

/// Cases in which one of those stays, each with its reason.
const STAYS: &[(&str, &str, &str)] = &[];

/// What is said of an item only when it can be read.
const SEEN_AFTERWARDS: &[(&str, &str)] = &[];

fn zbor(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zbor"));
    command.args(["--lang", "en", "fix"]).arg(root).args(args).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let paths: BTreeSet<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let named = paths.into_iter().map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = Case::parse(&name, &fs::read_to_string(&path).unwrap());
        (name, case)
    });
    named.collect()
}

/// Every file below a folder, with its bytes.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let kept = entries.filter(|path| !path.ends_with(".zbor"));
    kept.flat_map(|path| match (path.is_symlink(), path.is_dir()) {
        (true, _) => BTreeMap::new(),
        (_, true) => tree(&path),
        (_, false) => BTreeMap::from([(path.clone(), fs::read(&path).unwrap())]),
    })
    .collect()
}

fn codes(findings: &[Diagnostic]) -> BTreeSet<String> {
    findings.iter().map(|finding| finding.code.to_string()).collect()
}

/// What a check says, and the pages of a build.
fn checked(root: &Path, out: &Path) -> (BTreeSet<String>, BTreeSet<String>) {
    let findings = workspace::build(root, out, Mode::Check).unwrap().findings;
    workspace::build(root, out, Mode::Build).unwrap();
    (codes(&findings), workspace::pages(out).into_iter().collect())
}

#[test]
fn what_can_be_repaired_is_and_nothing_twice() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, case) in cases() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("radni prostor");
        if workspace::write(&case, &root).is_none() {
            continue;
        }
        let (before, pages) = checked(&root, &dir.path().join("before"));
        let planted = tree(&root);
        let shown = zbor(&root, &[]);
        let repaired = zbor(&root, &["--write"]);
        assert_eq!(repaired.status.code(), Some(0), "{name}: {}", told(&repaired));
        let mended = tree(&root);
        if (planted != mended) != (shown.status.code() == Some(1)) {
            wrong.push(format!("{name}: exit code {:?}\n{}", shown.status.code(), told(&shown)));
        }
        let (after, pages_after) = checked(&root, &dir.path().join("after"));
        let stays = |code: &str| STAYS.iter().any(|(case, known, _)| *case == name && *known == code);
        for code in before.iter().filter(|code| FIXABLE.contains(&code.as_str()) && !stays(code)) {
            seen.insert(code.clone());
            if after.contains(code) {
                wrong.push(format!("{name}: {code} is still there\n{}", told(&shown)));
            }
        }
        let allowed = |code: &str| SEEN_AFTERWARDS.iter().any(|(case, known)| *case == name && *known == code);
        for code in after.difference(&before).filter(|code| !allowed(code)) {
            wrong.push(format!("{name}: {code} is new\n{}", told(&shown)));
        }
        if !pages.is_subset(&pages_after) {
            wrong.push(format!("{name}: pages are gone: {pages:?} {pages_after:?}"));
        }
        let again = zbor(&root, &["--write"]);
        if tree(&root) != mended || again.status.code() != Some(0) || told(&again).lines().count() != 1 {
            wrong.push(format!("{name}: repaired twice\n{}", told(&again)));
        }
        if before.is_disjoint(&FIXABLE.iter().map(|code| (*code).to_owned()).collect()) && planted != mended {
            wrong.push(format!("{name}: changed, though the table knows nothing to repair\n{}", told(&shown)));
        }
    }
    let unseen: Vec<_> = FIXABLE.iter().filter(|code| !seen.contains(**code)).collect();
    assert!(wrong.is_empty() && unseen.is_empty(), "{}\nplanted nowhere: {unseen:?}", wrong.join("\n"));
}

#[test]
fn the_example_has_nothing_to_repair() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site");
    let output = zbor(&root, &[]);
    assert_eq!((output.status.code(), told(&output).as_str()), (Some(0), "There is nothing to repair.\n"));
}

/// A workspace of one site with a text.
fn planted(text: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("obavjestenja/voda.md");
    fs::create_dir(dir.path().join("obavjestenja")).unwrap();
    fs::write(dir.path().join("site.yaml"), "naziv: MZ Proba\nbase_url: https://primjer.example\n").unwrap();
    fs::write(&file, text).unwrap();
    (dir, file)
}

const WRONG: &str = "---\nnaslov: Zbor: važno\n---\nTekst.\n";
const RIGHT: &str = "---\nnaslov: \"Zbor: važno\"\n---\nTekst.\n";

#[test]
fn it_shows_first_and_writes_when_asked() {
    let (dir, file) = planted(WRONG);
    let shown = zbor(dir.path(), &[]);
    let expected = "\
obavjestenja/voda.md
  • line 2: because of the colon the value of `naslov` must be in quotes
     ---
   - naslov: Zbor: važno
   + naslov: \"Zbor: važno\"
     ---

Repairs: 1, files: 1. Nothing was written; to write them: `zbor fix --write`
";
    assert_eq!((shown.status.code(), told(&shown).as_str()), (Some(1), expected));
    assert_eq!(fs::read_to_string(&file).unwrap(), WRONG);
    let written = zbor(dir.path(), &["--write"]);
    assert_eq!(written.status.code(), Some(0), "{}", told(&written));
    assert_eq!(fs::read_to_string(&file).unwrap(), RIGHT);
    let left: Vec<_> = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, [file], "nothing is left beside it");
}

#[test]
fn the_terminal_is_not_at_the_mercy_of_a_text() {
    let (dir, _) = planted("---\nnaslov: Zbor: \u{1b}[31mvažno\n---\nTekst.\n");
    let shown = told(&zbor(dir.path(), &[]));
    assert!(shown.contains("␛[31m") && !shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn wrong_use_is_told() {
    let (dir, _) = planted(WRONG);
    let site = zbor(dir.path(), &["--site", "gornje-sleo"]);
    assert_eq!(site.status.code(), Some(3), "{}", told(&site));
    assert!(told(&site).contains("there is no site `gornje-sleo`"), "{}", told(&site));
    let option = zbor(dir.path(), &["--writ"]);
    assert_eq!(option.status.code(), Some(2), "{}", told(&option));
    assert!(told(&option).contains("did you mean `--write`?"), "{}", told(&option));
    let nowhere = zbor(&dir.path().join("obavjestenja"), &[]);
    assert_eq!(nowhere.status.code(), Some(3), "{}", told(&nowhere));
}

#[test]
fn a_site_alone_is_repaired() {
    let dir = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
        fs::write(dir.path().join(path), text).unwrap();
    };
    put("zbor.yaml", "naziv: Op: ina\n");
    for site in ["gornje-selo", "donje-selo"] {
        put(&format!("sites/{site}/site.yaml"), "naziv: MZ\n");
        put(&format!("sites/{site}/obavjestenja/voda.md"), WRONG);
    }
    let one = zbor(dir.path(), &["--write", "--site", "Gornje_Selo"]);
    assert_eq!(one.status.code(), Some(0), "{}", told(&one));
    let text = |site: &str| fs::read_to_string(dir.path().join(format!("sites/{site}/obavjestenja/voda.md"))).unwrap();
    assert_eq!((text("gornje-selo").as_str(), text("donje-selo").as_str()), (RIGHT, WRONG));
    assert_eq!(fs::read_to_string(dir.path().join("zbor.yaml")).unwrap(), "naziv: Op: ina\n");
}

#[test]
fn a_hidden_ending_goes_unless_a_file_is_in_the_way() {
    let (dir, file) = planted(WRONG);
    let hidden = dir.path().join("obavjestenja/voda.md.txt");
    fs::write(&hidden, WRONG).unwrap();
    let both = zbor(dir.path(), &["--write"]);
    assert!(told(&both).contains("`obavjestenja/voda.md` is there already"), "{}", told(&both));
    assert_eq!(
        (fs::read_to_string(&hidden).unwrap().as_str(), fs::read_to_string(&file).unwrap().as_str()),
        (RIGHT, RIGHT)
    );
    fs::remove_file(&file).unwrap();
    let one = zbor(dir.path(), &["--write"]);
    assert_eq!(one.status.code(), Some(0), "{}", told(&one));
    assert!(!hidden.exists());
    assert_eq!(fs::read_to_string(&file).unwrap(), RIGHT);
}

/// Killed at whatever moment, it leaves each file as it was or as it should be.
#[test]
fn a_kill_leaves_old_or_new() {
    let long = "Tekst. ".repeat(3_000);
    let (wrong, right) = (WRONG.to_owned() + &long, RIGHT.to_owned() + &long);
    let (dir, _) = planted(&wrong);
    let paths: Vec<PathBuf> = (0..60).map(|number| dir.path().join(format!("obavjestenja/a{number}.md"))).collect();
    for delay in 0..20 {
        paths.iter().for_each(|path| fs::write(path, &wrong).unwrap());
        let mut child = Command::new(env!("CARGO_BIN_EXE_zbor"));
        let child = child.args(["fix", "--write"]).arg(dir.path()).stdout(std::process::Stdio::null());
        let mut child = child.spawn().unwrap();
        // There is no event to wait for: any moment is as good as another.
        std::thread::sleep(std::time::Duration::from_millis(delay * 4));
        let _ = child.kill();
        child.wait().unwrap();
        for path in &paths {
            let text = fs::read_to_string(path).unwrap();
            assert!(text == wrong || text == right, "{} is torn", path.display());
        }
    }
    assert_eq!(zbor(dir.path(), &["--write"]).status.code(), Some(0));
    assert!(paths.iter().all(|path| fs::read_to_string(path).unwrap() == right));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dir, file) = planted(WRONG);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let refused = zbor(dir.path(), &["--write"]);
    assert_eq!(refused.status.code(), Some(3), "{}", told(&refused));
    assert!(told(&refused).contains("you have no permission"), "{}", told(&refused));
    assert_eq!(fs::read_to_string(&file).unwrap(), WRONG);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(zbor(dir.path(), &["--write"]).status.code(), Some(0));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640, "its permissions stay");
}
