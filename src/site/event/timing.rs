//! When an event is, from all the keys that say so.

use super::change::{self, Both, Override, point};
use super::pause::{self, Break};
use super::repeat::{self, Repeat};
use super::{Since, length};
use crate::date::{self, Change, Date, Days, End, Interval, Minutes, Moment, Rule, Series, Zone, local};
use crate::diag::{Diagnostic, Problem, Severity, Span, text};
use crate::site::common::{Common, doubt};
use crate::site::fields::Fields;

/// When an event is, with what differs on single days.
pub(super) struct Timing {
    pub series: Series,
    pub since: Since,
    pub overrides: Vec<Override>,
    pub breaks: Vec<Break>,
}

/// The first time of an event and how it goes on.
pub(super) struct Base {
    pub start: Moment,
    pub length: Option<Minutes>,
    pub rule: Option<Rule>,
    pub since: Since,
    /// Further times of their own: the second to last of a list under `when`.
    pub more: Vec<Interval>,
}

/// Reads when an event is. Whatever keeps it from being known is an error among the findings.
pub(super) fn read(fields: &mut Fields, common: &Common) -> Timing {
    let base = base(fields, common).map(|base| length::all_day(fields, base));
    let Some(base) = base else {
        if !fields.failed() {
            fields.findings.push(no_time(fields, common));
        }
        let nothing = Series::once(Moment::day(repeat::OPEN_START), None);
        return Timing { series: nothing, since: Since::Assumed, overrides: Vec::new(), breaks: Vec::new() };
    };
    whole(fields, base)
}

/// Adds what falls out, is added and is changed.
fn whole(fields: &mut Fields, base: Base) -> Timing {
    let year = base.start.date.year();
    let breaks = pause::read(fields, year);
    let except = except(fields, year);
    let changed = change::read(fields, base.start.time);
    let more = extra_dates(fields, year).into_iter().chain(base.more.iter().copied());
    let mut series = Series::once(base.start, base.length);
    series.rule = base.rule;
    series.breaks = breaks.iter().map(|pause| pause.days).collect();
    series.except = except.iter().map(|(days, _)| *days).collect();
    series.changes = changed.iter().map(|both| both.change).collect();
    for interval in more {
        add(&mut series, interval);
    }
    check(fields, &series, &except, &changed);
    series.align(&Zone::default());
    let overrides = changed.into_iter().map(|both| both.other).collect();
    Timing { series, since: base.since, overrides, breaks }
}

/// A day beside the rule; a time of its own makes a change of it.
fn add(series: &mut Series, interval: Interval) {
    let date = interval.start.date;
    series.extra.push(date);
    let time = interval.start.time.filter(|time| Some(*time) != series.start.time);
    let length = interval.length().filter(|length| interval.end.is_some() && Some(*length) != series.length);
    if time.is_some() || length.is_some() {
        series.changes.push(Change { date, to_date: None, time, length });
    }
}

/// Where the event begins, by `when`, `start`, a repetition, or at last `date`.
fn base(fields: &mut Fields, common: &Common) -> Option<Base> {
    let spoken = repeat::when(fields);
    let mut once = spoken.once.into_iter();
    let repeat = repeat::one(fields, spoken.repeat);
    let said = if repeat.is_none() { once.next() } else { None };
    let known = repeat.is_some() || said.is_some();
    let told = start(fields, common, known);
    if let (Some(_), Some(_)) = (told, said) {
        fields.report("start", Severity::Warning, both());
    }
    let base = match (repeat, said) {
        (Some(repeat), _) => repeating(fields, repeat, told, common),
        (None, Some(said)) => Base::once(said.start, said.end.and(said.length())),
        (None, None) => Base::once(told?, None),
    };
    if base.rule.is_none() {
        let at = if said.is_some() { "when" } else { "start" };
        doubt(fields, at, &base.start);
    }
    let given = length::given(fields, &base);
    Some(Base { length: given.or(base.length), more: once.collect(), ..base })
}

impl Base {
    fn once(start: Moment, length: Option<Minutes>) -> Base {
        Base { start, length, rule: None, since: Since::Told, more: Vec::new() }
    }
}

fn repeating(fields: &mut Fields, repeat: Repeat, told: Option<Moment>, common: &Common) -> Base {
    let start = repeat.start(told, common.date.map(|moment| moment.date));
    let since = if told.is_some() || repeat.from.is_some() { Since::Told } else { Since::Assumed };
    let at = ["repeat", "rrule", "when"].into_iter().find(|name| fields.node(name).is_some()).unwrap_or("title");
    let counted = matches!(repeat.rule.end, End::Count(_));
    // A start without a time may well be only the day from which on the words hold.
    let first = repeat.rule.dates(&start, &Zone::default()).next().filter(|first| *first != start.date);
    if let (Some(first), Some(_)) = (first, told.and_then(|told| told.time)) {
        fields.report("start", Severity::Hint, beside(start.date, first));
    }
    match repeat.needs_start {
        Some(problem) if since == Since::Assumed => fields.report(at, Severity::Error, problem),
        None if since == Since::Assumed && counted => fields.report(at, Severity::Error, counted_from()),
        _ => {}
    }
    Base { start, length: repeat.length, rule: Some(repeat.rule), since, more: Vec::new() }
}

