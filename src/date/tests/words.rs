//! Repetitions and lengths in words.

use super::super::*;

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
        Err(problem) => problem.code.into_owned(),
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
        ("četvrtak od 18 do 20", "D024"),
        ("31. 8. 2026. – 1. 7. 2026.", "D012"),
        ("u 25 svakog četvrtka", "D010"),
        ("svaki prvi i treći utorak", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("Ponedjeljak - petak: 8-15", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 8:00 15:00"),
        ("svaki dan od 12. 5. do 15. 5. 2026. od 8 do 12", "2026-05-12 FREQ=DAILY;UNTIL=20260515 8:00 12:00"),
        ("every day from 12. 5. to 15. 5. 2026. from 8 to 12", "2026-05-12 FREQ=DAILY;UNTIL=20260515 8:00 12:00"),
        ("subota i nedjelja, 28. i 29. 11. 2026.", "D013"),
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
