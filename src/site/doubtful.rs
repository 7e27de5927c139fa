//! Words that another script may spell wrongly, for an editor to look through.

use super::assemble::Site;
use super::reading::Reading;
use crate::diag::{Diagnostic, Span, text};
use crate::lang::script::{Doubt, Rules, doubt, is_cyrillic, to_cyrillic_with};
use crate::lang::{Locale, fold};
use crate::markdown::{Respell, prose};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The doubtful words of a site's texts, each at the first place where it stands.
pub fn doubtful(site: &Site) -> Vec<Diagnostic> {
    let Some(edition) = site.editions.first().filter(|edition| edition.locale != Locale::En) else { return Vec::new() };
    let respell = Respell { locale: Locale::BsCyrl, rules: Arc::clone(&site.config.script_rules) };
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for item in edition.items.values().flatten().filter(|item| item.locale != Locale::En) {
        for span in places(&item.reading, &respell) {
            found.extend(in_text(&span, &respell.rules, &mut seen));
        }
    }
    found
}

/// Title and text, where they are written in Latin.
fn places(reading: &Reading, respell: &Respell) -> Vec<Span> {
    let (source, body) = &reading.body;
    let inside = source.text.get(body.clone()).unwrap_or_default();
    let ranges = prose(inside, respell).into_iter();
    // The places of texts inside YAML are not those of the file.
    let whole = Arc::ptr_eq(source, &reading.text.source);
    let spans = ranges.filter(|_| whole).map(|range| source.span(body.start + range.start..body.start + range.end));
    reading.common.title_span.iter().cloned().chain(spans).filter(|span| !is_cyrillic(span.text())).collect()
}

fn in_text(span: &Span, rules: &Rules, seen: &mut BTreeSet<String>) -> Vec<Diagnostic> {
    let text = span.text();
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(|letter: char| !letter.is_alphabetic()) {
        let start = at + text.get(at..).and_then(|rest| rest.find(word)).unwrap_or(0);
        at = start + word.len();
        let Some(doubt) = doubt(word, rules).filter(|_| word.chars().count() > 1) else { continue };
        if seen.insert(fold(word)) {
            found.push(told(word, doubt, rules, &span.source.span(span.start + start..span.start + at)));
        }
    }
    found
}

fn told(word: &str, doubt: Doubt, rules: &Rules, at: &Span) -> Diagnostic {
    let converted = to_cyrillic_with(word, rules);
    match doubt {
        Doubt::Mixed => Diagnostic::warning(
            "J001",
            at,
            text!("u riječi `{word}` su slova oba pisma", "the word `{word}` has letters of both scripts"),
        )
        .help(text!("otkucajte je ponovo jednim pismom", "type it again in one script")),
        Doubt::OneLetter => Diagnostic::hint(
            "J002",
            at,
            text!(
                "ćirilicom će pisati `{converted}`: je li to jedno slovo?",
                "Cyrillic will be `{converted}`: is that one letter?"
            ),
        )
        .help(text!(
            "ako nije, dodajte u `site.yaml`: `izuzeci_pisma: [in|jekcija]`",
            "if not, add to `site.yaml`: `script_exceptions: [in|jekcija]`"
        )),
        Doubt::Foreign => Diagnostic::hint(
            "J003",
            at,
            text!(
                "`{word}` ostaje latinicom: ima slovo koje nije naše",
                "`{word}` stays Latin: it has a letter that is not ours"
            ),
        ),
    }
}
