//! The program as its users meet it: every command, its mistakes, its exit codes, its words in both languages.

#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left behind.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn command(dir: &Path, line: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zbor"));
    command.args(line).current_dir(dir).env_clear().stdin(Stdio::null());
    command
}

/// Runs the program in a folder, with nothing in its environment.
fn zbor(dir: &Path, line: &[&str]) -> Ran {
    ran(&mut command(dir, line))
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// Splits at blanks; for arguments that hold none.
fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

fn put(dir: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A workspace of one site in a language.
fn site(language: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let config = format!("naziv: Mjesna zajednica Proba\njezici: {language}\nadresa_sajta: https://primjer.example\n");
    put(dir.path(), &[("site.yaml", &config)]);
    dir
}

/// A workspace of two sites.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    put(
        dir.path(),
        &[
            ("zbor.yaml", "base_url: https://primjer.example\n"),
            ("sites/gornje-selo/site.yaml", "name: Mjesna zajednica Gornje Selo\n"),
            ("sites/donja-rijeka/site.yaml", "name: Mjesna zajednica Donja Rijeka\njezici: sr-Cyrl\n"),
        ],
    );
    dir
}

/// Every file below a folder with its text.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn visit(root: &Path, dir: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => visit(root, &path, out),
                false => {
                    _ = out.insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap())
                }
            }
        }
    }
    let mut out = BTreeMap::new();
    visit(dir, dir, &mut out);
    out
}

/// Findings of a check, as `severity code`, each once, sorted.
fn findings(dir: &Path) -> Vec<String> {
    let ran = zbor(dir, &words("check --now 2026-11-24 --format json"));
    let lines = ran.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut all: Vec<String> = lines
        .map(|line| format!("{} {}", line["severity"].as_str().unwrap(), line["code"].as_str().unwrap()))
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn help_is_in_the_language_of_the_user() {
    let dir = tempfile::tempdir().unwrap();
    let expected = "\
Zbor: sajtovi mjesnih zajednica iz fascikle s tekstovima.

Bez naredbe: nađe fasciklu, napravi sajtove i kaže šta dalje.

Upotreba: zbor [OPCIJE] [NAREDBA]

Naredbe:
  build        Napravi sajtove (isto: `napravi`)
  check        Provjeri tekstove i gotove stranice, a ništa ne zapiši (isto: `provjeri`)
  due          Kaži kada sajtove treba ponovo napraviti iako niko ništa ne napiše (isto: `kada`)
  init         Započni novi sajt: šest pitanja i gotovo (isto: `pocni`)
  new          Napravi novi tekst s pitanjima na koja treba odgovoriti (isto: `novo`)
  schema       Ispiši JSON sheme, da uređivač teksta dopunjava i provjerava polja (isto: `shema`)
  script       Prepiši Markdown drugim pismom: čita ulaz, piše izlaz (isto: `pismo`)
  feedback     Primaj i čuvaj poruke s obrazaca (isto: `poruke`)
  completions  Ispiši dopune za komandnu liniju
  man          Ispiši priručnik za naredbu `man`

Opcije:
      --lang <JEZIK>  Jezik poruka: `bs`, `bs-Cyrl`, `en`
  -h, --help          Pokaži ovu pomoć
  -V, --version       Pokaži verziju programa
";
    let ran = zbor(dir.path(), &["--help"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, expected, ""));
    let expected = "\
Build the sites (also: `napravi`)

Usage: zbor build [OPTIONS] [WORKSPACE]

Arguments:
  [WORKSPACE]  Folder with `zbor.yaml` or `site.yaml`; else this one, or the first above it

Options:
      --lang <LANGUAGE>  Language of messages: `bs`, `bs-Cyrl`, `en`
      --site <SITE>      Only this site: the name of its folder in `sites`
  -h, --help             Show this help
      --out <DIR>        Where the sites are written; else `dist`
      --drafts           Show drafts and what is scheduled, too
      --now <DATE>       Count as if today were this day, e.g. `2026-11-24`
      --strict           Count warnings as errors, too (exit code 1)
      --format <FORMAT>  Form of findings: `human`, `json`, `github`
";
    for line in ["napravi --help --lang en", "--lang en build -h", "build --help --lang=EN"] {
        assert_eq!(zbor(dir.path(), &words(line)).out, expected, "{line}");
    }
    let ran = zbor(dir.path(), &words("check --help --lang bs-Cyrl"));
    assert!(
        ran.out.starts_with("Провјери текстове и готове странице, а ништа не запиши (исто: `provjeri`)\n"),
        "{}",
        ran.out
    );
}

#[test]
fn every_command_has_help_in_every_language_without_english_of_the_library() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["build", "check", "init", "new", "schema", "script", "completions", "man"] {
        for language in ["bs", "bs-Cyrl"] {
            let ran = zbor(dir.path(), &[name, "--help", "--lang", language]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name} {language}");
            for foreign in ["Usage", "Options", "default", "possible", "aliases", "Arguments", "Print"] {
                assert!(!ran.out.contains(foreign), "{name} {language}: {foreign}\n{}", ran.out);
            }
        }
    }
}

