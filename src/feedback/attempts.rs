//! Slowing down whoever guesses: by account and by network, in memory.

use crate::date::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// So many attempts are free.
const FREE: u32 = 5;
/// After that each waits twice as long as the one before, from this on, up to [`LONGEST_MS`].
const FIRST_MS: i64 = 2_000;
/// Nobody waits longer: who forgot a password is not shut out for a day.
const LONGEST_MS: i64 = 15 * 60 * 1000;
/// More keys than this are not remembered; the oldest go.
const MOST: usize = 10_000;

/// What failed lately.
#[derive(Debug, Default)]
pub struct Attempts {
    failed: Mutex<BTreeMap<Vec<u8>, (u32, i64)>>,
}

impl Attempts {
    /// Whether all of these keys may try now.
    pub fn may_try(&self, keys: &[Vec<u8>], now: Timestamp) -> bool {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let now = now.as_millisecond();
        keys.iter().all(|key| failed.get(key).is_none_or(|(count, last)| now - last >= wait(*count)))
    }

    /// It failed.
    pub fn failed(&self, keys: &[Vec<u8>], now: Timestamp) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let now = now.as_millisecond();
        if failed.len() >= MOST {
            failed.retain(|_, (_, last)| now - *last < LONGEST_MS);
        }
        for key in keys {
            let entry = failed.entry(key.clone()).or_insert((0, now));
            // What failed long ago is forgotten.
            let before = if now - entry.1 > 4 * LONGEST_MS { 0 } else { entry.0 };
            *entry = (before.saturating_add(1), now);
        }
    }

    /// It succeeded: the account starts anew.
    pub fn succeeded(&self, key: &[u8]) {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// How long to wait after so many failures, in milliseconds.
fn wait(count: u32) -> i64 {
    match count.checked_sub(FREE) {
        None => 0,
        Some(more) => FIRST_MS.checked_shl(more.min(20)).unwrap_or(LONGEST_MS).min(LONGEST_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_guesses_waits_longer_and_longer_and_nobody_for_ever() {
        let attempts = Attempts::default();
        let at = |millis| Timestamp::from_millisecond(millis).unwrap();
        let keys = [b"account".to_vec(), b"network".to_vec()];
        for _ in 0..4 {
            attempts.failed(&keys, at(0));
            assert!(attempts.may_try(&keys, at(0)));
        }
        attempts.failed(&keys, at(0));
        assert!(!attempts.may_try(&keys, at(1_999)) && attempts.may_try(&keys, at(2_000)));
        attempts.failed(&keys, at(2_000));
        assert!(!attempts.may_try(&keys, at(5_999)) && attempts.may_try(&keys, at(6_000)));
        assert!(attempts.may_try(&[b"another".to_vec()], at(2_000)));
        (0..40).for_each(|_| attempts.failed(&keys, at(6_000)));
        assert!(!attempts.may_try(&keys, at(6_000)) && attempts.may_try(&keys, at(6_000 + LONGEST_MS)));
        attempts.succeeded(b"account");
        assert!(!attempts.may_try(&keys, at(6_000)), "the network goes on waiting");
        assert!(attempts.may_try(&keys[..1], at(6_000)));
    }
}
