//! Which entries have which term.

use super::entry::Entry;
use super::memo::{Batch, Memo};
use super::read;
use super::vlq;
use crate::lang::Locale;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many entries are read at a time, each word of them folded once.
const BATCH: usize = 512;
/// And so many batches are in memory before they are written down: what is read takes several times what is kept.
const BATCHES: usize = 16;

/// By term, the numbers of the entries that have it.
pub type Postings = BTreeMap<String, Posting>;

/// Entries of a term, each number once, as differences in letters ([`vlq`]).
#[derive(Default)]
pub struct Posting {
    /// Those that have it in the text only.
    pub text: Numbers,
    /// Those that have it in the title.
    pub title: Numbers,
}

/// Ascending numbers.
#[derive(Default)]
pub struct Numbers {
    /// As they are written.
    pub written: String,
    last: u32,
}

impl Numbers {
    fn add(&mut self, number: u32) {
        vlq::push(number - self.last, &mut self.written);
        self.last = number;
    }
}

/// Reads all entries, but for what `memo` knows; their numbers are their places.
pub fn of(locale: Locale, entries: &[Entry], memo: &Memo) -> Postings {
    let mut all = Postings::new();
    for (round, entries) in entries.chunks(BATCH * BATCHES).enumerate() {
        let read = |entries| memo.batch(read::print(locale, entries), || batch(locale, entries));
        let read: Vec<Arc<Batch>> = entries.par_chunks(BATCH).map(read).collect();
        for (at, batch) in read.into_iter().enumerate() {
            let first = round * BATCH * BATCHES + at * BATCH;
            for (term, places) in &*batch {
                if !all.contains_key(term) {
                    all.insert(term.clone(), Posting::default());
                }
                let Some(posting) = all.get_mut(term) else { continue };
                for place in places {
                    let number = u32::try_from(first + usize::from(place / 2)).unwrap_or(u32::MAX);
                    if place % 2 == 1 { posting.title.add(number) } else { posting.text.add(number) }
                }
            }
        }
    }
    all
}

#[allow(clippy::disallowed_types, reason = "looked up only; what is handed on is ordered")]
type Known = std::collections::HashMap<String, Vec<u32>>;

fn batch(locale: Locale, entries: &[Entry]) -> Batch {
    let mut known = Known::new();
    // The terms by number: a word is folded once, however often it stands.
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut places: Vec<Vec<u16>> = Vec::new();
    for (entry, place) in entries.iter().zip(0u16..) {
        read::words(entry, |written, in_title| {
            if !known.contains_key(written) {
                let number = |term: String| {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    *numbers.entry(term).or_insert(next)
                };
                let terms = read::terms(locale, written).into_iter().map(number).collect();
                known.insert(written.to_owned(), terms);
                places.resize_with(numbers.len(), Vec::new);
            }
            // The title is read first, so what it has is not taken for the text.
            for &number in known.get(written).into_iter().flatten() {
                let places = usize::try_from(number).ok().and_then(|number| places.get_mut(number));
                if let Some(places) = places.filter(|places| places.last().is_none_or(|last| last / 2 != place)) {
                    places.push(2 * place + u16::from(in_title));
                }
            }
        });
    }
    let take = |(term, number): (String, u32)| {
        let place = usize::try_from(number).ok().and_then(|number| places.get_mut(number));
        (term, place.map(std::mem::take).unwrap_or_default())
    };
    numbers.into_iter().map(take).collect()
}
