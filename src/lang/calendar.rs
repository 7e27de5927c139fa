//! The names of months and weekdays in all the forms in which people write them, for reading.

/// Month names folded: nominative, genitive, locative and short forms of all languages.
const MONTHS: [&str; 12] = [
    "januar januara januaru jan sijecanj sijecnja sijecnju sij january",
    "februar februara februaru feb veljaca veljace veljaci velj vel february",
    "mart marta martu mar ozujak ozujka ozujku ozu march",
    "april aprila aprilu apr travanj travnja travnju tra",
    "maj maja maju svibanj svibnja svibnju svi may",
    "jun juni juna junu lipanj lipnja lipnju lip june",
    "jul juli jula julu srpanj srpnja srpnju srp july",
    "august augusta augustu aug avgust avgusta avgustu avg kolovoz kolovoza kolovozu kol",
    "septembar septembra septembru sep sept rujan rujna rujnu ruj september",
    "oktobar oktobra oktobru okt listopad listopada listopadu lis october oct",
    "novembar novembra novembru nov studeni studenog studenoga studenom studenome studenomu stu november",
    "decembar decembra decembru dec prosinac prosinca prosincu pro december",
];

/// Weekday names folded, Monday first: the cases used in speech ("ponedjeljkom", "u srijedu"),
/// plurals, short forms, Serbian ekavian, English.
const WEEKDAYS: [&str; 7] = [
    "ponedeljak ponedeljka ponedeljku ponedeljkom ponedeljci ponedeljke pon monday mondays mon",
    "utorak utorka utorku utorkom utorci utorke uto tuesday tuesdays tue tues",
    "srijeda srijede srijedi srijedu srijedom srijedama sri sreda srede sredi sredu sredom sredama sre wednesday \
     wednesdays wed",
    "cetvrtak cetvrtka cetvrtku cetvrtkom cetvrtci cetvrtke cet thursday thursdays thu thur thurs",
    "petak petka petku petkom petci petke pet friday fridays fri",
    "subota subote suboti subotu subotom subotama sub saturday saturdays sat",
    "nedelja nedelje nedelji nedelju nedeljom nedeljama ned sunday sundays sun",
];

/// The names of the months as [`super::fold`] leaves them, each with its number from 1: all cases and
/// short forms of all languages.
pub fn months() -> impl Iterator<Item = (&'static str, u8)> {
    numbered(&MONTHS, 1)
}

/// The names of the weekdays as [`super::fold`] leaves them, Monday being 0. Some short forms are
/// other words too (`pet` five, `sat` hour, `nedjelja` week): the place must tell.
pub fn weekdays() -> impl Iterator<Item = (&'static str, u8)> {
    numbered(&WEEKDAYS, 0)
}

fn numbered(rows: &'static [&'static str], first: u8) -> impl Iterator<Item = (&'static str, u8)> {
    (first..).zip(rows).flat_map(|(number, row)| row.split_whitespace().map(move |word| (word, number)))
}
