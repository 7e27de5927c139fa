//! What is promised, and what happens when it was not kept; and invitations that are answered twice.

use crate::endpoint::{Answer, folder, request, send};
use crate::here::{HOUR, Here};
use crate::mail::server;
use crate::volunteer::{reference, token, words};
use serde_json::Value;
use std::sync::Arc;

const PROMISE: &str = "Odgovaramo u roku od 5 dana.";
const LATE: &str = "Kasnimo s odgovorima, pa sada ne obećavamo rok.";
const QUESTION: &str = "/f/gornje-polje/pitanje";

fn content(here: &Here, token: &str) -> Value {
    let headers = format!("Authorization: Bearer {token}\r\n");
    let answer = send(here.address, &request("GET", "/x/v1/gornje-polje/content", &headers, "")).unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    serde_json::from_str(&answer.body).unwrap()
}

fn ask(here: &Here, text: &str) -> Answer {
    here.post(QUESTION, &[("message", text), ("consent", "1")])
}

/// Whether the telephone stands before the questions of a form.
fn calls_first(page: &Answer) -> bool {
    let (phone, form) = (page.body.find("tel:032000111").unwrap(), page.body.find("<form").unwrap());
    phone < form
}

#[test]
fn after_a_missed_promise_nothing_is_promised_until_it_is_answered() {
    let dir = folder();
    let (smtp, _mails) = server(&Arc::default());
    let here = Here::start(dir.path(), &smtp, "2026-11-24T10:00:00Z");
    let ana = here.owner(dir.path(), &[]);
    let token = token(dir.path(), "gornje-polje");
    let first = ask(&here, "Prvo");
    assert!(words(&here.get(first.location())).contains("29. novembra 2026."), "the day is told");
    // 23:30 in Sarajevo on the last day.
    here.at("2026-11-29T22:30:00Z");
    let form = here.get(QUESTION);
    assert!(words(&form).contains(PROMISE) && !calls_first(&form), "{form:?}");
    assert!(content(&here, &token).get("late").is_none());
    // 00:30 there, while it is the same day in Greenwich.
    here.at("2026-11-29T23:30:00Z");
    let form = here.get(QUESTION);
    assert!(!words(&form).contains(PROMISE) && words(&form).contains(LATE) && calls_first(&form), "{form:?}");
    assert_eq!(content(&here, &token)["late"], 1);
    let again = here.post(QUESTION, &[("message", "")]);
    assert_eq!(again.status, 422);
    assert!(words(&again).contains(LATE) && calls_first(&again), "{again:?}");
    let second = ask(&here, "Drugo");
    let receipt = words(&here.get(second.location()));
    assert!(receipt.contains(LATE) && !receipt.contains("decembra"), "no day is promised: {receipt}");
    assert!(words(&ana.get("/a/gornje-polje")).contains("sajt ne obećava rok"));
    here.pass(150 * HOUR);
    assert_eq!(content(&here, &token)["late"], 1, "what nothing was promised to is not late");
    let item = format!("/a/gornje-polje/m/{}", reference(&first));
    assert_eq!(ana.post(&item, &[("act", "answer"), ("text", "Evo.")]).location(), item);
    let form = here.get(QUESTION);
    assert!(words(&form).contains(PROMISE) && !calls_first(&form), "{form:?}");
    assert!(content(&here, &token).get("late").is_none());
    // What was answered and is opened again waits, but its promise was not missed then.
    let token_of = first.location().rsplit('/').next().unwrap();
    let reopen = format!("/s/gornje-polje/{}/reopen", reference(&first));
    assert_eq!(here.post(&reopen, &[("token", token_of), ("text", "Nije tako.")]).status, 303);
    assert!(content(&here, &token).get("late").is_none());
}

#[test]
fn in_time_is_until_midnight_where_the_site_is() {
    let dir = folder();
    let (smtp, _mails) = server(&Arc::default());
    let here = Here::start(dir.path(), &smtp, "2026-11-24T10:00:00Z");
    let ana = here.owner(dir.path(), &[]);
    let token = token(dir.path(), "gornje-polje");
    let answer = |posted: &Answer| {
        let item = format!("/a/gornje-polje/m/{}", reference(posted));
        assert_eq!(ana.post(&item, &[("act", "answer"), ("text", "Evo.")]).status, 303);
    };
    let (one, two) = (ask(&here, "Prvo"), ask(&here, "Drugo"));
    here.at("2026-11-29T22:59:00Z");
    answer(&one);
    here.at("2026-11-29T23:01:00Z");
    answer(&two);
    let statistics = content(&here, &token)["statistics"].clone();
    assert_eq!((&statistics["answered"], &statistics["in_time"]), (&2.into(), &1.into()), "{statistics}");
    // In summer midnight is at 22:00 UTC.
    here.at("2026-07-01T10:00:00Z");
    let (three, four) = (ask(&here, "Treće"), ask(&here, "Četvrto"));
    here.at("2026-07-06T21:59:00Z");
    answer(&three);
    here.at("2026-07-06T22:01:00Z");
    answer(&four);
    here.at("2026-12-01T10:00:00Z");
    let statistics = content(&here, &token)["statistics"].clone();
    assert_eq!((&statistics["answered"], &statistics["in_time"]), (&4.into(), &2.into()), "{statistics}");
}

#[test]
fn a_second_answer_to_an_invitation_takes_the_place_of_the_first() {
    let dir = folder();
    let (smtp, _mails) = server(&Arc::default());
    let here = Here::start(dir.path(), &smtp, "2026-11-24T10:00:00Z");
    let ana = here.owner(dir.path(), &[]);
    let come = |name: &str, people: &str, phone: &str, about: &str| {
        let fields = [("name", name), ("people", people), ("phone", phone), ("about", about), ("consent", "1")];
        here.post("/f/gornje-polje/dolazak", &fields)
    };
    let fair = "https://mz.test/gornje-polje/dogadjaji/sajam/";
    let first = come("Fata Fatić", "2", "061 111 222", fair);
    let receipt = |posted: &Answer| words(&here.get(posted.location()));
    assert!(receipt(&first).contains("Koliko vas dolazi? 2"), "{}", receipt(&first));
    let second = come("fata  FATIC", "5", "+387 61/111-222", fair);
    assert_eq!(second.location(), first.location(), "the same reference");
    let seen = receipt(&first);
    assert!(seen.contains("Koliko vas dolazi? 5") && !seen.contains("dolazi? 2"), "{seen}");
    let back = come("Fata Fatić", "2", "061 111 222", fair);
    assert_eq!(back.location(), first.location());
    assert!(receipt(&first).contains("Koliko vas dolazi? 2"), "to say again what was said first is no retry");
    let others = [
        come("Mujo Fatić", "1", "061 111 222", fair),
        come("Fata Fatić", "1", "061 111 223", fair),
        come("Fata Fatić", "1", "061 111 222", "https://mz.test/gornje-polje/dogadjaji/zbor/"),
        come("Fata Fatić", "3", "", fair),
        come("Fata Fatić", "4", "", fair),
    ];
    let mut all: Vec<&str> = others.iter().chain([&first]).map(Answer::location).collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 6, "others, and those of whom nobody can tell");
    assert!(words(&ana.get("/a/gornje-polje")).contains("6 čeka odgovor"));
    // What was erased is not found again by whoever answers.
    let token_of = first.location().rsplit('/').next().unwrap();
    let erase = format!("/s/gornje-polje/{}/erase", reference(&first));
    assert_eq!(here.post(&erase, &[("token", token_of)]).status, 303);
    assert_ne!(come("Fata Fatić", "2", "061 111 222", fair).location(), first.location());
}
