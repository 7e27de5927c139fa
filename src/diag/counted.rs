//! How many findings there are, in words.

use super::{Diagnostic, Severity, Text, text};

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// [`Severity::Error`].
    pub errors: usize,
    /// [`Severity::Warning`].
    pub warnings: usize,
    /// [`Severity::Hint`].
    pub hints: usize,
}

/// Which form of a noun follows a number (CLDR plural rules of Bosnian).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plural {
    One,
    Few,
    Other,
}

impl Counted {
    /// Counts.
    pub fn of(findings: &[Diagnostic]) -> Counted {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Counted { errors: count(Severity::Error), warnings: count(Severity::Warning), hints: count(Severity::Hint) }
    }

    /// "2 greške, 1 upozorenje"; what there is none of is not named.
    pub fn text(&self) -> Text {
        let parts: Vec<_> = [
            (self.errors, ["greška", "greške", "grešaka"], ["error", "errors"]),
            (self.warnings, ["upozorenje", "upozorenja", "upozorenja"], ["warning", "warnings"]),
            (self.hints, ["savjet", "savjeta", "savjeta"], ["hint", "hints"]),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, bs, en)| {
            (format!("{number} {}", bosnian(number, bs)), format!("{number} {}", english(number, en)))
        })
        .collect();
        if parts.is_empty() {
            return text!("nema nalaza", "no findings");
        }
        let (bs, en): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        Text { bs: bs.join(", "), en: en.join(", ") }
    }
}

fn bosnian(number: usize, [one, few, other]: [&str; 3]) -> &str {
    match plural(number) {
        Plural::One => one,
        Plural::Few => few,
        Plural::Other => other,
    }
}

fn plural(number: usize) -> Plural {
    match (number % 10, number % 100) {
        (_, 11..=14) => Plural::Other,
        (1, _) => Plural::One,
        (2..=4, _) => Plural::Few,
        _ => Plural::Other,
    }
}

fn english(number: usize, [one, other]: [&str; 2]) -> &str {
    if number == 1 { one } else { other }
}
