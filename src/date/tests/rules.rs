//! Rules as text, and their days where no oracle helps.

use super::super::*;

#[test]
fn rules_as_text() {
    for (text, expected) in [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("rrule:freq=weekly;byday=fr,tu;interval=2;", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR"),
        ("FREQ=MONTHLY;BYDAY=-1FR,1MO,1MO;COUNT=3", "FREQ=MONTHLY;COUNT=3;BYDAY=-1FR,1MO"),
        ("FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO;WKST=SU", "FREQ=YEARLY;BYWEEKNO=-1,20;BYDAY=MO;WKST=SU"),
        ("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231"),
        ("FREQ=DAILY;UNTIL=20261231T225959Z", "FREQ=DAILY;UNTIL=20261231T225959Z"),
        ("FREQ=DAILY;UNTIL=2026-12-31", "FREQ=DAILY;UNTIL=20261231"),
        ("FREQ=DAILY;UNTIL=2026-12-31T23:00+01:00", "FREQ=DAILY;UNTIL=20261231T220000Z"),
        ("FREQ=DAILY;BYDAY", "D050"),
        ("", "D051"),
        ("četvrtkom", "D050"),
        ("FREQ=SOMETIMES", "D051"),
        ("BYDAY=TH", "D051"),
        ("FREQ=HOURLY", "D052"),
        ("FREQ=DAILY;BYHOUR=9", "D052"),
        ("FREQ=DAILY;BYDAYS=TH", "D053"),
        ("FREQ=WEEKLY;BYDAY=ČE", "D054"),
        ("FREQ=MONTHLY;BYDAY=0MO", "D054"),
        ("FREQ=DAILY;INTERVAL=0", "D054"),
        ("FREQ=DAILY;COUNT=-1", "D054"),
        ("FREQ=YEARLY;BYMONTH=13", "D054"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "D054"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "D055"),
        ("FREQ=WEEKLY;BYDAY=1MO", "D056"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "D056"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "D056"),
        ("FREQ=DAILY;COUNT=3;COUNT=4", "D057"),
        ("FREQ=MONTHLY;BYSETPOS=1", "D058"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "D059"),
    ] {
        let read = Rule::parse(text).map_or_else(|problem| problem.code.into_owned(), |rule| rule.to_rrule());
        assert_eq!(read, expected, "{text}");
    }
}

#[test]
fn until_for_calendar_programs() {
    let zone = Zone::default();
    let ical = |rule, start| Rule::parse(rule).unwrap().to_ical(&moment(start).unwrap(), &zone);
    assert_eq!(ical("FREQ=DAILY;UNTIL=20260731", "2026-07-01T18:00"), "FREQ=DAILY;UNTIL=20260731T215959Z");
    assert_eq!(ical("FREQ=DAILY;UNTIL=20260731", "2026-07-01"), "FREQ=DAILY;UNTIL=20260731");
    assert_eq!(ical("FREQ=DAILY;UNTIL=20260731T223000Z", "2026-07-01"), "FREQ=DAILY;UNTIL=20260801");
}

/// The days of a rule from a start, at most ten.
fn days(rule: &str, start: &str) -> Vec<String> {
    let rule = Rule::parse(rule).unwrap();
    rule.dates(&moment(start).unwrap(), &Zone::default()).take(10).map(|day| day.to_string()).collect()
}

#[test]
fn where_the_oracle_is_not_right() {
    // A week without weekday is on that of the start (RFC 5545, 3.3.10), not on all seven.
    assert_eq!(days("FREQ=YEARLY;BYWEEKNO=20;COUNT=2", "2026-01-01"), ["2026-05-14", "2027-05-20"]);
    // Weekdays with an ordinal are added to those without.
    assert_eq!(
        days("FREQ=MONTHLY;BYDAY=TU,-1SU;COUNT=6", "2026-05-18").join(" "),
        "2026-05-19 2026-05-26 2026-05-31 2026-06-02 2026-06-09 2026-06-16"
    );
    // The set of the first week begins with the week, not with the start.
    assert_eq!(days("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1;COUNT=2", "2026-05-13"), ["2026-05-18", "2026-05-25"]);
}

#[test]
fn rules_without_days_end_at_once() {
    for rule in [
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30;BYYEARDAY=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
    ] {
        assert_eq!(days(rule, "2026-05-12"), [""; 0], "{rule}");
    }
    let mut impossible = Rule::new(Freq::Yearly);
    impossible.by_month = vec![2];
    impossible.by_month_day = vec![30];
    let zone = Zone::default();
    let start = Moment::day(Date::constant(2026, 1, 1));
    assert_eq!(impossible.dates(&start, &zone).next(), None);
    let series = Series { rule: Some(impossible), ..Series::once(start, None) };
    assert_eq!(series.check(&zone).unwrap_err().code, "D060");
}

#[test]
fn until_is_seen_from_the_zone() {
    let count = |until: &str| {
        let rule = Rule::parse(&format!("FREQ=DAILY;UNTIL={until}")).unwrap();
        rule.dates(&moment("2026-05-12T18:00").unwrap(), &Zone::default()).count()
    };
    assert_eq!(count("20260514"), 3);
    assert_eq!(count("20260514T180000"), 3);
    assert_eq!(count("20260514T175959"), 2);
    assert_eq!(count("20260514T160000Z"), 3);
    assert_eq!(count("20260514T155959Z"), 2);
}

#[test]
fn patterns_for_words() {
    let of = |text: &str| Rule::parse(text).unwrap().pattern(Date::constant(2026, 5, 12));
    assert_eq!(of("FREQ=DAILY;INTERVAL=2"), Pattern::Days);
    assert_eq!(of("FREQ=WEEKLY"), Pattern::Weekdays(vec![Weekday::Tuesday]));
    assert_eq!(of("FREQ=MONTHLY"), Pattern::MonthDays(vec![12]));
    assert_eq!(of("FREQ=MONTHLY;BYDAY=-1FR"), Pattern::MonthWeekdays(vec![(-1, Weekday::Friday)]));
    assert_eq!(of("FREQ=YEARLY"), Pattern::YearDay(5, 12));
    assert_eq!(of("FREQ=YEARLY;BYWEEKNO=3;BYDAY=MO"), Pattern::Other);
}
