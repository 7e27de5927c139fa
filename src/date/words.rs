//! Repetitions in words: `svaki četvrtak od 18 do 20`, `zadnji petak u mjesecu`, `every Thursday from 18 to 20`.

use super::calendar;
use super::civil::Partial;
use super::clock::{self, Clock};
use super::explain;
use super::moment::{Interval, Minutes, Moment};
use super::parse::{self, Point};
use super::phrase;
use super::rule::{ByDay, End, Freq, Rule};
use super::series::Series;
use super::token::{Cursor, tokens};
use super::weekdays;
use crate::diag::{Problem, text};
use jiff::civil::{Date, Time, Weekday};

/// When something is: once, or again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// One moment or span.
    Once(Interval),
    /// On the days of a rule.
    Repeating {
        /// Its days; UNTIL where the words gave a last day.
        rule: Rule,
        /// Where it begins, if the words say so.
        from: Option<Date>,
        /// When each begins; `None`: all day, or not known.
        start_time: Option<Time>,
        /// When each ends; before `start_time` it is in the next day.
        end_time: Option<Time>,
    },
}

/// Every way to say when: a repetition in words or as RRULE, or what [`parse::interval`] reads.
///
/// # Errors
/// D040 to D044 for repetitions in words, D050 to D059 for an RRULE, else as [`parse::interval`].
pub fn when(text: &str) -> Result<When, Problem> {
    when_in(text, None)
}

/// As [`when`], for dates whose year may be missing; then it is `year`.
///
/// # Errors
/// As [`when`].
pub fn when_in(text: &str, year: Option<i16>) -> Result<When, Problem> {
    if text.contains("FREQ=") {
        return Ok(When::Repeating { rule: Rule::parse(text)?, from: None, start_time: None, end_time: None });
    }
    let tokens = explain::some(text, tokens(text))?;
    match parts(&mut Cursor::new(text, &tokens), explain::repeats(&tokens))? {
        Some(parts) => parts.when(year),
        None => parse::interval_in(text, year).map(When::Once),
    }
}

impl When {
    /// The series that begins on a day, where the words do not say on which.
    pub fn series(&self, from: Date) -> Series {
        match self {
            When::Once(interval) => Series::once(interval.start, interval.length()),
            When::Repeating { rule, from: said, start_time, end_time } => {
                let start = Moment { date: said.unwrap_or(from), time: *start_time, offset: None };
                let length = start_time.zip(*end_time).map(|(start, end)| length(start, end));
                Series { rule: Some(rule.clone()), ..Series::once(start, length) }
            }
        }
    }

    /// The problem that a repetition each second week (and the like) does not say in which week it begins.
    pub fn needs_start(&self) -> Option<Problem> {
        match self {
            When::Repeating { rule, from: None, .. }
                if rule.interval > 1 || rule.clone().sorted() == Rule::new(rule.freq) =>
            {
                Some(
                    Problem::new("D045", text!("ponavljanju nedostaje prvi dan", "the repetition has no first day"))
                        .help(text!(
                            "dodajte `početak`, ili npr. `od 1. 9. 2026.`",
                            "add `start`, or for example `from 1. 9. 2026.`"
                        )),
                )
            }
            _ => None,
        }
    }
}

/// From one time to another, over midnight if need be.
fn length(start: Time, end: Time) -> Minutes {
    let minutes = start.duration_until(end).as_mins().rem_euclid(24 * 60);
    Minutes(u32::try_from(minutes).unwrap_or(0))
}

/// A repetition as far as it was read.
#[derive(Default)]
struct Parts {
    rule: Option<Rule>,
    times: Option<(Clock, Option<Clock>)>,
    from: Option<Partial>,
    until: Option<Partial>,
    except: Vec<Weekday>,
    months: Vec<i8>,
}

/// The parts of a repetition, in any order; `None` when the text is none, unless a word shows that it means to be.
fn parts(cursor: &mut Cursor<'_>, repeats: bool) -> Result<Option<Parts>, Problem> {
    let mut parts = Parts::default();
    while !cursor.is_done() {
        let _ = cursor.take_sign(',') || cursor.take_sign(':');
        if parts.days(cursor)? || parts.exceptions(cursor)? || parts.months(cursor) {
            continue;
        }
        match parts.bounds(cursor).and_then(|found| Ok(found || parts.times(cursor)?)) {
            Ok(true) => {}
            Ok(false) => break,
            // Where nothing repeats, the reader of intervals knows better what is wrong.
            Err(_) if parts.rule.is_none() && !repeats => return Ok(None),
            Err(problem) => return Err(problem),
        }
    }
    if parts.rule.is_none() {
        return Ok(None);
    }
    explain::all(cursor)?;
    Ok(Some(parts))
}

