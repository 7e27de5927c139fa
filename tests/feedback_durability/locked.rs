//! Two on one folder, a file that somebody else holds, and a file of a newer program.

use super::endpoint::{Endpoint, command, folder};
use std::path::Path;

const IDEA: &str = "/f/gornje-polje/ideja";

fn database(dir: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(dir.join("data/sites/gornje-polje.db")).unwrap()
}

#[test]
fn the_second_server_on_a_folder_refuses() {
    let dir = folder();
    let first = Endpoint::start(dir.path(), &[]);
    let second = command(dir.path(), &[]).output().unwrap();
    assert_eq!(second.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another"), "{second:?}");
    first.post(IDEA, &[("message", "Klupe"), ("consent", "1")]).location();
    first.kill();
    Endpoint::start(dir.path(), &[]).get("/s/gornje-polje");
}

#[test]
fn a_locked_file_is_waited_for_and_then_said_with_the_text_kept() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("message", "Klupe & sjena"), ("consent", "1")];
    let receipt = endpoint.post(IDEA, &fields).location().to_owned();
    let other = database(dir.path());
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let again = [("message", "Lampe & sjena"), ("consent", "1")];
    let page = endpoint.post(IDEA, &again);
    assert!(page.status == 503 && page.body.contains("Lampe &amp; sjena"), "{page:?}");
    assert_eq!(endpoint.get(&receipt).status, 200, "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    endpoint.post(IDEA, &again).location();
}

#[test]
fn a_file_of_a_newer_program_is_left_alone() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    endpoint.post(IDEA, &[("message", "Klupe"), ("consent", "1")]).location();
    endpoint.kill();
    database(dir.path()).pragma_update(None, "user_version", 99).unwrap();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let page = endpoint.post(IDEA, &[("message", "Lampe"), ("consent", "1")]);
    assert!(page.status == 503 && page.body.contains("Lampe"), "{page:?}");
    let version: i64 = database(dir.path()).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 99);
}
