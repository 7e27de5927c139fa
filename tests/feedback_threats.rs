//! The table of threats, row by row: each attack is tried on the real program.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "feedback/endpoint.rs"]
#[allow(dead_code, reason = "shared by several tests, each of which uses a part")]
mod endpoint;

use endpoint::{Endpoint, files, folder, form_request, forms, jpeg, multipart, send};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

const IDEA: &str = "/f/gornje-polje/ideja";
const REPORT: &str = "/f/gornje-polje/prijava";

/// A number out of the database of a site.
fn count(dir: &Path, site: &str, query: &str) -> i64 {
    let db = rusqlite::Connection::open(dir.join(format!("data/sites/{site}.db"))).unwrap();
    db.query_row(query, [], |row| row.get(0)).unwrap()
}

/// The hidden fields of a page, decoded.
fn hidden(page: &str) -> Vec<(String, String)> {
    let page = scraper::Html::parse_document(page);
    let inputs = scraper::Selector::parse("input[type=hidden]").unwrap();
    let value = |input: scraper::ElementRef, name: &str| input.value().attr(name).unwrap_or_default().to_owned();
    page.select(&inputs).map(|input| (value(input, "name"), value(input, "value"))).collect()
}

#[test]
fn spam_flood_climbs_a_ladder_and_nothing_is_thrown_away() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let post = |n: usize| endpoint.post(IDEA, &[("message", &format!("Poruka {n} & <{n}>")), ("consent", "1")]);
    let (mut kept, mut asked, mut later) = (0, 0, 0);
    let mut confirm = None;
    for n in 0..140 {
        let page = post(n);
        match page.status {
            303 => kept += 1,
            428 => {
                asked += 1;
                assert!(page.body.contains(&format!("Poruka {n} &amp; &lt;{n}&gt;")), "{}", page.body);
                confirm.get_or_insert(page.body);
            }
            429 => {
                later += 1;
                assert!(page.body.contains(&format!("Poruka {n} &amp;")) && page.header("retry-after").is_some());
            }
            other => panic!("{other}: {}", page.body),
        }
    }
    assert_eq!((asked, later), (30, 20), "one more step from 11 on, quarantine from 41 on, later from 121 on");
    drop(endpoint);
    assert_eq!(count(dir.path(), "gornje-polje", "SELECT count(*) FROM item"), kept);
    let quarantined = "SELECT count(*) FROM item WHERE state = 'quarantine' AND doubt = 'flood'";
    assert_eq!(count(dir.path(), "gornje-polje", quarantined), kept - 10);
    // After a restart everybody is welcome again; the page with one more step is still good.
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = hidden(&confirm.unwrap());
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let receipt = endpoint.post(IDEA, &fields).location().to_owned();
    assert_eq!(endpoint.post(IDEA, &fields).location(), receipt, "its key is its own");
}

#[test]
fn spam_flood_confirmed_is_let_through_and_a_forged_stamp_is_not() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let post = |n: usize| endpoint.post(IDEA, &[("message", &format!("Poruka {n}")), ("consent", "1")]);
    (0..10).for_each(|n| drop(post(n).location().to_owned()));
    let page = post(11);
    let fields = hidden(&page.body);
    let with = |stamp: Option<&str>| {
        let changed = |(name, value): &(String, String)| match (name.as_str(), stamp) {
            ("_stamp", Some(stamp)) => (name.clone(), stamp.to_owned()),
            _ => (name.clone(), value.clone()),
        };
        let fields: Vec<(String, String)> = fields.iter().map(changed).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        endpoint.post(IDEA, &fields)
    };
    for forged in ["", "1.", "9999999999999.00", "x.y"] {
        assert_eq!(with(Some(forged)).status, 428, "{forged}");
    }
    with(None).location();
    drop(endpoint);
    assert_eq!(count(dir.path(), "gornje-polje", "SELECT count(*) FROM item"), 11);
    let haste = "SELECT count(*) FROM item WHERE doubt = 'haste'";
    assert_eq!(count(dir.path(), "gornje-polje", haste), 1, "nobody taps so fast: looked at first, but kept");
}

