//! What a converter has to know by heart: brands, and words in which `nj` and `dž` are two letters.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::OnceLock;

/// Names and foreign words that stay Latin, with Bosnian endings too (`Viberom`), in any case.
const BRANDS: &str = "viber facebook messenger instagram google youtube telegram tiktok gmail linkedin microsoft iphone \
                      chrome zoom netflix bluetooth openstreetmap github paypal airbnb booking covid online offline email \
                      e-mail e-mailing wi-fi";
/// Abbreviations that stay Latin, in capitals only (`led` is ice).
const CAPITALS: &str = "PDF SMS MMS USB GPS HTML URL RSS CSV JSON XML JPG JPEG PNG GIF SVG ZIP DOC DOCX ODT XLS XLSX ISO LED \
                        CD DVD PC EUR BAM USD CHF IBAN SIM QR";
/// What Bosnian puts behind a foreign name.
const ENDINGS: [&str; 24] = [
    "", "a", "e", "i", "u", "om", "em", "ov", "ova", "ovo", "ove", "ovi", "ovu", "ovih", "ovim", "ovima", "ovog",
    "ovom", "ima", "ama", "ski", "ska", "sko", "ovoj",
];
/// Where a digraph is two letters: `^` begins the word (also after `ne-`, `naj-`, `polu-`), `|`
/// parts the letters.
const SPLITS: &str = "^nad|živ ^nad|žnj ^nad|žanj ^nad|že ^nad|žup ^od|živ ^od|žal ^od|žvak ^pod|žanr ^pod|župan ^pod|žig \
                      ^pod|žeg ^pod|žiž ^pod|želu ^pred|želu ^pred|život ^pred|ženid ^pred|žetv ^feld|žandarm \
                      in|jekc in|jekt in|jicir ^in|juri kon|jug kon|junk kon|jekt ^an|jon ^tan|jug van|jezič";
const PREFIXES: [&str; 5] = ["", "ne", "naj", "polu", "najne"];

/// Brands and exceptions: the built-in ones and those of a site.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// By the first word in lower case.
    brands: BTreeMap<String, Vec<Brand>>,
    splits: Vec<Split>,
}

#[derive(Clone, Debug)]
struct Brand {
    /// What follows the first word: `-mail` of `e-mail`; mostly nothing. In lower case.
    rest: String,
    case: Case,
}

#[derive(Clone, Copy, Debug)]
enum Case {
    Any,
    /// The first letter is a capital: `Bingo` is a shop, `bingo` a game.
    Capital,
    /// All are, and there are no endings.
    Capitals,
}

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
            CAPITALS.split_ascii_whitespace().for_each(|brand| rules.insert(brand, Case::Capitals));
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
        if parts {
            self.splits.push(Split { left: left.to_owned(), right: right.to_owned(), begins });
        }
        parts
    }

    fn insert(&mut self, brand: &str, case: Case) {
        let lower = brand.to_lowercase();
        let first = super::convert::first_word(&lower).to_owned();
        let rest = lower.get(first.len()..).unwrap_or("").to_owned();
        if !first.is_empty() {
            self.brands.entry(first).or_default().push(Brand { rest, case });
        }
    }

    /// The length of the brand with which the text begins, with its ending; `word` is its first word.
    pub(super) fn brand(&self, text: &str, word: &str) -> Option<usize> {
        let lower = word.to_lowercase();
        let (first, brands) = self.longest_prefix(&lower)?;
        let lengths = brands.iter().filter_map(|brand| brand.length(text, word, first.len(), &lower));
        lengths.max()
    }

    /// The longest known first word that the word begins with.
    fn longest_prefix(&self, word: &str) -> Option<(&str, &[Brand])> {
        let mut bound = word;
        loop {
            let (first, brands) =
                self.brands.range::<str, _>((Bound::Unbounded, Bound::Included(bound))).next_back()?;
            if word.starts_with(first.as_str()) {
                return Some((first, brands));
            }
            let common = first.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            let border = (0..=common).rev().find(|&at| word.is_char_boundary(at)).unwrap_or(0);
            bound = word.get(..border).filter(|shorter| !shorter.is_empty())?;
        }
    }

    /// Whether the two letters around byte `at` of the word stand apart.
    pub(super) fn splits(&self, word: &str, at: usize) -> bool {
        let Some((left, right)) = word.split_at_checked(at) else { return false };
        // No longer than any rule, so that a word of many digraphs stays linear.
        let (left, whole) = ending(left, 16);
        let left = left.to_lowercase();
        let right: String = right.chars().take(16).flat_map(char::to_lowercase).collect();
        self.splits.iter().any(|split| {
            let stem = left.strip_suffix(split.left.as_str()).filter(|_| right.starts_with(split.right.as_str()));
            stem.is_some_and(|stem| !split.begins || (whole && PREFIXES.contains(&stem)))
        })
    }
}

impl Brand {
    fn length(&self, text: &str, word: &str, first: usize, lower: &str) -> Option<usize> {
        let case = match self.case {
            Case::Any => true,
            Case::Capital => word.starts_with(char::is_uppercase),
            Case::Capitals => word.chars().all(char::is_uppercase) && lower.len() == first,
        };
        if !case {
            return None;
        }
        if self.rest.is_empty() {
            return ENDINGS.contains(&lower.get(first..)?).then_some(word.len());
        }
        let rest = text.get(first..).filter(|_| lower.len() == first)?;
        let mut letters = rest.char_indices();
        let same = self.rest.chars().all(|c| letters.next().is_some_and(|(_, d)| d.to_lowercase().eq([c])));
        let tail = super::convert::first_word(letters.as_str());
        let ends = same && ENDINGS.contains(&tail.to_lowercase().as_str());
        ends.then(|| text.len() - letters.as_str().len() + tail.len())
    }
}

/// The last letters of a text, and whether they are all of it.
fn ending(text: &str, letters: usize) -> (&str, bool) {
    match text.char_indices().rev().nth(letters) {
        Some((at, c)) => (text.get(at + c.len_utf8()..).unwrap_or(""), false),
        None => (text, true),
    }
}
