//! Links to other sites, asked of a real server on this computer that plays every outcome.
#![cfg(feature = "external")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zbor::build::{Manners, ask};
use zbor::check::{Answer, ExternalLink, Outcome, judge, tell_external};
use zbor::date::Timestamp;
use zbor::diag::{At, Severity};

/// A server that keeps what it was asked.
#[derive(Default)]
struct Seen {
    /// Method and path, in order.
    asked: Mutex<Vec<String>>,
    agents: Mutex<Vec<String>>,
    open: AtomicUsize,
    most_open: AtomicUsize,
}

impl Seen {
    fn times(&self, request: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|one| *one == request).count()
    }
}

/// Starts it on a free port.
fn server() -> (String, Arc<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Seen::default());
    let shared = Arc::clone(&seen);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || serve(stream.unwrap(), &shared));
        }
    });
    (base, seen)
}

fn serve(stream: TcpStream, seen: &Seen) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let agent = headers.into_iter().find(|line| line.to_lowercase().starts_with("user-agent:"));
    seen.agents.lock().unwrap().extend(agent);
    // Who did not wait for an answer has hung up, though this server does not notice.
    let counted = usize::from(path != "/slow");
    let open = seen.open.fetch_add(counted, Ordering::SeqCst) + counted;
    seen.most_open.fetch_max(open, Ordering::SeqCst);
    let request = format!("{method} {path}");
    seen.asked.lock().unwrap().push(request.clone());
    let answer = match (method.as_str(), path.as_str()) {
        (_, "/slow") => {
            std::thread::sleep(Duration::from_millis(1500));
            "200 OK\r\n"
        }
        ("HEAD", "/no-head") => "405 Method Not Allowed\r\n",
        (_, "/moved") => "301 Moved Permanently\r\nLocation: /fine\r\n",
        (_, "/circle") => "302 Found\r\nLocation: /circle\r\n",
        (_, "/gone") => "404 Not Found\r\n",
        (_, "/removed") => "410 Gone\r\n",
        (_, "/private") => "403 Forbidden\r\n",
        (_, "/busy") => "429 Too Many Requests\r\nRetry-After: 0\r\n",
        (_, "/patience") => "429 Too Many Requests\r\nRetry-After: 3600\r\n",
        (_, "/down") => "503 Service Unavailable\r\n",
        (_, "/stumbles") if seen.times(&request) < 2 => "500 Internal Server Error\r\n",
        _ => "200 OK\r\n",
    };
    // Before the answer: who has it may ask again at once.
    seen.open.fetch_sub(counted, Ordering::SeqCst);
    let mut stream = stream;
    let _ = write!(stream, "HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n");
}

fn manners() -> Manners {
    Manners {
        timeout: Duration::from_millis(700),
        pause: Duration::from_millis(5),
        back_off: Duration::from_millis(10),
        attempts: 3,
        hosts: 4,
    }
}

fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

fn links(urls: &[String]) -> Vec<ExternalLink> {
    let places = vec![At::File("stranice/o-nama.md".to_owned())];
    urls.iter().map(|url| ExternalLink { url: url.clone(), places: places.clone() }).collect()
}

fn asked(root: &Path, urls: &[String], now: Timestamp) -> BTreeMap<String, Answer> {
    let answers = ask(root, &links(urls), now, &manners(), &|_, _| {});
    urls.iter().cloned().zip(answers).collect()
}

