//! What is kept in `.zbor/`: it may be gone, torn, foreign or in use, and only ever saves time.

use super::world::{World, difference, files};
use std::fs;
use std::path::PathBuf;

/// Files of `.zbor` that say what was read and built.
fn state(world: &World) -> Vec<PathBuf> {
    let folders = ["", "texts", "photos"].map(|name| world.root.join(".zbor").join(name));
    let all = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let is_state = |path: &PathBuf| path.extension().is_none() && !path.ends_with("lock") && path.is_file();
    let mut all: Vec<_> = all.filter(is_state).collect();
    all.sort();
    all
}

#[test]
fn a_state_that_is_torn_or_changed_anywhere_is_a_state_less() {
    let world = World::new();
    let wanted = world.check().findings;
    let good = files(&world.out);
    assert!(state(&world).len() > 2);
    for path in state(&world) {
        let whole = fs::read(&path).unwrap();
        for part in 0..12 {
            let at = (whole.len() - 1) * part / 11;
            let mut bytes = whole.clone();
            match part % 3 {
                0 => bytes.truncate(at),
                1 => bytes[at] ^= 1 << (part % 8),
                _ => bytes[at..].iter_mut().take(100).for_each(|byte| *byte = 0xff),
            }
            fs::write(&path, &bytes).unwrap();
            // Something to do, so that the state is not only looked at.
            fs::remove_file(world.out.join("gornje-selo/index.html")).unwrap();
            let report = world.build();
            assert_eq!(report.findings, wanted, "{} at {at}", path.display());
            assert_eq!(difference(&files(&world.out), &good), "", "{} at {at}", path.display());
        }
    }
}

#[test]
fn the_state_of_another_workspace_is_harmless() {
    let (world, other) = (World::new(), World::new());
    other.write(
        "sites/gornje-selo/obavještenja/samo-tamo.md",
        "---\nnaslov: Samo tamo\ndatum: 2. 11. 2026.\n---\nTekst.\n",
    );
    other.build();
    world.check();
    for path in state(&other) {
        let target = world.root.join(path.strip_prefix(&other.root).unwrap());
        fs::copy(path, target).unwrap();
    }
    world.check();
}

#[test]
fn only_what_differs_is_made() {
    let world = World::new();
    let first = world.check();
    let path = world.out.join("gornje-selo/projekti/put/index.html");
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    let text = "sites/gornje-selo/obavještenja/2026-11-20-javni-poziv.md";
    world.write(text, world.read(text) + "\nJoš jedna rečenica.\n");
    let second = world.check();
    assert!(second.changed < first.changed / 2, "{} of {}", second.changed, first.changed);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
}

#[test]
fn while_another_process_has_the_state_a_build_does_without() {
    let world = World::new();
    world.check();
    let kept = fs::read(world.root.join(".zbor/state")).unwrap();
    let lock = fs::File::options().write(true).open(world.root.join(".zbor/lock")).unwrap();
    lock.lock().unwrap();
    world.write("sites/gornje-selo/obavještenja/novo.md", "---\nnaslov: Novo\ndatum: 2. 11. 2026.\n---\nTekst.\n");
    world.check();
    assert_eq!(fs::read(world.root.join(".zbor/state")).unwrap(), kept, "the state is the other's");
    lock.unlock().unwrap();
    drop(lock);
    world.check();
    assert_ne!(fs::read(world.root.join(".zbor/state")).unwrap(), kept);
}

#[test]
fn verifying_says_which_file_differs_and_writes_nothing() {
    let world = World::new();
    world.check();
    let codes = |world: &World| -> Vec<String> {
        let found = world.verify().findings.into_iter().filter(|finding| finding.code == "W014");
        found.map(|finding| format!("{:?}", finding.at)).collect()
    };
    assert_eq!(codes(&world), Vec::<String>::new());
    let (other, gone, more) = (
        world.out.join("gornje-selo/projekti/put/index.html"),
        world.out.join("gornje-selo/kalendar.ics"),
        world.out.join("gornje-selo/obavjestenja/staro/index.html"),
    );
    fs::write(&other, "x").unwrap();
    fs::remove_file(&gone).unwrap();
    fs::create_dir_all(more.parent().unwrap()).unwrap();
    fs::write(&more, "x").unwrap();
    let listing = world.out.join(".zbor-output");
    let list = fs::read_to_string(&listing).unwrap() + "gornje-selo/obavjestenja/staro/index.html\n";
    fs::write(&listing, list).unwrap();
    let before = files(&world.out);
    let found = codes(&world);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(files(&world.out) == before);
    // The command line fails with it, and a build cures it.
    let run = |options: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_zbor"));
        command.args([
            "build",
            world.root.to_str().unwrap(),
            "--now",
            "2026-11-24",
            "--out",
            world.out.to_str().unwrap(),
        ]);
        command.args(options).output().unwrap()
    };
    let verified = run(&["--verify"]);
    assert_eq!(verified.status.code(), Some(1));
    let said = String::from_utf8(verified.stdout).unwrap();
    assert!(said.contains("W014") && said.contains("gornje-selo/kalendar.ics"), "{said}");
    assert_eq!(run(&[]).status.code(), Some(0));
    assert_eq!(run(&["--verify"]).status.code(), Some(0));
    assert_eq!(codes(&world), Vec::<String>::new());
}
