//! The endpoint's pages: as light as promised, in the language and colours of the site, without any script.

use super::endpoint::{Endpoint, folder, send};
use zbor::form::{LANGUAGE_FIELD, VERSION_FIELD};

#[test]
fn pages_are_light_need_no_script_and_look_like_their_site() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let receipt =
        endpoint.post("/f/donji-brijeg/prijava", &[("message", "Рупа"), ("consent", "1")]).location().to_owned();
    let refused = endpoint.post("/f/donji-brijeg/prijava", &[("email", "x")]);
    let status = endpoint.get(&format!("/s/donji-brijeg/{}", receipt.split('.').nth(1).unwrap()));
    let pages = [
        endpoint.get("/f/donji-brijeg/prijava"),
        endpoint.get(&receipt),
        refused,
        status,
        endpoint.get("/s/donji-brijeg"),
    ];
    for page in pages {
        let size = page.bytes.len();
        assert!(size <= 9_216, "{size} bytes before the proxy compresses them: {}", page.body);
        assert!(gzip(&page.bytes) <= 6_000, "{} bytes as served", gzip(&page.bytes));
        assert!(!page.body.contains("<script"), "no script");
        assert!(page.body.contains("<html lang=\"sr-Cyrl\">") && page.body.contains("МЗ Доњи Бријег"), "{}", page.body);
        assert!(page.body.contains("--accent:#7a1f1f"), "the colour of the site");
        let policy = page.header("content-security-policy").unwrap();
        let style = page.body.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        let allowed = zbor::template::csp_hash(style);
        assert!(policy.contains(&allowed) && policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
    }
}

fn gzip(bytes: &[u8]) -> usize {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn a_page_in_another_language_is_answered_in_it() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let page = endpoint.post("/f/gornje-polje/ideja", &[(LANGUAGE_FIELD, "en"), ("email", "x")]);
    assert!(page.body.contains("There is a problem") && page.body.contains("lang=\"en\""), "{}", page.body);
    assert!(page.body.contains("name=\"_lang\" value=\"en\""), "and stays in it: {}", page.body);
    let fields = [(LANGUAGE_FIELD, "en"), ("message", "A bench"), ("consent", "1"), (VERSION_FIELD, "")];
    let receipt = endpoint.post("/f/gornje-polje/ideja", &fields).location().to_owned();
    assert!(endpoint.get(&receipt).body.contains("We will reply by "));
    assert!(endpoint.get("/f/gornje-polje/ideja?l=en").body.contains("Send"));
    let nonsense = endpoint.post("/f/gornje-polje/ideja", &[(LANGUAGE_FIELD, "xx"), ("email", "x")]);
    assert!(nonsense.body.contains("lang=\"bs\""));
}

#[test]
fn operations_have_a_listener_of_their_own() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let ask = |path: &str| send(endpoint.operations, &super::endpoint::request("GET", path, "", "")).unwrap();
    assert_eq!(ask("/healthz").status, 200);
    let written = |text: &str| -> u64 {
        let line = text.lines().find(|line| line.starts_with("zbor_feedback_written_total")).unwrap();
        line.rsplit(' ').next().unwrap().parse().unwrap()
    };
    let before = written(&ask("/metrics").body);
    endpoint.post("/f/gornje-polje/ideja", &[("message", "Klupe"), ("consent", "1")]).location();
    assert_eq!(written(&ask("/metrics").body), before + 1);
    let ready = ask("/readyz");
    let value = |name: &str| ready.body.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    assert_eq!(ready.status, 200, "{ready:?}");
    assert!(value("oldest_notice_seconds").parse::<u64>().unwrap() < 60, "{ready:?}");
    let last: zbor::date::Timestamp = value("last_durable_write").parse().unwrap();
    let age = zbor::feedback::Clock::System.now().as_second() - last.as_second();
    assert!((0..60).contains(&age), "{ready:?}");
    if cfg!(unix) {
        assert!(value("disk_left_bytes").parse::<u64>().unwrap() > 0, "{ready:?}");
    }
    assert_eq!(endpoint.get("/metrics").status, 404, "not on the public one");
}
