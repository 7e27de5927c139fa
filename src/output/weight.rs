//! What bytes weigh as they are sent.

use flate2::{Compress, Compression, FlushCompress, Status};
use std::cell::RefCell;

/// The size in bytes when served with gzip, as hosts do at their usual level (RFC 1952).
pub fn gzip_len(bytes: &[u8]) -> usize {
    PACKER.with_borrow_mut(|(packer, packed)| {
        packer.reset();
        packed.clear();
        // More than Deflate can ever need, so that one call is enough (RFC 1951, 3.2.4).
        packed.reserve(bytes.len() + bytes.len() / 1024 + 64);
        match packer.compress_vec(bytes, packed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => packed.len() + HEAD_AND_TAIL,
            // It does not fail; if it ever did, the plain size is the honest upper bound.
            Ok(_) | Err(_) => bytes.len(),
        }
    })
}

/// What gzip puts around the compressed bytes (RFC 1952, 2.3), without a name.
const HEAD_AND_TAIL: usize = 10 + 8;

/// No less than [`gzip_len`], and of a page about a tenth more, for an eighth of the work: what the first repetition that
/// comes to hand would save, with letters, lengths and distances coded by their frequency. A packer looks for better ones.
pub fn gzip_at_most(bytes: &[u8]) -> usize {
    let bits = ESTIMATE.with_borrow_mut(|estimate| estimate.bits(bytes));
    // Codes are whole bits long, up to a hundredth longer than what they are counted for here, and are told first.
    bits / 8 + bits / 8 / 64 + TABLES + HEAD_AND_TAIL
}

/// About so many bytes tell which codes a block uses.
const TABLES: usize = 96;

thread_local! {
    /// Making a packer costs as much as packing a page.
    static PACKER: RefCell<(Compress, Vec<u8>)> = RefCell::new((Compress::new(Compression::new(6), false), Vec::new()));
    static ESTIMATE: RefCell<Estimate> = RefCell::new(Estimate::default());
}

/// The shortest repetition that is looked for, in bytes.
const LEAST: usize = 4;
/// In what repeats by chance, repetitions are no longer than this on average.
const NOISE: usize = 5;
/// The longest that Deflate knows (RFC 1951, 3.2.5).
const LONGEST: usize = 258;
/// And how far back it may be.
const FARTHEST: usize = 32 * 1024;
/// So many places are remembered, by what stands there.
const PLACES: usize = 1 << PLACES_BITS;
const PLACES_BITS: u32 = 12;

/// Counts the symbols of which Deflate would make codes.
struct Estimate {
    /// Where some bytes were seen last, counted from 1.
    places: Vec<u32>,
    /// Letters, then lengths (RFC 1951, 3.2.5).
    letters: [u32; 288],
    distances: [u32; 32],
    /// Bits that follow lengths and distances.
    extra: u32,
    /// How many repetitions there are, and of how many bytes together.
    repetitions: (usize, usize),
}

impl Default for Estimate {
    fn default() -> Estimate {
        Estimate { places: vec![0; PLACES], letters: [0; 288], distances: [0; 32], extra: 0, repetitions: (0, 0) }
    }
}

impl Estimate {
    fn bits(&mut self, bytes: &[u8]) -> usize {
        self.places.fill(0);
        self.letters.fill(0);
        self.distances.fill(0);
        (self.extra, self.repetitions) = (0, (0, 0));
        let mut at = 0;
        while let Some(letter) = bytes.get(at) {
            match self.before(bytes, at) {
                Some(before) => at += self.repeat(bytes, before, at),
                None => {
                    count(&mut self.letters, usize::from(*letter));
                    at += 1;
                }
            }
        }
        let bits = self.extra as usize + entropy(&self.letters) + entropy(&self.distances);
        let (repetitions, repeated) = self.repetitions;
        // Of what is hardly a text, packers take repetitions that cost more than letters would.
        if repeated <= repetitions * NOISE { bits + bits / 4 } else { bits }
    }

    /// Where the next bytes stood last, and may be taken from.
    fn before(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let next = word(bytes, at)?;
        let slot = (next.wrapping_mul(0x9e37_79b1) >> (32 - PLACES_BITS)) as usize;
        let place = self.places.get_mut(slot)?;
        let before = std::mem::replace(place, u32::try_from(at + 1).ok()?).checked_sub(1)? as usize;
        (at - before <= FARTHEST && word(bytes, before) == Some(next)).then_some(before)
    }

