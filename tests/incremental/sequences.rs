//! Sequences of edits by chance.

use super::edits::edit;
use super::world::{Chance, World};
use std::time::{Duration, Instant};

/// Sequences of a usual run, and steps of each.
const SEQUENCES: u64 = 6;
const STEPS: usize = 25;

fn sequence(seed: u64) {
    let (mut world, mut chance) = (World::new(), Chance(seed));
    world.log.push(format!("seed {seed}"));
    world.check();
    for _ in 0..STEPS {
        for _ in 0..=chance.below(3) {
            edit(&mut world, &mut chance);
        }
        world.check();
    }
    let again = world.build();
    assert_eq!((again.changed, again.removed), (0, 0), "a second build writes after {}", world.told());
    assert!(world.verify().findings.iter().all(|finding| finding.code != "W014"), "{}", world.told());
}

#[test]
fn sequences_of_edits_end_as_clean_builds_do() {
    match std::env::var("ZBOR_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => sequence(seed),
        None => (0..SEQUENCES).for_each(sequence),
    }
}

/// The long run; without `ZBOR_SOAK` it does nothing.
#[test]
fn soak() {
    let Some(minutes) = std::env::var("ZBOR_SOAK").ok().and_then(|minutes| minutes.parse::<u64>().ok()) else { return };
    let (started, mut seed) = (Instant::now(), 1_000_000 * u64::from(std::process::id()));
    while started.elapsed() < Duration::from_secs(minutes * 60) {
        sequence(seed);
        seed += 1;
    }
    println!("{} sequences of {STEPS} steps", seed - 1_000_000 * u64::from(std::process::id()));
}
