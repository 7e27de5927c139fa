//! Tiny workspaces, mutated: those of `tests/mistakes/`, cut, spliced, and sprinkled with what has
//! a meaning somewhere.

use super::patience::within;
use super::workspace::{Case, build, now};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use zbor::build::Mode;
use zbor::diag::{Colour, Language, Source, Voice, github, human, json_line};
use zbor::{date, load, markdown, yaml};

/// Cases of a usual run.
const WORKSPACES: u64 = 60;
const TEXTS: u64 = 1_500;

/// What means something to some reader.
const WORDS: &[&str] = &[
    "---\n",
    "\n---\n",
    ": ",
    ":",
    " #",
    "\t",
    "  ",
    "- ",
    "\n",
    "\r\n",
    "\u{feff}",
    "\0",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "|\n",
    ">-\n",
    "? ",
    "%YAML 1.2\n",
    "...\n",
    "naslov: ",
    "наслов: ",
    "datum: ",
    "kada: svaki četvrtak od 18 do 20\n",
    "početak: 29. 3. 2026. u 02:30\n",
    "31. 4. 2026.",
    "05/06/2026",
    "9999-12-31",
    "0000-00-00",
    "-9999-01-01",
    "ponavlja: {every: day, count: 99999999}\n",
    "rrule: FREQ=SECONDLY\n",
    "osim: 1. 1. – 31. 12.\n",
    "budžet: 99999999999999999999 KM\n",
    "realizacija: 4e9 %\n",
    "finansiraju: {a: 50 %, b: 49 %}\n",
    "stare_adrese: /a/../b\n",
    "adresa: ///\n",
    "jezik: en\n",
    "slika: ../../../../etc/passwd\n",
    "prilozi: [a, b\n",
    "# ",
    "###### ",
    "> ",
    "```\n",
    "~~~html\n",
    "![",
    "](",
    "[a](javascript:x)",
    "[^1]",
    "[^1]: ",
    "|a|\n|-|\n",
    "<script>",
    "<!--",
    "</p>",
    "<a href='",
    "&#0;",
    "&nbsp;",
    "**",
    "__",
    "`",
    "~~",
    "\\",
    "$$",
    ": def\n",
    "- [x] ",
    "> [!NOTE]\n",
    "Ђ",
    "ć",
    "e\u{301}",
    "\u{202e}",
    "\u{2028}",
    "👩‍👩‍👧",
    "ß",
    "İ",
    "{{ x }}",
    "{% raw %}",
    "http://",
    "file:///",
    "C:\\",
    "%2e%2e/",
    "{#id .x onclick=y}",
    "2026",
    "-1",
    "1e999",
    "0x10",
    "~",
    "null",
    "da",
    "ne",
];

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides.max(1) as u64).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}

type Files = Vec<(String, Vec<u8>)>;

/// Every planted workspace, and its texts.
fn seeds() -> Vec<Files> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let cases =
        paths.iter().map(|path| Case::parse(&path.to_string_lossy(), &fs::read_to_string(path).unwrap()).plain());
    cases.filter(|files: &Files| !files.is_empty() && files.iter().all(|(_, bytes)| bytes.len() < 20_000)).collect()
}

fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>, others: &[Files]) {
    for _ in 0..=dice.roll(6) {
        let at = dice.roll(bytes.len() + 1);
        let to = (at + dice.roll(40)).min(bytes.len());
        match dice.roll(9) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.insert(at, u8::try_from(dice.roll(256)).unwrap()),
            3 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            4 => {
                let part = bytes[at..to].repeat(1 + dice.roll(30));
                drop(bytes.splice(at..at, part));
            }
            5 => {
                let files = dice.of(others);
                let other = &dice.of(files).1;
                let from = dice.roll(other.len() + 1);
                drop(bytes.splice(at..at, other[from..].iter().copied().take(200)));
            }
            6 => {
                let word = dice.of(WORDS);
                drop(bytes.splice(at..at, word.repeat(1 + dice.roll(20)).into_bytes()));
            }
            _ => drop(bytes.splice(at..at, dice.of(WORDS).bytes())),
        }
    }
    bytes.truncate(64 << 10);
}

