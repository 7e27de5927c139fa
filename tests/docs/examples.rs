//! Every block of the editors' guide that names its file is built as part of a workspace, and nothing
//! is found wrong with it.

use super::source;
use std::fs;
use std::path::Path;
use zbor::build::{Host, Mode, Request, run};
use zbor::diag::{Colour, Language, Severity, Voice, human};

/// What a page's examples stand in where the page gives no site of its own.
const SITE: &str = "\
naziv: MZ Gornje Selo
adresa_sajta: https://gornje-selo.example
kontakt: {telefon: 037 000 110}
ulice: [Gornja mahala, Donja mahala, Brdo, Potok, Lipik, Školska ulica]
";

/// Files that the examples name and a page cannot hold: page, path.
const FILES: &[(&str, &str)] = &[
    ("obavjestenja.md", "obavjestenja/obrazac-sadnice.pdf"),
    ("obavjestenja.md", "obavjestenja/2026-05-09-skola/krov.jpg"),
    ("projekti.md", "projekti/put-prije.jpg"),
    ("dogadjaji.md", "dogadjaji/zapisnik-2026-03-14.pdf"),
    ("usluge.md", "usluge/kucna-lista.pdf"),
    ("dokumenti.md", "dokumenti/statut-mz.pdf"),
    ("dokumenti.md", "dokumenti/zapisnik-2026-03-14.pdf"),
    ("savjet.md", "savjet/amra.jpg"),
    ("sajt.md", "sites/gornje-selo/grb.svg"),
    ("fotografije.md", "projekti/rasvjeta/poslije.jpg"),
    ("fotografije.md", "projekti/rasvjeta/stub.jpg"),
    ("fotografije.md", "projekti/rasvjeta/kabl.jpg"),
    ("fotografije.md", "projekti/rasvjeta/prije.jpg"),
];

/// Findings that belong to an example: page, code. None is wanted so far.
const EXPECTED: &[(&str, &str)] = &[];

/// An example: where it belongs, and its text.
struct Example {
    path: String,
    text: String,
}

#[test]
fn examples_of_the_editors_guide_have_no_mistakes() {
    let mut examples = 0;
    let mut wrong = String::new();
    for page in source::files("docs/bs", "md") {
        let name = page.file_name().unwrap().to_str().unwrap();
        let found = read(&source::read(&page));
        if !found.is_empty() {
            examples += found.len();
            wrong.push_str(&findings(name, &found));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(examples >= 20, "only {examples} examples: is the mark of a block still read?");
}

#[test]
fn a_mistake_in_an_example_is_found() {
    let example =
        Example { path: "obavjestenja/a.md".to_owned(), text: "---\nnaslov: Zbor\nhitnst: važno\n---\n".to_owned() };
    assert!(findings("a.md", &[example]).contains("F001"));
}

/// Blocks whose info string is a language and a path: "```md obavjestenja/2026-05-01-voda.md".
fn read(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let text: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if let Some((_, path)) = info.split_once(' ') {
            examples.push(Example { path: path.to_owned(), text });
        }
    }
    examples
}

/// Builds the examples of a page as one workspace and prints what is found wrong with them.
fn findings(page: &str, examples: &[Example]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("workspace");
    let is_own = |example: &Example| ["zbor.yaml", "sajt.yaml"].contains(&example.path.as_str());
    if !examples.iter().any(is_own) {
        write(&root.join("sajt.yaml"), SITE.as_bytes());
    }
    for example in examples {
        write(&root.join(&example.path), example.text.as_bytes());
    }
    for (_, path) in FILES.iter().filter(|(name, _)| *name == page) {
        write(&root.join(path), &sample(path));
    }
    let request = Request {
        out: dir.path().join("out"),
        root,
        sites: Vec::new(),
        drafts: zbor::site::Drafts::Hidden,
        now: "2026-05-01T10:00:00Z".parse().unwrap(),
        host: Host::default(),
        mode: Mode::Build,
        scripts: zbor::build::Scripts::Trusted,
        digest: None,
        keep: zbor::build::Keep::Nothing,
    };
    let report = run(&request, &|_, _| {}).unwrap();
    let expected = |code: &str| EXPECTED.contains(&(page, code));
    let found = report.findings.iter().filter(|one| one.severity != Severity::Hint && !expected(&one.code));
    let voice = Voice { language: Language::Bs, cyrillic: str::to_owned };
    found.map(|one| format!("docs/bs/{page}:\n{}", human(one, voice, Colour::Never))).collect()
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A file of the kind that its name promises.
fn sample(path: &str) -> Vec<u8> {
    match path.rsplit('.').next() {
        Some("jpg") => fs::read(source::root().join("tests/photo/rgb.jpg")).unwrap(),
        Some("svg") => {
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path d=\"M0 0h8v8z\"/></svg>".to_vec()
        }
        _ => b"%PDF-1.4\n%%EOF\n".to_vec(),
    }
}
