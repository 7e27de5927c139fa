//! What programs of others say about the result is in `tests/photo.rs`; here are the cases that
//! are quicker written than drawn, and bytes that nobody meant.

use super::clean::{self, Flaw};
use super::examine::picture;
use super::raster;
use super::{Cache, Format, Formats, Photos, Purpose, Wanted, develop, exif, format, prepare, read};
use crate::diag::{Checked, Severity};
use crate::load::Asset;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/photo")
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

/// The codes of a picture's findings, `+` before them when it is published.
fn verdict(path: &str, bytes: impl Into<Vec<u8>>) -> String {
    let checked = picture(path, bytes.into());
    let errors = checked.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    assert_eq!(checked.value.is_none(), errors == 1, "{path}: an error is what keeps it out");
    let codes: Vec<&str> = checked.findings.iter().map(|finding| &*finding.code).collect();
    format!("{}{}", if checked.value.is_some() { "+" } else { "" }, codes.join(" "))
}

fn svg(inside: &str) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="x" width="10" height="5">{inside}</svg>"#)
}

#[test]
fn every_fault_has_its_code() {
    let png = fixture("misnamed.jpg");
    let jpg = fixture("lines.jpg");
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 4].to_vec();
    for (path, bytes, expected) in [
        ("a.png", png.clone(), "+"),
        ("A.PNG", png.clone(), "+"),
        ("a.jpg", png.clone(), "+P006"),
        ("a.heic", jpg.clone(), "+P006"),
        ("a.jpeg", jpg.clone(), "+"),
        ("a.jpg", vec![], "P007"),
        ("a.jpg", fixture("foreign.heic"), "P003"),
        ("a.nef", fixture("foreign.tif"), "P003"),
        ("a.heic", b"nonsense".to_vec(), "P003"),
        ("a.jpg", b"%PDF-1.7".to_vec(), "P005"),
        ("a.jpg", b"<!doctype html>".to_vec(), "P005"),
        ("a.jpg", cut(&jpg), "P005"),
        ("a.png", cut(&png), "P005"),
        ("a.webp", cut(&fixture("full.webp")), "P005"),
        ("a.gif", cut(&fixture("film.gif")), "P005"),
        ("a.png", changed(&png, 16, &[0, 0, 0, 0]), "P005"),
        ("a.gif", changed(&fixture("still.gif"), 6, &[0, 0]), "P009"),
        ("a.gif", changed(&fixture("still.gif"), 6, &[0xe1, 0x2e]), "P009"),
        ("a.gif", changed(&fixture("still.gif"), 6, &[0x28, 0x23, 0x28, 0x23]), "P009"),
        ("a.jpg", sized(&jpg, 10_000, 10_000), "+"),
        ("a.jpg", sized(&jpg, 11_000, 11_000), "P009"),
        ("a.jpg", sized(&jpg, 20_001, 1), "P009"),
        ("a.jpg", sized(&jpg, 0, 1), "P009"),
        ("a.jpg", fixture("gps-exif.jpg"), "+"),
        ("a.gif", fixture("gps-xmp.gif"), "+"),
        ("a.svg", fixture("gps-embedded.svg"), "P002"),
    ] {
        assert_eq!(verdict(path, bytes), expected, "{path}");
    }
}

/// A JPEG that says it is so large.
fn sized(jpg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let frame = jpg.windows(2).position(|at| at == [0xff, 0xc0]).unwrap();
    changed(jpg, frame + 5, &[height.to_be_bytes(), width.to_be_bytes()].concat())
}

fn changed(bytes: &[u8], at: usize, with: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at..at + with.len()].copy_from_slice(with);
    bytes
}

#[test]
fn what_is_published_as_it_is_is_weighed() {
    let mut gif = fixture("still.gif");
    let end = gif.len() - 1;
    // A comment that goes on would be removed; a second image is not.
    let image = gif[gif.iter().position(|byte| *byte == 0x2c).unwrap()..end].to_vec();
    let times = (1 << 20) / image.len() + 1;
    gif.splice(end..end, image.repeat(times));
    let checked = picture("a.gif", gif);
    let finding = checked.findings.first().unwrap();
    assert_eq!(finding.code, "P010");
    assert!(finding.message.bs.contains("1 MB") && finding.message.bs.contains("66 s"), "{}", finding.message.bs);
    let mut jpg = fixture("lines.jpg");
    let end = jpg.len() - 2;
    // Coded data that goes on: more than a decoder wants, but part of the scan.
    jpg.splice(end..end, std::iter::repeat_n(0x55, 1 << 20));
    assert_eq!(verdict("a.jpg", jpg), "+", "a photo is made smaller here");
}

