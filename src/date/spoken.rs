//! Days as people here say them, in the words of a language.

use super::Date;
use crate::lang::{Labels, Locale};

/// `24. novembra 2026.`, the month in the genitive.
pub fn long(labels: &Labels, date: Date) -> String {
    format(labels, "formats.date_long", date)
}

/// `24. 11. 2026.`
pub fn short(labels: &Labels, date: Date) -> String {
    format(labels, "formats.date_short", date)
}

/// `24. 11.`, the year being clear.
pub fn day_month(labels: &Labels, date: Date) -> String {
    match labels.locale {
        Locale::En => format!("{} {}", date.day(), labels.month_short(month(date))),
        _ => format!("{}. {}.", date.day(), date.month()),
    }
}

/// `novembar 2026.`
pub fn month_year(labels: &Labels, date: Date) -> String {
    format(labels, "formats.month_year", date)
}

/// `utorak, 24. novembra 2026.`
pub fn weekday_long(labels: &Labels, date: Date) -> String {
    format!("{}, {}", labels.weekday(weekday(date)), long(labels, date))
}

/// `danas`, `sutra`, `jučer`; `u subotu` within the next six days; else the day and the month. Only for
/// words that are read on the day `today`: a page is read later than it is made.
pub fn near(labels: &Labels, date: Date, today: Date) -> String {
    let days = i64::from(date.since(today).map_or(0, |span| span.get_days()));
    let key = match days {
        -1 => "time.yesterday",
        0 => "time.today",
        1 => "time.tomorrow",
        2 => "time.day_after_tomorrow",
        3..=6 => return labels.fill("time.on_weekday", &[("weekday", labels.weekday_accusative(weekday(date)))]),
        _ if date.year() == today.year() => return day_month(labels, date),
        _ => return short(labels, date),
    };
    labels.get(key).to_owned()
}

/// The month as a number from 1.
pub fn month(date: Date) -> u8 {
    u8::try_from(date.month()).unwrap_or(1)
}

/// 0 for Monday.
pub fn weekday(date: Date) -> u8 {
    u8::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn format(labels: &Labels, key: &str, date: Date) -> String {
    let (day, number, year) = (date.day().to_string(), date.month().to_string(), date.year().to_string());
    let values = [
        ("d", day.as_str()),
        ("m", &number),
        ("y", &year),
        ("month_genitive", labels.month_genitive(month(date))),
        ("month_nominative", labels.month_nominative(month(date))),
    ];
    labels.fill(key, &values)
}
