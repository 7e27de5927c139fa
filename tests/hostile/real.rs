//! Real Markdown: see `tests/real_input.sh`.

use super::patience::within;
use super::workspace::build;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use zbor::build::Mode;
use zbor::diag::{At, Diagnostic};

/// Every `.md` below the folder `ZBOR_REAL`, once as an announcement and once as a page.
#[test]
#[ignore = "needs packages from the network: tests/real_input.sh"]
fn real_input_builds() {
    let from = PathBuf::from(std::env::var_os("ZBOR_REAL").expect("ZBOR_REAL names a folder"));
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("w");
    fs::create_dir_all(root.join("obavjestenja")).unwrap();
    fs::create_dir_all(root.join("stranice")).unwrap();
    fs::write(root.join("site.yaml"), "naziv: MZ Selo\nbase_url: https://selo.ba\njezici: en\n").unwrap();
    let mut texts = Vec::new();
    collect(&from, &mut texts);
    for (index, path) in texts.iter().enumerate() {
        let folder = if index % 3 == 0 { "stranice" } else { "obavjestenja" };
        let name = path.strip_prefix(&from).unwrap().to_string_lossy().replace(['/', '\\'], "-");
        fs::copy(path, root.join(folder).join(name)).unwrap();
    }
    let out = dir.path().join("out");
    let (report, took) = within("real input", move || build(&root, &out, Mode::Build).unwrap());
    println!("{} files, {} pages, {took:?}", texts.len(), report.pages());
    by_code(&report.findings);
    assert!(texts.len() >= 500, "only {} files", texts.len());
}

fn collect(dir: &Path, texts: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md")) {
            texts.push(path);
        }
    }
}

fn by_code(findings: &[Diagnostic]) {
    let mut codes: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        codes.entry(&finding.code).or_default().push(finding);
    }
    for (code, all) in codes {
        println!("{code} {}", all.len());
        // Not only the first: examples from the whole list.
        for finding in all.iter().step_by(all.len().div_ceil(6)) {
            let place = match &finding.at {
                At::Text(at) => format!("{}:{}:{}  {}", at.path, at.line, at.column, at.text.trim()),
                At::File(path) => path.clone(),
                At::Workspace => String::new(),
            };
            println!("    {:?} {} | {place}", finding.severity, finding.message.en);
        }
    }
}
