//! `zbor build --keep-last`: what is broken now keeps its last good version, in pages, lists and feeds; what there is
//! none of is left out; and the mistakes are told as ever.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const SITE: &str = "naziv: MZ Proba\nadresa_sajta: https://primjer.example\n";
const WATER: &str = "---\nnaslov: Nema vode u Lipovoj\ndatum: 2026-11-20\n---\nPukla je cijev.\n";
/// A date that can be read in two ways.
const BROKEN: &str = "---\nnaslov: Nema vode nigdje\ndatum: 05/06/2026\n---\nNovi tekst.\n";
const PAGE: &str = "obavjestenja/voda/index.html";

struct Workspace {
    dir: tempfile::TempDir,
}

/// How a build went.
struct Built {
    code: i32,
    codes: BTreeSet<String>,
    said: String,
}

impl Workspace {
    fn new(files: &[(&str, &str)]) -> Workspace {
        let workspace = Workspace { dir: tempfile::tempdir().unwrap() };
        workspace.put("site.yaml", SITE.as_bytes());
        files.iter().for_each(|(path, text)| workspace.put(path, text.as_bytes()));
        workspace
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zbor"));
        command.current_dir(self.dir.path()).env_clear().stdin(Stdio::null());
        command.args(["build", "--now", "2026-11-24", "--format", "json", "--lang", "en"]).args(args);
        command
    }

    fn build(&self, args: &[&str]) -> Built {
        let output = self.command(args).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let said = out.clone() + &String::from_utf8(output.stderr).unwrap();
        let code = |line: &str| serde_json::from_str::<Value>(line).unwrap()["code"].as_str().unwrap().to_owned();
        Built { code: output.status.code().unwrap(), codes: out.lines().map(code).collect(), said }
    }

    fn keep(&self) -> Built {
        self.build(&["--keep-last"])
    }

    /// The text of a file of the output; none where it is not there.
    fn out(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.dir.path().join("dist").join(path)).ok()
    }

    /// Every file of the output with its bytes, that with the names apart.
    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.dir.path().join("dist"))
    }
}

fn tree(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| match path.is_dir() {
            true => tree(&path),
            false => BTreeMap::from([(path.clone(), fs::read(&path).unwrap())]),
        })
        .collect()
}

#[test]
fn a_broken_text_stays_as_it_was_everywhere() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER), ("obavjestenja/put.md", WATER)]);
    assert_eq!(workspace.keep().code, 0);
    let good = workspace.tree();
    workspace.put("obavjestenja/voda.md", BROKEN.as_bytes());
    let built = workspace.keep();
    assert_eq!(built.code, 1, "{}", built.said);
    assert!(built.codes.contains("W020") && built.codes.iter().any(|code| code.starts_with('D')), "{}", built.said);
    assert!(built.said.contains("Published in their last good version because of mistakes: 1."), "{}", built.said);
    assert_eq!(workspace.tree(), good, "pages, lists, feeds and search are what they were");
    assert_eq!(workspace.keep().said.lines().count(), built.said.lines().count(), "told again");

    workspace.put("obavjestenja/voda.md", BROKEN.replace("05/06", "25/10").as_bytes());
    let mended = workspace.keep();
    assert_eq!((mended.code, mended.codes.contains("W020")), (0, false), "{}", mended.said);
    assert!(workspace.out(PAGE).unwrap().contains("Novi tekst."));
}

#[test]
fn it_is_left_out_where_nothing_is_kept_or_nobody_asked() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", BROKEN)]);
    let built = workspace.keep();
    assert_eq!((built.code, built.codes.contains("W020")), (1, false), "{}", built.said);
    assert_eq!(workspace.out(PAGE), None);

    workspace.put("obavjestenja/voda.md", WATER.as_bytes());
    assert_eq!(workspace.keep().code, 0);
    workspace.put("obavjestenja/voda.md", BROKEN.as_bytes());
    assert_eq!(workspace.keep().code, 1);
    assert!(workspace.out(PAGE).is_some());
    assert_eq!(workspace.build(&[]).code, 1);
    assert_eq!(workspace.out(PAGE), None, "without the option it is left out, whatever was built before");
}