/// Photos at these paths, to be shown.
fn shown(cache: &Cache, paths: &[&str]) -> Checked<Photos> {
    let assets: Vec<Asset> = paths.iter().map(|path| Asset { path: (*path).to_owned(), len: 1 }).collect();
    let wanted: Vec<Wanted> = assets.iter().map(|asset| Wanted { asset, purpose: Purpose::Photo }).collect();
    prepare(cache, &wanted, Formats::WebP)
}

#[test]
fn the_same_file_twice_is_one_picture_and_others_are_passed_over() {
    let cache = Cache::open(&folder());
    let checked = shown(&cache, &["full.jpg", "make.sh", "film.gif", "full.jpg", "none.jpg"]);
    let sources: Vec<&str> = checked.value.iter().map(|picture| picture.source.as_str()).collect();
    assert_eq!(sources, ["film.gif", "full.jpg"]);
    assert_eq!(checked.findings.iter().map(|finding| &*finding.code).collect::<Vec<_>>(), ["P011"]);
    let names: Vec<String> = checked.value.iter().flat_map(|one| one.variants()).map(|one| one.name.clone()).collect();
    let ends: Vec<&str> = names.iter().map(|name| &name[16..]).collect();
    assert_eq!(ends, [".gif", "-32.jpg", "-32.webp"]);
}

#[test]
fn a_file_too_large_is_not_read_and_a_changed_one_not_published() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a.jpg");
    std::fs::write(&path, fixture("lines.jpg")).unwrap();
    let cache = Cache::open(root.path());
    let photos = shown(&cache, &["a.jpg"]).value;
    std::fs::write(&path, fixture("gps-exif.jpg")).unwrap();
    let checked = develop(&cache, photos).unwrap();
    assert_eq!(checked.findings.first().unwrap().code, "P012");
    assert_eq!(checked.value.iter().count(), 0);
    std::fs::File::create(&path).unwrap().set_len(read::MAX_FILE + 1).unwrap();
    assert_eq!(shown(&Cache::open(root.path()), &["a.jpg"]).findings.first().unwrap().code, "P008");
}

#[test]
fn drawings_that_only_draw_are_published() {
    for inside in [
        "<path d='M0 0'/><!-- Amra -->",
        "<style>path{fill:url(#a)} @font-face{src:url('data:font/woff2;base64,AA')} g&gt;a{fill:red}</style>",
        "<use xlink:href='#a'/><g fill='url(#b)' style='fill: url( \"#c\" )'/>",
        "<image href='data:image/png;base64,iVBORw0KGgo='/>",
        "<metadata><rdf resource='http://purl.org/dc/' ink:file='C:\\Amra\\a.svg' xmlns:ink='http://x'/></metadata>",
        "<text>ponedjeljak: javascript: nije adresa</text>",
    ] {
        assert_eq!(verdict("a.svg", svg(inside)), "+", "{inside}");
    }
    let whole = r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg viewBox="0 0 30 20"/>"#;
    assert_eq!(verdict("a.svg", whole), "+");
}

#[test]
fn drawings_that_could_act_or_reach_outside_are_not() {
    for inside in [
        "<script>1</script>",
        "<SCRIPT/>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
        "<foreignObject/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml'/>",
        "<g onclick='1'/>",
        "<g ONLOAD='1'/>",
        "<a href='javascript:1'/>",
        "<a xlink:href='java&#10;script:1'/>",
        "<a href='&#x6a;avascript:1'/>",
        "<set attributeName='href' to='https://a.example'/>",
        "<set attributeName='onclick' to='1'/>",
        "<image href='https://a.example/a.png'/>",
        "<image href='a.png'/>",
        "<image href='data:image/svg+xml;base64,AA'/>",
        "<use href='other.svg#a'/>",
        "<g xml:base='https://a.example/'/>",
        "<g style='fill:url(https://a.example)'/>",
        "<g fill='URL( \"//a.example\")'/>",
        "<style>@import 'a.css';</style>",
        "<style>a{fill:u&#114;l(https://a.example)}</style>",
        "<style><![CDATA[a{fill:u\\72l(https://a.example)}]]></style>",
        "<style><g/>a{fill:url(https://a.example)}</style>",
        "<?xml-stylesheet href='a.css'?>",
    ] {
        assert_eq!(verdict("a.svg", svg(inside)), "P004", "{inside}");
    }
    let entity = "<!DOCTYPE svg [<!ENTITY a 'b'>]>".to_owned() + &svg("&a;");
    assert_eq!(verdict("a.svg", entity), "P004");
}

