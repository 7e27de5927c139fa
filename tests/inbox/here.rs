//! An endpoint inside the test, whose clock the test turns.

use crate::endpoint::{Answer, encoded, form_request, forms, request, send};
use crate::volunteer::{Volunteer, add, enter_at};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use zbor::date::Timestamp;
use zbor::feedback::store::Options;
use zbor::feedback::{Clock, Forms, Network, Post, PublicNetwork, Running, Settings, start};
use zbor::http::Stop;

pub const MINUTE: i64 = 60 * 1000;
pub const HOUR: i64 = 60 * MINUTE;

/// An endpoint inside the test.
pub struct Here {
    pub address: SocketAddr,
    clock: Arc<AtomicI64>,
    stop: Stop,
    _running: Running,
    _runtime: tokio::runtime::Runtime,
}

impl Here {
    pub fn start(dir: &Path, smtp: &str, now: &str) -> Here {
        Here::of(dir, Post::new(smtp, "uho@mz.example").unwrap(), Arc::new(PublicNetwork), now)
    }

    pub fn of(dir: &Path, post: Post, network: Arc<dyn Network>, now: &str) -> Here {
        let now: Timestamp = now.parse().unwrap();
        let clock = Arc::new(AtomicI64::new(now.as_millisecond()));
        let options = Options { clock: Clock::Set(Arc::clone(&clock)), ..Options::at(dir.join("data")) };
        let settings = Settings {
            post: Some(Arc::new(post)),
            network,
            notices_every: Duration::from_millis(20),
            ..Settings::new(options, Forms::Given(forms()))
        };
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let stop = Stop::default();
        let running = runtime.block_on(start(settings, stop.clone())).unwrap();
        Here { address: running.address, clock, stop, _running: running, _runtime: runtime }
    }

    pub fn ask(&self, text: &str) {
        let body = encoded(&[("message", text), ("consent", "1")]);
        let headers = "Content-Type: application/x-www-form-urlencoded\r\n";
        let answer = send(self.address, &request("POST", "/f/gornje-polje/ideja", headers, &body)).unwrap();
        assert_eq!(answer.status, 303, "{answer:?}");
    }

    pub fn get(&self, path: &str) -> Answer {
        send(self.address, &request("GET", path, "", "")).unwrap()
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        send(self.address, &form_request(path, "", fields)).unwrap()
    }

    /// Sets the clock.
    pub fn at(&self, now: &str) {
        self.clock.store(now.parse::<Timestamp>().unwrap().as_millisecond(), Ordering::SeqCst);
    }

    pub fn pass(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::SeqCst);
    }

    /// An owner, logged in, with settings.
    pub fn owner(&self, dir: &Path, settings: &[(&str, &str)]) -> Volunteer {
        let password = add(dir, "gornje-polje", "ana@mz.example", "owner");
        let ana = enter_at(self.address, "ana@mz.example", &password);
        assert_eq!(ana.post("/a/gornje-polje/settings", settings).status, 200);
        ana
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        self.stop.now();
    }
}
