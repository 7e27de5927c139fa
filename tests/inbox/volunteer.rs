//! A volunteer for a test: logged in at a running endpoint.

use crate::endpoint::{Answer, Endpoint, form_request, request, send};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Output};

/// Headers of a browser on a page of ours.
pub const OURS: &str = "Sec-Fetch-Site: same-origin\r\n";

/// Somebody with a cookie.
pub struct Volunteer {
    pub address: SocketAddr,
    pub cookie: String,
}

impl Volunteer {
    pub fn get(&self, path: &str) -> Answer {
        let headers = format!("Cookie: __Host-zbor={}\r\n", self.cookie);
        send(self.address, &request("GET", path, &headers, "")).unwrap()
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, OURS, fields)
    }

    pub fn post_with(&self, path: &str, headers: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = format!("{headers}Cookie: __Host-zbor={}\r\n", self.cookie);
        send(self.address, &form_request(path, &headers, fields)).unwrap()
    }
}

/// Runs the program.
pub fn zbor(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zbor")).args(args).env("ZBOR_LANG", "en").output().unwrap()
}

fn printed(output: Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Adds somebody; the password comes back.
pub fn add(dir: &Path, site: &str, email: &str, role: &str) -> String {
    let data = dir.join("data");
    let data = data.to_str().unwrap();
    printed(zbor(&[
        "feedback", "user", "add", "--data", data, "--site", site, "--role", role, "--name", "Ana A.", email,
    ]))
}

/// A token of a site.
pub fn token(dir: &Path, site: &str) -> String {
    let data = dir.join("data");
    printed(zbor(&["feedback", "token", "--data", data.to_str().unwrap(), "--site", site]))
}

/// The cookie of an answer.
pub fn cookie(answer: &Answer) -> String {
    let header = answer.header("set-cookie").unwrap_or_else(|| panic!("{answer:?}"));
    header.strip_prefix("__Host-zbor=").unwrap().split(';').next().unwrap().to_owned()
}

/// Logs in.
pub fn enter(endpoint: &Endpoint, email: &str, password: &str) -> Volunteer {
    enter_at(endpoint.address, email, password)
}

/// Logs in at an address.
pub fn enter_at(address: SocketAddr, email: &str, password: &str) -> Volunteer {
    let fields = [("email", email), ("password", password)];
    let answer = send(address, &form_request("/a/-/login", OURS, &fields)).unwrap();
    assert!(answer.location().ends_with("/a"), "{answer:?}");
    Volunteer { address, cookie: cookie(&answer) }
}

/// Adds an editor of a site and logs them in.
pub fn editor(dir: &Path, endpoint: &Endpoint, site: &str) -> Volunteer {
    let email = format!("ana@{site}.example");
    let password = add(dir, site, &email, "editor");
    enter(endpoint, &email, &password)
}

/// The reference of the newest message, without dashes, from the receipt that a post leads to.
pub fn reference(posted: &Answer) -> String {
    posted.location().rsplit('/').next().unwrap().split('.').nth(1).unwrap().to_owned()
}

/// The words of a page.
pub fn words(answer: &Answer) -> String {
    let document = scraper::Html::parse_document(&answer.body);
    let body = document.select(&scraper::Selector::parse("body").unwrap()).next().unwrap();
    body.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
