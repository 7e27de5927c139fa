//! The words that name the days of a repetition.

use super::calendar;
use super::names::{self, Form};
use super::parse::take_until;
use super::rule::{ByDay, Freq, Rule};
use super::token::Cursor;
use crate::diag::{Problem, text};
use jiff::civil::Weekday;

/// Words for each, folded.
pub(crate) const EVERY: &[&str] =
    &["svaki", "svaka", "svako", "svake", "svakog", "svakoga", "svaku", "svakom", "svakim", "svakih", "every", "each"];

/// Words that join a list.
const AND: &[&str] = &["i", "and", "te", "ili", "or"];

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

fn unknown(rest: &str) -> Problem {
    let quoted = super::explain::quoted(rest);
    Problem::new("D040", text!("Ne razumijem ponavljanje `{quoted}`.", "I cannot read the repetition `{quoted}`.")).help(text!(
        "Napišite npr. `svaki četvrtak od 18 do 20`, `svake druge subote u 10` ili `svakog 15. u mjesecu`.",
        "Write for example `every Thursday from 18 to 20`, `every other Saturday at 10` or `first Monday of the month`."
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

/// `radni dan`, `radnim danima`, `weekday`
fn take_working_days(cursor: &mut Cursor<'_>) -> bool {
    let working = cursor.word(0).starts_with("radn") && cursor.word(1).starts_with("dan");
    cursor.skip(if working { 2 } else { 0 });
    working
        || cursor.take_words(&["on", "weekdays"])
        || cursor.take_word(&["weekday", "weekdays", "workday", "workdays"])
}

/// `vikend`, `vikendom`, `weekends`
pub(crate) fn take_weekend(cursor: &mut Cursor<'_>) -> bool {
    cursor.take_words(&["on", "weekends"])
        || cursor.take_word(&["vikend", "vikenda", "vikendom", "vikendima", "weekend", "weekends"])
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
                text!("Ponavljaju se samo dani, ne `{word}`.", "Only days repeat, not `{word}`."),
            )
            .help(text!(
                "Više termina u danu napišite kao više događaja.",
                "Write several times a day as several events."
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
        Freq::Monthly => match ordinal_weekdays(&mut ahead) {
            Some(days) => Some(monthly(days)),
            None => month_days(&mut ahead, true)?,
        },
        Freq::Yearly => match ordinal_weekdays(&mut ahead) {
            Some(days) => Some(monthly(days)),
            None => day_of_year(&mut ahead)?,
        },
    };
    let Some(inner) = inner else { return Ok(rule) };
    rule.by_day = inner.by_day;
    rule.by_month_day = inner.by_month_day;
    rule.by_month = inner.by_month;
    *cursor = ahead;
    Ok(rule)
}

/// `1. marta`, `1. 3.`, `March 1`
fn day_of_year(cursor: &mut Cursor<'_>) -> Result<Option<Rule>, Problem> {
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
        if !dotted && !(each && names::weekday(ahead.word(0)).is_none()) {
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
        Problem::new("D044", text!("Mjesec nema {day}. dan.", "No month has a day {day}."))
            .help(text!("Dani u mjesecu su od 1 do 31.", "Days of a month are 1 to 31."))
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
        (_, true, _) | ([1 | -1], false, true) => Ok(Some(monthly(product(&nths, &list.days)))),
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
    let mut rule = Rule::new(Freq::Monthly);
    if take_working_days(&mut ahead) {
        rule.by_day = WORKING.map(ByDay::each).to_vec();
        rule.by_set_pos = nths.iter().map(|nth| i16::from(*nth)).collect();
    } else if ahead.take_word(&["dan", "dana", "day"]) {
        rule.by_month_day = nths.to_vec();
    } else {
        return None;
    }
    take_in_month(&mut ahead).then(|| {
        *cursor = ahead;
        rule
    })
}

fn ambiguous(rest: &str) -> Problem {
    let quoted = super::explain::quoted(rest);
    Problem::new("D041", text!("`{quoted}` može značiti dvoje.", "`{quoted}` can mean two things."))
        .help(text!("Jednom mjesečno: `svakog trećeg petka u mjesecu`.", "Once a month: `third Friday of the month`."))
        .help(text!("Svake treće sedmice: `svake 3 sedmice petkom`.", "Each third week: `every 3 weeks on Friday`."))
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

/// `prvi`, `1.`, `prvi i treći`
fn ordinals(cursor: &mut Cursor<'_>) -> Option<Vec<i8>> {
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
fn ordinal(cursor: &mut Cursor<'_>) -> Option<i8> {
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

/// Weekdays in a row.
pub(crate) struct Weekdays {
    pub days: Vec<Weekday>,
    /// Whether they mean each week without `svaki`: četvrtkom, a range, more than one.
    pub repeats: bool,
}

/// `utorkom i petkom`, `pon, sri, pet`, `ponedjeljak–petak`, `od ponedjeljka do petka`, `on Thursdays`.
pub(crate) fn weekdays(cursor: &mut Cursor<'_>) -> Option<Weekdays> {
    let mut ahead = *cursor;
    ahead.take_word(&["od", "from", "u", "on", "na"]);
    let (first, form) = one_weekday(&mut ahead)?;
    let mut list = Weekdays { days: vec![first], repeats: form == Form::Habit };
    *cursor = ahead;
    loop {
        let mut ahead = *cursor;
        let range = take_until(&mut ahead);
        let joined =
            range || ahead.take_sign(',') | ahead.take_word(AND) || ahead.take_sign('/') || ahead.take_sign('&');
        ahead.take_word(EVERY);
        let Some((day, form)) = one_weekday(&mut ahead).filter(|_| joined) else { return Some(list) };
        let last = list.days.last().copied().unwrap_or(first);
        if range {
            let between = last.until(day) - 1;
            list.days.extend(last.cycle_forward().skip(1).take(usize::try_from(between).unwrap_or(0)));
        }
        list.days.push(day);
        list.repeats |= range || list.days.len() > 1 || form == Form::Habit;
        *cursor = ahead;
    }
}

fn one_weekday(cursor: &mut Cursor<'_>) -> Option<(Weekday, Form)> {
    let word = cursor.word(0);
    let found = names::weekday(word)?;
    cursor.skip(1);
    if word.len() <= 4 && cursor.touches(0) {
        cursor.take_sign('.');
    }
    Some(found)
}

/// `u julu i augustu`, `od septembra do juna`, `in July and August`.
pub(crate) fn months(cursor: &mut Cursor<'_>) -> Option<Vec<i8>> {
    let mut ahead = *cursor;
    let range = ahead.take_word(&["od", "from"]);
    if !range && !ahead.take_word(&["u", "in", "of"]) {
        return None;
    }
    let first = names::month(ahead.word(0))?;
    ahead.skip(1);
    if range {
        let last = take_until(&mut ahead).then(|| names::month(ahead.word(0))).flatten()?;
        ahead.skip(1);
        *cursor = ahead;
        let count = (last - first).rem_euclid(12) + 1;
        return Some((0..count).map(|n| (first - 1 + n) % 12 + 1).collect());
    }
    let mut list = vec![first];
    *cursor = ahead;
    loop {
        let joined = ahead.take_sign(',') | ahead.take_word(AND);
        match names::month(ahead.word(0)).filter(|_| joined) {
            Some(month) => list.push(month),
            None => return Some(list),
        }
        ahead.skip(1);
        *cursor = ahead;
    }
}
