//! Moments and intervals out of a text.

use super::calendar;
use super::civil::Partial;
use super::clock::{self, Clock};
use super::explain;
use super::moment::{Interval, Moment};
use super::token::{Cursor, tokens};
use crate::diag::{Problem, text};
use jiff::civil::{Date, Time};

/// Words before the end of a span, folded.
const UNTIL: &[&str] = &["do", "to", "until", "till", "zakljucno"];

/// Words before the beginning of a span, folded.
pub(crate) const FROM: &[&str] = &["od", "from", "izmedu", "between"];

/// One moment: `2026-05-12`, `12. 5. 2026. u 18:00`, `subota, 28. novembra 2026. u 11 sati`, `May 12, 2026 at 6 pm`.
///
/// # Errors
/// D001 to D018 and D020: each way in which the text is not a moment has its own message.
pub fn moment(text: &str) -> Result<Moment, Problem> {
    moment_in(text, None)
}

/// A moment whose year may be missing; then it is `year`.
///
/// # Errors
/// As [`moment`].
pub fn moment_in(text: &str, year: Option<i16>) -> Result<Moment, Problem> {
    let tokens = explain::some(text, tokens(text))?;
    let mut cursor = Cursor::new(text, &tokens);
    let point = point(&mut cursor)?;
    let Some(date) = point.date else { return Err(explain::no_date(text, &tokens)) };
    explain::all_of_moment(text, &cursor)?;
    settle_start(date.date(year)?, point.time.as_ref())
}

/// A day without time.
///
/// # Errors
/// As [`moment`], and D019 when there is a time.
pub fn date_only(text: &str) -> Result<Date, Problem> {
    let moment = moment(text)?;
    match moment.time {
        None => Ok(moment.date),
        Some(_) => {
            let right = super::local(moment.date);
            Err(Problem::new("D019", text!("ovdje ide samo datum, bez sata", "only a date goes here, without a time"))
                .help(text!("napišite `{right}`", "write `{right}`")))
        }
    }
}

/// A time of day: `18:00`, `18.30`, `18 sati`, `u 18h`, `6 pm`.
///
/// # Errors
/// D010, D011, D013, D015, D020.
pub fn time(text: &str) -> Result<Time, Problem> {
    let tokens = explain::some(text, tokens(text))?;
    let mut cursor = Cursor::new(text, &tokens);
    skip_at(&mut cursor);
    let Some(clock) = clock::read(&mut cursor, false)? else { return Err(explain::no_time(text)) };
    explain::all(&cursor)?;
    clock.time().ok_or_else(|| {
        Problem::new("D015", text!("početak ne može biti 24:00", "nothing begins at 24:00"))
            .help(text!("napišite `0:00` i datum narednog dana", "write `0:00` and the date of the next day"))
    })
}

/// A span, or a moment alone: `12. 5. 2026. od 8 do 14 sati`, `1. 7. – 31. 8. 2026.`, and all that [`moment`] reads.
///
/// # Errors
/// As [`moment`]; D012 when it ends before it starts.
pub fn interval(text: &str) -> Result<Interval, Problem> {
    interval_in(text, None)
}

/// An interval whose year may be missing; then it is `year`, and the end may lie in the next: `15. 12. – 15. 1.`
///
/// # Errors
/// As [`interval`].
pub fn interval_in(text: &str, year: Option<i16>) -> Result<Interval, Problem> {
    let tokens = explain::some(text, tokens(text))?;
    let mut cursor = Cursor::new(text, &tokens);
    let (start, end) = points(&mut cursor, text)?;
    let Some(date) = start.date else { return Err(explain::no_date(text, &tokens)) };
    if end.is_some_and(|end| end.date.is_some()) {
        explain::no_times_of_days(text, &cursor)?;
    }
    explain::all(&cursor)?;
    settle(date, start.time, end, year)
}

/// One end of a span as far as it was written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Point {
    pub date: Option<Partial>,
    pub time: Option<Clock>,
}

