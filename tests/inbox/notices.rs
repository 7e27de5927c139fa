//! Notices over time.

use crate::endpoint::folder;
use crate::here::{HOUR, Here, MINUTE};
use crate::mail::{Mail, PATIENCE, server};
use crate::volunteer::words;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

fn next(mails: &Receiver<Mail>) -> Mail {
    mails.recv_timeout(PATIENCE).unwrap()
}

/// Nothing comes, while the one who tells looks many times.
fn nothing(mails: &Receiver<Mail>) {
    assert!(mails.recv_timeout(Duration::from_millis(400)).is_err());
}

#[test]
fn a_mail_that_was_refused_comes_again_under_the_same_name_to_whom_it_lacks() {
    let dir = folder();
    let refusals = Arc::new(AtomicUsize::new(1));
    let (smtp, mails) = server(&refusals);
    let here = Here::start(dir.path(), &smtp, "2026-11-24T10:00:00Z");
    here.owner(dir.path(), &[("mail", "a@mz.example\nb@mz.example")]);
    here.ask("Prvo");
    let (first, second) = (next(&mails), next(&mails));
    assert_eq!((&first.to[0], &second.to[0]), (&"a@mz.example".to_owned(), &"b@mz.example".to_owned()));
    nothing(&mails);
    here.pass(MINUTE + 1);
    let again = next(&mails);
    assert_eq!(again.to, first.to);
    assert_eq!(again.header("message-id"), first.header("message-id"));
    assert_ne!(again.header("message-id"), second.header("message-id"));
    // Those who have it are not told twice, even when something new comes meanwhile.
    here.ask("Drugo");
    let mut to: Vec<String> = [next(&mails), next(&mails)].into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    assert_eq!(to, ["a@mz.example", "b@mz.example"]);
    here.pass(HOUR);
    nothing(&mails);
}

#[test]
fn many_messages_are_one_mail_and_nights_are_quiet() {
    let dir = folder();
    let (smtp, mails) = server(&Arc::default());
    let here = Here::start(dir.path(), &smtp, "2026-11-24T10:00:00Z");
    let settings = [("mail", "a@mz.example"), ("digest", "15"), ("quiet_from", "22"), ("quiet_to", "7")];
    here.owner(dir.path(), &settings);
    for text in ["Prvo", "Drugo", "Treće"] {
        here.ask(text);
    }
    nothing(&mails);
    here.pass(15 * MINUTE);
    let mail = next(&mails);
    assert_eq!(mail.body().matches("nova poruka").count(), 3, "{}", mail.body());
    nothing(&mails);
    // 22:00 in Sarajevo is 21:00 UTC.
    here.pass(11 * HOUR);
    here.ask("Noćno");
    here.pass(HOUR);
    nothing(&mails);
    here.pass(9 * HOUR);
    assert_eq!(next(&mails).body().matches("nova poruka").count(), 1);
}

#[test]
fn what_cannot_be_sent_for_two_days_is_shown_and_can_be_tried_again() {
    let dir = folder();
    let refusals = Arc::new(AtomicUsize::new(usize::MAX));
    let (smtp, mails) = server(&refusals);
    let here = Here::start(dir.path(), &smtp, "2026-11-24T10:00:00Z");
    let ana = here.owner(dir.path(), &[("mail", "a@mz.example")]);
    here.ask("Prvo");
    let mut attempts = vec![next(&mails).header("message-id")];
    for _ in 0..12 {
        here.pass(5 * HOUR);
        if let Ok(mail) = mails.recv_timeout(Duration::from_millis(1500)) {
            attempts.push(mail.header("message-id"));
        }
    }
    assert!(attempts.len() > 5 && attempts.iter().all(|id| *id == attempts[0]), "{attempts:?}");
    here.pass(200 * HOUR);
    nothing(&mails);
    let page = words(&ana.get("/a/gornje-polje"));
    assert!(page.contains("Obavještenja koja nisu poslana: 1"), "{page}");
    let settings = words(&ana.get("/a/gornje-polje/settings"));
    assert!(settings.contains("mail:a@mz.example"), "why: {settings}");
    refusals.store(0, Ordering::SeqCst);
    assert_eq!(ana.post("/a/gornje-polje/dead", &[]).status, 303);
    assert_eq!(next(&mails).header("message-id"), attempts[0]);
    assert!(!words(&ana.get("/a/gornje-polje")).contains("nisu poslana"));
}

#[test]
fn a_webhook_to_this_computer_is_never_dialled_and_disturbs_nobody() {
    let dir = folder();
    let (smtp, mails) = server(&Arc::default());
    let here = Here::start(dir.path(), &smtp, "2026-11-24T10:00:00Z");
    let hook = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    hook.set_nonblocking(true).unwrap();
    let url = format!("https://{}/", hook.local_addr().unwrap());
    here.owner(dir.path(), &[("mail", "a@mz.example"), ("webhook", &url)]);
    here.ask("Prvo");
    next(&mails);
    here.pass(MINUTE + 1);
    // The mail was sent, so only the hook is tried again.
    nothing(&mails);
    assert!(hook.accept().is_err(), "somebody knocked");
}