/// Builds a mutated workspace, twice; the folder is kept when that fails.
fn workspace(seed: u64, seeds: &[Files]) {
    let mut dice = Dice(seed);
    let mut files = dice.of(seeds).clone();
    for (_, bytes) in &mut files {
        if dice.roll(3) > 0 {
            mutate(&mut dice, bytes, seeds);
        }
    }
    if dice.roll(2) == 0 {
        files.extend(dice.of(seeds).iter().filter(|(path, _)| !path.starts_with("s")).cloned());
    }
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("w");
    for (path, bytes) in &files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::write(path, bytes);
    }
    let out = dir.path().join("out");
    within(&format!("ZBOR_SEED={seed} (workspace)"), move || {
        let Ok(report) = build(&root, &out, Mode::Build) else { return };
        let check = build(&root, &out, Mode::Check).unwrap();
        assert_eq!(of_texts(&report.findings), of_texts(&check.findings), "check says something else than build");
        print(&check.findings);
    });
}

/// Findings that are not about finished pages and documents, at which a build does not look as closely.
fn of_texts(findings: &[zbor::diag::Diagnostic]) -> Vec<&zbor::diag::Diagnostic> {
    let of_pages = |code: &str| code.starts_with(['V', 'A']) || matches!(code, "L014" | "L015");
    findings.iter().filter(|finding| !of_pages(&finding.code)).collect()
}

/// Every printer takes every finding.
fn print(findings: &[zbor::diag::Diagnostic]) {
    for language in [Language::Bs, Language::BsCyrl, Language::En] {
        let voice = Voice { language, cyrillic: zbor::lang::script::to_cyrillic };
        findings.iter().for_each(|finding| assert!(!human(finding, voice, Colour::Never).is_empty()));
        let _ = (github(findings, voice), zbor::diag::summary(findings, voice));
        findings.iter().for_each(|finding| _ = json_line(finding));
    }
}

/// The pure readers alone: many more cases in the same time.
fn texts(seed: u64, seeds: &[Files]) {
    let mut dice = Dice(seed);
    let files = dice.of(seeds);
    let mut bytes = dice.of(files).1.clone();
    mutate(&mut dice, &mut bytes, seeds);
    within(&format!("ZBOR_SEED={seed} (text)"), move || {
        let source: Arc<Source> = Source::new("a.md", String::from_utf8_lossy(&bytes).into_owned());
        let len = source.text.len();
        print(&yaml::parse(&source, 0..len).findings);
        let front = load::split_front(&source).value;
        if let Some(range) = front.yaml {
            let _ = yaml::parse(&source, range);
        }
        let document = markdown::convert(&source, front.body, &markdown::Options::default());
        print(&document.findings);
        let filled = document.value.html.fill(|_| "x".into());
        assert!(!filled.contains("<script"), "a script came through:\n{filled}");
        for line in source.text.lines() {
            let value = line.split_once(':').map_or(line, |(_, value)| value).trim();
            let _ = (date::moment(value), date::interval(value), date::when(value), date::duration(value));
        }
    });
}

#[test]
fn mutated_workspaces_build() {
    let seeds = seeds();
    match std::env::var("ZBOR_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => workspace(seed, &seeds),
        None => (0..WORKSPACES).for_each(|seed| workspace(seed, &seeds)),
    }
}

#[test]
fn mutated_texts_are_read() {
    let seeds = seeds();
    match std::env::var("ZBOR_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => texts(seed, &seeds),
        None => (0..TEXTS).for_each(|seed| texts(seed, &seeds)),
    }
}

/// The long run; without `ZBOR_SOAK` it does nothing.
#[test]
fn soak() {
    let Some(minutes) = std::env::var("ZBOR_SOAK").ok().and_then(|minutes| minutes.parse::<u64>().ok()) else { return };
    let (seeds, started) = (seeds(), Instant::now());
    // A new seed each time is what a long run is for.
    let first = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() << 20;
    let mut seed = first;
    while started.elapsed() < Duration::from_secs(60 * minutes) {
        (0..20).for_each(|at| texts(seed + at, &seeds));
        workspace(seed, &seeds);
        seed += 20;
    }
    println!("{} texts, {} workspaces from seed {first}, on the day {}", seed - first, (seed - first) / 20, now());
}
