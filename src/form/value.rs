//! Reading one answer: cleaned, normalised, and held against what its question asks.

use super::error::Mistake;
use super::field::{Choice, Field, FieldKind, MAX_VALUE_BYTES};
use super::submission::Answer;
use crate::date;

/// The answer to a question from what was sent under its name; nothing when it was left empty.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(field: &Field, sent: &[&str]) -> Result<Option<Answer>, Mistake> {
    if sent.iter().any(|value| value.len() > MAX_VALUE_BYTES) {
        return Err(Mistake::TooLong(field.longest() as u64));
    }
    let line = sent.iter().map(|value| one_line(value)).find(|value| !value.is_empty()).unwrap_or_default();
    let answer = match &field.kind {
        FieldKind::Choices { options } => choices(field, options, sent)?,
        FieldKind::LongText => text(field, lines(sent.first().copied().unwrap_or_default()))?,
        _ if line.is_empty() => None,
        FieldKind::Text | FieldKind::Street { .. } | FieldKind::Hidden { .. } => text(field, line)?,
        FieldKind::Email => Some(Answer::Text(email(line)?)),
        FieldKind::Phone => Some(Answer::Text(phone(line)?)),
        FieldKind::Choice { options } => Some(Answer::Choice(choice(options, &line)?)),
        FieldKind::Number => Some(Answer::Number(number(field, &line)?)),
        FieldKind::Date => Some(Answer::Date(date::date_only(&line).map_err(|_| Mistake::Date)?.to_string())),
        FieldKind::Time => {
            let time = date::time(&line).map_err(|_| Mistake::Time)?;
            Some(Answer::Time(format!("{:02}:{:02}", time.hour(), time.minute())))
        }
        FieldKind::Consent => Some(Answer::Consent),
        FieldKind::Photos => None,
    };
    match answer {
        None if field.is_required() && field.kind != FieldKind::Photos => Err(Mistake::Missing),
        answer => Ok(answer),
    }
}

/// A line without control characters; white space at the ends and runs of it inside go.
fn one_line(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Lines that end with `\n`, without control characters and white space at the ends.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

fn text(field: &Field, text: String) -> Result<Option<Answer>, Mistake> {
    if text.is_empty() {
        return Ok(None);
    }
    let length = text.chars().count();
    let least = field.min.and_then(|min| u64::try_from(min).ok()).unwrap_or(0);
    match () {
        () if length > field.longest() => Err(Mistake::TooLong(field.longest() as u64)),
        () if (length as u64) < least => Err(Mistake::TooShort(least)),
        () => Ok(Some(Answer::Text(text))),
    }
}

/// An address that mail can be sent to as far as one can see: one `@`, a domain with a dot, no
/// spaces (RFC 5321 limits: 64 before the `@`, 254 in all). Quoted local parts are refused.
fn email(line: String) -> Result<String, Mistake> {
    let (local, domain) = line.split_once('@').ok_or(Mistake::Email)?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let local_fine =
        (1..=64).contains(&local.len()) && local.chars().all(is_local) && local.split('.').all(|part| !part.is_empty());
    let domain_fine = domain.contains('.') && domain.split('.').all(is_label);
    if local_fine && domain_fine && line.len() <= 254 { Ok(line) } else { Err(Mistake::Email) }
}

/// A number as people write it; 5 digits (short numbers of services) to 15 (E.164).
fn phone(line: String) -> Result<String, Mistake> {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let known = line.chars().enumerate().all(|(i, c)| match c {
        '+' => i == 0,
        ' ' | '-' | '–' | '/' | '.' | '(' | ')' | '\u{a0}' => true,
        c => c.is_ascii_digit(),
    });
    if known && (5..=15).contains(&digits) { Ok(line) } else { Err(Mistake::Phone) }
}

fn choice(options: &[Choice], line: &str) -> Result<String, Mistake> {
    options.iter().find(|option| option.value == line).map(|option| option.value.clone()).ok_or(Mistake::Choice)
}

fn choices(field: &Field, options: &[Choice], sent: &[&str]) -> Result<Option<Answer>, Mistake> {
    let sent: Vec<String> = sent.iter().map(|value| one_line(value)).filter(|value| !value.is_empty()).collect();
    if sent.iter().any(|value| options.iter().all(|option| option.value != *value)) {
        return Err(Mistake::Choice);
    }
    let taken: Vec<String> =
        options.iter().filter(|option| sent.contains(&option.value)).map(|option| option.value.clone()).collect();
    let limit = |limit: Option<i64>| limit.and_then(|n| u64::try_from(n).ok());
    let count = taken.len() as u64;
    match (count, limit(field.min), limit(field.max)) {
        (0, _, _) => Ok(None),
        (_, Some(min), _) if count < min => Err(Mistake::TooFew(min)),
        (_, _, Some(max)) if count > max => Err(Mistake::TooMany(max)),
        _ => Ok(Some(Answer::Choices(taken))),
    }
}

/// Digits with a decimal comma or point; `1.500` is one and a half only in other countries, so a
/// point before exactly three digits parts thousands.
fn number(field: &Field, line: &str) -> Result<String, Mistake> {
    let (sign, digits) = match line.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", line),
    };
    let (whole, decimals) = match digits.split_once(',') {
        Some((whole, decimals)) => (thousands(whole), Some(decimals)),
        None => match digits.rsplit_once('.') {
            Some((whole, decimals)) if decimals.len() != 3 => (thousands(whole), Some(decimals)),
            _ => (thousands(digits), None),
        },
    };
    let whole = whole.ok_or(Mistake::Number)?;
    let decimals = decimals.unwrap_or_default();
    let fine = !whole.is_empty() && whole.len() <= 15 && decimals.len() <= 6;
    if !fine || !decimals.bytes().all(|b| b.is_ascii_digit()) || (digits.contains(',') && decimals.is_empty()) {
        return Err(Mistake::Number);
    }
    let decimals = decimals.trim_end_matches('0');
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    within(field, sign, whole, decimals)?;
    let zero = whole == "0" && decimals.is_empty();
    let point = if decimals.is_empty() { "" } else { "." };
    Ok(format!("{}{whole}{point}{decimals}", if zero { "" } else { sign }))
}

/// Digits, perhaps in groups of three parted by points or spaces.
fn thousands(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(['.', ' ', '\u{a0}']).collect();
    let digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1 || groups.first().is_some_and(|group| group.len() <= 3));
    (digits && grouped).then(|| groups.concat())
}

fn within(field: &Field, sign: &str, whole: &str, decimals: &str) -> Result<(), Mistake> {
    // In millionths, which 15 and 6 digits fit.
    let scaled: i128 = format!("{sign}{whole}{decimals:0<6}").parse().map_err(|_| Mistake::Number)?;
    let limit = |n: i64| i128::from(n) * 1_000_000;
    match (field.min, field.max) {
        (Some(min), _) if scaled < limit(min) => Err(Mistake::TooSmall(min)),
        (_, Some(max)) if scaled > limit(max) => Err(Mistake::TooLarge(max)),
        _ => Ok(()),
    }
}
