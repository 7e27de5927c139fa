//! `kill -9` at any moment: everything acknowledged is there, and a retry leads to the same receipt.

use super::endpoint::{Endpoint, folder, form_request, jpeg, multipart, send};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// Lanes of load.
const LANES: usize = 6;

/// A message of a lane; every seventh has a photo.
fn message(run: u64, lane: usize, n: usize, photo: &[u8]) -> (String, Vec<u8>) {
    let text = format!("poruka {run} {lane} {n}");
    let fields = [("message", text.as_str()), ("name", "Mujo"), ("consent", "1")];
    let bytes = match n % 7 {
        3 => multipart("/f/gornje-polje/prijava", &fields, &[("a.jpg", photo)]),
        _ => form_request("/f/gornje-polje/prijava", "", &fields),
    };
    (text, bytes)
}

/// Posts until the server is gone; text, bytes and receipt of what was acknowledged, and the one that was not.
fn lane(endpoint: &Endpoint, run: u64, lane: usize, over: &AtomicBool, done: &AtomicUsize) -> Lane {
    let photo = jpeg(24, 16);
    let mut acknowledged = Vec::new();
    for n in 0.. {
        let (text, bytes) = message(run, lane, n, &photo);
        match send(endpoint.address, &bytes) {
            Ok(answer) if answer.status == 303 => {
                let receipt = answer.location().to_owned();
                done.fetch_add(1, Ordering::SeqCst);
                acknowledged.push((text, bytes, receipt));
            }
            // What was not acknowledged may be there or not; it must be the same when it comes again.
            _ if over.load(Ordering::SeqCst) => return Lane { acknowledged, open: bytes },
            Ok(answer) => panic!("{}", answer.head),
            Err(error) => panic!("{error}"),
        }
    }
    unreachable!()
}

struct Lane {
    acknowledged: Vec<(String, Vec<u8>, String)>,
    open: Vec<u8>,
}

#[test]
fn killed_at_any_moment_it_keeps_what_it_acknowledged() {
    let variable = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let runs = match variable("ZBOR_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..variable("ZBOR_SOAK").unwrap_or(300),
    };
    let mut kept = 0;
    // A folder is ended many times: what an earlier end left behind must not disturb a later one.
    for chunk in runs.collect::<Vec<_>>().chunks(25) {
        let dir = folder();
        let limits =
            "{ network: [999999, 999999, 999999], form: [999999, 999999, 999999], site: [999999, 999999, 999999] }";
        std::fs::write(dir.path().join("c.yaml"), format!("limits: {limits}\n")).unwrap();
        let mut all = BTreeMap::new();
        for &run in chunk {
            kill_once(dir.path(), run, &mut all);
        }
        kept += all.len();
        assert_eq!(texts(dir.path()), all.len(), "each text once, and no other: seeds {chunk:?}");
    }
    println!("{kept} acknowledged, none missing");
}

fn kill_once(dir: &Path, seed: u64, all: &mut BTreeMap<String, String>) {
    let config = dir.join("c.yaml");
    let start = || Endpoint::start(dir, &["--config", config.to_str().unwrap()]);
    let endpoint = start();
    let (over, done) = (AtomicBool::new(false), AtomicUsize::new(0));
    // After so many acknowledgements, and then somewhere in the middle of the next.
    let random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17);
    let (after, later) = ((random % 40) as usize, Duration::from_micros(random >> 8 & 0xfff));
    let lanes: Vec<Lane> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES)
            .map(|n| {
                let (endpoint, over, done) = (&endpoint, &over, &done);
                scope.spawn(move || lane(endpoint, seed, n, over, done))
            })
            .collect();
        while done.load(Ordering::SeqCst) < after {
            std::thread::yield_now();
        }
        std::thread::sleep(later);
        over.store(true, Ordering::SeqCst);
        kill(&endpoint);
        lanes.into_iter().map(|lane| lane.join().unwrap()).collect()
    });
    drop(endpoint);
    let endpoint = start();
    for lane in lanes {
        for (text, bytes, receipt) in &lane.acknowledged {
            let page = endpoint.get(receipt);
            assert!(page.status == 200 && page.body.contains(text.as_str()), "seed {seed}: {text} is missing");
            assert_eq!(all.insert(text.clone(), receipt.clone()), None);
            // The last of a lane once more, as somebody would who saw no answer.
            if lane.acknowledged.last().is_some_and(|(last, _, _)| last == text) {
                assert_eq!(send(endpoint.address, bytes).unwrap().location(), receipt, "seed {seed}: {text}");
            }
        }
        let first = send(endpoint.address, &lane.open).unwrap().location().to_owned();
        assert_eq!(send(endpoint.address, &lane.open).unwrap().location(), first, "seed {seed}");
        let text = endpoint.get(&first).body;
        let text = text.split("<dd>").nth(1).unwrap().split("</dd>").next().unwrap().to_owned();
        all.insert(text, first);
    }
}

/// `kill -9`, while others still hold the endpoint.
fn kill(endpoint: &Endpoint) {
    let id = endpoint.child.id().to_string();
    let killed = std::process::Command::new("kill").args(["-9", &id]).status().unwrap();
    assert!(killed.success());
}

/// How many different texts there are, each of which must be there once.
fn texts(dir: &Path) -> usize {
    let db = rusqlite::Connection::open(dir.join("data/sites/gornje-polje.db")).unwrap();
    let count = |query: &str| -> i64 { db.query_row(query, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT count(*) FROM item"), count("SELECT count(DISTINCT answers) FROM item"), "nothing twice");
    assert_eq!(count("SELECT count(*) FROM item"), count("SELECT count(*) FROM outbox"), "a notice for each");
    let photos = super::endpoint::files(&dir.join("data/sites/gornje-polje.photos")).len();
    assert!(
        count("SELECT count(*) FROM photo") <= i64::try_from(photos).unwrap(),
        "every photo that is named is there"
    );
    usize::try_from(count("SELECT count(*) FROM item")).unwrap()
}