#[test]
fn texts_that_cannot_be_read_at_all_stay_too() {
    let large = "a".repeat(2 << 20);
    for bytes in [b"".as_slice(), b"---\nnaslov: [a, b]]]\n}{\n---\n", large.as_bytes()] {
        let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER)]);
        assert_eq!(workspace.keep().code, 0);
        workspace.put("obavjestenja/voda.md", bytes);
        let built = workspace.keep();
        assert!(built.codes.contains("W020"), "{}", built.said);
        assert!(workspace.out(PAGE).unwrap().contains("Pukla je cijev."));
    }
}

#[test]
fn settings_stay_too() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER)]);
    assert_eq!(workspace.keep().code, 0);
    workspace.put("site.yaml", b"adresa_sajta: https://primjer.example\n");
    let built = workspace.keep();
    assert_eq!((built.code, built.codes.contains("W020")), (1, true), "{}", built.said);
    assert!(workspace.out(PAGE).unwrap().contains("MZ Proba"));
}

#[test]
fn what_was_withdrawn_or_deleted_does_not_come_back() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER), ("obavjestenja/put.md", WATER)]);
    assert_eq!(workspace.keep().code, 0);
    workspace.put("obavjestenja/voda.md", BROKEN.replace("datum", "nacrt: da\ndatum").as_bytes());
    fs::remove_file(workspace.dir.path().join("obavjestenja/put.md")).unwrap();
    let built = workspace.keep();
    assert!(!built.codes.contains("W020"), "{}", built.said);
    assert_eq!((workspace.out(PAGE), workspace.out("obavjestenja/put/index.html")), (None, None));
    workspace.put("obavjestenja/put.md", BROKEN.as_bytes());
    assert!(!workspace.keep().codes.contains("W020"), "a deleted text is not kept for a new one of its name");
}

#[test]
fn of_a_list_only_broken_items_are_from_before() {
    let list =
        |first: &str, second: &str| format!("- naslov: Košarka\n  kada: {first}\n- naslov: Šah\n  kada: {second}\n");
    let workspace = Workspace::new(&[("dogadjaji.yaml", &list("1. 12. 2026. u 18:00", "2. 12. 2026. u 17:00"))]);
    assert_eq!(workspace.keep().code, 0);
    workspace.put("dogadjaji.yaml", list("05/06/2026", "3. 12. 2026. u 19:00").as_bytes());
    let built = workspace.keep();
    assert!(built.codes.contains("W020"), "{}", built.said);
    let calendar = workspace.out("kalendar.ics").unwrap();
    assert!(calendar.contains("20261201T180000") && calendar.contains("20261203T190000"), "{calendar}");
}

#[test]
fn a_broken_photo_stays_as_it_was() {
    let photo = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photo/full.jpg")).unwrap();
    let text = WATER.replace("datum", "slika: {src: cijev.jpg, opis: Cijev}\ndatum");
    let torn = photo.len() / 2;
    let mut noise = photo.clone();
    let middle = noise.len() / 3;
    noise.get_mut(middle..).unwrap().iter_mut().for_each(|byte| *byte = 0xff);
    for broken in [b"not a picture".as_slice(), &photo[..torn], &noise, b""] {
        let workspace = Workspace::new(&[("obavjestenja/voda.md", &text)]);
        workspace.put("obavjestenja/cijev.jpg", &photo);
        assert_eq!(workspace.keep().code, 0);
        let good = workspace.tree();
        workspace.put("obavjestenja/cijev.jpg", broken);
        for _ in 0..3 {
            let built = workspace.keep();
            assert_eq!((built.code, built.codes.contains("W021")), (1, true), "{}", built.said);
            assert_eq!(workspace.tree().keys().collect::<Vec<_>>(), good.keys().collect::<Vec<_>>());
            assert_eq!(workspace.tree(), good);
        }
        workspace.put("obavjestenja/cijev.jpg", &photo);
        assert_eq!(workspace.keep().code, 0, "mended");
    }
}

