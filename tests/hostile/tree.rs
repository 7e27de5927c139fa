//! Folders that hurt: links out, loops, names that other systems do not take, sizes.

use super::patience::within;
use super::workspace::build;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zbor::build::{Mode, Report};

const SITE: &str = "naziv: MZ Selo\nbase_url: https://selo.ba\n";

/// A workspace of one site with the files given; all that the output holds, and the report.
fn built(what: &str, plant: impl Fn(&Path)) -> (Report, Vec<(String, Vec<u8>)>, Duration) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("w");
    fs::create_dir_all(root.join("obavjestenja")).unwrap();
    fs::write(root.join("site.yaml"), SITE).unwrap();
    plant(&root);
    let out = dir.path().join("out");
    let there = out.clone();
    let (report, took) = within(what, move || build(&root, &there, Mode::Build));
    let report = report.unwrap_or_else(|error| panic!("{what}: {error}"));
    let mut files = Vec::new();
    collect(&out, &out, &mut files);
    (report, files, took)
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            files.push((path.strip_prefix(root).unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()));
        }
    }
}

fn has(report: &Report, code: &str) -> bool {
    report.findings.iter().any(|finding| finding.code == code)
}

fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const GOOD: &str = "---\nnaslov: Ima vode\n---\nVoda dolazi.\n";

fn keeps_the_good_one(files: &[(String, Vec<u8>)]) {
    assert!(files.iter().any(|(path, _)| path == "obavjestenja/ima/index.html"), "the good file is not there");
}

#[test]
#[cfg(unix)]
fn links_and_paths_never_leave_the_folder() {
    use std::os::unix::fs::symlink;
    let (report, files, _) = built("links out", |root| {
        let secret = root.parent().unwrap().join("secret.md");
        fs::write(&secret, "---\nnaslov: TAJNALOZINKA\n---\nTAJNALOZINKA\n").unwrap();
        fs::write(
            root.parent().unwrap().join("secret.svg"),
            "<svg xmlns='http://www.w3.org/2000/svg'><text>TAJNALOZINKA</text></svg>",
        )
        .unwrap();
        symlink(&secret, root.join("obavjestenja/link.md")).unwrap();
        symlink(root.parent().unwrap(), root.join("usluge")).unwrap();
        symlink(root, root.join("obavjestenja/krug")).unwrap();
        symlink("petlja.md", root.join("obavjestenja/petlja.md")).unwrap();
        symlink("/etc/passwd", root.join("stranice")).unwrap();
        write(root, "obavjestenja/ima.md", GOOD);
        write(
            root,
            "obavjestenja/van.md",
            "---\nnaslov: Van\nslika: ../../secret.svg\nprilozi: [../../secret.md, /../secret.md, ..\\..\\secret.md, %2e%2e/%2e%2e/secret.md]\nslug: ../../van\nstare_adrese: [/../../x, /a/../../b, /%2e%2e/c]\nsablon: ../../secret.md\n---\n![a](../../secret.svg) [b](../../secret.md) [c](/../secret.md)\n",
        );
    });
    assert!(has(&report, "W011"));
    keeps_the_good_one(&files);
    for (path, bytes) in &files {
        assert!(!bytes.windows(12).any(|part| part == b"TAJNALOZINKA"), "{path} holds what lies outside");
        assert!(!bytes.windows(9).any(|part| part == b"root:x:0:"), "{path} holds what lies outside");
    }
}

#[test]
fn sizes_are_limited() {
    let (report, files, took) = built("50 MB", |root| {
        write(root, "obavjestenja/ima.md", GOOD);
        write(root, "obavjestenja/velika.md", "a: b\n".repeat(10 << 20));
        write(root, "dogadjaji.yaml", "- a\n".repeat(12 << 20));
    });
    assert_eq!(report.findings.iter().filter(|finding| finding.code == "W013").count(), 2);
    assert!(took < Duration::from_secs(30), "{took:?}");
    keeps_the_good_one(&files);
}

