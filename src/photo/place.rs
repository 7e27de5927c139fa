//! Where a photo can tell its place outside a proper EXIF block.

use super::exif;

/// A phone appends one or two pictures; a file with more `Exif` marks than this is not read on.
const MAX_BLOCKS: usize = 16;

/// Whether a text holds `GPSLatitude` or `GPSLongitude` as the name of an XMP property.
pub(crate) fn in_xmp(text: &[u8]) -> bool {
    [&b"GPSLatitude"[..], b"GPSLongitude"].iter().any(|name| {
        let ends = |after: &u8| matches!(after, 0 | b'=' | b'>' | b' ' | b'\t' | b'\r' | b'\n');
        text.windows(name.len() + 1).any(|at| at.starts_with(name) && at.last().is_some_and(ends))
    })
}

/// Whether bytes of no known structure hold a place: what follows the end of a picture (a second
/// picture, the film of a motion photo) or stands in a text chunk.
pub(crate) fn in_rest(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"Exif\0\0";
    let marks = bytes.windows(MARK.len()).enumerate().filter(|(_, at)| *at == MARK).take(MAX_BLOCKS);
    in_xmp(bytes) || marks.filter_map(|(at, _)| bytes.get(at..)).any(|block| exif::read(block).located)
}
