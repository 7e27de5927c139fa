//! What a converter has to know by heart: brands, and words in which `nj` and `dž` are two letters.

use super::brand::{Brand, Case};
use super::word;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Names and foreign words that stay Latin, with Bosnian endings too (`Viberom`), in any case.
const BRANDS: &str = "viber facebook messenger instagram google youtube telegram tiktok gmail linkedin microsoft iphone \
                      chrome zoom netflix bluetooth openstreetmap github paypal airbnb booking covid online offline email \
                      e-mail e-mailing mail wi-fi javascript outlook snapchat chat hashtag feedback livestream shopping \
                      smartphone discord photoshop mastercard maps street teams telecom raiffeisen unicredit";
/// Abbreviations that stay Latin, in capitals only (`led` is ice). `DVD` is the fire brigade here.
const CAPITALS: &str = "PDF SMS MMS USB GPS HTML URL RSS CSV JSON XML JPG JPEG PNG GIF SVG ZIP DOC DOCX ODT XLS XLSX ISO LED \
                        CD PC CV EUR BAM USD CHF IBAN SIM QR UNESCO OSCE";
/// Where a digraph is two letters: `^` begins the word (also after [`PREFIXES`]), `|` parts the letters.
const SPLITS: &str = "^nad|živ ^nad|žnj ^nad|žanj ^nad|že ^nad|žup ^od|živ ^od|žal ^od|žvak ^pod|žanr ^pod|župan ^pod|ži \
                      ^pod|že ^pred|že ^pred|život ^pred|žur ^feld|žandarm in|jekc in|jekt in|jicir ^in|juri in|junkt \
                      kon|jug kon|junk kon|jekt ^an|jon ^polian|jon ^tan|jug van|jezič n|jugosl";
/// What may stand before the beginning of such a word.
const PREFIXES: [&str; 5] = ["", "ne", "naj", "polu", "najne"];
/// Places of a byte in an index: the letters of ASCII, and one for all others.
const PLACES: usize = 27;

/// Brands and exceptions: the built-in ones and those of a site.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// By their first two bytes ([`place`]), so that for most words the look-up ends at once.
    brands: Vec<Vec<Brand>>,
    /// Words that stay when all letters are capitals.
    capitals: BTreeSet<String>,
    /// By the third byte of what follows the border ([`third`]).
    splits: [Vec<Split>; PLACES],
}

/// In lower case.
#[derive(Clone, Debug)]
struct Split {
    left: String,
    right: String,
    /// Begins the word, but for [`PREFIXES`].
    begins: bool,
}

impl Rules {
    /// The rules that hold for every site.
    pub fn builtin() -> &'static Rules {
        static BUILT_IN: OnceLock<Rules> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            let mut rules = Rules::default();
            BRANDS.split_ascii_whitespace().for_each(|brand| rules.insert(brand, Case::Any));
            rules.capitals = CAPITALS.split_ascii_whitespace().map(str::to_owned).collect();
            SPLITS.split_ascii_whitespace().for_each(|split| {
                rules.add_exception(split);
            });
            rules
        })
    }

    /// A name that stays Latin. Written with a capital, it is meant only with one.
    pub fn add_brand(&mut self, brand: &str) {
        let case = if brand.starts_with(char::is_uppercase) { Case::Capital } else { Case::Any };
        self.insert(brand.trim(), case);
    }

    /// A word or part of one in which a digraph is two letters, parted by `|`: `nad|živio`; with `^`
    /// in front only where a word begins. False when there is no `|` between a `d`, `l` or `n` and its mate.
    pub fn add_exception(&mut self, exception: &str) -> bool {
        let lower = exception.trim().to_lowercase();
        let (begins, word) = lower.strip_prefix('^').map_or((false, lower.as_str()), |word| (true, word));
        let Some((left, right)) = word.split_once('|') else { return false };
        let parts =
            (left.ends_with('d') && right.starts_with('ž')) || (left.ends_with(['l', 'n']) && right.starts_with('j'));
        if let Some(splits) = self.splits.get_mut(third(right)).filter(|_| parts) {
            splits.push(Split { left: left.to_owned(), right: right.to_owned(), begins });
        }
        parts
    }

    fn insert(&mut self, brand: &str, case: Case) {
        let Some(brand) = Brand::new(brand, case) else { return };
        self.brands.resize_with(PLACES * PLACES, Vec::new);
        if let Some(brands) = self.brands.get_mut(place(brand.first.as_bytes())) {
            brands.push(brand);
        }
    }

    /// Whether a word needs [`Rules::brand`]. Most do not.
    #[inline]
    pub(super) fn may_be_brand(&self, word: &[u8]) -> bool {
        has_capitals(word) || self.brands.get(place(word)).is_some_and(|brands| !brands.is_empty())
    }

    /// The length of the longest brand with which the text begins, with its ending; `word` is its first word.
    pub(super) fn brand(&self, text: &str, word: &str) -> Option<usize> {
        if has_capitals(word.as_bytes()) && self.capitals.contains(word) {
            return Some(word.len());
        }
        let brands = self.brands.get(place(word.as_bytes()))?;
        brands.iter().filter_map(|brand| brand.length(text, word)).max()
    }

    /// Whether the two letters before and after the border of `right` in the word stand apart.
    pub(super) fn splits(&self, word: &str, right: &str) -> bool {
        let left = word.get(..word.len() - right.len()).unwrap_or(word);
        // Short exceptions have no third byte, and go with any.
        let any = |at: usize| self.splits.get(at).is_some_and(|all| all.iter().any(|one| one.is_between(left, right)));
        any(third(right)) || any(PLACES - 1)
    }
}

impl Split {
    fn is_between(&self, left: &str, right: &str) -> bool {
        if word::after_prefix(right, &self.right).is_none() {
            return false;
        }
        let begins = |stem: &str| PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(stem));
        word::before_suffix(left, &self.left).is_some_and(|stem| !self.begins || begins(stem))
    }
}

/// Whether it may be an abbreviation, by its second letter.
#[inline]
fn has_capitals(word: &[u8]) -> bool {
    word.get(1).is_some_and(u8::is_ascii_uppercase)
}

/// The place of what follows a border. After `j` it is the letter after the next, after `ž` the next: most words differ
/// from an exception there already.
fn third(right: &str) -> usize {
    right.as_bytes().get(2).map_or(PLACES - 1, |byte| place_of(*byte))
}

/// The place of a word in the index of brands, whatever its case.
#[inline]
fn place(word: &[u8]) -> usize {
    match word {
        [first, second, ..] => place_of(*first) * PLACES + place_of(*second),
        [first] => place_of(*first) * PLACES + PLACES - 1,
        [] => PLACES * PLACES - 1,
    }
}

#[inline]
fn place_of(byte: u8) -> usize {
    usize::from((byte | 0x20).wrapping_sub(b'a')).min(PLACES - 1)
}