#[test]
fn the_environment_chooses_the_language() {
    let dir = tempfile::tempdir().unwrap();
    for (name, value, expected) in [
        ("ZBOR_LANG", "en", "error: there is no command `x`"),
        ("LC_ALL", "en_US.UTF-8", "error: there is no command `x`"),
        ("LANG", "sr_RS.UTF-8", "грешка: нема наредбе `x`"),
        ("LANG", "C.UTF-8", "greška: nema naredbe `x`"),
    ] {
        let ran = ran(command(dir.path(), &["x"]).env(name, value));
        assert_eq!((ran.code, ran.err.lines().next()), (2, Some(expected)), "{name}={value}");
    }
}

#[test]
fn mistakes_on_the_command_line_are_told_with_a_cure() {
    let dir = workspace();
    let all_kinds_bs = "`obavještenje`, `projekat`, `događaj`, `usluga`, `dokument`, `osoba`, `stranica`, `anketa`";
    let all_kinds_en = "`announcement`, `project`, `event`, `service`, `document`, `person`, `page`, `poll`";
    let cases = [
        (
            "biuld",
            "greška: nema naredbe `biuld`\n  = pomoć: jeste li mislili `build`?\n  = pomoć: sve naredbe: `zbor --help`\n".to_owned(),
            "error: there is no command `biuld`\n  = help: did you mean `build`?\n  = help: all commands: `zbor --help`\n".to_owned(),
        ),
        (
            "build --fromat json",
            "greška: `--fromat` ovdje ne znači ništa\n  = pomoć: jeste li mislili `--format`?\n  = pomoć: sve opcije: `zbor build --help`\n".to_owned(),
            "error: `--fromat` means nothing here\n  = help: did you mean `--format`?\n  = help: all options: `zbor build --help`\n".to_owned(),
        ),
        (
            "build --now 05/06/2026",
            "greška: datum `05/06/2026` može se čitati na dva načina\n  = pomoć: ako je to 5. juna, napišite `5. 6. 2026.`\n  = pomoć: ako je to 6. maja, napišite `6. 5. 2026.`\n".to_owned(),
            "error: the date `05/06/2026` can be read in two ways\n  = help: if it is 5 June, write `5. 6. 2026.`\n  = help: if it is 6 May, write `6. 5. 2026.`\n".to_owned(),
        ),
        (
            "new obavještnje Voda",
            format!("greška: nema vrste `obavještnje`\n  = pomoć: jeste li mislili `obavještenje`?\n  = pomoć: moguće je: {all_kinds_bs}\n"),
            format!("error: there is no kind `obavještnje`\n  = help: did you mean `obavještenje`?\n  = help: possible: {all_kinds_en}\n"),
        ),
        (
            "new page !!!",
            "greška: od naslova `!!!` se ne može napraviti adresa\n  = pomoć: naslov treba imati bar jedno slovo ili broj\n".to_owned(),
            "error: no address can be made of the title `!!!`\n  = help: the title needs at least one letter or digit\n".to_owned(),
        ),
        (
            "new page Voda --topic voda",
            "greška: `--topic` ne ide uz ovu vrstu\n  = pomoć: ide uz `obavještenje` i `događaj`\n".to_owned(),
            "error: `--topic` does not go with this kind\n  = help: it goes with `announcement` and `event`\n".to_owned(),
        ),
        (
            "new page Voda",
            "greška: ne piše za koji je sajt\n  = pomoć: dodajte `--site` i jedno od: `donja-rijeka`, `gornje-selo`\n".to_owned(),
            "error: it does not say for which site\n  = help: add `--site` and one of: `donja-rijeka`, `gornje-selo`\n".to_owned(),
        ),
        (
            "init novi",
            "greška: nedostaje `--name`, a ovdje nema koga pitati\n  = pomoć: navedite ga, ili dodajte `--yes` za ono što se podrazumijeva\n".to_owned(),
            "error: `--name` is missing, and there is nobody to ask\n  = help: give it, or add `--yes` to take the defaults\n".to_owned(),
        ),
        (
            "init novi --yes --phone nemam",
            "greška: `nemam` nije broj telefona\n  = pomoć: na primjer `037 000 110` ili `+387 37 000 110`\n".to_owned(),
            "error: `nemam` is not a telephone number\n  = help: for example `037 000 110` or `+387 37 000 110`\n".to_owned(),
        ),
    ];
    for (line, bs, en) in cases {
        let told = zbor(dir.path(), &words(line));
        assert_eq!((told.code, told.out.as_str(), told.err), (2, "", bs), "{line}");
        let told = zbor(dir.path(), &[&words(line)[..], &["--lang", "en"]].concat());
        assert_eq!((told.code, told.err), (2, en), "{line}");
    }
    assert!(!dir.path().join("novi").exists());
}

