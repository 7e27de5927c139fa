//! Forms that must be read, mistakes that must be explained.

use super::*;

fn read(text: &str) -> String {
    moment(text).map_or_else(|problem| problem.code.to_owned(), |moment| moment.to_string())
}

fn span(text: &str) -> String {
    span_in(text, None)
}

fn span_in(text: &str, year: Option<i16>) -> String {
    match interval_in(text, year) {
        Ok(Interval { start, end: Some(end) }) => format!("{start} {end}"),
        Ok(Interval { start, end: None }) => start.to_string(),
        Err(problem) => problem.code.to_owned(),
    }
}

#[test]
fn moments() {
    for (text, expected) in [
        ("2026-05-12", "2026-05-12"),
        ("2026-5-1", "2026-05-01"),
        ("2026/05/12", "2026-05-12"),
        ("2026-05-12T18:00", "2026-05-12T18:00"),
        ("2026-05-12T18:00:00Z", "2026-05-12T18:00Z"),
        ("2026-05-12T18:00:07.123Z", "2026-05-12T18:00:07Z"),
        ("2026-05-12 18:00+01:00", "2026-05-12T18:00+01:00"),
        ("2026-05-12 18:00:00 +0100", "2026-05-12T18:00+01:00"),
        ("2026-05-12T18:00-05:00", "2026-05-12T18:00-05:00"),
        ("12.5.2026.", "2026-05-12"),
        ("12.5.2026", "2026-05-12"),
        ("12.05.2026. godine", "2026-05-12"),
        ("12. 5. 2026. u 18:00", "2026-05-12T18:00"),
        ("12. 5. 2026. u 18 sati", "2026-05-12T18:00"),
        ("12. 5. 2026. u 18h", "2026-05-12T18:00"),
        ("12. 5. 2026. u 18h30", "2026-05-12T18:30"),
        ("12. 5. 2026. u 18.30", "2026-05-12T18:30"),
        ("12. 5. 2026. u 18,30 sati", "2026-05-12T18:30"),
        ("12. 5. 2026, 18:00 h", "2026-05-12T18:00"),
        ("12. 5. 2026. sa početkom u 18 časova.", "2026-05-12T18:00"),
        ("12. 5. 2026. u 1 sat", "2026-05-12T01:00"),
        ("12. 5. 2026. u podne", "2026-05-12T12:00"),
        ("12. 5. 2026. u 7 navečer", "2026-05-12T19:00"),
        ("12. maj 2026.", "2026-05-12"),
        ("12. maja 2026. u 18:00", "2026-05-12T18:00"),
        ("12. svibnja 2026. u 18 sati", "2026-05-12T18:00"),
        ("12. studenoga 2026.", "2026-11-12"),
        ("12. V 2026.", "2026-05-12"),
        ("12. мај 2026.", "2026-05-12"),
        ("субота, 28. новембра 2026. у 11 часова", "2026-11-28T11:00"),
        ("subota, 28. 11. 2026. u 11 sati", "2026-11-28T11:00"),
        ("u subotu, 28. 11. 2026. u 11 sati", "2026-11-28T11:00"),
        ("sub. 28. 11. 2026.", "2026-11-28"),
        ("28. 11. 2026. (subota) u 11 sati", "2026-11-28T11:00"),
        ("28. 11. 2026, subota, 11 h", "2026-11-28T11:00"),
        ("May 12, 2026", "2026-05-12"),
        ("12 May 2026 at 6 pm", "2026-05-12T18:00"),
        ("Tuesday, 12th of May 2026 at 6:30 p.m.", "2026-05-12T18:30"),
        ("12. 5. 2026. at 12 am", "2026-05-12T00:00"),
        ("25/12/2026", "2026-12-25"),
        ("05/05/2026", "2026-05-05"),
        ("29. 2. 2028.", "2028-02-29"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn mistakes() {
    for (text, code) in [
        ("", "D020"),
        ("  ", "D020"),
        ("bla", "D001"),
        ("12. maaja 2026.", "D001"),
        ("12. 5.", "D002"),
        ("12. 5. u 18:00", "D002"),
        ("12. 5. 26.", "D003"),
        ("12.5.26", "D003"),
        ("12. 5. 226.", "D004"),
        ("12. 5. 20266.", "D004"),
        ("31. 4. 2026.", "D005"),
        ("29. 2. 2026.", "D005"),
        ("0. 4. 2026.", "D005"),
        ("12. 13. 2026.", "D006"),
        ("2026-13-12", "D006"),
        ("05/06/2026", "D007"),
        ("05-06-2026", "D007"),
        ("nedjelja, 28. 11. 2026.", "D008"),
        ("danas", "D009"),
        ("sutra u 18", "D009"),
        ("sljedeće subote", "D009"),
        ("12. 5. 2026. u 25:00", "D010"),
        ("12. 5. 2026. u 18:60", "D010"),
        ("12. 5. 2026. u 8:5", "D011"),
        ("12. 5. 2026. u zoru", "D011"),
        ("12. 5. 2026. u domu", "D011"),
        ("12. 5. 2026. dom kulture", "D013"),
        ("maj 2026.", "D014"),
        ("2026", "D014"),
        ("petak u 18", "D014"),
        ("12. 5. 2026. u 24:00", "D015"),
        ("2026-05-12T18:00+99:00", "D016"),
        ("12. 5. 2026. od 8 do 14 sati", "D017"),
        ("12. 5. 2026. – 13. 5. 2026.", "D017"),
        ("svaki četvrtak", "D022"),
        ("četvrtkom u 18", "D022"),
    ] {
        assert_eq!(read(text), code, "{text}");
    }
}

#[test]
fn repairs_are_dates_themselves() {
    for (text, repairs) in [
        ("05/06/2026", &["5. 6. 2026.", "6. 5. 2026."][..]),
        ("12. 13. 2026.", &["13. 12. 2026."]),
        ("2026-13-12", &["2026-12-13"]),
        ("31. 4. 2026.", &["30. 4. 2026."]),
        ("12. 5. 26.", &["12. 5. 2026."]),
        ("12. 5. 98.", &["12. 5. 1998."]),
        ("nedjelja, 28. 11. 2026.", &["22. 11. 2026.", "29. 11. 2026."]),
        ("31. 12. 2026. u 24:00", &["1. 1. 2027. u 0:00"]),
    ] {
        let problem = moment(text).unwrap_err();
        let help: String = problem.help.iter().flat_map(|help| [&*help.bs, "\n", &*help.en]).collect();
        for repair in repairs {
            assert!(help.contains(&format!("`{repair}`")), "{text}: {help}");
            assert!(moment(repair).is_ok(), "{repair}");
        }
    }
}

#[test]
fn intervals() {
    for (text, expected) in [
        ("12. 5. 2026.", "2026-05-12"),
        ("12. 5. 2026. od 8 do 14 sati", "2026-05-12T08:00 2026-05-12T14:00"),
        ("12. 5. 2026. 8–14 h", "2026-05-12T08:00 2026-05-12T14:00"),
        ("12. 5. 2026. u 18:00 - 20:00", "2026-05-12T18:00 2026-05-12T20:00"),
        ("2026-05-12 08:00-12:00", "2026-05-12T08:00 2026-05-12T12:00"),
        ("2026-05-12T08:00/2026-05-12T14:00", "2026-05-12T08:00 2026-05-12T14:00"),
        ("12. 5. 2026. od 8.00 do 14.30.", "2026-05-12T08:00 2026-05-12T14:30"),
        ("12. 5. 2026. od 8,30 do 10.11", "2026-05-12T08:30 2026-05-12T10:11"),
        ("12. 5. 2026. od 8:00 do 13. 5. 2026. u 14:00", "2026-05-12T08:00 2026-05-13T14:00"),
        ("od 12. 5. 2026. u 8 do 13. maja u 14", "2026-05-12T08:00 2026-05-13T14:00"),
        ("12. 5. 2026. od 22 do 6 sati", "2026-05-12T22:00 2026-05-13T06:00"),
        ("12. 5. 2026. od 20 do 24 sata", "2026-05-12T20:00 2026-05-13T00:00"),
        ("12. 5. 2026. od 20 do ponoći", "2026-05-12T20:00 2026-05-13T00:00"),
        ("12 May 2026 from 6 to 8 pm", "2026-05-12T18:00 2026-05-12T20:00"),
        ("12 May 2026 from 11 to 2 pm", "2026-05-12T11:00 2026-05-12T14:00"),
        ("1. 7. – 31. 8. 2026.", "2026-07-01 2026-08-31"),
        ("1.7.-31.8.2026.", "2026-07-01 2026-08-31"),
        ("1. 7. 2026. – 31. 8. 2026.", "2026-07-01 2026-08-31"),
        ("od 1. 7. do 31. 8. 2026.", "2026-07-01 2026-08-31"),
        ("од 1. јула до 31. августа 2026.", "2026-07-01 2026-08-31"),
        ("15. 12. – 15. 1. 2027.", "2026-12-15 2027-01-15"),
        ("15. 12. 2026. – 15. 1.", "2026-12-15 2027-01-15"),
        ("1. – 5. 7. 2026.", "2026-07-01 2026-07-05"),
        ("od 1. do 5. jula 2026.", "2026-07-01 2026-07-05"),
        ("1–5 July 2026", "2026-07-01 2026-07-05"),
        ("12. 5. 2026. od 8 do 8", "2026-05-12T08:00"),
        ("subota, 28. 11. 2026. od 9 do 12", "2026-11-28T09:00 2026-11-28T12:00"),
        ("1. 7. – 31. 8.", "D002"),
        ("31. 8. 2026. – 1. 7. 2026.", "D012"),
        ("13. 5. 2026. u 8 do 12. 5. 2026. u 9", "D012"),
        ("od 8 do 14", "D001"),
        ("do 31. 8. 2026.", "D018"),
        ("12. 5. 2026. od", "D011"),
        ("12. 5. 2026. od 8 do kraja", "D018"),
        ("12. 5. 2026. od 8 do 10 i od 12 do 14", "D013"),
        ("31. 6. – 31. 8. 2026.", "D005"),
        ("12. 5. 2026. od 8 do 25", "D010"),
    ] {
        assert_eq!(span(text), expected, "{text}");
    }
}

#[test]
fn years_from_the_context() {
    assert_eq!(span_in("1. 7. – 31. 8.", Some(2026)), "2026-07-01 2026-08-31");
    assert_eq!(span_in("15. 12. – 15. 1.", Some(2026)), "2026-12-15 2027-01-15");
    assert_eq!(span_in("12. 5. od 8 do 14", Some(2026)), "2026-05-12T08:00 2026-05-12T14:00");
    assert_eq!(span_in("12. 5. 18–20 h", Some(2026)), "2026-05-12T18:00 2026-05-12T20:00");
}

#[test]
fn days_and_lengths_of_intervals() {
    let of = |text| interval(text).unwrap();
    assert_eq!(of("12. 5. 2026. od 20 do 24").days().1.day(), 12);
    assert_eq!(of("12. 5. 2026. od 22 do 6").length(), Some(Minutes(480)));
    assert_eq!(of("1. 7. – 2. 7. 2026.").length(), Some(Minutes(2880)));
    assert_eq!(of("1. 7. 2026.").length(), Some(Minutes::DAY));
    assert_eq!(of("1. 7. 2026. u 18").length(), None);
    assert!(of("1. 7. – 2. 7. 2026.").is_all_day());
}

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

/// The rule, where it begins, and the times, on one line.
fn words(text: &str) -> String {
    match when(text) {
        Ok(When::Once(interval)) => format!("once {}", interval.start),
        Ok(When::Repeating { rule, from, start_time, end_time }) => {
            let clock =
                |time: Option<Time>| time.map(|t| format!(" {}:{:02}", t.hour(), t.minute())).unwrap_or_default();
            let from = from.map(|date| format!("{date} ")).unwrap_or_default();
            format!("{from}{rule}{}{}", clock(start_time), clock(end_time))
        }
        Err(problem) => problem.code.to_owned(),
    }
}

#[test]
fn repetitions_in_words() {
    for (text, expected) in [
        ("svaki četvrtak od 18 do 20", "FREQ=WEEKLY;BYDAY=TH 18:00 20:00"),
        ("od 18 do 20 svakog četvrtka", "FREQ=WEEKLY;BYDAY=TH 18:00 20:00"),
        ("сваки четвртак од 18 до 20 часова", "FREQ=WEEKLY;BYDAY=TH 18:00 20:00"),
        ("svakog petka u 17 sati", "FREQ=WEEKLY;BYDAY=FR 17:00"),
        ("četvrtkom 18–20", "FREQ=WEEKLY;BYDAY=TH 18:00 20:00"),
        ("Četvrtkom, 18.30 - 20 h", "FREQ=WEEKLY;BYDAY=TH 18:30 20:00"),
        ("utorkom i petkom od 9 do 12", "FREQ=WEEKLY;BYDAY=TU,FR 9:00 12:00"),
        ("svakog utorka i svakog petka u 9", "FREQ=WEEKLY;BYDAY=TU,FR 9:00"),
        ("pon, sri i pet 9-12", "FREQ=WEEKLY;BYDAY=MO,WE,FR 9:00 12:00"),
        ("svake srijede", "FREQ=WEEKLY;BYDAY=WE"),
        ("средом у 10", "FREQ=WEEKLY;BYDAY=WE 10:00"),
        ("od ponedjeljka do petka od 8 do 15", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00 15:00"),
        ("pon–pet 8-15 h", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00 15:00"),
        ("petkom od 22 do 24", "FREQ=WEEKLY;BYDAY=FR 22:00 0:00"),
        ("svake druge subote u 10", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA 10:00"),
        ("svake druge subote u mjesecu u 10", "FREQ=MONTHLY;BYDAY=2SA 10:00"),
        ("svakog prvog ponedjeljka u mjesecu u 18 sati", "FREQ=MONTHLY;BYDAY=1MO 18:00"),
        ("svaki prvi ponedjeljak", "FREQ=MONTHLY;BYDAY=1MO"),
        ("prvog ponedjeljka u mjesecu", "FREQ=MONTHLY;BYDAY=1MO"),
        ("prvi i treći četvrtak u mjesecu", "FREQ=MONTHLY;BYDAY=1TH,3TH"),
        ("1. i 3. četvrtak u mjesecu u 18:00", "FREQ=MONTHLY;BYDAY=1TH,3TH 18:00"),
        ("zadnji petak u mjesecu", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("posljednje nedjelje u mjesecu", "FREQ=MONTHLY;BYDAY=-1SU"),
        ("svakog 15. u mjesecu", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("1. i 15. u mjesecu u 10", "FREQ=MONTHLY;BYMONTHDAY=1,15 10:00"),
        ("svakog mjeseca 15.", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("zadnji dan u mjesecu", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("prvog radnog dana u mjesecu", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        ("svakog mjeseca prvi petak", "FREQ=MONTHLY;BYDAY=1FR"),
        ("svaki dan", "FREQ=DAILY"),
        ("svaki dan osim nedjelje", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("svaki dan osim vikenda od 7 do 15", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 7:00 15:00"),
        ("svaki drugi dan", "FREQ=DAILY;INTERVAL=2"),
        ("svakih 14 dana", "FREQ=DAILY;INTERVAL=14"),
        ("svake 3 sedmice petkom u 18", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR 18:00"),
        ("svake druge sedmice četvrtkom", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("svaki radni dan od 8 do 15", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00 15:00"),
        ("radnim danima 8-15", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00 15:00"),
        ("vikendom", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("svake godine 1. 3.", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("svakog 1. marta u 10", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 10:00"),
        ("svake godine 29. februara", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        ("svake prve subote u maju", "FREQ=MONTHLY;BYMONTH=5;BYDAY=1SA"),
        ("petkom u julu i augustu u 20 sati", "FREQ=WEEKLY;BYMONTH=7,8;BYDAY=FR 20:00"),
        ("petkom od septembra do juna", "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=FR"),
        (
            "svaki četvrtak od 18 do 20 od 1. 9. 2026. do 30. 6. 2027.",
            "2026-09-01 FREQ=WEEKLY;UNTIL=20270630;BYDAY=TH 18:00 20:00",
        ),
        ("svaki četvrtak od 1. 9. do 30. 6. 2027. u 18", "2026-09-01 FREQ=WEEKLY;UNTIL=20270630;BYDAY=TH 18:00"),
        ("utorkom u 18 do 30. 6. 2027.", "FREQ=WEEKLY;UNTIL=20270630;BYDAY=TU 18:00"),
        ("every Thursday from 18 to 20", "FREQ=WEEKLY;BYDAY=TH 18:00 20:00"),
        ("Every other Saturday at 10 am", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA 10:00"),
        ("first Monday of the month at 6 pm", "FREQ=MONTHLY;BYDAY=1MO 18:00"),
        ("Mondays and Wednesdays from 6 to 8 pm", "FREQ=WEEKLY;BYDAY=MO,WE 18:00 20:00"),
        ("every day except Sunday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("every 2 weeks on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Monday to Friday 8-15", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00 15:00"),
        ("every 15th of the month", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("12. 5. 2026. od 8 do 14", "once 2026-05-12T08:00"),
        ("u subotu, 28. 11. 2026. u 11", "once 2026-11-28T11:00"),
        ("svaki plavi dan", "D040"),
        ("svaki treći petak", "D041"),
        ("prvi petak", "D041"),
        ("svaki dan osim jabuka", "D042"),
        ("subotom osim subote", "D042"),
        ("svakog 32. u mjesecu", "D044"),
        ("svakog 30. februara", "D005"),
        ("svaki sat", "D052"),
        ("svakih 30 minuta", "D052"),
        ("četvrtkom u 25", "D010"),
        ("četvrtkom u 24", "D015"),
        ("četvrtkom od 18 do 20 i subotom od 10", "D013"),
        ("četvrtak od 18 do 20", "D014"),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn repetitions_that_need_a_first_day() {
    let lacks = |text| when(text).unwrap().needs_start().is_some();
    assert!(lacks("svake druge subote") && lacks("svaki drugi dan") && lacks("sedmično"));
    assert!(!lacks("svake druge subote od 5. 9. 2026.") && !lacks("svaki dan osim nedjelje") && !lacks("četvrtkom"));
}

#[test]
fn lengths() {
    for (text, minutes) in [
        ("2 h", 120),
        ("2h", 120),
        ("1,5 sat", 90),
        ("1.25 h", 75),
        ("90 min", 90),
        ("1 h 30 min", 90),
        ("2 sata i 15 minuta", 135),
        ("1:30", 90),
        ("1:30 h", 90),
        ("pola sata", 30),
        ("sat", 60),
        ("+30 min", 30),
        ("2 dana", 2880),
        ("сат", 60),
        ("PT1H30M", 90),
        ("P1DT2H", 1560),
        ("P1W", 10080),
    ] {
        assert_eq!(duration(text), Ok(Minutes(minutes)), "{text}");
    }
    for text in ["", "2", "h", "0 min", "2 jabuke", "PT", "P1H", "99999999999 h", "1:75", "-2 h"] {
        assert_eq!(duration(text).unwrap_err().code, "D021", "{text}");
    }
    for (minutes, text) in [(0, "PT0M"), (90, "PT1H30M"), (1440, "P1D"), (1560, "P1DT2H"), (30, "PT30M")] {
        assert_eq!(Minutes(minutes).to_string(), text);
    }
}

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
        let read = Rule::parse(text).map_or_else(|problem| problem.code.to_owned(), |rule| rule.to_rrule());
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
