use super::*;
use crate::date::{Date, End, Freq, Occurrence, Rule, Weekday, Zone};
use crate::site::nested::testing::{self, assert_unambiguous};

fn of(text: &str) -> (Event, Vec<String>) {
    testing::read(&KEYS, &format!("naslov: Klub\n{text}"), read)
}

/// An event without findings.
fn fine(text: &str) -> Event {
    let (event, findings) = of(text);
    assert_eq!(findings, Vec::<String>::new(), "{text}");
    event
}

/// The findings of an event of these lines, which begin on line 2.
fn findings(text: &str) -> Vec<String> {
    of(text).1
}

fn date(text: &str) -> Date {
    crate::date::date_only(text).unwrap()
}

fn between(event: &Event, from: &str, to: &str) -> Vec<Occurrence> {
    event.series.occurrences(date(from), date(to), &Zone::default())
}

/// `2026-05-07T18:00/2026-05-07T20:00`
fn times(event: &Event, from: &str, to: &str) -> Vec<String> {
    let shown = |one: &Occurrence| match one.end {
        Some(end) => format!("{}/{end}", one.start),
        None => one.start.to_string(),
    };
    between(event, from, to).iter().map(shown).collect()
}

#[test]
fn no_name_means_two_things() {
    assert_unambiguous(&KEYS);
}

#[test]
fn single_events() {
    for (text, expected) in [
        ("početak: 12. 5. 2026. u 18:00\ntraje: 2 h", vec!["2026-05-12T18:00/2026-05-12T20:00"]),
        ("početak: 12. 5. 2026. u 18:00\nkraj: 12. 5. 2026. u 19:30", vec!["2026-05-12T18:00/2026-05-12T19:30"]),
        ("početak: 12. 5. 2026. u 18:00\nkraj: 19:30", vec!["2026-05-12T18:00/2026-05-12T19:30"]),
        ("start: 2026-05-12 18:00", vec!["2026-05-12T18:00"]),
        ("kada: 12. 5. 2026. od 18 do 20 sati", vec!["2026-05-12T18:00/2026-05-12T20:00"]),
        (
            "kada: [26. 5. 2026. od 17 do 20 sati, 12. 5. 2026. od 18 do 20 sati]",
            vec!["2026-05-12T18:00/2026-05-12T20:00", "2026-05-26T17:00/2026-05-26T20:00"],
        ),
        ("kada: 12. 5. 2026. u 18:00, 13. 5. 2026. u 18:00", vec!["2026-05-12T18:00", "2026-05-13T18:00"]),
        ("početak: 12. 5. 2026.\nkraj: 14. 5. 2026.\ncijeli_dan: da", vec!["2026-05-12/2026-05-14"]),
        ("početak: 12. 5. 2026. u 18:00\ncijeli_dan: da", vec!["2026-05-12"]),
        ("početak: 12. 5. 2026.\ncijeli_dan: da\ni_još: 20. 5. 2026.", vec!["2026-05-12", "2026-05-20"]),
        ("почетак: 12. 5. 2026. у 18:00\nтраје: 90 мин", vec!["2026-05-12T18:00/2026-05-12T19:30"]),
        (
            "datum: 1. 5. 2026.\npočetak: 12. 5. 2026. u 18:00\nkraj: 13. 5. 2026. u 1:00",
            vec!["2026-05-12T18:00/2026-05-13T01:00"],
        ),
    ] {
        let event = fine(text);
        assert_eq!(times(&event, "2026-05-01", "2026-05-31"), expected, "{text}");
        assert!(!event.repeats());
    }
}

