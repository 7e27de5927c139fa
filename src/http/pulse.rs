//! What a connection is doing, since when, and until when it may.

use super::limits::Limits;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

/// Far enough away to mean never.
const NEVER: Duration = Duration::from_secs(86_400);

/// The step that a connection is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing was said yet.
    Fresh,
    /// The head of a request is coming.
    Head,
    /// Its body is coming; so many bytes of it are here.
    Body(u64),
    /// It is being answered.
    Answer,
    /// It was answered, and nothing new was said.
    Idle,
}

/// Shared by the connection's stream, its bodies, its watch, and the list of all connections.
#[derive(Debug)]
pub(super) struct Pulse {
    state: Mutex<State>,
    changed: Notify,
    evicted: Notify,
}

#[derive(Debug)]
struct State {
    step: Step,
    since: Instant,
    /// Since when the other side takes nothing of what is written.
    stalled: Option<Instant>,
}

impl Pulse {
    pub(super) fn new() -> Pulse {
        let state = State { step: Step::Fresh, since: Instant::now(), stalled: None };
        Pulse { state: Mutex::new(state), changed: Notify::new(), evicted: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection enters a step.
    pub(super) fn enter(&self, step: Step) {
        let mut state = self.state();
        state.step = step;
        state.since = Instant::now();
        drop(state);
        self.changed.notify_one();
    }

    /// Bytes arrived on the wire.
    pub(super) fn heard(&self) {
        if matches!(self.state().step, Step::Fresh | Step::Idle) {
            self.enter(Step::Head);
        }
    }

    /// Bytes of a body were read. Its time runs from its beginning, so the step is not entered again.
    pub(super) fn received(&self, len: usize) {
        if let Step::Body(bytes) = &mut self.state().step {
            *bytes = bytes.saturating_add(len as u64);
        }
    }

    /// A body is whole.
    pub(super) fn whole(&self) {
        if matches!(self.state().step, Step::Body(_)) {
            self.enter(Step::Answer);
        }
    }

    /// Whether the other side takes what is written.
    pub(super) fn writing(&self, taken: bool) {
        let mut state = self.state();
        let before = state.stalled.is_some();
        match taken {
            true => state.stalled = None,
            false => drop(state.stalled.get_or_insert_with(Instant::now)),
        }
        drop(state);
        if before == taken {
            self.changed.notify_one();
        }
    }

    /// Whether nobody would miss it: no request of it is being read or answered.
    pub(super) fn is_idle(&self) -> bool {
        matches!(self.state().step, Step::Fresh | Step::Head | Step::Idle)
    }

    /// Ends the connection.
    pub(super) fn evict(&self) {
        self.evicted.notify_one();
    }

    fn deadline(&self, limits: &Limits) -> Instant {
        let state = self.state();
        let allowed = match state.step {
            Step::Fresh => limits.first_byte,
            Step::Head => limits.head,
            Step::Idle => limits.idle,
            Step::Body(bytes) => limits.body.max(Duration::from_secs(bytes / u64::from(limits.body_rate.max(1)))),
            Step::Answer => NEVER,
        };
        let step = state.since + allowed;
        state.stalled.map_or(step, |since| step.min(since + limits.stalled))
    }

    /// Returns when the connection has used up its time, or must make room.
    pub(super) async fn over(&self, limits: &Limits) {
        loop {
            let deadline = self.deadline(limits);
            tokio::select! {
                () = self.evicted.notified() => return,
                () = self.changed.notified() => {}
                () = sleep_until(deadline) => {
                    if Instant::now() >= self.deadline(limits) {
                        return;
                    }
                }
            }
        }
    }
}
