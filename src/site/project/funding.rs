//! Whose money and whose work.

use super::Project;
use crate::diag::{Diagnostic, Problem, Severity, Span, text};
use crate::lang;
use crate::site::fields::{Fields, Vocabulary, scalar};
use crate::site::nested::mapping;
use crate::site::scalar::{Money, Unit, flag, money};
use crate::site::texts::texts;
use crate::yaml::{Entry, Node, Value};

/// Somebody who pays, or works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funder {
    /// As written: `Općina Javorov Brod`.
    pub name: String,
    /// How much.
    pub share: Share,
}

/// A part of a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// Hundredths of a percent of the budget: 7000 is 70 %.
    Percent(u32),
    /// An amount.
    Amount(Money),
    /// Without an amount, such as `rad mještana`; with what was written instead of one.
    Unpriced(Option<String>),
}

/// All of a budget, in hundredths of a percent.
const WHOLE: u32 = 10_000;

/// By how much shares may miss [`WHOLE`] because they were rounded: three times 33 %.
const ROUNDED: u32 = 100;

static KEYS: Vocabulary = Vocabulary::new(&[&[
    &["name", "naziv", "ime", "ko", "who"],
    &["share", "udio", "dio", "postotak", "percent"],
    &["amount", "iznos"],
]]);

/// `{Donator: 70 %, Općina: 30 %}`, a list of `{name, share}` or of such pairs, or names alone.
pub(super) fn read(fields: &mut Fields) -> Vec<Funder> {
    match fields.node("funding") {
        Some(Node { value: Value::Map(entries), .. }) => pairs(fields, entries),
        Some(Node { value: Value::List(items), .. }) => items.iter().flat_map(|item| listed(fields, item)).collect(),
        Some(_) => fields.list("funding").into_iter().map(|name| unpriced(&name.value)).collect(),
        None => Vec::new(),
    }
}

fn listed(fields: &mut Fields, item: &Node) -> Vec<Funder> {
    match &item.value {
        Value::Map(entries) if entries.iter().any(|entry| KEYS.canonical(&entry.key) == Some("name")) => {
            let funder = mapping(fields, item, &KEYS, |inner| {
                let name = inner.text("name")?;
                let share = inner.value("share", Severity::Error, share);
                let amount = inner.value("amount", Severity::Error, share_or_money);
                Some(Funder { name, share: share.or(amount).unwrap_or(Share::Unpriced(None)) })
            });
            funder.into_iter().collect()
        }
        Value::Map(entries) => pairs(fields, entries),
        _ => scalar(item).map(unpriced).into_iter().collect(),
    }
}

fn unpriced(name: &str) -> Funder {
    Funder { name: name.trim().to_owned(), share: Share::Unpriced(None) }
}

fn pairs(fields: &mut Fields, entries: &[Entry]) -> Vec<Funder> {
    let mut funders = Vec::new();
    for entry in entries {
        let written = scalar(&entry.value).unwrap_or_default().trim();
        if flag(written) == Ok(false) && !written.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        match share(written) {
            Ok(share) => funders.push(Funder { name: entry.key.trim().to_owned(), share }),
            Err(problem) => fields.findings.push(problem.at(Severity::Error, &entry.value.span)),
        }
    }
    funders
}

/// `70 %`, `33,3 posto`, `58.800 KM`; nothing, `da` or words without a number are no amount. A bare
/// number up to 100 is a share: nobody gives a project less than 100 KM.
fn share(written: &str) -> Result<Share, Problem> {
    let folded = lang::fold(written.trim());
    if folded.is_empty() || flag(&folded) == Ok(true) && folded.chars().all(char::is_alphabetic) {
        return Ok(Share::Unpriced(None));
    }
    if !folded.chars().any(|c| c.is_ascii_digit()) && money(written).is_err() {
        return Ok(Share::Unpriced(Some(written.trim().to_owned())));
    }
    let number = ["%", "posto", "odsto", "percent"].iter().find_map(|unit| folded.strip_suffix(unit));
    match (number.map(str::trim), hundredths(&folded)) {
        (Some(number), _) => hundredths(number).map(Share::Percent).ok_or_else(|| not_a_share(written)),
        (None, Some(bare)) => Ok(Share::Percent(bare)),
        (None, None) => share_or_money(written),
    }
}

fn share_or_money(written: &str) -> Result<Share, Problem> {
    money(written).map(Share::Amount).map_err(|_| not_a_share(written))
}

/// A number from 0 to 100 with at most two decimals, in hundredths.
fn hundredths(number: &str) -> Option<u32> {
    let (whole, decimals) = number.split_once([',', '.']).unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let value = whole.parse::<u32>().ok()? * 100 + format!("{decimals:0<2}").parse::<u32>().ok()?;
    (value <= WHOLE).then_some(value)
}

