//! A repetition out of separate keys: `{every: week, on: [tue, thu], until: 30. 6. 2027., count: 10}`.

use super::calendar;
use super::explain;
use super::moment::Moment;
use super::parse;
use super::phrase;
use super::rule::{End, Freq, Rule};
use super::token::{Cursor, tokens};
use super::weekdays;
use crate::diag::{Problem, text};

/// The keys of a repetition, as an author gave them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repeat<'a> {
    /// `week`, `2 sedmice`, `mjesec`, `dan`, `četvrtak`.
    pub every: &'a str,
    /// Weekdays; for months also `15`, `-1`, `prvi ponedjeljak`, `zadnji dan`; for years `1. marta`.
    pub on: Vec<&'a str>,
    /// The last day.
    pub until: Option<&'a str>,
    /// How often in all.
    pub count: Option<&'a str>,
}

/// The key that a problem is about, so that the caller can point at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatKey {
    Every,
    /// With the number of the item in the list.
    On(usize),
    Until,
    Count,
}

impl Repeat<'_> {
    /// The rule.
    ///
    /// # Errors
    /// D040 to D046, D052, D054 to D056 and those of [`parse::moment`], with the key that is wrong.
    pub fn rule(&self) -> Result<Rule, (RepeatKey, Problem)> {
        let mut rule = every(self.every).map_err(|problem| (RepeatKey::Every, problem))?;
        for (at, item) in self.on.iter().enumerate() {
            on(&mut rule, item).map_err(|problem| (RepeatKey::On(at), problem))?;
        }
        if let Some(count) = self.count {
            rule.end = End::Count(times(count).map_err(|problem| (RepeatKey::Count, problem))?);
        }
        if let Some(until) = self.until {
            let moment = parse::moment(until).map_err(|problem| (RepeatKey::Until, problem))?;
            if self.count.is_some() {
                return Err((RepeatKey::Until, both()));
            }
            rule.end = End::Until(Moment { offset: None, ..moment });
        }
        rule.sorted().consistent().map_err(|problem| (RepeatKey::Every, problem))
    }
}

fn both() -> Problem {
    Problem::new("D055", text!("`do` i `puta` ne mogu stajati zajedno", "`until` and `count` cannot stand together"))
        .help(text!("ostavite jedno: posljednji dan ili broj puta", "keep one: the last day, or how often"))
}

/// What `every` says, with or without the word itself.
fn every(text: &str) -> Result<Rule, Problem> {
    let tokens = explain::some(text, tokens(text))?;
    let mut cursor = Cursor::new(text, &tokens);
    match phrase::every(&mut cursor)? {
        Some(rule) if cursor.is_done() => Ok(rule),
        _ => {
            let quoted = explain::quoted(text);
            Err(Problem::new(
                "D040",
                text!("ne razumijem koliko često: `{quoted}`", "I cannot read how often: `{quoted}`"),
            )
            .help(text!(
                "dozvoljeno je: dan, sedmica, mjesec, godina, ili npr. `2 sedmice`",
                "allowed are: day, week, month, year, or for example `2 weeks`"
            )))
        }
    }
}

/// Adds a day to the rule.
fn on(rule: &mut Rule, text: &str) -> Result<(), Problem> {
    let tokens = explain::some(text, tokens(text))?;
    let mut cursor = Cursor::new(text, &tokens);
    if let Some(day) = from_end(&cursor).filter(|_| rule.freq == Freq::Monthly) {
        rule.by_month_day.push(day);
        return Ok(());
    }
    match day(&mut cursor, rule.freq)? {
        Some(inner) if cursor.is_done() => {
            rule.by_day.extend(inner.by_day);
            rule.by_month_day.extend(inner.by_month_day);
            rule.by_month.extend(inner.by_month);
            rule.by_set_pos.extend(inner.by_set_pos);
            Ok(())
        }
        _ => Err(not_a_day(text, rule.freq)),
    }
}

/// The day that an item of `on` names, in a rule of a frequency.
fn day(cursor: &mut Cursor<'_>, freq: Freq) -> Result<Option<Rule>, Problem> {
    if let Some(list) = weekdays::weekdays(&mut cursor.clone()) {
        weekdays::weekdays(cursor);
        return Ok(Some(Rule::weekly(list.days)));
    }
    match freq {
        Freq::Monthly => phrase::day_of_month(cursor),
        Freq::Yearly if calendar::read(&mut cursor.clone())?.is_some() => phrase::day_of_year(cursor),
        Freq::Yearly => phrase::day_of_month(cursor),
        Freq::Daily | Freq::Weekly => Ok(None),
    }
}

/// `-1`: the last day of the month.
fn from_end(cursor: &Cursor<'_>) -> Option<i8> {
    let (day, _) = cursor.number(1).filter(|_| cursor.dash(0))?;
    i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(|day| -day)
}

fn not_a_day(text: &str, freq: Freq) -> Problem {
    let quoted = explain::quoted(text);
    let problem = Problem::new("D046", text!("ne razumijem dan `{quoted}`", "I cannot read the day `{quoted}`"));
    match freq {
        Freq::Daily | Freq::Weekly => {
            problem.help(text!("ovdje idu dani u sedmici, npr. `utorak`", "weekdays go here, for example `tuesday`"))
        }
        Freq::Monthly => problem.help(text!(
            "napišite npr. `15`, `zadnji dan` ili `prvi ponedjeljak`",
            "write for example `15`, `last day` or `first monday`"
        )),
        Freq::Yearly => problem.help(text!("napišite npr. `1. marta`", "write for example `March 1`")),
    }
}

/// `10`, `10 puta`
fn times(text: &str) -> Result<u32, Problem> {
    let tokens = tokens(text).unwrap_or_default();
    let mut cursor = Cursor::new(text, &tokens);
    let number = cursor.number(0).map(|(number, _)| number).filter(|number| (1..=99_999).contains(number));
    cursor.skip(1);
    cursor.take_word(&["put", "puta", "times", "x"]);
    number.filter(|_| cursor.is_done()).ok_or_else(|| {
        let quoted = explain::quoted(text);
        Problem::new("D054", text!("`{quoted}` nije broj puta", "`{quoted}` is not a number of times"))
            .help(text!("napišite cijeli broj od 1", "write a whole number from 1"))
    })
}
