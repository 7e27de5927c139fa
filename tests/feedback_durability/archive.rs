//! Backups under load, each restored and checked; erasure; export.

use super::endpoint::{Endpoint, folder, jpeg, multipart, send};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

fn zbor(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zbor")).args(["feedback", "--lang", "en"]).args(args).output().unwrap()
}

fn done(args: &[&str]) -> String {
    let output = zbor(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn path(dir: &Path, name: &str) -> String {
    dir.join(name).to_str().unwrap().to_owned()
}

fn ids(data: &Path) -> Vec<i64> {
    let db = rusqlite::Connection::open(data.join("sites/gornje-polje.db")).unwrap();
    let mut query = db.prepare("SELECT id FROM item ORDER BY id").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Ends the load, also when a check fails.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn a_backup_under_load_is_a_prefix_with_all_its_photos() {
    let dir = folder();
    let limits = "{ network: [99999, 99999, 99999], form: [99999, 99999, 99999], site: [99999, 99999, 99999] }";
    std::fs::write(dir.path().join("c.yaml"), format!("limits: {limits}\n")).unwrap();
    let endpoint = Endpoint::start(dir.path(), &["--config", &path(dir.path(), "c.yaml")]);
    let data = path(dir.path(), "data");
    let post = |n: usize| {
        let text = format!("poruka {n}");
        let fields = [("message", text.as_str()), ("consent", "1")];
        // Few photos: else more of them come while a copy is made than it copies, and it grows without end.
        let photo = jpeg(9, 9);
        let photos: &[(&str, &[u8])] = if n % 10 == 0 { &[("a", &photo)] } else { &[] };
        send(endpoint.address, &multipart("/f/gornje-polje/prijava", &fields, photos)).unwrap()
    };
    post(0).location();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let _end = End(&over);
        for lane in 1..3 {
            let (over, post) = (&over, &post);
            scope.spawn(move || {
                (0..).map(|n| lane * 100_000 + n).take_while(|_| !over.load(Ordering::SeqCst)).for_each(|n| {
                    post(n).location();
                });
            });
        }
        let mut last = 0;
        for n in 0..4 {
            let (to, back) = (path(dir.path(), &format!("kopija-{n}")), path(dir.path(), &format!("vraceno-{n}")));
            done(&["backup", "--data", &data, "--to", &to]);
            assert!(done(&["restore-drill", "--from", &to]).contains("all is there"));
            done(&["restore", "--from", &to, "--data", &back]);
            let ids = ids(Path::new(&back));
            assert_eq!(ids, (1..=ids.len() as i64).collect::<Vec<_>>(), "a prefix of the order of commits");
            assert!(ids.len() >= last, "and not a shorter one than before");
            last = ids.len();
        }
    });
    assert!(!Path::new(&path(dir.path(), "kopija-0/keys")).exists(), "keys of the day are in no backup");
    drop(endpoint);
    std::fs::create_dir(dir.path().join("again")).unwrap();
    std::fs::rename(dir.path().join("vraceno-3"), dir.path().join("again/data")).unwrap();
    std::fs::copy(dir.path().join("forms.json"), dir.path().join("again/forms.json")).unwrap();
    let endpoint = Endpoint::start(&dir.path().join("again"), &[]);
    endpoint.post("/f/gornje-polje/ideja", &[("message", "I dalje"), ("consent", "1")]).location();
}

#[test]
fn a_backup_that_is_not_whole_is_refused() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    endpoint.post("/f/gornje-polje/ideja", &[("message", "Klupe"), ("consent", "1")]).location();
    let (data, to, back) = (path(dir.path(), "data"), path(dir.path(), "kopija"), path(dir.path(), "vraceno"));
    done(&["backup", "--data", &data, "--to", &to]);
    assert_eq!(zbor(&["backup", "--data", &data, "--to", &to]).status.code(), Some(3), "not over another");
    assert_eq!(zbor(&["restore", "--from", &to, "--data", &data]).status.code(), Some(3), "not over data");
    let database = dir.path().join("kopija/sites/gornje-polje.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&database, &bytes).unwrap();
    assert_eq!(zbor(&["restore-drill", "--from", &to]).status.code(), Some(3), "one bit");
    assert_eq!(zbor(&["restore", "--from", &to, "--data", &back]).status.code(), Some(3));
    assert!(!Path::new(&back).exists(), "nothing half is left");
    std::fs::remove_file(dir.path().join("kopija/manifest.json")).unwrap();
    assert_eq!(zbor(&["restore-drill", "--from", &to]).status.code(), Some(3), "without its end");
}

#[test]
fn what_was_erased_does_not_come_back_with_a_backup() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("message", "Tajna rupa"), ("name", "Fata"), ("consent", "1")];
    let sent = multipart("/f/gornje-polje/prijava", &fields, &[("a", &jpeg(9, 9))]);
    let receipt = send(endpoint.address, &sent).unwrap().location().to_owned();
    let (data, to, back) = (path(dir.path(), "data"), path(dir.path(), "kopija"), path(dir.path(), "again/data"));
    done(&["backup", "--data", &data, "--to", &to]);
    let token = receipt.strip_prefix("/r/").unwrap();
    let at = format!("/s/gornje-polje/{}/erase", token.split('.').nth(1).unwrap());
    endpoint.post(&at, &[("token", token)]).location();
    drop(endpoint);
    std::fs::create_dir(dir.path().join("again")).unwrap();
    done(&["restore", "--from", &to, "--data", &back, "--ledger", &path(dir.path(), "data/erasures.log")]);
    std::fs::copy(dir.path().join("forms.json"), dir.path().join("again/forms.json")).unwrap();
    let endpoint = Endpoint::start(&dir.path().join("again"), &[]);
    let page = endpoint.get(&receipt);
    assert!(page.status == 200 && page.body.contains("Tekst poruke je obrisan"), "{page:?}");
    assert_eq!(endpoint.get(&format!("{receipt}/1")).status, 404);
    assert!(super::endpoint::files(&dir.path().join("again/data/sites/gornje-polje.photos")).is_empty());
}

