//! From a post to the page of the site, and what may be published of what came.

use crate::endpoint::{Endpoint, folder, request, send};
use crate::volunteer::{OURS, add, editor, enter, reference, token, words, zbor};
use serde_json::Value;
use std::path::Path;

const SITE: &str = "/a/gornje-polje";

fn fetch(endpoint: &Endpoint, path: &str, headers: &str) -> crate::endpoint::Answer {
    send(endpoint.address, &request("GET", path, headers, "")).unwrap()
}

fn content(endpoint: &Endpoint, token: &str) -> Value {
    let answer = fetch(endpoint, "/x/v1/gornje-polje/content", &format!("Authorization: Bearer {token}\r\n"));
    assert_eq!(answer.status, 200, "{answer:?}");
    serde_json::from_str(&answer.body).unwrap()
}

#[test]
fn the_whole_loop() {
    let dir = tempfile::tempdir().unwrap();
    let workspace = dir.path().join("mz");
    std::fs::create_dir_all(workspace.join("projekti")).unwrap();
    let site = |url: &str| {
        let text = format!("naziv: MZ Proba\npovratne_informacije: {{adresa: {url}, rok_dana: 5}}\n");
        std::fs::write(workspace.join("sajt.yaml"), text).unwrap();
    };
    std::fs::write(workspace.join("projekti/put.md"), "---\nnaslov: Put\nstatus: u toku\n---\nTekst.\n").unwrap();
    let at = workspace.to_str().unwrap();
    let build = || {
        let built = zbor(&["build", at]);
        assert!(built.status.code().unwrap() <= 1, "{built:?}");
    };
    site("https://uho.example");
    build();
    std::fs::copy(workspace.join("dist/forms.json"), dir.path().join("forms.json")).unwrap();
    let endpoint = Endpoint::start(dir.path(), &[]);
    site(&format!("http://{}", endpoint.address));

    let fields = [("message", "Ja sam Fata iz Lipove 3.\nKad je put gotov?"), ("name", "Fata Fatić"), ("consent", "1")];
    let posted = endpoint.post("/f/mz/pitanje", &fields);
    let number = reference(&posted);
    let ana = editor(dir.path(), &endpoint, "mz");
    let item = format!("/a/mz/m/{number}");
    assert!(ana.get(&item).body.contains("Kad je put gotov?"));
    assert_eq!(ana.post(&item, &[("act", "answer"), ("text", "Do kraja maja.")]).status, 303);
    let copy = ana.get(&item).body;
    assert!(copy.contains("Do kraja maja.</textarea>"), "the copy begins with what was answered: {copy}");
    let publish = [("act", "publish"), ("question", "Kad je put\u{202e} gotov?"), ("answer", "Do kraja <b>maja</b>.")];
    assert_eq!(ana.post(&item, &publish).status, 303);
    let done = [("project", "projekti/put/"), ("said", "Uzak je."), ("did", "Proširen je."), ("people", "12")];
    assert_eq!(ana.post("/a/mz/done", &done).status, 200);

    let token = token(dir.path(), "mz");
    let file = dir.path().join("tajna");
    std::fs::write(&file, &token).unwrap();
    let pull = || zbor(&["feedback", "pull", at, "--strict", "--token-file", file.to_str().unwrap()]);
    let pulled = pull();
    assert!(pulled.status.success(), "{pulled:?}");
    let first = std::fs::read_to_string(workspace.join("odgovori.yaml")).unwrap();
    assert!(pull().status.success());
    assert_eq!(std::fs::read_to_string(workspace.join("odgovori.yaml")).unwrap(), first, "nothing new: 304");
    build();
    let page = |name: &str| {
        let html = std::fs::read_to_string(workspace.join("dist").join(name).join("index.html")).unwrap();
        let document = scraper::Html::parse_document(&html);
        let main = document.select(&scraper::Selector::parse("main").unwrap()).next().unwrap();
        main.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    };
    let questions = page("pitanja");
    assert!(questions.contains("Kad je put gotov?") && questions.contains("Do kraja <b>maja</b>."), "{questions}");
    assert!(page("projekti/put").contains("Rekli ste Uzak je. Uradili smo Proširen je. 12 osoba"));
    let long = format!("{}-{}-{}", &number[..4], &number[4..8], &number[8..]);
    assert!(page("stanje-poruka").contains(&format!("{long} Odgovoreno")), "{}", page("stanje-poruka"));
    for file in crate::endpoint::files(&workspace.join("dist")) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Fat"), "{}: a name left the inbox", file.display());
    }
    // What is taken off the site is gone with the next build.
    assert_eq!(ana.post(&item, &[("act", "withdraw")]).status, 303);
    assert!(pull().status.success());
    build();
    assert!(!Path::new(&workspace.join("dist/pitanja/index.html")).exists());
}

#[test]
fn content_is_for_whoever_has_the_token_of_the_site() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let (own, other) = (token(dir.path(), "gornje-polje"), token(dir.path(), "donji-brijeg"));
    let status = |site: &str, headers: &str| fetch(&endpoint, &format!("/x/v1/{site}/content"), headers).status;
    let bearer = |token: &str| format!("Authorization: Bearer {token}\r\n");
    assert_eq!(status("gornje-polje", &bearer(&own)), 200);
    for headers in [String::new(), bearer(&other), bearer(""), bearer("x"), format!("Authorization: Basic {own}\r\n")] {
        assert_eq!(status("gornje-polje", &headers), 401, "{headers}");
    }
    assert_eq!(status("nema-ga", &bearer(&own)), 401);
    assert_eq!(status("donji-brijeg", &bearer(&own)), 401);
    let first = fetch(&endpoint, "/x/v1/gornje-polje/content", &bearer(&own));
    let tag = first.header("etag").unwrap().to_owned();
    let headers = format!("{}If-None-Match: {tag}\r\n", bearer(&own));
    let same = fetch(&endpoint, "/x/v1/gornje-polje/content", &headers);
    assert_eq!((same.status, same.body.as_str(), same.header("etag")), (304, "", Some(tag.as_str())));
    endpoint.post("/f/gornje-polje/ideja", &[("message", "Klupe"), ("consent", "1")]);
    assert_eq!(fetch(&endpoint, "/x/v1/gornje-polje/content", &headers).status, 200, "something new");
}

