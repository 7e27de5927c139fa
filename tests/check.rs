//! The look at finished pages: of the example, across sites, and of a part of them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod workspace;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use workspace::build;
use zbor::build::{Host, Mode, Request, run};
use zbor::diag::{At, Diagnostic, Severity};
use zbor::site::Drafts;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => assert!(fs::copy(entry.path(), target).is_ok()),
        }
    }
}

fn plant(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn place(at: &At) -> String {
    match at {
        At::Text(snippet) => format!("{}:{}", snippet.path, snippet.line),
        At::File(path) => path.clone(),
        At::Workspace => String::new(),
    }
}

/// What is said, as code, file and line.
fn told(findings: &[Diagnostic]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.code, place(&finding.at))).collect()
}

#[test]
fn nothing_is_wrong_with_the_example() {
    let dir = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site"), &dir.path().join("example"));
    let out = dir.path().join("out");
    let report = build(&dir.path().join("example"), &out, Mode::Check).unwrap();
    let serious: Vec<_> = report.findings.iter().filter(|finding| finding.severity != Severity::Hint).collect();
    assert!(serious.is_empty(), "{serious:#?}");
    let viber = report.external.iter().find(|link| link.url.ends_with("viber.primjer.example/gornje-selo")).unwrap();
    let places: Vec<_> = viber.places.iter().map(place).collect();
    assert_eq!(places, ["sites/gornje-selo/site.yaml:13"], "what stands on all pages stands in the settings");
    assert!(!out.exists() && !dir.path().join("example/.zbor").exists(), "check writes nothing");
}

const TWO: &[(&str, &str)] = &[
    ("zbor.yaml", "naziv: Općina\nadresa_sajta: https://x.example/mz/\n"),
    ("sites/gore/site.yaml", "naziv: MZ Gore\n"),
    (
        "sites/gore/stranice/o-nama.md",
        "---\nnaslov: O nama\n---\n[dobro](https://x.example/mz/dolje/o-nama/)\n\n[mjesto](https://x.example/mz/dolje/o-nama/#kontakt)\n\n\
         [loše](https://x.example/mz/dolje/nema/)\n\n[loše mjesto](https://www.x.example/mz/dolje/o-nama/#kontkat)\n\n\
         [sve](https://x.example/mz/)\n\n[tuđe](https://x.example/drugo/)\n\n[svoje](https://dolje.example/o-nama/)\n",
    ),
    ("sites/dolje/site.yaml", "naziv: MZ Dolje\n"),
    ("sites/dolje/stranice/o-nama.md", "---\nnaslov: O nama\n---\n## Kontakt\n\n061\n"),
];

#[test]
fn links_lead_from_site_to_site() {
    let dir = plant(TWO);
    let report = build(dir.path(), &dir.path().join("out"), Mode::Check).unwrap();
    let page = "sites/gore/stranice/o-nama.md";
    assert_eq!(told(&report.findings), [format!("L014 {page}:8"), format!("L015 {page}:10")]);
    let urls: Vec<_> = report.external.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(
        urls,
        ["https://dolje.example/o-nama/", "https://x.example/drugo/"],
        "addresses of others are not judged"
    );
}

#[test]
fn a_part_of_the_sites_is_judged_by_itself() {
    let dir = plant(TWO);
    let request = Request {
        root: dir.path().to_owned(),
        out: dir.path().join("out"),
        sites: vec!["gore".to_owned()],
        drafts: Drafts::Hidden,
        now: workspace::now(),
        host: Host::default(),
        mode: Mode::Check,
        scripts: zbor::build::Scripts::Trusted,
        digest: None,
        keep: zbor::build::Keep::Nothing,
    };
    let report = run(&request, &|_, _| {}).unwrap();
    assert_eq!(told(&report.findings), Vec::<String>::new(), "nobody knows what the other site has");
}

#[test]
fn a_fault_of_a_theme_is_told_once() {
    let mut files: BTreeMap<String, String> = BTreeMap::from([
        ("site.yaml".to_owned(), "naziv: MZ Proba\nadresa_sajta: https://proba.example\njezici: [bs, bs-Cyrl]\n".to_owned()),
        (
            "tema/templates/announcement.html".to_owned(),
            "<!doctype html><html lang=\"{{ site.lang }}\"><title>{{ meta.title }}</title><main>\n<img src=\"{{ root }}nema.png\">\n</main></html>".to_owned(),
        ),
    ]);
    for n in 1..=30 {
        files.insert(
            format!("obavjestenja/2026-11-{n:02}-vijest-{n}.md"),
            "---\nnaslov: Vijest\n---\nTekst.\n".to_owned(),
        );
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let dir = plant(&files);
    let report = build(dir.path(), &dir.path().join("out"), Mode::Check).unwrap();
    let theme = "tema/templates/announcement.html:2";
    assert_eq!(told(&report.findings), [format!("A001 {theme}"), format!("L014 {theme}")], "{:#?}", report.findings);
}

/// What a check says of a workspace with its state and of a copy without any.
fn twice(root: &Path) -> [String; 2] {
    let clean = tempfile::tempdir().unwrap();
    copy(root, &clean.path().join("mz"));
    let _ = fs::remove_dir_all(clean.path().join("mz/.zbor"));
    [root.to_owned(), clean.path().join("mz")].map(|root| {
        let report = build(&root, &clean.path().join("out"), Mode::Check).unwrap();
        format!("{:#?} {:#?} {:#?}", report.findings, report.heaviest, report.external)
    })
}

#[test]
fn a_check_that_reads_what_an_earlier_one_saw_says_the_same() {
    let dir = plant(TWO);
    let root = dir.path();
    build(root, &tempfile::tempdir().unwrap().path().join("out"), Mode::Build).unwrap();
    let looks = root.join(".zbor/looks");
    assert!(!looks.exists());
    let [_, clean] = twice(root);
    let part = looks.join("gore/1-0");
    assert!(part.exists() && clean.contains("L014"));
    let seen = fs::read(&part).unwrap();
    let page = "sites/gore/stranice/o-nama.md";
    let text = fs::read_to_string(root.join(page)).unwrap();
    let long: String = (0..9_000).map(|n| format!("{:x} ", n * 7_919 % 65_521)).collect();
    let changes: [(&str, String); 7] = [
        (page, format!("{text}\n![](nema.jpg)\n\n[bez](#nigdje)\n")),
        (page, format!("{text}\n{long}\n")),
        ("sites/dolje/stranice/o-nama.md", "---\nnaslov: O nama\n---\n## Kontkat\n\n061\n".to_owned()),
        ("zbor.yaml", "naziv: Općina\nadresa_sajta: https://x.example/mz/\nbudžeti: {stranica: 1 KB}\n".to_owned()),
        ("zbor.yaml", "naziv: Općina\nadresa_sajta: https://y.example/\n".to_owned()),
        ("sites/gore/theme/zbor.css", "body{color:#777;background:#888}".to_owned()),
        (page, text),
    ];
    let mut all = vec![clean];
    for (path, text) in changes {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), text).unwrap();
        let [kept, clean] = twice(root);
        assert_eq!(kept, clean, "{path}");
        assert_ne!(all.last(), Some(&clean), "{path}: a change that is seen");
        all.push(clean);
    }
    assert_ne!(fs::read(part).unwrap(), seen);
}
