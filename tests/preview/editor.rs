//! The small editor by plain requests, as a browser without scripts sends them.

use super::client::{Answer, NOTICE, Server, notice};
use std::fs;

const EDIT: &str = "/_zbor/uredi?tekst=sites/gornje-selo/obavjestenja/2026-11-20-put.md";
const NEW: &str = "/_zbor/nova?sajt=gornje-selo";

/// The values of hidden fields of a form.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// A form as it is opened, and what one types into it.
struct Form<'a> {
    server: &'a Server,
    fields: Vec<(String, String)>,
    photo: Option<Vec<u8>>,
}

impl<'a> Form<'a> {
    fn open(server: &'a Server, path: &str) -> Form<'a> {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let page = answer.text();
        let fields = ["zeton", "sajt", "tekst_datoteke", "verzija"].map(|name| (name.to_owned(), hidden(&page, name)));
        Form { server, fields: fields.to_vec(), photo: None }
    }

    fn with(mut self, name: &str, value: &str) -> Form<'a> {
        self.fields.retain(|(known, _)| known != name || name == "ulica");
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    fn send(&self) -> Answer {
        self.send_with(&format!("Origin: http://{}\r\n", self.server.host()))
    }

    fn send_with(&self, headers: &str) -> Answer {
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            body.extend(
                format!("--granica\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let photo = self.photo.as_deref().unwrap_or_default();
        body.extend(b"--granica\r\nContent-Disposition: form-data; name=\"slika\"; filename=\"C:\\x\\..\\a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n");
        body.extend(photo);
        body.extend(b"\r\n--granica--\r\n");
        let (host, len) = (self.server.host(), body.len());
        let head = format!(
            "POST /_zbor/sacuvaj HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\nContent-Length: {len}\r\n\
             Content-Type: multipart/form-data; boundary=granica\r\n\r\n"
        );
        self.server.raw(&[head.into_bytes(), body].concat())
    }
}

fn read(server: &Server, path: &str) -> String {
    fs::read_to_string(server.root().join(path)).unwrap()
}

#[test]
fn a_new_announcement_is_a_file_and_a_page_at_once() {
    let server = Server::start();
    let form = Form::open(&server, NEW)
        .with("naslov", "Zbor: u subotu <b>")
        .with("datum", "2026-11-23")
        .with("tema", "assembly");
    let form = form
        .with("tekst", "Dođite.\r\n\r\n- jedno\r\n- drugo\r\n")
        .with("za_koga", "youth")
        .with("mjesto", "Brdo, Potok");
    let saved = form.send();
    assert_eq!(
        (saved.status, saved.header("location")),
        (303, Some("/gornje-selo/obavjestenja/zbor-u-subotu-b/")),
        "{}",
        saved.text()
    );
    let expected = "---\nnaslov: 'Zbor: u subotu <b>'\ntema: zbor\nza_koga: [mladi]\npodručje: [Brdo, Potok]\n---\nDođite.\n\n- jedno\n- drugo\n";
    assert_eq!(read(&server, "sites/gornje-selo/obavjestenja/2026-11-23-zbor-u-subotu-b.md"), expected);
    let page = server.get("/gornje-selo/obavjestenja/zbor-u-subotu-b/");
    assert!(page.status == 200 && page.text().contains("Zbor: u subotu &lt;b"), "{}", page.text());
    // The same once more is another file: nothing is overwritten.
    assert_eq!(form.send().status, 303);
    assert_eq!(read(&server, "sites/gornje-selo/obavjestenja/2026-11-23-zbor-u-subotu-b-2.md"), expected);
}

#[test]
fn an_outage_says_when_how_urgent_and_whom_to_call() {
    let server = Server::start();
    let form = Form::open(&server, NEW).with("naslov", "Nema vode").with("datum", "2026-11-23").with("tema", "water");
    let form = form.with("kada", "24. 11. 2026. od 8 do 15 sati\r\n\r\n25. 11. 2026. od 9 do 11\r\n");
    let form = form.with("hitnost", "emergency").with("kontakt", "037 000 111").with("mjesto", "Brdo");
    let saved = form.send();
    assert_eq!(saved.status, 303, "{}", saved.text());
    let path = "sites/gornje-selo/obavjestenja/2026-11-23-nema-vode.md";
    let expected = "---\nnaslov: Nema vode\ntema: voda\nkada: [24. 11. 2026. od 8 do 15 sati, 25. 11. 2026. od 9 do 11]\nhitnost: hitno\nkontakt: 037 000 111\npodručje: [Brdo]\n---\n";
    assert_eq!(read(&server, path), expected);
    let found = server.findings().to_string();
    assert!(!found.contains("nema-vode"), "nothing of it is wrong or missing: {found}");
    let page = server.get(saved.header("location").unwrap()).text();
    assert!(page.contains("037 000 111") && page.contains("15:00"), "{page}");

    let edit = format!("/_zbor/uredi?tekst={path}");
    let shown = server.get(&edit).text();
    assert!(shown.contains("24. 11. 2026. od 8 do 15 sati\n25. 11. 2026. od 9 do 11</textarea>"), "{shown}");
    assert!(shown.contains("value=\"emergency\" selected") && shown.contains("id=\"vrijeme\" open"), "{shown}");
    let again =
        Form::open(&server, &edit).with("naslov", "Nema vode").with("datum", "2026-11-23").with("tema", "water");
    let again =
        again.with("ulica", "Brdo").with("kada", "24. 11. 2026. od 8 do 12 sati").with("kontakt", "037 000 111");
    assert_eq!(again.send().status, 303);
    let expected =
        expected.replace("[24. 11. 2026. od 8 do 15 sati, 25. 11. 2026. od 9 do 11]", "24. 11. 2026. od 8 do 12 sati");
    assert_eq!(read(&server, path), expected.replace("hitnost: hitno\n", ""), "the usual level is not written");
}

#[test]
fn a_time_that_is_none_is_told_beside_its_field() {
    let server = Server::start();
    let form = Form::open(&server, NEW).with("naslov", "Nema vode").with("datum", "2026-11-23");
    let wrong = form.with("kada", "kad stigne majstor").with("hitnost", "jako").send();
    let page = wrong.text();
    assert_eq!(wrong.status, 422);
    assert!(page.contains("id=\"kada-err\"") && page.contains("id=\"hitnost-err\""), "{page}");
    assert!(page.contains("kad stigne majstor</textarea>") && page.contains("id=\"vrijeme\" open"), "{page}");
}

#[test]
fn a_start_and_an_end_are_one_span_once_they_are_changed() {
    let server = Server::start();
    let text = "---\nnaslov: Nema struje\ntema: struja\npočetak: 24. 11. 2026. u 8:00\nkraj: 24. 11. 2026. u 15:00\nkontakt: 037 000 111 # dežurni\npodručje: Brdo\n---\nTekst.\n";
    server.write(NOTICE, text);
    let form = || {
        Form::open(&server, EDIT)
            .with("naslov", "Nema struje")
            .with("datum", "2026-11-20")
            .with("tema", "electricity")
            .with("tekst", "Tekst.")
            .with("kontakt", "037 000 111")
            .with("mjesto", "Brdo")
    };
    let shown = server.get(EDIT).text();
    let (_, rest) = shown.split_once("name=\"kada\"").unwrap();
    let span = rest.split_once(">\n").unwrap().1.split_once("</textarea>").unwrap().0.to_owned();
    assert_eq!(span, "24. 11. 2026. u 8:00 – 24. 11. 2026. u 15:00");
    assert_eq!(form().with("kada", &span).send().status, 303);
    assert_eq!(read(&server, NOTICE), text, "what was not changed stays, to the byte");
    assert_eq!(form().with("kada", "24. 11. 2026. od 8 do 16").send().status, 303);
    let expected = "---\nnaslov: Nema struje\ntema: struja\nkontakt: 037 000 111 # dežurni\npodručje: Brdo\nkada: 24. 11. 2026. od 8 do 16\n---\nTekst.\n";
    assert_eq!(read(&server, NOTICE), expected);
}

#[test]
fn a_photo_lies_beside_its_text() {
    let server = Server::start();
    let mut form =
        Form::open(&server, NEW).with("naslov", "Novi krov").with("datum", "2026-11-23").with("opis", "Krov škole");
    form.photo =
        Some(fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photo/gps-exif.jpg")).unwrap());
    let saved = form.send();
    assert_eq!(saved.status, 303, "{}", saved.text());
    let folder = "sites/gornje-selo/obavjestenja/2026-11-23-novi-krov";
    let text = read(&server, &format!("{folder}/index.md"));
    assert_eq!(text, "---\nnaslov: Novi krov\nslika:\n  datoteka: novi-krov.jpg\n  opis: Krov škole\n---\n");
    let photo = fs::read(server.root().join(folder).join("novi-krov.jpg")).unwrap();
    assert!(
        photo.starts_with(&[0xff, 0xd8]) && !photo.windows(4).any(|four| four == b"Exif"),
        "no camera and no place in it"
    );
    let page = server.get(saved.header("location").unwrap()).text();
    assert!(page.contains("Krov škole"), "{page}");
    assert_eq!(server.findings()["errors"], 0);
}

#[test]
fn only_what_was_changed_changes() {
    let server = Server::start();
    let text = "---\r\nnaslov: Put   # javlja Općina\r\ntema: 'škola'\r\nkada:  24. 11. 2026. od 8 do 9\r\nkontakt: 037 000 111\r\n---\r\n\r\nTekst.   \r\n\r\n";
    server.write(NOTICE, text);
    let page = server.get(EDIT).text();
    let same = Form::open(&server, EDIT)
        .with("naslov", "Put")
        .with("datum", "2026-11-20")
        .with("tema", "school")
        .with("kada", "24. 11. 2026. od 8 do 9")
        .with("kontakt", "037 000 111")
        .with("tekst", "Tekst.");
    assert_eq!(same.send().status, 303);
    assert_eq!(read(&server, NOTICE), text, "nothing was changed");
    assert!(page.contains("value=\"school\" selected"), "{page}");
    let other = same.with("naslov", "Novi put").with("tekst", "Tekst.\r\nJoš nešto.");
    assert_eq!(other.send().status, 303);
    assert_eq!(
        read(&server, NOTICE),
        text.replace("Put   #", "Novi put   #").replace("Tekst.   ", "Tekst.\r\nJoš nešto.")
    );
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_nothing_is_lost() {
    let server = Server::start();
    let mut form =
        Form::open(&server, NEW).with("naslov", "?!").with("datum", "31. 2. 2026.").with("tekst", "Dug tekst <x>");
    form.photo = Some(b"nije slika".to_vec());
    let answer = form.send();
    assert_eq!(answer.status, 422);
    let page = answer.text();
    for part in [
        "id=\"naslov-err\"",
        "id=\"datum-err\"",
        "id=\"slika-err\"",
        "id=\"opis-err\"",
        "Dug tekst &lt;x&gt;",
        "value=\"?!\"",
        "value=\"31. 2. 2026.\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!server.root().join("sites/gornje-selo/obavjestenja/2026-11-23-novi-krov").exists());
}

#[test]
fn a_text_that_changed_meanwhile_is_not_overwritten() {
    let server = Server::start();
    let form =
        Form::open(&server, EDIT).with("naslov", "Moj naslov").with("datum", "2026-11-20").with("tekst", "Moje.");
    server.write(NOTICE, &notice("Tuđi naslov"));
    let answer = form.send();
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("Moje.") && answer.text().contains("Tekst o putu."), "both are shown");
    assert_eq!(read(&server, NOTICE), notice("Tuđi naslov"));
    let both = form.with("radnja", "obje").send();
    assert_eq!(both.status, 303, "{}", both.text());
    assert_eq!(read(&server, NOTICE), notice("Tuđi naslov"));
    let mine = read(&server, "sites/gornje-selo/obavjestenja/2026-11-20-moj-naslov.md");
    assert_eq!(mine, "---\nnaslov: Moj naslov\nnacrt: da\n---\nMoje.\n");
}

#[test]
fn without_the_token_nothing_is_written() {
    let server = Server::start();
    let form = Form::open(&server, NEW).with("naslov", "Strano").with("datum", "2026-11-23");
    for token in ["", "0", "00000000000000000000000000000000"] {
        let answer =
            Form::open(&server, NEW).with("naslov", "Strano").with("datum", "2026-11-23").with("zeton", token).send();
        assert_eq!(answer.status, 403, "{token}");
    }
    for foreign in [
        "Origin: http://primjer.ba\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Origin: http://localhost:1\r\n",
    ] {
        assert_eq!(form.send_with(foreign).status, 403, "{foreign}");
    }
    assert!(!server.root().join("sites/gornje-selo/obavjestenja/2026-11-23-strano.md").exists());
    assert_eq!(form.send().status, 303);
}

#[test]
fn only_announcements_can_be_opened() {
    let server = Server::start();
    for path in [
        "zbor.yaml",
        "../izvan.txt",
        "/etc/passwd",
        "README.md",
        ".env",
        "sites/gornje-selo/site.yaml",
        "",
        "sites/gornje-selo/obavjestenja/nema.md",
    ] {
        let answer = server.get(&format!("/_zbor/uredi?tekst={path}"));
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains(super::client::SECRET), "{path}");
        let form =
            Form::open(&server, EDIT).with("tekst_datoteke", path).with("naslov", "X").with("datum", "2026-11-20");
        assert!(path.is_empty() || form.send().status == 404, "{path}");
    }
    fs::write(server.root().join(NOTICE), b"---\nnaslov: \xe8ista voda\n---\n").unwrap();
    server.get("/");
    let answer = server.get(EDIT);
    assert!(answer.status == 404 && answer.text().contains("UTF-8"), "{}", answer.text());
}

/// Killed while it saves again and again, the program leaves the old text or the new one, never a part.
#[test]
fn a_kill_at_any_moment_leaves_a_whole_text() {
    for moment in [0, 3, 7, 12, 20, 40] {
        let server = Server::start();
        let long = |letter: &str| letter.repeat(200_000);
        let first = Form::open(&server, EDIT)
            .with("naslov", "Novi put")
            .with("datum", "2026-11-20")
            .with("tema", "school")
            .with("tekst", &long("a"));
        assert_eq!(first.send().status, 303);
        let path = server.root().join(NOTICE);
        std::thread::scope(|scope| {
            let (server, long) = (&server, &long);
            scope.spawn(move || {
                for letter in ["b", "c", "d"] {
                    let Ok(page) = std::panic::catch_unwind(|| server.get(EDIT)) else { return };
                    if page.status != 200 {
                        return;
                    }
                    let form = Form { server, fields: Vec::new(), photo: None };
                    let names = ["zeton", "sajt", "tekst_datoteke", "verzija"];
                    let form = names.iter().fold(form, |form, name| form.with(name, &hidden(&page.text(), name)));
                    let form = form
                        .with("naslov", "Novi put")
                        .with("datum", "2026-11-20")
                        .with("tema", "school")
                        .with("tekst", &long(letter));
                    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| form.send()));
                }
            });
            std::thread::sleep(std::time::Duration::from_millis(moment));
            server.kill();
        });
        let text = fs::read_to_string(path).unwrap();
        let body = text.split("---\n").nth(2).unwrap_or_else(|| panic!("after {moment} ms: {} bytes", text.len()));
        assert!(
            ["a", "b", "c", "d"].iter().any(|letter| body == format!("{}\n", long(letter))),
            "after {moment} ms: {} bytes",
            body.len()
        );
    }
}