#[test]
fn repetitions() {
    let thursdays = vec![
        "2026-05-07T18:00/2026-05-07T20:00",
        "2026-05-14T18:00/2026-05-14T20:00",
        "2026-05-21T18:00/2026-05-21T20:00",
    ];
    for text in [
        "kada: svaki četvrtak od 18 do 20",
        "kada: četvrtkom od 18 do 20",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: sedmično",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: svaki četvrtak",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: četvrtak",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: [četvrtak]",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: {every: week}",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nrepeat: {every: week, on: [thu]}",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: {svake: sedmice, dani: četvrtak}",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: {svaki: četvrtak}",
        "početak: 7. 5. 2026. u 18:00\ntraje: 2 h\nponavlja: {on: četvrtak}",
        "početak: 7. 5. 2026. u 18:00\nkraj: 20:00\nrrule: FREQ=WEEKLY;BYDAY=TH",
        "početak: 7. 5. 2026. u 18:00\nkraj: 20:00\nponavlja: FREQ=WEEKLY;BYDAY=TH",
        "početak: 7. 5. 2026.\nkada: svaki četvrtak od 18 do 20",
    ] {
        let event = fine(text);
        assert_eq!(times(&event, "2026-05-01", "2026-05-21"), thursdays, "{text}");
        assert!(event.repeats());
    }
    let rule = |text: &str| fine(&format!("početak: 7. 5. 2026. u 18:00\n{text}")).series.rule.unwrap();
    assert_eq!(rule("ponavlja: {every: 2 sedmice}").interval, 2);
    assert_eq!(rule("ponavlja: {every: week, interval: 3}").interval, 3);
    assert_eq!(rule("ponavlja: {every: day, count: 5}").end, End::Count(5));
    assert_eq!(rule("ponavlja: {every: day, puta: 5}").end, End::Count(5));
    let until = rule("ponavlja: {every: week, on: [uto, čet], until: 31. 5. 2027.}");
    assert_eq!(until.end, End::Until(date("2027-05-31").into()));
    assert_eq!(until.by_day, Rule::weekly([Weekday::Tuesday, Weekday::Thursday]).by_day);
    assert_eq!(rule("ponavlja: {every: month, on: prvi četvrtak}").freq, Freq::Monthly);
    assert_eq!(rule("ponavlja: {every: month, on: 7}").by_month_day, [7]);
    assert_eq!(rule("ponavlja: {every: year}").freq, Freq::Yearly);
}

#[test]
fn since_when_is_told_or_assumed() {
    for (text, since, start) in [
        ("kada: svaki četvrtak od 18 do 20", Since::Assumed, "2025-01-02T18:00"),
        ("datum: 2. 3. 2026.\nkada: svaki četvrtak od 18 do 20", Since::Assumed, "2026-03-05T18:00"),
        ("početak: 1. 9. 2026.\nkada: svaki četvrtak od 18 do 20", Since::Told, "2026-09-03T18:00"),
        ("kada: svaki četvrtak od 18 do 20 od 1. 9. 2026.", Since::Told, "2026-09-03T18:00"),
    ] {
        let event = fine(text);
        assert_eq!((event.since, event.series.start.to_string()), (since, start.to_owned()), "{text}");
    }
    let help = "dodajte `početak`, ili npr. `od 1. 9. 2026.`";
    assert_eq!(
        findings("kada: svake druge subote u 10"),
        [format!("error D045 2:7 ponavljanju nedostaje prvi dan ({help})")]
    );
    assert_eq!(
        findings("cijeli_dan: da\nponavlja: {every: četvrtak, count: 3}"),
        ["error F071 3:11 ponavlja se određen broj puta, a ne piše od kada (dodajte `početak` s prvim terminom)"]
    );
}

#[test]
fn what_falls_out_is_added_and_changes() {
    let event = fine(
        "\
kada: svaki četvrtak od 18 do 20
osim: [14. 5. 2026., 25. 6. – 30. 6. 2026.]
pauza:
  - {from: 1. 7. 2026., to: 31. 8. 2026., reason: Ljetna pauza}
i_još: 15. 5. 2026. u 17:00
izmjene:
  - {date: 21. 5. 2026., start: 22. 5. 2026. u 19:00, place: Škola, reason: Sala je zauzeta}
  - {date: 28. 5. 2026., status: otkazano}
  - {date: 4. 6. 2026., start: '18:30', end: '21:00'}
  - {date: 11. 6. 2026., traje: 1 h}
mjesto: Dom
",
    );
    assert_eq!(
        times(&event, "2026-05-07", "2026-09-03"),
        [
            "2026-05-07T18:00/2026-05-07T20:00",
            "2026-05-15T17:00/2026-05-15T19:00",
            "2026-05-22T19:00/2026-05-22T21:00",
            "2026-05-28T18:00/2026-05-28T20:00",
            "2026-06-04T18:30/2026-06-04T21:00",
            "2026-06-11T18:00/2026-06-11T19:00",
            "2026-06-18T18:00/2026-06-18T20:00",
            "2026-09-03T18:00/2026-09-03T20:00",
        ]
    );
    let all = between(&event, "2026-05-07", "2026-06-11");
    let places: Vec<Option<&str>> =
        all.iter().map(|one| event.changed(one).and_then(|change| change.place.as_deref())).collect();
    assert_eq!(places, [None, None, Some("Škola"), None, None, None]);
    let statuses: Vec<Status> = all.iter().map(|one| event.status_of(one)).collect();
    assert_eq!(statuses.iter().filter(|status| **status == Status::Cancelled).count(), 1);
    assert_eq!(statuses[3], Status::Cancelled);
    assert_eq!(event.overrides[0].reason.as_deref(), Some("Sala je zauzeta"));
    assert_eq!(event.breaks[0].reason.as_deref(), Some("Ljetna pauza"));
    assert_eq!(event.breaks.len(), event.series.breaks.len());
}