#[test]
fn bots_end_in_quarantine_and_are_told_nothing() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let form = forms().sites[0].forms[0].form.clone();
    let [trap, _] = form.traps();
    let trapped = endpoint.post(IDEA, &[("message", "Kupite"), ("consent", "1"), (&trap, "x")]).location().to_owned();
    let links = "https://a.test https://b.test http://c.test";
    let linked = endpoint.post(IDEA, &[("message", links), ("consent", "1")]).location().to_owned();
    for receipt in [&trapped, &linked] {
        assert!(endpoint.get(receipt).body.contains("Primljeno"));
    }
    assert!(!endpoint.get("/s/gornje-polje").body.contains("Primljeno"), "not listed");
    drop(endpoint);
    for doubt in ["trap", "links"] {
        let query = format!("SELECT count(*) FROM item WHERE state = 'quarantine' AND doubt = '{doubt}'");
        assert_eq!(count(dir.path(), "gornje-polje", &query), 1, "{doubt}");
    }
    assert_eq!(count(dir.path(), "gornje-polje", "SELECT count(*) FROM outbox"), 0, "nobody is woken for it");
}

const PAYLOADS: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7919 * 7907 }}{% for a in b %}",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
];

#[test]
fn stored_xss_is_text_on_every_page() {
    let dir = folder();
    // Many posts from one address are no part of this test.
    let config = dir.path().join("c.yaml");
    std::fs::write(&config, "limits: { network: [9999, 9999, 9999], form: [9999, 9999, 9999] }").unwrap();
    let endpoint = Endpoint::start(dir.path(), &["--config", config.to_str().unwrap()]);
    let mut pages = Vec::new();
    for payload in PAYLOADS {
        let fields =
            [("message", payload), ("location", payload), ("name", payload), ("about", payload), ("consent", "1")];
        let refused =
            [("message", payload), ("location", payload), ("email", payload), ("phone", payload), (payload, payload)];
        let photo = multipart(REPORT, &fields, &[(payload, &jpeg(9, 9))]);
        let receipt = send(endpoint.address, &photo).unwrap().location().to_owned();
        let token = receipt.strip_prefix("/r/").unwrap().to_owned();
        let at = format!("/s/gornje-polje/{}", token.split('.').nth(1).unwrap());
        endpoint.post(&format!("{at}/add"), &[("token", &token), ("text", payload)]).location();
        pages.push(endpoint.get(&receipt));
        pages.push(endpoint.get(&at));
        pages.push(endpoint.post(REPORT, &refused));
        pages.push(endpoint.post("/f/gornje-polje/nema", &refused));
        pages.push(endpoint.post("/f/nema/nema", &refused));
        let query: String = payload.bytes().map(|b| format!("%{b:02X}")).collect();
        pages.push(endpoint.get(&format!("/s/gornje-polje?n={query}&l={query}")));
        pages.push(endpoint.get(&format!("/s/gornje-polje/{query}")));
        pages.push(endpoint.get(&format!("/f/gornje-polje/{query}?l={query}")));
        pages.push(endpoint.post_with(REPORT, &format!("Origin: https://{}\r\n", query.replace('%', "-")), &fields));
    }
    for page in pages.iter().filter(|page| !page.body.is_empty()) {
        if page.header("content-type") == Some("text/plain; charset=utf-8") {
            continue;
        }
        let tree = scraper::Html::parse_document(&page.body);
        let everything = scraper::Selector::parse("*").unwrap();
        for element in tree.select(&everything) {
            let element = element.value();
            assert!(!["script", "img", "svg", "iframe"].contains(&element.name()), "{}", page.body);
            let bad = |(name, value): (&str, &str)| {
                name.starts_with("on") || matches!(name, "href" | "action") && value.starts_with("javascript:")
            };
            assert!(!element.attrs().any(bad), "{}", page.body);
        }
        assert!(!page.body.contains("62615533"), "templates are not made of what people write");
    }
    assert!(pages.iter().any(|page| page.body.contains("&lt;script&gt;alert(1)")), "it is there, as text");
}

