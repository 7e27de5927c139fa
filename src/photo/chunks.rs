//! PNG (W3C) and WebP (RFC 9649): pictures made of named chunks, taken apart and put together by
//! `img-parts`.

use super::clean::{Cleaned, Orientation};
use super::{exif, place};
use flate2::read::ZlibDecoder;
use img_parts::Bytes;
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;
use std::io::Read;

/// Texts of a PNG are unpacked up to this much a file, so that a small one cannot take long.
const MAX_TEXT: u64 = 16 << 20;

/// Cleans a PNG; none when it is broken.
pub(crate) fn clean_png(source: Vec<u8>) -> Option<Cleaned> {
    let source = Bytes::from(source);
    let mut png = Png::from_bytes(source.clone()).ok()?;
    let (first, last) = (png.chunks().first()?.kind(), png.chunks().last()?.kind());
    let whole = (&first, &last) == (b"IHDR", b"IEND") && png.chunks().iter().any(|chunk| &chunk.kind() == b"IDAT");
    if !whole || png.chunks().iter().any(|chunk| is_unknown_and_critical(chunk.kind())) {
        return None;
    }
    let [w3, w2, w1, w0, h3, h2, h1, h0, _, _, _, _, _] = **png.chunks().first()?.contents() else { return None };
    let (width, height) = (u32::from_be_bytes([w3, w2, w1, w0]), u32::from_be_bytes([h3, h2, h1, h0]));
    let told = told_by_png(png.chunks());
    let located = told.located || place::in_rest(source.get(png.len()..).unwrap_or_default());
    png.chunks_mut().retain(|chunk| is_drawn(chunk.kind()));
    let still = !png.chunks().iter().any(|chunk| &chunk.kind() == b"acTL");
    let orientation = told.orientation.unwrap_or(Orientation::UPRIGHT);
    if let Some(exif) = orientation.exif() {
        png.chunks_mut().insert(1, PngChunk::new(*b"eXIf", Bytes::copy_from_slice(&exif)));
    }
    Some(Cleaned { bytes: png.encoder().bytes().into(), width, height, orientation, located, still })
}

/// A reader has to give up at a chunk whose name begins with a capital and that it does not know.
fn is_unknown_and_critical(kind: [u8; 4]) -> bool {
    kind.first().is_some_and(u8::is_ascii_uppercase) && !matches!(&kind, b"IHDR" | b"PLTE" | b"IDAT" | b"IEND")
}

/// What a PNG is drawn from: pixels, transparency, colours, animation.
fn is_drawn(kind: [u8; 4]) -> bool {
    let pixels = matches!(&kind, b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"tRNS");
    let colours = matches!(&kind, b"gAMA" | b"cHRM" | b"sRGB" | b"iCCP" | b"sBIT" | b"cICP" | b"mDCV" | b"cLLI");
    pixels || colours || matches!(&kind, b"acTL" | b"fcTL" | b"fdAT")
}

fn told_by_png(chunks: &[PngChunk]) -> exif::Exif {
    let mut told = exif::Exif { orientation: None, located: false };
    let mut budget = MAX_TEXT;
    for chunk in chunks.iter().filter(|chunk| !is_drawn(chunk.kind())) {
        let data: &[u8] = chunk.contents();
        if &chunk.kind() == b"eXIf" {
            let exif = exif::read(data);
            told.orientation = told.orientation.or(exif.orientation);
            told.located |= exif.located;
        } else {
            told.located |= place::in_rest(data) || text_is_located(chunk.kind(), data, &mut budget);
        }
    }
    told
}

/// A text may be packed (zlib), and may be the hexadecimal digits of a profile, as ImageMagick
/// writes them under a keyword that begins with `Raw profile type`.
fn text_is_located(kind: [u8; 4], data: &[u8], budget: &mut u64) -> bool {
    let keyword = data.split(|byte| *byte == 0).next().unwrap_or_default();
    let after = data.get(keyword.len() + 1..).unwrap_or_default();
    let packed = match (&kind, after) {
        (b"zTXt", [0, packed @ ..]) => Some(packed),
        // Language and translated keyword, each ended by a zero, come between.
        (b"iTXt", [1, 0, rest @ ..]) => rest.splitn(3, |byte| *byte == 0).nth(2),
        _ => None,
    };
    let text = packed.map_or_else(|| after.to_vec(), |packed| unpack(packed, budget));
    let profile = if keyword.starts_with(b"Raw profile type") { unhex(&text) } else { Vec::new() };
    place::in_rest(&text) || place::in_rest(&profile) || exif::read(&profile).located
}

