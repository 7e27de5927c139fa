//! The disk fails at the n-th call, whichever that is: what was acknowledged is there after the power cut that
//! follows, the text comes again and is kept, and all without a restart.

use super::disk::{self, Fault};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use zbor::date::{Date, Timestamp};
use zbor::feedback::store::{
    Disk, Keys, NewItem, Options, Person, RealDisk, Source, Sqlite, Store, StoreError, Stored,
};
use zbor::feedback::{Clock, Reference, SiteId, random};
use zbor::form::{Answer, FormKind};
use zbor::lang::Locale;

/// The layer is one for the whole process.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn site() -> SiteId {
    SiteId::parse("gornje-polje").unwrap()
}

fn item(n: u8) -> NewItem {
    NewItem {
        reference: random::reference().unwrap(),
        form: "ideja".to_owned(),
        kind: FormKind::Idea,
        version: String::new(),
        locale: Locale::Bs,
        source: Source::Online,
        received: "2026-05-12T12:00:00Z".parse::<Timestamp>().unwrap(),
        day: Date::constant(2026, 5, 12),
        promised_on: None,
        keep_until: Date::constant(2027, 5, 12),
        doubt: None,
        about: String::new(),
        street: String::new(),
        answers: vec![("message".to_owned(), Answer::Text(format!("poruka {n} {}", "a".repeat(500))))],
        person: Person::default(),
        photos: Vec::new(),
        keys: Keys { sent: Some([n; 32]), content: Vec::new() },
        answerer: None,
    }
}

fn open(root: &Path, layer: Option<&str>) -> Sqlite {
    Sqlite::open(Options { vfs: layer.map(str::to_owned), ..Options::at(root) }).unwrap()
}

fn reference(stored: Stored) -> Reference {
    match stored {
        Stored::New(reference) | Stored::Known(reference) => reference,
        Stored::Ballot => panic!(),
    }
}

/// Everything acknowledged is in the folder as a power cut leaves it, once, and the database is sound.
fn check(data: &Path, acknowledged: &[Reference], scene: &str) {
    let after = tempfile::tempdir().unwrap();
    disk::power_cut(data, after.path());
    let store = open(after.path(), None);
    for reference in acknowledged {
        assert!(store.item(&site(), *reference).unwrap().is_some(), "{scene}: {reference} is missing");
    }
    drop(store);
    let db = rusqlite::Connection::open(after.path().join("sites/gornje-polje.db")).unwrap();
    let sound: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    let twice: i64 = db.query_row("SELECT count(*) - count(DISTINCT answers) FROM item", [], |row| row.get(0)).unwrap();
    assert_eq!((sound.as_str(), twice), ("ok", 0), "{scene}");
}

/// Ten messages, of which the disk disturbs some; then all again. Whether the fault came to happen.
fn scene(fault: Fault, n: usize) -> bool {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    disk::forget();
    let store = open(&data, Some(disk::NAME));
    let mut acknowledged = vec![reference(store.submit(&site(), item(0)).wait().unwrap())];
    let scene = format!("{fault:?} at call {n}");
    disk::fail(fault, n);
    for n in 1..6 {
        match store.submit(&site(), item(n)).wait() {
            Ok(stored) => acknowledged.push(reference(stored)),
            Err(StoreError::Full | StoreError::Disk(_)) => {}
            Err(other) => panic!("{scene}: {other:?}"),
        }
        assert!(store.item(&site(), acknowledged[0]).unwrap().is_some(), "{scene}: reading goes on");
    }
    check(&data, &acknowledged, &scene);
    let fired = disk::mend();
    // Without a restart, whatever was refused is kept when it comes again.
    for n in 1..8 {
        acknowledged.push(reference(store.submit(&site(), item(n)).wait().unwrap()));
    }
    check(&data, &acknowledged, &format!("{scene}, mended"));
    fired
}

#[test]
fn a_failing_disk_loses_nothing_that_was_acknowledged() {
    let _alone = ONE_AT_A_TIME.lock();
    disk::register();
    for fault in [Fault::Full, Fault::Write, Fault::Flush] {
        let fired = (0..60).take_while(|n| scene(fault, *n)).count();
        assert!(fired >= 5, "{fault:?}: only {fired} calls could fail: is the disk beneath still ours?");
    }
}

/// A disk for photos that fails at the n-th call.
struct FailingDisk {
    left: AtomicUsize,
}

impl FailingDisk {
    fn turn(&self) -> io::Result<()> {
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
            Ok(_) => Ok(()),
            Err(_) => Err(io::Error::from(io::ErrorKind::StorageFull)),
        }
    }
}

impl Disk for FailingDisk {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // As much as there was room for.
        RealDisk.write(path, &bytes[..bytes.len() / 2])?;
        self.turn()?;
        std::fs::remove_file(path)?;
        RealDisk.write(path, bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.turn().and_then(|()| RealDisk.append(path, bytes))
    }

    fn settle(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.turn().and_then(|()| RealDisk.settle(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
}

#[test]
fn a_photo_that_cannot_be_kept_leaves_nothing() {
    for n in 0..2 {
        let dir = tempfile::tempdir().unwrap();
        let disk = Arc::new(FailingDisk { left: AtomicUsize::new(n) });
        let options = Options { disk: disk.clone(), clock: Clock::System, ..Options::at(dir.path()) };
        let store = Sqlite::open(options).unwrap();
        assert_eq!(store.keep_photo(&site(), b"jpeg"), Err(StoreError::Full), "call {n}");
        assert!(super::endpoint::files(&dir.path().join("sites")).is_empty(), "call {n}");
        disk.left.store(9, Ordering::SeqCst);
        let photo = store.keep_photo(&site(), b"jpeg").unwrap();
        assert_eq!(store.photo(&site(), &photo.file).unwrap(), b"jpeg");
    }
}

#[test]
fn an_erasure_that_the_ledger_cannot_keep_is_not_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let disk = Arc::new(FailingDisk { left: AtomicUsize::new(0) });
    let store = Sqlite::open(Options { disk: disk.clone(), ..Options::at(dir.path()) }).unwrap();
    let kept = reference(store.submit(&site(), item(1)).wait().unwrap());
    let erase = || zbor::feedback::store::Change::Erase { at: Clock::System.now() };
    assert_eq!(store.change(&site(), kept, erase()).wait(), Err(StoreError::Full));
    assert!(!store.item(&site(), kept).unwrap().unwrap().answers.is_empty(), "nothing of it happened");
    disk.left.store(9, Ordering::SeqCst);
    store.change(&site(), kept, erase()).wait().unwrap();
    assert!(store.item(&site(), kept).unwrap().unwrap().answers.is_empty());
}
