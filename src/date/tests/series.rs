//! Occurrences of an event with exceptions.

use super::super::*;

/// A weekly event on Thursdays, with everything that may happen to it.
fn series() -> Series {
    let date = |text: &str| moment(text).unwrap().date;
    let mut series = when("svaki četvrtak od 18 do 20").unwrap().series(date("2026-05-01"));
    series.extra = vec![date("2026-05-09")];
    series.except = vec![Days::one(date("2026-05-14"))];
    series.breaks = vec![Days { from: date("2026-07-01"), to: date("2026-08-31") }];
    let time = Time::new(19, 0, 0, 0).ok();
    series.changes =
        vec![Change { date: date("2026-05-21"), to_date: Some(date("2026-06-02")), time, length: Some(Minutes(60)) }];
    series
}

#[test]
fn occurrences_of_a_series() {
    let (zone, series) = (Zone::default(), series());
    let listed = |from: &str, to: &str| -> Vec<String> {
        let found = series.occurrences(moment(from).unwrap().date, moment(to).unwrap().date, &zone);
        found.iter().map(|one| format!("{} {}", one.start, one.end.unwrap().time.unwrap())).collect()
    };
    let may = ["2026-05-07T18:00 20:00:00", "2026-05-09T18:00 20:00:00", "2026-05-28T18:00 20:00:00"];
    assert_eq!(listed("2026-05-01", "2026-05-31"), may);
    assert_eq!(listed("2026-06-01", "2026-06-04"), ["2026-06-02T19:00 20:00:00", "2026-06-04T18:00 20:00:00"]);
    assert_eq!(listed("2026-07-01", "2026-08-31"), [""; 0]);
    let next = series.next(moment("2026-07-01").unwrap().date, &zone).unwrap();
    assert_eq!(next.start.to_string(), "2026-09-03T18:00");
    assert_eq!(series.break_on(moment("2026-07-15").unwrap().date), Some(0));
    assert_eq!(series.last(&zone), None);
    let out: Vec<String> =
        series.left_out(moment("2026-07-10").unwrap().date, &zone).iter().map(Date::to_string).collect();
    assert_eq!(out, ["2026-05-14", "2026-07-02", "2026-07-09"]);
}

#[test]
fn eighteen_stays_eighteen() {
    let (zone, series) = (Zone::default(), series());
    let found = series.occurrences(Date::constant(2026, 10, 22), Date::constant(2026, 10, 29), &zone);
    let shown: Vec<String> = found.iter().map(|one| zone.rfc3339(one.start.start())).collect();
    assert_eq!(shown, ["2026-10-22T18:00:00+02:00", "2026-10-29T18:00:00+01:00"]);
}

#[test]
fn ends_of_series() {
    let (zone, mut series) = (Zone::default(), series());
    series.rule = Some(Rule::parse("FREQ=WEEKLY;COUNT=3;BYDAY=TH").unwrap());
    // The third is the one that was moved.
    assert_eq!(series.last(&zone), Some(Date::constant(2026, 6, 2)));
    let stray = series.stray(Date::constant(2026, 5, 13), &zone).unwrap();
    assert!(stray.code == "D061" && stray.help[0].bs.contains("14. 5. 2026."), "{stray:?}");
    assert!(series.stray(Date::constant(2026, 5, 14), &zone).is_none());
    series.align(&zone);
    assert_eq!(series.start.to_string(), "2026-05-07T18:00");
}

#[test]
fn events_of_several_days() {
    let zone = Zone::default();
    let once = when("1. – 5. 7. 2026.").unwrap().series(Date::constant(2026, 1, 1));
    let found = once.occurrences(Date::constant(2026, 7, 4), Date::constant(2026, 7, 4), &zone);
    assert_eq!(found.iter().map(|one| one.end.unwrap().to_string()).collect::<Vec<_>>(), ["2026-07-05"]);
    assert!(
        once.next(Date::constant(2026, 7, 6), &zone).is_none()
            && once.next(Date::constant(2026, 7, 5), &zone).is_some()
    );
    let night = when("petkom od 22 do 6").unwrap().series(Date::constant(2026, 5, 1));
    let found = night.occurrences(Date::constant(2026, 5, 9), Date::constant(2026, 5, 9), &zone);
    assert_eq!(found.len(), 1);
}
