//! The terms in files, by how they begin.

use super::postings::{Posting, Postings};
use super::vlq;

/// A file of terms is not cut below so many bytes; compressed it is about half.
const LARGE: usize = 12 * 1024;

/// A file of terms that follow each other.
pub struct Shard {
    /// How the first of them begins; no term of an earlier file begins so.
    pub start: String,
    /// JSON.
    pub text: String,
}

/// All terms in their order. Files are cut where a letter changes, as early in the word as their size allows: so a
/// new word changes one file and moves no border, and what begins alike stands together.
pub fn all(postings: &Postings) -> Vec<Shard> {
    let terms: Vec<(&str, &Posting)> = postings.iter().map(|(term, posting)| (term.as_str(), posting)).collect();
    let mut cuts = Vec::new();
    cut(&terms, 0, &mut cuts);
    merged(cuts).into_iter().map(|(start, terms)| Shard { start: start.to_owned(), text: write(terms) }).collect()
}

type Terms<'t, 'p> = &'t [(&'p str, &'p Posting)];

/// Parts of the terms, which all have their first `same` letters in common.
fn cut<'t, 'p>(terms: Terms<'t, 'p>, same: usize, cuts: &mut Vec<(&'p str, Terms<'t, 'p>)>) {
    if size(terms) <= LARGE || terms.len() == 1 {
        let start = terms.first().and_then(|(term, _)| term.get(..same)).unwrap_or_default();
        cuts.push((start, terms));
        return;
    }
    let letter = |term: &str| term.as_bytes().get(same).copied();
    for part in terms.chunk_by(|a, b| letter(a.0) == letter(b.0)) {
        match part {
            // A term that ends here: what goes on from it follows.
            [(term, _)] if term.len() == same => cuts.push((term, part)),
            part => cut(part, same + 1, cuts),
        }
    }
}

fn size(terms: Terms) -> usize {
    terms.iter().map(|(term, posting)| term.len() + posting.text.written.len() + posting.title.written.len() + 4).sum()
}

/// Neighbours together while they are small.
fn merged<'t, 'p>(cuts: Vec<(&'p str, Terms<'t, 'p>)>) -> Vec<(&'p str, Vec<(&'p str, &'p Posting)>)> {
    let mut all: Vec<(&str, Vec<_>, usize)> = Vec::new();
    for (start, terms) in cuts {
        let size = size(terms);
        match all.last_mut().filter(|(_, _, before)| before + size <= LARGE) {
            Some((_, before, len)) => {
                before.extend_from_slice(terms);
                *len += size;
            }
            None => all.push((start, terms.to_vec(), size)),
        }
    }
    all.into_iter().map(|(start, terms, _)| (start, terms)).collect()
}

/// A list of texts, one a term: how many letters it shares with the one before, the rest of it, a blank, the entries
/// with it in the text, and behind another blank those with it in the title.
fn write(terms: Vec<(&str, &Posting)>) -> String {
    let mut out = String::from("[");
    let mut before = "";
    for (term, posting) in terms {
        let shared = before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
        out.push_str(if out.len() > 1 { ",\"" } else { "\"" });
        vlq::push(u32::try_from(shared).unwrap_or_default(), &mut out);
        out.push_str(term.get(shared..).unwrap_or_default());
        out.push(' ');
        out.push_str(&posting.text.written);
        if !posting.title.written.is_empty() {
            out.push(' ');
            out.push_str(&posting.title.written);
        }
        out.push('"');
        before = term;
    }
    out.push(']');
    out
}
