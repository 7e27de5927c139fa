//! What came, as a table for people or as lines for programs: row by row, so that memory does not grow.

use super::super::SiteId;
use super::connection::{Place, Target};
use super::error::StoreError;
use super::rows::{ITEM, item_of_row};
use super::{Item, Person};
use crate::form::Answer;
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table for spreadsheets, with formulas defused.
    Csv,
    /// One object a line, as stored.
    JsonLines,
}

/// Whether who wrote stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Texts alone.
    Sealed,
    /// With name, telephone and mail.
    Shown,
}

/// Writes all messages of a site, in the order in which they came; returns how many. A server may be working there.
///
/// # Errors
/// What the disk says, of the data and of the output.
pub fn export(
    data: &Path,
    site: &SiteId,
    format: Format,
    names: Names,
    out: &mut dyn Write,
) -> Result<u64, StoreError> {
    let (place, target) = (Place { root: data.to_owned(), vfs: None }, Target::Site(site.clone()));
    if !place.path(&target).exists() {
        return Err(StoreError::Unknown);
    }
    let db = place.open(&target)?;
    let columns = ITEM.replace(" reference,", " item.reference,").replacen("id,", "item.id,", 1);
    let mut query = db.prepare(&format!(
        "SELECT {columns}, coalesce(name, ''), coalesce(phone, ''), coalesce(email, '') \
         FROM item LEFT JOIN person ON person.item = item.id ORDER BY item.id"
    ))?;
    let mut rows = query.query([])?;
    if format == Format::Csv {
        csv(out, &HEAD.map(str::to_owned))?;
    }
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let item = item_of_row(row)?;
        let person = match names {
            Names::Shown => Person { name: row.get(17)?, phone: row.get(18)?, email: row.get(19)? },
            Names::Sealed => Person::default(),
        };
        match format {
            Format::Csv => csv(out, &cells(&item, person))?,
            Format::JsonLines => writeln!(out, "{}", object(&item, &person))?,
        }
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

const HEAD: [&str; 13] = [
    "broj",
    "obrazac",
    "izvor",
    "primljeno",
    "obećano",
    "stanje",
    "razlog",
    "ulica",
    "o čemu",
    "tekst",
    "ime",
    "telefon",
    "e-mail",
];

fn cells(item: &Item, person: Person) -> [String; 13] {
    [
        item.reference.to_string(),
        item.form.clone(),
        item.source.word().to_owned(),
        item.received.to_string(),
        item.promised_on.map(|day| day.to_string()).unwrap_or_default(),
        item.state.word().to_owned(),
        item.reason.clone(),
        item.street.clone(),
        item.about.clone(),
        item.answers.iter().filter_map(|(field, answer)| said(field, answer)).collect::<Vec<_>>().join("\n"),
        person.name,
        person.phone,
        person.email,
    ]
}

fn said(field: &str, answer: &Answer) -> Option<String> {
    let text = match answer {
        Answer::Text(text) | Answer::Choice(text) | Answer::Number(text) | Answer::Date(text) | Answer::Time(text) => {
            text.clone()
        }
        Answer::Choices(values) => values.join(", "),
        Answer::Consent => return None,
    };
    Some(if field == "message" { text } else { format!("{field}: {text}") })
}

fn object(item: &Item, person: &Person) -> serde_json::Value {
    json!({
        "reference": item.reference.to_string(), "form": item.form, "version": item.version, "kind": item.kind,
        "locale": item.locale, "source": item.source.word(), "received": item.received.to_string(),
        "promised_on": item.promised_on.map(|day| day.to_string()), "state": item.state.word(),
        "reason": item.reason, "street": item.street, "about": item.about, "supports": item.supports,
        "answers": item.answers, "name": person.name, "phone": person.phone, "email": person.email,
    })
}

/// One row (RFC 4180). What a spreadsheet would take for a formula gets a `'` before it.
fn csv(out: &mut dyn Write, cells: &[String]) -> Result<(), StoreError> {
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", defused(cell).replace('"', "\"\""))).collect();
    Ok(write!(out, "{}\r\n", quoted.join(","))?)
}

/// `=`, `+`, `-`, `@`, tab and carriage return begin formulas, in full width too, and after spaces in some programs.
fn defused(cell: &str) -> String {
    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}', '\u{200b}']).chars().next();
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_texts() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u{200b}=1", "\n=1"] {
            assert!(defused(formula).starts_with('\''), "{formula:?}");
        }
        for text in ["Rupa", "a=b", "", "'=1", "061 123"] {
            assert_eq!(defused(text), text);
        }
        let mut out = Vec::new();
        csv(&mut out, &["=cmd|'/c calc'!A0".to_owned(), "\"a\",b".to_owned()]).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\"'=cmd|'/c calc'!A0\",\"\"\"a\"\",b\"\r\n");
    }
}