#[test]
fn missing_and_superfluous_arguments() {
    let dir = workspace();
    for (line, first) in [
        ("new", "greška: nedostaje `<VRSTA>`"),
        ("completions", "greška: nedostaje `<LJUSKA>`"),
        ("build --format", "greška: iza `--format <OBLIK>` nedostaje vrijednost"),
        ("build --format jsn", "greška: `jsn` ne može stajati uz `--format <OBLIK>`"),
        ("build --strict --strict", "greška: `--strict` se navodi samo jednom"),
        ("build a b", "greška: `b` ovdje ne znači ništa"),
        ("--lang xx build", "greška: `xx` ne može stajati uz `--lang <JEZIK>`"),
    ] {
        let ran = zbor(dir.path(), &words(line));
        assert_eq!((ran.code, ran.err.lines().next()), (2, Some(first)), "{line}");
    }
}

#[test]
fn the_world_fails_with_path_and_cure() {
    let dir = workspace();
    put(dir.path(), &[("moje/slika.txt", "x"), ("datoteka", "x")]);
    let empty = tempfile::tempdir().unwrap();
    let at = empty.path().canonicalize().unwrap();
    let at = at.display();
    let cases = [
        (
            dir.path(),
            "build --out moje",
            "greška: fascikla `moje` nije prazna, a nije je napravio Zbor\n  = pomoć: izaberite drugu s `--out`, ili ovu sami ispraznite: Zbor ne briše ono što nije njegovo\n".to_owned(),
            "error: the folder `moje` is not empty and was not made by Zbor\n  = help: choose another with `--out`, or empty this one yourself: Zbor does not delete what is not its own\n".to_owned(),
        ),
        (
            dir.path(),
            "build --out datoteka",
            "greška: `datoteka` nije fascikla\n  = pomoć: navedite fasciklu, ne datoteku\n".to_owned(),
            "error: `datoteka` is not a folder\n  = help: name a folder, not a file\n".to_owned(),
        ),
        (
            dir.path(),
            "check --site gornje-slo",
            "greška: nema sajta `gornje-slo`\n  = pomoć: jeste li mislili `gornje-selo`?\n  = pomoć: sajtovi su: `donja-rijeka`, `gornje-selo`\n".to_owned(),
            "error: there is no site `gornje-slo`\n  = help: did you mean `gornje-selo`?\n  = help: the sites are: `donja-rijeka`, `gornje-selo`\n".to_owned(),
        ),
        (
            dir.path(),
            "check sitse",
            "greška: `sitse` ne postoji\n  = pomoć: provjerite kako je napisano\n  = pomoć: jeste li mislili `sites`?\n".to_owned(),
            "error: `sitse` does not exist\n  = help: check the spelling\n  = help: did you mean `sites`?\n".to_owned(),
        ),
        (
            empty.path(),
            "build",
            format!("greška: u `{at}` nema sajta: ni `zbor.yaml`, ni `site.yaml`\n  = pomoć: otvorite fasciklu sa svojim sajtom, ili napravite novu: `zbor init moja-mz`\n"),
            format!("error: there is no site in `{at}`: neither `zbor.yaml` nor `site.yaml`\n  = help: open the folder of your site, or make a new one: `zbor init my-mz`\n"),
        ),
        (
            dir.path(),
            "init moje --yes",
            "greška: fascikla `moje` nije prazna\n  = pomoć: u njoj je: `slika.txt`\n  = pomoć: izaberite novu, npr. `zbor init moja-mz`\n".to_owned(),
            "error: the folder `moje` is not empty\n  = help: it holds: `slika.txt`\n  = help: choose a new one, e.g. `zbor init my-mz`\n".to_owned(),
        ),
    ];
    for (dir, line, bs, en) in cases {
        let told = zbor(dir, &words(line));
        assert_eq!((told.code, told.out.as_str(), told.err), (3, "", bs), "{line}");
        let told = zbor(dir, &[&words(line)[..], &["--lang", "en"]].concat());
        assert_eq!((told.code, told.err), (3, en), "{line}");
    }
    assert_eq!(fs::read_to_string(dir.path().join("moje/slika.txt")).unwrap(), "x");
}

