//! The two things that are wanted of an EXIF block: how the photo is to be turned, and whether it
//! tells where it was taken.
//!
//! Not by a crate: `kamadak-exif` 0.6.2 follows pointers into overlapping directories and asks for
//! gigabytes on a file of 450 KB. Here at most [`MAX_DIRECTORIES`] are looked at, each once.

use super::clean::Orientation;

/// A photo has two: its own and its thumbnail's.
const MAX_DIRECTORIES: usize = 8;

const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;
const LATITUDE: u16 = 2;
const LONGITUDE: u16 = 4;

/// What an EXIF block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exif {
    /// Of the photo itself; none where it is not said, or nonsense.
    pub(crate) orientation: Option<Orientation>,
    /// Latitude or longitude is there, and not zero: a telephone without permission writes zeros.
    pub(crate) located: bool,
}

/// Reads an EXIF block (TIFF 6.0), with or without the `Exif\0\0` before it. What is broken in it
/// says nothing.
pub(crate) fn read(block: &[u8]) -> Exif {
    let bytes = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let mut exif = Exif { orientation: None, located: false };
    let Some(tiff) = Tiff::open(bytes) else { return exif };
    let mut at = tiff.u32(4);
    for _ in 0..MAX_DIRECTORIES {
        let Some(directory) = at.filter(|at| *at != 0) else { break };
        if exif.orientation.is_none() {
            exif.orientation =
                tiff.find(directory, ORIENTATION).and_then(|at| tiff.u16(at + 8)).and_then(Orientation::new);
        }
        exif.located |= tiff.find(directory, GPS).and_then(|at| tiff.u32(at + 8)).is_some_and(|gps| tiff.located(gps));
        at = tiff.next(directory);
    }
    exif
}

struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl<'a> Tiff<'a> {
    fn open(bytes: &'a [u8]) -> Option<Tiff<'a>> {
        match bytes {
            [b'I', b'I', 42, 0, ..] => Some(Tiff { bytes, big_endian: false }),
            [b'M', b'M', 0, 42, ..] => Some(Tiff { bytes, big_endian: true }),
            _ => None,
        }
    }

    fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..)?.first_chunk::<N>().copied()
    }

    fn u16(&self, at: usize) -> Option<u16> {
        self.array(at).map(|raw| if self.big_endian { u16::from_be_bytes(raw) } else { u16::from_le_bytes(raw) })
    }

    /// Offsets are no longer than 32 bits, so that adding to one never overflows 64.
    fn u32(&self, at: usize) -> Option<usize> {
        let value =
            self.array(at).map(|raw| if self.big_endian { u32::from_be_bytes(raw) } else { u32::from_le_bytes(raw) });
        value.and_then(|value| usize::try_from(value).ok()).filter(|value| *value <= self.bytes.len())
    }

    /// Where the first entry with this tag begins in the directory at `directory`.
    fn find(&self, directory: usize, tag: u16) -> Option<usize> {
        let count = usize::from(self.u16(directory)?);
        (0..count)
            .map(|i| directory + 2 + 12 * i)
            .take_while(|at| *at < self.bytes.len())
            .find(|at| self.u16(*at) == Some(tag))
    }

    fn next(&self, directory: usize) -> Option<usize> {
        self.u32(directory + 2 + 12 * usize::from(self.u16(directory)?))
    }

    fn located(&self, gps: usize) -> bool {
        [LATITUDE, LONGITUDE].iter().filter_map(|tag| self.find(gps, *tag)).any(|entry| self.is_somewhere(entry))
    }

    /// Degrees, minutes and seconds: three RATIONAL (numerator, denominator), of which one is more
    /// than zero. Any other type is taken for a place.
    fn is_somewhere(&self, entry: usize) -> bool {
        const RATIONAL: u16 = 5;
        if self.u16(entry + 2) != Some(RATIONAL) {
            return true;
        }
        let Some(values) = self.u32(entry + 8) else { return false };
        (0..3).any(|i| {
            let part = |at| self.array::<4>(values + 8 * i + at).is_some_and(|raw| raw != [0; 4]);
            part(0) && part(4)
        })
    }
}