#[test]
fn open_redirect_has_no_way_in() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let evil = "//zlo.test/";
    let fields =
        [("message", "a"), ("consent", "1"), ("next", evil), ("redirect", evil), ("_lang", evil), ("about", evil)];
    let headers = "X-Forwarded-Host: zlo.test\r\nX-Forwarded-Proto: http\r\nReferer: http://zlo.test/\r\n";
    let bytes = String::from_utf8(form_request(IDEA, headers, &fields)).unwrap();
    let bytes = bytes.replace("Host: poruke.test", "Host: zlo.test");
    let answer = send(endpoint.address, bytes.as_bytes()).unwrap();
    assert!(answer.location().starts_with("/r/gornje-polje."), "{}", answer.location());
    assert!(!answer.head.contains("zlo.test"), "{}", answer.head);
    for path in
        ["//zlo.test/ideja", "/f//zlo.test", "/s/gornje-polje?n=//zlo.test", "/f/zlo.test%0d%0aLocation:x/ideja"]
    {
        assert_ne!(endpoint.get(path).status / 100, 3, "{path}");
    }
}

#[test]
fn mail_header_injection_ends_at_the_form() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let email = [("message", "a"), ("email", "mujo@primjer.ba\r\nBcc: svi@primjer.ba"), ("consent", "1")];
    assert_eq!(endpoint.post(IDEA, &email).status, 422);
    let name = [("message", "a"), ("name", "Mujo\r\nBcc: svi@primjer.ba\0"), ("consent", "1")];
    let answer = endpoint.post(IDEA, &name);
    drop(endpoint);
    if answer.status == 303 {
        let broken = "SELECT count(*) FROM person WHERE name GLOB '*' || char(10) || '*' OR instr(name, char(13))";
        assert_eq!(count(dir.path(), "gornje-polje", broken), 0);
    } else {
        assert_eq!(answer.status, 422);
    }
}