/// Both ends, the second if there is one.
pub(crate) fn points(cursor: &mut Cursor<'_>, text: &str) -> Result<(Point, Option<Point>), Problem> {
    cursor.take_word(FROM);
    if UNTIL.contains(&cursor.word(0)) {
        return Err(explain::no_start(text));
    }
    if let Some(days) = day_range(cursor)? {
        return Ok(days);
    }
    let mut start = point(cursor)?;
    from_time(cursor, &mut start)?;
    let before = *cursor;
    if start.date.is_none() || !take_until(cursor) {
        return Ok((start, None));
    }
    let end = end_point(cursor, &start)?;
    if end.date.is_none() && end.time.is_none() {
        return Err(explain::no_end(before.rest()));
    }
    Ok((start, Some(end)))
}

/// A date, a time, or both in this order.
fn point(cursor: &mut Cursor<'_>) -> Result<Point, Problem> {
    let begin = *cursor;
    let date = calendar::read(cursor)?;
    let mut ahead = *cursor;
    // `2026-05-12T18:00-05:00`: only then is the minus an offset.
    let iso = ahead.word(0) == "t";
    let led = skip_at(&mut ahead);
    let time = clock::read(&mut ahead, iso)?;
    match time {
        Some(_) => *cursor = ahead,
        None if led && date.is_some() && !ahead.is_done() => return Err(explain::no_time(ahead.rest())),
        None if date.is_none() => *cursor = begin,
        None => {}
    }
    Ok(Point { date, time })
}

/// The second end: a time first where the start has one, so that `8.00 – 9.30` is no 9th of a 30th month.
fn end_point(cursor: &mut Cursor<'_>, start: &Point) -> Result<Point, Problem> {
    if start.time.is_some() {
        let mut ahead = *cursor;
        skip_at(&mut ahead);
        let time = clock::read(&mut ahead, false);
        let dated = ahead.sign(0, '.') && ahead.number(1).is_some();
        if let Ok(Some(time)) = time
            && !dated
            && calendar_name(&ahead).is_none()
        {
            *cursor = ahead;
            return Ok(Point { date: None, time: Some(time) });
        }
    }
    if let Some(date) = start.date.and_then(|first| day_of_same_month(cursor, &first)) {
        return Ok(Point { date: Some(date), time: None });
    }
    point(cursor)
}

/// `May 4–8, 2026`: the month stands once, before.
fn day_of_same_month(cursor: &mut Cursor<'_>, first: &Partial) -> Option<Partial> {
    let (day, 1..=2) = cursor.number(0).filter(|_| first.year.is_none())? else { return None };
    let comma = usize::from(cursor.sign(1, ','));
    let (year, 4) = cursor.number(1 + comma)? else { return None };
    let year = i16::try_from(year).ok()?;
    cursor.skip(2 + comma);
    Some(Partial { weekday: None, year: Some(year), day: i8::try_from(day).unwrap_or(i8::MAX), ..*first })
}

/// Whether a month's name is next, which makes the number before it a day.
fn calendar_name(cursor: &Cursor<'_>) -> Option<i8> {
    let at = usize::from(cursor.sign(0, '.'));
    super::names::month(cursor.word(at))
}

/// `od 8` behind a date.
fn from_time(cursor: &mut Cursor<'_>, start: &mut Point) -> Result<(), Problem> {
    let mut ahead = *cursor;
    ahead.take_sign(',');
    if start.date.is_none() || start.time.is_some() || !ahead.take_word(FROM) {
        return Ok(());
    }
    start.time = clock::read(&mut ahead, false)?;
    if start.time.is_none() {
        return Err(explain::no_time(ahead.rest()));
    }
    *cursor = ahead;
    Ok(())
}

/// `1. – 5. 7. 2026.`, `od 1. do 5. jula 2026.`: the month stands once, behind.
fn day_range(cursor: &mut Cursor<'_>) -> Result<Option<(Point, Option<Point>)>, Problem> {
    let mut ahead = *cursor;
    let weekday = calendar::weekday(&mut ahead);
    let Some((day, 1..=2)) = ahead.number(0) else { return Ok(None) };
    ahead.skip(1);
    ahead.take_sign('.');
    // `12. i 13. 5. 2026.` is a span of two days.
    let next = ahead.number(1).is_some_and(|(other, _)| other == day.saturating_add(1));
    let joined = next && ahead.take_word(&["i", "and"]);
    if !(joined || take_until(&mut ahead)) || ahead.number(0).is_none_or(|(_, digits)| digits > 2) {
        return Ok(None);
    }
    // `05-06-2026` is one date, written badly, which its own reader explains.
    if calendar::read(&mut cursor.clone())?.is_some() {
        return Ok(None);
    }
    let end = point(&mut ahead)?;
    let Some(last) = end.date else { return Ok(None) };
    *cursor = ahead;
    let first = Partial { weekday, month: None, day: i8::try_from(day).unwrap_or(i8::MAX), ..last };
    Ok(Some((Point { date: Some(first), time: None }, Some(end))))
}

