//! What the endpoint published: on the pages of a site, and on its way there from a real server.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

const SITE: &str = "naziv: Mjesna zajednica Proba\njezici: [bs, bs-Cyrl, en]\n";
const PROJECT: &str = "---\nnaslov: Put\nstatus: u toku\ndatum: 1. 5. 2026.\n---\nTekst.\n";
const POLL: &str = "naslov: Autobus\npitanje: Kada?\nodgovori: [Ujutro, Navečer]\notvorena_do: 1. 10. 2026.\n";
const ANSWERS: &str = "\
fetched: 2026-11-23T21:20:05Z
questions:
- {reference: 7K4Q-29XH-C, about: projekti/put/, question: 'Kad <b>počinje</b>?', reply: \"U ponedjeljak\\u202E.\\nHvala.\", asked: 2026-11-01, answered: 2026-11-03}
statuses:
- {reference: 7K4Q-29XH-C, status: answered, since: 2026-11-03}
- {reference: A1B2-C3D4-E, status: closed, since: 2026-11-04, reason: nije naš put}
- {reference: B1B2-C3D4-E, status: forwarded, since: 2026-11-04, reason: vodovod, promised: 2026-11-20}
replies:
- {about: projekti/put/, said: Uzak je., did: Proširen je., day: 2026-10-05, people: 3}
polls:
- {poll: autobus, ballots: {online: 22, paper: 12}, options: [{option: '1', votes: 24, paper: 9}, {option: '2', votes: 10, paper: 3}]}
problems:
- {category: lighting, street: Školska, reports: 14}
- {category: roads, reports: 21}
- {category: waste, reports: 3}
statistics: {since: 2025-11-24, received: 64, answered: 59, in_time: 55, mean_hours: 46}
";

/// A workspace of one site that posts to `url`.
fn workspace(url: &str, answers: Option<&str>) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("sajt.yaml", &format!("{SITE}povratne_informacije:\n  adresa: {url}\n  rok_dana: 5\n"));
    write("projekti/put.md", PROJECT);
    write("ankete/autobus.yaml", POLL);
    if let Some(text) = answers {
        write("odgovori.yaml", text);
    }
    dir
}

fn zbor(args: &[&str], token: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zbor"));
    command.args(args).env("ZBOR_LANG", "en").env_remove("ZBOR_FEEDBACK_TOKEN");
    if let Some(token) = token {
        command.env("ZBOR_FEEDBACK_TOKEN", token);
    }
    command.output().unwrap()
}

fn build(workspace: &Path, now: &str) -> PathBuf {
    let out = workspace.join("dist");
    let output = zbor(&["build", workspace.to_str().unwrap(), "--out", out.to_str().unwrap(), "--now", now], None);
    assert!(output.status.code().unwrap() <= 1, "{output:?}");
    out
}

fn page(out: &Path, name: &str) -> String {
    std::fs::read_to_string(out.join(name).join("index.html")).unwrap()
}