#[test]
fn oversized_bodies_are_refused_with_the_text_kept() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let long = "Dug tekst. ".repeat(9_000);
    let page = endpoint.post(IDEA, &[("message", &long), ("consent", "1")]);
    assert!(page.status == 413 && page.body.contains("Dug tekst. Dug tekst."), "{}", page.head);
    let many: Vec<(String, String)> = (0..80).map(|n| (format!("f{n}"), "x".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = endpoint.post(IDEA, &[vec![("message", "Klupe")], many.clone()].concat());
    assert!(page.status == 413 && page.body.contains("Klupe"), "{}", page.head);
    let fields = [("message", "Rupa kod mosta"), ("consent", "1")];
    let mut parts = multipart(REPORT, &[&fields[..], &many[..30]].concat(), &[]);
    let page = send(endpoint.address, &parts).unwrap();
    assert!(page.status == 413 && page.body.contains("Rupa kod mosta"), "{}", page.head);
    // A photo far over the limit: the answers after it are kept, too.
    let photo = vec![0xff; 12 << 20];
    parts = multipart(REPORT, &fields, &[("a", &photo)]);
    let page = send(endpoint.address, &parts).unwrap();
    assert!(page.status == 422 && page.body.contains("Rupa kod mosta"), "{}", page.head);
    parts = multipart(REPORT, &fields, &[("a", &photo), ("b", &photo), ("c", &photo)]);
    let page = send(endpoint.address, &parts).unwrap();
    assert!(page.status == 413 && page.body.contains("Rupa kod mosta"), "{}", page.head);
    // A part whose head never ends.
    let start = "POST /f/gornje-polje/prijava HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"";
    let endless = [start.as_bytes(), &vec![b'a'; 8_999_900]].concat();
    let page = send(endpoint.address, &endless).unwrap();
    assert!(matches!(page.status, 400 | 413), "{}", page.head);
    // Compressed bodies are not unpacked.
    let zipped = endpoint.post_with(IDEA, "Content-Encoding: gzip\r\n", &[("message", "a")]);
    assert_eq!(zipped.status, 422);
    assert_eq!(files(&dir.path().join("data/uploads")).len(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn aborted_uploads_leave_no_file_and_no_descriptor() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    endpoint.post(IDEA, &[("message", "a"), ("consent", "1")]).location();
    // Sockets and files of the uploads: readers of the database come and stay as requests need them.
    let open = || {
        let all = std::fs::read_dir(format!("/proc/{}/fd", endpoint.child.id())).unwrap();
        let goals = all.filter_map(|entry| std::fs::read_link(entry.unwrap().path()).ok());
        let ours = |goal: &Path| {
            goal.starts_with(dir.path().join("data/uploads")) || goal.to_string_lossy().starts_with("socket:")
        };
        goals.filter(|goal| ours(goal)).count()
    };
    let before = open();
    let upload = multipart(REPORT, &[("message", "Rupa")], &[("a", &vec![0xff; 3 << 20])]);
    for cut in [300, 5_000, 100_000, 2 << 20] {
        let mut socket = TcpStream::connect(endpoint.address).unwrap();
        socket.write_all(&upload[..cut]).unwrap();
        drop(socket);
    }
    // The end of a connection is seen when the server comes to it: asked for, not slept for.
    for _ in 0..2_000 {
        if open() <= before && files(&dir.path().join("data/uploads")).is_empty() {
            return;
        }
        assert_eq!(endpoint.get("/s/gornje-polje").status, 200);
    }
    panic!("{} descriptors, {before} before; {:?}", open(), files(&dir.path().join("data/uploads")));
}

#[test]
fn ip_privacy_leaves_no_address_anywhere() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &["--trusted-proxy", "127.0.0.1"]);
    let headers = "X-Forwarded-For: 198.51.100.77\r\n";
    let receipt = endpoint.post_with(REPORT, headers, &[("message", "Rupa"), ("consent", "1")]).location().to_owned();
    endpoint.post_with("/f/gornje-polje/klupe", headers, &[("option", "1")]).location();
    let at = format!("/s/gornje-polje/{}", receipt.split('.').nth(1).unwrap());
    endpoint.post_with(&format!("{at}/support"), headers, &[]).location();
    for file in files(&dir.path().join("data")) {
        let bytes = std::fs::read(&file).unwrap();
        for needle in [&b"198.51.100"[..], &[198, 51, 100, 77], &[77, 100, 51, 198]] {
            assert!(!bytes.windows(needle.len()).any(|part| part == needle), "{file:?} {needle:?}");
        }
    }
    let keys = files(&dir.path().join("data/keys"));
    assert!(keys.len() == 2, "of today and yesterday: {keys:?}");
}

#[test]
fn uploads_of_bombs_and_polyglots_are_no_photos_or_only_photos() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("message", "Rupa"), ("consent", "1")];
    // A PNG whose head promises 2.5 gigapixels.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bomb.extend(50_000_u32.to_be_bytes().repeat(2));
    bomb.extend(b"\x08\x02\0\0\0\0\0\0\0");
    let page = send(endpoint.address, &multipart(REPORT, &fields, &[("a.png", &bomb)])).unwrap();
    assert_eq!(page.status, 422);
    let mut polyglot = jpeg(40, 40);
    polyglot.extend(b"PK\x03\x04<script>alert(1)</script>");
    let receipt = send(endpoint.address, &multipart(REPORT, &fields, &[("a.html", &polyglot)])).unwrap();
    let kept = endpoint.get(&format!("{}/1", receipt.location()));
    assert!(kept.status == 200 && !kept.bytes.windows(7).any(|part| part == b"<script"), "only pixels are kept");
    assert!(kept.header("content-security-policy").unwrap().contains("sandbox"));
    assert_eq!(kept.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn origin_policy_refuses_a_wrong_one_and_never_a_missing_one() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &["--public-url", "https://poruke.mz.test"]);
    let post = |n: u8, origin: &str| {
        let headers = if origin.is_empty() { String::new() } else { format!("Origin: {origin}\r\n") };
        endpoint.post_with(IDEA, &headers, &[("message", &format!("Poruka {n}")), ("consent", "1")])
    };
    for (n, right) in
        (0..).zip(["", "null", "https://mz.test", "HTTPS://MZ.TEST", "https://poruke.mz.test", "http://poruke.test"])
    {
        assert_eq!(post(n, right).status, 303, "{right}");
    }
    for wrong in ["https://zlo.test", "http://mz.test", "https://mz.test.zlo.test", "https://mz.test:444", "x"] {
        let page = post(50, wrong);
        assert!(page.status == 403 && page.body.contains("Poruka 50"), "{wrong}: {}", page.head);
    }
    let receipt = post(0, "").location().rsplit("/r/").next().unwrap().to_owned();
    let at = format!("/s/gornje-polje/{}", receipt.split('.').nth(1).unwrap());
    for step in ["add", "reopen", "erase"] {
        let fields = [("token", &*receipt), ("text", "Dopuna")];
        let page = endpoint.post_with(&format!("{at}/{step}"), "Origin: https://zlo.test\r\n", &fields);
        assert_eq!(page.status, 403, "{step}");
        assert_eq!(endpoint.get(&format!("{at}/{step}")).status, 405, "nothing changes by a link: {step}");
    }
}

