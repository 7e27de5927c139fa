//! A build that is killed at any moment leaves nothing that a later build does not put right.

use super::world::{Chance, World, difference, files};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const KILLS: usize = 30;

#[test]
fn a_build_after_a_killed_one_ends_as_a_clean_one_does() {
    let (world, mut chance) = (World::new(), Chance(7));
    let build = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zbor"));
        command.args(["build", world.root.to_str().unwrap(), "--now", "2026-11-24"]);
        command.args(["--out", world.out.to_str().unwrap()]).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let started = Instant::now();
    assert!(build().status().unwrap().code().is_some());
    let whole = started.elapsed();
    for kill in 0..KILLS {
        let text = "sites/gornje-selo/obavještenja/2026-11-20-javni-poziv.md";
        world.write(text, format!("---\nnaslov: Javni poziv {kill}\ndatum: 20. 11. 2026.\n---\nTekst.\n"));
        if kill % 3 == 0 {
            let color = format!("naziv: MZ\njezici: [bs, en]\nboja: '#12345{}'\n", kill % 10);
            world.write("sites/gornje-selo/site.yaml", color);
        }
        let mut child = build().spawn().unwrap();
        // A moment by chance, in all of the time that a build takes.
        std::thread::sleep(Duration::from_nanos(chance.below(usize::try_from(whole.as_nanos()).unwrap()) as u64));
        let _ = child.kill();
        child.wait().unwrap();
        world.build();
        let (_, clean) = world.clean();
        assert_eq!(difference(&files(&world.out), &clean), "", "after kill {kill}");
    }
}
