//! How an event repeats: words, `{every, on, until, count, interval}`, or iCalendar's RRULE.

use crate::date::{self, Date, End, Interval, Minutes, Moment, Rule, Time, When};
use crate::diag::{Diagnostic, Problem, Severity, text};
use crate::lang::fold;
use crate::site::fields::{Fields, Vocabulary, scalar as scalar_of};
use crate::site::nested::within;
use crate::site::scalar::integer;
use crate::yaml::{Node, Value};

/// Where counting begins for a repetition that says nothing of its first day and whose file has no
/// date: before anything that a site of this program published.
pub(super) const OPEN_START: Date = Date::constant(2025, 1, 1);

/// A repetition, with what its words say of day and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    pub rule: Rule,
    pub from: Option<Date>,
    pub time: Option<Time>,
    pub length: Option<Minutes>,
    /// The repetition says nothing without its first day: each second Saturday.
    pub needs_start: Option<Problem>,
}

/// What `when` says: single times in order, and a repetition.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    pub once: Vec<Interval>,
    pub repeat: Option<Repeat>,
}

/// Reads `when`: a span, a repetition, or a list of spans.
pub(super) fn when(fields: &mut Fields) -> Spoken {
    let mut spoken = Spoken::default();
    for node in fields.nodes("when") {
        let Some(written) = scalar_of(node) else { continue };
        match spans(written) {
            Ok(parts) => parts.into_iter().for_each(|part| spoken.add(fields, node, part)),
            Err(problem) => fields.findings.push(problem.at(Severity::Error, &node.span)),
        }
    }
    spoken.once.sort();
    spoken
}

impl Spoken {
    fn add(&mut self, fields: &mut Fields, node: &Node, part: When) {
        match (Repeat::of(part), &self.repeat) {
            (Ok(repeat), None) => self.repeat = Some(repeat),
            (Ok(_), Some(_)) => fields.findings.push(two_repetitions(node)),
            (Err(interval), _) => self.once.push(interval),
        }
    }
}

/// A value as a whole, or, where it is none, its parts between commas.
fn spans(written: &str) -> Result<Vec<When>, Problem> {
    let parts = || written.split(',').filter(|part| !part.trim().is_empty()).map(span).collect::<Result<Vec<_>, _>>();
    match span(written) {
        Ok(when) => Ok(vec![when]),
        Err(problem) => parts().map_err(|_| problem),
    }
}

/// A span, else a repetition: in this order, for a day of the month is no hour.
fn span(written: &str) -> Result<When, Problem> {
    date::interval(written).map(When::Once).or_else(|problem| match date::when(written) {
        Ok(when) => Ok(when),
        Err(other) if other.code.starts_with("D04") => Err(other),
        Err(_) => Err(problem),
    })
}

impl Repeat {
    /// The repetition, or the single time that it is not.
    fn of(when: When) -> Result<Repeat, Interval> {
        let needs_start = when.needs_start();
        let length = when.series(OPEN_START).length;
        match when {
            When::Once(interval) => Err(interval),
            When::Repeating { rule, from, start_time, .. } => {
                Ok(Repeat { rule, from, time: start_time, length, needs_start })
            }
        }
    }
}

/// The one repetition of an event, of `when`, `repeat` or `rrule`. Two of them are an error.
pub(super) fn one(fields: &mut Fields, spoken: Option<Repeat>) -> Option<Repeat> {
    let rrule = fields.value("rrule", Severity::Error, |written| Rule::parse(written).map(plain));
    let repeat = repeat(fields);
    let given = ["when", "repeat", "rrule"];
    let found: Vec<(&str, Repeat)> =
        given.into_iter().zip([spoken, repeat, rrule]).filter_map(|(name, repeat)| Some((name, repeat?))).collect();
    if let [(first, _), .., (last, _)] = found.as_slice() {
        let problem =
            Problem::new("F066", text!("`{first}` i `{last}` govore isto", "`{first}` and `{last}` say the same"))
                .help(text!("ostavite samo jedno", "keep only one of them"));
        fields.report(last, Severity::Error, problem);
    }
    found.into_iter().next().map(|(_, repeat)| repeat)
}

fn plain(rule: Rule) -> Repeat {
    let needs_start =
        When::Repeating { rule: rule.clone(), from: None, start_time: None, end_time: None }.needs_start();
    Repeat { rule, from: None, time: None, length: None, needs_start }
}

static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["every", "svake", "svaki", "svako", "svakog", "freq"],
    &["on", "dani", "dan", "danom", "days"],
    &["until", "do", "zaključno"],
    &["count", "puta", "broj"],
    &["interval", "razmak"],
    &["from", "od"],
]]);

