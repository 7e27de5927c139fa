//! What holds for every text, date and rule.

use super::super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces of which dates are made, and some that do not belong.
const PIECES: &[&str] = &[
    "12",
    "5",
    "2026",
    "0",
    "99",
    "31",
    "4294967296",
    ".",
    ",",
    ":",
    "-",
    "–",
    "/",
    "+",
    " ",
    " ",
    " ",
    "T",
    "Z",
    "od",
    "do",
    "u",
    "i",
    "h",
    "sati",
    "am",
    "pm",
    "maj",
    "маја",
    "May",
    "V",
    "četvrtak",
    "четвртком",
    "subotu",
    "svaki",
    "svake",
    "druge",
    "prvi",
    "zadnji",
    "dan",
    "radni",
    "osim",
    "u mjesecu",
    "godine",
    "every",
    "first",
    "of the",
    "month",
    "week",
    "danas",
    "podne",
    "ponoći",
    "FREQ=",
    "WEEKLY",
    "BYDAY=",
    "COUNT=",
    ";",
    "\u{301}",
    "č",
    "🙂",
    "(",
    ")",
    "PT",
    "1. 7. –",
    "\u{feff}",
];

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        vec(select(PIECES), 0..14).prop_map(|pieces| pieces.concat()),
        vec(select(PIECES), 0..14).prop_map(|pieces| pieces.join(" "))
    ]
}

fn any_date() -> impl Strategy<Value = Date> {
    (0..73_414_i64).prop_map(|days| Date::constant(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap())
}

fn any_weekday() -> impl Strategy<Value = Weekday> {
    (0..7_i8).prop_map(|day| Weekday::from_monday_zero_offset(day).unwrap())
}

fn signed(most: i8) -> impl Strategy<Value = i8> {
    (1..=most, any::<bool>()).prop_map(|(number, back)| if back { -number } else { number })
}

/// Rules of all kinds that [`Rule::parse`] accepts.
fn any_rule() -> impl Strategy<Value = Rule> {
    let freq = select(vec![Freq::Daily, Freq::Weekly, Freq::Monthly, Freq::Yearly]);
    let end = prop_oneof![
        Just(End::Never),
        (1..60_u32).prop_map(End::Count),
        any_date().prop_map(|date| End::Until(Moment::day(date))),
        any_date().prop_map(|date| End::Until(Moment { date, time: Time::new(9, 30, 0, 0).ok(), offset: Some(0) })),
    ];
    let by_day =
        vec((proptest::option::of(signed(5)), any_weekday()).prop_map(|(nth, weekday)| ByDay { nth, weekday }), 0..4);
    let lists = (vec(1..=12_i8, 0..3), vec(signed(31), 0..4), by_day, vec(signed(4), 0..2), vec(signed(53), 0..2));
    let made = (freq, 1..6_u16, end, lists, any_weekday()).prop_map(
        |(freq, interval, end, (month, days, by_day, pos, week), week_start)| {
            let by_set_pos = pos.into_iter().map(i16::from).collect();
            Rule {
                freq,
                interval,
                end,
                by_month: month,
                by_month_day: days,
                by_day,
                by_set_pos,
                by_week: week,
                week_start,
                ..Rule::new(freq)
            }
            .sorted()
        },
    );
    made.prop_filter_map("a rule that goes together", |rule| rule.consistent().ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_reader(text in any_text()) {
        let _ = (moment(&text), interval(&text), when(&text), duration(&text), date_only(&text), time(&text), Rule::parse(&text));
        let repeat = Repeat { every: &text, on: vec![&text], until: Some(&text), count: Some(&text) };
        let _ = (repeat.rule(), Repeat { every: "month", ..repeat.clone() }.rule(), Zone::named(&text));
        if let Ok(when) = when_in(&text, Some(2026)) {
            let series = when.series(Date::constant(2026, 1, 1));
            let found = series.occurrences(Date::constant(2026, 1, 1), Date::constant(2026, 12, 31), &Zone::default());
            prop_assert!(found.iter().all(|one| one.end.is_none_or(|end| end.end() >= one.start.start())));
        }
    }

    #[test]
    fn an_interval_never_ends_before_it_starts(text in any_text()) {
        if let Ok(Interval { start, end: Some(end) }) = interval(&text) {
            prop_assert!(end.end() >= start.start(), "{text}");
        }
    }

    #[test]
    fn written_dates_are_read_back(date in any_date(), hour in 0..24_i8, minute in 0..60_i8) {
        let (d, m, y) = (date.day(), date.month(), date.year());
        let (bs, en) = (spelled::month_bs_genitive(m), spelled::month_en(m));
        let (weekday, weekday_en) = (spelled::weekday_bs(date.weekday()), spelled::weekday_en(date.weekday()));
        for text in [
            local(date), date.to_string(), format!("{d}.{m}.{y}"), format!("{d:02}.{m:02}.{y}."), format!("{d}. {bs} {y}."),
            format!("{weekday}, {d}. {m}. {y}."), format!("{en} {d}, {y}"), format!("{weekday_en}, {d} {en} {y}"), format!("{d}. {m}. {y}. godine"),
        ] {
            prop_assert_eq!(moment(&text), Ok(Moment::day(date)), "{}", text);
            prop_assert_eq!(date_only(&text), Ok(date));
            let at = Moment::at(date.at(hour, minute, 0, 0));
            for text in [format!("{text} u {hour}:{minute:02}"), format!("{text} {hour}.{minute:02} h"), format!("{text}, {hour}:{minute:02} sati")] {
                prop_assert_eq!(moment(&text), Ok(at), "{}", text);
            }
            prop_assert_eq!(moment(&at.to_string()), Ok(at));
        }
    }

    #[test]
    fn written_spans_are_read_back(first in any_date(), second in any_date()) {
        let (first, last) = (first.min(second), first.max(second));
        let expected = Ok(Interval { start: Moment::day(first), end: Some(Moment::day(last)) });
        for text in [format!("{} – {}", local(first), local(last)), format!("od {} do {}", local(first), local(last)), format!("{first} - {last}")] {
            prop_assert_eq!(interval(&text), expected.clone(), "{}", text);
        }
    }
}

proptest! {
    #[test]
    fn rules_are_read_back(rule in any_rule()) {
        prop_assert_eq!(Rule::parse(&rule.to_rrule()), Ok(rule));
    }

    #[test]
    fn days_are_in_order_and_within_bounds(rule in any_rule(), start in any_date()) {
        let zone = Zone::default();
        let start = Moment::day(start);
        let days: Vec<Date> = rule.dates(&start, &zone).take(200).collect();
        prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(days.first().is_none_or(|first| *first >= start.date));
        match rule.end {
            End::Count(count) => prop_assert!(days.len() <= usize::try_from(count).unwrap()),
            End::Until(until) => prop_assert!(days.last().is_none_or(|last| *last <= until.date)),
            End::Never => {}
        }
    }

    #[test]
    fn occurrences_touch_the_days_asked_for(rule in any_rule(), start in any_date(), hours in 1..60_u32, after in 0..2_000_i64) {
        let zone = Zone::default();
        let start = Moment::at(start.at(18, 0, 0, 0));
        let series = Series { rule: Some(rule), ..Series::once(start, Some(Minutes(hours * 60))) };
        let from = start.date.checked_add(jiff::Span::new().days(after)).unwrap();
        let to = from.checked_add(jiff::Span::new().days(90)).unwrap();
        let found = series.occurrences(from, to, &zone);
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(found.iter().all(|one| one.start.date <= to && one.last_day() >= from && series.has(one.id, &zone)));
    }
}