fn unpack(packed: &[u8], budget: &mut u64) -> Vec<u8> {
    const LEAST: u64 = 4096;
    let mut text = Vec::new();
    if *budget == 0 {
        return text;
    }
    // What could be unpacked before an error is looked at all the same.
    let _ = ZlibDecoder::new(packed).take(*budget).read_to_end(&mut text);
    // Even an empty text costs the making of an unpacker.
    *budget = budget.saturating_sub(LEAST.max(text.len() as u64));
    text
}

/// The bytes after the profile's name and length, which stand on lines of their own.
fn unhex(text: &[u8]) -> Vec<u8> {
    let digits = text.splitn(4, |byte| *byte == b'\n').nth(3).unwrap_or_default();
    let values: Vec<u32> = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).collect();
    values.as_chunks::<2>().0.iter().filter_map(|[high, low]| u8::try_from(high * 16 + low).ok()).collect()
}

/// Cleans a WebP; none when it is broken.
pub(crate) fn clean_webp(source: Vec<u8>) -> Option<Cleaned> {
    let source = Bytes::from(source);
    let mut webp = WebP::from_bytes(source.clone()).ok()?;
    let (width, height) = webp.dimensions()?;
    if ![b"VP8 ", b"VP8L", b"ANMF"].iter().any(|id| webp.has_chunk(**id)) {
        return None;
    }
    let rest = source.get(usize::try_from(webp.len()).ok()?..).unwrap_or_default();
    let (mut orientation, mut located) = (None, place::in_rest(rest));
    for chunk in webp.chunks() {
        let data = chunk.content().data().map(|data| &data[..]).unwrap_or_default();
        if &chunk.id() == b"EXIF" {
            let exif = exif::read(data);
            (orientation, located) = (orientation.or(exif.orientation), located || exif.located);
        } else if !is_shown(chunk.id()) {
            located |= place::in_rest(data);
        }
    }
    // A simple file holds only its picture; readers look for EXIF in an extended one.
    let orientation = orientation.filter(|_| webp.has_chunk(*b"VP8X")).unwrap_or(Orientation::UPRIGHT);
    let still = !webp.has_chunk(*b"ANIM") && !webp.has_chunk(*b"ANMF");
    keep_shown(&mut webp, orientation)?;
    Some(Cleaned { bytes: webp.encoder().bytes().into(), width, height, orientation, located, still })
}

fn is_shown(id: [u8; 4]) -> bool {
    matches!(&id, b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP")
}

fn keep_shown(webp: &mut WebP, orientation: Orientation) -> Option<()> {
    const EXIF: u8 = 0x08;
    const XMP: u8 = 0x04;
    const ALPHA: u8 = 0x10;
    webp.chunks_mut().retain(|chunk| is_shown(chunk.id()));
    // Programs that add metadata to a lossless picture forget to say that a part of it is clear.
    let clear = webp.chunks().iter().any(is_clear);
    let exif = orientation.exif();
    for chunk in webp.chunks_mut() {
        let data = chunk.content().data()?;
        let renewed = match &chunk.id() {
            b"VP8X" => {
                let (flags, rest) = data.split_first()?;
                let flags = flags & !(EXIF | XMP) | exif.map_or(0, |_| EXIF) | if clear { ALPHA } else { 0 };
                [&[flags], rest].concat()
            }
            b"ANMF" => frame(data)?,
            _ => continue,
        };
        *chunk = RiffChunk::new(chunk.id(), RiffContent::Data(renewed.into()));
    }
    if let Some(exif) = exif {
        let data = RiffContent::Data(Bytes::copy_from_slice(&exif));
        webp.chunks_mut().push(RiffChunk::new(*b"EXIF", data));
    }
    Some(())
}

/// A lossless picture that says of itself that it has an alpha channel.
fn is_clear(chunk: &RiffChunk) -> bool {
    let head = chunk.content().data().and_then(|data| data.get(4));
    &chunk.id() == b"VP8L" && head.is_some_and(|byte| byte & 0x10 != 0)
}

/// A frame of an animation: 16 bytes, then chunks of its own.
fn frame(data: &[u8]) -> Option<Vec<u8>> {
    let (head, chunks) = data.split_at_checked(16)?;
    // The crate opens a whole file only, so the chunks are made one.
    let len = u32::try_from(chunks.len() + 4).ok()?;
    let file = [b"RIFF", &len.to_le_bytes()[..], b"WEBP", chunks].concat();
    let mut inner = WebP::from_bytes(file.into()).ok()?;
    inner.chunks_mut().retain(|chunk| matches!(&chunk.id(), b"VP8 " | b"VP8L" | b"ALPH"));
    let bytes = inner.encoder().bytes();
    Some([head, bytes.get(12..)?].concat())
}
