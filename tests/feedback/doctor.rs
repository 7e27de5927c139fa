//! `zbor feedback doctor`: each thing that can be wrong with a folder of data is found, and said with its cure.

use super::endpoint::{Endpoint, folder, jpeg, multipart, send};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn zbor(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zbor"));
    command.args(["feedback", "--lang", "en"]).args(args);
    command
}

fn doctor(dir: &Path, more: &[&str]) -> Output {
    let (data, forms) = (dir.join("data"), dir.join("forms.json"));
    let mut command = zbor(&["doctor", "--data", data.to_str().unwrap(), "--forms", forms.to_str().unwrap()]);
    command.args(more).output().unwrap()
}

/// What it says, and its exit code.
fn said(dir: &Path, more: &[&str]) -> (String, i32) {
    let output = doctor(dir, more);
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

fn user(dir: &Path, site: &str, email: &str) {
    let data = dir.join("data");
    let args = ["user", "add", "--data", data.to_str().unwrap(), "--site", site, "--role", "owner", email];
    assert!(zbor(&args).output().unwrap().status.success());
}

fn database(dir: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(dir.join("data/sites/gornje-polje.db")).unwrap()
}

/// A folder in which one message with a photo was received, and everything is as it should be.
fn healthy() -> tempfile::TempDir {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let sent = multipart("/f/gornje-polje/prijava", &[("message", "Rupa"), ("consent", "1")], &[("a", &jpeg(9, 9))]);
    send(endpoint.address, &sent).unwrap().location();
    drop(endpoint);
    for (site, name) in [("gornje-polje", "a"), ("gornje-polje", "b"), ("donji-brijeg", "c"), ("donji-brijeg", "d")] {
        user(dir.path(), site, &format!("{name}@mz.example"));
    }
    let control = rusqlite::Connection::open(dir.path().join("data/control.db")).unwrap();
    for site in ["gornje-polje", "donji-brijeg"] {
        let settings = r#"{"mail":["a@mz.example"]}"#;
        control.execute("INSERT INTO setting VALUES (?1, 'inbox', ?2)", [site, settings]).unwrap();
    }
    let (data, to) = (dir.path().join("data"), dir.path().join("copy"));
    let backup = zbor(&["backup", "--data", data.to_str().unwrap(), "--to", to.to_str().unwrap()]).output().unwrap();
    assert!(backup.status.success(), "{backup:?}");
    std::fs::write(
        dir.path().join("c.yaml"),
        "smtp: smtps://mail.example\nmail_from: uho@mz.example\npublic_url: https://poruke.test\ntrusted_proxy: [127.0.0.1]\n",
    )
    .unwrap();
    dir
}

fn config(dir: &Path) -> [String; 3] {
    ["--config".to_owned(), dir.join("c.yaml").display().to_string(), "--strict".to_owned()]
}

fn strictly(dir: &Path) -> (String, i32) {
    let config = config(dir);
    said(dir, &config.each_ref().map(String::as_str))
}

fn photo(dir: &Path) -> PathBuf {
    super::endpoint::files(&dir.join("data/sites/gornje-polje.photos")).pop().unwrap()
}

/// Makes one thing wrong in a healthy folder; the words must be said, with that exit code.
fn found(wrong: impl FnOnce(&Path), words: &str, exit: i32) {
    let dir = healthy();
    wrong(dir.path());
    let (text, code) = strictly(dir.path());
    assert!(text.contains(words) && code == exit, "{words:?}, {code}: {text}");
}

#[test]
fn a_healthy_folder_has_nothing_to_be_cured() {
    let dir = healthy();
    let (text, code) = strictly(dir.path());
    assert!(code == 0 && !text.contains("= help"), "{text}");
    for words in ["no server is working", "MiB are left", "`control.db` is sound", "messages: 1", "last backup: 0 days"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let endpoint = Endpoint::start(dir.path(), &[]);
    let (text, code) = strictly(dir.path());
    assert!(code == 0 && text.contains("a server is working"), "{text}");
    drop(endpoint);
    let nowhere = doctor(&dir.path().join("nowhere"), &[]);
    assert_eq!(nowhere.status.code(), Some(3), "{nowhere:?}");
}

#[test]
fn what_is_wrong_with_databases_is_found() {
    found(|dir| database(dir).pragma_update(None, "user_version", 99).unwrap(), "written by a newer version", 1);
    found(|dir| database(dir).pragma_update(None, "user_version", 1).unwrap(), "schema 1 of ", 0);
    let stray = "PRAGMA foreign_keys = OFF; DELETE FROM item";
    found(|dir| database(dir).execute_batch(stray).unwrap(), "rows whose parent is missing", 1);
    let damage = |dir: &Path| {
        let db = database(dir);
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'item_by_day'";
        let page: u64 = db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap().try_into().unwrap();
        drop(db);
        let path = dir.join("data/sites/gornje-polje.db");
        let mut bytes = std::fs::read(&path).unwrap();
        let at = usize::try_from((page - 1) * 4096).unwrap();
        bytes[at + 8..at + 4096].fill(0);
        std::fs::write(&path, bytes).unwrap();
    };
    found(damage, "is damaged", 1);
    found(
        |dir| std::fs::write(dir.join("data/sites/gornje-polje.db"), "no database").unwrap(),
        "gornje-polje.db`: ",
        1,
    );
    let sums = "UPDATE figure SET received = received + 1";
    found(|dir| database(dir).execute_batch(sums).unwrap(), "do not follow from the messages: 2", 1);
    let ahead = "UPDATE item SET received_at = received_at + 90000000";
    found(|dir| database(dir).execute_batch(ahead).unwrap(), "but something was written at", 1);
}

#[test]
fn photos_and_notices_that_went_astray_are_found() {
    found(|dir| std::fs::remove_file(photo(dir)).unwrap(), "photos that are missing", 1);
    found(|dir| std::fs::write(photo(dir), "half").unwrap(), "photos that are missing or not whole", 1);
    let unnamed = |dir: &Path| {
        let path = photo(dir).with_file_name("00.jpg");
        std::fs::write(&path, "x").unwrap();
        let old = std::fs::metadata(&path).unwrap().modified().unwrap() - std::time::Duration::from_secs(9_000);
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
    };
    found(unnamed, "photos that no message names: 1", 0);
    let waits = "UPDATE outbox SET written_at = written_at - 7300000";
    found(|dir| database(dir).execute_batch(waits).unwrap(), "the oldest notice waits for 2 h", 1);
    found(|dir| database(dir).execute_batch("UPDATE outbox SET state = 'dead'").unwrap(), "could not be sent: 1", 1);
}

#[test]
fn people_mail_and_backups_that_are_missing_are_found() {
    let control = |dir: &Path, sql: &str| {
        rusqlite::Connection::open(dir.join("data/control.db")).unwrap().execute_batch(sql).unwrap();
    };
    found(|dir| control(dir, "DELETE FROM role WHERE user = 1"), "with a single owner: `gornje-polje`", 1);
    found(|dir| control(dir, "UPDATE user SET disabled_at = 1 WHERE id > 2"), "without an owner, where nobody", 1);
    found(|dir| control(dir, "DELETE FROM setting WHERE site = 'donji-brijeg'"), "nobody is told when", 1);
    found(|dir| std::fs::write(dir.join("c.yaml"), "public_url: https://p.test").unwrap(), "no mail is set", 1);
    found(|dir| std::fs::write(dir.join("c.yaml"), "public_url: https://p.test").unwrap(), "no proxy is named", 1);
    found(|dir| std::fs::remove_file(dir.join("data/last-backup")).unwrap(), "no backup of this folder is known", 1);
    let old = |dir: &Path| std::fs::write(dir.join("data/last-backup"), "2026-01-01T00:00:00Z\n").unwrap();
    found(old, "days ago", 1);
    found(|dir| std::fs::remove_file(dir.join("forms.json")).unwrap(), "the forms cannot be read", 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_may_read_is_found() {
    use std::os::unix::fs::PermissionsExt;
    let open = |dir: &Path| {
        std::fs::set_permissions(dir.join("data"), std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    found(open, "everybody on this computer may look into", 1);
}

#[test]
fn serve_says_at_once_which_site_has_a_single_owner() {
    let dir = folder();
    drop(Endpoint::start(dir.path(), &[]));
    user(dir.path(), "gornje-polje", "a@mz.example");
    let mut endpoint = Endpoint::start(dir.path(), &[]);
    let mut lines = BufReader::new(endpoint.child.stderr.take().unwrap()).lines();
    assert!(
        lines.next().unwrap().unwrap().contains("without an owner, where nobody can let others in: `donji-brijeg`")
    );
    assert!(lines.next().unwrap().unwrap().contains("with a single owner: `gornje-polje`"));
}

/// A mail server for one conversation: takes everything, or refuses the recipient.
fn mail_server(refuses: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (socket, _) = listener.accept().unwrap();
        let mut out = socket.try_clone().unwrap();
        out.write_all(b"220 mail.test\r\n").unwrap();
        let mut in_data = false;
        for line in BufReader::new(socket).lines().map_while(Result::ok) {
            let answer = match line.split(' ').next().unwrap_or_default() {
                "." => "250 2.0.0 taken as 7F3A\r\n",
                _ if in_data => continue,
                "DATA" => "354 go on\r\n",
                "RCPT" if refuses => "550 5.1.1 nobody here\r\n",
                "QUIT" => "221 bye\r\n",
                _ => "250 fine\r\n",
            };
            in_data = line == "DATA";
            out.write_all(answer.as_bytes()).unwrap();
        }
    });
    format!("smtp://{address}")
}

#[test]
fn a_test_message_tells_what_the_server_answered() {
    let dir = folder();
    let data = dir.path().join("data");
    let run = |smtp: &str, to: &str| {
        let args = ["doctor", "send-test", "--data", data.to_str().unwrap(), "--mail-from", "uho@mz.example", to];
        let mut command = zbor(&args);
        if !smtp.is_empty() {
            command.env("ZBOR_FEEDBACK_SMTP", smtp);
        }
        let output = command.output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (String::from_utf8(text).unwrap(), output.status.code().unwrap())
    };
    let (text, code) = run(&mail_server(false), "ana@mz.example");
    assert!(code == 0 && text.contains("taken as 7F3A"), "{text}");
    let (text, code) = run(&mail_server(true), "ana@mz.example");
    assert!(code == 3 && text.contains("nobody here"), "{text}");
    let (text, code) = run("", "ana@mz.example");
    assert!(code == 3 && text.contains("no mail is set"), "{text}");
    let (text, code) = run("", "ana");
    assert!(code == 3 && text.contains("neither an address"), "{text}");
    let (text, code) = run("", "https://127.0.0.1/uho");
    assert!(code == 3 && text.contains("--site"), "{text}");
    drop(Endpoint::start(dir.path(), &[]));
    let control = rusqlite::Connection::open(data.join("control.db")).unwrap();
    let settings = r#"{"webhook":"https://programi.test/uho","webhook_key":"6b"}"#;
    control.execute("INSERT INTO setting VALUES ('gornje-polje', 'inbox', ?1)", [settings]).unwrap();
    let site =
        ["doctor", "send-test", "--data", data.to_str().unwrap(), "--site", "gornje-polje", "https://127.0.0.1/x"];
    let output = zbor(&site).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("not public"), "the guard stands here, too: {output:?}");
}
