//! Pictures inside the addresses of a drawing (`data:image/png;base64,…`, RFC 2397).

use super::clean;
use super::format::{Format, sniff};
use super::place;

/// A picture inside an address, of a format that cannot act; `address` in lower case.
pub(crate) fn is_raster(address: &str) -> bool {
    let media = address.strip_prefix("data:image/");
    media.is_some_and(|media| ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|name| media.starts_with(name)))
}

/// Whether the picture inside an address tells where it was taken.
pub(crate) fn is_located(address: &str) -> bool {
    let Some((_, data)) = address.split_once("base64,") else { return false };
    let bytes = unbase64(data);
    let format = sniff(&bytes).format().filter(|format| *format != Format::Svg);
    place::in_rest(&bytes) || format.is_some_and(|format| clean::clean(format, bytes).is_ok_and(|inner| inner.located))
}

/// RFC 4648, as far as it goes; spaces are passed over.
fn unbase64(data: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(data.len() / 4 * 3), 0_u32, 0_u32);
    for byte in data.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        held = (held << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.extend(u8::try_from(held >> bits & 0xff));
        }
    }
    bytes
}