#[test]
fn exit_codes_tell_how_bad_findings_are() {
    let dir = site("bs");
    assert_eq!(zbor(dir.path(), &["check"]).code, 0);
    put(dir.path(), &[("stranice/a.md", "---\nnaslov: A\nnaslv: B\n---\nx\n")]);
    assert_eq!(zbor(dir.path(), &["check"]).code, 0);
    let strict = zbor(dir.path(), &["check", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(
        strict.out.starts_with("greška[F001]: nepoznato polje `naslv`\n  --> stranice/a.md:3:1\n"),
        "{}",
        strict.out
    );
    put(dir.path(), &[("stranice/a.md", "---\nnaslov: AAA BBB CCC DDD\n---\nx\n")]);
    assert_eq!(zbor(dir.path(), &["check"]).code, 0);
    assert_eq!(zbor(dir.path(), &["check", "--strict"]).code, 1);
    put(dir.path(), &[("stranice/b.md", "---\nvrijedi_do: nikad\nnaslov: B\n---\nx\n")]);
    let built = zbor(dir.path(), &["build"]);
    assert_eq!(built.code, 1);
    assert!(dir.path().join("dist/a/index.html").exists() && !dir.path().join("dist/b/index.html").exists());
}

#[test]
fn check_writes_nothing_and_a_second_build_changes_nothing() {
    let dir = workspace();
    put(dir.path(), &[("sites/gornje-selo/stranice/a.md", "---\nnaslov: A\n---\nx\n")]);
    let before = tree(dir.path());
    let ran = zbor(dir.path(), &words("provjeri --now 24.11.2026."));
    assert!(ran.out.contains("Ništa nije zapisano."), "{}", ran.out);
    assert_eq!(tree(dir.path()), before);
    let first = zbor(dir.path(), &words("napravi --now 24.11.2026. --out javno"));
    assert_eq!(first.code, 0, "{}", first.out);
    assert!(first.out.ends_with("Otvorite `javno/index.html`.\n"), "{}", first.out);
    let built = tree(&dir.path().join("javno"));
    let second = zbor(dir.path(), &words("build --now 2026-11-24 --out javno"));
    assert!(second.out.contains("Od prošlog puta se ništa nije promijenilo."), "{}", second.out);
    assert_eq!(tree(&dir.path().join("javno")), built);
}

#[test]
fn the_workspace_is_found_from_inside_it() {
    let dir = workspace();
    let inside = dir.path().join("sites/gornje-selo");
    let ran = zbor(&inside, &["check", "--lang", "en"]);
    assert!(ran.out.starts_with("Checked: 2 sites,"), "{}", ran.out);
    let ran = zbor(&inside, &["check", "--lang", "en", "--site", "Gornje Selo"]);
    assert!(ran.out.starts_with("Checked: 1 site,"), "{}", ran.out);
}

#[test]
fn other_programs_get_findings_in_their_form() {
    let dir = site("bs");
    put(dir.path(), &[("stranice/a.md", "---\nnaslov: A\nnaslv: B\n---\nx\n")]);
    let json = zbor(dir.path(), &words("check --format json"));
    let line: Value = serde_json::from_str(json.out.trim_end()).unwrap();
    assert_eq!((&line["code"], &line["line"]), (&Value::from("F001"), &Value::from(3)));
    assert!(json.err.starts_with("Provjereno: "), "{}", json.err);
    let page = dir.path().join("summary.md");
    fs::write(&page, "prije\n").unwrap();
    let line = words("build --format github --lang en");
    let github = ran(command(dir.path(), &line).env("GITHUB_STEP_SUMMARY", &page));
    let expected = "::warning file=stranice/a.md,line=3,endLine=3,col=1,endColumn=6,title=warning F001::unknown key `naslv`%0Adid you mean `naslov`?\n";
    assert_eq!((github.code, github.out.as_str()), (0, expected));
    let summary = fs::read_to_string(page).unwrap();
    assert!(summary.starts_with("prije\n## 1 upozorenje\n\n### <code>"), "{summary}");
}

#[test]
fn the_host_tells_the_address() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[("site.yaml", "naziv: MZ Proba\n")]);
    assert_eq!(findings(dir.path()), ["warning S006"]);
    let told = ran(command(dir.path(), &["check"]).env("GITHUB_REPOSITORY", "mz/sajt"));
    assert!(told.out.contains("nema nalaza"), "{}", told.out);
    let told = ran(command(dir.path(), &["check"]).env("CF_PAGES_URL", "https://a.pages.dev"));
    assert!(told.out.contains("nema nalaza"), "{}", told.out);
    put(dir.path(), &[(".github/workflows/objavi.yml", "      - uses: actions/deploy-pages@v4\n")]);
    assert_eq!(findings(dir.path()), [""; 0]);
}