#[test]
fn pages_of_an_earlier_output_are_passed_on() {
    let photo = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photo/full.jpg")).unwrap();
    let text = WATER.replace("datum", "slika: {src: cijev.jpg, opis: Cijev}\ndatum");
    let workspace = Workspace::new(&[("obavjestenja/2026-11-20-voda.md", &text)]);
    workspace.put("obavjestenja/cijev.jpg", &photo);
    assert_eq!(workspace.build(&[]).code, 0);
    let page = workspace.out(PAGE).unwrap();
    let before = workspace.dir.path().join("prije");
    fs::rename(workspace.dir.path().join("dist"), &before).unwrap();
    fs::remove_file(before.join(".zbor-output")).unwrap();
    fs::remove_dir_all(workspace.dir.path().join(".zbor")).unwrap();
    workspace.put("obavjestenja/2026-11-20-voda.md", BROKEN.as_bytes());

    let built = workspace.build(&["--keep-last", "--previous", "prije"]);
    assert_eq!((built.code, built.codes.contains("W022")), (1, true), "{}", built.said);
    assert_eq!(workspace.out(PAGE), Some(page));
    let pictures = |dir: &Path| -> BTreeSet<String> {
        let files = tree(&dir.join("slike")).into_keys();
        files.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    };
    assert!(!pictures(&before).is_empty());
    let kept = pictures(&workspace.dir.path().join("dist"));
    let shown = workspace.out(PAGE).unwrap();
    assert!(
        pictures(&before).iter().filter(|name| shown.contains(name.as_str())).all(|name| kept.contains(name)),
        "{kept:?}"
    );
}

#[test]
fn a_text_that_was_saved_under_a_hidden_ending_stays() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER), ("obavjestenja/put.md", WATER)]);
    assert_eq!(workspace.keep().code, 0);
    let good = workspace.tree();
    let path = |name: &str| workspace.dir.path().join("obavjestenja").join(name);
    fs::rename(path("voda.md"), path("voda.md.txt")).unwrap();
    for _ in 0..2 {
        let built = workspace.keep();
        assert_eq!(built.code, 1, "{}", built.said);
        assert!(built.codes.contains("W002") && built.codes.contains("W020"), "{}", built.said);
        assert_eq!(workspace.tree(), good);
    }
    workspace.put("obavjestenja/voda.md.txt", WATER.replace("datum", "nacrt: da\ndatum").as_bytes());
    workspace.keep();
    assert_eq!(workspace.out(PAGE), None, "withdrawn under whatever name");
    fs::remove_file(path("voda.md.txt")).unwrap();
    assert_eq!(workspace.keep().code, 0);
    workspace.put("obavjestenja/voda.md.txt", WATER.as_bytes());
    assert!(!workspace.keep().codes.contains("W020"), "a deleted text does not come back");
}

#[test]
fn pages_of_an_earlier_output_are_found_by_the_address_that_a_text_gives_itself() {
    let text = WATER.replace("datum", "slug: bez-vode\ndatum");
    let workspace = Workspace::new(&[("obavjestenja/voda.md", &text)]);
    assert_eq!(workspace.build(&[]).code, 0);
    let page = workspace.out("obavjestenja/bez-vode/index.html").unwrap();
    let before = workspace.dir.path().join("prije");
    fs::rename(workspace.dir.path().join("dist"), &before).unwrap();
    fs::remove_file(before.join(".zbor-output")).unwrap();
    fs::remove_dir_all(workspace.dir.path().join(".zbor")).unwrap();
    workspace.put("obavjestenja/voda.md", BROKEN.replace("datum", "adresa: /bez-vode/\ndatum").as_bytes());
    let built = workspace.build(&["--keep-last", "--previous", "prije"]);
    assert_eq!((built.code, built.codes.contains("W022")), (1, true), "{}", built.said);
    assert_eq!(workspace.out("obavjestenja/bez-vode/index.html"), Some(page));
}

