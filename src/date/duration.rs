//! Lengths of time: `2 h`, `1,5 sat`, `90 min`, `1 h 30 min`, `2 dana`, `PT2H`.

use super::clock;
use super::explain;
use super::moment::Minutes;
use super::token::{Cursor, tokens};
use crate::diag::{Problem, text};

/// The longest length: a year.
const MOST: u32 = 366 * 1440;

/// A length of time: `2 h`, `1,5 sat`, `1 h 30 min`, `1:30`, `2 dana`, `PT1H30M`; a sign before it is passed over.
///
/// # Errors
/// D021.
pub fn duration(text: &str) -> Result<Minutes, Problem> {
    let tokens = tokens(text).unwrap_or_default();
    let mut cursor = Cursor::new(text, &tokens);
    cursor.take_sign('+');
    let total = if cursor.word(0) == "p" || cursor.word(0) == "pt" { iso(&mut cursor) } else { words(&mut cursor) };
    match total {
        Some(minutes) if cursor.is_done() && (1..=MOST).contains(&minutes) => Ok(Minutes(minutes)),
        _ => {
            let quoted = explain::quoted(text);
            Err(Problem::new("D021", text!("ne razumijem trajanje `{quoted}`", "I cannot read the length `{quoted}`"))
                .help(text!(
                    "napišite npr. `2 h`, `90 min`, `1 h 30 min` ili `2 dana`",
                    "write for example `2 h`, `90 min`, `1 h 30 min` or `2 days`"
                )))
        }
    }
}

/// Numbers with units, added up; or hours and minutes with a colon.
fn words(cursor: &mut Cursor<'_>) -> Option<u32> {
    if let (Some((hours, _)), true, Some((minutes @ 0..60, 2))) =
        (cursor.number(0), cursor.sign(1, ':'), cursor.number(2))
    {
        cursor.skip(3);
        cursor.take_word(clock::HOURS);
        return hours.checked_mul(60)?.checked_add(minutes);
    }
    let mut total = 0_u32;
    while !cursor.is_done() {
        cursor.take_word(&["i", "and"]);
        let hundredths = number(cursor)?;
        let unit = unit(cursor)?;
        total = total.checked_add(hundredths.checked_mul(unit)? / 100)?;
    }
    Some(total)
}

/// A number with up to two decimals, in hundredths; `pola` and `half` are one half.
fn number(cursor: &mut Cursor<'_>) -> Option<u32> {
    if cursor.take_word(&["pola", "half"]) {
        cursor.take_word(&["an", "a"]);
        return Some(50);
    }
    if matches!(cursor.word(0), "sat" | "dan" | "an" | "one" | "jedan") {
        cursor.take_word(&["an", "one", "jedan"]);
        return Some(100);
    }
    let (whole, _) = cursor.number(0)?;
    cursor.skip(1);
    let point = (cursor.sign(0, ',') || cursor.sign(0, '.')) && cursor.touches(0) && cursor.touches(1);
    let fraction = match cursor.number(1).filter(|_| point) {
        Some((value, 1)) => value * 10,
        Some((value, 2)) => value,
        Some(_) => return None,
        None => return whole.checked_mul(100),
    };
    cursor.skip(2);
    whole.checked_mul(100)?.checked_add(fraction)
}

/// Minutes in the unit that is next.
fn unit(cursor: &mut Cursor<'_>) -> Option<u32> {
    let minutes = match cursor.word(0) {
        "min" | "m" | "minut" | "minuta" | "minute" | "minutu" | "mins" | "minutes" => 1,
        "d" | "dan" | "dana" | "day" | "days" => 1440,
        "sedmica" | "sedmice" | "sedmicu" | "tjedan" | "tjedna" | "tjedana" | "week" | "weeks" => 7 * 1440,
        word if clock::HOURS.contains(&word) => 60,
        _ => return None,
    };
    cursor.skip(1);
    cursor.take_sign('.');
    Some(minutes)
}

/// ISO 8601: `PT1H30M`, `P2D`, `P1DT2H`.
fn iso(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut in_time = cursor.word(0) == "pt";
    cursor.skip(1);
    let mut total = 0_u32;
    while let Some((value, _)) = cursor.number(0) {
        let unit = match (cursor.word(1), in_time) {
            ("w", false) => 7 * 1440,
            ("d", false) => 1440,
            ("dt", false) => {
                in_time = true;
                1440
            }
            ("h", true) => 60,
            ("m", true) => 1,
            _ => return None,
        };
        cursor.skip(2);
        total = total.checked_add(value.checked_mul(unit)?)?;
    }
    Some(total)
}