#[test]
fn tenant_confusion_finds_nothing_on_any_route() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let photo = multipart(REPORT, &[("message", "Rupa"), ("consent", "1")], &[("a", &jpeg(9, 9))]);
    let receipt = send(endpoint.address, &photo).unwrap().location().to_owned();
    let token = receipt.strip_prefix("/r/").unwrap();
    let reference = token.split('.').nth(1).unwrap();
    let other = token.replacen("gornje-polje", "donji-brijeg", 1);
    for path in [format!("/r/{other}"), format!("/r/{other}/1"), format!("/s/donji-brijeg/{reference}")] {
        assert_eq!(endpoint.get(&path).status, 404, "{path}");
    }
    for step in ["add", "reopen", "erase", "support"] {
        for token in [token, &*other] {
            let path = format!("/s/donji-brijeg/{reference}/{step}");
            assert_eq!(endpoint.post(&path, &[("token", token), ("text", "a")]).status, 404, "{path}");
        }
    }
    let stranger =
        endpoint.post("/f/donji-brijeg/prijava", &[("message", "Рупа"), ("consent", "1")]).location().to_owned();
    let stranger = stranger.strip_prefix("/r/").unwrap();
    for (path, token) in [(reference, stranger), (stranger.split('.').nth(1).unwrap(), token)] {
        let path = format!("/s/gornje-polje/{path}/erase");
        assert_eq!(endpoint.post(&path, &[("token", token)]).status, 404, "a token opens one message only");
    }
    assert!(endpoint.get(&receipt).body.contains("Rupa"), "nothing happened to it");
    assert_eq!(endpoint.get("/s/donji-brijeg").body.matches("<li>").count(), 1, "its own message only");
}

#[test]
fn forged_x_forwarded_for_does_not_help() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &["--trusted-proxy", "10.0.0.0/8"]);
    let post = |n: usize| {
        let headers = format!("X-Forwarded-For: 198.51.{n}.1\r\n");
        endpoint.post_with(IDEA, &headers, &[("message", &format!("Poruka {n}")), ("consent", "1")]).status
    };
    let answers: Vec<u16> = (0..12).map(post).collect();
    assert_eq!(&answers[..10], [303; 10]);
    assert_eq!(&answers[10..], [428; 2], "counted by the address that the connection has");
}

#[test]
fn guessing_references_is_ended_and_tells_nobodys_name() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let fields = [("message", "Rupa"), ("name", "Fata Primjer"), ("phone", "061 000 000"), ("consent", "1")];
    let receipt = endpoint.post(REPORT, &fields).location().to_owned();
    let right = format!("/s/gornje-polje/{}", receipt.split('.').nth(1).unwrap());
    let status = endpoint.get(&right).body;
    assert!(!["Fata", "061", "Rupa"].iter().any(|part| status.contains(part)), "{status}");
    let guess = |n: u128| {
        let reference = zbor::feedback::Reference::random((n * 0x9E37_79B9_7F4A_7C15).to_le_bytes());
        endpoint.get(&format!("/s/gornje-polje/{}", reference.compact())).status
    };
    let answers: Vec<u16> = (1..=40).map(guess).collect();
    assert!(answers[..30].iter().all(|status| *status == 404), "{answers:?}");
    assert!(answers[31..].iter().all(|status| *status == 429), "{answers:?}");
    assert_eq!(endpoint.get(&right).status, 429, "from there not even a right one is told");
    assert_eq!(endpoint.get(&format!("{receipt}x")).status, 429, "tokens are counted with them");
    assert_eq!(endpoint.get(&receipt).status, 200, "but whoever has a receipt can open it");
}

mod sockets {
    //! Stuck and slow sockets, on a server with little patience.

    use super::*;
    use std::net::SocketAddr;
    use zbor::feedback::store::Options;
    use zbor::feedback::{Forms, Settings, start};
    use zbor::http::{Limits, Stop};

    /// A server inside this process.
    struct Served {
        address: SocketAddr,
        stop: Stop,
        thread: Option<std::thread::JoinHandle<()>>,
        _dir: tempfile::TempDir,
    }

    impl Drop for Served {
        fn drop(&mut self) {
            self.stop.now();
            self.thread.take().unwrap().join().unwrap();
        }
    }

