//! The second built-in theme proves the contract between engine and themes: the example is built with it, and has the
//! same addresses, the same titles, and pages that weigh their words.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use zbor::build::{Host, Mode, Report, Request, Scripts, run};
use zbor::diag::Diagnostic;
use zbor::site::Drafts;

type Files = BTreeMap<String, Vec<u8>>;

/// What a page may weigh.
const MOST: usize = 3 * 1024;
/// What a page may weigh beyond its words: the frame, with the addresses of what it links.
const BEYOND_WORDS: usize = 1700;
/// What a page without a text may weigh: the page for addresses that do not exist, of a site with an ordinary menu.
const EMPTY: usize = 1280;

fn files(dir: &Path) -> Files {
    fn walk(dir: &Path, base: &Path, all: &mut Files) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, base, all);
            } else {
                let name = path.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/");
                all.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut all = Files::new();
    walk(dir, dir, &mut all);
    all
}

/// Builds a workspace of these files on 24 November 2026.
fn build(workspace: &Files) -> (Report, Files) {
    let temporary = tempfile::tempdir().unwrap();
    let (root, out) = (temporary.path().join("mz"), temporary.path().join("out"));
    for (name, bytes) in workspace {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let request = Request {
        root,
        out: out.clone(),
        sites: Vec::new(),
        drafts: Drafts::Hidden,
        now: "2026-11-24T09:00:00Z".parse().unwrap(),
        host: Host::default(),
        mode: Mode::Build,
        scripts: Scripts::Trusted,
        digest: None,
        keep: zbor::build::Keep::Nothing,
    };
    let report = run(&request, &|_, _| {}).unwrap();
    (report, files(&out))
}

/// The example with these lines at the end of its `zbor.yaml`.
fn example(lines: &str) -> Files {
    let mut workspace = files(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("example-site"));
    workspace.retain(|name, _| !name.starts_with(".zbor/") && !name.starts_with("dist/"));
    workspace.get_mut("zbor.yaml").unwrap().extend_from_slice(format!("\n{lines}\n").as_bytes());
    workspace
}

fn small(lines: &str, more: &[(&str, &str)]) -> Files {
    let site = format!("naziv: MZ Lug\nadresa_sajta: https://lug.example\n{lines}\n");
    let text = "---\nnaslov: Voda\n---\nDo petka.\n\n![Cisterna](cisterna.jpg)\n";
    // Any picture does.
    let photo = include_bytes!("photo/rgb.jpg").to_vec();
    let mut all = Files::from([
        ("site.yaml".to_owned(), site.into_bytes()),
        ("obavjestenja/2026-11-23-voda/index.md".to_owned(), text.into()),
        ("obavjestenja/2026-11-23-voda/cisterna.jpg".to_owned(), photo),
    ]);
    all.extend(more.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())));
    all
}

fn page<'a>(out: &'a Files, name: &str) -> &'a str {
    let bytes = out.get(name).unwrap_or_else(|| panic!("no {name} among {:?}", out.keys()));
    std::str::from_utf8(bytes).unwrap()
}

fn pages(out: &Files) -> impl Iterator<Item = (&str, &str)> {
    out.keys().filter(|name| name.ends_with(".html")).map(|name| (name.as_str(), page(out, name)))
}

/// `gzip -9`
fn gzip(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}")).1;
    rest.split_once(end).unwrap().0
}

/// What a reader reads.
fn words(html: &str) -> String {
    let body = html.split_once("<body>").map_or("", |(_, body)| body);
    body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<Vec<_>>().join(" ")
}

