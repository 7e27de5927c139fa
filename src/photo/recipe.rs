//! What is made of a photo: how wide, in which formats, under which names. Pure, so that pages can
//! be planned before anything is decoded.

use super::format::Format;
use serde::{Deserialize, Serialize};

/// Part of every name, so that what an older program made is not taken for what this one makes:
/// raise the number with any change here or in `raster` and `encode`. The versions are those of
/// `Cargo.lock`, which a test holds.
pub(crate) const ENGINE: &str = "1 image 0.25.10 zune-jpeg 0.5.15 png 0.18.1 image-webp 0.2.4 fast_image_resize 6.1.0 \
     moxcms 0.8.1 webp 0.3.1 libwebp-sys 0.9.6 jpeg-encoder 0.7.1 ravif 0.13.0";

/// Widths of a photo in a text or a gallery, in pixels: a half column on a phone of double density,
/// a whole one (328 CSS pixels), a whole one on a screen of double density (577).
const COLUMN: &[u32] = &[360, 720, 1200];
/// Widths of a portrait (60 CSS pixels) and of a coat of arms, for double and triple density.
const THUMBNAIL: &[u32] = &[120, 180];
/// The fall-back for browsers without WebP is the first one at least so wide.
const FALLBACK: u32 = 720;
/// No photo is published larger than this, so that a screenshot of a whole conversation stays
/// within what a phone can show.
const LARGEST: Size = Size { width: 1200, height: 2400 };
/// What shared links show; Facebook, Viber and WhatsApp agree on the shape.
const CARD: Size = Size { width: 1200, height: 630 };

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Size {
    /// Of the same shape, so wide; never without height.
    fn at_width(self, width: u32) -> Size {
        Size { width, height: scaled(self.height, width, self.width) }
    }

    /// As large as may be published; never larger than it is.
    pub(crate) fn published(self) -> Size {
        let width = self.width.min(LARGEST.width);
        let by_height = scaled(self.width, LARGEST.height, self.height);
        self.at_width(if self.height > LARGEST.height { width.min(by_height) } else { width })
    }
}

/// `length * to / from`, at least 1.
fn scaled(length: u32, to: u32, from: u32) -> u32 {
    let (length, to, from) = (u64::from(length), u64::from(to), u64::from(from.max(1)));
    u32::try_from((length * to + from / 2) / from).unwrap_or(u32::MAX).max(1)
}

/// The part of a published photo that shared links show: as much of its width or height as the
/// shape allows, in the middle, and nearer to the top than to the bottom, where heads are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Crop {
    pub(crate) x: u32,
    pub(crate) y: u32,
    pub(crate) size: Size,
}

impl Crop {
    pub(crate) fn card(published: Size) -> Crop {
        let width = published.width.min(scaled(published.height, CARD.width, CARD.height));
        let height = published.height.min(scaled(published.width, CARD.height, CARD.width));
        let (x, y) = ((published.width - width) / 2, (published.height - height) / 3);
        Crop { x, y, size: Size { width, height } }
    }
}

/// What a picture is published for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// In a text, a gallery, before and after.
    Photo,
    /// Portraits and the coat of arms.
    Thumbnail,
    /// What is shown of a page that was shared.
    Card,
    /// To be downloaded as it is, without what it says of its making.
    File,
}

/// In which formats photos are made, beside JPEG for every browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formats {
    /// WebP.
    WebP,
    /// AVIF, and WebP for browsers that do not know it: a fifth lighter, and ten times as long in the making.
    AvifAndWebP,
}

/// How the bytes of a variant come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Make {
    /// The file without its metadata: drawings, animations, downloads.
    Cleaned,
    Avif,
    WebP,
    Jpeg,
    Png,
    Card,
}

/// A file that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its name: a hash of the source and of all that it is made with, its width, an extension.
    pub name: String,
    /// In pixels; of a drawing, in CSS pixels.
    pub width: u32,
    /// In pixels; of a drawing, in CSS pixels.
    pub height: u32,
    /// In bytes; 0 as long as it was not made.
    pub len: u64,
    pub(crate) make: Make,
}

impl Variant {
    pub(crate) fn size(&self) -> Size {
        Size { width: self.width, height: self.height }
    }
}

/// Everything that is made of a picture for one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variants {
    /// What every browser shows.
    pub(crate) main: Variant,
    /// By width.
    pub(crate) avif: Vec<Variant>,
    /// By width.
    pub(crate) webp: Vec<Variant>,
}

impl Variants {
    fn alone(main: Variant) -> Variants {
        Variants { main, avif: Vec::new(), webp: Vec::new() }
    }
}

/// What is known of a picture without decoding it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Examined {
    /// See [`stem`].
    pub(crate) stem: String,
    pub(crate) format: Format,
    /// As displayed.
    pub(crate) size: Size,
    /// One image of pixels, which can be made smaller; drawings and animations are not.
    pub(crate) still: bool,
    /// EXIF orientation, 1 to 8.
    pub(crate) orientation: u8,
}

/// What the names of all variants begin with: 16 hexadecimal digits.
pub(crate) fn stem(source: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(ENGINE.as_bytes()).update(source);
    hasher.finalize().to_hex().get(..16).unwrap_or_default().to_owned()
}