/// The words of a page, white space as one space.
fn words(html: &str) -> String {
    let document = scraper::Html::parse_document(html);
    let main = document.select(&scraper::Selector::parse("main").unwrap()).next().unwrap();
    main.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

#[test]
fn pages_show_replies_statuses_and_results() {
    let dir = workspace("https://uho.example", Some(ANSWERS));
    let out = build(dir.path(), "2026-11-24");
    let questions = page(&out, "pitanja");
    assert!(words(&questions).contains("Kad <b>počinje</b>?"), "{questions}");
    assert!(!questions.contains('\u{202e}') && questions.contains("U ponedjeljak.\nHvala."));
    assert!(words(&questions).contains("U prosjeku odgovaramo za 2 dana; obećano 5."));
    let project = words(&page(&out, "projekti/put"));
    assert!(
        project.contains(
            "Vi ste rekli, mi smo uradili Rekli ste Uzak je. Uradili smo Proširen je. 3 osobe, 5. oktobra 2026."
        ),
        "{project}"
    );
    assert!(project.contains("Kad <b>počinje</b>?"));
    let poll = words(&page(&out, "ankete/autobus"));
    assert!(poll.contains("Rezultati od 34 glasa. Preko sajta 22, na papiru i lično 12."), "{poll}");
    assert!(poll.contains("Ujutro 24 glasa, 71 % (od toga na papiru 9) Navečer 10 glasova, 29 %"), "{poll}");
    let report = words(&page(&out, "pisite-nam/prijava"));
    for line in [
        "Rasvjeta, Školska 14 susjeda je već prijavilo ovo",
        "Putevi 21 susjed je već prijavio ovo",
        "Otpad 3 susjeda su već prijavila ovo",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
    assert!(!words(&page(&out, "pisite-nam/ideja")).contains("Već prijavljeno"));
    let statuses = page(&out, "stanje-poruka");
    assert!(statuses.contains("id=\"A1B2-C3D4-E\"") || statuses.contains("id=A1B2-C3D4-E"), "{statuses}");
    assert!(statuses.contains("https://uho.example/s/mz/A1B2-C3D4-E"));
    let told = words(&statuses);
    for line in ["Zatvoreno: nije naš put, 4. 11.", "Proslijeđeno: vodovod, 4. 11. Odgovor do 20. novembra 2026."] {
        assert!(told.replace('\u{a0}', " ").contains(line), "{line}: {told}");
    }
}

#[test]
fn other_scripts_and_languages_say_it_too() {
    let dir = workspace("https://uho.example", Some(ANSWERS));
    let out = build(dir.path(), "2026-11-24");
    let cyrillic = words(&page(&out, "bs-cyrl/pisite-nam/prijava"));
    assert!(cyrillic.contains("Расвјета, Школска 14 сусједа је већ пријавило ово"), "{cyrillic}");
    assert!(words(&page(&out, "bs-cyrl/projekti/put")).contains("Урадили смо Проширен је."));
    let english = page(&out, "en/pitanja");
    assert!(words(&english).contains("On average we reply within 2 days; promised: 5."), "{english}");
    let document = scraper::Html::parse_document(&english);
    let article = document.select(&scraper::Selector::parse("article[lang=bs]").unwrap()).next().unwrap();
    let reply = article.select(&scraper::Selector::parse("[lang=en]").unwrap()).next().unwrap();
    assert!(reply.text().collect::<String>().contains("Reply"));
}

#[test]
fn few_votes_are_not_shown() {
    let few = ANSWERS.replace("online: 22, paper: 12", "online: 6, paper: 3");
    let dir = workspace("https://uho.example", Some(&few));
    let poll = words(&page(&build(dir.path(), "2026-11-24"), "ankete/autobus"));
    assert!(!poll.contains("Rezultati") && poll.contains("Ujutro"), "{poll}");
    let hardly = ANSWERS.replace("online: 22, paper: 12", "online: 30, paper: 4");
    let dir = workspace("https://uho.example", Some(&hardly));
    let poll = words(&page(&build(dir.path(), "2026-11-24"), "ankete/autobus"));
    assert!(poll.contains("24 glasa, 71 %") && !poll.contains("od toga"), "{poll}");
}

#[test]
fn the_same_file_gives_the_same_pages_next_year() {
    let dir = workspace("https://uho.example", Some(ANSWERS));
    let names = ["pitanja", "pisite-nam/prijava"];
    let read = |out: &Path| names.map(|name| words(&page(out, name)));
    let this = read(&build(dir.path(), "2026-11-24"));
    assert_eq!(this, read(&build(dir.path(), "2027-11-24")));
}

#[test]
fn a_broken_file_is_told_and_the_site_is_published() {
    let dir = workspace("https://uho.example", Some("questions: [\n"));
    let out = dir.path().join("dist");
    let output =
        zbor(&["build", dir.path().to_str().unwrap(), "--format", "json", "--out", out.to_str().unwrap()], None);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("O001"));
    assert!(page(&out, "projekti/put").contains("Tekst."));
}

/// What an endpoint was asked, head by head, and what it says next.
struct Endpoint {
    url: String,
    heads: Arc<Mutex<Vec<String>>>,
    says: Arc<Mutex<String>>,
}

impl Endpoint {
    fn start() -> Endpoint {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (heads, says) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(String::new())));
        let (seen, answer) = (Arc::clone(&heads), Arc::clone(&says));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                seen.lock().unwrap().push(head(&stream));
                let answer = answer.lock().unwrap().clone();
                (&stream).write_all(answer.as_bytes()).unwrap();
            }
        });
        Endpoint { url, heads, says }
    }

    fn says(&self, status: &str, headers: &str, body: &str) {
        let length = body.len();
        let text = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
        *self.says.lock().unwrap() = text;
    }

    fn last(&self) -> String {
        self.heads.lock().unwrap().last().cloned().unwrap_or_default()
    }
}

