//! Photos on their way through a whole build: what a phone takes, in every shape, becomes what the
//! pages show; nothing is done twice. The photos are made at run time by ImageMagick and ExifTool.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod pixels;

use pixels::{difference, run, tags};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// A site with one announcement, beside which photos lie.
struct Workspace(tempfile::TempDir);

impl Workspace {
    fn new() -> Workspace {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("obavjestenja/put")).unwrap();
        fs::write(root.path().join("site.yaml"), "naziv: MZ Proba\nbase_url: https://proba.example\n").unwrap();
        Workspace(root)
    }

    /// The announcement, with these photos in its text.
    fn text(&self, words: &str, photos: &[&str]) {
        let shown: Vec<String> = photos.iter().map(|name| format!("![Put]({name})\n")).collect();
        let text = format!("---\nnaslov: Put\ndatum: 2026-11-20\n---\n{words}\n\n{}", shown.join("\n"));
        fs::write(self.path("index.md"), text).unwrap();
    }

    /// A file beside the announcement.
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("obavjestenja/put").join(name)
    }

    /// A photo of ImageMagick, saved a while ago.
    fn photo(&self, name: &str, arguments: &[&str]) {
        let path = self.path(name);
        run("convert", &[arguments, &[&path.to_string_lossy()]].concat());
        age(&path);
    }

    fn tell(&self, name: &str, tags: &[&str]) {
        let path = self.path(name);
        run("exiftool", &[&["-q", "-n", "-overwrite_original"], tags, &[&path.to_string_lossy()]].concat());
        age(&path);
    }

    /// Runs a command of the program; its exit code and what it said.
    fn zbor(&self, command: &str) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_zbor"))
            .args([command, "--now", "2026-11-24", "--lang", "en"])
            .current_dir(self.0.path())
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
    }

    /// Builds without a finding.
    fn build(&self) {
        let (code, said) = self.zbor("build");
        assert_eq!(code, 0, "{said}");
    }

    /// Published photos, by name.
    fn published(&self) -> Vec<PathBuf> {
        files(&self.0.path().join("dist/slike"))
    }

    fn page(&self) -> String {
        fs::read_to_string(self.0.path().join("dist/obavjestenja/put/index.html")).unwrap()
    }
}

/// Older than any clock's tick.
fn age(path: &Path) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    let mut paths: Vec<PathBuf> = entries.unwrap_or_default();
    paths.sort();
    paths
}

fn ending<'a>(paths: &'a [PathBuf], end: &str) -> Vec<&'a PathBuf> {
    paths.iter().filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

/// Four colours, so that every way to turn it is another picture.
const CORNERS: [&str; 8] =
    ["-size", "800x500", "gradient:red-blue", "(", "-size", "800x500", "gradient:yellow-green", ")"];

