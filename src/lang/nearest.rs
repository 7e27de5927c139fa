//! The word that was probably meant.

use super::fold_key;

/// Longer words are not compared: the comparison takes the product of the lengths.
const LONGEST: usize = 64;

/// The candidate that is close enough to be a slip of the fingers: one slip in a short word, two
/// from six letters on, three from nine. Case, script, diacritics and hyphens do not count. The
/// first of equally close ones.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold_key(word);
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST * 2)
        .filter_map(|candidate| Some((distance(&word, length, candidate)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, length: usize, candidate: &str) -> Option<usize> {
    let candidate = fold_key(candidate);
    let other = candidate.chars().count();
    let allowed = match length.max(other) {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    if length.abs_diff(other) > allowed {
        return None;
    }
    Some(strsim::osa_distance(word, &candidate)).filter(|&distance| distance <= allowed)
}
