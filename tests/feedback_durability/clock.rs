//! A clock that jumps by 26 hours and over both ends of summer time, beneath a server that answers meanwhile.

use super::endpoint::{Answer, encoded, folder, forms, poll, request, send};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use zbor::date::Timestamp;
use zbor::feedback::store::Options;
use zbor::feedback::{Clock, Forms, Running, Settings, start};
use zbor::form::FormEntry;
use zbor::http::Stop;

/// An endpoint inside the test, whose clock the test turns.
struct Here {
    address: SocketAddr,
    clock: Arc<AtomicI64>,
    stop: Stop,
    running: Option<Running>,
    runtime: tokio::runtime::Runtime,
}

impl Here {
    fn start(dir: &Path, now: &str) -> Here {
        let clock = Arc::new(AtomicI64::new(millis(now)));
        let options = Options { clock: Clock::Set(Arc::clone(&clock)), ..Options::at(dir.join("data")) };
        let mut forms = forms();
        let closes = Some("2026-05-12T20:00:00Z".to_owned());
        forms.sites[0].forms.push(FormEntry { closes, ..FormEntry::new(poll("zatvara"), None) });
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let stop = Stop::default();
        let settings = Settings::new(options, Forms::Given(forms));
        let running = runtime.block_on(start(settings, stop.clone())).unwrap();
        Here { address: running.address, clock, stop, running: Some(running), runtime }
    }

    fn at(&self, now: &str) {
        self.clock.store(millis(now), Ordering::SeqCst);
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = "Content-Type: application/x-www-form-urlencoded\r\n";
        send(self.address, &request("POST", path, headers, &encoded(fields))).unwrap()
    }

    fn idea(&self, text: &str) -> String {
        let fields = [("message", text), ("consent", "1"), ("_key", &format!("kljuc-jedne-poruke-{text}"))];
        self.post("/f/gornje-polje/ideja", &fields).location().to_owned()
    }

    fn get(&self, path: &str) -> Answer {
        send(self.address, &request("GET", path, "", "")).unwrap()
    }

    fn end(mut self) {
        self.stop.now();
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.ended());
        }
    }
}

fn millis(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_millisecond()
}

/// Texts and promised days in the order in which they were committed.
fn promised(dir: &Path) -> Vec<(String, String)> {
    let db = rusqlite::Connection::open(dir.join("data/sites/gornje-polje.db")).unwrap();
    let mut query = db.prepare("SELECT answers ->> '$[0][1].text', promised_on FROM item ORDER BY id").unwrap();
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_was_promised_stays_promised_and_a_retry_is_known_whatever_the_clock_says() {
    let dir = folder();
    let here = Here::start(dir.path(), "2026-05-12T12:00:00Z");
    let receipt = here.idea("prva");
    let page = here.get(&receipt).body;
    for moment in ["2026-05-13T14:00:00Z", "2026-05-11T10:00:00Z", "2026-05-12T12:00:00Z"] {
        here.at(moment);
        assert_eq!(here.get(&receipt).body, page, "{moment}");
        assert_eq!(here.idea("prva"), receipt, "the same again, {moment}");
        here.idea(moment);
    }
    here.end();
    let found = promised(dir.path());
    let days: Vec<&str> = found.iter().map(|(_, day)| day.as_str()).collect();
    assert_eq!(days, ["2026-05-17", "2026-05-18", "2026-05-16", "2026-05-17"], "in the order of commits: {found:?}");
    // The next start sees a clock that went back.
    let here = Here::start(dir.path(), "2026-05-10T00:00:00Z");
    assert_eq!(here.idea("prva"), receipt);
    here.idea("poslije");
    here.end();
    assert_eq!(promised(dir.path()).len(), 5);
}

#[test]
fn days_are_those_of_the_site_at_both_ends_of_summer_time() {
    // Sarajevo: UTC+1, from 2026-03-29 01:00 UTC +2, from 2026-10-25 01:00 UTC +1. Each season has a folder of its own:
    // nothing is promised while messages of spring wait.
    let days = |moments: &[(&str, &str)]| -> Vec<String> {
        let dir = folder();
        let here = Here::start(dir.path(), moments[0].0);
        for (moment, text) in moments {
            here.at(moment);
            here.idea(text);
        }
        here.end();
        promised(dir.path()).into_iter().map(|(_, day)| day).collect()
    };
    let spring = days(&[
        ("2026-03-28T22:59:59Z", "dan prije"),
        ("2026-03-28T23:00:00Z", "dan kraći za sat"),
        ("2026-03-29T01:00:00Z", "po ljetnom"),
        ("2026-03-29T21:59:59Z", "kraj dana"),
    ]);
    assert_eq!(spring, ["2026-04-02", "2026-04-03", "2026-04-03", "2026-04-03"]);
    let autumn = days(&[
        ("2026-10-24T22:00:00Z", "dan duži za sat"),
        ("2026-10-25T00:59:59Z", "po ljetnom opet"),
        ("2026-10-25T01:00:00Z", "isti sat drugi put"),
        ("2026-10-25T22:59:59Z", "kraj dužeg dana"),
    ]);
    assert_eq!(autumn, ["2026-10-30"; 4]);
}

#[test]
fn a_poll_ends_by_the_clock_of_the_server_and_what_was_counted_stays() {
    let dir = folder();
    let here = Here::start(dir.path(), "2026-05-12T19:59:59Z");
    let field = poll("zatvara").fields.into_iter().next().unwrap().name;
    let vote = |agent: &str| {
        let headers = format!("Content-Type: application/x-www-form-urlencoded\r\nUser-Agent: {agent}\r\n");
        let body = encoded(&[(field.as_str(), "1")]);
        send(here.address, &request("POST", "/f/gornje-polje/zatvara", &headers, &body)).unwrap().status
    };
    assert_eq!(vote("a"), 303);
    here.at("2026-05-12T20:00:00Z");
    assert_eq!(vote("b"), 410, "to the second");
    here.at("2026-05-13T22:00:00Z");
    assert_eq!(vote("b"), 410);
    here.at("2026-05-11T17:59:59Z");
    assert_eq!(vote("c"), 303, "the server's clock is the only one there is");
    here.end();
    let db = rusqlite::Connection::open(dir.path().join("data/sites/gornje-polje.db")).unwrap();
    assert_eq!(db.query_row("SELECT count(*) FROM ballot", [], |row| row.get::<_, i64>(0)).unwrap(), 2);
}
