//! Numbers as a day that exists, with a message for each way in which it may not.

use super::spelled::{month_bs, month_bs_genitive, month_en, weekday_bs, weekday_en};
use crate::diag::{Problem, text};
use jiff::civil::{Date, Weekday};

/// Years in which a date of a community can lie: its oldest papers, its furthest plans.
const YEARS: std::ops::RangeInclusive<u32> = 1800..=2200;

/// How a date was written, so that messages write it in the same manner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// `12. 5. 2026.`
    Local,
    /// `2026-05-12`
    Iso,
}

/// A date as far as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Partial {
    pub weekday: Option<Weekday>,
    pub year: Option<i16>,
    /// `None` only for the first day of `1. – 5. 7. 2026.`
    pub month: Option<i8>,
    pub day: i8,
    pub manner: Manner,
}

impl Partial {
    /// The day, when a year is known, from the text or from `year`.
    pub(crate) fn date(&self, year: Option<i16>) -> Result<Date, Problem> {
        let month = self.month.unwrap_or(0);
        let Some(year) = self.year.or(year) else {
            // A day that no year has is the greater mistake.
            day(2024, month, self.day, self.manner)?;
            let (d, m) = (self.day, month);
            return Err(Problem::new(
                "D002",
                text!("datumu `{d}. {m}.` nedostaje godina", "the date `{d}. {m}.` has no year"),
            )
            .help(text!("dodajte je: `{d}. {m}. GGGG.`", "add it: `{d}. {m}. YYYY.`")));
        };
        let date = day(year, month, self.day, self.manner)?;
        match self.weekday {
            Some(said) if said != date.weekday() => Err(wrong_weekday(date, said)),
            _ => Ok(date),
        }
    }
}

/// A date in the form that authors here write: `12. 5. 2026.`
pub fn local(date: Date) -> String {
    format!("{}. {}. {}.", date.day(), date.month(), date.year())
}

/// The day that three numbers name.
fn day(year: i16, month: i8, day: i8, manner: Manner) -> Result<Date, Problem> {
    Date::new(year, month, day).map_err(|_| match month {
        1..=12 if day > 0 => no_such_day(year, month, day, manner),
        1..=12 => Problem::new("D005", text!("dan ne može biti 0", "there is no day 0"))
            .help(text!("dani u mjesecu broje se od 1", "days of a month are counted from 1")),
        _ => no_such_month(year, month, day, manner),
    })
}

/// 31. 4.: says how many days the month has.
fn no_such_day(year: i16, month: i8, day: i8, manner: Manner) -> Problem {
    let last = Date::new(year, month, 1).map_or(28, |first| first.days_in_month());
    let (bs, en) = (month_bs(month), month_en(month));
    let of_year = if month == 2 { format!(" {year}.") } else { String::new() };
    let of_year_en = if month == 2 { format!(" {year}") } else { String::new() };
    let right = written(year, month, last, manner);
    Problem::new(
        "D005",
        text!(
            "dan {day}. ne postoji: {bs}{of_year} ima {last} dana",
            "there is no day {day}: {en}{of_year_en} has {last} days"
        ),
    )
    .help(text!("posljednji dan je `{right}`", "the last day is `{right}`"))
}

/// 12. 13.: suggests day and month swapped, where that gives a date.
fn no_such_month(year: i16, month: i8, day: i8, manner: Manner) -> Problem {
    let problem = Problem::new(
        "D006",
        text!("mjesec {month} ne postoji: mjeseci su od 1 do 12", "there is no month {month}: months are 1 to 12"),
    );
    match Date::new(year, day, month) {
        Ok(_) => {
            let swapped = written(year, day, month, manner);
            problem.help(text!(
                "dan i mjesec su možda zamijenjeni: `{swapped}`",
                "perhaps day and month are swapped: `{swapped}`"
            ))
        }
        Err(_) => problem.help(text!("napišite npr. `12. 5. {year}.`", "write for example `12. 5. {year}.`")),
    }
}

fn written(year: i16, month: i8, day: i8, manner: Manner) -> String {
    match manner {
        Manner::Local => format!("{day}. {month}. {year}."),
        Manner::Iso => format!("{year}-{month:02}-{day:02}"),
    }
}

fn wrong_weekday(date: Date, said: Weekday) -> Problem {
    let (is_bs, is_en) = (weekday_bs(date.weekday()), weekday_en(date.weekday()));
    let (said_bs, said_en) = (weekday_bs(said), weekday_en(said));
    let written = local(date);
    let back = i64::from(date.weekday().since(said));
    let near = date.checked_sub(jiff::Span::new().days(back)).map(local).unwrap_or_default();
    let next = date.checked_add(jiff::Span::new().days(7 - back)).map(local).unwrap_or_default();
    Problem::new("D008", text!("{written} nije {said_bs} nego {is_bs}", "{written} is not a {said_en} but a {is_en}"))
        .help(text!(
            "ispravite dan ili datum: {said_bs} je `{near}` i `{next}`",
            "correct the day or the date: {said_en} is `{near}` and `{next}`"
        ))
}

/// The year that a number of so many digits is.
pub(crate) fn year(value: u32, digits: usize, before: &str) -> Result<i16, Problem> {
    if digits <= 2 {
        // Two digits: plans look some years ahead, papers look back.
        let likely = if value < 50 { 2000 + value } else { 1900 + value };
        let problem = Problem::new(
            "D003",
            text!("godina `{value:02}` ima samo dvije cifre", "the year `{value:02}` has only two digits"),
        );
        return Err(problem.help(text!("napišite cijelu: `{before}{likely}.`", "write all of it: `{before}{likely}.`")));
    }
    match i16::try_from(value) {
        Ok(year) if digits == 4 && YEARS.contains(&value) => Ok(year),
        _ => Err(Problem::new(
            "D004",
            text!("godina `{value}` ne može biti tačna", "the year `{value}` cannot be right"),
        )
        .help(text!("godina ima četiri cifre, od 1800 do 2200", "a year has four digits, from 1800 to 2200"))),
    }
}

/// `05/06/2026`: shows both readings.
pub(crate) fn either_way(first: u32, second: u32, year: i16, written: &str) -> Problem {
    let problem = Problem::new(
        "D007",
        text!("datum `{written}` može se čitati na dva načina", "the date `{written}` can be read in two ways"),
    );
    let reading = |day: u32, month: u32| {
        let (d, m) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
        Date::new(year, m, d).ok().map(|date| (local(date), month_bs_genitive(m), month_en(m)))
    };
    [reading(first, second), reading(second, first)].into_iter().flatten().fold(problem, |problem, (right, bs, en)| {
        let day = right.split('.').next().unwrap_or_default();
        problem.help(text!("ako je to {day}. {bs}, napišite `{right}`", "if it is {day} {en}, write `{right}`"))
    })
}