#[test]
fn breaks_in_words_and_of_every_year() {
    let off = |text: &str| {
        fine(&format!("početak: 8. 1. 2026.\nkada: svaki četvrtak od 18 do 20\npauza: {text}")).series.breaks
    };
    let one = |from: &str, to: &str| crate::date::Days { from: date(from), to: date(to) };
    assert_eq!(off("1. 7. – 31. 8. 2026."), [one("2026-07-01", "2026-08-31")]);
    assert_eq!(
        off("[1. 7. – 31. 8. 2026., 20. 12. 2026. – 10. 1. 2027.]"),
        [one("2026-07-01", "2026-08-31"), one("2026-12-20", "2027-01-10")]
    );
    for text in ["1. 7. – 31. 8.", "{from: 1. 7., to: 31. 8.}", "{kada: 1. 7. – 31. 8.}"] {
        let yearly = off(text);
        assert_eq!(
            (yearly.len(), yearly[0], yearly[9]),
            (10, one("2026-07-01", "2026-08-31"), one("2035-07-01", "2035-08-31")),
            "{text}"
        );
    }
    assert_eq!(off("20. 12. – 10. 1.")[1], one("2027-12-20", "2028-01-10"));
}

#[test]
fn what_cannot_be() {
    for (text, expected) in [
        (
            "mjesto: Dom",
            "error F060 1:9 ne piše kada je događaj (dodajte `početak: 12. 5. 2026. u 18:00` ili `kada: svaki četvrtak od 18 do 20`)",
        ),
        (
            "početak: 12. 5. 2026. u 18:00\nkraj: 12. 5. 2026. u 17:00",
            "error F063 3:7 događaj završava (12. 5. 2026. 17:00) prije nego što počne (12. 5. 2026. 18:00) (ako traje preko ponoći, uz `kraj` napišite i datum)",
        ),
        (
            "početak: 12. 5. 2026.\nkraj: 11. 5. 2026.\ncijeli_dan: da",
            "error F063 3:7 događaj završava (11. 5. 2026.) prije nego što počne (12. 5. 2026.) (provjerite datume pod `početak` i `kraj`)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nrrule: FREQ=WEEKLY\nponavlja: sedmično",
            "error F066 3:8 `repeat` i `rrule` govore isto (ostavite samo jedno)",
        ),
        (
            "kada: [svaki utorak u 18, svaki petak u 19]",
            "error F066 2:27 jedan događaj ima samo jedno ponavljanje (napišite drugo ponavljanje kao drugi događaj)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nponavlja: {every: week, until: 1. 6. 2026., count: 3}",
            "error F068 3:52 `until` i `count` ne mogu stajati zajedno (ostavite samo jedno)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nponavlja: {until: 1. 6. 2026.}",
            "error F067 3:12 ne piše kako se ponavlja (dodajte `every: week` ili pišite `ponavlja: svaki četvrtak`)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nponavlja: {every: week, count: 0}",
            "error F070 3:32 `0` nije broj od 1 do 999",
        ),
        (
            "kada: svaki četvrtak u 18\npauza: {from: 1. 7. 2026.}",
            "error F072 3:8 pauza treba početak i kraj (pišite `{from: 1. 7. 2026., to: 31. 8. 2026.}`)",
        ),
        (
            "kada: svaki četvrtak u 18\npauza: {from: 31. 8. 2026., to: 1. 7. 2026.}",
            "error F073 3:33 pauza završava (1. 7. 2026.) prije nego što počne (31. 8. 2026.) (zamijenite `from` i `to`, ili provjerite godine)",
        ),
        (
            "kada: svaki četvrtak u 18\nizmjene: [{place: Škola}]",
            "error F074 3:11 ne piše koji se termin mijenja (dodajte `date:` s danom kada bi događaj inače bio, a novi termin pod `start:`)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nponavlja: {every: week, until: 1. 1. 2026.}",
            "error D060 3:11 ponavljanje od 7. 5. 2026. nema nijedan dan (provjerite početak i kraj ponavljanja)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nstatus: možda ne",
            "error F005 3:9 `možda ne` ne može biti vrijednost polja `status` (jeste li mislili `možda`?; moguće je: `potvrđeno`, `nesigurno`, `odgođeno`, `otkazano`)",
        ),
    ] {
        assert_eq!(findings(text), [expected], "{text}");
    }
}

