//! Forms of the preview: the whole way of a message, in one process, and nothing of it left behind.

use super::client::{Answer, Server};
use std::time::Duration;

/// A preview whose second site receives messages.
fn server(options: &[&str]) -> Server {
    let server = Server::with(options);
    let mut page = server.listen();
    server.write(
        "sites/polje/site.yaml",
        "naziv: MZ Polje\nuho:\n  adresa: https://uho.primjer.example\nkontakt:\n  telefon: 037 000 110\n",
    );
    page.until("changed");
    server
}

fn ask(server: &Server, message: &str) -> Answer {
    server.post("/_zbor/f/polje/pitanje", &[("message", message), ("consent", "1")])
}

/// The address of a message in the inbox, from where its receipt is.
fn item(receipt: &str) -> String {
    let reference = receipt.rsplit('/').next().unwrap().split('.').nth(1).unwrap();
    format!("/_zbor/a/polje/m/{reference}")
}

#[test]
fn a_message_goes_its_whole_way() {
    let mut server = server(&[]);
    let form = server.get("/polje/pisite-nam/pitanje/");
    assert!(form.text().contains("/_zbor/f/polje/pitanje"), "{}", form.text());
    assert!(!form.text().contains("uho.primjer.example"), "nothing goes to the real endpoint");
    assert!(server.temporary().is_empty(), "nobody has used a form yet");

    let wrong = server.post("/_zbor/f/polje/pitanje", &[("message", "Kad radi česma?")]);
    assert!(wrong.status == 422 && wrong.text().contains("Kad radi česma?"), "{}", wrong.head);
    let posted = ask(&server, "Kad radi česma?");
    assert_eq!(posted.status, 303, "{}", posted.text());
    let receipt = posted.header("location").unwrap().to_owned();
    assert!(receipt.starts_with("/_zbor/r/"), "{receipt}");
    let shown = server.get(&receipt).text();
    assert!(shown.contains("Kad radi česma?") && shown.contains("MZ Polje – proba"), "{shown}");
    assert!(shown.contains("href=\"/polje/\""), "back to the previewed site: {shown}");
    assert!(server.get("/_zbor/s/polje").text().contains("action"), "statuses can be asked for");

    let inbox = server.get("/_zbor/a/polje/list");
    assert!(inbox.status == 200 && inbox.text().contains("Kad radi česma?"), "{}", inbox.text());
    let mut page = server.listen();
    let fields = [("act", "publish"), ("question", "Kad radi česma?"), ("answer", "Od petka.")];
    let answered = server.post(&item(&receipt), &fields);
    assert_eq!(answered.status, 303, "{}", answered.text());
    assert_eq!(page.until("changed"), "pages");
    let questions = server.get("/polje/pitanja/").text();
    assert!(questions.contains("Od petka."), "the reply is on the site: {questions}");
    assert!(!server.get("/gornje-selo/").text().contains("Od petka."));
    assert!(server.get(&receipt).text().contains("Od petka."), "and whoever asked sees it");
    assert!(!server.root().join("sites/polje/odgovori.yaml").exists(), "no file says it");

    assert_eq!(server.temporary().len(), 1);
    server.end();
    assert!(server.temporary().is_empty(), "it is gone: {:?}", server.temporary());
}

#[test]
fn answers_of_the_site_stay_beside_those_on_trial() {
    let server = server(&[]);
    let kept = "version: 1\nquestions:\n- reference: 7K4Q-29XH-C\n  question: Ko čisti put?\n  reply: Općina.\n  asked: 2026-11-01\n  answered: 2026-11-02\n";
    let mut page = server.listen();
    server.write("sites/polje/odgovori.yaml", kept);
    page.until("changed");
    let receipt = ask(&server, "Kad?").header("location").unwrap().to_owned();
    server.post(&item(&receipt), &[("act", "publish"), ("question", "Kad?"), ("answer", "U petak.")]);
    let shown = server.get("/polje/pitanja/").text();
    assert!(shown.contains("Općina.") && shown.contains("U petak."), "{shown}");
    let on_disk = std::fs::read_to_string(server.root().join("sites/polje/odgovori.yaml")).unwrap();
    assert_eq!(on_disk, kept);
    // The same after the site was changed by hand, and the forms with it.
    server.write("sites/polje/site.yaml", "naziv: MZ Donje Polje\nuho:\n  adresa: https://uho.primjer.example\n");
    page.until("findings");
    let renamed = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        server.get("/_zbor/f/polje/pitanje").text().contains("MZ Donje Polje")
    });
    assert!(renamed);
    assert!(server.get("/polje/pitanja/").text().contains("U petak."));
}

#[test]
fn other_origins_neither_send_nor_read() {
    let server = server(&[]);
    let cross = [("Origin", "https://primjer.ba"), ("Sec-Fetch-Site", "cross-site")];
    let fields = [("message", "Odande"), ("consent", "1")];
    assert_eq!(server.post_with("/_zbor/f/polje/pitanje", &cross, &fields).status, 403);
    assert_eq!(server.get_with("/_zbor/a/polje/list", &cross).status, 403);
    let receipt = ask(&server, "Ovdje").header("location").unwrap().to_owned();
    let publish = [("act", "publish"), ("question", "x"), ("answer", "x")];
    for headers in [&cross[..], &[("Origin", "null")], &[]] {
        assert_eq!(server.post_with(&item(&receipt), headers, &publish).status, 403, "{headers:?}");
    }
    assert!(!server.get("/_zbor/a/polje/list").text().contains("Odande"));
    assert_eq!(server.get("/_zbor/a/-/login").header("location"), Some("/_zbor/a"), "there is nothing to log in to");
    assert_eq!(server.get("/_zbor/f/polje/nema").status, 404);
    assert_eq!(server.get("/_zbor/f/nema/pitanje").status, 404);
}

#[test]
fn in_a_network_the_inbox_asks_for_the_number() {
    let Some(address) = zbor::preview::address::in_network() else { return };
    let server = server(&["--lan"]);
    let from = |path: &str| {
        let head = format!("GET {path} HTTP/1.1\r\nHost: {address}:{}\r\nConnection: close\r\n\r\n", server.port);
        server.raw_at(address, head.as_bytes()).text()
    };
    assert!(from("/_zbor/f/polje/pitanje").contains("name=\"message\""), "forms are for everybody");
    assert!(from("/_zbor/a").contains("name=\"broj\"") && from("/_zbor/a/polje/list").contains("name=\"broj\""));
}
