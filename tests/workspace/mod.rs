//! Workspaces written in one text, built, and what was said of them.

#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use std::fs;
use std::path::Path;
use zbor::build::{Host, Mode, Report, Request};
use zbor::date::{Timestamp, Zone, moment};
use zbor::diag::{Colour, Diagnostic, Language, Voice, human};
use zbor::site::Drafts;

/// A `site.yaml` in which nothing is wrong.
const SITE: &str = "naziv: MZ Gornje Selo\nbase_url: https://gornje-selo.ba\n";

/// A case of `tests/mistakes/`.
pub struct Case {
    /// What was done, and the files: everything before what is said.
    head: String,
    files: Vec<Planted>,
    /// Whether the pages are compared.
    lists_pages: bool,
}

struct Planted {
    path: String,
    options: Vec<String>,
    text: String,
}

/// What a check says: what a build says, and what it finds on finished pages.
pub struct Said {
    /// Pages of items, from the root.
    pub pages: Vec<String>,
    /// All findings as a person reads them.
    pub bs: String,
    /// The same in English.
    pub en: String,
    /// As data.
    pub findings: Vec<Diagnostic>,
}

impl Case {
    /// Takes a case apart; a case that is not well formed panics.
    pub fn parse(name: &str, text: &str) -> Case {
        let mut case = Case { head: String::new(), files: Vec::new(), lists_pages: false };
        let mut section = Section::Title;
        for line in text.split_inclusive('\n') {
            if let Some(head) = line.strip_prefix("=== ") {
                section = Section::of(name, head.trim());
                match &section {
                    Section::File(planted) => case.files.push(planted()),
                    Section::Pages => case.lists_pages = true,
                    _ => {}
                }
            } else if let (Section::File(_), Some(file)) = (&section, case.files.last_mut()) {
                file.text.push_str(line);
            }
            if matches!(section, Section::Title | Section::File(_)) {
                case.head.push_str(line);
            }
        }
        assert!(case.head.starts_with(char::is_alphabetic), "{name}: the first line says what was done");
        case
    }

    /// Paths and bytes of its plain files, with a `site.yaml` where it brings none.
    pub fn plain(&self) -> Vec<(String, Vec<u8>)> {
        let plain = self
            .files
            .iter()
            .filter(|file| !file.path.contains('\\') && !file.options.iter().any(|option| option.contains('=')));
        let own: Vec<_> = plain.map(|file| (file.path.clone(), file.bytes())).collect();
        let site = (!self.has_site()).then(|| ("site.yaml".to_owned(), SITE.as_bytes().to_vec()));
        site.into_iter().chain(own).collect()
    }

    fn has_site(&self) -> bool {
        self.files.iter().any(|file| matches!(file.path.as_str(), "zbor.yaml" | "site.yaml" | "sajt.yaml"))
    }

    /// The case with what is said now.
    pub fn with(&self, said: &Said) -> String {
        let pages: String = said.pages.iter().map(|page| format!("{page}\n")).collect();
        let pages = if self.lists_pages { format!("=== pages\n{pages}") } else { String::new() };
        format!("{}{pages}=== bs\n{}=== en\n{}", self.head, said.bs, said.en)
    }
}

enum Section {
    Title,
    File(Box<dyn Fn() -> Planted>),
    Pages,
    Said,
}

impl Section {
    fn of(name: &str, head: &str) -> Section {
        match head.split_once(' ').unwrap_or((head, "")) {
            ("file", rest) => {
                let mut words = rest.split(' ').map(str::to_owned);
                let path = words.next().unwrap();
                let options: Vec<String> = words.collect();
                Section::File(Box::new(move || Planted {
                    path: path.clone(),
                    options: options.clone(),
                    text: String::new(),
                }))
            }
            ("pages", "") => Section::Pages,
            ("bs" | "en", "") => Section::Said,
            _ => panic!("{name}: `=== {head}` is not known"),
        }
    }
}

/// Writes the files of a case into a folder of its own and builds it. None where the system cannot
/// hold such files.
pub fn run(case: &Case) -> Option<Said> {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("radni prostor");
    write(case, &root)?;
    let out = dir.path().join("out");
    let report = build(&root, &out, Mode::Build).unwrap();
    let again = build(&root, &out, Mode::Build).unwrap();
    assert_eq!(
        said(&report.findings, Language::Bs),
        said(&again.findings, Language::Bs),
        "a second build says something else"
    );
    let checked = build(&root, &out, Mode::Check).unwrap();
    let unsaid = report.findings.iter().filter(|finding| !checked.findings.contains(finding));
    assert_eq!(unsaid.collect::<Vec<_>>(), Vec::<&Diagnostic>::new(), "check says less than build");
    Some(Said {
        pages: pages(&out),
        bs: said(&checked.findings, Language::Bs),
        en: said(&checked.findings, Language::En),
        findings: checked.findings,
    })
}