fn head(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").to_lowercase()
}

const CONTENT: &str = r#"{"version":1,"questions":[{"reference":"7K4Q-29XH-C","question":"Kada?","reply":"Sutra. 😀","asked":"2026-11-01","answered":"2026-11-03"}]}"#;

fn pull(dir: &Path, more: &[&str]) -> Output {
    let args: Vec<&str> = ["feedback", "pull", dir.to_str().unwrap(), "--now", "2026-11-24"]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    zbor(&args, Some("tajna"))
}

fn kept(dir: &Path) -> Option<String> {
    std::fs::read_to_string(dir.join("odgovori.yaml")).ok()
}

#[test]
fn what_is_new_is_fetched_and_asked_for_by_its_tag_next_time() {
    let endpoint = Endpoint::start();
    let dir = workspace(&endpoint.url, None);
    endpoint.says("200 OK", "ETag: \"v1\"\r\n", CONTENT);
    let output = pull(dir.path(), &["--strict"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(endpoint.last().starts_with("get /x/v1/mz/content http/1.1\n"), "{}", endpoint.last());
    assert!(endpoint.last().contains("authorization: bearer tajna") && !endpoint.last().contains("if-none-match"));
    let first = kept(dir.path()).unwrap();
    assert!(
        first.contains("Sutra. 😀") && first.contains("etag: '\"v1\"'") && first.contains("fetched: 2026-11-2"),
        "{first}"
    );
    assert!(page(&build(dir.path(), "2026-11-24"), "pitanja").contains("Sutra. 😀"));

    endpoint.says("304 Not Modified", "", "");
    assert_eq!(pull(dir.path(), &["--strict"]).status.code(), Some(0));
    assert!(endpoint.last().contains("if-none-match: \"v1\""), "{}", endpoint.last());
    assert_eq!(kept(dir.path()).unwrap(), first);

    endpoint.says("200 OK", "ETag: \"v2\"\r\n", &CONTENT.replace("Sutra", "Danas"));
    assert_eq!(pull(dir.path(), &[]).status.code(), Some(0));
    assert!(kept(dir.path()).unwrap().contains("Danas"));
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("tmp")), "{left:?}");
}