#[test]
fn a_broken_theme_stays_as_it_was() {
    const PART: &str =
        "{% extends \"base.html\" %}{% block main %}<p>Naša početna</p>{% include \"nas.html\" %}{% endblock main %}";
    let site = SITE.to_owned() + "tema: nasa\n";
    for (folder, site) in [("themes/nasa", site.as_str()), ("theme", SITE)] {
        let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER)]);
        workspace.put("site.yaml", site.as_bytes());
        workspace.put(&format!("{folder}/templates/home.html"), PART.as_bytes());
        workspace.put(&format!("{folder}/templates/nas.html"), "<p>Dobro došli</p>".as_bytes());
        let built = workspace.keep();
        assert_eq!(built.code, 0, "{}", built.said);
        let good = workspace.tree();
        assert!(workspace.out("index.html").unwrap().contains("Dobro došli"));
        workspace.put(&format!("{folder}/templates/nas.html"), b"<p>{% if</p>");
        workspace.put(&format!("{folder}/templates/home.html"), PART.replace("Naša", "Nova").as_bytes());
        for _ in 0..2 {
            let built = workspace.keep();
            assert_eq!((built.code, built.codes.contains("W020")), (1, true), "{folder}: {}", built.said);
            assert_eq!(workspace.tree(), good, "{folder}: its files go together");
        }
        workspace.put(&format!("{folder}/templates/nas.html"), b"<p>Opet</p>");
        assert_eq!(workspace.keep().code, 0);
        let mended = workspace.out("index.html").unwrap();
        assert!(mended.contains("Opet") && mended.contains("Nova"), "{mended}");
    }
}

/// A home page of a theme.
const HOME: &str = "{% extends \"base.html\" %}{% block main %}<p>Početna</p>{% endblock main %}";
/// Of an announcement: it fails where no street is named.
const ANNOUNCEMENT: &str =
    "{% extends \"base.html\" %}{% block main %}<p>{{ heading }}{{ item.area[0].title }}</p>{% endblock main %}";

#[test]
fn a_theme_that_fails_only_on_a_page_stays_as_it_was() {
    for folder in ["themes/nasa", "theme"] {
        let site = if folder == "theme" { SITE.to_owned() } else { SITE.to_owned() + "tema: nasa\n" };
        let workspace = Workspace::new(&[("site.yaml", &site), ("obavjestenja/voda.md", WATER)]);
        workspace.put(&format!("{folder}/templates/home.html"), HOME.as_bytes());
        assert_eq!(workspace.keep().code, 0);
        let good = workspace.tree();
        workspace.put(&format!("{folder}/templates/home.html"), HOME.replace("Početna", "{{ item.nema }}").as_bytes());
        for _ in 0..2 {
            let built = workspace.keep();
            assert_eq!((built.code, built.codes.contains("W020")), (1, true), "{folder}: {}", built.said);
            assert!(built.codes.contains("T003"), "{}", built.said);
            assert_eq!(workspace.tree(), good, "{folder}");
        }
        workspace.put(&format!("{folder}/templates/home.html"), HOME.replace("Početna", "Opet").as_bytes());
        assert_eq!(workspace.keep().code, 0);
        assert!(workspace.out("index.html").unwrap().contains("Opet"));
    }
}

#[test]
fn the_first_theme_of_a_site_is_set_aside_where_it_fails() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER)]);
    assert_eq!(workspace.keep().code, 0);
    let good = workspace.tree();
    workspace.put("theme/templates/announcement.html", ANNOUNCEMENT.as_bytes());
    let built = workspace.keep();
    assert_eq!((built.code, built.codes.contains("W020")), (1, true), "{}", built.said);
    assert!(built.said.contains("\"file\":\"obavjestenja/voda.md\""), "it says for which text: {}", built.said);
    assert_eq!(workspace.tree(), good);
}