/// Writes the files of a case into a new folder. None where the system cannot hold such files.
pub fn write(case: &Case, root: &Path) -> Option<()> {
    fs::create_dir(root).unwrap();
    if !case.has_site() {
        fs::write(root.join("site.yaml"), SITE).unwrap();
    }
    case.files.iter().try_for_each(|file| plant(root, file))
}

/// Builds on a day that never changes.
pub fn build(root: &Path, out: &Path, mode: Mode) -> Result<Report, zbor::build::BuildError> {
    let request = Request {
        root: root.to_owned(),
        out: out.to_owned(),
        sites: Vec::new(),
        drafts: Drafts::Hidden,
        now: now(),
        host: Host::default(),
        mode,
        scripts: zbor::build::Scripts::Trusted,
        digest: None,
        keep: zbor::build::Keep::Nothing,
    };
    zbor::build::run(&request, &|_, _| {})
}

/// 24 November 2026.
pub fn now() -> Timestamp {
    Zone::default().resolve(&moment("2026-11-24").unwrap()).timestamp
}

/// Findings as a terminal shows them.
pub fn said(findings: &[Diagnostic], language: Language) -> String {
    let voice = Voice { language, cyrillic: zbor::lang::script::to_cyrillic };
    findings.iter().map(|finding| human(finding, voice, Colour::Never)).collect::<Vec<_>>().join("\n")
}

impl Said {
    /// Findings told twice: of one code at one place.
    pub fn twice(&self) -> impl Iterator<Item = &Diagnostic> {
        let before = |index: usize, one: &Diagnostic| {
            self.findings[..index].iter().any(|other| other.at == one.at && other.code == one.code)
        };
        self.findings.iter().enumerate().filter(move |(index, one)| before(*index, one)).map(|(_, one)| one)
    }
}

fn plant(root: &Path, file: &Planted) -> Option<()> {
    let path = root.join(name(&file.path)?);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if let Some(target) = file.options.iter().find_map(|option| option.strip_prefix("link=")) {
        return link(target, &path);
    }
    // A file system that does not take the name cannot be tested with it.
    fs::write(path, file.bytes()).ok()
}

#[cfg(unix)]
fn link(target: &str, path: &Path) -> Option<()> {
    std::os::unix::fs::symlink(target, path).ok()
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> Option<()> {
    None
}

/// A path in which `\xE8` is a byte.
fn name(path: &str) -> Option<std::ffi::OsString> {
    if !path.contains("\\x") {
        return Some(path.into());
    }
    let mut bytes = Vec::new();
    let mut parts = path.split("\\x");
    bytes.extend_from_slice(parts.next()?.as_bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    os_string(bytes)
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> Option<std::ffi::OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(_: Vec<u8>) -> Option<std::ffi::OsString> {
    None
}

impl Planted {
    fn bytes(&self) -> Vec<u8> {
        let mut text = self.text.clone();
        for option in &self.options {
            match option.split_once('=').unwrap_or((option, "")) {
                ("repeat", times) => {
                    let last = text.lines().last().unwrap_or_default().to_owned() + "\n";
                    text.push_str(&last.repeat(times.parse::<usize>().unwrap() - 1));
                }
                ("open", "") => text.truncate(text.trim_end_matches('\n').len()),
                ("crlf", "") => text = text.replace('\n', "\r\n"),
                ("bom", "") => text.insert(0, '\u{feff}'),
                ("cp1250" | "utf16" | "base64", "") => {}
                _ => panic!("{}: the option `{option}` is not known", self.path),
            }
        }
        match self
            .options
            .iter()
            .find(|option| matches!(option.as_str(), "cp1250" | "utf16" | "base64"))
            .map(String::as_str)
        {
            Some("base64") => {
                let packed: String = text.split_whitespace().collect();
                base64::Engine::decode(&base64::engine::general_purpose::STANDARD, packed).unwrap()
            }
            Some("cp1250") => encoding_rs::WINDOWS_1250.encode(&text).0.into_owned(),
            Some(_) => [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
            None => text.into_bytes(),
        }
    }
}

/// Pages of items, by the words of their kinds; what a theme or an archive adds is not compared.
pub fn pages(out: &Path) -> Vec<String> {
    const KINDS: [&str; 5] = ["obavjestenja", "projekti", "dogadjaji", "usluge", "ankete"];
    let listing = fs::read_to_string(out.join(".zbor-output")).unwrap_or_default();
    let folders = listing.lines().filter_map(|line| line.strip_suffix("/index.html"));
    let of_items = folders.filter(|path| {
        let mut parts = path.rsplit('/');
        let name = parts.next().unwrap_or_default();
        let number = name.bytes().all(|byte| byte.is_ascii_digit());
        !number && parts.next().is_some_and(|kind| KINDS.contains(&kind))
    });
    let mut pages: Vec<String> = of_items.map(|path| format!("/{path}/")).collect();
    pages.sort();
    pages
}