/// The first heading, without its elements.
fn heading(html: &str) -> String {
    let inner = html.split_once("<h1").unwrap_or_else(|| panic!("no heading in {html}")).1;
    let inner = inner.split_once('>').unwrap().1.split_once("</h1>").unwrap().0;
    inner.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

#[test]
fn the_example_in_words_only() {
    let (ordinary, with_zbor) = build(&example(""));
    let (report, out) = build(&example("theme: tekst"));
    assert_eq!(report.findings, ordinary.findings);
    // The same addresses; all but the pages is the same to the byte.
    assert_eq!(out.keys().collect::<Vec<_>>(), with_zbor.keys().collect::<Vec<_>>());
    let differ: Vec<&String> =
        out.keys().filter(|name| !name.ends_with(".html") && out[*name] != with_zbor[*name]).collect();
    assert!(differ.is_empty(), "{differ:?}");
    let mut heavy = Vec::new();
    for (name, html) in pages(&out) {
        let usual = page(&with_zbor, name);
        assert_eq!(between(html, "<title>", "</title>"), between(usual, "<title>", "</title>"), "{name}");
        if !usual.contains("http-equiv=refresh") && !usual.contains("http-equiv=\"refresh\"") {
            // On the home page the name is written out, where the other theme has the short one in its header.
            let (ours, theirs) = (heading(html), heading(usual));
            assert!(
                ours == theirs || name.ends_with("index.html") && ours.len() > theirs.len(),
                "{name}: {ours} {theirs}"
            );
            assert!(html.contains("<main") && html.contains("id=meni") | html.contains("id=\"meni\""), "{name}");
        }
        if name.contains("/za-dijeljenje/") {
            // For editors: a poster is drawn, and a button copies.
            continue;
        }
        let searches = name.ends_with("/trazi/index.html");
        for picture in ["<img", "<svg", "<picture", "<script", "<source"] {
            assert!(!html.contains(picture) || searches && picture == "<script", "{name} has {picture}");
        }
        if name.contains("/trazi/") {
            // An index is links to everything.
            continue;
        }
        let weight = gzip(html);
        let beyond = weight - gzip(&words(html)).min(weight);
        if weight > MOST {
            assert!(beyond <= BEYOND_WORDS, "{name}: {weight} bytes, {beyond} beyond its words");
            heavy.push(name);
        }
        if name.ends_with("gornje-selo/404.html") {
            assert!(weight <= EMPTY, "an empty page weighs {weight}");
        }
    }
    assert!(heavy.len() <= 2, "heavier than {MOST} bytes by their words: {heavy:?}");
    assert!(pages(&out).count() > 500);
}

#[test]
fn photos_are_links_to_files_that_are_there() {
    let (_, out) = build(&example("theme: tekst"));
    let html = page(&out, "gornje-selo/projekti/put-potok-lipik/index.html");
    let links: Vec<&str> =
        html.split("href=\"../../slike/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.len() >= 3, "{html}");
    assert!(links.iter().all(|link| out.contains_key(&format!("gornje-selo/slike/{link}"))), "{links:?}");
    assert!(html.contains(">Fotografija: "), "{html}");
}

#[test]
fn a_site_lays_its_own_files_over_it() {
    let over = [
        ("theme/templates/404.html", "{% extends \"base.html\" %}{% block text %}<h1>Nema</h1>{% endblock text %}"),
        ("theme/zbor.css", "b { color: teal }"),
    ];
    let (report, out) = build(&small("tema: tekst", &over));
    assert_eq!(report.findings, Vec::<Diagnostic>::new());
    assert!(page(&out, "404.html").contains("<h1>Nema</h1>"));
    let html = page(&out, "obavjestenja/voda/index.html");
    assert!(
        html.contains("b{color:teal}") && html.contains("meni") && html.contains(">Fotografija: Cisterna</a>"),
        "{html}"
    );
}

#[test]
fn a_workspace_lays_a_theme_of_its_name_over_it() {
    let over = [(
        "themes/tekst/templates/404.html",
        "{% extends \"base.html\" %}{% block text %}<h1>Nema</h1>{% endblock text %}",
    )];
    let (report, out) = build(&small("tema: tekst", &over));
    assert_eq!(report.findings, Vec::<Diagnostic>::new());
    assert!(page(&out, "404.html").contains("<h1>Nema</h1>") && !page(&out, "index.html").contains("<svg"));
}

#[test]
fn a_theme_says_which_engine_it_needs() {
    for built_in in ["zbor", "tekst"] {
        let text =
            std::fs::read_to_string(format!("{}/themes/{built_in}/theme.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert_eq!(text, format!("name: {built_in}\nengine: \"1\"\n"));
        // The same file as a theme of the workspace has nothing wrong; with another version it has.
        let place = format!("themes/{built_in}/theme.yaml");
        let found = |text: &str| build(&small(&format!("tema: {built_in}"), &[(&place, text)])).0.findings;
        assert_eq!(found(&text), Vec::<Diagnostic>::new());
        let other = found(&text.replace("\"1\"", "\"2\""));
        assert_eq!(other.iter().map(|one| one.code.as_ref()).collect::<Vec<_>>(), ["T006"]);
    }
}

#[test]
fn a_page_says_what_it_weighs_where_that_is_wanted() {
    for theme in ["zbor", "tekst"] {
        let (_, plain) = build(&small(&format!("tema: {theme}"), &[]));
        assert!(pages(&plain).all(|(_, html)| !html.contains("troši")));
        let (report, out) = build(&small(&format!("tema: {theme}\nprikaži_težinu: da"), &[]));
        assert_eq!(report.findings, Vec::<Diagnostic>::new());
        for (name, html) in pages(&out) {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
            encoder.write_all(html.as_bytes()).unwrap();
            let weight = encoder.finish().unwrap().len();
            let (said, unit) = between(html, "Ova stranica troši ", " interneta").split_once(' ').unwrap();
            let said: usize = said.parse().unwrap();
            match unit {
                "KB" => {
                    assert!((weight..weight + 4).any(|bytes| said == bytes.div_ceil(1024)), "{name}: {said}, {weight}")
                }
                // To the byte there may be no number that is its own weight; never less is said.
                _ => assert!((weight..weight + 4).contains(&said), "{name}: {said} {unit}, {weight}"),
            }
        }
    }
}

#[test]
fn pages_of_the_default_theme_keep_their_budget() {
    let (_, out) = build(&example(""));
    for (name, html) in pages(&out) {
        let weight = gzip(html);
        let is_home = name.matches('/').count() <= 2 && html.contains("class=\"cols home\"");
        assert!(weight <= if is_home { 7 * 1024 } else { 10 * 1024 }, "{name}: {weight} bytes");
        if html.contains("<style>") {
            let style = gzip(between(html, "<style>", "</style>"));
            assert!(style <= 3 * 1024, "{name}: a stylesheet of {style} bytes");
        }
    }
    assert!(pages(&out).filter(|(_, html)| html.contains("class=\"cols home\"")).count() >= 6);
}
