//! Search as readers get it: the script of a built site, run by Node on the site's own index.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use zbor::build::{Host, Mode, Report, Request, run};
use zbor::date::Timestamp;
use zbor::diag::Severity;
use zbor::lang::{Locale, fold, script, stem};
use zbor::output::gzip_len;
use zbor::site::Drafts;

fn build(root: &Path, out: &Path) -> Report {
    let now: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let request = Request {
        root: root.to_owned(),
        out: out.to_owned(),
        sites: Vec::new(),
        drafts: Drafts::Hidden,
        now,
        host: Host::default(),
        mode: Mode::Build,
        scripts: zbor::build::Scripts::Trusted,
        digest: None,
        keep: zbor::build::Keep::Nothing,
    };
    run(&request, &|_, _| {}).unwrap()
}

/// A built site.
struct Site {
    _folder: tempfile::TempDir,
    out: PathBuf,
}

impl Site {
    /// Of these files, by path and text.
    fn of(files: &[(&str, &str)]) -> Site {
        Site::made(|root| {
            for (path, text) in files {
                let path = root.join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, text).unwrap();
            }
        })
    }

    /// Of so many texts of prose (`tests/search/corpus.mjs`).
    fn large(texts: usize, languages: &str) -> Site {
        Site::made(|root| {
            let made = node("corpus.mjs", &[root.to_str().unwrap(), &texts.to_string(), languages], "");
            assert_eq!(made, "");
        })
    }

    fn made(write: impl Fn(&Path)) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let (root, out) = (folder.path().join("mz"), folder.path().join("out"));
        std::fs::create_dir(&root).unwrap();
        write(&root);
        let report = build(&root, &out);
        let wrong: Vec<_> = report.findings.iter().filter(|finding| finding.severity != Severity::Hint).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        Site { _folder: folder, out }
    }

    /// What the script answers, by query.
    fn ask(&self, page: &str, queries: &Value) -> Vec<Value> {
        let page = self.out.join(page).join("index.html");
        let answer = node("find.mjs", &[page.to_str().unwrap()], &queries.to_string());
        serde_json::from_str(&answer).unwrap()
    }

    /// Titles found, in their order.
    fn titles(&self, page: &str, query: &str) -> Vec<String> {
        let answers = self.ask(page, &json!([query]));
        let shown = answers[0]["shown"].as_array().unwrap();
        shown.iter().map(|entry| entry["title"].as_str().unwrap().to_owned()).collect()
    }

    fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.out.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Files of a folder by name, with their sizes as sent.
    fn sizes(&self, folder: &str) -> BTreeMap<String, usize> {
        let entries = std::fs::read_dir(self.out.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let files = entries.filter(|path| path.is_file());
        let size = |path: PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, gzip_len(&std::fs::read(path).unwrap()))
        };
        files.map(size).collect()
    }
}

fn node(script: &str, arguments: &[&str], input: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(script);
    let mut node = Command::new("node")
        .arg(&script)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("this test needs Node.js 20 or newer as `node` on the path: {error}"));
    node.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "`node {}` failed", script.display());
    String::from_utf8(output.stdout).unwrap()
}

const SITE: &str = "naziv: MZ Lug\nbase_url: https://lug.example/mz\nkontakt:\n  telefon: 037 000 111\n";

fn small() -> Site {
    Site::of(&[
        ("site.yaml", SITE),
        ("obavjestenja/2026-11-20-kljuc.md", "---\nnaslov: Ključ od doma\n---\nKljuč je u kancelariji.\n"),
        (
            "obavjestenja/2026-11-01-voda.md",
            "---\nnaslov: Nestanak vode\nulice: [Titova]\n---\nCisterna stoji kod škole.\n",
        ),
        ("obavjestenja/2026-10-01-cisterna.md", "---\nnaslov: Pranje cisterni\n---\nTekst o vodi i o vodovodu.\n"),
        (
            "obavjestenja/2026-03-01-struja-zima.md",
            "---\nnaslov: Struja, zima\nvrijedi_do: 10. 3. 2026.\n---\nZbor građana je bio miran.\n",
        ),
        ("obavjestenja/2025-03-01-struja.md", "---\nnaslov: Struja, ljeto\n---\nJedna poruka.\n"),
        ("projekti/vodovod.md", "---\nnaslov: Vodovod Studenac\ndatum: 2026-05-05\nstatus: u toku\n---\nRadi se.\n"),
        ("usluge/uvjerenje.md", "---\nnaslov: Uvjerenje o prebivalištu\nizdaje: MZ\n---\nPonesite ličnu kartu.\n"),
        ("savjet/people.yaml", "- ime: Amra Đulić\n  uloga: predsjednica\n  telefon: 061 222 333\n"),
    ])
}

