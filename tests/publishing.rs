//! The shell steps of the example's publishing workflow, run: they accept only the program whose
//! checksum fits, and keep the exit code of the build.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

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
