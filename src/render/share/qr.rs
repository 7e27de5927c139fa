//! A QR code (ISO/IEC 18004) as the path of an SVG: the only place that knows the crate.

use crate::render::view::QrView;
use fast_qr::{ECL, QRBuilder};
use serde::{Serialize, Serializer};
use std::fmt::Write;

/// The code of a text, drawn when a template wants it: finding the best pattern takes longer than the rest of the page.
/// Programs that only compare pages compare the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr(pub String);

impl Serialize for Qr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { code(&self.0).serialize(serializer) } else { self.0.serialize(serializer) }
    }
}

/// The code of a text, with the error correction that paper on a wall asks for (level M: 15 % may be
/// lost); none where the text is too long for one (over 2 KB).
pub fn code(text: &str) -> Option<QrView> {
    let rows = modules(text)?;
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&true) {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", run.len());
            }
            x += run.len();
        }
    }
    Some(QrView { width: rows.len(), path })
}

/// The modules of the code, row by row, without the quiet zone: whether each is dark.
pub fn modules(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let row = |y: usize| code[y].iter().take(code.size).map(|module| module.value()).collect();
    Some((0..code.size).map(row).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// The modules that a path covers, drawn with its quiet zone as a picture for another decoder.
    fn read_back(view: &QrView) -> String {
        const SCALE: usize = 4;
        const QUIET: usize = 4;
        let side = (view.width + 2 * QUIET) * SCALE;
        let mut dark = vec![false; view.width * view.width];
        for run in view.path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let len: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let start = y.parse::<usize>().unwrap() * view.width + x.parse::<usize>().unwrap();
            dark.iter_mut().skip(start).take(len).for_each(|module| *module = true);
        }
        let pixel = |x: usize, y: usize| {
            let module = |at: usize| (at / SCALE).checked_sub(QUIET).filter(|at| *at < view.width);
            match (module(x), module(y)) {
                (Some(x), Some(y)) if dark[y * view.width + x] => 0,
                _ => 255,
            }
        };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, pixel);
        picture.detect_grids().first().unwrap().decode().unwrap().1
    }

    #[test]
    fn another_decoder_reads_it() {
        for text in
            ["https://primjer.example/obavjestenja/voda/", "https://primjer.example/bs-cyrl/dogadjaji/zbor-gradjana/"]
        {
            assert_eq!(read_back(&code(text).unwrap()), text);
        }
    }

    #[test]
    fn what_is_too_long_has_none() {
        for letter in ["1", "A", "a", "ž"] {
            let has: Vec<bool> = (0..8000).step_by(97).map(|len| code(&letter.repeat(len)).is_some()).collect();
            assert!(has.is_sorted_by(|a, b| a >= b), "{letter}: all up to some length");
            assert!(has[2] && !has[has.len() - 1], "{letter}");
        }
    }
}
