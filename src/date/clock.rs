//! Times of day: `18:00`, `18.30`, `18 sati`, `18h`, `6 pm`, `podne`.

use super::token::Cursor;
use crate::diag::{Problem, text};
use jiff::civil::Time;

/// Words for hours, folded.
pub(crate) const HOURS: &[&str] =
    &["h", "hr", "hrs", "hour", "hours", "sat", "sata", "sati", "cas", "casa", "casova", "c", "oclock"];

/// A time as far as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// 0 to 24; 24 only with nothing after it.
    pub hour: i8,
    pub minute: i8,
    pub second: i8,
    /// Which half of the day was said.
    pub half: Option<Half>,
    /// Seconds east of Greenwich.
    pub offset: Option<i32>,
}

/// Half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    Morning,
    Afternoon,
}

impl Clock {
    fn new(hour: i8, minute: i8, second: i8) -> Clock {
        Clock { hour, minute, second, half: None, offset: None }
    }

    /// The time; 24:00 is the midnight of the next day, which is `None`.
    pub(crate) fn time(&self) -> Option<Time> {
        let hour = match self.half {
            Some(Half::Morning) if self.hour == 12 => 0,
            Some(Half::Afternoon) if self.hour < 12 => self.hour + 12,
            _ => self.hour,
        };
        Time::new(hour, self.minute, self.second, 0).ok()
    }
}

/// A time, if one is next. Offsets with a minus are read only in `iso`, where it cannot be a span.
pub(crate) fn read(cursor: &mut Cursor<'_>, iso: bool) -> Result<Option<Clock>, Problem> {
    if let Some(clock) = named(cursor) {
        return Ok(Some(clock));
    }
    let Some((hour, _)) = cursor.number(0).filter(|&(_, digits)| digits <= 2) else { return Ok(None) };
    let begin = *cursor;
    cursor.skip(1);
    let (minute, minute_digits) = minutes(cursor);
    let second = seconds(cursor, minute_digits);
    let unit = cursor.take_word(HOURS);
    let half = half(cursor);
    let written = cursor.since(&begin);
    let mut clock = checked(hour, minute, minute_digits, second, written)?;
    // A dot after the word for hours is part of it, unless a date without a space follows.
    if unit && cursor.sign(0, '.') {
        cursor.skip(1);
    }
    clock.half = half;
    if half == Some(Half::Morning) && clock.hour > 12 {
        return Err(out_of_range(written));
    }
    clock.offset = offset(cursor, iso)?;
    Ok(Some(clock))
}

/// Noon and midnight by name.
fn named(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let hour = match cursor.word(0) {
        "podne" | "noon" => 12,
        "ponoc" | "ponoci" | "midnight" => 24,
        _ => return None,
    };
    cursor.skip(1);
    Some(Clock::new(hour, 0, 0))
}

/// Minutes after `:`, or after a sign that touches two digits; with how many digits, 0 for none.
fn minutes(cursor: &mut Cursor<'_>) -> (u32, usize) {
    let Some((value, digits)) = cursor.number(1) else { return (0, 0) };
    let colon = cursor.sign(0, ':');
    let tight = (cursor.sign(0, '.') || cursor.sign(0, ',') || matches!(cursor.word(0), "h" | "c"))
        && cursor.touches(0)
        && cursor.touches(1)
        && digits == 2;
    // `1.12.2026.` is a date, not a time.
    let date = cursor.sign(0, '.') && cursor.sign(2, '.') && cursor.number(3).is_some();
    if !(colon || tight && !date) {
        return (0, 0);
    }
    cursor.skip(2);
    (value, digits)
}

/// Seconds after minutes; a fraction of them is passed over.
fn seconds(cursor: &mut Cursor<'_>, minute_digits: usize) -> u32 {
    let Some((value, 2)) = cursor.number(1).filter(|_| minute_digits > 0 && cursor.sign(0, ':')) else { return 0 };
    cursor.skip(2);
    if cursor.sign(0, '.') && cursor.touches(0) && cursor.touches(1) && cursor.number(1).is_some() {
        cursor.skip(2);
    }
    value
}

