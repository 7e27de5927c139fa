//! Rules as iCalendar text: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR` (RFC 5545, 3.3.10).

use super::ical::{freq_name, weekday_text};
use super::moment::Moment;
use super::rule::{ByDay, End, Freq, Rule};
use super::spelled;
use crate::diag::{Problem, text};
use jiff::civil::{Date, Time, Weekday};
use std::ops::RangeInclusive;

/// Parts that a rule may have.
const PARTS: &[&str] = &[
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "WKST",
];

/// Longest text of a rule, in bytes; a list of all days of a year needs fewer.
const LONGEST: usize = 4000;

impl Rule {
    /// A rule out of RRULE text, with or without `RRULE:` before it.
    ///
    /// # Errors
    /// D050 to D059: what is not a rule, is finer than days, contradicts itself, or never happens.
    pub fn parse(text: &str) -> Result<Rule, Problem> {
        let text = text.trim();
        let body = match text.get(..6) {
            Some(prefix) if prefix.eq_ignore_ascii_case("RRULE:") => text.get(6..).unwrap_or_default(),
            _ => text,
        };
        if body.len() > LONGEST {
            let start = super::explain::quoted(body);
            return Err(Problem::new("D050", text!("pravilo `{start}` je predugo", "the rule `{start}` is too long")));
        }
        let mut seen: Vec<String> = Vec::new();
        let mut rule = Rule::new(Freq::Daily);
        for part in body.split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = named(part)?;
            if seen.contains(&name) {
                return Err(Problem::new(
                    "D057",
                    text!("`{name}` stoji dvaput u pravilu", "`{name}` stands twice in the rule"),
                ));
            }
            set(&mut rule, &name, value.trim())?;
            seen.push(name);
        }
        if !seen.iter().any(|name| name == "FREQ") {
            return Err(no_freq(text));
        }
        if seen.iter().any(|name| name == "COUNT") && seen.iter().any(|name| name == "UNTIL") {
            return Err(Problem::new(
                "D055",
                text!("`COUNT` i `UNTIL` ne mogu stajati zajedno", "`COUNT` and `UNTIL` cannot stand together"),
            )
            .help(text!("ostavite jedno: broj puta ili posljednji dan", "keep one: how often, or the last day")));
        }
        rule.sorted().consistent()
    }

    /// The rule, if its parts go together.
    ///
    /// # Errors
    /// D056, D058, D059.
    pub(crate) fn consistent(self) -> Result<Rule, Problem> {
        let yearly = self.freq == Freq::Yearly;
        let nth = self.by_day.iter().any(|day| day.nth.is_some());
        let monthly = self.freq == Freq::Monthly;
        let misplaced = [
            (!self.by_week.is_empty() && !yearly, "BYWEEKNO", "YEARLY"),
            (!self.by_year_day.is_empty() && !yearly, "BYYEARDAY", "YEARLY"),
            (!self.by_month_day.is_empty() && self.freq == Freq::Weekly, "BYMONTHDAY", "DAILY, MONTHLY, YEARLY"),
            (nth && !(monthly || yearly && self.by_week.is_empty()), "BYDAY=1MO", "MONTHLY, YEARLY"),
        ];
        if let Some((_, part, freqs)) = misplaced.iter().find(|(wrong, ..)| *wrong) {
            let freq = freq_name(self.freq);
            return Err(Problem::new(
                "D056",
                text!("`{part}` ne ide uz `FREQ={freq}`", "`{part}` does not go with `FREQ={freq}`"),
            )
            .help(text!("dozvoljeno uz: {freqs}", "it goes with: {freqs}")));
        }
        let limited = self.by_month.len()
            + self.by_week.len()
            + self.by_year_day.len()
            + self.by_month_day.len()
            + self.by_day.len();
        if !self.by_set_pos.is_empty() && limited == 0 {
            return Err(Problem::new(
                "D058",
                text!(
                    "`BYSETPOS` bira između dana, a dani nisu dati",
                    "`BYSETPOS` chooses among days, but none are given"
                ),
            )
            .help(text!("dodajte npr. `BYDAY=MO,TU,WE,TH,FR`", "add for example `BYDAY=MO,TU,WE,TH,FR`")));
        }
        self.possible()
    }

    /// The rule, unless no year has its days: 30 February.
    fn possible(self) -> Result<Rule, Problem> {
        let longest = |month: i8| Date::new(2024, month, 1).map_or(31, |first| first.days_in_month());
        let fits = |month: &i8| self.by_month_day.iter().any(|day| day.abs() <= longest(*month));
        let months: Vec<i8> = if self.by_month.is_empty() { (1..=12).collect() } else { self.by_month.clone() };
        if self.by_month_day.is_empty() || months.iter().any(fits) {
            return Ok(self);
        }
        let day = self.by_month_day.first().copied().unwrap_or(0);
        let month = months.first().copied().unwrap_or(1);
        let (bs, en) = (spelled::month_bs(month), spelled::month_en(month));
        let most = longest(month);
        Err(Problem::new(
            "D059",
            text!("to se nikad ne dešava: nijedan {bs} nema dan {day}", "this never happens: no {en} has a day {day}"),
        )
        .help(text!("najviše je {most}", "the most is {most}")))
    }
}