    /// Counts a repetition; its length.
    fn repeat(&mut self, bytes: &[u8], before: usize, at: usize) -> usize {
        let rest = |from: usize| bytes.get(from + LEAST..).unwrap_or_default();
        let more = rest(before).iter().zip(rest(at)).take(LONGEST - LEAST).take_while(|(a, b)| a == b).count();
        let len = LEAST + more;
        let (length, extra) = symbol(len - 3, 2);
        let (distance, more_extra) = symbol(at - before - 1, 1);
        count(&mut self.letters, 257 + length);
        count(&mut self.distances, distance);
        self.extra += extra + more_extra;
        self.repetitions = (self.repetitions.0 + 1, self.repetitions.1 + len);
        len
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + LEAST)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

fn count(counts: &mut [u32], symbol: usize) {
    counts.get_mut(symbol).into_iter().for_each(|count| *count += 1);
}

/// The symbol of a value of which each doubling has `1 << fine` symbols, and the bits that follow it.
fn symbol(value: usize, fine: u32) -> (usize, u32) {
    if value < 2 << fine {
        return (value, 0);
    }
    let doublings = value.ilog2();
    let within = (value >> (doublings - fine)) & ((1 << fine) - 1);
    ((((doublings - fine + 1) << fine) as usize) + within, doublings - fine)
}

/// The bits of symbols that come so often, each by its frequency (Shannon).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and less than 40 a symbol")]
fn entropy(counts: &[u32]) -> usize {
    let bits = |count: u32| if count == 0 { 0.0 } else { f64::from(count) * f64::from(count).log2() };
    (bits(counts.iter().sum()) - counts.iter().map(|count| bits(*count)).sum::<f64>()).max(0.0).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::{gzip_at_most, gzip_len};

    /// Bytes by chance, of so many values.
    fn noise(len: usize, values: u64) -> Vec<u8> {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % values
        };
        (0..len).map(|_| u8::try_from(next()).unwrap_or(0)).collect()
    }

    #[test]
    fn the_estimate_is_never_less_than_the_weight() {
        let text = include_str!("../../docs/architecture.md").as_bytes();
        let style = include_str!("../../themes/zbor/zbor.css").as_bytes();
        for len in [0, 1, 2, 3, 4, 5, 8, 64, 300, 1_000, 5_000, 20_000, 100_000] {
            let cut = |bytes: &[u8]| bytes.get(..len.min(bytes.len())).unwrap_or(bytes).to_vec();
            let both = [cut(text), cut(style), cut(text)].concat();
            let noises = [1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 30, 64, 90, 200, 256].map(|values| noise(len, values));
            let steps = [1, 2, 3, 5, 7, 255].map(|by| (0..len).map(|at| (at / by % 256) as u8).collect());
            for bytes in noises.into_iter().chain(steps).chain([cut(text), cut(style), both]) {
                let (most, weight) = (gzip_at_most(&bytes), gzip_len(&bytes));
                assert!(most >= weight, "{most} < {weight} of {len} bytes: {:?}…", bytes.get(..16));
            }
        }
    }

    #[test]
    fn no_finished_page_weighs_more_than_its_estimate() {
        let expected = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/expected");
        let files = walkdir::WalkDir::new(expected).into_iter().flatten().filter(|file| file.file_type().is_file());
        let pages: Vec<_> =
            files.filter_map(|file| Some((file.path().to_owned(), std::fs::read(file.path()).ok()?))).collect();
        assert!(pages.len() > 100, "{}", pages.len());
        for (path, page) in pages {
            let (most, weight) = (gzip_at_most(&page), gzip_len(&page));
            assert!(most >= weight, "{most} < {weight}: {}", path.display());
        }
    }

    #[test]
    fn the_estimate_of_a_page_is_near() {
        let text = include_str!("../../docs/architecture.md");
        for page in text.as_bytes().chunks(16_000).filter(|page| page.len() > 8_000) {
            let (most, weight) = (gzip_at_most(page), gzip_len(page));
            assert!(most * 100 < weight * 120, "{most} for {weight}");
        }
    }
}
