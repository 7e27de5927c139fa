//! JPEG (ISO 10918-1): a row of segments and scans, walked from the first to the end marker.
//!
//! `img-parts` stops at the first scan; a progressive photo has segments between its scans, and a
//! motion photo has a film after its end.

use super::clean::{Cleaned, Orientation};
use super::{exif, place};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// Cleans a JPEG; none when it is broken or ends without its end marker.
pub(crate) fn clean(source: &[u8]) -> Option<Cleaned> {
    let facts = facts(source)?;
    let mut bytes = Vec::with_capacity(source.len().saturating_sub(facts.rest) + 64);
    bytes.extend([0xff, SOI]);
    // JFIF wants to be first, EXIF next.
    if let Some(jfif) = facts.jfif {
        segment(&mut bytes, APP0, &jfif);
    }
    if let Some(exif) = facts.orientation.exif() {
        segment(&mut bytes, APP1, &[&b"Exif\0\0"[..], &exif].concat());
    }
    for part in Parts::new(source) {
        match part {
            Part::Segment(marker, body) => {
                if let Some(body) = kept(marker, body) {
                    segment(&mut bytes, marker, body);
                }
            }
            Part::Scan(data) => bytes.extend(data),
            Part::End(_) => bytes.extend([0xff, EOI]),
        }
    }
    let Facts { width, height, orientation, located, .. } = facts;
    Some(Cleaned { bytes, width, height, orientation, located, still: true })
}

fn segment(bytes: &mut Vec<u8>, marker: u8, body: &[u8]) {
    // A body comes from a segment or is shorter than one, so that its length fits.
    let len = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    bytes.extend([0xff, marker]);
    bytes.extend(len.to_be_bytes());
    bytes.extend(body);
}

/// What of a segment is published: what a decoder needs, and the colours.
fn kept(marker: u8, body: &[u8]) -> Option<&[u8]> {
    match marker {
        // Frames, Huffman and arithmetic tables; quantization, lines, restart interval; scan.
        0xc0..=0xc7 | 0xc9..=0xcf | 0xdb..=0xdd | SOS => Some(body),
        APP2 if body.starts_with(b"ICC_PROFILE\0") => Some(body),
        // Tells which colours three or four components are; 12 bytes.
        APP14 if body.starts_with(b"Adobe") => body.get(..12),
        _ => None,
    }
}

/// What the whole file says; a first walk, so that the second can write.
struct Facts {
    width: u32,
    height: u32,
    /// Without its thumbnail.
    jfif: Option<[u8; 14]>,
    orientation: Orientation,
    located: bool,
    /// Length of what follows the end marker.
    rest: usize,
}

fn facts(source: &[u8]) -> Option<Facts> {
    let mut facts =
        Facts { width: 0, height: 0, jfif: None, orientation: Orientation::UPRIGHT, located: false, rest: 0 };
    let (mut frames, mut scans, mut turned, mut ended) = (0, 0, None, false);
    for part in Parts::new(source) {
        match part {
            Part::Segment(0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf, body) => {
                let [_, h1, h0, w1, w0, ..] = *body else { return None };
                (facts.width, facts.height) =
                    (u16::from_be_bytes([w1, w0]).into(), u16::from_be_bytes([h1, h0]).into());
                frames += 1;
            }
            Part::Segment(APP0, body) if body.starts_with(b"JFIF\0") => {
                let jfif = body.first_chunk::<14>().map(|head| {
                    let mut head = *head;
                    [head[12], head[13]] = [0, 0];
                    head
                });
                facts.jfif = facts.jfif.or(jfif);
            }
            Part::Segment(APP1, body) if body.starts_with(b"Exif\0") => {
                let exif = exif::read(body);
                facts.located |= exif.located;
                turned = turned.or(exif.orientation);
            }
            Part::Segment(marker, body) => facts.located |= kept(marker, body).is_none() && place::in_xmp(body),
            Part::Scan(_) => scans += 1,
            Part::End(rest) => {
                facts.located |= place::in_rest(rest);
                (facts.rest, ended) = (rest.len(), true);
            }
        }
    }
    facts.orientation = turned.unwrap_or(Orientation::UPRIGHT);
    (frames == 1 && scans > 0 && ended).then_some(facts)
}

/// A piece of the file.
enum Part<'a> {
    /// A marker and its body, without marker and length.
    Segment(u8, &'a [u8]),
    /// The coded data after a scan header, restart markers included.
    Scan(&'a [u8]),
    /// The end marker, and what follows it.
    End(&'a [u8]),
}

/// Walks the file; ends early where it is broken.
struct Parts<'a> {
    rest: &'a [u8],
    in_scan: bool,
}

impl<'a> Parts<'a> {
    fn new(source: &'a [u8]) -> Parts<'a> {
        Parts { rest: source.get(2..).unwrap_or_default(), in_scan: false }
    }

    /// The marker that follows; bytes before it belong to nothing and are passed over, as are
    /// markers that stand alone.
    fn marker(&mut self) -> Option<u8> {
        loop {
            let at = self.rest.iter().position(|byte| *byte == 0xff)?;
            self.rest = self.rest.get(at + 1..)?;
            let marker = *self.rest.first()?;
            if marker != 0xff {
                self.rest = self.rest.get(1..)?;
            }
            if !matches!(marker, 0x00..=0x01 | 0xd0..=SOI | 0xff) {
                return Some(marker);
            }
        }
    }

    fn scan(&mut self) -> Option<Part<'a>> {
        let follows = |pair: &[u8]| matches!(pair, [0xff, marker] if !matches!(marker, 0x00 | 0xd0..=0xd7 | 0xff));
        let at = self.rest.windows(2).position(follows)?;
        let (data, rest) = self.rest.split_at_checked(at)?;
        self.rest = rest;
        self.in_scan = false;
        Some(Part::Scan(data))
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if self.in_scan {
            return self.scan();
        }
        let marker = self.marker()?;
        if marker == EOI {
            return Some(Part::End(std::mem::take(&mut self.rest)));
        }
        let len = usize::from(u16::from_be_bytes(*self.rest.first_chunk::<2>()?));
        let body = self.rest.get(2..len)?;
        self.rest = self.rest.get(len..)?;
        self.in_scan = marker == SOS;
        Some(Part::Segment(marker, body))
    }
}
