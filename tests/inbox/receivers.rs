//! Notices over TLS, to a mail server and a receiver of webhooks that no one here wrote (`receivers.py`).
//! `ZBOR_PYTHON` names the Python to use; else it is `python3`.

use crate::endpoint::folder;
use crate::here::{HOUR, Here, MINUTE};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use zbor::feedback::{Network, Post, PublicNetwork};

const PATIENCE: Duration = Duration::from_secs(60);
const MORNING: &str = "2026-11-24T10:00:00Z";

/// The running receivers.
struct Receivers {
    child: Child,
    told: Receiver<Value>,
    ready: Value,
}

impl Receivers {
    fn start() -> Receivers {
        let python = std::env::var_os("ZBOR_PYTHON").unwrap_or_else(|| "python3".into());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/inbox/receivers.py");
        let mut command = Command::new(&python);
        let mut child = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, told) = channel();
        std::thread::spawn(move || {
            for line in out.lines() {
                let _ = sender.send(serde_json::from_str(&line.unwrap()).unwrap());
            }
        });
        let ready = told.recv_timeout(PATIENCE);
        let ready = ready.unwrap_or_else(|_| panic!("{} lacks aiosmtpd or trustme: see .ci/setup", python.display()));
        Receivers { child, told, ready }
    }

    fn port(&self, way: &str) -> u16 {
        self.ready[way].as_u64().unwrap().try_into().unwrap()
    }

    fn authority(&self) -> &str {
        self.ready["authority"].as_str().unwrap()
    }

    fn post(&self, server: &str, root: Option<&[u8]>) -> Post {
        Post::trusting(server, "uho@mz.example", root).unwrap()
    }

    fn next(&self) -> Value {
        self.told.recv_timeout(PATIENCE).unwrap()
    }

    /// Nothing comes, while the one who tells looks many times.
    fn nothing(&self) {
        let came = self.told.recv_timeout(Duration::from_millis(400));
        assert!(came.is_err(), "{came:?}");
    }

    fn key(&mut self, key: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{key}").unwrap();
        assert_eq!(self.next()["kind"], "key");
    }
}

impl Drop for Receivers {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One name leads to this computer, with the certificates of the test; all others lead where they lead for everybody.
struct Local {
    port: u16,
    authority: String,
}

impl Network for Local {
    fn address(&self, host: &str, port: u16) -> Result<SocketAddr, String> {
        match host {
            "uho.primjer.test" => Ok(SocketAddr::from(([127, 0, 0, 1], self.port))),
            host => PublicNetwork.address(host, port),
        }
    }