/// `NAME=VALUE`, with a name that is known.
fn named(part: &str) -> Result<(String, &str), Problem> {
    let Some((name, value)) = part.split_once('=') else {
        let quoted = super::explain::quoted(part);
        return Err(Problem::new(
            "D050",
            text!("`{quoted}` nije dio pravila: nedostaje `=`", "`{quoted}` is no part of a rule: there is no `=`"),
        )
        .help(text!(
            "pravilo izgleda ovako: `FREQ=WEEKLY;BYDAY=TH`",
            "a rule looks like this: `FREQ=WEEKLY;BYDAY=TH`"
        )));
    };
    let name = name.trim().to_ascii_uppercase();
    if PARTS.contains(&&*name) {
        return Ok((name, value));
    }
    let quoted = super::explain::quoted(&name);
    if matches!(&*name, "BYHOUR" | "BYMINUTE" | "BYSECOND") {
        return Err(Problem::new(
            "D052",
            text!("`{quoted}` nije podržano: ponavljaju se samo dani", "`{quoted}` is not supported: only days repeat"),
        )
        .help(text!(
            "vrijeme napišite u `početak`; više termina u danu su više događaja",
            "write the time into `start`; several times a day are several events"
        )));
    }
    let near = PARTS.iter().min_by_key(|known| strsim::levenshtein(known, &name)).copied().unwrap_or("FREQ");
    let all = PARTS.join(", ");
    Err(Problem::new("D053", text!("pravilo nema dio `{quoted}`", "a rule has no part `{quoted}`"))
        .help(text!("možda `{near}`? Dozvoljeno je: {all}", "perhaps `{near}`? Allowed are: {all}")))
}

/// Puts a part's value into the rule.
fn set(rule: &mut Rule, name: &str, value: &str) -> Result<(), Problem> {
    match name {
        "FREQ" => rule.freq = freq(value)?,
        "INTERVAL" => rule.interval = single(name, value, 1..=9999)?,
        "COUNT" => rule.end = End::Count(single(name, value, 1..=99_999)?),
        "UNTIL" => rule.end = End::Until(until(value)?),
        "BYMONTH" => rule.by_month = numbers(name, value, 1..=12, 0)?,
        "BYWEEKNO" => rule.by_week = numbers(name, value, 1..=53, -53)?,
        "BYYEARDAY" => rule.by_year_day = numbers(name, value, 1..=366, -366)?,
        "BYMONTHDAY" => rule.by_month_day = numbers(name, value, 1..=31, -31)?,
        "BYSETPOS" => rule.by_set_pos = numbers(name, value, 1..=366, -366)?,
        "BYDAY" => rule.by_day = value.split(',').map(by_day).collect::<Result<_, _>>()?,
        _ => rule.week_start = weekday(value).ok_or_else(|| out_of_range(name, value, "MO, TU, WE, TH, FR, SA, SU"))?,
    }
    Ok(())
}

fn freq(value: &str) -> Result<Freq, Problem> {
    match &*value.to_ascii_uppercase() {
        "DAILY" => Ok(Freq::Daily),
        "WEEKLY" => Ok(Freq::Weekly),
        "MONTHLY" => Ok(Freq::Monthly),
        "YEARLY" => Ok(Freq::Yearly),
        finer @ ("HOURLY" | "MINUTELY" | "SECONDLY") => Err(Problem::new(
            "D052",
            text!(
                "`FREQ={finer}` nije podržano: ponavljaju se samo dani",
                "`FREQ={finer}` is not supported: only days repeat"
            ),
        )
        .help(text!("dozvoljeno je: DAILY, WEEKLY, MONTHLY, YEARLY", "allowed are: DAILY, WEEKLY, MONTHLY, YEARLY"))),
        _ => Err(no_freq(value)),
    }
}

