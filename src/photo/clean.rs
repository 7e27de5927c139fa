//! A picture without what it says about its making: the common result, and the way to it.

use super::format::Format;
use super::{chunks, gif, jpeg, svg};
use crate::diag::Text;

/// A picture whose bytes may be published, once `located` has been looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cleaned {
    /// The whole file.
    pub(crate) bytes: Vec<u8>,
    /// As stored in the file.
    pub(crate) width: u32,
    /// As stored in the file.
    pub(crate) height: u32,
    /// How it is to be turned.
    pub(crate) orientation: Orientation,
    /// Whether the source told where it was taken.
    pub(crate) located: bool,
    /// One image of pixels; a drawing is none, an animation is several.
    pub(crate) still: bool,
}

impl Cleaned {
    /// Width and height as displayed.
    pub(crate) fn displayed(&self) -> (u32, u32) {
        if self.orientation.on_its_side() { (self.height, self.width) } else { (self.width, self.height) }
    }
}

/// How a photo is to be turned or mirrored before it is shown: EXIF 2.32, tag 0x0112, 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Orientation(u8);

impl Orientation {
    /// As it lies.
    pub(crate) const UPRIGHT: Orientation = Orientation(1);

    /// From the value of the tag; none outside 1 to 8.
    pub(crate) fn new(value: u16) -> Option<Orientation> {
        u8::try_from(value).ok().filter(|value| (1..=8).contains(value)).map(Orientation)
    }

    /// The value of the tag.
    pub(crate) fn value(self) -> u8 {
        self.0
    }

    /// Width and height change places.
    pub(crate) fn on_its_side(self) -> bool {
        self.0 >= 5
    }

    /// The smallest EXIF block that says this; none when nothing needs to be said.
    pub(crate) fn exif(self) -> Option<[u8; 26]> {
        let block = [
            b'M', b'M', 0, 42, 0, 0, 0, 8, // big-endian TIFF, first directory at 8
            0, 1, // one entry
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, self.0, 0, 0, // orientation, one SHORT
            0, 0, 0, 0, // no next directory
        ];
        (self != Orientation::UPRIGHT).then_some(block)
    }
}

/// Why a file cannot be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It breaks the rules of its format, or ends too early.
    Broken,
    /// A drawing that holds something (named) that could act or reach outside.
    Unsafe(Text),
}

/// Cleans a file of the given format.
pub(crate) fn clean(format: Format, source: Vec<u8>) -> Result<Cleaned, Flaw> {
    match format {
        Format::Jpeg => jpeg::clean(&source).ok_or(Flaw::Broken),
        Format::Png => chunks::clean_png(source).ok_or(Flaw::Broken),
        Format::WebP => chunks::clean_webp(source).ok_or(Flaw::Broken),
        Format::Gif => gif::clean(&source).ok_or(Flaw::Broken),
        Format::Svg => svg::clean(source),
    }
}