    fn served(patience: Limits) -> Served {
        let dir = folder();
        let settings =
            Settings { patience, ..Settings::new(Options::at(dir.path().join("data")), Forms::Given(forms())) };
        let stop = Stop::default();
        let (tell, told) = std::sync::mpsc::channel();
        let asked = stop.clone();
        let thread = std::thread::spawn(move || {
            tokio::runtime::Runtime::new().unwrap().block_on(async {
                let running = start(settings, asked).await.unwrap();
                tell.send(running.address).unwrap();
                running.ended().await;
            });
        });
        Served { address: told.recv().unwrap(), stop, thread: Some(thread), _dir: dir }
    }

    fn hasty() -> Limits {
        let short = Duration::from_millis(300);
        Limits { first_byte: short, head: short, idle: short, body: short, stalled: short, ..Limits::default() }
    }

    fn connect(to: SocketAddr) -> TcpStream {
        let socket = TcpStream::connect(to).unwrap();
        // Long after every limit here: whoever waits so long was forgotten.
        socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        socket
    }

    /// Whether the server ends the connection by itself.
    fn is_ended(socket: &mut TcpStream) -> bool {
        let mut rest = Vec::new();
        match socket.read_to_end(&mut rest) {
            Ok(_) => true,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }

    #[test]
    fn stuck_sockets_are_ended_at_every_step() {
        let served = served(hasty());
        let body = form_request(IDEA, "", &[("message", "Klupe"), ("consent", "1")]);
        let head = body.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        for (step, sent) in
            [("silent", 0), ("in the head", 20), ("before the body", head + 4), ("in the body", head + 9)]
        {
            let mut socket = connect(served.address);
            socket.write_all(&body[..sent]).unwrap();
            assert!(is_ended(&mut socket), "{step}");
        }
        // One that asks again and again and never ends a head.
        let mut socket = connect(served.address);
        socket.write_all(b"GET / HTTP/1.1\r\n").unwrap();
        let mut lines = 0;
        while socket.write_all(b"X-A: b\r\n").is_ok() {
            lines += 1;
            assert!(lines < 200, "a slow head has an end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[test]
    fn slow_but_steady_bodies_arrive() {
        let served = served(Limits { body_rate: 100, ..hasty() });
        let body = form_request(IDEA, "", &[("message", &"Klupe ".repeat(200)), ("consent", "1")]);
        let mut socket = connect(served.address);
        // Far longer than the time for any body, but much faster than the rate.
        for piece in body.chunks(body.len() / 12) {
            socket.write_all(piece).unwrap();
            std::thread::sleep(Duration::from_millis(60));
        }
        let mut back = Vec::new();
        socket.read_to_end(&mut back).unwrap();
        assert_eq!(super::endpoint::answer(&back).unwrap().status, 303);
    }

    #[test]
    fn the_oldest_idle_connection_makes_room() {
        let limits = Limits { per_address: 8, ..Limits::default() };
        let served = served(limits);
        let mut idle: Vec<TcpStream> = (0..8).map(|_| connect(served.address)).collect();
        let page = send(served.address, &super::endpoint::request("GET", "/s/gornje-polje", "", "")).unwrap();
        assert_eq!(page.status, 200, "eight silent ones keep nobody out");
        assert!(is_ended(&mut idle[0]), "the first that came went");
        let mut last = idle.pop().unwrap();
        last.write_all(&super::endpoint::request("GET", "/s/gornje-polje", "", "")).unwrap();
        let mut back = Vec::new();
        last.read_to_end(&mut back).unwrap();
        assert_eq!(super::endpoint::answer(&back).unwrap().status, 200, "the others stayed");
    }

    #[test]
    fn stopping_ends_what_was_begun_and_takes_nothing_new() {
        let served = served(Limits::default());
        let body = form_request(IDEA, "", &[("message", "Klupe"), ("consent", "1")]);
        let mut socket = connect(served.address);
        socket.write_all(&body[..body.len() - 4]).unwrap();
        // So that the request is inside before the wish to stop is told.
        send(served.address, &super::endpoint::request("GET", "/s/gornje-polje", "", "")).unwrap();
        served.stop.now();
        socket.write_all(&body[body.len() - 4..]).unwrap();
        let mut back = Vec::new();
        socket.read_to_end(&mut back).unwrap();
        assert_eq!(super::endpoint::answer(&back).unwrap().status, 303);
    }
}