fn no_freq(text: &str) -> Problem {
    let quoted = super::explain::quoted(text);
    Problem::new(
        "D051",
        text!(
            "pravilo `{quoted}` ne kaže koliko se često ponavlja",
            "the rule `{quoted}` does not say how often it repeats"
        ),
    )
    .help(text!(
        "počnite sa `FREQ=` i DAILY, WEEKLY, MONTHLY ili YEARLY",
        "begin with `FREQ=` and DAILY, WEEKLY, MONTHLY or YEARLY"
    ))
}

fn out_of_range(name: &str, value: &str, allowed: &str) -> Problem {
    let quoted = super::explain::quoted(value);
    Problem::new("D054", text!("`{name}` ne može biti `{quoted}`", "`{name}` cannot be `{quoted}`"))
        .help(text!("dozvoljeno je: {allowed}", "allowed: {allowed}"))
}

fn single<T: TryFrom<i64>>(name: &str, value: &str, range: RangeInclusive<i64>) -> Result<T, Problem> {
    let number = value.parse::<i64>().ok().filter(|number| range.contains(number));
    let (least, most) = range.into_inner();
    number.and_then(|n| T::try_from(n).ok()).ok_or_else(|| out_of_range(name, value, &format!("{least}–{most}")))
}

/// A list of numbers in the range, or, where `least` is negative, from there to -1.
fn numbers<T: TryFrom<i64>>(
    name: &str,
    value: &str,
    range: RangeInclusive<i64>,
    least: i64,
) -> Result<Vec<T>, Problem> {
    let most = *range.end();
    let allowed = if least < 0 { format!("1–{most}, -1–{least}") } else { format!("1–{most}") };
    let one = |item: &str| {
        let number = item.trim().parse::<i64>().ok().filter(|n| range.contains(n) || (least..0).contains(n));
        number.and_then(|n| T::try_from(n).ok()).ok_or_else(|| out_of_range(name, item, &allowed))
    };
    value.split(',').map(one).collect()
}

fn weekday(value: &str) -> Option<Weekday> {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    days.into_iter().find(|day| weekday_text(*day).eq_ignore_ascii_case(value))
}

fn by_day(item: &str) -> Result<ByDay, Problem> {
    let item = item.trim();
    let wrong = || out_of_range("BYDAY", item, "MO, TU, WE, TH, FR, SA, SU, 1MO, -1FR");
    let at = item.len().checked_sub(2).filter(|at| item.is_char_boundary(*at)).ok_or_else(wrong)?;
    let (nth, name) = item.split_at(at);
    let weekday = weekday(name).ok_or_else(wrong)?;
    let nth = match nth {
        "" => None,
        number => Some(number.parse::<i8>().ok().filter(|n| *n != 0 && (-53..=53).contains(n)).ok_or_else(wrong)?),
    };
    Ok(ByDay { nth, weekday })
}

/// `20261231`, `20261231T230000`, `20261231T220000Z`, and any date that an author may write.
fn until(value: &str) -> Result<Moment, Problem> {
    if let Some(moment) = basic(value) {
        return Ok(moment);
    }
    let moment = super::parse::moment(value)?;
    let in_utc = |offset: i32| {
        let local =
            moment.start().checked_sub(jiff::SignedDuration::from_secs(i64::from(offset))).unwrap_or(moment.start());
        Moment { date: local.date(), time: Some(local.time()), offset: Some(0) }
    };
    Ok(moment.offset.map_or(moment, in_utc))
}

/// The basic format of ISO 8601.
fn basic(value: &str) -> Option<Moment> {
    let number = |from: usize, to: usize| {
        value.get(from..to).filter(|s| s.bytes().all(|b| b.is_ascii_digit()))?.parse::<i16>().ok()
    };
    let small = |from: usize, to: usize| i8::try_from(number(from, to)?).ok();
    let date = Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok()?;
    let zulu = value.ends_with(['Z', 'z']);
    match value.len() {
        8 => Some(Moment::day(date)),
        15 | 16 if value.get(8..9)?.eq_ignore_ascii_case("t") && zulu == (value.len() == 16) => {
            let time = Time::new(small(9, 11)?, small(11, 13)?, small(13, 15)?.min(59), 0).ok()?;
            Some(Moment { date, time: Some(time), offset: zulu.then_some(0) })
        }
        _ => None,
    }
}
