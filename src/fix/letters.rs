//! Letters of other languages that stand for ours since code pages and old fonts had no better ones.

use super::round::Proposal;
use crate::diag::{Edit, text};

/// `ð` in a word of ours is `đ`: the two look alike, but no search finds one for the other.
pub(super) fn proposal(text: &str) -> Option<Proposal> {
    let edits = words(text).filter(|(_, word)| word.contains(['ð', 'Ð']) && word.chars().all(is_ours)).flat_map(
        |(start, word)| {
            let letters = word.char_indices().filter(|(_, c)| matches!(c, 'ð' | 'Ð'));
            letters.map(move |(at, c)| {
                let right = if c == 'ð' { "đ" } else { "Đ" };
                Edit::new(start + at..start + at + c.len_utf8(), right)
            })
        },
    );
    Proposal::at(
        text!("islandsko slovo `ð` umjesto našeg `đ`", "the Icelandic letter `ð` instead of `đ`"),
        edits.collect(),
    )
}

fn is_ours(c: char) -> bool {
    c.is_ascii_alphabetic() || "čćđšžČĆĐŠŽðÐ".contains(c)
}

/// Runs of letters, each with its byte.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
