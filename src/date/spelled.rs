//! Names of months and weekdays as they are spelled, for messages.

use super::names::fold;
use jiff::civil::Weekday;

/// Croatian months in the genitive, for suggestions.
const MONTHS_HR: [&str; 12] = [
    "siječnja",
    "veljače",
    "ožujka",
    "travnja",
    "svibnja",
    "lipnja",
    "srpnja",
    "kolovoza",
    "rujna",
    "listopada",
    "studenoga",
    "prosinca",
];

/// The month or weekday closest to a folded word, as it is spelled, if one is close enough to be meant.
pub(crate) fn nearest(word: &str) -> Option<&'static str> {
    let months = (1..=12).flat_map(|month| [month_bs(month), month_bs_genitive(month), month_en(month)]);
    let days = Weekday::Monday
        .cycle_forward()
        .take(7)
        .flat_map(|day| [weekday_bs(day), weekday_habit_bs(day), weekday_en(day)]);
    let distance = |name: &str| strsim::damerau_levenshtein(&fold(name), word);
    let (near, best) =
        months.chain(days).chain(MONTHS_HR).map(|name| (distance(name), name)).min_by_key(|(distance, _)| *distance)?;
    (word.len() > 3 && word.len() < 16 && near <= 1 + word.len() / 6).then_some(best)
}

/// A month in Bosnian, nominative, for messages.
pub(crate) fn month_bs(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "januar",
        "februar",
        "mart",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "septembar",
        "oktobar",
        "novembar",
        "decembar",
    ];
    usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

/// A month in Bosnian, genitive (5. juna), for messages.
pub(crate) fn month_bs_genitive(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "januara",
        "februara",
        "marta",
        "aprila",
        "maja",
        "juna",
        "jula",
        "augusta",
        "septembra",
        "oktobra",
        "novembra",
        "decembra",
    ];
    usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

/// A month in English, for messages.
pub(crate) fn month_en(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or_default()
}

/// A weekday in Bosnian, for messages.
pub(crate) fn weekday_bs(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "ponedjeljak",
        Weekday::Tuesday => "utorak",
        Weekday::Wednesday => "srijeda",
        Weekday::Thursday => "četvrtak",
        Weekday::Friday => "petak",
        Weekday::Saturday => "subota",
        Weekday::Sunday => "nedjelja",
    }
}

/// Each such weekday in Bosnian (četvrtkom), for messages.
pub(crate) fn weekday_habit_bs(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "ponedjeljkom",
        Weekday::Tuesday => "utorkom",
        Weekday::Wednesday => "srijedom",
        Weekday::Thursday => "četvrtkom",
        Weekday::Friday => "petkom",
        Weekday::Saturday => "subotom",
        Weekday::Sunday => "nedjeljom",
    }
}

/// A weekday in English, for messages.
pub(crate) fn weekday_en(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
