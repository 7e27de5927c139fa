//! Photos against programs that know nothing of this one: ExifTool reads what is left in the
//! published bytes, ImageMagick compares the pixels. Both have to be installed
//! (`apt-get install libimage-exiftool-perl imagemagick`); without them these tests fail.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use zbor::diag::{Checked, Diagnostic};
use zbor::load::Asset;
use zbor::photo::{Photos, prepare};

/// Every file of `tests/photo/` that is published, with its size as displayed.
const PUBLISHED: [(&str, u32, u32); 15] = [
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
    let mut wrong = Vec::new();
    for (name, file) in published() {
        for tag in tags(file.path()) {
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
fn pixels_colours_and_orientation_stay() {
    for (name, file) in published() {
        let source = fixture(name);
        assert!(pixels(&source) == pixels(file.path()), "{name}: other pixels");
        for tag in ["-Orientation", "-ICC_Profile"] {
            let of = |path: &Path| run("exiftool", &["-b", tag, &path.to_string_lossy()]);
            let before = of(&source);
            // Upright is what a photo is when it says nothing.
            assert!(before == of(file.path()) || before == b"1", "{name}: other {tag}");
        }
    }
}

#[test]
fn nothing_is_left_of_the_words_and_after_the_end() {
    for (name, file) in published() {
        let bytes = std::fs::read(file.path()).unwrap();
        for word in
            ["Amra", "secret", "Tuzla", "Huawei", "Exif\0\0II", "xap", "ftyp", "after the end", "tEXt", "zTXt", "tIME"]
        {
            assert!(!bytes.windows(word.len()).any(|at| at == word.as_bytes()), "{name}: `{word}`");
        }
    }
}

#[test]
fn sizes_are_those_displayed_and_lengths_those_written() {
    let photos = prepare_all().value;
    for (name, width, height) in PUBLISHED {
        let picture = photos.get(name).unwrap_or_else(|| panic!("{name} is not published"));
        assert_eq!((picture.width, picture.height), (width, height), "{name}");
        assert_eq!(picture.bytes(&folder()).unwrap().len() as u64, picture.len, "{name}");
    }
}

#[test]
fn a_photo_that_tells_its_place_is_not_published() {
    let Checked { value, findings } = prepare_all();
    let located: Vec<String> = files().into_iter().filter(|name| name.starts_with("gps-")).collect();
    assert_eq!(located.len(), 15, "{located:?}");
    for name in located {
        assert!(value.get(&name).is_none(), "{name} is published");
        assert_eq!(codes(&findings, &name), ["P002"], "{name}");
    }
}

#[test]
fn the_rest_is_told_apart() {
    let Checked { value, findings } = prepare_all();
    for name in ["foreign.heic", "foreign.avif", "foreign.tif", "foreign.bmp"] {
        assert_eq!(codes(&findings, name), ["P003"], "{name}");
    }
    assert_eq!(codes(&findings, "misnamed.jpg"), ["P006"]);
    assert!(value.get("misnamed.jpg").is_some_and(|picture| picture.name.ends_with(".png")));
    for (name, ..) in PUBLISHED {
        assert_eq!(codes(&findings, name), Vec::<&str>::new(), "{name}");
    }
    assert_eq!(value.iter().count(), PUBLISHED.len() + 1);
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photo")
}

fn fixture(name: &str) -> PathBuf {
    folder().join(name)
}

fn files() -> Vec<String> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "make.sh").collect()
}

fn prepare_all() -> Checked<Photos> {
    let assets: Vec<Arc<Asset>> = files().into_iter().map(|path| Arc::new(Asset { path, len: 0 })).collect();
    prepare(&folder(), &assets)
}

fn codes<'a>(findings: &'a [Diagnostic], name: &str) -> Vec<&'a str> {
    let at = zbor::diag::At::File(name.to_owned());
    findings.iter().filter(|finding| finding.at == at).map(|finding| &*finding.code).collect()
}

/// Every published picture, written to a file of its own.
fn published() -> Vec<(&'static str, tempfile::NamedTempFile)> {
    let photos = prepare_all().value;
    let write = |name: &'static str| {
        let picture = photos.get(name).unwrap_or_else(|| panic!("{name} is not published"));
        let extension = format!(".{}", picture.name.rsplit('.').next().unwrap());
        let file = tempfile::Builder::new().suffix(&extension).tempfile().unwrap();
        std::fs::write(file.path(), picture.bytes(&folder()).unwrap()).unwrap();
        (name, file)
    };
    PUBLISHED.iter().map(|(name, ..)| write(name)).collect()
}

/// `group:tag` of all that ExifTool finds, doubles and unknown ones too.
fn tags(path: &Path) -> Vec<String> {
    let json = run("exiftool", &["-json", "-G1", "-a", "-u", "-U", &path.to_string_lossy()]);
    let found: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_slice(&json).unwrap();
    let tags: Vec<String> = found.into_iter().flatten().map(|(tag, _)| tag).collect();
    assert!(tags.len() > 5, "{tags:?}");
    tags
}

/// All frames as ImageMagick decodes them, without turning them.
fn pixels(path: &Path) -> Vec<u8> {
    let bytes = run("convert", &[&path.to_string_lossy(), "-depth", "8", "rgba:-"]);
    assert!(bytes.len() >= 48 * 32 * 4, "{}: {} bytes", path.display(), bytes.len());
    bytes
}

fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| {
        panic!("`{program}` is needed (apt-get install libimage-exiftool-perl imagemagick): {error}")
    });
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