fn corners(extra: &[&'static str]) -> Vec<&'static str> {
    let turned = [
        "-append",
        "+repage",
        "-fill",
        "white",
        "-draw",
        "rectangle 0,0 300,200",
        "-fill",
        "black",
        "-draw",
        "circle 600,800 600,900",
    ];
    [&CORNERS[..], &turned, extra].concat()
}

#[test]
fn all_eight_orientations_stand_upright() {
    let workspace = Workspace::new();
    for n in 1..=8 {
        let name = format!("o{n}.jpg");
        // A photo of its own, so that each has its own name.
        let corner = format!("rectangle 790,990 {},999", 790 + n);
        workspace.photo(&name, &[&corners(&[])[..], &["-draw", &corner, "-quality", "90"]].concat());
        workspace.tell(&name, &[&format!("-Orientation={n}"), "-GPSLatitude=44.5384", "-GPSLongitude=18.6671"]);
        workspace.text("Put", &[&name]);
        workspace.build();
        let published = workspace.published();
        let (size, ends) = match n {
            1..=4 => ((400, 500), ["-360.webp", "-800.webp", "-800.jpg"]),
            _ => ((500, 400), ["-360.webp", "-1000.webp", "-720.jpg"]),
        };
        for end in ends {
            let [file] = ending(&published, end)[..] else { panic!("{name}: no {end} among {published:?}") };
            let far = difference(&workspace.path(&name), file, size);
            assert!(far < 4.0, "{name}: {end} differs by {far}");
        }
        for file in &published {
            assert!(
                !tags(file).iter().any(|tag| tag.contains("GPS") || tag.contains("Orientation")),
                "{}",
                file.display()
            );
        }
    }
}

#[test]
fn every_kind_of_photo_looks_as_it_should() {
    let workspace = Workspace::new();
    let kinds: [(&str, &[&str]); 9] = [
        ("cmyk.jpg", &["-colorspace", "CMYK"]),
        ("progressive.jpg", &["-interlace", "JPEG"]),
        ("grey.jpg", &["-colorspace", "Gray"]),
        ("deep.png", &["-depth", "16", "-define", "png:bit-depth=16"]),
        ("palette.png", &["-colors", "64", "-define", "png:color-type=3"]),
        ("clear.png", &["-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", "+channel"]),
        (
            "greyclear.png",
            &["-colorspace", "Gray", "-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", "+channel"],
        ),
        ("photo.webp", &["-quality", "90"]),
        ("drawing.webp", &["-define", "webp:lossless=true"]),
    ];
    for (name, options) in kinds {
        let options: Vec<&'static str> = options.to_vec();
        workspace.photo(name, &corners(&options));
        workspace.text("Put", &[name]);
        workspace.build();
        let published = workspace.published();
        assert_eq!(published.len(), 4, "{name}: {published:?}");
        for file in published.iter().filter(|path| !path.to_string_lossy().contains("card")) {
            let far = difference(&workspace.path(name), file, (400, 500));
            assert!(far < 6.0, "{name}: {} differs by {far}", file.display());
        }
    }
}

#[test]
fn a_photo_of_a_hundred_megapixels_is_published() {
    let workspace = Workspace::new();
    workspace.photo("velika.jpg", &["-size", "1200x900", "plasma:fractal", "-scale", "12000x9000!", "-quality", "60"]);
    workspace.text("Put", &["velika.jpg"]);
    workspace.build();
    let published = workspace.published();
    let ends: Vec<String> =
        published.iter().map(|path| path.to_string_lossy().rsplit('-').next().unwrap().to_owned()).collect();
    assert_eq!(ends, ["1200.webp", "360.webp", "720.jpg", "720.webp", "card.jpg"]);
    let far = difference(&workspace.path("velika.jpg"), &published[1], (360, 270));
    assert!(far < 5.0, "{far}");
}

#[test]
fn a_card_is_light_however_wild_the_photo() {
    let workspace = Workspace::new();
    workspace.photo("sum.jpg", &["-size", "2000x1500", "xc:gray", "+noise", "Random", "-quality", "95"]);
    workspace.text("Put", &["sum.jpg"]);
    workspace.build();
    let published = workspace.published();
    let [card] = ending(&published, "-card.jpg")[..] else { panic!("{published:?}") };
    let len = fs::metadata(card).unwrap().len();
    assert!((20_000..=60_000).contains(&len), "{len}");
    let name = card.file_name().unwrap().to_str().unwrap();
    let page = workspace.page();
    let page = scraper::Html::parse_document(&page);
    let meta = |property: &str| {
        let found = scraper::Selector::parse(&format!("meta[property='{property}']")).unwrap();
        page.select(&found).next().and_then(|meta| meta.attr("content")).unwrap_or_default().to_owned()
    };
    assert_eq!(meta("og:image"), format!("https://proba.example/slike/{name}"));
    assert_eq!((meta("og:image:width"), meta("og:image:height")), ("1200".to_owned(), "630".to_owned()));
}

#[test]
fn broken_photos_are_told_and_the_rest_is_published() {
    let workspace = Workspace::new();
    for name in ["dobra.jpg", "odsjecena.jpg", "losa.png"] {
        workspace.photo(name, &corners(&[]));
    }
    let cut = fs::read(workspace.path("odsjecena.jpg")).unwrap();
    fs::write(workspace.path("odsjecena.jpg"), &cut[..cut.len() / 2]).unwrap();
    // Right in its structure; only decoding shows that the pixels are damaged.
    let mut damaged = fs::read(workspace.path("losa.png")).unwrap();
    let at = damaged.windows(4).position(|at| at == b"IDAT").unwrap() + 40;
    damaged[at..at + 8].copy_from_slice(b"\0\xff\0\xff\0\xff\0\xff");
    fs::write(workspace.path("losa.png"), damaged).unwrap();
    workspace.text("Put", &["dobra.jpg", "odsjecena.jpg", "losa.png"]);
    for _ in 0..2 {
        let (code, said) = workspace.zbor("build");
        assert_eq!(code, 1, "{said}");
        for name in ["odsjecena.jpg", "losa.png"] {
            assert!(said.contains("P005") && said.contains(name), "{said}");
        }
        assert!(!said.contains("dobra.jpg"), "{said}");
        assert_eq!(workspace.page().matches("<img ").count(), 1, "the one that is whole");
        // The text changes, so that the second build is not only a look at the state.
        workspace.text("Put, opet", &["dobra.jpg", "odsjecena.jpg", "losa.png"]);
    }
}

#[test]
fn a_second_build_touches_no_photo() {
    let workspace = Workspace::new();
    workspace.photo("most.jpg", &corners(&[]));
    workspace.text("Put", &["most.jpg"]);
    workspace.build();
    let made = stamps(&workspace);
    assert_eq!(made.len(), 5, "two in WebP, the fall-back, the card, the index: {made:?}");
    // Were it opened, it would be no photo, and were it made, other files would stand there.
    let len = usize::try_from(fs::metadata(workspace.path("most.jpg")).unwrap().len()).unwrap();
    fs::write(workspace.path("most.jpg"), vec![0; len]).unwrap();
    age(&workspace.path("most.jpg"));
    workspace.text("Put, opet", &["most.jpg"]);
    workspace.build();
    assert_eq!(stamps(&workspace), made);
    assert!(workspace.page().contains("Put, opet"));
}

#[test]
fn an_emptied_cache_is_filled_with_the_same_bytes() {
    let workspace = Workspace::new();
    workspace.photo("most.jpg", &corners(&[]));
    workspace.text("Put", &["most.jpg"]);
    workspace.build();
    let read = |workspace: &Workspace| -> Vec<(PathBuf, Vec<u8>)> {
        workspace.published().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    };
    let before = read(&workspace);
    for folder in [".zbor", "dist"] {
        fs::remove_dir_all(workspace.0.path().join(folder)).unwrap();
    }
    workspace.build();
    assert!(read(&workspace) == before);
    // Another photo under the same name: what was made of the first is gone everywhere.
    workspace.photo("most.jpg", &["-size", "800x800", "plasma:fractal"]);
    workspace.build();
    assert_eq!(workspace.published().len(), before.len());
    assert!(before.iter().all(|(path, _)| !path.exists()));
    assert_eq!(stamps(&workspace).len(), 5);
}

#[test]
fn checking_decodes_nothing() {
    let workspace = Workspace::new();
    workspace.photo("most.jpg", &corners(&[]));
    workspace.text("Put", &["most.jpg"]);
    let (code, said) = workspace.zbor("check");
    assert_eq!(code, 0, "{said}");
    assert!(!workspace.0.path().join(".zbor").exists());
}

#[test]
fn a_page_offers_every_size_and_waits_for_all_but_the_first() {
    let workspace = Workspace::new();
    workspace.photo("prva.jpg", &corners(&[]));
    workspace.photo("druga.jpg", &corners(&["-negate"]));
    workspace.text("Put", &["prva.jpg", "druga.jpg"]);
    workspace.build();
    let page = workspace.page();
    assert_eq!(page.matches("<source type=\"image/webp\" srcset=\"").count(), 2);
    for width in ["-360.webp 360w, ", "-800.webp 800w\" sizes=\"(min-width:612px) 580px, calc(100vw - 32px)\""] {
        assert_eq!(page.matches(width).count(), 2, "{width}: {page}");
    }
    let tags: Vec<&str> = page.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
    assert_eq!(tags.len(), 2);
    assert!(!tags[0].contains("loading") && tags[1].contains("loading=\"lazy\""), "{tags:?}");
    for tag in tags {
        assert!(tag.contains("width=\"800\" height=\"1000\"") && tag.contains("decoding=\"async\""), "{tag}");
    }
}

/// A site with a photo that asks for AVIF.
fn asking_for_avif() -> Workspace {
    let workspace = Workspace::new();
    let settings = "naziv: MZ Proba\nbase_url: https://proba.example\nfotografije_avif: da\n";
    fs::write(workspace.0.path().join("site.yaml"), settings).unwrap();
    workspace.photo("put.jpg", &corners(&["-quality", "90"]));
    workspace.tell("put.jpg", &["-Orientation=6", "-GPSLatitude=44.5384", "-GPSLongitude=18.6671"]);
    workspace.text("Put", &["put.jpg"]);
    workspace
}

#[test]
#[cfg(feature = "avif")]
fn avif_comes_first_where_it_is_asked_for() {
    let workspace = asking_for_avif();
    workspace.build();
    let page = workspace.page();
    let first = page.split("<source type=\"").nth(1).unwrap();
    assert!(first.starts_with("image/avif\" srcset=\"") && first.contains("-1000.avif 1000w\" sizes="), "{page}");
    let published = workspace.published();
    for end in ["-360.avif", "-1000.avif"] {
        let [file] = ending(&published, end)[..] else { panic!("no {end} among {published:?}") };
        let far = difference(&workspace.path("put.jpg"), file, (500, 400));
        assert!(far < 4.0, "{end} differs by {far}");
        assert!(!tags(file).iter().any(|tag| tag.contains("GPS") || tag.contains("EXIF")), "{}", file.display());
    }
}

#[test]
#[cfg(not(feature = "avif"))]
fn avif_that_cannot_be_made_is_told_and_photos_are_published() {
    let workspace = asking_for_avif();
    let (code, said) = workspace.zbor("build");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("warning[S012]") && said.contains("site.yaml:3"), "{said}");
    assert!(ending(&workspace.published(), ".avif").is_empty() && !workspace.published().is_empty());
    assert!(!workspace.page().contains("avif"));
}

/// What lies in the cache, and when it was written.
fn stamps(workspace: &Workspace) -> Vec<(PathBuf, SystemTime)> {
    let stamp = |path: PathBuf| (path.clone(), fs::metadata(path).unwrap().modified().unwrap());
    files(&workspace.0.path().join(".zbor/photos")).into_iter().map(stamp).collect()
}
