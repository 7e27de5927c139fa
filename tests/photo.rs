//! Photos against programs that know nothing of this one: ExifTool reads what is left in the
//! published bytes, ImageMagick compares the pixels. Both have to be installed
//! (`apt-get install libimage-exiftool-perl imagemagick`); without them these tests fail.
//!
//! Downloads are published as they are without metadata; what pages show is made of pixels alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod pixels;

use pixels::{difference, run, tags};
use std::path::{Path, PathBuf};
use zbor::diag::{Checked, Diagnostic};
use zbor::load::Asset;
use zbor::photo::{Cache, Formats, Photos, Purpose, Wanted, develop, prepare};

/// Every file of `tests/photo/` that can be downloaded, with its size as displayed, but for those
/// called `gps-…`, which are all as large as the first.
const DOWNLOADS: [(&str, u32, u32); 16] = [
    ("misnamed.jpg", 48, 32),
    ("alpha.webp", 48, 32),
    ("cmyk.jpg", 48, 32),
    ("film.gif", 48, 32),
    ("film.png", 48, 32),
    ("film.webp", 48, 32),
    ("full.jpg", 32, 48),
    ("full.png", 32, 48),
    ("full.webp", 32, 48),
    ("lines.jpg", 48, 32),
    ("motion.jpg", 48, 32),
    ("nowhere.jpg", 48, 32),
    ("progressive.jpg", 48, 32),
    ("rgb.jpg", 48, 32),
    ("still.gif", 48, 32),
    ("texts.png", 48, 32),
];

/// What may be left, as `group:tag`: the structure of the file, its colours, how it is turned.
const LEFT: [&str; 16] = [
    "SourceFile",
    "ExifTool:",
    "System:",
    "File:",
    "Composite:",
    "ICC",
    "IFD0:Orientation",
    "JFIF:",
    "Adobe:",
    "GIF:",
    "RIFF:Image",
    "RIFF:VP8Version",
    "RIFF:WebP_Flags",
    "RIFF:Alpha",
    "PNG:",
    "PNG-",
];

/// Of the groups that are allowed whole above, what is not structure.
const NEVER: [&str; 9] = ["Comment", "Author", "Artist", "Creat", "Date", "Time", "Software", "Thumbnail", "Copyright"];

