//! A small workspace that is changed and built again and again.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use zbor::build::{Host, Keep, Mode, Report, Request, Scripts};
use zbor::date::{Timestamp, Zone, moment};
use zbor::site::Drafts;

/// A workspace in a folder of its own, with the output of all its builds.
pub struct World {
    folder: tempfile::TempDir,
    /// The workspace.
    pub root: PathBuf,
    /// The output.
    pub out: PathBuf,
    /// The day that counts as today: days after 24 November 2026.
    pub day: i32,
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// What was done so far.
    pub log: Vec<String>,
}

impl World {
    /// The workspace of `tests/golden`, with photos.
    pub fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("workspace");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/workspace"), &root);
        let site = root.join("sites/gornje-selo");
        photo(&site.join("slike/most.png"), 1);
        fs::create_dir_all(site.join("obavještenja/igralište")).unwrap();
        photo(&site.join("obavještenja/igralište/klupa.png"), 2);
        let text = "---\nnaslov: Klupa na igralištu\ndatum: 20. 11. 2026.\nslika: klupa.png\n---\nStigla je klupa. ![Most](/slike/most.png)\n";
        fs::write(site.join("obavještenja/igralište/index.md"), text).unwrap();
        let out = folder.path().join("out");
        World { folder, root, out, day: 0, drafts: Drafts::Hidden, log: Vec::new() }
    }

    /// Builds as editors do.
    pub fn build(&self) -> Report {
        run(&self.request(&self.root, &self.out))
    }

    /// Builds what is there now in a new folder, from nothing.
    pub fn clean(&self) -> (Report, BTreeMap<String, Vec<u8>>) {
        let (root, out) = (self.folder.path().join("clean"), self.folder.path().join("clean-out"));
        for dir in [&root, &out] {
            let _ = fs::remove_dir_all(dir);
        }
        copy(&self.root, &root);
        let report = run(&self.request(&root, &out));
        (report, files(&out))
    }

    /// Builds, and holds the outcome to that of a clean build.
    pub fn check(&self) -> Report {
        let made = self.build();
        let (wanted, files_wanted) = self.clean();
        assert_eq!(made.findings, wanted.findings, "other findings after {}", self.told());
        assert_eq!((&made.sites, &made.heaviest), (&wanted.sites, &wanted.heaviest), "{}", self.told());
        let wrong = difference(&files(&self.out), &files_wanted);
        assert!(wrong.is_empty(), "{wrong}after {}", self.told());
        made
    }

    /// What was done, for a failure.
    pub fn told(&self) -> String {
        let numbered = self.log.iter().enumerate().map(|(at, step)| format!("\n  {at}. {step}"));
        numbered.collect()
    }

    /// Texts, settings and templates, from the root of the workspace.
    pub fn texts(&self) -> Vec<String> {
        let is_text = |name: &&String| [".md", ".yaml", ".html", ".css"].iter().any(|ending| name.ends_with(ending));
        files(&self.root).keys().filter(is_text).cloned().collect()
    }

    /// Writes a file of the workspace.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A text of the workspace.
    pub fn read(&self, name: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.root.join(name)).unwrap()).into_owned()
    }

    fn request(&self, root: &Path, out: &Path) -> Request {
        let first = Zone::default().resolve(&moment("2026-11-24").unwrap()).timestamp.as_second();
        let now = Timestamp::from_second(first + 3600 * 9 + i64::from(self.day) * 86_400).unwrap();
        Request {
            root: root.to_owned(),
            out: out.to_owned(),
            sites: Vec::new(),
            drafts: self.drafts,
            now,
            host: Host::default(),
            keep: Keep::Nothing,
            mode: Mode::Build,
            scripts: Scripts::Trusted,
            digest: None,
        }
    }

    /// The output, rendered anew and compared.
    pub fn verify(&self) -> Report {
        run(&Request { mode: Mode::Verify, ..self.request(&self.root, &self.out) })
    }
}

fn run(request: &Request) -> Report {
    zbor::build::run(request, &|_, _| {}).unwrap()
}

/// A small picture of its own for each number.
pub fn photo(path: &Path, number: u64) {
    let shade = |at: u32| (u64::from(at) * 7 + number * 31).to_le_bytes()[0];
    let picture = image::RgbImage::from_fn(24, 16, |x, y| image::Rgb([shade(x), shade(y), shade(x + y)]));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    picture.save(path).unwrap();
}

/// All files below a folder by their path with `/`, but for `.zbor`.
pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, base: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true if path.ends_with(".zbor") => {}
                true => walk(&path, base, all),
                false => {
                    let name = path.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/");
                    all.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(dir, dir, &mut all);
    all
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let target = to.join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
}

/// What is wrong with an output, one line a file.
pub fn difference(made: &BTreeMap<String, Vec<u8>>, wanted: &BTreeMap<String, Vec<u8>>) -> String {
    let mut wrong = String::new();
    for (name, bytes) in wanted {
        match made.get(name) {
            Some(made) if made == bytes => {}
            Some(_) => writeln!(wrong, "differs: {name}").unwrap(),
            None => writeln!(wrong, "missing: {name}").unwrap(),
        }
    }
    for name in made.keys().filter(|name| !wanted.contains_key(*name)) {
        writeln!(wrong, "too many: {name}").unwrap();
    }
    wrong
}

/// Numbers by chance, the same for the same seed (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    /// Below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (bound.max(1) as u64)).unwrap()
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