#[test]
fn spelling_script_and_case_do_not_matter() {
    let site = small();
    for query in ["ključ", "kljuc", "кључ", "КЉУЧ", "ključevi", "k\u{6c}juc\u{30c}", "Ključa,"] {
        assert_eq!(site.titles("trazi", query), ["Ključ od doma"], "{query}");
    }
    for query in ["đulić", "Djulic", "dulic", "Ђулић"] {
        assert_eq!(site.titles("trazi", query), ["Amra Đulić"], "{query}");
    }
}

#[test]
fn beginnings_endings_and_numbers_are_found() {
    let site = small();
    let first = |query: &str| site.titles("trazi", query).first().cloned().unwrap_or_default();
    for (query, title) in [
        ("prebiv", "Uvjerenje o prebivalištu"),
        ("uvjerenja", "Uvjerenje o prebivalištu"),
        ("ličnom kartom", "Uvjerenje o prebivalištu"),
        ("vodu", "Nestanak vode"),
        ("škole", "Nestanak vode"),
        ("061 222", "Amra Đulić"),
        // Mistyped at its end.
        ("cisternx", "Pranje cisterni"),
        // The words of another text are no obstacle.
        ("voda Titova", "Nestanak vode"),
        ("voda na Titovoj", "Nestanak vode"),
    ] {
        assert_eq!(first(query), title, "{query}");
    }
    assert_eq!(site.titles("trazi", "kvazar"), Vec::<String>::new());
    assert_eq!(site.titles("trazi", "…"), Vec::<String>::new());
}

#[test]
fn titles_come_before_texts_and_what_is_in_force_before_what_is_over() {
    let site = small();
    let cisterns = site.titles("trazi", "cisterna");
    assert_eq!(cisterns, ["Pranje cisterni", "Nestanak vode"], "the title, though it is older");
    let power = site.titles("trazi", "struja");
    assert_eq!(power, ["Struja, ljeto", "Struja, zima"], "what is in force, though it is older");
    let water = site.titles("trazi", "voda");
    assert_eq!(water[0], "Nestanak vode", "the word itself before words that begin like it: {water:?}");
}

