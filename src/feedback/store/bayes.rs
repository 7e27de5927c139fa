//! A small filter that volunteers teach by what they do anyway: calling a message spam, or answering it.
//!
//! Naive Bayes over words without script and diacritics, so that what is learnt in one script is known in the other.
//! It only ever sends to quarantine, and says nothing before it has seen enough of both kinds.

use super::error::StoreError;
use crate::lang;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// What a volunteer thinks of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Spam.
    Spam,
    /// Somebody's word.
    Ham,
}

/// Fewer messages of either kind teach nothing.
const ENOUGH: i64 = 8;
/// Words of a message that are looked at: the first so many different ones.
const MOST_WORDS: usize = 200;
/// The words that say most decide.
const DECIDING: usize = 15;
/// From this natural logarithm of the odds on it is called spam: a hundred to one.
const SURE: f64 = 4.6;
/// The row that counts messages.
const MESSAGES: &str = "";

/// Learns a text. The same text must not be taught twice with one verdict.
pub(super) fn teach(db: &Connection, text: &str, verdict: Verdict) -> Result<(), StoreError> {
    let (spam, ham) = match verdict {
        Verdict::Spam => (1, 0),
        Verdict::Ham => (0, 1),
    };
    let mut learn = db.prepare_cached(
        "INSERT INTO word (word, spam, ham) VALUES (?1, ?2, ?3) \
         ON CONFLICT DO UPDATE SET spam = spam + excluded.spam, ham = ham + excluded.ham",
    )?;
    learn.execute(params![MESSAGES, spam, ham])?;
    for word in words(text) {
        learn.execute(params![word, spam, ham])?;
    }
    Ok(())
}

/// Whether a text reads like what was called spam.
pub(super) fn is_spam(db: &Connection, text: &str) -> Result<bool, StoreError> {
    let mut find = db.prepare_cached("SELECT spam, ham FROM word WHERE word = ?1")?;
    let mut counts = |word: &str| -> Result<Option<(i64, i64)>, StoreError> {
        Ok(find.query_row([word], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    };
    let Some((spam, ham)) = counts(MESSAGES)?.filter(|(spam, ham)| *spam >= ENOUGH && *ham >= ENOUGH) else {
        return Ok(false);
    };
    let mut weights = Vec::new();
    for word in words(text) {
        if let Some((in_spam, in_ham)) = counts(&word)? {
            // One is added to each, so that a word seen once in one kind decides nothing alone (Laplace).
            let share = |seen: i64, all: i64| {
                f64::from(i32::try_from(seen).unwrap_or(i32::MAX) + 1)
                    / f64::from(i32::try_from(all).unwrap_or(i32::MAX) + 2)
            };
            weights.push((share(in_spam, spam) / share(in_ham, ham)).ln());
        }
    }
    weights.sort_by(|a, b| b.abs().total_cmp(&a.abs()));
    Ok(weights.iter().take(DECIDING).sum::<f64>() >= SURE)
}

/// The different words of a text, folded; short ones say nothing.
fn words(text: &str) -> BTreeSet<String> {
    let folded = lang::fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| (3..=40).contains(&word.len()));
    words.take(MOST_WORDS).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_learns_from_both_kinds_and_knows_both_scripts() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("site.sql")).unwrap();
        let offer = |n: usize| format!("Povoljni krediti bez žiranata, nazovite odmah, ponuda {n}");
        let report = |n: usize| format!("Ulična lampa kod škole ne radi već {n} dana, molim popravite");
        for n in 0..7 {
            teach(&db, &offer(n), Verdict::Spam).unwrap();
            teach(&db, &report(n), Verdict::Ham).unwrap();
        }
        assert!(!is_spam(&db, &offer(99)).unwrap(), "too little was seen");
        teach(&db, &offer(8), Verdict::Spam).unwrap();
        teach(&db, &report(8), Verdict::Ham).unwrap();
        assert!(is_spam(&db, &offer(99)).unwrap());
        assert!(is_spam(&db, "ПОВОЉНИ КРЕДИТИ БЕЗ ЖИРАНАТА").unwrap(), "in the other script");
        assert!(!is_spam(&db, &report(99)).unwrap());
        assert!(!is_spam(&db, "Kad je zbor građana?").unwrap(), "what it does not know is nobody's spam");
        assert!(!is_spam(&db, "Lampa kod škole: odmah nazovite elektriku").unwrap(), "a word of each");
    }
}