#[test]
fn what_init_makes_builds_without_findings_in_every_language_for_every_host() {
    for language in ["bs", "bs-Cyrl", "hr", "sr-Latn", "sr-Cyrl", "en"] {
        for host in ["github", "cloudflare", "https://mz.ba"] {
            let dir = tempfile::tempdir().unwrap();
            let flags = [
                "--name",
                "Mjesna zajednica Đurđevik: *Gornji* #1",
                "--municipality",
                "Općina Brod",
                "--phone",
                "037 000 110",
            ];
            let rest = [
                "--viber",
                "https://invite.viber.com/?g2=a",
                "--language",
                language,
                "--host",
                host,
                "--now",
                "2026-11-24",
            ];
            let made = zbor(dir.path(), &[&["init", "mz"][..], &flags, &rest].concat());
            assert_eq!((made.code, made.err.as_str()), (0, ""), "{language} {host}");
            let built = zbor(&dir.path().join("mz"), &words("build --now 2026-11-24 --strict"));
            assert_eq!(built.code, 0, "{language} {host}: {}", built.out);
            assert!(built.out.contains("Nalazi: nema nalaza."), "{language} {host}: {}", built.out);
        }
    }
}

#[test]
fn init_takes_defaults_and_is_the_same_twice() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("gornje-selo/.git")).unwrap();
    let line = ["pocni", "gornje-selo", "--yes", "--now", "2026-11-24"];
    let expected = "\
Napravljeno: 10 datoteka u `gornje-selo`.

Dalje:
  `cd gornje-selo`
  `zbor napravi`

Kako se objavljuje, piše u `README.md`.
";
    let made = zbor(dir.path(), &line);
    assert_eq!((made.code, made.out.as_str()), (0, expected));
    let first = tree(&dir.path().join("gornje-selo"));
    assert!(first.contains_key("sites/gornje-selo/site.yaml"), "{:?}", first.keys());
    fs::remove_dir_all(dir.path().join("gornje-selo")).unwrap();
    zbor(dir.path(), &line);
    assert_eq!(tree(&dir.path().join("gornje-selo")), first);
    let again = zbor(dir.path(), &line);
    assert!(
        again.code == 3 && again.err.contains("`.github`, `.gitignore`, `README.md`, `sites`, `zbor.yaml`"),
        "{}",
        again.err
    );
}

#[test]
fn the_publishing_workflow_is_that_of_the_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (ours, example) in [("github.yml", "workflows/objavi.yml"), ("github.sh", "objavi.sh")] {
        let ours = fs::read_to_string(root.join("src/cli/scaffold/host/bs").join(ours)).unwrap();
        let example = fs::read_to_string(root.join("example-site/.github").join(example)).unwrap();
        assert_eq!(ours, example, "change both");
    }
}

/// Runs a line of shell in a terminal of its own, with what is typed, and gives what stands on it.
#[cfg(target_os = "linux")]
fn in_terminal(dir: &Path, args: &str, typed: &str) -> (i32, String) {
    let line = format!("{} {args}", env!("CARGO_BIN_EXE_zbor"));
    let mut child = Command::new("script")
        .args(["-qefc", &line, "/dev/null"])
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .env("ZBOR_LANG", "bs")
        .env("TERM", "dumb")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap().replace('\r', ""))
}

#[test]
#[cfg(target_os = "linux")]
fn init_asks_until_the_answers_are_right() {
    let dir = tempfile::tempdir().unwrap();
    let typed = "\nOpćina Brod\nnemam\n037 000 110\nviber\n\n9\n2\nftp\nhttps://mz.ba\n";
    let (code, shown) = in_terminal(dir.path(), "init donje-polje", typed);
    assert_eq!(code, 0, "{shown}");
    for told in [
        "1/6 Kako se zove mjesna zajednica?",
        "[Mjesna zajednica Donje Polje] > ",
        "greška: `nemam` nije broj telefona",
        "greška: `viber` nije link Viber grupe",
        "greška: jezik `9` nije na spisku",
        "greška: `ftp` nije mjesto objavljivanja",
        "Adresa sajta: `https://mz.ba` (mijenja se u `zbor.yaml`).",
    ] {
        assert!(shown.contains(told), "{told}\n{shown}");
    }
    let config = fs::read_to_string(dir.path().join("donje-polje/sites/donje-polje/site.yaml")).unwrap();
    assert!(config.starts_with("назив: Мјесна заједница Доње Поље\n"), "{config}");
    assert!(config.contains("  телефон: 037 000 110\n"), "{config}");
}

