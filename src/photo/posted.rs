//! A photo that somebody sent: only its pixels are kept, small enough to be looked at, as a JPEG of our own making.

use super::format::{self, Sniffed};
use super::recipe::Size;
use super::{clean, encode, raster};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The longer side of what is kept, in pixels.
const LONGEST: u32 = 1600;
/// A picture that unpacks to more pixels is not opened.
const MAX_PIXELS: u64 = 40_000_000;
/// Of the JPEG, 0 to 100.
const QUALITY: u8 = 80;

/// Why a photo cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no picture that we read, or a broken one.
    Unreadable,
    /// It has more pixels than may be opened.
    Large,
}

/// Makes a JPEG of a picture that came from outside, upright and at most 1600 pixels long. The name it came under says
/// nothing; nothing but pixels is left of it, so neither a place nor another file that hides in it. Uses as much
/// memory as its pixels need, so one at a time.
///
/// # Errors
/// When it is no fit picture.
pub fn posted(source: Vec<u8>) -> Result<Vec<u8>, Unfit> {
    // The crates for it are fuzzed, but they read whatever anybody sends.
    catch_unwind(AssertUnwindSafe(|| made(source))).unwrap_or(Err(Unfit::Unreadable))
}

fn made(source: Vec<u8>) -> Result<Vec<u8>, Unfit> {
    let Sniffed::Known(format) = format::sniff(&source) else { return Err(Unfit::Unreadable) };
    let cleaned = clean::clean(format, source).map_err(|_| Unfit::Unreadable)?;
    let opened = raster::open(format, &cleaned.bytes).ok_or(Unfit::Unreadable)?;
    let (width, height) = opened.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Unfit::Large);
    }
    let raster = opened.develop_to(cleaned.orientation.value(), fit).ok_or(Unfit::Unreadable)?;
    encode::jpeg(&raster, QUALITY).ok_or(Unfit::Unreadable)
}

fn fit(Size { width, height }: Size) -> Size {
    let longer = width.max(height).max(1);
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(LONGEST.min(longer)) / u64::from(longer);
        u32::try_from(side).unwrap_or(LONGEST).max(1)
    };
    Size { width: scaled(width), height: scaled(height) }
}