#[test]
fn what_is_doubtful() {
    for (text, expected) in [
        (
            "datum: 12. 5. 2026. u 18:00",
            "warning F061 2:8 događaj nema `početak`, pa je uzet `datum` (pišite `početak: 12. 5. 2026. u 18:00`; `datum` je dan objave)",
        ),
        (
            "početak: 12. 5. 2026.",
            "hint F062 2:10 ne piše u koliko sati (dodajte sat (`u 18:00`), ili `cijeli_dan: da`)",
        ),
        (
            "početak: 12. 5. 2026. u 18:00\nkraj: 20:00\ntraje: 3 h",
            "warning F064 4:8 `kraj` i `traje` se ne slažu (ostavite samo jedno: važi `kraj`)",
        ),
        (
            "kada: 12. 5. 2026. u 18:00\npočetak: 13. 5. 2026. u 18:00",
            "warning F069 3:10 `kada` i `početak` govore isto (ostavite samo jedno: važi `kada`)",
        ),
        (
            "kada: svaki četvrtak u 18\nosim: 13. 5. 2026.",
            "hint D061 3:7 13. 5. 2026. nije termin ovog događaja (najbliži termin je `14. 5. 2026.`)",
        ),
        (
            "kada: svaki četvrtak u 18\nizmjene: [{date: 13. 5. 2026., place: Škola}]",
            "warning D061 3:18 13. 5. 2026. nije termin ovog događaja (najbliži termin je `14. 5. 2026.`)",
        ),
        (
            "kada: svaki četvrtak u 18\nizmjene: [{date: 14. 5. 2026., place: A}, {date: 14. 5. 2026., place: B}]",
            "warning F075 3:50 termin 14. 5. 2026. mijenja se dvaput (spojite obje izmjene u jednu: važi samo prva)",
        ),
        (
            "početak: 6. 5. 2026. u 18:00\nponavlja: svaki četvrtak",
            "hint F076 2:10 početak (6. 5. 2026.) nije među terminima (prvi termin je `7. 5. 2026.`)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nprijava: {capacity: puno}",
            "warning F078 3:21 `puno` nije broj mjesta (pišite na primjer `12`)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nponovni_početak: +30 min",
            "warning F079 3:18 ponovni početak ima samo zbor (dodajte `vrsta: zbor`)",
        ),
        (
            "početak: 7. 5. 2026. u 18:00\nprioriteti: [{points: 5}]",
            "warning F077 3:14 prioritet nema naslova (dodajte `title: Rasvjeta u Školskoj ulici`)",
        ),
    ] {
        assert_eq!(findings(text), [expected], "{text}");
    }
}

#[test]
fn an_assembly() {
    let event = fine(
        "\
vrsta: zbor
početak: 14. 3. 2026. u 17:00
ponovni_početak: +30 min
dnevni_red: |
  1. Izvještaj, s brojevima
  2) Prioriteti
  - Razno
zapisnik: ../dokumenti/zapisnik.pdf
odluke:
  - Usvojen je izvještaj, sa 61 glasom.
prioriteti:
  - {title: Izvor, points: 47}
  - {title: Put, points: 58, who: Općina, status: u toku, project: ../projekti/put.md}
organizator: Savjet
",
    );
    assert!(event.is_assembly());
    assert_eq!(event.second_call, Some(Minutes(30)));
    assert_eq!(event.agenda, ["Izvještaj, s brojevima", "Prioriteti", "Razno"]);
    assert_eq!(event.decisions, ["Usvojen je izvještaj, sa 61 glasom."]);
    assert_eq!(event.minutes.map(|file| file.src).as_deref(), Some("../dokumenti/zapisnik.pdf"));
    let ranked: Vec<(&str, Option<u32>)> =
        event.priorities.iter().map(|one| (one.title.as_str(), one.points)).collect();
    assert_eq!(ranked, [("Put", Some(58)), ("Izvor", Some(47))]);
    assert_eq!(event.priorities[0].status, Some(crate::site::project::Status::Ongoing));
    assert_eq!(event.organizer.as_deref(), Some("Savjet"));
}

