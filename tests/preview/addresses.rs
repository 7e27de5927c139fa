//! Addresses that nobody meant well.

use super::client::{SECRET, Server, notice};
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

/// Names that some system, program or archive brings, of texts and of files: what a build publishes of them is served as
/// it is published, and nothing else is.
#[cfg(unix)]
#[test]
fn files_named_to_hurt_are_served_as_they_are_published() {
    let server = Server::start();
    let site = "sites/polje";
    let longest = "a".repeat(251);
    let names =
        ["CON", "aux", "nul.txt", "..skriveno", "a b", "č'\"<x>&", "%2e%2e", "con.", "put ", "-rf", "*", &longest];
    for name in names {
        server.write(&format!("{site}/obavjestenja/{name}.md"), &notice(&format!("Tekst {}", name.len())));
        server.write(&format!("{site}/dokumenti/{name}.pdf"), "%PDF-1.4 x");
    }
    for twin in ["Twin.md", "twin.md", "TWIN.md"] {
        server.write(&format!("{site}/obavjestenja/{twin}"), &notice("Blizanac"));
    }
    server.write(&format!("{site}/dokumenti/index.html/unutra.pdf"), "%PDF-1.4 x");
    server.write(&format!("{site}/obavjestenja/index.html/index.md"), &notice("Fascikla"));
    let link = |to: &str, from: &str| std::os::unix::fs::symlink(to, server.root().join(site).join(from)).unwrap();
    link("../../../../izvan.txt", "dokumenti/veza.txt");
    link("../../..", "dokumenti/gore");
    link("petlja", "dokumenti/petlja");
    link("../../../../izvan.txt", "obavjestenja/veza.md");
    let mut page = server.listen();
    server.write(&format!("{site}/site.yaml"), "naziv: MZ Polje\nopis: Zadnje\n");
    page.until("findings");

    let out = server.root().join("dist");
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_zbor"))
        .args(["build", "--now", "2026-11-24", "--out"])
        .args([&out, &server.root()])
        .output()
        .unwrap();
    let published = files(&out);
    assert!(published.len() > 60, "{built:?}");
    for path in &published {
        let page = path.strip_suffix("index.html").filter(|page| page.is_empty() || page.ends_with('/'));
        let parts: Vec<String> = page.unwrap_or(path).split('/').map(zbor::url::encode).collect();
        let address = parts.join("/");
        let answer = server.get(&format!("/{address}"));
        assert_eq!(answer.status, 200, "{address}");
        assert!(!answer.text().contains(SECRET), "{address}");
    }
    for name in ["veza.txt", "gore/zbor.yaml", "gore/README.md", "petlja", "petlja/x"] {
        let answer = server.get(&format!("/polje/dokumenti/{name}"));
        assert!(answer.status == 404 && !answer.text().contains(SECRET), "{name}");
    }
}

/// The files of an output that have an address, from its root with `/`.
fn files(out: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path.strip_prefix(out).unwrap().to_str().unwrap().to_owned()),
            }
        }
    }
    // For the endpoint, not for readers; and what the program itself keeps there.
    found.retain(|path| !path.starts_with('.') && path != "forms.json");
    found.sort();
    found
}

/// Parts that mean something somewhere, put together at random.
#[test]
fn no_address_leads_out() {
    let server = Server::start();
    let addresses = (prop::collection::vec(prop::sample::select(PARTS), 0..9), "[!-\"$->@-~]{0,24}");
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    let outcome = TestRunner::new(config).run(&addresses, |(parts, wild)| {
        let path = format!("/{}{wild}", parts.concat());
        for answer in [server.get(&path), server.post(&path, &[("message", "x"), ("zeton", "x")])] {
            prop_assert!((200..500).contains(&answer.status), "{}: {}", path, answer.head);
            prop_assert!(!answer.text().contains(SECRET), "{}", path);
        }
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
    "/_zbor/f/polje/pitanje",
    "/_zbor/r",
    "/_zbor/s/polje",
    "/_zbor/a",
    "/_zbor/sacuvaj",
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
