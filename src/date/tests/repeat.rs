//! Repetitions from separate keys.

use super::super::*;

fn rule(every: &str, on: &[&str], until: Option<&str>, count: Option<&str>) -> String {
    let repeat = Repeat { every, on: on.to_vec(), until, count };
    repeat.rule().map_or_else(|(key, problem)| format!("{key:?} {}", problem.code), |rule| rule.to_rrule())
}

#[test]
fn keys() {
    for (every, on, expected) in [
        ("week", &["tue", "thu"][..], "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("sedmica", &["utorak", "četvrtkom"], "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("2 sedmice", &["суботом"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"),
        ("svake druge sedmice", &["pon–pet"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR"),
        ("dan", &[], "FREQ=DAILY"),
        ("other day", &[], "FREQ=DAILY;INTERVAL=2"),
        ("četvrtak", &[], "FREQ=WEEKLY;BYDAY=TH"),
        ("mjesec", &["15", "-1"], "FREQ=MONTHLY;BYMONTHDAY=-1,15"),
        ("mjesec", &["1.", "15."], "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("mjesec", &["prvi ponedjeljak", "zadnji petak u mjesecu"], "FREQ=MONTHLY;BYDAY=-1FR,1MO"),
        ("month", &["last day"], "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("3 months", &["first working day"], "On(0) D046"),
        ("mjesec", &["prvi radni dan"], "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        ("year", &["1. marta"], "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("godina", &["31. 4."], "On(0) D005"),
        ("week", &["tue", "15"], "On(1) D046"),
        ("mjesec", &["plavi"], "On(0) D046"),
        ("mjesec", &["32"], "On(0) D044"),
        ("hour", &[], "Every D052"),
        ("plavo", &[], "Every D040"),
        ("", &[], "Every D020"),
    ] {
        assert_eq!(rule(every, on, None, None), expected, "{every} {on:?}");
    }
}

#[test]
fn ends() {
    assert_eq!(rule("week", &[], Some("30. 6. 2027."), None), "FREQ=WEEKLY;UNTIL=20270630");
    assert_eq!(rule("week", &[], None, Some("10 puta")), "FREQ=WEEKLY;COUNT=10");
    assert_eq!(rule("week", &[], None, Some("0")), "Count D054");
    assert_eq!(rule("week", &[], Some("juna"), None), "Until D014");
    assert_eq!(rule("week", &[], Some("30. 6. 2027."), Some("3")), "Until D055");
}

#[test]
fn rule_text_where_words_may_stand() {
    let When::Repeating { rule, .. } = when("FREQ=WEEKLY;BYDAY=TH").unwrap() else { panic!("once") };
    assert_eq!(rule.to_rrule(), "FREQ=WEEKLY;BYDAY=TH");
    assert_eq!(when("RRULE:FREQ=HOURLY").unwrap_err().code, "D052");
}
