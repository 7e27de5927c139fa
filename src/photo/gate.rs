//! How many photos are decoded at once: as many as fit into a budget of memory.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};

/// Decoded pixels held at once, in bytes (384 MiB): one photo of 108 megapixels, or ten of a phone.
const BUDGET: u64 = 384 << 20;

/// Lets photos in as long as the budget lasts, and each photo once.
///
/// Who is inside must not hand work to the thread pool, else it could wait for itself.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Inside {
    bytes: u64,
    names: BTreeSet<String>,
}

/// Held while a photo is decoded.
pub(crate) struct Pass<'a> {
    gate: &'a Gate,
    bytes: u64,
    name: String,
}

impl Gate {
    /// Waits until there is room for `bytes` and nobody else makes the same photo. One that is
    /// larger than the whole budget goes in alone.
    pub(crate) fn enter(&self, name: &str, bytes: u64) -> Pass<'_> {
        let bytes = bytes.min(BUDGET);
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |inside: &mut Inside| inside.bytes + bytes > BUDGET || inside.names.contains(name);
        let mut inside = self.left.wait_while(inside, full).unwrap_or_else(PoisonError::into_inner);
        inside.bytes += bytes;
        inside.names.insert(name.to_owned());
        Pass { gate: self, bytes, name: name.to_owned() }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let mut inside = self.gate.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.bytes -= self.bytes;
        inside.names.remove(&self.name);
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn the_budget_holds_and_a_photo_is_made_once_at_a_time() {
        let gate = Gate::default();
        let (held, most, same) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for i in 0..12_u64 {
                let (gate, held, most, same) = (&gate, &held, &most, &same);
                scope.spawn(move || {
                    let bytes = (1 + i % 3) * BUDGET / 4;
                    let name = if i < 4 { "same" } else { "other" };
                    let _pass = gate.enter(&format!("{name}{}", if i < 4 { 0 } else { i }), bytes);
                    if i < 4 {
                        assert_eq!(same.fetch_add(1, Ordering::SeqCst), 0, "one photo twice at once");
                    }
                    most.fetch_max(held.fetch_add(bytes, Ordering::SeqCst) + bytes, Ordering::SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(3));
                    held.fetch_sub(bytes, Ordering::SeqCst);
                    if i < 4 {
                        same.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        let most = most.into_inner();
        assert!(most <= BUDGET && most > BUDGET / 2, "{most}");
        drop(gate.enter("huge", u64::MAX));
    }
}
