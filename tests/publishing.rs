//! The shell steps of the example's publishing workflow, run: they accept only the program whose
//! checksum fits, and keep the exit code of the build.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { std::fs::copy(&path, &target).map(drop).unwrap() }
    }
}

fn publish(workspace: &Path, checksum: &str) -> Output {
    Command::new("sh")
        .arg(".github/objavi.sh")
        .current_dir(workspace)
        .env("ZBOR_URL", format!("file://{}", env!("CARGO_BIN_EXE_zbor")))
        .env("ZBOR_SHA256", checksum)
        .env("ZBOR_OUT", "izlaz")
        .env("GITHUB_OUTPUT", workspace.join("izlaz.txt"))
        .env("GITHUB_STEP_SUMMARY", workspace.join("sazetak.md"))
        .output()
        .unwrap()
}

fn checksum() -> String {
    let output = Command::new("sha256sum").arg(env!("CARGO_BIN_EXE_zbor")).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().next().unwrap().to_owned()
}

#[test]
fn answers_are_fetched_and_an_endpoint_that_is_down_does_not_stop_publishing() {
    let temporary = tempfile::tempdir().unwrap();
    let workspace = temporary.path();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site"), workspace);
    std::fs::copy(env!("CARGO_BIN_EXE_zbor"), workspace.join("zbor")).unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let site = workspace.join("sites/gornje-selo/site.yaml");
    let text = std::fs::read_to_string(&site).unwrap();
    std::fs::write(&site, text.replace("https://uho.primjer.example", &format!("http://{closed}"))).unwrap();
    let answers = workspace.join("sites/gornje-selo/odgovori.yaml");
    let before = std::fs::read_to_string(&answers).unwrap();
    let step = |token: Option<&str>| {
        let mut command = Command::new("sh");
        command.args([".github/objavi.sh", "pull_answers"]).current_dir(workspace).env_remove("ZBOR_FEEDBACK_TOKEN");
        command.envs(token.map(|token| ("ZBOR_FEEDBACK_TOKEN", token))).output().unwrap()
    };
    let down = step(Some("tajna"));
    assert!(down.status.success(), "{down:?}");
    assert!(String::from_utf8_lossy(&down.stdout).contains("O012"), "{down:?}");
    assert_eq!(std::fs::read_to_string(&answers).unwrap(), before);
    let without = step(None);
    assert!(without.status.success() && without.stdout.is_empty(), "{without:?}");
}

/// A fresh clone has no output, and of the state only what the workflow fetched: photos and the last good texts.
#[test]
fn a_clone_with_a_broken_text_publishes_it_as_it_was() {
    let temporary = tempfile::tempdir().unwrap();
    let (first, second) = (temporary.path().join("prvi"), temporary.path().join("drugi"));
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site");
    for clone in [&first, &second] {
        copy(&example, clone);
        let _ = std::fs::remove_dir_all(clone.join(".zbor"));
    }
    assert_eq!(publish(&first, &checksum()).status.code(), Some(0));
    // The paths of the workflow's caches.
    let workflow = std::fs::read_to_string(example.join(".github/workflows/objavi.yml")).unwrap();
    for cache in [".zbor/photos", ".zbor/last"] {
        assert_eq!(workflow.matches(&format!("path: {cache}\n")).count(), 2, "{cache} is fetched and kept");
        copy(&first.join(cache), &second.join(cache));
    }

    let broken = "sites/gornje-selo/obavjestenja/2026-11-23-slab-pritisak.md";
    assert!(second.join(broken).exists(), "another text of the example, please");
    std::fs::write(second.join(broken), "---\nnaslov: Voda\ndatum: 05/06/2026\n---\nNovo.\n").unwrap();
    let findings = publish(&second, &checksum());
    assert_eq!(findings.status.code(), Some(1), "{findings:?}");
    let annotations = String::from_utf8_lossy(&findings.stdout).into_owned();
    for (severity, code) in [("error", "D0"), ("warning", "W020")] {
        let here = |line: &&str| line.starts_with(&format!("::{severity} file={broken}")) && line.contains(code);
        assert!(annotations.lines().any(|line| here(&line)), "{code}: {annotations}");
    }
    for place in ["sazetak.md", ".zbor/izvjestaj.html"] {
        let text = std::fs::read_to_string(second.join(place)).unwrap();
        assert!(text.contains("posljednja ispravna verzija"), "{place}: {text}");
    }
    for file in ["slab-pritisak/index.html", "index.html"] {
        let read = |clone: &Path| {
            let page = clone.join("izlaz/gornje-selo/obavjestenja").join(file);
            std::fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()))
        };
        assert_eq!(read(&second), read(&first), "{file}");
    }
    assert!(!second.join("izlaz/izvjestaj.html").exists());
}

#[test]
fn the_example_is_published_by_its_own_steps() {
    let temporary = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-site"), temporary.path());

    let refused = publish(temporary.path(), &"0".repeat(64));
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    assert!(!temporary.path().join("zbor").exists());

    let fine = publish(temporary.path(), &checksum());
    assert_eq!(fine.status.code(), Some(0), "{fine:?}");
    assert!(temporary.path().join("izlaz/gornje-selo/index.html").exists());
    assert_eq!(std::fs::read_to_string(temporary.path().join("izlaz.txt")).unwrap(), "code=0\n");

    let text = "---\nnaslov: Voda: hitno\nkada: 05/06/2026\n---\nTekst.\n";
    let folder = temporary.path().join("sites/donja-rijeka/обавјештења");
    std::fs::write(folder.join("2026-11-24-greska.md"), text).unwrap();
    let findings = publish(temporary.path(), &checksum());
    assert_eq!(findings.status.code(), Some(1), "{findings:?}");
    let annotations = String::from_utf8_lossy(&findings.stdout).into_owned();
    assert!(annotations.contains("::error file=sites/donja-rijeka/обавјештења/2026-11-24-greska.md"), "{annotations}");
    assert!(std::fs::read_to_string(temporary.path().join("sazetak.md")).unwrap().contains("greska"));
    assert!(temporary.path().join("izlaz/donja-rijeka/index.html").exists(), "the rest is published");
}
