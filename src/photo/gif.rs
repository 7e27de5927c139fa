//! GIF (GIF89a specification): a header and a row of blocks, each a chain of sub-blocks.

use super::clean::{Cleaned, Orientation};
use super::place;

/// Cleans a GIF; none when it is broken. A missing trailer is added: many programs forget it.
pub(crate) fn clean(source: &[u8]) -> Option<Cleaned> {
    let [w0, w1, h0, h1, flags, ..] = *source.get(6..13)? else { return None };
    let (head, mut rest) = source.split_at_checked(13 + table(flags))?;
    let mut bytes = Vec::with_capacity(source.len());
    bytes.extend(head);
    let (mut images, mut located) = (0, false);
    while let Some((block, after)) = next(rest)? {
        rest = after;
        match kind(block) {
            Kind::Image => images += 1,
            Kind::Needed => (),
            Kind::Remark => {
                located |= place::in_xmp(block);
                continue;
            }
        }
        bytes.extend(block);
    }
    located |= place::in_rest(rest);
    bytes.push(TRAILER);
    let (width, height) = (u16::from_le_bytes([w0, w1]).into(), u16::from_le_bytes([h0, h1]).into());
    (images > 0).then_some(Cleaned { bytes, width, height, orientation: Orientation::UPRIGHT, located, still: false })
}

const TRAILER: u8 = 0x3b;
const IMAGE: u8 = 0x2c;
const EXTENSION: u8 = 0x21;

/// What a block is worth.
enum Kind {
    /// A frame.
    Image,
    /// How frames are shown: timing, loops, colour profile.
    Needed,
    /// Comment, XMP, text, and what programs keep for themselves.
    Remark,
}

fn kind(block: &[u8]) -> Kind {
    // The loop count takes 19 bytes, or 25 with the buffer size.
    let is_loop = |id: &[u8]| matches!(id, b"NETSCAPE2.0" | b"ANIMEXTS1.0") && block.len() <= 25;
    match block {
        [IMAGE, ..] => Kind::Image,
        [EXTENSION, 0xf9, ..] => Kind::Needed,
        [EXTENSION, 0xff, 11, rest @ ..] => match rest.get(..11) {
            Some(id) if is_loop(id) || id == b"ICCRGBG1012" => Kind::Needed,
            _ => Kind::Remark,
        },
        _ => Kind::Remark,
    }
}

/// The block that begins here and what follows it; `Some(None)` at the end, `None` when broken.
#[expect(clippy::option_option, reason = "broken, ended, or a block")]
fn next(bytes: &[u8]) -> Option<Option<(&[u8], &[u8])>> {
    let fixed = match bytes {
        [] | [TRAILER, ..] => return Some(None),
        [IMAGE, ..] => 10 + table(*bytes.get(9)?) + 1,
        [EXTENSION, ..] => 2,
        // Stray zeros between blocks are passed over by every reader.
        [0, ..] => return bytes.split_at_checked(1).map(Some),
        _ => return None,
    };
    let mut end = fixed;
    loop {
        let len = usize::from(*bytes.get(end)?);
        end += 1 + len;
        if len == 0 {
            return bytes.split_at_checked(end).map(Some);
        }
    }
}

/// Length of the colour table that flags announce.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
