//! Repetitions in words: `svakog četvrtka od 18:00 do 20:00 sati`.

use super::desk::Desk;
use super::words::Words;
use crate::date::{self, End, Moment, Pattern, Rule, Weekday};
use crate::lang::Labels;
use crate::site::Event;

/// How many dates stand for a rule that cannot be said.
const DATES: usize = 4;

/// A rule in the words of the edition's language, with its times and its end; where there are no
/// words for it, the next dates.
pub fn words(desk: &Desk, rule: &Rule, event: &Event) -> String {
    let labels = desk.words.labels;
    match said(labels, rule, event.series.start.date) {
        Some(days) => ended(desk, rule, event, times(labels, &days, event)),
        None => next_dates(desk, event),
    }
}

/// On which days: `svakog prvog ponedjeljka u mjesecu`. None where it is more than a reader takes in.
pub(super) fn said(labels: &Labels, rule: &Rule, start: date::Date) -> Option<String> {
    let pattern = rule.pattern(start);
    let named = matches!(pattern, Pattern::YearDay(..));
    if !named && !rule.by_month.is_empty() {
        return None;
    }
    let apart = i64::from(rule.interval);
    match pattern {
        Pattern::Days if apart == 1 => some(labels.get("repeat.every_day")),
        Pattern::Days => nth_period(labels, "repeat.nth_day", apart),
        Pattern::Weekdays(days) if apart == 1 => each_week(labels, &days),
        Pattern::Weekdays(days) => weeks_apart(labels, &days, apart),
        Pattern::MonthDays(days) => months_apart(labels, month_days(labels, &days)?, apart),
        Pattern::MonthWeekdays(days) => months_apart(labels, month_weekdays(labels, &days)?, apart),
        Pattern::YearDay(month, day) if apart == 1 => {
            let month = labels.month_genitive(u8::try_from(month).ok()?);
            (day > 0).then(|| labels.fill("repeat.day_of_year", &[("d", &day.to_string()), ("month", month)]))
        }
        Pattern::YearDay(..) | Pattern::Other => None,
    }
}

/// `svakog utorka i četvrtka`, `svakog radnog dana`
fn each_week(labels: &Labels, days: &[Weekday]) -> Option<String> {
    let numbers: Vec<u8> = days.iter().map(|day| number(*day)).collect();
    match numbers.as_slice() {
        [0, 1, 2, 3, 4] => some(labels.get("repeat.workdays")),
        [5, 6] => some(labels.get("repeat.weekends")),
        [0, 1, 2, 3, 4, 5, 6] => some(labels.get("repeat.every_day")),
        days => Some(joined(labels, days.iter().map(|day| labels.weekday_every(*day).to_owned()))),
    }
}

/// `svake druge subote`
fn weeks_apart(labels: &Labels, days: &[Weekday], apart: i64) -> Option<String> {
    let phrases: Option<Vec<String>> =
        days.iter().map(|day| nth_weekday(labels, "repeat.nth_weekday_apart", *day, &[apart])).collect();
    Some(joined(labels, phrases?.into_iter()))
}

/// `svakog 1. i 15. u mjesecu`, `posljednjeg dana u mjesecu`
fn month_days(labels: &Labels, days: &[i8]) -> Option<String> {
    if days == [-1] {
        return some(labels.get("repeat.last_day"));
    }
    if days.iter().any(|day| *day < 1) {
        return None;
    }
    // Where the pattern has a full stop behind the number, each but the last brings its own.
    let stop = if labels.get("repeat.day_of_month").contains("{d}.") { "." } else { "" };
    let last = days.len().saturating_sub(1);
    let numbers =
        days.iter().enumerate().map(|(at, day)| if at == last { day.to_string() } else { format!("{day}{stop}") });
    Some(labels.fill("repeat.day_of_month", &[("d", &list(labels, &numbers.collect::<Vec<_>>()))]))
}