/// `am`, `p.m.`, ujutro, navečer.
fn half(cursor: &mut Cursor<'_>) -> Option<Half> {
    let spelled = |letter| cursor.word(0) == letter && cursor.sign(1, '.') && cursor.word(2) == "m";
    let (half, length) = match cursor.word(0) {
        "am" | "ujutro" | "ujutru" | "prijepodne" | "prepodne" => (Half::Morning, 1),
        "pm" | "popodne" | "poslijepodne" | "poslepodne" | "navecer" | "uvece" | "uvecer" => (Half::Afternoon, 1),
        "prije" if cursor.word(1) == "podne" => (Half::Morning, 2),
        "poslije" if cursor.word(1) == "podne" => (Half::Afternoon, 2),
        "a" if spelled("a") => (Half::Morning, 3),
        "p" if spelled("p") => (Half::Afternoon, 3),
        _ => return None,
    };
    cursor.skip(length);
    Some(half)
}

/// `Z`, `+01:00`, `+0100`, `+1`.
fn offset(cursor: &mut Cursor<'_>, iso: bool) -> Result<Option<i32>, Problem> {
    if cursor.take_word(&["z", "utc", "gmt"]) {
        return Ok(Some(0));
    }
    let minus = cursor.dash(0) && iso && cursor.touches(0);
    let Some((value, digits)) = cursor.number(1).filter(|_| minus || cursor.sign(0, '+')) else { return Ok(None) };
    let begin = *cursor;
    cursor.skip(2);
    let (hours, minutes) = if digits == 4 { (value / 100, value % 100) } else { (value, offset_minutes(cursor)) };
    let known = hours <= 14 && minutes < 60 && (digits <= 2 || digits == 4);
    let seconds = i32::try_from(hours.saturating_mul(3600).saturating_add(minutes.saturating_mul(60))).unwrap_or(0);
    if !known {
        let written = cursor.since(&begin);
        return Err(Problem::new(
            "D016",
            text!("vremenska razlika `{written}` ne postoji", "there is no offset `{written}`"),
        )
        .help(text!(
            "ovdje je `+01:00` zimi i `+02:00` ljeti; može se i izostaviti",
            "here it is `+01:00` in winter and `+02:00` in summer; it may be left out"
        )));
    }
    Ok(Some(if minus { -seconds } else { seconds }))
}

fn offset_minutes(cursor: &mut Cursor<'_>) -> u32 {
    match cursor.number(1) {
        Some((value, 2)) if cursor.sign(0, ':') => {
            cursor.skip(2);
            value
        }
        _ => 0,
    }
}

/// The numbers as a time that a clock shows.
fn checked(hour: u32, minute: u32, minute_digits: usize, second: u32, written: &str) -> Result<Clock, Problem> {
    if !matches!(minute_digits, 0 | 2) {
        return Err(Problem::new(
            "D011",
            text!(
                "vrijeme `{written}` nije potpuno: minute imaju dvije cifre",
                "the time `{written}` is incomplete: minutes have two digits"
            ),
        )
        .help(text!("napišite npr. `{hour}:00` ili `{hour}:30`", "write for example `{hour}:00` or `{hour}:30`")));
    }
    let whole = |value: u32, most: u32| i8::try_from(value).ok().filter(|_| value <= most);
    match (whole(hour, 24), whole(minute, 59), whole(second, 59)) {
        (Some(24), Some(0), Some(0)) => Ok(Clock::new(24, 0, 0)),
        (Some(hour), Some(minute), Some(second)) if hour < 24 => Ok(Clock::new(hour, minute, second)),
        _ => Err(out_of_range(written)),
    }
}

fn out_of_range(written: &str) -> Problem {
    Problem::new("D010", text!("vrijeme `{written}` ne postoji", "there is no time `{written}`")).help(text!(
        "sati su od 0:00 do 23:59, npr. `18:00` ili `8:30`",
        "times run from 0:00 to 23:59, for example `18:00` or `8:30`"
    ))
}

/// The clock of an end without `am` or `pm` before one that has it: `6 to 8 pm` is the evening.
pub(crate) fn same_half(start: &mut Clock, end: &Clock) {
    if start.half.is_none() && end.half == Some(Half::Afternoon) && start.hour <= 12 {
        let twelve = |clock: &Clock| (clock.hour % 12, clock.minute);
        start.half = (twelve(start) < twelve(end)).then_some(Half::Afternoon);
    }
}