/// Latin, Greek and Cyrillic with all their additions and marks, signs and ligatures inside a word, and prose in both
/// scripts. Phonetic letters and those newer than the browser's Unicode are nobody's query.
#[test]
fn the_page_folds_and_stems_as_the_build_does() {
    let site = small();
    let ranges = ['\u{20}'..='\u{58f}', '\u{1e00}'..='\u{2070}', '\u{fb00}'..='\u{fb06}', '\u{ff01}'..='\u{ff5e}'];
    let letters = ranges.into_iter().flatten().map(|letter| format!("a{letter}b"));
    let prose = include_str!("scripts/words.txt").split_whitespace().map(str::to_owned);
    let mut texts: Vec<String> = letters.chain(prose).collect();
    texts.extend(
        ["Ђурђевик", "z\u{30c}ena", "ǅep", "djj", "đj", "ДЬЈ", "ﬁrma", "Ⅳ", "m²", "Ĳssel", "İstanbul"]
            .map(str::to_owned),
    );
    let answers = site.ask("trazi", &json!([{ "fold": texts }]));
    // What is no letter or digit of ASCII parts words on both sides, whatever it is.
    let parts = |text: &str| text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let differ = |(text, theirs): (&String, &Value)| {
        let (ours, theirs) = (parts(&fold(text)), parts(theirs.as_str().unwrap()));
        (ours != theirs).then(|| format!("{text:?}: {ours:?} {theirs:?}"))
    };
    let wrong: Vec<String> = texts.iter().zip(answers[0].as_array().unwrap()).filter_map(differ).collect();
    assert!(wrong.is_empty(), "{} differ: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);

    let english = Site::of(&[
        ("site.yaml", "name: MZ\nbase_url: https://a.example\nlanguages: [en]\n"),
        ("announcements/a.md", "# A road\n\nText.\n"),
    ]);
    let words: Vec<String> = texts.iter().flat_map(|text| parts(&fold(text))).filter(|word| !word.is_empty()).collect();
    let more = "closing closed closes buses address cities planned meetings kiss ss ies prijedlozima sastancima";
    let words: Vec<String> = words.into_iter().chain(more.split(' ').map(str::to_owned)).collect();
    for (site, page, locale) in [(&site, "trazi", Locale::Bs), (&english, "search", Locale::En)] {
        let answers = site.ask(page, &json!([{ "stem": words }]));
        for (word, theirs) in words.iter().zip(answers[0].as_array().unwrap()) {
            assert_eq!(stem(locale, word), theirs.as_str().unwrap(), "{word}");
        }
    }
}

const KB: usize = 1024;

/// What people ask an MZ for: one word, several, the beginning of one, a number, what is not there.
const QUERIES: [&str; 18] = [
    "voda",
    "struja",
    "ključ",
    "uvjerenje",
    "zbor građana",
    "odvoz krupnog otpada",
    "isključenje struje",
    "po",
    "pr",
    "na",
    "kućni savjet",
    "telefon savjeta",
    "061",
    "2025",
    "Ulica",
    "mjesna zajednica",
    "nema takve riječi",
    "tekst",
];

#[test]
fn a_first_search_of_a_thousand_pages_takes_40_kb_at_most() {
    let site = Site::large(1000, "bs");
    let mut answers = site.ask("trazi", &json!(QUERIES));
    answers.extend(site.ask("trazi", &json!(["кључ", "исклjučenje", "radovi na putu"])));
    let mut report = String::new();
    let mut heaviest = 0;
    for (query, answer) in QUERIES.iter().zip(&answers) {
        let files: Vec<&str> = answer["files"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
        let sum: usize = files.iter().map(|path| gzip_len(&std::fs::read(path).unwrap())).sum();
        report += &format!("{query}: {sum} bytes in {} files, {} found\n", files.len(), answer["count"]);
        heaviest = heaviest.max(sum);
    }
    let sizes = site.sizes("trazi");
    let script = sizes.iter().find(|(name, _)| name.ends_with(".js")).unwrap().1;
    report += &format!(
        "script {script}, page {}, index {} in {} files\n",
        sizes["index.html"],
        sizes.values().sum::<usize>(),
        sizes.len()
    );
    println!("{report}");
    assert!(heaviest <= 40 * KB, "{report}");
    assert!(*script <= 10 * KB, "{report}");
    let pages = letters(&site, "trazi");
    assert!(pages.len() > 20, "{pages:?}");
    for page in pages {
        let size = gzip_len(site.text(&format!("{page}index.html")).as_bytes());
        assert!(size <= 10 * KB, "{page}: {size}");
    }
}

/// Folders of pages below a folder, with `/` at their end.
fn letters(site: &Site, folder: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(site.out.join(folder)).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            all.extend(letters(site, &name));
            all.push(format!("{name}/"));
        }
    }
    all.sort();
    all
}

