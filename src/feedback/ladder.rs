//! What happens when too much comes: first one more step, then quarantine, and only then no.
//!
//! Many people share an address, so a network is not turned away for what neighbours did a moment ago. Nothing that
//! was accepted is thrown away.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// How a post is met, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// As usual.
    Welcome,
    /// A page asks for one more tap.
    Confirm,
    /// Kept, and looked at before anything else happens with it.
    Quarantine,
    /// Too much: later.
    Later,
}

/// From how many posts in ten minutes on each step is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rungs {
    /// [`Step::Confirm`].
    pub confirm: u32,
    /// [`Step::Quarantine`].
    pub quarantine: u32,
    /// [`Step::Later`].
    pub later: u32,
}

/// The limits of the three things that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// One network.
    pub network: Rungs,
    /// One form.
    pub form: Rungs,
    /// One site.
    pub site: Rungs,
    /// Guesses of references and tokens that hit nothing: of one network, and of all in the place of a site.
    pub misses: (u32, u32),
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            network: Rungs { confirm: 10, quarantine: 40, later: 120 },
            form: Rungs { confirm: 60, quarantine: 300, later: 2_000 },
            site: Rungs { confirm: 150, quarantine: 600, later: 4_000 },
            misses: (30, 1_000),
        }
    }
}

/// Counted together.
const WINDOW: Duration = Duration::from_secs(600);
/// More keys than this are not counted in one window; who comes then is counted with form and site alone.
const MOST_KEYS: usize = 100_000;

/// Counts what came in the last minutes, in memory: after a restart everybody is welcome again.
#[derive(Debug)]
pub struct Ladder {
    limits: Limits,
    window: Mutex<Window>,
}

#[derive(Debug)]
struct Window {
    since: Instant,
    counts: BTreeMap<Vec<u8>, u32>,
}

impl Ladder {
    /// Nobody came yet.
    pub fn new(limits: Limits) -> Ladder {
        let window = Window { since: Instant::now(), counts: BTreeMap::new() };
        Ladder { limits, window: Mutex::new(window) }
    }

    /// Counts a post and says how to meet it: as the worst of what its network, form and site have come to.
    pub fn step(&self, network: &[u8; 32], site: &str, form: &str) -> Step {
        let limits = &self.limits;
        let of_network = climb(self.count(&[b"n", network]), &limits.network);
        let of_form = climb(self.count(&[b"f", site.as_bytes(), b"/", form.as_bytes()]), &limits.form);
        let of_site = climb(self.count(&[b"s", site.as_bytes()]), &limits.site);
        of_network.max(of_form).max(of_site)
    }

    /// Counts a guess that hit nothing, and says whether there were too many.
    pub fn missed(&self, network: &[u8; 32]) -> bool {
        let (own, all) = self.limits.misses;
        // Both are counted, whatever the first says.
        let counts = (self.count(&[b"m", network]), self.count(&[b"M"]));
        counts.0 > own || counts.1 > all
    }

    /// Whether a network guessed too often, without counting.
    pub fn guesses_too_much(&self, network: &[u8; 32]) -> bool {
        let (own, all) = self.limits.misses;
        let window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |parts: &[&[u8]]| window.counts.get(&parts.concat()).copied().unwrap_or(0);
        window.since.elapsed() < WINDOW && (count(&[b"m", network]) > own || count(&[b"M"]) > all)
    }

    fn count(&self, parts: &[&[u8]]) -> u32 {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        if window.since.elapsed() >= WINDOW {
            *window = Window { since: Instant::now(), counts: BTreeMap::new() };
        }
        let key = parts.concat();
        if window.counts.len() >= MOST_KEYS && !window.counts.contains_key(&key) {
            return 0;
        }
        let count = window.counts.entry(key).or_default();
        *count = count.saturating_add(1);
        *count
    }
}

fn climb(count: u32, rungs: &Rungs) -> Step {
    match count {
        n if n > rungs.later => Step::Later,
        n if n > rungs.quarantine => Step::Quarantine,
        n if n > rungs.confirm => Step::Confirm,
        _ => Step::Welcome,
    }
}
