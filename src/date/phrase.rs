//! The words that name the days of a repetition.

use super::calendar;
use super::names;
use super::ordinal::{AND, ordinal, ordinals};
use super::rule::{ByDay, Freq, Rule};
use super::token::Cursor;
use super::weekdays::{months, take_weekend, take_working_days, weekdays};
use crate::diag::{Problem, text};
use jiff::civil::Weekday;

/// Words for each, folded.
pub(crate) const EVERY: &[&str] =
    &["svaki", "svaka", "svako", "svake", "svakog", "svakoga", "svaku", "svakom", "svakim", "svakih", "every", "each"];

const WORKING: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// The rule that the next words name; `None` when they name none.
pub(crate) fn rule(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
    let begin = *cursor;
    let found = if cursor.take_word(EVERY) { each(cursor)? } else { habit(cursor)? };
    match found {
        Some(rule) => Ok(Some(rule)),
        None if EVERY.contains(&begin.word(0)) => Err(unknown(begin.rest())),
        None => {
            *cursor = begin;
            Ok(None)
        }
    }
}

/// What the key `every` says, with the word itself or without.
pub(crate) fn every(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
    cursor.take_word(EVERY);
    each(cursor)
}

/// A day of the month, however it is named; the month goes without saying.
pub(crate) fn day_of_month(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
    let mut ahead = *cursor;
    if let Some(nths) = ordinals(&mut ahead) {
        let mut plain = ahead;
        if let Some(rule) = plain_day(&mut plain, &nths) {
            take_in_month(&mut plain);
            *cursor = plain;
            return Ok(Some(rule));
        }
    }
    match ordinal_weekdays(cursor) {
        Some(days) => Ok(Some(monthly(days))),
        None => month_days(cursor, true),
    }
}

fn unknown(rest: &str) -> Problem {
    let quoted = super::explain::quoted(rest);
    Problem::new("D040", text!("ne razumijem ponavljanje `{quoted}`", "I cannot read the repetition `{quoted}`")).help(text!(
        "napišite npr. `svaki četvrtak od 18 do 20`, `svake druge subote u 10` ili `svakog 15. u mjesecu`",
        "write for example `every Thursday from 18 to 20`, `every other Saturday at 10` or `first Monday of the month`"
    ))
}

/// Behind `svaki`.
fn each(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
    if take_working_days(cursor) {
        return Ok(Some(Rule::weekly(WORKING)));
    }
    if take_weekend(cursor) {
        return Ok(Some(Rule::weekly([Weekday::Saturday, Weekday::Sunday])));
    }
    if let Some(rule) = units(cursor)? {
        return Ok(Some(rule));
    }
    if let Some(rule) = ordinal_days(cursor, true)? {
        return Ok(Some(rule));
    }
    if let Some(list) = weekdays(cursor) {
        return Ok(Some(Rule::weekly(list.days)));
    }
    if let Some(rule) = day_of_year(cursor)? {
        return Ok(Some(rule));
    }
    month_days(cursor, true)
}

/// Without `svaki`: words that mean each by themselves.
fn habit(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
    if take_working_days(cursor) {
        return Ok(Some(Rule::weekly(WORKING)));
    }
    if cursor.word(0) != "vikend" && take_weekend(cursor) {
        return Ok(Some(Rule::weekly([Weekday::Saturday, Weekday::Sunday])));
    }
    for (words, freq) in [
        (&["svakodnevno", "dnevno", "daily"][..], Freq::Daily),
        (&["sedmicno", "tjedno", "nedjeljno", "weekly"], Freq::Weekly),
        (&["mjesecno", "monthly"], Freq::Monthly),
        (&["godisnje", "yearly", "annually"], Freq::Yearly),
    ] {
        if cursor.take_word(words) {
            return within(cursor, Rule::new(freq)).map(Some);
        }
    }
    if let Some(rule) = ordinal_days(cursor, false)? {
        return Ok(Some(rule));
    }
    if let Some(list) = weekdays(cursor).filter(|list| list.repeats) {
        return Ok(Some(Rule::weekly(list.days)));
    }
    month_days(cursor, false)
}

