//! `brands` and `script_exceptions`: what a site adds to the rules of the scripts.

use super::fields::{Fields, scalar};
use crate::diag::{Problem, Severity, Span, text};
use crate::lang::script::{Rules, to_latin};
use crate::yaml::{Node, Value};
use std::sync::{Arc, OnceLock};

/// The built-in rules with what the site adds.
pub fn read(fields: &mut Fields) -> Arc<Rules> {
    let (brands, exceptions) = (fields.list("brands"), exceptions(fields));
    if brands.is_empty() && exceptions.is_empty() {
        return built_in();
    }
    let mut rules = Rules::builtin().clone();
    brands.iter().for_each(|brand| rules.add_brand(&brand.value));
    for (exception, span) in exceptions {
        if !rules.add_exception(&exception) {
            fields.findings.push(no_exception(&exception).at(Severity::Warning, &span));
        }
    }
    Arc::new(rules)
}

fn built_in() -> Arc<Rules> {
    static BUILT_IN: OnceLock<Arc<Rules>> = OnceLock::new();
    Arc::clone(BUILT_IN.get_or_init(|| Arc::new(Rules::builtin().clone())))
}

/// A list of words that are parted by `|`, or a mapping of Latin words to their Cyrillic.
fn exceptions(fields: &mut Fields) -> Vec<(String, Span)> {
    match fields.node("script_exceptions") {
        Some(Node { value: Value::Map(entries), .. }) => {
            let words = entries.iter().map(|entry| {
                let cyrillic = scalar(&entry.value).unwrap_or_default();
                (parted(&entry.key, cyrillic).unwrap_or_else(|| entry.key.clone()), entry.key_span.clone())
            });
            words.collect()
        }
        _ => fields.list("script_exceptions").into_iter().map(|word| (word.value, word.span)).collect(),
    }
}

/// `injekcija` and `инјекција` give `in|jekcija`: a bar where Cyrillic has two letters for what may be
/// one. None when the two are not the same word.
fn parted(latin: &str, cyrillic: &str) -> Option<String> {
    let mut out = String::new();
    let mut before = None;
    for letter in cyrillic.trim().chars().flat_map(char::to_lowercase) {
        if matches!((before, letter), (Some('д'), 'ж') | (Some('н' | 'л'), 'ј')) {
            out.push('|');
        }
        out.push_str(&to_latin(&letter.to_string()));
        before = Some(letter);
    }
    (out.replace('|', "") == latin.trim().to_lowercase()).then_some(out)
}

fn no_exception(word: &str) -> Problem {
    Problem::new(
        "S008",
        text!(
            "iz `{word}` se ne vidi koja su dva slova odvojena",
            "`{word}` does not say which two letters stand apart"
        ),
    )
    .help(text!(
        "stavite crtu između njih: `in|jekcija`, ili obje riječi: `injekcija: инјекција`",
        "put a bar between them: `in|jekcija`, or give both words: `injekcija: инјекција`"
    ))
}