impl Examined {
    /// What is made for a purpose.
    pub(crate) fn variants(&self, purpose: Purpose, formats: Formats) -> Variants {
        let layout = match purpose {
            _ if !self.still => return Variants::alone(self.cleaned()),
            Purpose::File => return Variants::alone(self.cleaned()),
            Purpose::Card => return Variants::alone(self.card()),
            Purpose::Photo => COLUMN,
            Purpose::Thumbnail => THUMBNAIL,
        };
        let published = self.size.published();
        let sizes: Vec<Size> =
            widths(published.width, layout).into_iter().map(|width| published.at_width(width)).collect();
        let fallback = sizes.iter().find(|size| size.width >= FALLBACK).or(sizes.last()).copied().unwrap_or(published);
        // A coat of arms may be clear around its shield; a photo is not, or does without.
        let clear = purpose == Purpose::Thumbnail && self.format != Format::Jpeg;
        let main = if clear { self.sized(fallback, Make::Png) } else { self.sized(fallback, Make::Jpeg) };
        let all = |make| sizes.iter().map(|size| self.sized(*size, make)).collect();
        let avif = purpose == Purpose::Photo && formats == Formats::AvifAndWebP;
        Variants { main, avif: if avif { all(Make::Avif) } else { Vec::new() }, webp: all(Make::WebP) }
    }

    fn cleaned(&self) -> Variant {
        let name = format!("{}.{}", self.stem, self.format.extension());
        Variant { name, width: self.size.width, height: self.size.height, len: 0, make: Make::Cleaned }
    }

    fn sized(&self, size: Size, make: Make) -> Variant {
        let extension = match make {
            Make::Avif => "avif",
            Make::WebP => "webp",
            Make::Png => "png",
            Make::Jpeg | Make::Card | Make::Cleaned => "jpg",
        };
        let name = format!("{}-{}.{extension}", self.stem, size.width);
        Variant { name, width: size.width, height: size.height, len: 0, make }
    }

    fn card(&self) -> Variant {
        let size = Crop::card(self.size.published()).size;
        let name = format!("{}-card.jpg", self.stem);
        Variant { name, width: size.width, height: size.height, len: 0, make: Make::Card }
    }
}

/// The widths of a layout that are clearly less than what there is, and the largest possible.
fn widths(published: u32, layout: &[u32]) -> Vec<u32> {
    let top = layout.last().map_or(published, |last| published.min(*last));
    let less = layout.iter().copied().filter(|width| width * 6 / 5 <= top);
    less.chain([top]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examined(width: u32, height: u32, format: Format) -> Examined {
        let size = Size { width, height };
        Examined { stem: "s".to_owned(), format, size, still: format != Format::Gif, orientation: 1 }
    }

    fn shape(width: u32, height: u32, format: Format, purpose: Purpose) -> String {
        shape_in(Formats::WebP, width, height, format, purpose)
    }

    fn shape_in(formats: Formats, width: u32, height: u32, format: Format, purpose: Purpose) -> String {
        let Variants { main, avif, webp } = examined(width, height, format).variants(purpose, formats);
        let all: Vec<String> = std::iter::once(&main)
            .chain(&avif)
            .chain(&webp)
            .map(|one| format!("{} {}x{}", one.name, one.width, one.height))
            .collect();
        all.join(", ")
    }

    #[test]
    fn a_photo_is_made_for_the_layout_and_never_larger() {
        for (width, height, expected) in [
            (4000, 3000, "s-720.jpg 720x540, s-360.webp 360x270, s-720.webp 720x540, s-1200.webp 1200x900"),
            (800, 600, "s-800.jpg 800x600, s-360.webp 360x270, s-800.webp 800x600"),
            (730, 10, "s-730.jpg 730x10, s-360.webp 360x5, s-730.webp 730x10"),
            (48, 32, "s-48.jpg 48x32, s-48.webp 48x32"),
            (1, 1, "s-1.jpg 1x1, s-1.webp 1x1"),
            (1080, 9600, "s-270.jpg 270x2400, s-270.webp 270x2400"),
            (20_000, 3, "s-720.jpg 720x1, s-360.webp 360x1, s-720.webp 720x1, s-1200.webp 1200x1"),
        ] {
            assert_eq!(shape(width, height, Format::Jpeg, Purpose::Photo), expected);
        }
    }

    #[test]
    fn other_purposes_have_their_own_shapes() {
        let png = shape(800, 1000, Format::Png, Purpose::Thumbnail);
        assert_eq!(png, "s-180.png 180x225, s-120.webp 120x150, s-180.webp 180x225");
        assert_eq!(shape(4000, 3000, Format::Jpeg, Purpose::Card), "s-card.jpg 1200x630");
        assert_eq!(shape(3000, 4000, Format::Jpeg, Purpose::Card), "s-card.jpg 1200x630");
        assert_eq!(shape(4000, 1000, Format::Jpeg, Purpose::Card), "s-card.jpg 571x300");
        assert_eq!(shape(4000, 3000, Format::Jpeg, Purpose::File), "s.jpg 4000x3000");
        assert_eq!(shape(400, 300, Format::Gif, Purpose::Photo), "s.gif 400x300");
    }

    #[test]
    fn avif_comes_beside_webp_for_photos_alone() {
        let shape = |purpose| shape_in(Formats::AvifAndWebP, 800, 600, Format::Jpeg, purpose);
        let photo = "s-800.jpg 800x600, s-360.avif 360x270, s-800.avif 800x600, s-360.webp 360x270, s-800.webp 800x600";
        assert_eq!(shape(Purpose::Photo), photo);
        assert_eq!(shape(Purpose::Card), "s-card.jpg 800x420");
        assert_eq!(shape(Purpose::Thumbnail), "s-180.jpg 180x135, s-120.webp 120x90, s-180.webp 180x135");
    }

    #[test]
    fn the_engine_names_the_versions_that_are_built_in() {
        let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).unwrap();
        let words: Vec<&str> = ENGINE.split_whitespace().skip(1).collect();
        for pair in words.chunks(2) {
            let entry = format!("name = \"{}\"\nversion = \"{}\"\n", pair[0], pair[1]);
            assert!(lock.contains(&entry), "{pair:?} is not what Cargo.lock has: change ENGINE");
        }
    }
}
