//! Addresses that nobody meant well.

use super::client::{SECRET, Server};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

#[test]
fn what_is_not_in_the_output_is_not_there() {
    let server = Server::start();
    let long = format!("/gornje-selo/{}/", "a".repeat(300));
    let deep = "/a".repeat(4000);
    let outside = [
        "/../izvan.txt",
        "/..%2fizvan.txt",
        "/%2e%2e/izvan.txt",
        "/gornje-selo/../../izvan.txt",
        "/gornje-selo/..%5c..%5cizvan.txt",
        "/%252e%252e/izvan.txt",
        "/gornje-selo/%2e%2e%2f%2e%2e%2fizvan.txt",
        "//izvan.txt",
        "/./../izvan.txt",
        "/gornje-selo/...//izvan.txt",
        "/zbor.yaml",
        "/sites/gornje-selo/site.yaml",
        "/gornje-selo/site.yaml",
        "/README.md",
        "/.env",
        "/gornje-selo/.env",
        "/gornje-selo/dokumenti/izvan.txt",
        "/.zbor/photos/index",
        "/etc/passwd",
        "/%2Fetc%2Fpasswd",
        "/gornje-selo/index.html/",
        "/gornje-selo/obavjestenja/put/index.html/x",
        "/GORNJE-SELO/",
        "/Gornje-Selo/",
        "/gornje-selo/Obavjestenja/",
        "/CON",
        "/gornje-selo/con",
        "/gornje-selo/aux.md",
        "/gornje-selo/NUL.txt",
        "/gornje-selo/%00",
        "/gornje-selo/a%00.html",
        "/gornje-selo/obavjestenja/put%20",
        "/gornje-selo/obavjestenja/put./",
        "/gornje-selo/obavjestenja/put::$DATA",
        "/C:/izvan.txt",
        "/%c0%af%c0%afizvan.txt",
        "/gornje-selo//obavjestenja/",
        &long,
        &deep,
        "/_zbor/../izvan.txt",
        "/_zbor/nema",
        "/_zborx/",
    ];
    for path in outside {
        let answer = server.get(path);
        assert!(matches!(answer.status, 400 | 403 | 404 | 414), "{path}: {}", answer.head);
        assert!(!answer.text().contains(SECRET), "{path}");
    }
}

#[test]
fn twins_of_addresses_lead_where_hosts_lead_them() {
    let server = Server::start();
    assert_eq!(server.get("/gornje-selo/index.html").status, 200);
    let folder = server.get("/gornje-selo/obavjestenja/put");
    assert_eq!((folder.status, folder.header("location")), (303, Some("/gornje-selo/obavjestenja/put/")));
    // A text by a name that Windows does not have is published by its title's address all the same.
    assert_eq!(server.get("/gornje-selo/obavjestenja/put/?od=viber").status, 200);
    let missing = server.get("/gornje-selo/nema/");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("live.js"), "the site's own page for what is not there, with the bar");
}

#[test]
fn nonsense_ends_in_an_answer() {
    let server = Server::start();
    let requests: [&[u8]; 7] = [
        b"GET\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://primjer.ba/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ];
    for request in requests {
        let answer = server.raw(request);
        assert!(answer.status == 0 || answer.status >= 400, "{answer:?}");
    }
    assert_eq!(server.get("/").status, 200);
}

/// Parts that mean something somewhere, put together at random.
#[test]
fn no_address_leads_out() {
    let server = Server::start();
    let addresses = (prop::collection::vec(prop::sample::select(PARTS), 0..9), "[!-\"$->@-~]{0,24}");
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&addresses, |(parts, wild)| {
        let path = format!("/{}{wild}", parts.concat());
        let answer = server.get(&path);
        prop_assert!((200..500).contains(&answer.status), "{}: {}", path, answer.head);
        prop_assert!(!answer.text().contains(SECRET), "{}", path);
        Ok(())
    });
    outcome.unwrap();
}

const PARTS: &[&str] = &[
    "/",
    "..",
    ".",
    "%2e",
    "%2E%2e",
    "%2f",
    "%5c",
    "\\",
    "gornje-selo",
    "polje",
    "obavjestenja",
    "put",
    "index.html",
    "izvan.txt",
    "zbor.yaml",
    "sites",
    "%00",
    "%",
    "%zz",
    "_zbor",
    "dokumenti",
    "..%c0%af",
    "%25",
    ";",
    ":",
    "~",
    "CON",
    "aux",
    "%20",
    "%C4%8D",
    "*",
];
