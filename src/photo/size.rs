//! Pictures that are too large: for a phone's memory, or for a slow connection.

use super::format::Format;
use crate::diag::{Problem, Text, text};
use crate::lang::{Locale, file_size, number};

/// The most that a picture may measure.
pub(crate) struct Most {
    /// Width or height, in pixels.
    side: u32,
    /// In all: a small file can unpack to more than there is memory.
    millions: u32,
}

/// Of a photo, which is decoded here and made smaller: the best telephones make 108 million pixels.
pub(crate) const DECODED: Most = Most { side: 20_000, millions: 120 };
/// Of an animation, which a phone has to decode as it is.
pub(crate) const SHOWN: Most = Most { side: 12_000, millions: 40 };
/// A heavier picture is asked to be made smaller (1 MiB).
const HEAVY: u64 = 1 << 20;
/// What 128 kbit/s carry in a second.
const BYTES_PER_SECOND: u64 = 16_000;

/// Refuses a picture without width or height, and one that is too large to unpack.
pub(crate) fn sane(path: &str, format: Format, most: &Most, width: u32, height: u32) -> Result<(), Problem> {
    // A drawing has no pixels until it is drawn.
    let limited = format != Format::Svg;
    let pixels = u64::from(width) * u64::from(height);
    if width == 0 || height == 0 {
        Err(flat(path, width, height))
    } else if limited && (width.max(height) > most.side || pixels > u64::from(most.millions) * 1_000_000) {
        Err(large(path, most, width, height))
    } else {
        Ok(())
    }
}

fn flat(path: &str, width: u32, height: u32) -> Problem {
    let message = text!(
        "Slika `{path}` kaže da je velika {width} × {height} piksela, pa nije objavljena.",
        "The picture `{path}` says that it is {width} × {height} pixels, so it is not published."
    );
    Problem::new("P009", message).help(text!(
        "Otvorite je u programu za slike i sačuvajte ponovo.",
        "Open it in a picture program and save it again."
    ))
}

fn large(path: &str, most: &Most, width: u32, height: u32) -> Problem {
    let Most { side, millions } = *most;
    let (side_bs, side_en) = (number(Locale::Bs, side), number(Locale::En, side));
    let message = text!(
        "Slika `{path}` ima {width} × {height} piksela, pa nije objavljena; najviše je {side_bs} po strani i {millions} miliona ukupno.",
        "The picture `{path}` has {width} × {height} pixels, so it is not published; the most is {side_en} a side and {millions} million in all."
    );
    Problem::new("P009", message).help(shrink())
}

/// A warning for a picture whose published bytes are heavy.
pub(crate) fn heavy(path: &str, format: Format, len: u64) -> Option<Problem> {
    if len <= HEAVY {
        return None;
    }
    let (bs, en, seconds) = (file_size(Locale::Bs, len), file_size(Locale::En, len), len.div_ceil(BYTES_PER_SECOND));
    let message = text!(
        "Slika `{path}` ima {bs}: na sporoj vezi (128 kbit/s) čeka se {seconds} s.",
        "The picture `{path}` is {en}: on a slow connection (128 kbit/s) it takes {seconds} s."
    );
    let help = match format {
        Format::Svg => {
            text!("Pojednostavite crtež ili ga izvezite kao PNG.", "Simplify the drawing, or export it as PNG.")
        }
        Format::Jpeg | Format::Png | Format::WebP | Format::Gif => shrink(),
    };
    Some(Problem::new("P010", message).help(help))
}

/// How a photo is made smaller.
pub(crate) fn shrink() -> Text {
    text!(
        "Smanjite je na 1600 piksela po dužoj strani (Windows: Paint → Promijeni veličinu (Resize)), ili je pošaljite sebi Viberom i ovdje stavite ono što stigne.",
        "Make it 1600 pixels on its longer side (Windows: Paint → Resize), or send it to yourself through Viber and put what arrives here."
    )
}