/// `dan`, `2 sedmice`, `drugi mjesec`, and what may be said within them.
fn units(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
    let mut ahead = *cursor;
    let every = match (ahead.number(0), ordinal(&mut ahead)) {
        (_, Some(nth)) => u32::try_from(nth).unwrap_or(0),
        (Some((number, _)), None) => {
            ahead.skip(1);
            number
        }
        (None, None) => 1,
    };
    let Some(freq) = unit(ahead.word(0))? else { return Ok(None) };
    // `svake nedjelje` is each Sunday; only a number makes weeks of it.
    ahead.skip(1);
    let mut rule = Rule::new(freq);
    rule.interval =
        u16::try_from(every).ok().filter(|every| (1..=999).contains(every)).ok_or_else(|| unknown(cursor.rest()))?;
    *cursor = ahead;
    within(cursor, rule).map(Some)
}

/// The frequency that a word for a unit names.
fn unit(word: &str) -> Result<Option<Freq>, Problem> {
    Ok(Some(match word {
        "dan" | "dana" | "day" | "days" => Freq::Daily,
        "sedmica" | "sedmice" | "sedmicu" | "tjedan" | "tjedna" | "tjedana" | "week" | "weeks" => Freq::Weekly,
        "mjesec" | "mjeseca" | "mjeseci" | "mesec" | "meseca" | "meseci" | "month" | "months" => Freq::Monthly,
        "godina" | "godine" | "godinu" | "year" | "years" => Freq::Yearly,
        "sat" | "sata" | "sati" | "hour" | "hours" | "minut" | "minuta" | "minute" | "minutes" => {
            return Err(Problem::new(
                "D052",
                text!("ponavljaju se samo dani, ne `{word}`", "only days repeat, not `{word}`"),
            )
            .help(text!(
                "više termina u danu napišite kao više događaja",
                "write several times a day as several events"
            )));
        }
        _ => return Ok(None),
    }))
}

/// `svake sedmice utorkom`, `svakog mjeseca 15.`, `svake godine 1. marta`.
fn within(cursor: &mut Cursor<'_>, mut rule: Rule) -> Result<Rule, Problem> {
    let mut ahead = *cursor;
    ahead.take_sign(',');
    ahead.take_word(&["u", "on", "the"]);
    let inner = match rule.freq {
        Freq::Daily => None,
        Freq::Weekly => weekdays(&mut ahead).map(|list| Rule::weekly(list.days)),
        Freq::Monthly => day_of_month(&mut ahead)?,
        Freq::Yearly => match ordinal_weekdays(&mut ahead) {
            Some(days) => Some(monthly(days)),
            None => day_of_year(&mut ahead)?,
        },
    };
    let Some(inner) = inner else { return Ok(rule) };
    rule.by_day = inner.by_day;
    rule.by_month_day = inner.by_month_day;
    rule.by_month = inner.by_month;
    rule.by_set_pos = inner.by_set_pos;
    *cursor = ahead;
    Ok(rule)
}

/// `1. marta`, `1. 3.`, `March 1`
pub(crate) fn day_of_year(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
    let mut ahead = *cursor;
    let Some(date) = calendar::read(&mut ahead)?.filter(|date| date.year.is_none() && date.weekday.is_none()) else {
        return Ok(None);
    };
    // Checked in a leap year: 29 February is a day of the year.
    let day = date.date(Some(2024))?;
    *cursor = ahead;
    let mut rule = Rule::new(Freq::Yearly);
    rule.by_month = vec![day.month()];
    rule.by_month_day = vec![day.day()];
    Ok(Some(rule))
}

/// `15. u mjesecu`, `1. i 15. u mjesecu`, `zadnji dan u mjesecu`; behind `svakog` the month may go without saying.
fn month_days(cursor: &mut Cursor<'_>, each: bool) -> Result<Option<Rule>, Problem> {
    let mut ahead = *cursor;
    ahead.take_word(&["the"]);
    let mut days: Vec<u32> = Vec::new();
    while let Some((day, 1..=2)) = ahead.number(0) {
        ahead.skip(1);
        let dotted = ahead.take_sign('.') || ahead.take_word(&["st", "nd", "rd", "th"]);
        if !(dotted || each && names::weekday(ahead.word(0)).is_none()) {
            return Ok(None);
        }
        days.push(day);
        if !(ahead.take_sign(',') || ahead.take_word(AND)) {
            break;
        }
    }
    ahead.take_word(&["dan", "dana", "day"]);
    if days.is_empty() || !(take_in_month(&mut ahead) || each) {
        return Ok(None);
    }
    let mut rule = Rule::new(Freq::Monthly);
    for day in days {
        rule.by_month_day.push(month_day(day)?);
    }
    *cursor = ahead;
    Ok(Some(rule))
}

