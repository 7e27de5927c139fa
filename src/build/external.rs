//! Asking other sites whether the pages that texts link to are still there: politely, and seldom.
//!
//! One question at a time to a host, several hosts at once. `HEAD` first, `GET` where that is not understood. What does
//! not answer is asked again, later and later. Answers are kept in `.zbor/links.json` for a term.

use crate::check::{Answer, ExternalLink, Outcome, judge};
use crate::date::Timestamp;
use crate::output::replace;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use ureq::Agent;
use ureq::http::header::{LOCATION, RETRY_AFTER};

/// How to ask.
#[derive(Clone, Debug)]
pub struct Manners {
    /// How long to wait for an answer.
    pub timeout: Duration,
    /// Between two questions to one host.
    pub pause: Duration,
    /// Before the second attempt; each later one waits twice as long.
    pub back_off: Duration,
    /// So many attempts, the first among them.
    pub attempts: u32,
    /// So many hosts at once.
    pub hosts: usize,
}

impl Default for Manners {
    fn default() -> Manners {
        Manners {
            timeout: Duration::from_secs(15),
            pause: Duration::from_millis(500),
            back_off: Duration::from_secs(2),
            attempts: 3,
            hosts: 8,
        }
    }
}

/// A host that asks for more patience than this is left for another day.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// What one link may lead on to before it leads in a circle.
const REDIRECTS: u32 = 8;
/// Seconds in a day.
const DAY: i64 = 86_400;

/// Answers that were given earlier.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    format: u32,
    answers: BTreeMap<String, Kept>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Kept {
    answer: Answer,
    /// When it was given, in seconds since 1970.
    at: i64,
}

/// Changed with every change of what is stored.
const FORMAT: u32 = 1;

impl Kept {
    /// What works is asked again after a week, what is broken after a day, what is not sure each time.
    fn holds(self, now: i64) -> bool {
        let term = match judge(self.answer) {
            Outcome::Fine => 7 * DAY,
            Outcome::Broken => DAY,
            Outcome::Unsure => 0,
        };
        (0..term).contains(&(now - self.at))
    }
}