#[test]
fn whatever_the_endpoint_does_the_earlier_answers_stay() {
    let endpoint = Endpoint::start();
    let dir = workspace(&endpoint.url, Some(ANSWERS));
    let elsewhere = Endpoint::start();
    let away = format!("Location: {}/x\r\n", elsewhere.url);
    let long = format!("\"{}\"", "a".repeat(9 << 20));
    let cases = [
        ("401 Unauthorized", "", "no", "O013"),
        ("404 Not Found", "", "no", "O013"),
        ("503 Service Unavailable", "", "later", "O012"),
        ("302 Found", away.as_str(), "", "O012"),
        ("200 OK", "", "<html>hotel wifi</html>", "O014"),
        ("200 OK", "", "[1]", "O014"),
        ("200 OK", "", "{\"version\":9}", "O002"),
        ("200 OK", "", &CONTENT[..40], "O014"),
        ("200 OK", "", long.as_str(), "O012"),
    ];
    for (status, headers, body, code) in cases {
        endpoint.says(status, headers, body);
        let output = pull(dir.path(), &["--format", "json"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(told.contains(code), "{status} {body:.30}: {told}");
        assert_eq!(output.status.code(), Some(i32::from(code == "O002")), "{status} {body:.30}");
        assert_eq!(kept(dir.path()).as_deref(), Some(ANSWERS), "{status} {body:.30}");
        assert_eq!(pull(dir.path(), &["--strict"]).status.code(), Some(1), "{status} {body:.30}");
    }
    assert_eq!(*elsewhere.heads.lock().unwrap(), Vec::<String>::new(), "the token went astray");
}

#[test]
fn an_endpoint_that_is_gone_or_in_the_clear_is_a_warning() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (url, code) in [(format!("http://{closed}"), "O012"), ("http://uho.example".to_owned(), "O015")] {
        let dir = workspace(&url, Some(ANSWERS));
        let output = pull(dir.path(), &["--format", "json"]);
        assert!(String::from_utf8_lossy(&output.stdout).contains(code), "{output:?}");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(kept(dir.path()).as_deref(), Some(ANSWERS));
    }
    let dir = workspace("https://uho.example", Some(ANSWERS));
    let output = zbor(&["feedback", "pull", dir.path().to_str().unwrap(), "--format", "json"], None);
    assert!(String::from_utf8_lossy(&output.stdout).contains("O011"), "{output:?}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_token_may_lie_in_a_file() {
    let endpoint = Endpoint::start();
    let dir = workspace(&endpoint.url, None);
    endpoint.says("200 OK", "", CONTENT);
    let file = dir.path().join("tajna.txt");
    std::fs::write(&file, "iz-datoteke\n").unwrap();
    let output =
        zbor(&["feedback", "pull", dir.path().to_str().unwrap(), "--token-file", file.to_str().unwrap()], None);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(endpoint.last().contains("authorization: bearer iz-datoteke"), "{}", endpoint.last());
}

#[test]
fn after_a_missed_promise_the_telephone_comes_first() {
    const TELEPHONE: &str = "tel:+38732000111";
    let contact = "kontakt: {telefon: 032 000 111}\n";
    let form = |answers: Option<&str>| {
        let dir = workspace("https://uho.example", answers);
        let path = dir.path().join("sajt.yaml");
        std::fs::write(&path, format!("{}{contact}", std::fs::read_to_string(&path).unwrap())).unwrap();
        let out = build(dir.path(), "2026-11-24");
        let questions = std::fs::read_to_string(out.join("pitanja/index.html")).unwrap_or_default();
        (page(&out, "pisite-nam/pitanje"), questions)
    };
    let version = |html: &str| html.split("name=\"_form\" value=\"").nth(1).unwrap()[..16].to_owned();
    let at = |html: &str, text: &str| html.find(text).unwrap_or(usize::MAX);
    let ((kept, told), (late, told_late)) = (form(Some(ANSWERS)), form(Some(&format!("{ANSWERS}late: 3\n"))));
    assert!(words(&kept).contains("Odgovaramo u roku od 5 dana.") && words(&told).contains("obećano 5"), "{kept}");
    let main = |html: &str| html.split("<main").nth(1).unwrap().to_owned();
    let (kept, late) = (main(&kept), main(&late));
    assert!(at(&kept, "<form") < at(&kept, TELEPHONE), "{kept}");
    assert!(at(&late, TELEPHONE) < at(&late, "<form"), "{late}");
    assert_eq!(late.matches(TELEPHONE).count(), kept.matches(TELEPHONE).count(), "once as before");
    assert!(!late.contains("Odgovaramo u roku") && late.contains("pa sada ne obećavamo rok"), "{late}");
    assert!(!late.contains("obećano 5") && late.contains("Odgovor obično stigne za 2 dana."), "{late}");
    assert!(!told_late.contains("obećano 5"), "{told_late}");
    assert_eq!(version(&kept), version(&late), "it is the same form, so that pages of both kinds are accepted");
}

#[test]
fn what_is_said_of_an_item_says_of_which() {
    let dir = workspace("https://uho.example", None);
    std::fs::create_dir(dir.path().join("dogadjaji")).unwrap();
    let fair = "---\nnaslov: Sajam\npočetak: 1. 12. 2026. u 18:00\nprijava: dolazak\n---\nTekst.\n";
    std::fs::write(dir.path().join("dogadjaji/sajam.md"), fair).unwrap();
    let done = PROJECT.replace("u toku", "završeno");
    std::fs::write(dir.path().join("projekti/most.md"), done).unwrap();
    let out = build(dir.path(), "2026-11-24");
    for (item, form, general) in [
        ("dogadjaji/sajam", "dolazak", "pisite-nam/dolazak"),
        ("projekti/put", "misljenje", "pisite-nam/misljenje"),
        ("projekti/most", "ocjena", "pisite-nam/ocjena"),
    ] {
        let from = page(&out, item);
        assert!(from.contains(&format!("{item}/{form}/\"")), "{item} leads to its form: {from}");
        let about = page(&out, &format!("{item}/{form}"));
        assert!(about.contains(&format!("name=\"about\" value=\"{item}/\"")), "{about}");
        assert!(about.contains("noindex"), "{about}");
        let version = |html: &str| html.split("name=\"_form\" value=\"").nth(1).unwrap()[..16].to_owned();
        assert_eq!(version(&about), version(&page(&out, general)), "the same form");
        let cyrillic = page(&out, &format!("bs-cyrl/{item}/{form}"));
        assert!(cyrillic.contains(&format!("name=\"about\" value=\"{item}/\"")), "the same item: {cyrillic}");
    }
}
