//! Single values from their raw text: truth values, money, percentages, whole numbers.

use crate::diag::{Problem, text};
use crate::lang::fold;

/// `da`, `ne`, `yes`, `no`, `true`, `false`, in both scripts.
pub fn flag(written: &str) -> Result<bool, Problem> {
    match fold(written.trim()).as_str() {
        "da" | "yes" | "true" | "on" | "1" | "y" => Ok(true),
        "ne" | "no" | "false" | "off" | "0" | "n" => Ok(false),
        _ => Err(Problem::new(
            "F006",
            text!("`{written}` nije ni `da` ni `ne`", "`{written}` is neither `yes` nor `no`"),
        )
        .help(text!("pišite `da` ili `ne`", "write `yes` or `no`"))),
    }
}

/// The currencies in which budgets are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Unit {
    /// Convertible mark, KM.
    Bam,
    /// Euro.
    Eur,
}

/// An amount of money in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Money {
    /// Hundredths of the unit.
    pub cents: i64,
    /// Which currency.
    pub unit: Unit,
}

/// `84.000 KM`, `1.250,50 KM`, `12 500 EUR`, `besplatno`. The point groups thousands, the comma
/// begins the decimals; `84.50` is read as eighty-four and a half, since groups have three digits.
pub fn money(written: &str) -> Result<Money, Problem> {
    let folded = fold(written.trim());
    if matches!(folded.as_str(), "besplatno" | "bez naknade" | "free") {
        return Ok(Money { cents: 0, unit: Unit::Bam });
    }
    let amount: String = written.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let unit: String = folded.chars().filter(|c| c.is_alphabetic() || *c == '€').collect();
    let unit = match unit.as_str() {
        "" | "km" | "bam" | "konvertibilnihmaraka" | "maraka" => Unit::Bam,
        "eur" | "€" | "eura" | "evra" | "euro" => Unit::Eur,
        _ => return Err(not_money(written)),
    };
    let cents = cents(&amount).ok_or_else(|| not_money(written))?;
    Ok(Money { cents, unit })
}

/// Hundredths from digits with groups and decimals; none where it is ambiguous or too large.
fn cents(amount: &str) -> Option<i64> {
    let (whole, decimals) = match amount.rsplit_once([',', '.']) {
        Some((whole, rest)) if rest.len() <= 2 => (whole, rest),
        Some((_, rest)) if rest.len() == 3 => (amount, ""),
        Some(_) => return None,
        None => (amount, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let grouped = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    let digits: String = groups.concat();
    if !grouped || digits.is_empty() || digits.len() > 12 {
        return None;
    }
    let decimals = format!("{decimals:0<2}");
    digits.parse::<i64>().ok()?.checked_mul(100)?.checked_add(decimals.parse::<i64>().ok()?)
}

fn not_money(written: &str) -> Problem {
    Problem::new("F007", text!("`{written}` nije iznos", "`{written}` is not an amount of money"))
        .help(text!("pišite `84.000 KM`, `1.250,50 KM` ili `besplatno`", "write `84.000 KM`, `1.250,50 KM` or `free`"))
}

/// `40 %`, `40`, `12,5 %`: whole percents, rounded down.
pub fn percent(written: &str) -> Result<u8, Problem> {
    let number = written.trim().trim_end_matches('%').trim();
    let whole = number.split([',', '.']).next().unwrap_or(number);
    let digits = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    match whole.parse::<u8>() {
        Ok(value) if value <= 100 && digits => Ok(value),
        _ => Err(Problem::new(
            "F008",
            text!("`{written}` nije postotak od 0 do 100", "`{written}` is not a percentage from 0 to 100"),
        )
        .help(text!("pišite na primjer `40 %`", "write for example `40 %`"))),
    }
}

/// A whole number.
pub fn integer(written: &str) -> Result<i64, Problem> {
    written.trim().parse().map_err(|_| {
        Problem::new("F009", text!("`{written}` nije cijeli broj", "`{written}` is not a whole number"))
            .help(text!("pišite samo cifre, na primjer `10`", "write only digits, for example `10`"))
    })
}
