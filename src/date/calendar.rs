//! Dates in a row of tokens, in every manner in which they are written.

use super::civil::{self, Manner, Partial};
use super::clock;
use super::names;
use super::token::Cursor;
use crate::diag::Problem;
use jiff::civil::{Date, Weekday};

/// A date with its weekday before or after it, if one is next.
pub(crate) fn read(cursor: &mut Cursor<'_>) -> Result<Option<Partial>, Problem> {
    let mut ahead = *cursor;
    let before = weekday(&mut ahead);
    if before.is_some() {
        ahead.take_sign(',');
    }
    let Some(mut date) = bare(&mut ahead)? else { return Ok(None) };
    date.weekday = before.or_else(|| weekday_after(&mut ahead));
    *cursor = ahead;
    Ok(Some(date))
}

/// A weekday in the singular; `u subotu`, `sub.`
pub(crate) fn weekday(cursor: &mut Cursor<'_>) -> Option<Weekday> {
    let mut ahead = *cursor;
    ahead.take_word(&["u", "on", "dana", "dan", "dne", "datum"]);
    let word = ahead.word(0);
    let (day, names::Form::Day) = names::weekday(word)? else { return None };
    ahead.skip(1);
    // `u pet sati` is five o'clock.
    if word == "pet" && clock::HOURS.contains(&ahead.word(0)) {
        return None;
    }
    if word.len() <= 5 {
        ahead.take_sign('.');
    }
    *cursor = ahead;
    Some(day)
}

/// A weekday behind the date: `28. 11. 2026. (subota)`
fn weekday_after(cursor: &mut Cursor<'_>) -> Option<Weekday> {
    let mut ahead = *cursor;
    let bracket = ahead.take_sign('(');
    if !bracket {
        ahead.take_sign(',');
    }
    // `u 1 sat` is an hour, `sat` after a date nearly never a Saturday.
    let day = weekday(&mut ahead)?;
    if bracket && !ahead.take_sign(')') {
        return None;
    }
    *cursor = ahead;
    Some(day)
}

/// A date without weekday.
fn bare(cursor: &mut Cursor<'_>) -> Result<Option<Partial>, Problem> {
    cursor.take_word(&["dana", "dan", "dne", "datum", "on", "the"]);
    for form in [year_first, separated, local, day_and_name, name_and_day] {
        let mut ahead = *cursor;
        if let Some(date) = form(&mut ahead)? {
            *cursor = ahead;
            return Ok(Some(date));
        }
    }
    Ok(None)
}

fn partial(year: Option<i16>, month: u32, day: u32, manner: Manner) -> Partial {
    // 127 is as wrong a day as any larger number.
    let small = |value: u32| i8::try_from(value).unwrap_or(i8::MAX);
    Partial { weekday: None, year, month: Some(small(month)), day: small(day), manner }
}

/// `2026-05-12`, `2026/5/12`, `2026.05.12`
fn year_first(cursor: &mut Cursor<'_>) -> Result<Option<Partial>, Problem> {
    let (Some((value, digits)), Some((month, _)), Some((day, _))) =
        (cursor.number(0), cursor.number(2), cursor.number(4))
    else {
        return Ok(None);
    };
    let same = |at| cursor.dash(at) || cursor.sign(at, '/') || cursor.sign(at, '.');
    if digits < 3 || !same(1) || !same(3) || !cursor.touches(1) {
        return Ok(None);
    }
    let year = civil::year(value, digits, "")?;
    cursor.skip(5);
    Ok(Some(partial(Some(year), month, day, Manner::Iso)))
}

/// `05/06/2026`, `05-06-2026`: right only where one reading is left.
fn separated(cursor: &mut Cursor<'_>) -> Result<Option<Partial>, Problem> {
    let (Some((first, 1..=2)), Some((second, 1..=2)), Some((value, digits))) =
        (cursor.number(0), cursor.number(2), cursor.number(4))
    else {
        return Ok(None);
    };
    let slashes = cursor.sign(1, '/') && cursor.sign(3, '/');
    let dashes = cursor.dash(1) && cursor.dash(3) && cursor.touches(1) && cursor.touches(3) && cursor.touches(4);
    if !slashes && !dashes {
        return Ok(None);
    }
    let begin = *cursor;
    cursor.skip(5);
    let year = civil::year(value, digits, &format!("{first}. {second}. "))?;
    let exists = |month: u32, day: u32| {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok()
    };
    match (exists(second, first), exists(first, second)) {
        (Some(a), Some(b)) if a != b => Err(civil::either_way(first, second, year, cursor.since(&begin))),
        (None, Some(_)) => Ok(Some(partial(Some(year), first, second, Manner::Local))),
        _ => Ok(Some(partial(Some(year), second, first, Manner::Local))),
    }
}