#[test]
#[cfg(target_os = "linux")]
fn init_that_is_interrupted_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (code, shown) = in_terminal(dir.path(), "init novo", "MZ Brod\n\u{4}");
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("greška: prekinuto, ništa nije zapisano"), "{shown}");
    assert!(!dir.path().join("novo").exists());
}

#[test]
#[cfg(target_os = "linux")]
fn new_asks_for_which_site() {
    let dir = workspace();
    let (code, shown) = in_terminal(dir.path(), "new stranica Voda", "gornje-slo\n2\n");
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("pomoć: jeste li mislili `gornje-selo`?"), "{shown}");
    assert!(dir.path().join("sites/gornje-selo/stranice/voda.md").exists(), "{shown}");
}

const KINDS: [&str; 8] = ["obavještenje", "project", "događaj", "service", "dokument", "person", "stranica", "poll"];
const TOPICS: [&str; 6] = ["voda", "power", "putevi", "zbor", "javni poziv", "radna akcija"];

#[test]
fn what_new_makes_is_read_with_nothing_but_questions() {
    for language in ["bs", "bs-Cyrl", "hr", "sr-Latn", "sr-Cyrl", "en"] {
        let dir = site(language);
        let make = |kind: &str, title: &str, more: &[&str]| {
            let line = [&["new", kind, title, "--now", "2026-11-24"][..], more].concat();
            let ran = zbor(dir.path(), &line);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{language} {kind} {more:?}");
        };
        for kind in KINDS {
            make(kind, &format!("Nešto: \"novo\" #1 za {kind}"), &[]);
        }
        for topic in TOPICS {
            make("announcement", &format!("Tema {topic}"), &["--topic", topic]);
        }
        make("event", "Zbor", &["--topic", "zbor"]);
        make("event", "Akcija", &["--topic", "work action"]);
        let expected = ["warning F030", "warning F031", "warning F032", "warning F090", "warning L010"];
        assert_eq!(findings(dir.path()), expected, "{language}");
    }
}

#[test]
fn every_topic_that_new_offers_is_one_that_is_read() {
    let dir = site("bs");
    let refused = zbor(dir.path(), &["new", "announcement", "x", "--topic", "!"]);
    let list = refused.err.lines().last().unwrap().split_once("moguće je: ").unwrap().1;
    let topics: Vec<&str> = list.split(", ").map(|topic| topic.trim_matches('`')).collect();
    for topic in &topics {
        zbor(dir.path(), &["new", "announcement", &format!("Tema {topic}"), "--topic", topic]);
    }
    put(dir.path(), &[("obavjestenja/x.md", "---\nnaslov: X\ntema: xyzxyz\n---\n")]);
    let told = zbor(dir.path(), &words("check --format json"));
    let lines: Vec<Value> = told.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let wrong: Vec<&Value> = lines.iter().filter(|line| line["code"] == "F005").collect();
    assert_eq!(wrong.len(), 1, "{}", told.out);
    let mut read: Vec<&str> = wrong[0]["help"][0]["bs"]
        .as_str()
        .unwrap()
        .trim_start_matches("moguće je: ")
        .split(", ")
        .map(|one| one.trim_matches('`'))
        .collect();
    let mut offered = topics.clone();
    read.sort_unstable();
    offered.sort_unstable();
    assert_eq!(offered, read);
}