fn repeat(fields: &mut Fields) -> Option<Repeat> {
    match fields.node("repeat")? {
        Node { value: Value::Map(_), .. } => within(fields, "repeat", &KEYS, parts).flatten(),
        Node { value: Value::List(items), .. } => {
            let days: Vec<&str> = items.iter().filter_map(scalar_of).collect();
            let joined = days.join(", ");
            let read = words(&joined);
            read.map_err(|problem| fields.report("repeat", Severity::Error, problem)).ok()
        }
        _ => fields.value("repeat", Severity::Error, words),
    }
}

/// `svaki prvi ponedjeljak u mjesecu`, `sedmično`, `utorak, četvrtak`, `FREQ=WEEKLY`.
fn words(written: &str) -> Result<Repeat, Problem> {
    if fold(written).contains("freq=") {
        return Rule::parse(written).map(plain);
    }
    let said = date::when(written).ok().and_then(|when| Repeat::of(when).ok());
    match said {
        Some(repeat) => Ok(repeat),
        // `četvrtak` alone is a day; after `svaki` it repeats.
        None => every(written),
    }
}

fn every(written: &str) -> Result<Repeat, Problem> {
    let led = ["svak", "every", "each"].iter().any(|word| fold(written.trim()).starts_with(word));
    let whole = if led { written.to_owned() } else { format!("svaki {written}") };
    Repeat::of(date::when(&whole)?).map_err(|_| {
        Problem::new("F067", text!("`{written}` nije ponavljanje", "`{written}` is not a repetition"))
            .help(text!("pišite na primjer `svaki četvrtak`", "write for example `every Thursday`"))
    })
}

/// `{every: week, on: [tue, thu], until: 31. 5. 2027.}`
fn parts(fields: &mut Fields) -> Option<Repeat> {
    let on: Vec<String> = fields.list("on").into_iter().map(|day| day.value).collect();
    let mut unit = fields.text("every").unwrap_or_default();
    if unit.is_empty() && on.is_empty() {
        fields
            .findings
            .extend(["until", "count", "interval"].iter().find_map(|name| fields.key_span(name)).map(no_every));
        return None;
    }
    if !on.is_empty() {
        // Weekdays alone mean each week.
        unit = format!("{unit} {}", on.join(", "));
    }
    let at = if fields.node("every").is_some() { "every" } else { "on" };
    let mut repeat = match every(unit.trim()) {
        Ok(repeat) => repeat,
        Err(problem) => {
            fields.report(at, Severity::Error, problem);
            return None;
        }
    };
    if let Some(interval) = fields.value("interval", Severity::Error, times) {
        repeat.rule.interval = u16::try_from(interval).unwrap_or(u16::MAX);
        repeat.needs_start = plain(repeat.rule.clone()).needs_start;
    }
    end(fields, &mut repeat.rule);
    repeat.from = fields.value("from", Severity::Error, date::date_only).or(repeat.from);
    Some(repeat)
}

/// `until` or `count`.
fn end(fields: &mut Fields, rule: &mut Rule) {
    let until = fields.value("until", Severity::Error, date::moment);
    let count = fields.value("count", Severity::Error, times);
    match (until, count) {
        (Some(_), Some(_)) => {
            let problem = Problem::new(
                "F068",
                text!("`until` i `count` ne mogu stajati zajedno", "`until` and `count` cannot stand together"),
            )
            .help(text!("ostavite samo jedno", "keep only one of them"));
            fields.report("count", Severity::Error, problem);
        }
        (Some(until), None) => rule.end = End::Until(until),
        (None, Some(count)) => rule.end = End::Count(count),
        (None, None) => {}
    }
}

/// How many times, from 1 to 999.
fn times(written: &str) -> Result<u32, Problem> {
    let value = integer(written.split_whitespace().next().unwrap_or_default())?;
    u32::try_from(value).ok().filter(|times| (1..=999).contains(times)).ok_or_else(|| {
        Problem::new("F070", text!("`{written}` nije broj od 1 do 999", "`{written}` is not a number from 1 to 999"))
    })
}

fn no_every(span: &crate::diag::Span) -> Diagnostic {
    Diagnostic::error("F067", span, text!("ne piše kako se ponavlja", "it does not say how it repeats")).help(text!(
        "dodajte `every: week` ili pišite `ponavlja: svaki četvrtak`",
        "add `every: week`, or write `repeat: every Thursday`"
    ))
}

fn two_repetitions(node: &Node) -> Diagnostic {
    Diagnostic::error(
        "F066",
        &node.span,
        text!("jedan događaj ima samo jedno ponavljanje", "an event repeats in one way only"),
    )
    .help(text!("napišite drugo ponavljanje kao drugi događaj", "write the second repetition as a second event"))
}

impl Repeat {
    /// Where it begins: on the day told, else where counting can begin.
    pub(super) fn start(&self, told: Option<Moment>, published: Option<Date>) -> Moment {
        let day = told.map(|start| start.date).or(self.from).or(published).unwrap_or(OPEN_START);
        Moment { date: day, time: told.and_then(|start| start.time).or(self.time), offset: None }
    }
}