#[test]
fn a_long_front_matter_is_read() {
    let (report, files, took) = built("5,000 lines", |root| {
        write(root, "obavjestenja/ima.md", GOOD);
        let keys: String = (0..5_000).map(|i| format!("kljuc{i}: {i}\n")).collect();
        write(root, "obavjestenja/duga.md", format!("---\nnaslov: Duga\nextra:\n  a: b\n{keys}---\nTekst.\n"));
        let tags: String = (0..5_000).map(|i| format!("  - oznaka {i}\n")).collect();
        write(root, "obavjestenja/oznake.md", format!("---\nnaslov: Oznake\noznake:\n{tags}---\nTekst.\n"));
    });
    assert!(has(&report, "F001"));
    assert!(took < Duration::from_secs(90), "{took:?}");
    keeps_the_good_one(&files);
}

#[test]
fn bytes_of_any_kind_are_read() {
    let (_, files, _) = built("bytes", |root| {
        write(root, "obavjestenja/ima.md", GOOD);
        write(root, "obavjestenja/nule.md", [0u8; 4096]);
        write(root, "obavjestenja/nula.md", "---\nnaslov: Nu\0la\n---\nTe\0kst\n");
        write(root, "obavjestenja/svi.md", (0..=255u8).cycle().take(20_000).collect::<Vec<_>>());
        write(root, "obavjestenja/pola.md", b"---\nnaslov: \xc4\n---\n\xe2\x82");
        write(root, "obavjestenja/utf16.md", [0xffu8, 0xfe, 0x2d, 0x00, 0x00, 0xd8, 0x41]);
        write(root, "obavjestenja/prazna.md", "");
        write(root, "dogadjaji.yaml", b"\xff\xfe\xfd");
        write(root, "savjet/people.yaml", [0u8; 3]);
        write(root, "dokumenti/a.pdf", [0xffu8; 100]);
        write(root, "slika.jpg", b"\xff\xd8\xff");
        write(root, "obavjestenja/slike.md", "---\nnaslov: Slike\nslika: /slika.jpg\n---\n![x](/slika.jpg)\n");
    });
    keeps_the_good_one(&files);
}

#[test]
#[cfg(unix)]
fn names_that_hurt_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let (report, files, _) = built("names", |root| {
        write(root, "obavjestenja/ima.md", GOOD);
        let long = format!("obavjestenja/{}.md", "a".repeat(252));
        for name in [
            "obavjestenja/CON.md",
            "obavjestenja/aux.md",
            "obavjestenja/kraj. ",
            "obavjestenja/...md",
            "obavjestenja/dva:tri.md",
            "obavjestenja/n\nred.md",
            "obavjestenja/Ima.md",
            "obavjestenja/\u{202e}dm.md",
            "obavjestenja/-.md",
            "obavjestenja/index.md",
            "obavjestenja/<b>.md",
            &long,
        ] {
            write(root, name, "---\nnaslov: Ime\n---\nTekst.\n");
        }
        write(root, "slike/dom.svg", "<svg/>");
        write(root, "slike/Dom.svg", "<svg/>");
        let bytes = std::ffi::OsStr::from_bytes(b"obavjestenja/gra\xe8anica.md");
        let _ = fs::write(root.join(bytes), GOOD);
    });
    for code in ["N002", "N003", "N004", "N005", "N006", "W008", "W010"] {
        assert!(has(&report, code), "no {code}");
    }
    keeps_the_good_one(&files);
    for (path, _) in &files {
        path.split('/').for_each(|part| assert!(zbor::url::portable(part).is_ok(), "{path} is written"));
    }
}

#[test]
fn folders_deeper_than_any_are_left() {
    built("deep folders", |root| {
        write(root, "obavjestenja/ima.md", GOOD);
        write(root, &format!("obavjestenja/{}/x.md", vec!["d"; 200].join("/")), GOOD);
    });
}

/// Many texts of one name, tag and date: nothing may compare each with each.
#[test]
fn many_equal_items_take_no_time() {
    let (_, _, took) = built("equal items", |root| {
        for i in 0..1_500 {
            write(
                root,
                &format!("obavjestenja/2026-01-{:02}-voda{}.md", i % 28 + 1, "-".repeat(i / 28)),
                "---\nnaslov: Voda\noznake: voda\n---\n[x](nema.md)\n",
            );
        }
    });
    assert!(took < Duration::from_secs(100), "{took:?}");
}