#[test]
fn new_says_where_and_never_overwrites() {
    let dir = workspace();
    let line =
        ["novo", "obavještenje", "Nestanak vode", "--topic", "voda", "--site", "Donja Rijeka", "--now", "2026-11-24"];
    let path: PathBuf = ["sites", "donja-rijeka", "obavjestenja", "2026-11-24-nestanak-vode.md"].iter().collect();
    let shown = path.display();
    let made = zbor(dir.path(), &line);
    let expected = format!(
        "Napravljeno: `{shown}`.\nOtvorite ga i odgovorite na pitanja koja stoje iza `#` i između `<!--` i `-->`. Zatim: `zbor provjeri`.\n"
    );
    assert_eq!((made.code, made.out), (0, expected));
    fs::write(dir.path().join(&path), "moje").unwrap();
    let again = zbor(dir.path(), &line);
    assert_eq!(again.code, 3);
    assert!(
        again.err.ends_with("već postoji\n  = pomoć: dopunite tu datoteku, ili za novu izaberite drugi naslov\n"),
        "{}",
        again.err
    );
    assert_eq!(fs::read_to_string(dir.path().join(&path)).unwrap(), "moje");
    fs::create_dir_all(dir.path().join("sites/donja-rijeka/вијести")).unwrap();
    fs::remove_dir_all(dir.path().join("sites/donja-rijeka/obavjestenja")).unwrap();
    zbor(&dir.path().join("sites/donja-rijeka"), &["new", "news", "Struja", "--now", "2026-11-24"]);
    assert!(dir.path().join("sites/donja-rijeka/вијести/2026-11-24-struja.md").exists());
}

/// The values that a reader says it takes for a key, from its own message.
fn allowed(kind_folder: &str, file: &str, key: &str, rest: &str) -> Vec<String> {
    let dir = site("bs");
    let text = match file.ends_with(".md") {
        true => format!("---\nnaslov: X\n{key}: xyzxyz\n{rest}---\n"),
        false => format!("naslov: X\n{key}: xyzxyz\n{rest}"),
    };
    put(dir.path(), &[(&format!("{kind_folder}/{file}"), &text)]);
    let told = zbor(dir.path(), &words("check --format json"));
    let lines = told.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let wrong = lines.into_iter().find(|line| line["code"] == "F005").unwrap_or_else(|| panic!("{key}: {}", told.out));
    let help = &wrong["help"][0];
    let lists = [help["bs"].as_str().unwrap(), help["en"].as_str().unwrap()];
    lists.iter().flat_map(|list| list.split('`').skip(1).step_by(2).map(str::to_owned)).collect()
}

#[test]
fn schemas_offer_the_fixed_values_that_are_read() {
    let dir = tempfile::tempdir().unwrap();
    for (folder, file, schema, key, rest) in [
        ("obavjestenja", "x.md", "announcement", "severity", ""),
        ("obavjestenja", "x.md", "announcement", "topic", ""),
        ("projekti", "x.md", "project", "status", ""),
        ("dogadjaji", "x.md", "event", "status", "kada: 1. 5. 2026.\n"),
        ("dogadjaji", "x.md", "event", "category", "kada: 1. 5. 2026.\n"),
        ("ankete", "x.yaml", "poll", "method", "odgovori: [A, B]\n"),
    ] {
        let printed = zbor(dir.path(), &["schema", schema]);
        let schema: Value = serde_json::from_str(&printed.out).unwrap();
        let offered = &schema["$defs"][key]["anyOf"][0]["enum"];
        for value in allowed(folder, file, key, rest) {
            assert!(
                offered.as_array().unwrap().contains(&Value::from(value.as_str())),
                "{key}: {value} not in {offered}"
            );
        }
    }
}

#[test]
fn schemas_are_printed_or_written() {
    let dir = tempfile::tempdir().unwrap();
    let all = zbor(dir.path(), &["shema"]);
    let all: Value = serde_json::from_str(&all.out).unwrap();
    let written = zbor(dir.path(), &words("schema --out sheme"));
    assert_eq!((written.code, written.out.as_str()), (0, "Zapisano: 10 datoteka u `sheme`.\n"));
    let files = tree(&dir.path().join("sheme"));
    let defs = all["$defs"].as_object().unwrap();
    assert_eq!(files.len(), defs.len());
    for (name, schema) in defs {
        let file: Value = serde_json::from_slice(&files[&format!("{name}.schema.json")]).unwrap();
        assert_eq!(&file, schema, "{name}");
    }
    zbor(dir.path(), &words("schema --out sheme"));
    assert_eq!(tree(&dir.path().join("sheme")), files);
}

#[test]
fn completions_and_the_manual_are_the_same_every_time() {
    let dir = tempfile::tempdir().unwrap();
    for line in [
        "completions bash",
        "completions zsh",
        "completions fish",
        "completions powershell",
        "dopune elvish",
        "man",
        "man --lang en",
    ] {
        let first = zbor(dir.path(), &words(line));
        assert_eq!((first.code, first.err.as_str()), (0, ""), "{line}");
        assert!(first.out.contains("zbor"), "{line}");
        assert_eq!(zbor(dir.path(), &words(line)).out, first.out, "{line}");
    }
}