    fn roots(&self) -> Vec<Vec<u8>> {
        vec![self.authority.clone().into_bytes()]
    }
}

/// A mail as another program reads it: whole, without a fault, and nothing in it that a resident put there.
fn check(mail: &Value, way: &str) {
    assert_eq!((&mail["kind"], &mail["way"]), (&"mail".into(), &way.into()), "{mail}");
    assert!(mail["tls"].as_str().is_some_and(|tls| tls.starts_with("TLSv1.")), "{mail}");
    assert_eq!((&mail["sender"], &mail["to"]), (&"uho@mz.example".into(), &serde_json::json!(["a@mz.example"])));
    assert_eq!(mail["mailboxes"], serde_json::json!(["uho@mz.example", "a@mz.example"]), "{mail}");
    assert_eq!((&mail["type"], &mail["defects"]), (&"text/plain".into(), &serde_json::json!([])), "{mail}");
    assert!(mail["longest"].as_u64().unwrap() <= 998, "RFC 5322: {mail}");
    let mut names: Vec<&str> = mail["names"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    names.sort_unstable();
    let expected = [
        "auto-submitted",
        "content-transfer-encoding",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
    ];
    assert_eq!(names, expected, "each once, and no other");
    let id = mail["headers"]["message-id"].as_str().unwrap();
    assert!(id.starts_with('<') && id.ends_with("@mz.example>") && !id.contains(' '), "{mail}");
}

#[test]
fn mail_goes_over_starttls_and_tls_and_is_read_by_others() {
    let receivers = Receivers::start();
    for (way, server) in [
        ("starttls", format!("smtp://localhost:{}?tls=required", receivers.port("starttls"))),
        ("smtps", format!("smtps://localhost:{}", receivers.port("smtps"))),
    ] {
        let dir = folder();
        let post = receivers.post(&server, Some(receivers.authority().as_bytes()));
        let here = Here::of(dir.path(), post, Arc::new(PublicNetwork), MORNING);
        let settings = [("mail", "a@mz.example"), ("digest", "15"), ("quiet_from", "22"), ("quiet_to", "7")];
        here.owner(dir.path(), &settings);
        for text in ["Šta je s putem?\r\nBcc: x@evil.example", "Њива, ђак и 😀", "Treće"] {
            here.ask(text);
        }
        receivers.nothing();
        here.pass(15 * MINUTE);
        let digest = receivers.next();
        check(&digest, way);
        assert_eq!(digest["headers"]["subject"], "MZ Gornje Polje: novosti u sandučetu (3)", "{digest}");
        let body = digest["body"].as_str().unwrap();
        assert_eq!(body.matches("nova poruka").count(), 3, "{digest}");
        assert!(!body.contains("evil") && !body.contains("Њива"), "{digest}");
        // 22:15 in Sarajevo.
        here.at("2026-11-24T21:15:00Z");
        here.ask("Noćno");
        here.pass(HOUR);
        receivers.nothing();
        here.at("2026-11-25T06:00:00Z");
        let morning = receivers.next();
        check(&morning, way);
        assert!(morning["headers"]["subject"].as_str().unwrap().contains("nova poruka"), "{morning}");
    }
}

#[test]
fn a_mail_server_that_is_not_the_one_meant_gets_nothing() {
    let receivers = Receivers::start();
    let other = Receivers::start();
    let stranger = Some(other.authority().as_bytes());
    let servers = [
        (format!("smtps://localhost:{}", receivers.port("smtps")), None),
        (format!("smtps://localhost:{}", receivers.port("smtps")), stranger),
        // The right certificate, of another name.
        (format!("smtps://127.0.0.1:{}", receivers.port("smtps")), Some(receivers.authority().as_bytes())),
        (format!("smtp://localhost:{}?tls=required", receivers.port("starttls")), stranger),
        // Nothing offers STARTTLS there.
        (format!("smtp://localhost:{}?tls=required", receivers.port("clear")), Some(receivers.authority().as_bytes())),
    ];
    for (server, root) in servers {
        let dir = folder();
        let here = Here::of(dir.path(), receivers.post(&server, root), Arc::new(PublicNetwork), MORNING);
        let ana = here.owner(dir.path(), &[("mail", "a@mz.example")]);
        here.ask("Prvo");
        receivers.nothing();
        here.pass(50 * HOUR);
        receivers.nothing();
        let page = crate::volunteer::words(&ana.get("/a/gornje-polje"));
        assert!(page.contains("Obavještenja koja nisu poslana: 1"), "{server}: {page}");
    }
}

#[test]
fn a_webhook_arrives_signed_is_tried_again_and_follows_nobody() {
    let mut receivers = Receivers::start();
    let network = Local { port: receivers.port("https"), authority: receivers.authority().to_owned() };
    let dir = folder();
    let post = receivers.post("smtp://127.0.0.1:9", None);
    let here = Here::of(dir.path(), post, Arc::new(network), MORNING);
    let ana = here.owner(dir.path(), &[("webhook", "https://uho.primjer.test/flaky")]);
    let page = ana.get("/a/gornje-polje/settings").body;
    let key = page.split(|c: char| !c.is_ascii_hexdigit()).find(|word| word.len() == 64).unwrap();
    receivers.key(key);
    here.ask("Tajni tekst");
    let first = receivers.next();
    assert_eq!((&first["verified"], &first["answered"]), (&true.into(), &500.into()), "{first}");
    receivers.nothing();
    here.pass(MINUTE + 1);
    let second = receivers.next();
    assert_eq!((&second["verified"], &second["answered"]), (&true.into(), &200.into()), "{second}");
    assert_eq!((&second["delivery"], &second["body"]), (&first["delivery"], &first["body"]), "the same again");
    assert_eq!(second["moment"].as_i64().unwrap() - first["moment"].as_i64().unwrap(), 60, "signed anew");
    assert_eq!((&second["type"], &second["host"]), (&"application/json".into(), &"uho.primjer.test".into()));
    assert_eq!(second["body"]["site"], "gornje-polje");
    assert_eq!(second["body"]["events"][0]["kind"], "received", "{second}");
    assert!(!second.to_string().contains("Tajni"), "{second}");
    here.pass(HOUR);
    receivers.nothing();
    // Sent elsewhere, it does not go there, and it is no success.
    assert_eq!(ana.post("/a/gornje-polje/settings", &[("webhook", "https://uho.primjer.test/away")]).status, 200);
    here.ask("Drugo");
    assert_eq!(receivers.next()["path"], "/away");
    receivers.nothing();
    here.pass(MINUTE + 1);
    assert_eq!(receivers.next()["path"], "/away", "again, and nowhere else");
    // The same computer by another name is still refused.
    let local = format!("https://localhost:{}/", receivers.port("https"));
    assert_eq!(ana.post("/a/gornje-polje/settings", &[("webhook", &local)]).status, 200);
    here.pass(50 * HOUR);
    here.ask("Treće");
    receivers.nothing();
}