/// Goes past a dash or a word for `until`.
pub(crate) fn take_until(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.take_sign(',');
    let sign = ahead.dash(0) || ahead.sign(0, '/');
    ahead.skip(usize::from(sign));
    let word = ahead.take_word(UNTIL);
    if sign || word {
        *cursor = ahead;
    }
    sign || word
}

/// Goes past what may stand between a date and a time; whether it was a word that promises a time.
pub(crate) fn skip_at(cursor: &mut Cursor<'_>) -> bool {
    cursor.take_sign(',');
    let opening = cursor.take_words(&["s", "pocetkom"])
        || cursor.take_words(&["sa", "pocetkom"])
        || cursor.take_word(&["pocetak"]);
    cursor.take_word(&["u", "at", "t"]) || cursor.take_sign('@') || opening
}

/// A moment out of a day and a clock that may not show 24:00.
fn settle_start(date: Date, clock: Option<&Clock>) -> Result<Moment, Problem> {
    let Some(clock) = clock else { return Ok(Moment::day(date)) };
    match clock.time() {
        Some(time) => Ok(Moment { date, time: Some(time), offset: clock.offset }),
        None => Err(explain::starts_at_24(date)),
    }
}

/// An end out of a day and a clock; 24:00 is the next day's 0:00.
fn settle_end(date: Date, clock: &Clock) -> Moment {
    match clock.time() {
        Some(time) => Moment { date, time: Some(time), offset: clock.offset },
        None => {
            let next = date.tomorrow().unwrap_or(date);
            Moment { date: next, time: Some(Time::midnight()), offset: clock.offset }
        }
    }
}

/// The interval that two ends make; what one end leaves out is taken from the other.
pub(crate) fn settle(
    first: Partial,
    mut from: Option<Clock>,
    end: Option<Point>,
    year: Option<i16>,
) -> Result<Interval, Problem> {
    let Some(end) = end else { return Ok(Interval::from(settle_start(first.date(year)?, from.as_ref())?)) };
    if let (Some(from), Some(to)) = (&mut from, &end.time) {
        clock::same_half(from, to);
    }
    let (first, last) = match end.date {
        Some(last) => both_dates(first, last, year)?,
        None => {
            let date = first.date(year)?;
            (date, date)
        }
    };
    let start = settle_start(first, from.as_ref())?;
    let mut until = end.time.map_or(Moment::day(last), |clock| settle_end(last, &clock));
    until.offset = until.offset.or(until.time.and(start.offset));
    if end.date.is_none() && until.start() < start.start() {
        // `od 22 do 6 sati`: over midnight.
        until.date = until.date.tomorrow().unwrap_or(until.date);
    }
    ordered(start, until)
}

/// Both dates of a span; the year may stand at either, or at none.
fn both_dates(first: Partial, last: Partial, year: Option<i16>) -> Result<(Date, Date), Problem> {
    let first = Partial { month: first.month.or(last.month), ..first };
    let wraps = (first.month, first.day) > (last.month, last.day);
    let next = i16::from(wraps);
    match (first.year, last.year) {
        (None, Some(year)) => Ok((first.date(Some(year - next))?, last.date(None)?)),
        (Some(year), None) => Ok((first.date(None)?, last.date(Some(year + next))?)),
        (Some(_), Some(_)) => Ok((first.date(None)?, last.date(None)?)),
        (None, None) => Ok((first.date(year)?, last.date(year.map(|y| y + next))?)),
    }
}

/// The interval, if it does not end before it starts.
fn ordered(start: Moment, end: Moment) -> Result<Interval, Problem> {
    if end.end() < start.start() {
        return Err(explain::backwards(&start, &end));
    }
    let empty = end.time.is_some() && end.start() == start.start();
    Ok(Interval { start, end: (!empty).then_some(end) })
}