#[test]
fn registration() {
    let read = |text: &str| {
        fine(&format!("početak: 7. 5. 2026. u 18:00\n{text}"))
            .registration
            .map(|one| (one.form.map(|form| form.value), one.capacity))
    };
    assert_eq!(read("prijava: da"), Some((None, None)));
    assert_eq!(read("prijava: ne"), None);
    assert_eq!(read("prijava: prijava-za-kurs"), Some((Some("prijava-za-kurs".to_owned()), None)));
    assert_eq!(read("registration: {form: kurs, capacity: 12}"), Some((Some("kurs".to_owned()), Some(12))));
    assert_eq!(read("prijava: {broj_mjesta: 12 mjesta}"), Some((None, Some(12))));
}

#[test]
fn statuses_and_categories() {
    for (status, names) in STATUSES {
        for name in *names {
            assert_eq!(fine(&format!("početak: 7. 5. 2026. u 18:00\nstatus: {name}")).status, *status, "{name}");
        }
    }
    for (category, names) in CATEGORIES {
        assert_eq!(category.id(), names[0]);
        for name in *names {
            assert_eq!(
                fine(&format!("početak: 7. 5. 2026. u 18:00\nvrsta: {name}")).category,
                Some(*category),
                "{name}"
            );
        }
    }
}

#[test]
fn one_event_a_list_or_a_list_under_a_name() {
    for (text, expected) in [
        ("id: a\nnaslov: A", vec![Some("a")]),
        ("- id: a\n- slug: b\n- naslov: C\n-", vec![Some("a"), Some("b"), None]),
        ("događaji:\n  - id: a\n  - id: b", vec![Some("a"), Some("b")]),
        ("", vec![]),
    ] {
        let (node, _) = testing::parse(text);
        assert_eq!(entries(&node).into_iter().map(id).collect::<Vec<_>>(), expected, "{text}");
    }
    let (node, _) = testing::parse("- {opis: Kratko}\n- {opis: Kratko, tekst: Dugo}\n- {id: a}");
    let bodies: Vec<Option<&str>> =
        entries(&node).into_iter().map(|one| body(one).and_then(crate::site::fields::scalar)).collect();
    assert_eq!(bodies, [Some("Kratko"), Some("Dugo"), None]);
}

/// What editors might write for a time, right and wrong.
fn anything() -> impl proptest::strategy::Strategy<Value = String> {
    let part = "(svaki|svake|druge|četvrtak|subote|u mjesecu|od|do|u|18|18:30|12\\. 5\\. 2026\\.|1\\. 7\\.|31\\. 2\\. 2026\\.|2 h|,|–|[ -~]{0,5})";
    proptest::collection::vec(part, 0..5).prop_map(|parts| parts.join(" "))
}

use proptest::strategy::Strategy;

proptest::proptest! {
    #[test]
    fn no_text_breaks_an_event(key in 0..KEYS.keys().count(), value in anything(), start in anything()) {
        let name = KEYS.keys().nth(key).unwrap()[0];
        let text = format!("title: Klub\nwhen: '{}'\n{name}: {value}\n", start.replace('\'', ""));
        let source = crate::diag::Source::new("a.md", text.as_str());
        let node = crate::yaml::parse(&source, 0..text.len()).value;
        let mut fields = Fields::new(&KEYS, &[&node]);
        let file = crate::load::TextFile { name: crate::load::Name::of("a.md"), yaml: None, damaged: false, body: 0..0, print: crate::print::Print::of(b""), source };
        if let Some(common) = common::read(&mut fields, &file, Some("Klub")) {
            let event = read(&mut fields, &common);
            proptest::prop_assert!(event.overrides.len() <= event.series.changes.len());
            proptest::prop_assert_eq!(event.breaks.len(), event.series.breaks.len());
            proptest::prop_assert!(between(&event, "2026-01-01", "2026-12-31").len() <= 400);
        }
    }
}
