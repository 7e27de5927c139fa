//! What a picture is, by its first bytes and by its name.

use serde::{Deserialize, Serialize};

/// A format that is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// ISO 10918-1.
    Jpeg,
    /// W3C PNG, still or animated.
    Png,
    /// RFC 9649.
    WebP,
    /// GIF87a, GIF89a.
    Gif,
    /// W3C SVG.
    Svg,
}

impl Format {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::WebP => "WebP",
            Format::Gif => "GIF",
            Format::Svg => "SVG",
        }
    }

    /// The extension it is published under.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::WebP => "webp",
            Format::Gif => "gif",
            Format::Svg => "svg",
        }
    }
}

/// A format that is not published; browsers show most of these nowhere or not everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// HEIC and HEIF: what an iPhone makes unless told otherwise.
    Heic,
    /// AVIF.
    Avif,
    /// TIFF.
    Tiff,
    /// BMP.
    Bmp,
    /// JPEG XL.
    Jxl,
    /// What a camera's sensor saw, in the maker's own format.
    Raw,
}

impl Foreign {
    /// As people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Foreign::Heic => "HEIC",
            Foreign::Avif => "AVIF",
            Foreign::Tiff => "TIFF",
            Foreign::Bmp => "BMP",
            Foreign::Jxl => "JPEG XL",
            Foreign::Raw => "RAW",
        }
    }
}

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sniffed {
    /// It can be published.
    Known(Format),
    /// It cannot, but what it is is known.
    Foreign(Foreign),
    /// No picture that is known here.
    Unknown,
}

impl Sniffed {
    /// The format, when it can be published.
    pub(crate) fn format(self) -> Option<Format> {
        match self {
            Sniffed::Known(format) => Some(format),
            Sniffed::Foreign(_) | Sniffed::Unknown => None,
        }
    }
}

/// Looks at the first bytes.
pub(crate) fn sniff(bytes: &[u8]) -> Sniffed {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Sniffed::Known(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Sniffed::Known(Format::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Sniffed::Known(Format::WebP),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Sniffed::Known(Format::Gif),
        [_, _, _, _, b'f', b't', b'y', b'p', a, b, c, d, ..] => brand([*a, *b, *c, *d]),
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Sniffed::Foreign(Foreign::Tiff),
        [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => Sniffed::Foreign(Foreign::Jxl),
        [b'B', b'M', ..] => Sniffed::Foreign(Foreign::Bmp),
        _ if looks_like_svg(bytes) => Sniffed::Known(Format::Svg),
        _ => Sniffed::Unknown,
    }
}

/// By the major brand of an ISO base media file.
fn brand(brand: [u8; 4]) -> Sniffed {
    match &brand {
        b"avif" | b"avis" => Sniffed::Foreign(Foreign::Avif),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
            Sniffed::Foreign(Foreign::Heic)
        }
        b"crx " => Sniffed::Foreign(Foreign::Raw),
        _ => Sniffed::Unknown,
    }
}

/// A text that opens a tag `svg` among its first 4 KiB; whether it is one is told by parsing it.
fn looks_like_svg(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = text.get(..4096).unwrap_or(text);
    head.starts_with(b"<") && [&b"<svg"[..], b":svg"].iter().any(|tag| head.windows(4).any(|at| at == *tag))
}

/// What an extension promises, in lower case; `None` when it is none of a picture.
pub(crate) fn promised(path: &str) -> Option<Sniffed> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "jpe" | "jfif" => Sniffed::Known(Format::Jpeg),
        "png" | "apng" => Sniffed::Known(Format::Png),
        "webp" => Sniffed::Known(Format::WebP),
        "gif" => Sniffed::Known(Format::Gif),
        "svg" => Sniffed::Known(Format::Svg),
        "heic" | "heif" | "hif" => Sniffed::Foreign(Foreign::Heic),
        "avif" => Sniffed::Foreign(Foreign::Avif),
        "tif" | "tiff" => Sniffed::Foreign(Foreign::Tiff),
        "bmp" => Sniffed::Foreign(Foreign::Bmp),
        "jxl" => Sniffed::Foreign(Foreign::Jxl),
        "raw" | "dng" | "cr2" | "cr3" | "nef" | "arw" | "orf" | "rw2" | "raf" | "pef" | "srw" => {
            Sniffed::Foreign(Foreign::Raw)
        }
        _ => return None,
    })
}

/// Whether the name of a file says that it is a picture.
pub(crate) fn is_picture(path: &str) -> bool {
    promised(path).is_some()
}
