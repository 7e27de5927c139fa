//! Ordinals: `prvi i treći`, `zadnje`, `1. i 3.`, `second`.

use super::names;
use super::token::Cursor;

/// Words that join a list.
pub(crate) const AND: &[&str] = &["i", "and", "te", "ili", "or"];

/// Stems of ordinals, folded, and what they count; negative from the end.
const ORDINALS: &[(&str, i8)] = &[
    ("prv", 1),
    ("drug", 2),
    ("trec", 3),
    ("cetvrt", 4),
    ("pet", 5),
    ("zadnj", -1),
    ("posljednj", -1),
    ("poslednj", -1),
    ("pretposljednj", -2),
    ("predzadnj", -2),
];

/// Endings of [`ORDINALS`].
const ORDINAL_ENDINGS: &[&str] = &["i", "a", "e", "o", "u", "og", "oga", "om", "eg", "ega", "em", "im", "ih"];

/// English ordinals.
const ORDINALS_FIXED: &[(&str, i8)] =
    &[("first", 1), ("second", 2), ("other", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("last", -1)];

/// `prvi`, `1.`, `prvi i treći`
pub(crate) fn ordinals(cursor: &mut Cursor<'_>) -> Option<Vec<i8>> {
    let mut nths = vec![ordinal(cursor)?];
    loop {
        let mut ahead = *cursor;
        let joined = ahead.take_sign(',') || ahead.take_word(AND);
        match ordinal(&mut ahead).filter(|_| joined) {
            Some(nth) => nths.push(nth),
            None => return Some(nths),
        }
        *cursor = ahead;
    }
}

/// One ordinal, in a word or as `1.` to `5.` before a weekday or another ordinal.
pub(crate) fn ordinal(cursor: &mut Cursor<'_>) -> Option<i8> {
    let word = cursor.word(0);
    let fixed = ORDINALS_FIXED.iter().find(|(name, _)| *name == word);
    let declined =
        || ORDINALS.iter().find(|(stem, _)| word.strip_prefix(stem).is_some_and(|e| ORDINAL_ENDINGS.contains(&e)));
    if let Some(&(_, nth)) = fixed.or_else(declined) {
        cursor.skip(1);
        return Some(nth);
    }
    let (number, 1) = cursor.number(0)? else { return None };
    let ending = cursor.sign(1, '.') || matches!(cursor.word(1), "st" | "nd" | "rd" | "th");
    let follows = names::weekday(cursor.word(2)).is_some()
        || cursor.word(2).starts_with("radn")
        || AND.contains(&cursor.word(2))
            && cursor.number(3).is_some_and(|(_, digits)| digits == 1)
            && names::weekday(cursor.word(5)).is_some();
    let nth = i8::try_from(number).ok().filter(|nth| (1..=5).contains(nth) && ending && follows)?;
    cursor.skip(2);
    Some(nth)
}
