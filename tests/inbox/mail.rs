//! Notices by mail, to a server that speaks SMTP on a real socket.

use crate::endpoint::{Endpoint, command, folder};
use crate::volunteer::{OURS, Volunteer, add, cookie, enter, reference};
use base64::Engine;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// What a mail server got: for whom, and the message.
#[derive(Debug)]
pub struct Mail {
    pub to: Vec<String>,
    pub text: String,
}

impl Mail {
    pub fn header(&self, name: &str) -> String {
        let head = self.text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        let line = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase())));
        line.unwrap_or_default().split_once(": ").map(|(_, value)| value.to_owned()).unwrap_or_default()
    }

    /// The body, as it reads.
    pub fn body(&self) -> String {
        let body = self.text.split_once("\r\n\r\n").unwrap().1.replace("=\r\n", "");
        if self.header("content-transfer-encoding") == "base64" {
            let whole: String = body.split_whitespace().collect();
            return String::from_utf8(base64::engine::general_purpose::STANDARD.decode(whole).unwrap()).unwrap();
        }
        let mut bytes = Vec::new();
        let mut rest = body.as_bytes();
        while let [first, tail @ ..] = rest {
            match tail {
                [a, b, after @ ..]
                    if *first == b'=' && self.header("content-transfer-encoding") == "quoted-printable" =>
                {
                    bytes.push(u8::from_str_radix(std::str::from_utf8(&[*a, *b]).unwrap(), 16).unwrap());
                    rest = after;
                }
                _ => {
                    bytes.push(*first);
                    rest = tail;
                }
            }
        }
        String::from_utf8(bytes).unwrap()
    }
}

/// A mail server. It refuses as many messages as `refusals` says, each after it has it.
pub fn server(refusals: &Arc<AtomicUsize>) -> (String, Receiver<Mail>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    let refusals = Arc::clone(refusals);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (sender, refusals) = (sender.clone(), Arc::clone(&refusals));
            std::thread::spawn(move || serve(&stream.unwrap(), &sender, &refusals));
        }
    });
    (url, receiver)
}

fn serve(stream: &TcpStream, sender: &Sender<Mail>, refusals: &AtomicUsize) {
    let say = |text: &str| drop((&*stream).write_all(format!("{text}\r\n").as_bytes()));
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    say("220 posta.test");
    let mut to = Vec::new();
    while let Some(line) = lines.next() {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        match word.as_str() {
            "EHLO" => say("250 posta.test"),
            "RCPT" => {
                to.push(line.split(['<', '>']).nth(1).unwrap().to_owned());
                say("250 ok");
            }
            "DATA" => {
                say("354 go on");
                let text: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                let mail = Mail { to: std::mem::take(&mut to), text: text.join("\r\n") };
                sender.send(mail).unwrap();
                let left = refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
                say(if left.is_ok() { "451 later" } else { "250 ok" });
            }
            "QUIT" => {
                say("221 bye");
                return;
            }
            _ => say("250 ok"),
        }
    }
}

fn start(dir: &std::path::Path, smtp: &str) -> Endpoint {
    let mut command = command(dir, &["--mail-from", "uho@mz.example", "--public-url", "https://poruke.test"]);
    command.env("ZBOR_FEEDBACK_SMTP", smtp);
    Endpoint::spawned(command)
}

pub const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn volunteers_and_residents_are_told_and_no_name_travels() {
    let dir = folder();
    let (smtp, mails) = server(&Arc::default());
    let endpoint = start(dir.path(), &smtp);
    let password = add(dir.path(), "gornje-polje", "ana@mz.example", "owner");
    let ana = enter(&endpoint, "ana@mz.example", &password);
    let settings =
        [("mail", "ana@mz.example\r\nnije adresa\r\na@b.example\r\n"), ("templates", "Hvala!\r\n\r\nRadimo.")];
    assert_eq!(ana.post("/a/gornje-polje/settings", &settings).status, 200);
    let fields = [
        ("message", "Tajni tekst\r\nBcc: x@evil.example"),
        ("name", "Fata\r\nBcc: y@evil.example"),
        ("email", "fata@dom.example"),
        ("consent", "1"),
        ("_lang", "en"),
    ];
    let number = reference(&endpoint.post("/f/gornje-polje/pitanje", &fields));
    let told: Vec<Mail> = (0..2).map(|_| mails.recv_timeout(PATIENCE).unwrap()).collect();
    let mut to: Vec<&String> = told.iter().flat_map(|mail| &mail.to).collect();
    to.sort();
    assert_eq!(to, ["a@b.example", "ana@mz.example"]);
    for mail in &told {
        assert!(mail.body().contains(&format!("https://poruke.test/a/gornje-polje/m/{number}")), "{mail:?}");
        for secret in ["Tajni", "Fata", "fata@", "evil"] {
            assert!(!mail.text.contains(secret) && !mail.body().contains(secret), "{secret}: {mail:?}");
        }
        assert_eq!(mail.header("auto-submitted"), "auto-generated");
        assert!(mail.header("message-id").ends_with("@mz.example>"), "{mail:?}");
        assert!(!mail.header("date").is_empty() && mail.header("from").contains("uho@mz.example"), "{mail:?}");
    }
    let item = format!("/a/gornje-polje/m/{number}");
    assert!(ana.get(&item).body.contains("Radimo."), "ready answers");
    assert_eq!(ana.post(&item, &[("act", "answer"), ("text", "Tajni odgovor")]).status, 303);
    let answer = mails.recv_timeout(PATIENCE).unwrap();
    assert_eq!(answer.to, ["fata@dom.example"]);
    assert!(answer.body().contains(&format!("https://poruke.test/s/gornje-polje/{number}")), "{answer:?}");
    assert!(!answer.body().contains("Tajni"), "{answer:?}");
    let (told, asked) = (told[0].body(), answer.body());
    assert!(told.contains("nova poruka"), "in the language of the site: {told}");
    assert!(asked.contains("Your message"), "in that of the form: {asked}");
}

#[test]
fn a_link_logs_in_once_and_only_by_its_button() {
    let dir = folder();
    let (smtp, mails) = server(&Arc::default());
    let endpoint = start(dir.path(), &smtp);
    add(dir.path(), "gornje-polje", "ana@mz.example", "reader");
    let ask = |email: &str| endpoint.post_with("/a/-/link", OURS, &[("email", email)]);
    let (known, unknown) = (ask("ana@mz.example"), ask("niko@mz.example"));
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body), "nobody learns who is a volunteer");
    let mail = mails.recv_timeout(PATIENCE).unwrap();
    assert_eq!(mail.to, ["ana@mz.example"]);
    let body = mail.body();
    assert!(body.contains("https://poruke.test"), "{mail:?}");
    let path = body.split("https://poruke.test").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    for _ in 0..3 {
        assert_eq!(endpoint.get(&path).status, 200, "scanners look");
    }
    assert_eq!(endpoint.post_with(&path, "Sec-Fetch-Site: cross-site\r\n", &[]).status, 403);
    let entered = endpoint.post_with(&path, OURS, &[]);
    let ana = Volunteer { address: endpoint.address, cookie: cookie(&entered) };
    assert_eq!(ana.get("/a/gornje-polje").status, 200);
    assert_eq!(endpoint.post_with(&path, OURS, &[]).status, 410, "once");
    assert_eq!(endpoint.post_with(&format!("/a/-/link/{}", "0".repeat(64)), OURS, &[]).status, 410);
    assert!(mails.try_recv().is_err(), "the stranger got nothing");
}