/// The answers to all links, by their order. `told` hears how many hosts are done, and of how many. An answer that
/// cannot be kept is asked for again next time.
pub fn ask(
    root: &Path,
    links: &[ExternalLink],
    now: Timestamp,
    manners: &Manners,
    told: &super::Progress,
) -> Vec<Answer> {
    let (path, now) = (root.join(".zbor").join("links.json"), now.as_second());
    let mut known = read(&path);
    known.answers.retain(|_, kept| kept.holds(now));
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in links.iter().filter(|link| !known.answers.contains_key(&link.url)) {
        hosts.entry(host(&link.url)).or_default().push(&link.url);
    }
    let mut fresh = ask_hosts(hosts, manners, told);
    if !fresh.is_empty() && fresh.values().all(|answer| *answer == Answer::NoHost) && fresh.len() > 1 {
        // Not one name is known: it is this computer that is without a connection.
        fresh.values_mut().for_each(|answer| *answer = Answer::NoConnection);
    }
    known.answers.extend(fresh.into_iter().map(|(url, answer)| (url, Kept { answer, at: now })));
    known.format = FORMAT;
    keep(&path, &known);
    let answer = |link: &ExternalLink| known.answers.get(&link.url).map_or(Answer::NoAddress, |kept| kept.answer);
    links.iter().map(answer).collect()
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Several hosts at once, each by itself in order.
fn ask_hosts(hosts: BTreeMap<&str, Vec<&str>>, manners: &Manners, told: &super::Progress) -> BTreeMap<String, Answer> {
    let all = hosts.len();
    let waiting = Mutex::new(hosts.into_values());
    let answers = Mutex::new((0, BTreeMap::new()));
    let agent = agent(manners);
    std::thread::scope(|scope| {
        for _ in 0..manners.hosts.min(all) {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(urls) = next else { break };
                    let given = ask_host(&agent, &urls, manners);
                    let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                    answers.0 += 1;
                    answers.1.extend(given);
                    told(answers.0, all);
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner).1
}

fn agent(manners: &Manners) -> Agent {
    let agent = concat!("zbor/", env!("CARGO_PKG_VERSION"), " (checks links of a community site)");
    Agent::config_builder()
        .user_agent(agent)
        .http_status_as_error(false)
        .max_redirects(REDIRECTS)
        .timeout_global(Some(manners.timeout))
        .build()
        .new_agent()
}

fn ask_host(agent: &Agent, urls: &[&str], manners: &Manners) -> Vec<(String, Answer)> {
    let mut answers = Vec::new();
    for (at, url) in urls.iter().enumerate() {
        if at > 0 {
            std::thread::sleep(manners.pause);
        }
        answers.push(((*url).to_owned(), ask_often(agent, url, manners)));
    }
    answers
}

/// Asks until the answer is worth keeping, or patience is at its end.
fn ask_often(agent: &Agent, url: &str, manners: &Manners) -> Answer {
    let mut wait = manners.back_off;
    let mut attempt = 1;
    loop {
        let (answer, after) = ask_once(agent, url);
        let passing = match answer {
            Answer::Status(code) => code == 429 || code >= 500,
            Answer::Timeout | Answer::NoConnection => true,
            Answer::NoHost | Answer::Circle | Answer::Certificate | Answer::NoAddress => false,
        };
        let pause = after.unwrap_or(wait);
        if !passing || attempt >= manners.attempts || pause > LONGEST_WAIT {
            return answer;
        }
        std::thread::sleep(pause);
        wait *= 2;
        attempt += 1;
    }
}

/// `HEAD`; `GET` where the host does not like it. With how long it asks to wait.
fn ask_once(agent: &Agent, url: &str) -> (Answer, Option<Duration>) {
    let head = answer(agent.head(url).call());
    match head.0 {
        Answer::Status(200..=399 | 429) | Answer::NoHost | Answer::NoAddress | Answer::Circle | Answer::Certificate => {
            head
        }
        // What breaks on `HEAD` may well serve people: only `GET` is what they do.
        Answer::Status(_) | Answer::NoConnection => answer(agent.get(url).call()),
        Answer::Timeout => head,
    }
}

fn answer(outcome: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> (Answer, Option<Duration>) {
    match outcome {
        Ok(response) => {
            let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
            let status = response.status().as_u16();
            let unfollowed = (300..400).contains(&status) && response.headers().contains_key(LOCATION);
            (if unfollowed { Answer::Circle } else { Answer::Status(status) }, after.map(Duration::from_secs))
        }
        Err(error) => (failure(&error), None),
    }
}

fn failure(error: &ureq::Error) -> Answer {
    use std::io::ErrorKind;
    match error {
        ureq::Error::StatusCode(code) => Answer::Status(*code),
        ureq::Error::Timeout(_) => Answer::Timeout,
        ureq::Error::HostNotFound => Answer::NoHost,
        ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => Answer::Circle,
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Answer::NoAddress,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => Answer::Certificate,
        ureq::Error::Io(error) if error.kind() == ErrorKind::InvalidData => Answer::Certificate,
        ureq::Error::Io(error) if error.kind() == ErrorKind::TimedOut => Answer::Timeout,
        ureq::Error::Io(error) if is_unknown_name(error) => Answer::NoHost,
        _ => Answer::NoConnection,
    }
}

/// Resolvers have no error kind of their own in the standard library. A resolver that does not answer (no
/// connection) says something else than one that knows that there is no such name.
fn is_unknown_name(error: &std::io::Error) -> bool {
    const SAID: [&str; 4] =
        ["Name or service not known", "nodename nor servname", "No address associated", "Name does not resolve"];
    let said = error.to_string();
    error.raw_os_error() == Some(WSAHOST_NOT_FOUND) || SAID.iter().any(|known| said.contains(known))
}

/// What Windows says of a name that nobody has.
const WSAHOST_NOT_FOUND: i32 = 11001;

fn read(path: &Path) -> Known {
    let known = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Known>(&bytes).ok());
    known.filter(|known| known.format == FORMAT).unwrap_or_default()
}

/// Answers that cannot be kept only make the next check longer.
fn keep(path: &Path, known: &Known) {
    let _ = serde_json::to_vec_pretty(known).map_err(Into::into).and_then(|bytes| replace(path, &bytes));
}