impl Parts {
    fn days(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, Problem> {
        if self.rule.is_none() {
            self.rule = phrase::rule(cursor)?;
            return Ok(self.rule.is_some());
        }
        Ok(false)
    }

    /// `osim nedjelje`
    fn exceptions(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, Problem> {
        let mut ahead = *cursor;
        if self.rule.is_none() || !ahead.take_word(&["osim", "sem", "izuzev", "except", "but"]) {
            return Ok(false);
        }
        let weekend = weekdays::take_weekend(&mut ahead);
        let days = if weekend {
            vec![Weekday::Saturday, Weekday::Sunday]
        } else {
            weekdays::weekdays(&mut ahead).map(|list| list.days).unwrap_or_default()
        };
        if days.is_empty() {
            let rest = explain::quoted(ahead.rest());
            return Err(Problem::new(
                "D042",
                text!("iza `osim` ide dan u sedmici, a ne `{rest}`", "a weekday goes behind `except`, not `{rest}`"),
            )
            .help(text!("datume na koje otpada napišite u `osim:`", "dates on which it falls out go into `except:`")));
        }
        self.except.extend(days);
        *cursor = ahead;
        Ok(true)
    }

    /// `u julu i augustu`, `od septembra do juna`
    fn months(&mut self, cursor: &mut Cursor<'_>) -> bool {
        match weekdays::months(cursor) {
            Some(months) if self.rule.is_some() && self.months.is_empty() => {
                self.months = months;
                true
            }
            _ => false,
        }
    }

    /// `od 1. 9. 2026.`, `do 30. 6. 2027.`
    fn bounds(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, Problem> {
        let mut ahead = *cursor;
        let from = ahead.take_words(&["pocev", "od"]) || ahead.take_word(&["od", "from", "since", "starting"]);
        let until = !from && parse::take_until(&mut ahead);
        ahead.take_word(&["on"]);
        if !from && !until {
            return Ok(false);
        }
        // `od 18 do 20` are times: hours have no month behind them.
        let Some(date) = calendar::read(&mut ahead)? else { return Ok(false) };
        let slot = if from { &mut self.from } else { &mut self.until };
        if slot.is_some() {
            return Ok(false);
        }
        *slot = Some(date);
        *cursor = ahead;
        Ok(true)
    }

    /// `u 18 sati`, `od 18 do 20`, `18–20`
    fn times(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, Problem> {
        let mut ahead = *cursor;
        let led = parse::skip_at(&mut ahead) || ahead.take_word(parse::FROM);
        let date = !led && ahead.number(0).is_some() && ahead.sign(1, '.') && !ahead.touches(2);
        if self.times.is_some() || date {
            return Ok(false);
        }
        let Some(mut start) = clock::read(&mut ahead, false)? else {
            return if led && self.rule.is_some() { Err(explain::no_time(ahead.rest())) } else { Ok(false) };
        };
        let mut beyond = ahead;
        let end = if parse::take_until(&mut beyond) && calendar::read(&mut beyond.clone())?.is_none() {
            clock::read(&mut beyond, false)?
        } else {
            None
        };
        if let Some(end) = &end {
            clock::same_half(&mut start, end);
            ahead = beyond;
        }
        self.times = Some((start, end));
        *cursor = ahead;
        Ok(true)
    }

    /// The repetition that the parts make.
    fn when(self, year: Option<i16>) -> Result<When, Problem> {
        let (from, until) = self.limits(year)?;
        let mut rule = without(self.rule.unwrap_or(Rule::new(Freq::Weekly)), &self.except)?;
        rule.by_month.extend(&self.months);
        if let Some(until) = until {
            rule.end = End::Until(Moment::day(until));
        }
        let start_time = self.times.map(|(start, _)| start.time().ok_or_else(explain::repeats_at_24)).transpose()?;
        let end_time = self.times.and_then(|(_, end)| end).map(|end| end.time().unwrap_or(Time::midnight()));
        Ok(When::Repeating { rule: rule.sorted().consistent()?, from, start_time, end_time })
    }

    /// First and last day; the year may stand at the last one alone.
    fn limits(&self, year: Option<i16>) -> Result<(Option<Date>, Option<Date>), Problem> {
        match (self.from, self.until) {
            (Some(from), Some(until)) => {
                let ends = parse::settle(from, None, Some(Point { date: Some(until), time: None }), year)?;
                Ok((Some(ends.start.date), ends.end.map(|end| end.date)))
            }
            (from, until) => {
                Ok((from.map(|date| date.date(year)).transpose()?, until.map(|date| date.date(year)).transpose()?))
            }
        }
    }
}

/// The rule without some weekdays; `every day but Sunday` is six days a week.
fn without(mut rule: Rule, except: &[Weekday]) -> Result<Rule, Problem> {
    if except.is_empty() {
        return Ok(rule);
    }
    if rule.by_day.is_empty() {
        rule.by_day = Weekday::Monday.cycle_forward().take(7).map(ByDay::each).collect();
    }
    rule.by_day.retain(|day| !except.contains(&day.weekday));
    if rule.by_day.is_empty() {
        return Err(Problem::new(
            "D042",
            text!("ne ostaje nijedan dan: `osim` izuzima sve", "no day is left: `except` takes all of them"),
        ));
    }
    if rule.freq == Freq::Daily && rule.interval == 1 {
        rule.freq = Freq::Weekly;
    }
    Ok(rule)
}
