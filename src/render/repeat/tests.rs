#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::said;
use crate::date::{Date, Rule};
use crate::lang::{Labels, Locale};

/// A rule, from Thursday 1 January 2026 on, in Bosnian and in English; empty where it is not said.
const RULES: &[(&str, &str, &str)] = &[
    ("FREQ=DAILY", "svaki dan", "every day"),
    ("FREQ=DAILY;INTERVAL=2", "svakog drugog dana", "every second day"),
    ("FREQ=DAILY;INTERVAL=10", "", ""),
    ("FREQ=WEEKLY", "svakog četvrtka", "every Thursday"),
    ("FREQ=WEEKLY;BYDAY=TU,TH", "svakog utorka i četvrtka", "every Tuesday and Thursday"),
    ("FREQ=WEEKLY;BYDAY=TU,WE", "svakog utorka i svake srijede", "every Tuesday and Wednesday"),
    (
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "svakog ponedjeljka, svake srijede i svakog petka",
        "every Monday, Wednesday and Friday",
    ),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "svakog radnog dana", "every weekday"),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "svakog radnog dana", "every weekday"),
    ("FREQ=WEEKLY;BYDAY=SA,SU", "vikendom", "at weekends"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "svaki dan", "every day"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "svake druge subote", "every second Saturday"),
    (
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SA",
        "svakog trećeg utorka i svake treće subote",
        "every third Tuesday and third Saturday",
    ),
    ("FREQ=WEEKLY;INTERVAL=9;BYDAY=SA", "", ""),
    ("FREQ=MONTHLY;BYDAY=1MO", "svakog prvog ponedjeljka u mjesecu", "on the first Monday of each month"),
    ("FREQ=MONTHLY;BYDAY=-1SU", "svake posljednje nedjelje u mjesecu", "on the last Sunday of each month"),
    (
        "FREQ=MONTHLY;BYDAY=1TU,3TU",
        "svakog prvog i trećeg utorka u mjesecu",
        "on the first and third Tuesday of each month",
    ),
    ("FREQ=MONTHLY;BYDAY=1TU,3WE", "", ""),
    ("FREQ=MONTHLY;BYDAY=-2MO", "", ""),
    (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=3WE",
        "svake treće srijede u mjesecu, svakog drugog mjeseca",
        "on the third Wednesday of each month, every second month",
    ),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "svakog 15. u mjesecu", "on day 15 of each month"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15", "svakog 1. i 15. u mjesecu", "on day 1 and 15 of each month"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "posljednjeg dana u mjesecu", "on the last day of each month"),
    ("FREQ=MONTHLY;BYMONTHDAY=-2", "", ""),
    ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "svake godine 1. marta", "every year on 1 March"),
    ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=1", "", ""),
    ("FREQ=WEEKLY;BYDAY=SA;BYMONTH=6,7", "", ""),
    ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "", ""),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "", ""),
];

fn words(rule: &str, locale: Locale) -> Option<String> {
    said(Labels::builtin(locale), &Rule::parse(rule).unwrap(), Date::constant(2026, 1, 1))
}

#[test]
fn rules_are_said_in_bosnian_and_english() {
    for (rule, bs, en) in RULES {
        assert_eq!(words(rule, Locale::Bs).unwrap_or_default(), *bs, "{rule}");
        assert_eq!(words(rule, Locale::En).unwrap_or_default(), *en, "{rule}");
    }
}

#[test]
fn every_locale_says_the_same_rules_in_its_own_words() {
    for (locale, rule, expected) in [
        (Locale::Hr, "FREQ=MONTHLY;BYDAY=-1FR", "svakog zadnjeg petka u mjesecu"),
        (Locale::SrLatn, "FREQ=WEEKLY;BYDAY=WE", "svake srijede"),
        (Locale::SrCyrl, "FREQ=MONTHLY;BYDAY=1MO", "сваког првог понедјељка у мјесецу"),
        (Locale::BsCyrl, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "сваке друге суботе"),
        (Locale::HrCyrl, "FREQ=MONTHLY;BYMONTHDAY=-1", "задњег дана у мјесецу"),
    ] {
        assert_eq!(words(rule, locale).as_deref(), Some(expected), "{locale:?} {rule}");
    }
    for locale in Locale::ALL {
        for (rule, bs, _) in RULES {
            let said = words(rule, locale);
            assert_eq!(said.is_none(), bs.is_empty(), "{locale:?} {rule}: {said:?}");
            assert!(said.is_none_or(|said| !said.contains(['{', '}']) && !said.contains("  ")), "{locale:?} {rule}");
        }
    }
}