#[test]
fn export_gives_tables_without_formulas_and_names_only_when_asked() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("message", "=HYPERLINK(\"x\")"), ("name", "+Fata"), ("consent", "1")];
    endpoint.post("/f/gornje-polje/ideja", &fields).location();
    let data = path(dir.path(), "data");
    let csv = done(&["export", "--data", &data, "--site", "gornje-polje"]);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\"") && !csv.contains("Fata"), "{csv}");
    let csv = done(&["export", "--data", &data, "--site", "gornje-polje", "--names"]);
    assert!(csv.contains("\"'+Fata\""), "{csv}");
    let lines = done(&["export", "--data", &data, "--site", "gornje-polje", "--format", "jsonl"]);
    assert!(lines.contains("=HYPERLINK(\\\"x\\\")") && !lines.contains("'="), "raw: {lines}");
    for unknown in ["nema", "../gornje-polje"] {
        assert_eq!(zbor(&["export", "--data", &data, "--site", unknown]).status.code(), Some(3));
    }
}

#[test]
fn what_is_over_its_time_is_deleted_by_command_and_at_the_start() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let data = path(dir.path(), "data");
    let sent = multipart("/f/gornje-polje/prijava", &[("message", "Rupa"), ("consent", "1")], &[("a", &jpeg(9, 9))]);
    send(endpoint.address, &sent).unwrap().location();
    assert_eq!(zbor(&["purge", "--data", &data]).status.code(), Some(3), "a server is working there");
    drop(endpoint);
    assert!(done(&["purge", "--data", &data]).contains("deleted: 0"));
    let db = rusqlite::Connection::open(dir.path().join("data/sites/gornje-polje.db")).unwrap();
    db.execute("UPDATE item SET keep_until = '2020-01-01'", []).unwrap();
    drop(db);
    assert!(done(&["purge", "--data", &data]).contains("deleted: 1"));
    assert!(super::endpoint::files(&dir.path().join("data/sites/gornje-polje.photos")).is_empty());
}
