//! Numbers, money and file sizes as they are written here.

use super::Locale;
use serde::{Deserialize, Serialize};

/// The two currencies of budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Convertible mark, written KM.
    Bam,
    /// Euro.
    Eur,
}

/// A whole number with its thousands apart: `61.600`; `61,600` in English.
pub fn number(locale: Locale, n: impl Into<i128>) -> String {
    let n: i128 = n.into();
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
    if n < 0 {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(thousands(locale));
        }
        out.push(digit);
    }
    out
}

/// An amount given in hundredths: `61.600 KM`, `28.420,50 KM`, `1.000 EUR`. Hundredths are written
/// only when there are any.
pub fn money(locale: Locale, cents: i64, currency: Currency) -> String {
    let rest = cents.unsigned_abs() % 100;
    let whole = number(locale, cents / 100);
    let sign = if cents < 0 && cents > -100 { "−" } else { "" };
    let unit = match (currency, locale.script()) {
        (Currency::Bam, super::Script::Latin) => "KM",
        (Currency::Bam, super::Script::Cyrillic) => "КМ",
        (Currency::Eur, _) => "EUR",
    };
    match rest {
        0 => format!("{whole} {unit}"),
        _ => format!("{sign}{whole}{}{rest:02} {unit}", decimal(locale)),
    }
}

/// The size of a file in units of 1024, rounded up so that nobody is promised less: `48 KB`,
/// `1,2 MB`, `15 MB`.
pub fn file_size(locale: Locale, bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * 1024;
    const GB: u64 = MB * 1024;
    match bytes {
        0..KB => format!("{bytes} B"),
        // From here on rounding up would give 1024 of the smaller unit.
        _ if bytes <= MB - KB => format!("{} KB", bytes.div_ceil(KB)),
        _ if bytes <= GB - MB => format!("{} MB", tenths(locale, bytes, MB)),
        _ => format!("{} GB", tenths(locale, bytes, GB)),
    }
}

fn tenths(locale: Locale, bytes: u64, unit: u64) -> String {
    let tenths = (u128::from(bytes) * 10).div_ceil(u128::from(unit));
    match (tenths / 10, tenths % 10) {
        (whole @ 0..10, rest @ 1..) => format!("{whole}{}{rest}", decimal(locale)),
        (whole @ 0..10, _) => whole.to_string(),
        _ => bytes.div_ceil(unit).to_string(),
    }
}

fn thousands(locale: Locale) -> char {
    if locale == Locale::En { ',' } else { '.' }
}

fn decimal(locale: Locale) -> char {
    if locale == Locale::En { '.' } else { ',' }
}
