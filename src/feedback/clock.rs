//! The clock of the endpoint: the system's, or one that a test turns.

use crate::date::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the moment. It may jump: nothing that was decided by it is decided again.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The system's.
    #[default]
    System,
    /// Milliseconds since 1970, set from outside.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// Now.
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System => system(),
            Clock::Set(millis) => Timestamp::from_millisecond(millis.load(Ordering::SeqCst)).unwrap_or_default(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the endpoint answers now; what a build makes comes from elsewhere")]
fn system() -> Timestamp {
    Timestamp::now()
}