#[test]
fn nothing_is_published_that_nobody_published() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let (ana, token) = (editor(dir.path(), &endpoint, "gornje-polje"), token(dir.path(), "gornje-polje"));
    let fields = [("message", "Tajna poruka"), ("name", "Fata"), ("location", "Lipova"), ("consent", "1")];
    let number = reference(&endpoint.post("/f/gornje-polje/prijava", &fields));
    let item = format!("{SITE}/m/{number}");
    ana.post(&item, &[("act", "answer"), ("text", "Tajni odgovor")]);
    ana.post(&item, &[("act", "note"), ("text", "Tajna bilješka")]);
    let text = content(&endpoint, &token).to_string();
    for secret in ["Tajn", "Fata"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(text.contains("\"status\":\"answered\""), "{text}");
    ana.post(&item, &[("act", "spam")]);
    assert!(!content(&endpoint, &token).to_string().contains("\"reference\""), "spam has no status outside");
}

#[test]
fn votes_on_paper_count_with_the_others_and_are_shown_apart() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let (ana, token) = (editor(dir.path(), &endpoint, "gornje-polje"), token(dir.path(), "gornje-polje"));
    let votes = format!("{SITE}/votes");
    for wrong in [("n-1", "-1"), ("n-1", "501"), ("n-1", "pet"), ("n-1", "")] {
        assert_eq!(ana.post(&votes, &[("poll", "klupe"), wrong]).status, 422, "{wrong:?}");
    }
    let saved = ana.post(&votes, &[("key", "0123456789abcdef"), ("poll", "klupe"), ("n-1", "6"), ("n-2", "3")]);
    assert!(words(&saved).contains("Upisano listića: 9."), "{}", saved.body);
    assert_eq!(content(&endpoint, &token)["polls"], serde_json::json!([]), "nine are too few");
    // The same page sent again counts once.
    ana.post(&votes, &[("key", "0123456789abcdef"), ("poll", "klupe"), ("n-1", "6"), ("n-2", "3")]);
    assert_eq!(content(&endpoint, &token)["polls"], serde_json::json!([]));
    let field = {
        let form = endpoint.get("/f/gornje-polje/klupe").body;
        let document = scraper::Html::parse_document(&form);
        let input = document.select(&scraper::Selector::parse("[type=radio]").unwrap()).next().unwrap();
        input.value().attr("name").unwrap().to_owned()
    };
    assert_eq!(endpoint.post("/f/gornje-polje/klupe", &[(field.as_str(), "2")]).status, 303);
    let poll = &content(&endpoint, &token)["polls"][0];
    assert_eq!(poll["ballots"], serde_json::json!({"online": 1, "paper": 9}));
    let options = serde_json::json!([{"option": "1", "votes": 6}, {"option": "2", "votes": 4}]);
    assert_eq!(poll["options"], options, "one online vote is not shown apart");
}

#[test]
fn open_problems_are_counted_with_those_who_joined_them() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let (ana, token) = (editor(dir.path(), &endpoint, "gornje-polje"), token(dir.path(), "gornje-polje"));
    let report = |text: &str| {
        let fields = [("message", text), ("location", "Lipova"), ("consent", "1")];
        reference(&endpoint.post("/f/gornje-polje/prijava", &fields))
    };
    let (first, second, third) = (report("Mrak"), report("Opet mrak"), report("Rupa"));
    ana.post(&format!("{SITE}/m/{first}"), &[("act", "sort"), ("text", "lighting")]);
    ana.post(&format!("{SITE}/m/{second}"), &[("act", "merge"), ("text", &first)]);
    ana.post(&format!("{SITE}/m/{third}"), &[("act", "resolve"), ("text", "")]);
    let problems = content(&endpoint, &token)["problems"].clone();
    assert_eq!(problems, serde_json::json!([{"category": "lighting", "street": "Lipova", "reports": 2}]));
}

#[test]
fn figures_of_few_messages_are_hidden() {
    let dir = folder();
    let endpoint = Endpoint::start(dir.path(), &[]);
    let password = add(dir.path(), "gornje-polje", "ana@mz.example", "owner");
    let ana = enter(&endpoint, "ana@mz.example", &password);
    let report = |n: usize, street: &str| {
        let text = format!("Poruka {n} iz {street}");
        let fields = [("message", text.as_str()), ("location", street), ("consent", "1")];
        reference(&endpoint.post("/f/gornje-polje/prijava", &fields))
    };
    let all: Vec<String> = (0..5).map(|n| report(n, "Lipova")).chain([report(9, "Tiha")]).collect();
    ana.post(&format!("{SITE}/m/{}", all[0]), &[("act", "answer"), ("text", "Jeste.")]);
    let figures = words(&ana.get(&format!("{SITE}/statistics")));
    assert!(figures.contains("Stiglo 6 Odgovoreno 1 (16 %) U roku 1 (100 %)"), "{figures}");
    assert!(figures.contains("Lipova Stiglo 5") && !figures.contains("Tiha"), "{figures}");
    assert!(figures.contains("manje od pet"), "{figures}");
    assert_eq!(ana.post_with(&format!("{SITE}/settings"), OURS, &[("webhook", "http://x.example")]).status, 422);
}