#[test]
fn a_text_that_the_theme_cannot_show_stays_as_it_was() {
    let streets = WATER.replace("datum", "podrucje: [Lipova]\ndatum");
    let workspace = Workspace::new(&[
        ("theme/templates/announcement.html", ANNOUNCEMENT),
        ("obavjestenja/voda.md", &streets),
        ("obavjestenja/put.md", &streets),
    ]);
    let built = workspace.keep();
    assert_eq!(built.code, 0, "{}", built.said);
    let good = workspace.tree();
    workspace.put("obavjestenja/voda.md", WATER.replace("cijev", "druga cijev").as_bytes());
    for _ in 0..2 {
        let built = workspace.keep();
        assert_eq!((built.code, built.codes.contains("W020")), (1, true), "{}", built.said);
        assert!(
            built.said.contains("obavjestenja/voda.md") && built.said.contains("theme/templates"),
            "{}",
            built.said
        );
        assert_eq!(workspace.tree(), good);
    }
    let built = workspace.build(&[]);
    assert!(built.said.contains("obavjestenja/voda.md"), "it says of which text: {}", built.said);
    assert_eq!(workspace.out(PAGE), None);
}

#[test]
fn wrong_use_is_told() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER)]);
    for (args, code) in
        [(&["--previous", "prije"][..], 2), (&["--keep-last", "--previous", "prije"], 3), (&["--keep-lats"], 2)]
    {
        let output = workspace.command(args).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?} {output:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
}

#[test]
fn the_report_is_for_editors_and_not_published() {
    let workspace = Workspace::new(&[("obavjestenja/voda.md", WATER)]);
    assert_eq!(workspace.keep().code, 0);
    workspace.put("obavjestenja/voda.md", BROKEN.replace("05/06/2026", "<script>alert(1)</script>").as_bytes());
    workspace.keep();
    let report = fs::read_to_string(workspace.dir.path().join(".zbor/izvjestaj.html")).unwrap();
    for part in ["obavjestenja/voda.md", "W020", "posljednja ispravna verzija", "&lt;script&gt;alert(1)"] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(!report.contains("<script"), "{report}");
    assert!(workspace.tree().keys().all(|path| !path.ends_with("izvjestaj.html")));
}

/// Killed at whatever moment, a build leaves each kept text as it was or as it is; the next build puts all right.
#[test]
fn a_kill_leaves_old_or_new() {
    let text = |version: usize| {
        format!("---\nnaslov: Verzija {version}\ndatum: 2026-11-20\n---\n{}\n", "Tekst. ".repeat(2_000))
    };
    let paths: Vec<String> = (0..40).map(|number| format!("obavjestenja/a{number}.md")).collect();
    let workspace = Workspace::new(&[]);
    let mut version = 0;
    let write = |version: usize| paths.iter().for_each(|path| workspace.put(path, text(version).as_bytes()));
    write(version);
    assert_eq!(workspace.keep().code, 0);
    let mut possible = BTreeSet::from([text(version)]);
    for delay in 0..25 {
        version += 1;
        write(version);
        possible.insert(text(version));
        let mut child =
            workspace.command(&["--keep-last"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // There is no event to wait for: any moment is as good as another.
        std::thread::sleep(Duration::from_millis(delay * 12));
        let _ = child.kill();
        child.wait().unwrap();
        for path in &paths {
            let kept = fs::read_to_string(workspace.dir.path().join(".zbor/last/texts").join(path)).unwrap();
            assert!(possible.contains(&kept), "{path} is torn: {} bytes", kept.len());
        }
    }
    workspace.put(&paths[0], BROKEN.as_bytes());
    assert!(workspace.keep().codes.contains("W020"));
    let left = tree(&workspace.dir.path().join(".zbor/last"));
    assert!(left.keys().all(|path| path.extension().is_none_or(|end| end != "tmp")), "nothing is left beside them");
}