/// `12. 5. 2026.`, `12.5.2026`, `12. 5.`, `12. V 2026.`
fn local(cursor: &mut Cursor<'_>) -> Result<Option<Partial>, Problem> {
    let Some((day, 1..=2)) = cursor.number(0) else { return Ok(None) };
    let roman = cursor.number(2).is_none();
    let month = match (cursor.number(2), names::roman_month(cursor.word(2))) {
        (Some((month, 1..=2)), _) => month,
        (None, Some(month)) if cursor.sign(3, '.') || cursor.number(3).is_some_and(|(_, digits)| digits > 2) => {
            u32::try_from(month).unwrap_or(0)
        }
        _ => return Ok(None),
    };
    if !cursor.sign(1, '.') {
        return Ok(None);
    }
    cursor.skip(3);
    let dotted = cursor.take_sign('.') || roman;
    let before = format!("{day}. {month}. ");
    let year = year(cursor, &before, dotted)?;
    // Without a year and a closing dot, `18.30` is a time and `5.10` may be one.
    let plausible = dotted || (1..=12).contains(&month) && (1..=31).contains(&day);
    Ok((year.is_some() || plausible).then(|| partial(year, month, day, Manner::Local)))
}

/// `12. maja 2026.`, `12 May 2026`, `12th of May 2026`
fn day_and_name(cursor: &mut Cursor<'_>) -> Result<Option<Partial>, Problem> {
    let Some((day, 1..=2)) = cursor.number(0) else { return Ok(None) };
    cursor.skip(1);
    let _ = cursor.take_sign('.') || ordinal_ending(cursor);
    cursor.take_word(&["of"]);
    let Some(month) = names::month(cursor.word(0)) else { return Ok(None) };
    cursor.skip(1);
    let _ = cursor.take_sign('.')
        || cursor.sign(0, ',') && cursor.number(1).is_some_and(|(_, d)| d == 4) && cursor.take_sign(',');
    let before = format!("{day}. {month}. ");
    let year = year(cursor, &before, true)?;
    Ok(Some(partial(year, u32::try_from(month).unwrap_or(0), day, Manner::Local)))
}

/// `May 12, 2026`
fn name_and_day(cursor: &mut Cursor<'_>) -> Result<Option<Partial>, Problem> {
    let Some(month) = names::month(cursor.word(0)) else { return Ok(None) };
    cursor.skip(1);
    cursor.take_sign('.');
    let Some((day, 1..=2)) = cursor.number(0) else { return Ok(None) };
    cursor.skip(1);
    ordinal_ending(cursor);
    let comma = cursor.sign(0, ',') && cursor.number(1).is_some_and(|(_, digits)| digits > 2);
    cursor.skip(usize::from(comma));
    let year = match cursor.number(0) {
        Some((_, digits)) if digits > 2 => year(cursor, "", true)?,
        _ => None,
    };
    Ok(Some(partial(year, u32::try_from(month).unwrap_or(0), day, Manner::Local)))
}

fn ordinal_ending(cursor: &mut Cursor<'_>) -> bool {
    cursor.touches(0) && cursor.take_word(&["st", "nd", "rd", "th"])
}

/// A year and what may follow it: `2026.`, `2026. godine`. Two digits are a year only where they cannot be an hour.
fn year(cursor: &mut Cursor<'_>, before: &str, separate: bool) -> Result<Option<i16>, Problem> {
    let Some((value, digits)) = cursor.number(0) else { return Ok(None) };
    let hour = cursor.sign(1, ':') || cursor.dash(1) || cursor.sign(1, '.') && cursor.number(2).is_some();
    let unit = matches!(cursor.word(1), word if !word.is_empty() && !matches!(word, "u" | "god" | "godine" | "g" | "od" | "do"));
    if !separate || digits < 2 || digits == 2 && (hour || unit) {
        return Ok(None);
    }
    let year = civil::year(value, digits, before)?;
    cursor.skip(1);
    cursor.take_sign('.');
    if cursor.take_word(&["god", "godine", "godina", "g"]) {
        cursor.take_sign('.');
    }
    Ok(Some(year))
}