#[test]
fn an_edition_in_the_other_script_has_the_same_words_and_its_own_titles() {
    let site = Site::large(150, "bs, bs-Cyrl");
    let latin = site.ask("trazi", &json!(["ključ", "isključenje struje"]));
    let cyrillic = site.ask("bs-cyrl/trazi", &json!(["кључ", "isključenje struje"]));
    for (latin, cyrillic) in latin.iter().zip(&cyrillic) {
        assert_eq!(latin["count"], cyrillic["count"]);
        let title = |answer: &Value| answer["shown"][0]["title"].as_str().unwrap().to_owned();
        assert_eq!(script::to_cyrillic(&title(latin)), title(cyrillic));
        assert!(!title(latin).chars().any(|c| c > '\u{400}'));
    }
    let directory = |page: &str| -> Value {
        let html = site.text(&format!("{page}/index.html"));
        let name = html
            .split("data-directory=")
            .nth(1)
            .unwrap()
            .trim_start_matches('"')
            .split(['"', ' ', '>'])
            .next()
            .unwrap();
        serde_json::from_str(&site.text(&format!("trazi/{name}.json"))).unwrap()
    };
    let (latin, cyrillic) = (directory("trazi"), directory("bs-cyrl/trazi"));
    assert!(latin["terms"].as_array().unwrap().len() > 2);
    assert_eq!(latin["terms"], cyrillic["terms"]);
    assert_ne!(latin["entries"], cyrillic["entries"]);
}

#[test]
fn a_new_text_leaves_most_files_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let (root, out) = (folder.path().join("mz"), folder.path().join("out"));
    node("corpus.mjs", &[root.to_str().unwrap(), "300"], "");
    build(&root, &out);
    let names = || {
        let files = std::fs::read_dir(out.join("trazi")).unwrap().map(|entry| entry.unwrap().file_name());
        files.filter(|name| name.to_str().unwrap().ends_with(".json")).collect::<std::collections::BTreeSet<_>>()
    };
    let before = names();
    std::fs::write(root.join("obavjestenja/2026-11-23-novo.md"), "# Kvar na trafostanici\n\nEkipa radi.\n").unwrap();
    build(&root, &out);
    let after = names();
    let (kept, all) = (before.intersection(&after).count(), after.len());
    assert!(before != after);
    assert!(kept * 2 > all, "{kept} of {all} files are as they were");
}

#[test]
fn without_scripts_the_page_is_an_index_in_the_order_of_the_alphabet() {
    let titles = [
        "Čišćenje",
        "Cesta",
        "Ćuprija",
        "Džamijska ulica",
        "Dom",
        "Put",
        "„Preslica“",
        "Pijaca",
        "Ljekar",
        "Lov",
        "5. zbor",
        "Njiva",
        "Nova česma",
        "Đački prevoz",
    ];
    let files: Vec<(String, String)> = titles
        .iter()
        .enumerate()
        .map(|(n, title)| (format!("obavjestenja/{n}.md"), format!("---\nnaslov: \"{title}\"\n---\nTekst.\n")))
        .collect();
    let mut all = vec![(
        "site.yaml",
        "naziv: MZ Lug\nbase_url: https://lug.example\njezici: [bs, bs-Cyrl]\nizlazi: [stranice, pretraga]\n",
    )];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = Site::of(&all);
    let headings = |page: &str| {
        let html = site.text(page);
        let parts =
            html.split("<h3").skip(1).map(|part| part.split_once('>').unwrap().1.split('<').next().unwrap().to_owned());
        parts.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(headings("trazi/index.html"), "0–9 C Č Ć D Dž Đ L Lj N Nj O P");
    assert_eq!(headings("bs-cyrl/trazi/index.html"), "0–9 Д Ђ Л Љ Н Њ О П Ћ Ц Ч Џ");
    let html = site.text("trazi/index.html");
    let place = |title: &str| html.find(&format!(">{title}<")).unwrap();
    assert!(place("Pijaca") < place("„Preslica“") && place("„Preslica“") < place("Put"), "a mark is no letter");
    let form = html.split("<form").nth(1).unwrap().split('>').next().unwrap();
    assert!(form.contains("hidden"), "a form that does nothing is not shown: {form}");
}

#[test]
fn it_can_be_switched_off_and_is_not_there_for_nothing() {
    let off = Site::of(&[
        ("site.yaml", &format!("{SITE}izlazi: {{pretraga: ne}}\n")),
        ("stranice/o-nama.md", "# O nama\n\nTekst.\n"),
    ]);
    assert!(!off.out.join("trazi").exists());
    assert!(!off.text("index.html").contains("trazi/"));
    let empty = Site::of(&[("site.yaml", SITE)]);
    assert!(!empty.out.join("trazi").exists());
}
