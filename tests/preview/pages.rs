//! What is served is what a build writes, with the bar of the preview in pages.

use super::client::{Server, plant};
use std::fs;
use std::path::{Path, PathBuf};
use zbor::build::{Host, Keep, Mode, Request, Scripts, run};
use zbor::date::{Zone, moment};
use zbor::site::Drafts;

pub fn request(root: &Path, out: &Path, mode: Mode) -> Request {
    let now = Zone::default().resolve(&moment("2026-11-24").unwrap()).timestamp;
    let (host, sites) = (Host::default(), Vec::new());
    let (root, out) = (root.to_owned(), out.to_owned());
    Request {
        root,
        out,
        sites,
        drafts: Drafts::Hidden,
        now,
        host,
        mode,
        scripts: Scripts::Trusted,
        digest: None,
        keep: Keep::Nothing,
    }
}

/// The files of a build by their addresses.
pub fn built(root: &Path) -> Vec<(String, Vec<u8>)> {
    let out = tempfile::tempdir().unwrap();
    run(&request(root, out.path(), Mode::Build), &|_, _| {}).unwrap();
    let mut files = Vec::new();
    let mut folders = vec![out.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(out.path()).unwrap().to_str().unwrap().to_owned();
            match path.is_dir() {
                true => folders.push(path),
                false if name == ".zbor-output" => {}
                false => files
                    .push((format!("/{}", name.strip_suffix("index.html").unwrap_or(&name)), fs::read(path).unwrap())),
            }
        }
    }
    files
}

#[test]
fn everything_that_a_build_writes_is_served() {
    let server = Server::start();
    let dir = tempfile::tempdir().unwrap();
    let copy: PathBuf = dir.path().join("mz");
    plant(&copy);
    let files = built(&copy);
    assert!(files.len() > 50, "{} files", files.len());
    for (path, bytes) in files {
        let answer = server.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        let media_type = answer.header("content-type").unwrap();
        if path.ends_with("/sw.js") {
            assert!(answer.text().contains("unregister"), "a worker would show this site on this address for ever");
        } else if media_type.starts_with("text/html") {
            assert_eq!(without_bar(&answer.text()), String::from_utf8(bytes).unwrap(), "{path}");
        } else {
            assert!(unsized_photos(&answer.body) == unsized_photos(&bytes), "{path}");
        }
    }
}

/// A feed without the sizes of photos, which nobody knows before they are made.
fn unsized_photos(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut text = text.to_owned();
    for mark in ["\"size_in_bytes\":", " length=\""] {
        let mut parts = text.split(mark);
        let first = parts.next().unwrap_or_default().to_owned();
        text = parts.fold(first, |all, part| all + part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    text.into_bytes()
}

/// The page as it was before the bar came into it.
fn without_bar(html: &str) -> String {
    let (before, rest) = html.split_once("<script src=\"/_zbor/live.js\"").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    let page = format!("{before}{after}");
    let start = page.find(" http://127.0.0.1:").unwrap();
    let end = start + page[start..].find("/_zbor/live.js").unwrap() + "/_zbor/live.js".len();
    let narrow = format!("{}{}", &page[..start], &page[end..]);
    narrow.replace("script-src;", "script-src 'none';")
}

#[test]
fn answers_are_never_kept_and_never_for_others() {
    let server = Server::start();
    for path in ["/", "/gornje-selo/", "/gornje-selo/nema/", "/nema", "/_zbor/live.js", "/gornje-selo/feed.xml"] {
        let answer = server.get(path);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
}

#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let server = Server::start();
    let tag = server.get("/gornje-selo/").header("etag").unwrap().to_owned();
    let again = server.get_with("/gornje-selo/", &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(server.get_with("/gornje-selo/", &[("If-None-Match", "\"x\"")]).status, 200);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let first = Server::start();
    let second = Server::with(&["--port", &first.port.to_string()]);
    assert!(second.said.starts_with(&format!("Port {} je zauzet, pa je ovo ", first.port)), "{}", second.said);
    assert_ne!(second.port, first.port);
    assert_eq!(second.get("/").status, 200);
}
