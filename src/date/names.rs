//! Names of months and weekdays as people write them: every case, both scripts, all languages.
//!
//! Compared after [`fold_char`], so that `четвртком`, `četvrtkom` and `cetvrtkom` are one word.

use jiff::civil::Weekday;
use unicode_normalization::UnicodeNormalization;

/// Month stems (nominative and oblique), folded, with the number of the month.
const MONTHS: &[(&str, i8)] = &[
    ("januar", 1),
    ("sijecanj", 1),
    ("sijecnj", 1),
    ("februar", 2),
    ("veljac", 2),
    ("mart", 3),
    ("ozujak", 3),
    ("ozujk", 3),
    ("april", 4),
    ("travanj", 4),
    ("travnj", 4),
    ("maj", 5),
    ("svibanj", 5),
    ("svibnj", 5),
    ("jun", 6),
    ("lipanj", 6),
    ("lipnj", 6),
    ("jul", 7),
    ("srpanj", 7),
    ("srpnj", 7),
    ("august", 8),
    ("avgust", 8),
    ("kolovoz", 8),
    ("septembar", 9),
    ("septembr", 9),
    ("rujan", 9),
    ("rujn", 9),
    ("oktobar", 10),
    ("oktobr", 10),
    ("listopad", 10),
    ("novembar", 11),
    ("novembr", 11),
    ("studen", 11),
    ("decembar", 12),
    ("decembr", 12),
    ("prosinac", 12),
    ("prosinc", 12),
];

/// Endings that a stem of [`MONTHS`] may take.
const MONTH_ENDINGS: &[&str] = &["", "a", "u", "om", "em", "e", "i", "og", "oga", "ome", "omu"];

/// English names and short forms of all languages; these take no endings.
const MONTHS_FIXED: &[(&str, i8)] = &[
    ("january", 1),
    ("jan", 1),
    ("sij", 1),
    ("february", 2),
    ("feb", 2),
    ("velj", 2),
    ("march", 3),
    ("mar", 3),
    ("ozu", 3),
    ("apr", 4),
    ("tra", 4),
    ("may", 5),
    ("svi", 5),
    ("june", 6),
    ("lip", 6),
    ("july", 7),
    ("srp", 7),
    ("aug", 8),
    ("avg", 8),
    ("kol", 8),
    ("september", 9),
    ("sep", 9),
    ("sept", 9),
    ("ruj", 9),
    ("october", 10),
    ("oct", 10),
    ("okt", 10),
    ("lis", 10),
    ("november", 11),
    ("nov", 11),
    ("stu", 11),
    ("december", 12),
    ("dec", 12),
    ("pro", 12),
];

/// Roman numerals, used for months in hand-written dates (`12. V 2026.`).
const ROMAN: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Weekday stems, folded, with Monday = 0.
const WEEKDAYS: &[(&str, i8, Declension)] = &[
    ("ponedjelj", 0, Declension::Ak),
    ("ponedelj", 0, Declension::Ak),
    ("utor", 1, Declension::Ak),
    ("srijed", 2, Declension::A),
    ("sred", 2, Declension::A),
    ("cetvrt", 3, Declension::Ak),
    ("pet", 4, Declension::Ak),
    ("subot", 5, Declension::A),
    ("nedjelj", 6, Declension::A),
    ("nedelj", 6, Declension::A),
    ("monday", 0, Declension::English),
    ("tuesday", 1, Declension::English),
    ("wednesday", 2, Declension::English),
    ("thursday", 3, Declension::English),
    ("friday", 4, Declension::English),
    ("saturday", 5, Declension::English),
    ("sunday", 6, Declension::English),
];

/// Short forms of weekdays; `sat` is an hour as well, which the reader of times sees first.
const WEEKDAYS_FIXED: &[(&str, i8)] = &[
    ("pon", 0),
    ("uto", 1),
    ("sri", 2),
    ("sre", 2),
    ("cet", 3),
    ("pet", 4),
    ("sub", 5),
    ("ned", 6),
    ("mon", 0),
    ("tue", 1),
    ("tues", 1),
    ("wed", 2),
    ("thu", 3),
    ("thur", 3),
    ("thurs", 3),
    ("fri", 4),
    ("sat", 5),
    ("sun", 6),
];

/// How a weekday's name changes.
#[derive(Clone, Copy)]
enum Declension {
    /// utorak, utorka, utorkom
    Ak,
    /// subota, subotu, subotom
    A,
    /// Tuesday, Tuesdays
    English,
}

impl Declension {
    /// The form that an ending stands for; `None` when the word has no such ending.
    fn form(self, ending: &str) -> Option<Form> {
        match (self, ending) {
            (Declension::Ak, "kom") | (Declension::A, "om" | "ama") | (Declension::English, "s") => Some(Form::Habit),
            (Declension::Ak, "ak" | "ka" | "ku" | "ke" | "ci" | "cima") => Some(Form::Day),
            (Declension::A, "a" | "e" | "i" | "u") | (Declension::English, "") => Some(Form::Day),
            _ => None,
        }
    }
}

/// What the form of a weekday's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One day: četvrtak, srijedu, Thursday.
    Day,
    /// Each such day: četvrtkom, srijedom, Thursdays.
    Habit,
}

/// The month (1 to 12) that a folded word names.
pub(crate) fn month(word: &str) -> Option<i8> {
    let fixed = MONTHS_FIXED.iter().find(|(name, _)| *name == word);
    let declined =
        || MONTHS.iter().find(|(stem, _)| word.strip_prefix(stem).is_some_and(|e| MONTH_ENDINGS.contains(&e)));
    fixed.or_else(declined).map(|&(_, number)| number)
}

/// The month that a Roman numeral stands for.
pub(crate) fn roman_month(word: &str) -> Option<i8> {
    let at = ROMAN.iter().position(|&numeral| numeral == word)?;
    i8::try_from(at + 1).ok()
}

/// The weekday that a folded word names.
pub(crate) fn weekday(word: &str) -> Option<(Weekday, Form)> {
    let fixed = WEEKDAYS_FIXED.iter().find(|(name, _)| *name == word).map(|&(_, day)| (day, Form::Day));
    let declined =
        || WEEKDAYS.iter().find_map(|&(stem, day, declension)| Some((day, declension.form(word.strip_prefix(stem)?)?)));
    let (day, form) = fixed.or_else(declined)?;
    Some((Weekday::from_monday_zero_offset(day).ok()?, form))
}

/// The folded form of a word.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    word.chars().for_each(|letter| fold_char(letter, &mut folded));
    folded
}

/// Appends the folded form of a letter: lower case, Latin, without diacritics.
pub(crate) fn fold_char(letter: char, into: &mut String) {
    for lower in letter.to_lowercase() {
        match cyrillic(lower) {
            Some(latin) => into.push_str(latin),
            None if lower == 'đ' => into.push('d'),
            None => into.extend(std::iter::once(lower).nfkd().filter(|c| !is_mark(*c))),
        }
    }
}

/// Whether a character only modifies the letter before it.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The folded Latin spelling of a Cyrillic letter.
fn cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' | 'ђ' => "d",
        'е' => "e",
        'ж' | 'з' => "z",
        'и' => "i",
        'ј' => "j",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' => "s",
        'т' => "t",
        'ћ' | 'ц' | 'ч' => "c",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'џ' => "dz",
        _ => return None,
    })
}