#[test]
fn without_a_command_it_builds_what_is_near() {
    let dir = workspace();
    let ran = zbor(dir.path(), &[]);
    let at = dir.path().canonicalize().unwrap();
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(
        ran.out.starts_with(&format!("Fascikla `{}`: 2 sajta.\n\nNapravljeno: 2 sajta, ", at.display())),
        "{}",
        ran.out
    );
    assert!(
        ran.out.ends_with("Novo obavještenje: `zbor novo obavještenje \"Naslov\"`. Sve naredbe: `zbor --help`.\n"),
        "{}",
        ran.out
    );
    assert!(dir.path().join("dist/index.html").exists());
    let empty = tempfile::tempdir().unwrap();
    let ran = zbor(empty.path(), &[]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.starts_with("greška: u `"), "{}", ran.err);
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = command(dir.path(), &["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

/// Runs the program with something to read.
fn fed(dir: &Path, line: &str, input: &[u8]) -> Ran {
    let mut child =
        command(dir, &words(line)).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn script_puts_markdown_into_the_other_script() {
    let dir = tempfile::tempdir().unwrap();
    let latin = "---\nnaslov: 'Njiva: džep'\nslika: njiva.jpg\ndatum: 2. maja 2026.\noznake: [voda, put]\n---\n\n# Zbor\n\nVidi [njivu](njiva.md) i `konj` na www.njiva.ba.\n";
    let cyrillic = "---\nnaslov: 'Њива: џеп'\nslika: njiva.jpg\ndatum: 2. maja 2026.\noznake: [вода, пут]\n---\n\n# Збор\n\nВиди [њиву](njiva.md) и `konj` на www.njiva.ba.\n";
    for line in ["script --to cyrl", "pismo --to ćirilica"] {
        assert_eq!(fed(dir.path(), line, latin.as_bytes()).out, cyrillic, "{line}");
    }
    assert_eq!(fed(dir.path(), "script --to latn", cyrillic.as_bytes()).out, latin);
    assert_eq!(fed(dir.path(), "script --to cyrl", b"").out, "");
    let crlf = fed(dir.path(), "script --to cyrl", b"\xef\xbb\xbfnjiva\r\nput\r\n").out;
    assert_eq!(crlf, "\u{feff}\u{45a}\u{438}\u{432}\u{430}\r\n\u{43f}\u{443}\u{442}\r\n");
    let ran = fed(dir.path(), "script --to cyrl --lang en", b"\xe8");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err, "error: the input is not UTF-8 text\n  = help: save it as UTF-8 in your text editor\n");
}

#[test]
fn check_lists_words_that_another_script_may_spell_wrongly() {
    let dir = site("[bs, bs-Cyrl]");
    let text = "---\nnaslov: Injunkcija\n---\n\nKonj i Hadžići. Injunkcija Wolfganga, Viberom. U polju je Зbор.\n";
    put(dir.path(), &[("obavjestenja/2026-05-01-a.md", text)]);
    let told = |line: &str| {
        let ran = zbor(dir.path(), &words(line));
        let lines = ran.out.lines().filter(|line| line.contains("[J")).map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    assert_eq!(
        told("check --scripts --lang en"),
        [
            "hint[J002]: Cyrillic will be `Ињункција`: is that one letter?",
            "hint[J003]: `Wolfganga` stays Latin: it has a letter that is not ours",
            "warning[J001]: the word `Зbор` has letters of both scripts",
        ]
    );
    assert!(told("check --lang en").is_empty());
}

/// The day on which something changes by itself, for a timetable; and silence where nothing does.
#[test]
fn due_is_the_next_day_that_differs() {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("site.yaml", "naziv: MZ Proba\nbase_url: https://proba.example\n");
    write("obavjestenja/voda.md", "---\nnaslov: Bez vode\ndatum: 1.6.2026.\n---\nTekst.\n");
    let due = || {
        let out = Command::new(env!("CARGO_BIN_EXE_zbor"))
            .args(["--lang", "en", "due", "--now", "2026-06-10"])
            .arg(dir.path())
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    assert_eq!(due(), "");
    write("obavjestenja/voda.md", "---\nnaslov: Bez vode\ndatum: 1.6.2026.\nvrijedi_do: 27.6.2026.\n---\nTekst.\n");
    assert_eq!(due(), "2026-06-28\n");
    write("obavjestenja/zbor.md", "---\nnaslov: Zbor\ndatum: 10.6.2026.\nobjavi_od: 26.6.2026.\n---\nTekst.\n");
    assert_eq!(due(), "2026-06-26\n");
}