fn not_a_share(written: &str) -> Problem {
    Problem::new("F045", text!("`{written}` nije ni udio ni iznos", "`{written}` is neither a share nor an amount"))
        .help(text!("pišite `70 %` ili `58.800 KM`", "write `70 %` or `58.800 KM`"))
}

/// Shares make all of the budget, amounts its sum.
pub(super) fn check(fields: &mut Fields, project: &Project) {
    let Some(span) = fields.key_span("funding").cloned() else { return };
    let funding = &project.funding;
    let percents: Vec<u32> = funding.iter().filter_map(|funder| percent(&funder.share)).collect();
    let amounts: Vec<Money> = funding.iter().filter_map(|funder| amount(&funder.share)).collect();
    let sum: u32 = percents.iter().fold(0, |sum, share| sum.saturating_add(*share));
    let found = match (percents.is_empty(), amounts.is_empty()) {
        (false, true) if sum.abs_diff(WHOLE) > ROUNDED => Some(not_whole(&span, sum)),
        (false, false) if sum >= WHOLE => Some(too_much(&span, sum)),
        (true, false) => project.budget.and_then(|budget| not_the_budget(&span, budget, &amounts)),
        _ => None,
    };
    fields.findings.extend(found);
}

fn percent(share: &Share) -> Option<u32> {
    match share {
        Share::Percent(hundredths) => Some(*hundredths),
        Share::Amount(_) | Share::Unpriced(_) => None,
    }
}

fn amount(share: &Share) -> Option<Money> {
    match share {
        Share::Amount(money) => Some(*money),
        Share::Percent(_) | Share::Unpriced(_) => None,
    }
}

/// `70 %`, `33,5 %`.
fn shown(hundredths: u32) -> String {
    match hundredths % 100 {
        0 => format!("{} %", hundredths / 100),
        rest => format!("{},{:02} %", hundredths / 100, rest).replace("0 %", " %"),
    }
}

fn not_whole(span: &Span, sum: u32) -> Diagnostic {
    let (have, off) = (shown(sum), shown(sum.abs_diff(WHOLE)));
    let finding = Diagnostic::error(
        "F043",
        span,
        text!("udjeli zajedno čine {have}, a treba 100 %", "the shares make {have} together, not 100 %"),
    );
    match sum < WHOLE {
        true => finding.help(text!("nedostaje {off}", "{off} is missing")),
        false => finding.help(text!("{off} je previše", "{off} is too much")),
    }
}

fn too_much(span: &Span, sum: u32) -> Diagnostic {
    let have = shown(sum);
    Diagnostic::error(
        "F043",
        span,
        text!(
            "udjeli zajedno čine {have}, a uz njih stoje i iznosi",
            "the shares make {have}, and there are amounts beside them"
        ),
    )
    .help(text!("pišite sve kao udjele ili sve kao iznose", "write all as shares or all as amounts"))
}

fn not_the_budget(span: &Span, budget: Money, amounts: &[Money]) -> Option<Diagnostic> {
    if amounts.iter().any(|money| money.unit != budget.unit) {
        return Some(
            Diagnostic::warning(
                "F046",
                span,
                text!("iznosi nisu u valuti budžeta", "the amounts are not in the currency of the budget"),
            )
            .help(text!("preračunajte ih: 1 EUR = 1,95583 KM", "convert them: 1 EUR = 1.95583 KM")),
        );
    }
    let sum = amounts.iter().fold(0_i64, |sum, money| sum.saturating_add(money.cents));
    let (have, whole) = (written(sum, budget.unit), written(budget.cents, budget.unit));
    let off = written(sum.abs_diff(budget.cents).try_into().unwrap_or(i64::MAX), budget.unit);
    let finding = || {
        Diagnostic::warning(
            "F044",
            span,
            text!(
                "iznosi zajedno čine {have}, a budžet je {whole}",
                "the amounts make {have} together, but the budget is {whole}"
            ),
        )
    };
    match sum.cmp(&budget.cents) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Less => Some(finding().help(text!("nedostaje {off}", "{off} is missing"))),
        std::cmp::Ordering::Greater => Some(finding().help(text!("{off} je previše", "{off} is too much"))),
    }
}

/// An amount as editors write it: `84.000 KM`.
pub(super) fn written(cents: i64, unit: Unit) -> String {
    let currency = match unit {
        Unit::Bam => lang::Currency::Bam,
        Unit::Eur => lang::Currency::Eur,
    };
    lang::money(lang::Locale::Bs, cents, currency)
}

texts!(Funder: name);