fn month_day(day: u32) -> Result<i8, Problem> {
    i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).ok_or_else(|| {
        Problem::new("D044", text!("mjesec nema {day}. dan", "no month has a day {day}"))
            .help(text!("dani u mjesecu su od 1 do 31", "days of a month are 1 to 31"))
    })
}

/// `prvog ponedjeljka u mjesecu`, `svake druge subote`, `zadnji dan u mjesecu`, `prvog radnog dana u mjesecu`.
fn ordinal_days(cursor: &mut Cursor<'_>, each: bool) -> Result<Option<Rule>, Problem> {
    let mut ahead = *cursor;
    ahead.take_word(&["the"]);
    ahead.take_word(EVERY);
    let Some(nths) = ordinals(&mut ahead) else { return Ok(None) };
    let begin = *cursor;
    if let Some(rule) = ordinal_plain_day(&mut ahead, &nths) {
        *cursor = ahead;
        return Ok(Some(rule));
    }
    let Some(list) = weekdays(&mut ahead) else { return Ok(None) };
    let in_month = take_in_month(&mut ahead) || months(&mut ahead.clone()).is_some();
    *cursor = ahead;
    match (&*nths, in_month, each) {
        (_, true, _) | ([1 | -1] | [_, _, ..], false, true) => Ok(Some(monthly(product(&nths, &list.days)))),
        ([2], false, true) => {
            let mut rule = Rule::weekly(list.days);
            rule.interval = 2;
            Ok(Some(rule))
        }
        _ => Err(ambiguous(begin.rest())),
    }
}

/// `zadnji dan u mjesecu`, `prvi radni dan u mjesecu`.
fn ordinal_plain_day(cursor: &mut Cursor<'_>, nths: &[i8]) -> Option<Rule> {
    let mut ahead = *cursor;
    let rule = plain_day(&mut ahead, nths)?;
    take_in_month(&mut ahead).then(|| {
        *cursor = ahead;
        rule
    })
}

/// `dan` or `radni dan` behind ordinals.
fn plain_day(cursor: &mut Cursor<'_>, nths: &[i8]) -> Option<Rule> {
    let mut rule = Rule::new(Freq::Monthly);
    if take_working_days(cursor) {
        rule.by_day = WORKING.map(ByDay::each).to_vec();
        rule.by_set_pos = nths.iter().map(|nth| i16::from(*nth)).collect();
        return Some(rule);
    }
    rule.by_month_day = nths.to_vec();
    cursor.take_word(&["dan", "dana", "day"]).then_some(rule)
}

fn ambiguous(rest: &str) -> Problem {
    let quoted = super::explain::quoted(rest);
    Problem::new("D041", text!("`{quoted}` može značiti dvoje", "`{quoted}` can mean two things"))
        .help(text!("jednom mjesečno: `svakog trećeg petka u mjesecu`", "once a month: `third Friday of the month`"))
        .help(text!("svake treće sedmice: `svake 3 sedmice petkom`", "each third week: `every 3 weeks on Friday`"))
}

/// Ordinals and weekdays with `u mjesecu` behind them or understood.
fn ordinal_weekdays(cursor: &mut Cursor<'_>) -> Option<Vec<ByDay>> {
    let mut ahead = *cursor;
    let nths = ordinals(&mut ahead)?;
    let list = weekdays(&mut ahead)?;
    take_in_month(&mut ahead);
    *cursor = ahead;
    Some(product(&nths, &list.days))
}

fn monthly(days: Vec<ByDay>) -> Rule {
    let mut rule = Rule::new(Freq::Monthly);
    rule.by_day = days;
    rule
}

fn product(nths: &[i8], days: &[Weekday]) -> Vec<ByDay> {
    nths.iter().flat_map(|nth| days.iter().map(|day| ByDay { nth: Some(*nth), weekday: *day })).collect()
}

/// `u mjesecu`, `svakog mjeseca`, `of the month`
fn take_in_month(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    for _ in 0..3 {
        let _ = ahead.take_word(&["u", "of", "in", "the"]) || ahead.take_word(EVERY);
    }
    let found = ahead.take_word(&["mjesecu", "mjeseca", "mjesec", "mesecu", "meseca", "mesec", "month"]);
    if found {
        *cursor = ahead;
    }
    found
}
