//! How editors and other programs save, and what happens to the output.

use super::world::{World, difference, files};
use std::fs::{self, File};
use std::path::Path;

const TEXT: &str = "sites/gornje-selo/obavještenja/2026-11-23-voda.md";

fn modified(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn every_way_of_saving_is_seen() {
    let world = World::new();
    world.check();
    let (path, text) = (world.root.join(TEXT), world.read(TEXT));
    let saved = |said: &str| text.replace("Pukla je cijev", said);
    // Into another file, then over the old one.
    world.write("sites/gornje-selo/obavještenja/.voda.novo", saved("Pukle su cijevi"));
    fs::rename(world.root.join("sites/gornje-selo/obavještenja/.voda.novo"), &path).unwrap();
    assert!(world.check().changed > 0);
    // Emptied first, then filled.
    File::create(&path).unwrap();
    world.check();
    fs::write(&path, saved("Nema vode uopšte")).unwrap();
    assert!(world.check().changed > 0);
    // Two saves of one length within one tick of the clock.
    let before = modified(&path);
    fs::write(&path, saved("Nema struje uopš")).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
    assert!(world.check().changed > 0, "same length and time, other bytes");
    // The old file comes back with its old time.
    fs::write(&path, &text).unwrap();
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(before - std::time::Duration::from_secs(86_400))
        .unwrap();
    assert!(world.check().changed > 0, "an older time");
}

#[test]
fn what_editors_leave_changes_nothing() {
    let world = World::new();
    world.check();
    for name in ["2026-11-23-voda.md~", "2026-11-23-voda.md.crswap", ".2026-11-23-voda.md.swp", "~$2026-11-23-voda.md"]
    {
        world.write(&format!("sites/gornje-selo/obavještenja/{name}"), "---\nnaslov: Ostatak\n---\n");
        assert_eq!(world.check().changed, 0, "{name}");
    }
}

#[test]
fn a_checkout_of_a_thousand_files_writes_what_differs() {
    let world = World::new();
    let text = |at: usize, said: &str| format!("---\nnaslov: Objava {at}\ndatum: 3. 11. 2026.\n---\n{said}\n");
    let name = |at: usize| format!("sites/gornje-selo/obavještenja/objava-{at:04}.md");
    (0..1000).for_each(|at| world.write(&name(at), text(at, "Prije.")));
    let first = world.build();
    for at in 0..1000 {
        fs::remove_file(world.root.join(name(at))).unwrap();
        world.write(&name(at), text(at, if at % 100 == 0 { "Poslije." } else { "Prije." }));
    }
    let second = world.check();
    assert!((10..first.changed / 4).contains(&second.changed), "{} of {}", second.changed, first.changed);
}

#[test]
fn output_that_is_lost_or_altered_is_made_again() {
    let world = World::new();
    world.check();
    let good = files(&world.out);
    let spoil: [fn(&Path, &[u8]); 3] = [
        |path, _| fs::remove_file(path).unwrap(),
        |path, bytes| fs::write(path, [bytes, b"x"].concat()).unwrap(),
        |path, bytes| fs::write(path, bytes.iter().map(|byte| byte ^ 1).collect::<Vec<u8>>()).unwrap(),
    ];
    let photo = good.keys().find(|name| name.ends_with(".webp")).unwrap().as_str();
    let pages = ["gornje-selo/index.html", "gornje-selo/obavjestenja/voda/index.html"];
    for name in pages.into_iter().chain(["gornje-selo/dokumenti/plan.pdf", photo]) {
        for spoil in spoil {
            spoil(&world.out.join(name), &good[name]);
            world.build();
            assert_eq!(difference(&files(&world.out), &good), "", "{name}");
        }
    }
}

#[test]
fn output_that_is_altered_within_a_tick_of_the_clock_is_made_again() {
    let world = World::new();
    world.check();
    let good = files(&world.out);
    // Only what was written last is sure to be as new as the end of the build.
    let written = good.keys().filter(|name| name.as_str() != ".zbor-output");
    let newest = written.max_by_key(|name| modified(&world.out.join(name))).unwrap();
    let path = world.out.join(newest);
    let written = modified(&path);
    fs::write(&path, good[newest].iter().map(|byte| byte ^ 1).collect::<Vec<u8>>()).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(written).unwrap();
    world.build();
    assert_eq!(difference(&files(&world.out), &good), "", "{newest}");
}

#[test]
fn what_a_site_says_of_scripts_reaches_texts_that_nobody_touched() {
    let world = World::new();
    world.check();
    let page = world.out.join("gornje-selo/bs-cyrl/obavjestenja/voda/index.html");
    assert!(!fs::read_to_string(&page).unwrap().contains("Pukla je cijev"));
    let settings = "sites/gornje-selo/site.yaml";
    let brands = world.read(settings).replace("marke: [Bingo]", "marke: [Bingo, cijev]");
    world.write(settings, brands);
    assert!(world.check().changed > 0);
    assert!(fs::read_to_string(&page).unwrap().contains("cijev"));
}

#[test]
fn a_build_of_one_site_leaves_the_others_and_what_is_known_of_them() {
    let world = World::new();
    world.check();
    let text = world.read(TEXT).replace("Pukla je cijev", "Pukle su cijevi");
    world.write(TEXT, text);
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_zbor"))
        .args(["build", world.root.to_str().unwrap(), "--site", "gornje-selo", "--now", "2026-11-24"])
        .args(["--out", world.out.to_str().unwrap()])
        .stdout(std::process::Stdio::null())
        .status();
    assert!(status.unwrap().success());
    world.check();
}