/// `svakog prvog i trećeg ponedjeljka u mjesecu`: of one weekday only.
fn month_weekdays(labels: &Labels, days: &[(i8, Weekday)]) -> Option<String> {
    let (_, weekday) = days.first()?;
    let places: Vec<i64> = days.iter().map(|(nth, _)| i64::from(*nth)).collect();
    let one = days.iter().all(|(_, other)| other == weekday);
    if one { nth_weekday(labels, "repeat.nth_weekday", *weekday, &places) } else { None }
}

/// A phrase with `{every}`, `{nth}` and `{weekday}`, all in the gender of the weekday.
fn nth_weekday(labels: &Labels, key: &str, weekday: Weekday, places: &[i64]) -> Option<String> {
    let day = number(weekday);
    let every = labels.weekday_every(day).split(' ').next().unwrap_or_default();
    let nth: Vec<String> = places.iter().map(|nth| labels.nth_of(*nth, day).to_owned()).collect();
    let known = nth.iter().all(|nth| !nth.is_empty());
    known.then(|| {
        labels.fill(key, &[("every", every), ("nth", &list(labels, &nth)), ("weekday", labels.weekday_genitive(day))])
    })
}

fn months_apart(labels: &Labels, what: String, apart: i64) -> Option<String> {
    let nth = labels.nth_of(apart, 0);
    match (apart, nth) {
        (1, _) => Some(what),
        (_, "") => None,
        (_, nth) => Some(labels.fill("repeat.nth_month", &[("what", &what), ("nth", nth)])),
    }
}

fn nth_period(labels: &Labels, key: &str, apart: i64) -> Option<String> {
    let nth = labels.nth_of(apart, 0);
    (!nth.is_empty()).then(|| labels.fill(key, &[("nth", nth)]))
}

/// Phrases as a list; a first word that is that of the phrase before is not said again: `svakog
/// utorka i četvrtka`, but `svakog utorka i svake srijede`.
fn joined(labels: &Labels, phrases: impl Iterator<Item = String>) -> String {
    let mut before = String::new();
    let mut parts: Vec<String> = Vec::new();
    for phrase in phrases {
        let (first, rest) = phrase.split_once(' ').unwrap_or(("", &phrase));
        parts.push(if !first.is_empty() && first == before { rest.to_owned() } else { phrase.clone() });
        first.clone_into(&mut before);
    }
    list(labels, &parts)
}

/// `a, b i c`
fn list(labels: &Labels, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {} {last}", most.join(", "), labels.get("repeat.and")),
    }
}

/// With the times of day.
fn times(labels: &Labels, days: &str, event: &Event) -> String {
    let series = &event.series;
    let Some(from) = series.start.time else { return days.to_owned() };
    let start = Words::time(from);
    let end = series.length.filter(|length| length.0 > 0).map(|length| date::later(series.start.start(), length.0));
    match end.filter(|end| end.date() == series.start.date) {
        Some(end) => {
            let end = Words::time(Moment::at(end).time.unwrap_or(from));
            labels.fill("time.day_from_to", &[("day", days), ("from", &start), ("to", &end)])
        }
        None => labels.fill("time.day_at", &[("day", days), ("time", &start)]),
    }
}

/// With the last day of a rule that ends.
fn ended(desk: &Desk, rule: &Rule, event: &Event, what: String) -> String {
    let last = match rule.end {
        End::Never => None,
        End::Count(_) | End::Until(_) => event.series.last(&desk.site.config.zone),
    };
    match last {
        Some(last) => desk.words.labels.fill("repeat.what_until", &[("what", &what), ("date", &desk.words.long(last))]),
        None => what,
    }
}

fn next_dates(desk: &Desk, event: &Event) -> String {
    let from = desk.today.date;
    let ahead = event.series.occurrences(from, date::shift(from, 366), &desk.site.config.zone);
    let dates: Vec<String> = ahead.iter().take(DATES).map(|one| desk.words.short(one.start.date)).collect();
    match dates.as_slice() {
        [] => desk.words.label("repeat.label"),
        dates => format!("{}: {}", desk.words.label("repeat.next_dates"), dates.join(", ")),
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// 0 for Monday.
fn number(day: Weekday) -> u8 {
    u8::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
