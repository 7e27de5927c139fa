//! The days of rules, compared with those that python-dateutil finds.
//!
//! `ZBOR_PYTHON` names the Python to use; else it is `python3`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};
use zbor::date::{Date, Moment, Rule, Zone, moment};

/// Random rules beside those of `rules.json`.
const RANDOM: usize = 400;

/// A rule and the first day that it looks at.
struct Case {
    start: String,
    rule: String,
}

#[test]
fn days_are_those_of_the_oracle() {
    let known = known();
    assert!(known.len() >= 60, "the known rules are missing");
    let mut chance = Chance(20_260_512);
    let random = std::iter::repeat_with(|| random(&mut chance)).filter(|case| Rule::parse(&case.rule).is_ok());
    let cases: Vec<Case> = known.into_iter().chain(random.take(RANDOM)).collect();
    let expected = oracle(&cases);
    assert_eq!(expected.len(), cases.len());
    let mut wrong = Vec::new();
    for (case, expected) in cases.iter().zip(&expected) {
        let found = days(case);
        if found != *expected {
            let at = found.iter().zip(expected).take_while(|(a, b)| a == b).count();
            let (ours, theirs) = (found.get(at), expected.get(at));
            wrong.push(format!("{} from {}: day {at} is {ours:?}, not {theirs:?}", case.rule, case.start));
        }
        agrees_with_itself(case);
    }
    assert!(wrong.is_empty(), "{} of {} rules differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    let days: usize = expected.iter().map(Vec::len).sum();
    let barren = expected.iter().filter(|days| days.is_empty()).count();
    assert!(
        days > 20_000 && barren < cases.len() / 2,
        "{days} days, {barren} rules without any: too little is compared"
    );
}

fn known() -> Vec<Case> {
    let list: Vec<Value> = serde_json::from_str(include_str!("recurrence/rules.json")).unwrap();
    let text = |case: &Value, key: &str| case[key].as_str().unwrap().to_owned();
    list.iter().map(|case| Case { start: text(case, "start"), rule: text(case, "rule") }).collect()
}

/// What dateutil says.
fn oracle(cases: &[Case]) -> Vec<Vec<String>> {
    let python = std::env::var_os("ZBOR_PYTHON").unwrap_or_else(|| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recurrence/oracle.py");
    let mut child = Command::new(&python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start ({error}): ZBOR_PYTHON may name another", python.display()));
    let list: Vec<Value> =
        cases.iter().map(|case| serde_json::json!({ "start": case.start, "rule": case.rule })).collect();
    let input = serde_json::to_string(&list).unwrap();
    // A script that ends early closes the pipe; its own words, below, say why.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the oracle failed: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The days within five years from the start.
fn days(case: &Case) -> Vec<String> {
    let (rule, start, end) = read(case);
    rule.dates(&start, &Zone::default()).take_while(|day| *day <= end).map(|day| day.to_string()).collect()
}

fn read(case: &Case) -> (Rule, Moment, Date) {
    let rule = Rule::parse(&case.rule).unwrap_or_else(|problem| panic!("{}: {problem:?}", case.rule));
    let start = moment(&case.start).unwrap();
    let end = start.date.checked_add(jiff::Span::new().years(5)).unwrap();
    (rule, start, end)
}

/// That jumping into the middle finds the same days as going there, and that the printed rule is the rule.
fn agrees_with_itself(case: &Case) {
    let (rule, start, end) = read(case);
    let zone = Zone::default();
    let middle = start.date.checked_add(jiff::Span::new().days(777)).unwrap();
    let slow: Vec<Date> =
        rule.dates(&start, &zone).take_while(|day| *day <= end).filter(|day| *day >= middle).collect();
    let fast: Vec<Date> = rule.dates(&start, &zone).up_to(end).from(middle).collect();
    assert_eq!(slow, fast, "{} from {middle}", case.rule);
    assert_eq!(Rule::parse(&rule.to_rrule()), Ok(rule), "{}", case.rule);
}

/// A generator of numbers that is the same everywhere (Knuth's MMIX).
struct Chance(u64);

impl Chance {
    /// From 0 to below `most`.
    fn below(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % most
    }

    fn one_in(&mut self, chances: i64) -> bool {
        self.below(chances) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.below(i64::try_from(from.len()).unwrap())).unwrap()]
    }

    /// From 1 to `most`, or now and then from the end.
    fn signed(&mut self, most: i64) -> String {
        let number = 1 + self.below(most);
        if self.one_in(4) { format!("-{number}") } else { number.to_string() }
    }

    fn list(&mut self, longest: i64, mut one: impl FnMut(&mut Chance) -> String) -> String {
        let count = 1 + self.below(longest);
        let mut list: Vec<String> = (0..count).map(|_| one(self)).collect();
        list.sort();
        list.dedup();
        list.join(",")
    }
}

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A random rule, perhaps one that [`Rule::parse`] refuses.
fn random(chance: &mut Chance) -> Case {
    let freq = chance.pick(&["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let mut rule = format!("FREQ={freq}");
    if chance.one_in(2) {
        rule += &format!(";INTERVAL={}", 1 + chance.below(5));
    }
    match chance.below(4) {
        0 => rule += &format!(";COUNT={}", 1 + chance.below(50)),
        1 => {
            rule += &format!(";UNTIL=20{}{:02}{:02}", 24 + chance.below(6), 1 + chance.below(12), 1 + chance.below(28))
        }
        _ => {}
    }
    if chance.one_in(3) {
        rule += &format!(";BYMONTH={}", chance.list(4, |c| (1 + c.below(12)).to_string()));
    }
    if freq != "WEEKLY" && chance.one_in(3) {
        rule += &format!(";BYMONTHDAY={}", chance.list(8, |c| c.signed(31)));
    }
    let weeks = freq == "YEARLY" && chance.one_in(4);
    if weeks {
        // dateutil takes week numbers from the end only for the last week of another year.
        rule += &format!(";BYWEEKNO={}", chance.list(6, |c| c.signed(51)));
    }
    if freq == "YEARLY" && chance.one_in(5) {
        rule += &format!(";BYYEARDAY={}", chance.list(20, |c| c.signed(366)));
    }
    // Without a weekday dateutil takes all days of a week number, against the RFC.
    let by_day = weeks || chance.one_in(2);
    if by_day {
        // dateutil wants a day to be in both, where the RFC adds those with an ordinal to those without.
        let ordinals = !weeks && matches!(freq, "MONTHLY" | "YEARLY") && chance.one_in(2);
        let most = if freq == "MONTHLY" || rule.contains("BYMONTH=") { 5 } else { 53 };
        let day = |c: &mut Chance| if ordinals { c.signed(most) } else { String::new() } + c.pick(&DAYS);
        rule += &format!(";BYDAY={}", chance.list(4, day));
    }
    let week_start = chance.one_in(3).then(|| chance.pick(&DAYS));
    if let Some(day) = week_start {
        rule += &format!(";WKST={day}");
    }
    if chance.one_in(4) {
        rule += &format!(";BYSETPOS={}", chance.list(3, |c| c.signed(4)));
    }
    let start = start(chance, freq == "WEEKLY" && rule.contains("BYSETPOS"), week_start.unwrap_or("MO"));
    Case { start, rule }
}

/// A day from 2023 to 2026; one on which a week begins where dateutil counts from the start instead.
fn start(chance: &mut Chance, aligned: bool, week_start: &str) -> String {
    let mut date = Date::constant(2023, 1, 1).checked_add(jiff::Span::new().days(chance.below(1461))).unwrap();
    let wanted = DAYS.iter().position(|day| *day == week_start).unwrap();
    while aligned && usize::try_from(date.weekday().to_monday_zero_offset()).unwrap() != wanted {
        date = date.tomorrow().unwrap();
    }
    date.to_string()
}