#[test]
fn drawings_that_break_off_are_broken() {
    for text in [
        "<svg",
        "<svg>",
        "<svg></g>",
        "<svg><g></svg>",
        "<svg a='&b;'/>",
        "<html><svg/></html>",
        "<?xml version='1.0' encoding='utf-16'?><svg/>",
    ] {
        assert_eq!(verdict("a.svg", text), "P005", "{text}");
    }
}

#[test]
fn a_drawing_has_a_size() {
    for (attributes, expected) in [
        ("", (300, 150)),
        ("width='40' height='30px'", (40, 30)),
        ("width='1in' height='25.4mm'", (96, 96)),
        ("width='100%' viewBox='0 0 12 8'", (12, 8)),
        ("width='6' viewBox='0,0,12,8'", (6, 4)),
        ("height='4' viewBox='-1 -1 12 8'", (6, 4)),
        ("width='0' height='3'", (0, 3)),
        ("width='-1' height='NaN'", (0, 150)),
        ("width='1e99' height='0.2'", (u32::MAX, 1)),
    ] {
        let cleaned = clean::clean(Format::Svg, format!("<svg {attributes}/>").into_bytes()).unwrap();
        assert_eq!((cleaned.width, cleaned.height), expected, "{attributes}");
    }
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    for name in
        ["full.jpg", "progressive.jpg", "cmyk.jpg", "full.png", "film.png", "full.webp", "film.webp", "film.gif"]
    {
        let source = fixture(name);
        let format = format::sniff(&source).format().unwrap();
        let once = clean::clean(format, source).unwrap();
        assert_eq!(clean::clean(format, once.bytes.clone()).unwrap(), once, "{name}");
    }
}

#[test]
fn exif_that_points_in_circles_ends() {
    // A directory of 65,535 entries, each the pointer to the place of the photo, in the directory.
    let mut block = b"MM\0\x2a\0\0\0\x08\xff\xff".to_vec();
    for i in 0..65_535_u32 {
        block.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1]);
        block.extend((10 + 12 * i).to_be_bytes());
    }
    block.extend([0, 0, 0, 8]);
    assert_eq!(exif::read(&block).orientation, None);
}

const PHOTOS: [&str; 14] = [
    "full.jpg",
    "progressive.jpg",
    "gps-second.jpg",
    "full.png",
    "texts.png",
    "gps-raw.png",
    "gps-packed.png",
    "film.png",
    "full.webp",
    "film.webp",
    "alpha.webp",
    "film.gif",
    "gps-xmp.gif",
    "gps-embedded.svg",
];

/// Any of the photos, cut at any place, with any bytes changed.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let flips = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    (prop::sample::select(&PHOTOS[..]), flips, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(name, flips, cut, whole)| {
            let mut bytes = fixture(name);
            // Half of the changes near the beginning, where the structure is.
            for (i, (at, value)) in flips.into_iter().enumerate() {
                let len = if i % 2 == 0 { bytes.len() } else { bytes.len().min(200) };
                bytes[at.index(len)] = value;
            }
            let end = if whole { bytes.len() } else { cut.index(bytes.len()) };
            bytes[..end].to_vec()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn damage_never_panics_and_what_is_published_stays_clean(bytes in damaged()) {
        check(bytes)?;
    }

    #[test]
    fn any_bytes_never_panic(magic in prop::sample::select(&MAGIC[..]), rest in proptest::collection::vec(any::<u8>(), 0..300)) {
        check([magic, &rest].concat())?;
        exif::read(&[magic, &rest].concat());
    }
}

const MAGIC: [&[u8]; 9] = [
    b"",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\x40\0\0\0WEBPVP8X",
    b"GIF89a",
    b"<svg ",
    b"II*\0",
    b"MM\0*\0\0\0\x08",
    b"\0\0\0\0ftyp",
];

/// Whatever is published is what it is published as, tells no place, and does not change again.
fn check(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let format = format::sniff(&bytes).format();
    let checked = picture("a.jpg", bytes.clone());
    let Some((published, format)) = checked.value.zip(format) else {
        prop_assert!(!checked.findings.is_empty());
        return Ok(());
    };
    let once = clean::clean(format, bytes);
    prop_assert!(!matches!(once, Err(Flaw::Broken | Flaw::Unsafe(_))));
    let once = once.unwrap();
    prop_assert_eq!(once.displayed(), (published.size.width, published.size.height));
    let twice = clean::clean(format, once.bytes.clone());
    prop_assert!(twice.as_ref().is_ok_and(|twice| twice.bytes == once.bytes && !twice.located), "{:?}", format);
    // What the header promised is decoded or refused, without a panic.
    let small = u64::from(once.width) * u64::from(once.height) < 1 << 20;
    if let Some(opened) = raster::open(format, &once.bytes).filter(|_| small) {
        let _ = opened.develop(published.orientation);
    }
    Ok(())
}