#[test]
fn every_outcome_is_told_apart() {
    let (base, seen) = server();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let wanted = [
        ("/fine", Answer::Status(200), Outcome::Fine),
        ("/no-head", Answer::Status(200), Outcome::Fine),
        ("/moved", Answer::Status(200), Outcome::Fine),
        ("/stumbles", Answer::Status(200), Outcome::Fine),
        ("/gone", Answer::Status(404), Outcome::Broken),
        ("/removed", Answer::Status(410), Outcome::Broken),
        ("/private", Answer::Status(403), Outcome::Unsure),
        ("/busy", Answer::Status(429), Outcome::Unsure),
        ("/patience", Answer::Status(429), Outcome::Unsure),
        ("/down", Answer::Status(503), Outcome::Unsure),
        ("/slow", Answer::Timeout, Outcome::Unsure),
        ("/circle", Answer::Circle, Outcome::Unsure),
    ];
    let mut urls: Vec<String> = wanted.iter().map(|(path, ..)| format!("{base}{path}")).collect();
    urls.push(format!("http://{closed}/"));
    urls.push("http://ne postoji/".to_owned());
    let answers = asked(dir.path(), &urls, now());
    for (path, answer, outcome) in wanted {
        assert_eq!(answers[&format!("{base}{path}")], answer, "{path}");
        assert_eq!(judge(answer), outcome, "{path}");
    }
    assert_eq!(answers[&format!("http://{closed}/")], Answer::NoConnection);
    assert_eq!(answers["http://ne postoji/"], Answer::NoAddress);
    assert_eq!(seen.times("GET /fine"), 0, "HEAD is enough where it is answered");
    assert_eq!(seen.times("HEAD /busy"), 3, "asked again after a pause");
    assert_eq!(seen.times("HEAD /patience"), 1, "a host that wants an hour is left alone");
    assert_eq!(seen.times("HEAD /gone"), 1, "what is gone is not asked for again");
    assert_eq!(seen.most_open.load(Ordering::SeqCst), 1, "one question at a time to a host");
    assert!(seen.agents.lock().unwrap().iter().all(|agent| agent.contains("zbor/")), "it says who asks");
}

#[test]
fn answers_are_kept_for_a_term() {
    let (base, seen) = server();
    let dir = tempfile::tempdir().unwrap();
    let urls = ["/fine", "/gone", "/private"].map(|path| format!("{base}{path}"));
    let after = |days: i64| Timestamp::from_second(now().as_second() + days * 86_400 + 60).unwrap();
    let first = asked(dir.path(), &urls, now());
    assert_eq!(asked(dir.path(), &urls, now()), first);
    let counts = || ["/fine", "/gone", "/private"].map(|path| seen.times(&format!("HEAD {path}")));
    assert_eq!(counts(), [1, 1, 2], "only what is not sure is asked again at once");
    asked(dir.path(), &urls, after(1));
    assert_eq!(counts(), [1, 2, 3], "what is broken is asked again after a day");
    asked(dir.path(), &urls, after(8));
    assert_eq!(counts(), [2, 3, 4], "what works is asked again after a week");
    std::fs::write(dir.path().join(".zbor/links.json"), "{ damaged").unwrap();
    assert_eq!(asked(dir.path(), &urls, now()), first);
}

#[test]
fn nothing_of_it_makes_a_run_fail() {
    let (base, _) = server();
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    std::fs::write(root.join("site.yaml"), "naziv: MZ Proba\nadresa_sajta: https://proba.example\n").unwrap();
    std::fs::create_dir(root.join("stranice")).unwrap();
    let text = format!(
        "---\nnaslov: O nama\n---\nVidi [staro]({base}/gone), [zatvoreno]({base}/private), [dobro]({base}/fine).\n"
    );
    std::fs::write(root.join("stranice/o-nama.md"), text).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_zbor"))
        .args(["check", "--external", "--strict", "--lang", "en", "--format", "json"])
        .arg(root)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("L016") && said.contains("/gone"), "{said}");
    assert!(said.contains("L017") && said.contains("/private"), "{said}");
    assert!(!said.contains("/fine"), "{said}");
    assert!(said.contains("\"file\":\"stranice/o-nama.md\",\"line\":4"), "{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(!root.join("dist").exists(), "check writes no output");
}

#[test]
fn broken_is_a_warning_and_unsure_a_hint() {
    let link = &links(&["https://primjer.example/".to_owned()])[0];
    let severity = |answer| tell_external(link, answer).first().map(|finding| finding.severity);
    assert_eq!(severity(Answer::Status(204)), None);
    assert_eq!(severity(Answer::NoHost), Some(Severity::Warning));
    assert_eq!(severity(Answer::Certificate), Some(Severity::Hint));
}
