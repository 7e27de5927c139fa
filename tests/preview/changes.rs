//! What open pages are told, however the editor's program saves.

use super::client::{NOTICE, Server, notice};
use std::fs;

/// What a program does when somebody saves a text.
type Way<'a> = (&'static str, &'a dyn Fn(&str));

const PAGE: &str = "/gornje-selo/obavjestenja/put/";

#[test]
fn each_way_of_saving_is_told_and_seen_at_once() {
    let server = Server::start();
    assert_eq!(server.get(PAGE).status, 200);
    let mut page = server.listen();
    let path = server.root().join(NOTICE);
    let ways: [Way; 4] = [
        ("truncated and written", &|text| fs::write(&path, text).unwrap()),
        ("written beside and renamed over", &|text| {
            let beside = path.with_extension("md.novo");
            fs::write(&beside, text).unwrap();
            fs::rename(&beside, &path).unwrap();
        }),
        ("renamed away, then written", &|text| {
            fs::rename(&path, path.with_extension("md~")).unwrap();
            fs::write(&path, text).unwrap();
        }),
        ("removed, then written", &|text| {
            fs::remove_file(&path).unwrap();
            fs::write(&path, text).unwrap();
        }),
    ];
    for (number, (way, save)) in ways.iter().enumerate() {
        let title = format!("Naslov {number}");
        save(&notice(&title));
        assert_eq!(page.until("changed"), "pages", "{way}");
        assert!(server.get(PAGE).text().contains(&title), "{way}");
    }
}

/// Programs leave files beside the text while somebody writes, and a build may run beside the preview: of these no page
/// hears. The first that it hears of is the style that is saved after them.
#[test]
fn what_programs_leave_is_no_change() {
    let server = Server::start();
    let mut page = server.listen();
    server.write("dist/.zbor-output", "");
    server.write("sites/polje/theme/zbor.css", "body{}");
    page.until("changed");
    server.get("/polje/");
    while page.next().0 != "findings" {}
    let names = [".2026-11-20-put.md.swp", "2026-11-20-put.md~", "2026-11-20-put.md.crswap", "~$put.docx", "put.tmp"];
    for name in names {
        server.write(&format!("sites/gornje-selo/obavjestenja/{name}"), "x");
    }
    for path in [".zbor/x", ".git/index", "node_modules/x/y", "dist/index.html", "dist/a/index.html"] {
        server.write(path, "x");
    }
    std::fs::rename(server.root().join("dist/index.html"), server.root().join("dist/x.html")).unwrap();
    server.write("sites/polje/theme/zbor.css", "body{color:red}");
    assert_eq!(page.until("changed"), "styles");
}

#[test]
fn many_files_at_once_end_in_the_last_state() {
    let server = Server::start();
    let mut page = server.listen();
    for number in 0..300 {
        server.write(
            &format!("sites/polje/obavjestenja/2026-11-{:02}-n{number}.md", number % 24 + 1),
            &notice(&format!("N{number}")),
        );
    }
    page.until("changed");
    for number in [0, 150, 299] {
        assert_eq!(server.get(&format!("/polje/obavjestenja/n{number}/")).status, 200, "{number}");
    }
    fs::remove_dir_all(server.root().join("sites/polje/obavjestenja")).unwrap();
    page.until("changed");
    assert_eq!(server.get("/polje/obavjestenja/n0/").status, 404);
}

/// As `git checkout` does: a third goes, a third is replaced by renaming, a third comes, and all within a moment.
#[test]
fn a_checkout_of_a_thousand_files_ends_in_one_right_state() {
    let server = Server::start();
    let name = |number: usize| format!("sites/polje/obavjestenja/2026-11-{:02}-n{number}.md", number % 24 + 1);
    let mut page = server.listen();
    (0..700).for_each(|number| server.write(&name(number), &notice(&format!("Prije {number}"))));
    page.until("findings");
    assert_eq!(server.get("/polje/obavjestenja/n699/").status, 200);
    for number in 0..1000 {
        let path = server.root().join(name(number));
        match number {
            0..350 => fs::remove_file(path).unwrap(),
            350..700 => {
                let beside = path.with_extension("lock");
                fs::write(&beside, notice(&format!("Poslije {number}"))).unwrap();
                fs::rename(beside, path).unwrap();
            }
            _ => fs::write(path, notice(&format!("Poslije {number}"))).unwrap(),
        }
    }
    page.until("changed");
    // The last change may have been told apart from the first: requests wait for what is on its way.
    let last = |number: usize| {
        let answer = server.get(&format!("/polje/obavjestenja/n{number}/"));
        (answer.status, answer.text().contains(&format!("Poslije {number}")))
    };
    let all = || (0..1000).step_by(37).map(|number| (number, last(number)));
    let is_right =
        |(number, found): (usize, (u16, bool))| found == if number < 350 { (404, false) } else { (200, true) };
    let right = (0..100).any(|_| {
        all().all(is_right) || {
            std::thread::sleep(std::time::Duration::from_millis(50));
            false
        }
    });
    assert!(right, "{:?}", all().filter(|one| !is_right(*one)).collect::<Vec<_>>());
    assert_eq!(server.findings()["errors"], 0);
}

