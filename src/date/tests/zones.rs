//! Local time, instants, and the day of the build.

use super::super::*;

#[test]
fn zones() {
    let zone = Zone::default();
    assert_eq!(zone.name(), "Europe/Sarajevo");
    assert!(Zone::named("Europe/Tuzla").is_none() && Zone::named("../etc/passwd").is_none());
    let at = |text| moment(text).unwrap();
    assert_eq!(zone.rfc3339(at("12. 5. 2026. u 18").start()), "2026-05-12T18:00:00+02:00");
    assert_eq!(zone.rfc3339(at("12. 1. 2026. u 18").start()), "2026-01-12T18:00:00+01:00");
    assert_eq!(zone.doubt(&at("29. 3. 2026. u 2:30")).unwrap().code, "D031");
    assert_eq!(zone.doubt(&at("25. 10. 2026. u 2:30")).unwrap().code, "D032");
    assert!(zone.doubt(&at("25. 10. 2026. u 3:00")).is_none() && zone.doubt(&at("2026-10-25T02:30+01:00")).is_none());
    assert_eq!(ical_utc(zone.resolve(&at("2026-05-12T18:00Z")).timestamp), "20260512T180000Z");
    let changes = zone.offset_transitions(Date::constant(2026, 1, 1), Date::constant(2027, 1, 1));
    let shown: Vec<_> = changes.iter().map(|c| (c.local.to_string(), c.from, c.to, c.daylight, &*c.name)).collect();
    assert_eq!(
        shown,
        [
            ("2026-03-29T02:00:00".into(), 3600, 7200, true, "CEST"),
            ("2026-10-25T03:00:00".into(), 7200, 3600, false, "CET")
        ]
    );
}

#[test]
fn today_is_a_day_of_the_zone() {
    let zone = Zone::default();
    let day = |text| Today::parse(text, &zone).unwrap().date.to_string();
    assert_eq!(day("2026-05-12"), "2026-05-12");
    assert_eq!(day("2026-05-12T23:30:00Z"), "2026-05-13");
    let today = Today { date: Date::constant(2026, 12, 31) };
    assert_eq!(today.days_to(Date::constant(2027, 1, 1)), 1);
    assert_eq!(today.days_to(Date::constant(2026, 12, 30)), -1);
}

#[test]
fn parts_of_a_vtimezone() {
    let shown = |zone: &str, from, to| -> Vec<String> {
        let observances = Zone::named(zone).unwrap().observances(from, to);
        let line = |o: &Observance| {
            let rule = o.rule.clone().unwrap_or_else(|| format!("{} more", o.also.len()));
            format!("{} {} {} {} {rule}", o.name, ical_local(o.start), ical_offset(o.from), ical_offset(o.to))
        };
        observances.iter().map(line).collect()
    };
    assert_eq!(
        shown("Europe/Sarajevo", 2026, 2030),
        [
            "CEST 20250330T020000 +0100 +0200 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "CET 20251026T030000 +0200 +0100 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
        ]
    );
    assert_eq!(
        shown("America/New_York", 2026, 2030)[0],
        "EDT 20250309T020000 -0500 -0400 FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"
    );
    assert_eq!(shown("UTC", 2026, 2030), ["UTC 20250101T000000 +0000 +0000 0 more"]);
}