#[test]
fn only_structure_colours_and_orientation_are_left() {
    let (shop, mut wrong) = (Shop::all(), Vec::new());
    for (name, path) in downloads(&shop) {
        for tag in tags(&path) {
            let allowed = LEFT.iter().any(|left| tag.starts_with(left)) || is_animation(&tag);
            let personal =
                !tag.starts_with("ICC") && !tag.starts_with("System:") && NEVER.iter().any(|never| tag.contains(never));
            if !allowed || personal {
                wrong.push(format!("{name}: {tag}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// ExifTool names the parts of an animation after the container.
fn is_animation(tag: &str) -> bool {
    [
        "RIFF:AnimationLoopCount",
        "RIFF:BackgroundColor",
        "RIFF:FrameCount",
        "RIFF:Duration",
        "RIFF:HorizontalScale",
        "RIFF:VerticalScale",
    ]
    .contains(&tag)
}

#[test]
fn the_photos_hold_what_is_to_be_removed() {
    for (name, tag) in [
        ("full.jpg", "IPTC:City"),
        ("full.jpg", "IFD0:Artist"),
        ("full.jpg", "IFD1:ThumbnailImage"),
        ("full.jpg", "XMP-dc:Creator"),
        ("full.jpg", "File:Comment"),
        ("full.png", "PNG:Comment"),
        ("full.png", "ExifIFD:SerialNumber"),
        ("film.webp", "XMP-dc:Creator"),
        ("film.gif", "XMP-dc:Creator"),
        ("film.gif", "File:Comment"),
    ] {
        assert!(tags(&fixture(name)).iter().any(|found| found == tag), "{name} has no {tag}");
    }
}

#[test]
fn pixels_colours_and_orientation_of_downloads_stay() {
    let shop = Shop::all();
    for (name, path) in downloads(&shop) {
        let source = fixture(&name);
        assert!(decoded(&source) == decoded(&path), "{name}: other pixels");
        for tag in ["-Orientation", "-ICC_Profile"] {
            let of = |path: &Path| run("exiftool", &["-b", tag, &path.to_string_lossy()]);
            let before = of(&source);
            // Upright is what a photo is when it says nothing.
            assert!(before == of(&path) || before == b"1", "{name}: other {tag}");
        }
    }
}

#[test]
fn nothing_is_left_of_the_words_and_after_the_end() {
    let shop = Shop::all();
    for file in shop.files() {
        let bytes = std::fs::read(&file).unwrap();
        for word in
            ["Amra", "secret", "Tuzla", "Huawei", "Exif\0\0II", "xap", "ftyp", "after the end", "tEXt", "zTXt", "tIME"]
        {
            assert!(!bytes.windows(word.len()).any(|at| at == word.as_bytes()), "{}: `{word}`", file.display());
        }
    }
}

#[test]
fn no_published_byte_holds_a_place() {
    let shop = Shop::all();
    let located = names().into_iter().filter(|name| name.starts_with("gps-")).count();
    assert_eq!(located, 15);
    let holds = |path: &Path| tags(path).iter().any(|tag| tag.contains("GPS"));
    let files = shop.files();
    assert!(files.len() > 60, "{}", files.len());
    for file in &files {
        assert!(!holds(file), "{} holds a place", file.display());
    }
    for name in ["gps-exif.jpg", "gps-xmp.png", "gps-exif.webp", "gps-xmp.gif"] {
        assert!(holds(&fixture(name)), "{name} has none to begin with");
        assert!(shop.photos.get(Purpose::Photo, name).is_some(), "{name} is not published");
    }
    assert_eq!(codes(&shop.findings, "gps-embedded.svg"), ["P002", "P002"], "shown and downloaded");
    assert!(shop.photos.is_withheld("gps-embedded.svg"));
}

#[test]
fn what_pages_show_is_made_of_pixels_alone() {
    let shop = Shop::all();
    let made =
        [Purpose::Photo, Purpose::Thumbnail, Purpose::Card].into_iter().flat_map(|purpose| shop.photos.of(purpose));
    let mut seen = 0;
    for variant in made.flat_map(|picture| picture.variants()).filter(|variant| variant.name.contains('-')) {
        for tag in tags(&shop.path(&variant.name)) {
            let structure = ["SourceFile", "ExifTool:", "System:", "File:", "Composite:", "JFIF:", "RIFF:", "PNG:"];
            assert!(structure.iter().any(|group| tag.starts_with(group)), "{}: {tag}", variant.name);
            assert!(
                !NEVER.iter().any(|word| tag.contains(word)) || tag.starts_with("System:"),
                "{}: {tag}",
                variant.name
            );
        }
        seen += 1;
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn sizes_are_those_displayed_and_lengths_those_written() {
    let shop = Shop::all();
    for (name, width, height) in DOWNLOADS {
        for purpose in [Purpose::File, Purpose::Photo] {
            let Some(picture) = shop.photos.get(purpose, name) else { panic!("{name} is not published") };
            assert_eq!((picture.main.width, picture.main.height), (width, height), "{name}");
            for variant in picture.variants() {
                let path = shop.path(&variant.name);
                assert_eq!(std::fs::metadata(&path).unwrap().len(), variant.len, "{name}");
                let size =
                    run("convert", &[&format!("{}[0]", path.display()), "-auto-orient", "-format", "%w %h", "info:"]);
                // ImageMagick 6 turns JPEG only; a download of another kind lies as the camera held it.
                let lies = purpose == Purpose::File && ["full.png", "full.webp"].contains(&name);
                let (width, height) = if lies { (height, width) } else { (width, height) };
                assert_eq!(String::from_utf8(size).unwrap(), format!("{width} {height}"), "{name}");
            }
        }
    }
}

#[test]
fn what_pages_show_looks_like_the_photo() {
    let shop = Shop::all();
    // ImageMagick 6 turns JPEG only, and shows the first frame of an animation.
    let others = ["full.png", "full.webp", "film.png", "film.webp", "film.gif", "still.gif"];
    for (name, ..) in DOWNLOADS.iter().filter(|(name, ..)| !others.contains(name)) {
        let picture = shop.photos.get(Purpose::Photo, name).unwrap();
        for variant in picture.variants() {
            let far = difference(&fixture(name), &shop.path(&variant.name), (variant.width, variant.height));
            assert!(far < 9.0, "{name}: {} differs by {far}", variant.name);
        }
    }
}

#[test]
fn the_rest_is_told_apart() {
    let shop = Shop::all();
    for name in ["foreign.heic", "foreign.avif", "foreign.tif", "foreign.bmp"] {
        assert_eq!(codes(&shop.findings, name), ["P003"], "{name}: shown it is refused");
        assert!(!shop.photos.is_withheld(name), "{name}: downloaded it holds nothing");
    }
    assert_eq!(codes(&shop.findings, "misnamed.jpg"), ["P006"]);
    for (name, ..) in DOWNLOADS.iter().filter(|(name, ..)| *name != "misnamed.jpg") {
        assert_eq!(codes(&shop.findings, name), Vec::<&str>::new(), "{name}");
    }
    for name in ["film.gif", "film.png", "film.webp", "still.gif"] {
        let picture = shop.photos.get(Purpose::Photo, name).unwrap();
        assert!(picture.webp.is_empty() && !picture.main.name.contains('-'), "{name} is not published as it is");
    }
}

#[test]
fn a_foreign_download_that_tells_its_place_is_withheld() {
    let shop = tempfile::tempdir().unwrap();
    let path = shop.path().join("scan.tif");
    std::fs::copy(fixture("foreign.tif"), &path).unwrap();
    let here = ["-GPSLatitude=44.5384", "-GPSLongitude=18.6671", "-overwrite_original"];
    run("exiftool", &[&here[..], &[&path.to_string_lossy()]].concat());
    let asset = Asset { path: "scan.tif".to_owned(), len: 0 };
    let wanted = [Wanted { asset: &asset, purpose: Purpose::File }];
    let checked = prepare(&Cache::open(shop.path()), &wanted, Formats::WebP);
    assert_eq!(codes(&checked.findings, "scan.tif"), ["P002"]);
    assert!(checked.value.is_withheld("scan.tif"));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photo")
}

fn fixture(name: &str) -> PathBuf {
    folder().join(name)
}

fn names() -> Vec<String> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "make.sh").collect()
}

/// A workspace of photos, made for all purposes.
struct Shop {
    root: tempfile::TempDir,
    photos: Photos,
    findings: Vec<Diagnostic>,
}

impl Shop {
    /// With all of `tests/photo/`.
    fn all() -> Shop {
        let root = tempfile::tempdir().unwrap();
        for name in names() {
            std::fs::copy(fixture(&name), root.path().join(&name)).unwrap();
        }
        let assets: Vec<Asset> = names().into_iter().map(|path| Asset { path, len: 0 }).collect();
        let all = [Purpose::Photo, Purpose::Thumbnail, Purpose::Card, Purpose::File];
        let wanted: Vec<Wanted> =
            assets.iter().flat_map(|asset| all.map(|purpose| Wanted { asset, purpose })).collect();
        let cache = Cache::open(root.path());
        let Checked { value, mut findings } = prepare(&cache, &wanted, Formats::WebP);
        let photos = develop(&cache, value).unwrap().collect(&mut findings);
        Shop { root, photos, findings }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(".zbor/photos").join(name)
    }

    /// Everything that may be published.
    fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.root.path().join(".zbor/photos")).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

fn codes<'a>(findings: &'a [Diagnostic], name: &str) -> Vec<&'a str> {
    let at = zbor::diag::At::File(name.to_owned());
    findings.iter().filter(|finding| finding.at == at).map(|finding| &*finding.code).collect()
}

/// Every picture that can be downloaded, by its name, and where it was made.
fn downloads(shop: &Shop) -> Vec<(String, PathBuf)> {
    let located = names().into_iter().filter(|name| name.starts_with("gps-") && !name.ends_with(".svg"));
    let names = DOWNLOADS.iter().map(|(name, ..)| (*name).to_owned()).chain(located);
    let found = names.map(|name| {
        let Some(picture) = shop.photos.get(Purpose::File, &name) else { panic!("{name} is not published") };
        let path = shop.path(&picture.main.name);
        (name, path)
    });
    found.collect()
}

/// All frames as ImageMagick decodes them, without turning them.
fn decoded(path: &Path) -> Vec<u8> {
    let bytes = run("convert", &[&path.to_string_lossy(), "-depth", "8", "rgba:-"]);
    assert!(bytes.len() >= 48 * 32 * 4, "{}: {} bytes", path.display(), bytes.len());
    bytes
}