#[test]
fn styles_are_told_apart() {
    let server = Server::start();
    let mut page = server.listen();
    server.write("sites/gornje-selo/theme/zbor.css", "body{color:red}");
    assert_eq!(page.until("changed"), "pages", "a folder came");
    page.until("findings");
    server.write("sites/gornje-selo/theme/zbor.css", "body{color:blue}");
    assert_eq!(page.until("changed"), "styles");
    assert!(server.get("/gornje-selo/").text().contains("color:blue"));
    assert!(!server.get("/polje/").text().contains("color:blue"));
}

#[test]
fn beneath_a_mistake_is_the_last_good_page() {
    let server = Server::start();
    assert!(server.get(PAGE).text().contains("Novi put"));
    let mut page = server.listen();
    server.write(NOTICE, "---\nnaslov: Novi put\nhitnost: malo\n---\nTekst.\n");
    page.until("changed");
    let shown = server.get(PAGE);
    assert!(shown.status == 200 && shown.text().contains("Novi put"), "{}", shown.head);
    let found = server.findings();
    assert_eq!(found["errors"], 1, "{found}");
    let item = &found["items"][0];
    assert_eq!(
        (item["severity"].as_str(), item["place"]["name"].as_str().unwrap()),
        (Some("error"), &*format!("{NOTICE}:3:10"))
    );
    assert_eq!(item["place"]["line"], serde_json::json!(["hitnost: ", "malo", ""]));
    assert!(item["message"].as_str().unwrap().contains("`malo`") && !item["help"].as_array().unwrap().is_empty());
    // Addresses that nobody looked at are gone, as they are for residents.
    assert_eq!(server.get("/gornje-selo/obavjestenja/nema/").status, 404);

    server.write(NOTICE, &notice("Ispravljen put"));
    page.until("changed");
    assert!(server.get(PAGE).text().contains("Ispravljen put"));
    assert_eq!(server.findings()["errors"], 0);
    fs::remove_file(server.root().join(NOTICE)).unwrap();
    page.until("changed");
    assert_eq!(server.get(PAGE).status, 404, "without a mistake a page that is gone is gone");
}

#[test]
fn broken_settings_and_templates_leave_the_last_good_pages() {
    let server = Server::start();
    server.get(PAGE);
    let mut page = server.listen();
    server.write("sites/gornje-selo/site.yaml", "naziv: [\n");
    page.until("changed");
    assert!(server.get(PAGE).text().contains("Novi put"));
    assert_ne!(server.findings()["errors"], 0);
    server.write("sites/gornje-selo/site.yaml", "naziv: MZ Gornje Selo\n");
    page.until("changed");
    assert!(server.get(PAGE).text().contains("Novi put"));
    assert_eq!(server.findings()["errors"], 0);
    assert_eq!(server.get("/polje/").status, 200);
}

#[test]
fn a_mistake_in_templates_of_a_site_leaves_its_last_good_ones() {
    const HOME: &str = "{% extends \"base.html\" %}{% block main %}<p>Naša početna</p>{% endblock main %}";
    let server = Server::start();
    server.get("/polje/");
    let mut page = server.listen();
    server.write("sites/polje/theme/templates/home.html", HOME);
    page.until("changed");
    assert!(server.get("/polje/").text().contains("Naša početna"));
    server.write("sites/polje/theme/templates/home.html", "{% extends \"base.html\" %}{% if");
    page.until("changed");
    assert!(server.get("/polje/").text().contains("Naša početna"));
    assert_ne!(server.findings()["errors"], 0);
    server.write("sites/polje/theme/templates/home.html", &HOME.replace("Naša", "Nova"));
    page.until("changed");
    assert!(server.get("/polje/").text().contains("Nova početna"));
    assert_eq!(server.findings()["errors"], 0);
}