fn beside(start: Date, first: Date) -> Problem {
    let (start, first) = (local(start), local(first));
    Problem::new("F076", text!("početak ({start}) nije među terminima", "the start ({start}) is not one of the days"))
        .help(text!("prvi termin je `{first}`", "the first day is `{first}`"))
}

fn both() -> Problem {
    Problem::new("F069", text!("`kada` i `početak` govore isto", "`when` and `start` say the same"))
        .help(text!("ostavite samo jedno: važi `kada`", "keep only one of them: `when` holds"))
}

fn counted_from() -> Problem {
    Problem::new(
        "F071",
        text!("ponavlja se određen broj puta, a ne piše od kada", "it repeats a number of times, but not from when"),
    )
    .help(text!("dodajte `početak` s prvim terminom", "add `start` with the first time"))
}

/// `start`; where nothing else says when, `date`, which some take for the day of the event.
fn start(fields: &mut Fields, common: &Common, otherwise_known: bool) -> Option<Moment> {
    if fields.node("start").is_some() {
        let start = fields.value("start", Severity::Error, |written| match common.date {
            Some(day) => point(written, day.date),
            None => date::moment(written),
        });
        return start.map(|start| Zone::default().wall(&start));
    }
    let date = common.date.filter(|_| !otherwise_known && fields.node("date").is_some())?;
    let shown = fields.text("date").unwrap_or_default();
    let problem = Problem::new(
        "F061",
        text!("događaj nema `početak`, pa je uzet `datum`", "the event has no `start`, so `date` was taken"),
    )
    .help(text!(
        "pišite `početak: {shown}`; `datum` je dan objave",
        "write `start: {shown}`; `date` is the day of publication"
    ));
    fields.report("date", Severity::Warning, problem);
    Some(date)
}

fn no_time(fields: &Fields, common: &Common) -> Diagnostic {
    let day = common.date.map_or_else(|| "12. 5. 2026.".to_owned(), |moment| local(moment.date));
    let problem =
        Problem::new("F060", text!("ne piše kada je događaj", "it does not say when the event is")).help(text!(
            "dodajte `početak: {day} u 18:00` ili `kada: svaki četvrtak od 18 do 20`",
            "add `start: {day} u 18:00` or `when: svaki četvrtak od 18 do 20`"
        ));
    match common.title_span.as_ref().or_else(|| fields.key_span("title")) {
        Some(span) => problem.at(Severity::Error, span),
        None => problem.at(Severity::Error, crate::diag::At::Workspace),
    }
}

/// Days and spans on which it falls out, each with its place.
fn except(fields: &mut Fields, year: i16) -> Vec<(Days, Span)> {
    let Some(node) = fields.node("except") else { return Vec::new() };
    let mut all = Vec::new();
    for written in crate::site::fields::texts("except", node).0 {
        match date::interval_in(&written.value, Some(year)) {
            Ok(interval) => {
                let (from, to) = interval.days();
                all.push((Days { from, to }, written.span));
            }
            Err(problem) => fields.findings.push(problem.at(Severity::Error, &written.span)),
        }
    }
    all
}

fn extra_dates(fields: &mut Fields, year: i16) -> Vec<Interval> {
    let mut all = Vec::new();
    for written in fields.list("extra_dates") {
        match date::interval_in(&written.value, Some(year)) {
            Ok(interval) => all.push(interval),
            Err(problem) => fields.findings.push(problem.at(Severity::Error, &written.span)),
        }
    }
    all
}

/// A rule without a day, and exceptions and changes of days on which nothing is.
fn check(fields: &mut Fields, series: &Series, except: &[(Days, Span)], changed: &[Both]) {
    // Only UNTIL in UTC asks for a zone here; the default one is that of nearly all sites.
    let zone = Zone::default();
    if let Err(problem) = series.check(&zone) {
        let at = ["repeat", "rrule", "when"].into_iter().find(|name| fields.node(name).is_some()).unwrap_or("start");
        fields.report(at, Severity::Error, problem);
        return;
    }
    let zone = &zone;
    let single = except.iter().filter(|(days, _)| days.from == days.to);
    let stray = single.filter_map(|(days, span)| Some(series.stray(days.from, zone)?.at(Severity::Hint, span)));
    fields.findings.extend(stray);
    let stray =
        changed.iter().filter_map(|both| Some(series.stray(both.change.date, zone)?.at(Severity::Warning, &both.span)));
    fields.findings.extend(stray);
}
