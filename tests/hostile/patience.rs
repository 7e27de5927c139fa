//! Work that must end: done in a thread that is given up after a while.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// More than anything here takes on a slow and busy machine; a loop without end takes longer.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The value of the work and how long it took. A panic or no end fails with `what`.
pub fn within<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> (T, Duration) {
    let (send, receive) = channel();
    let started = Instant::now();
    // The markdown and template crates recurse: what a main thread has must be enough.
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        let _ = send.send(work());
    });
    match receive.recv_timeout(PATIENCE) {
        Ok(value) => (value, started.elapsed()),
        Err(RecvTimeoutError::Timeout) => panic!("no end after {PATIENCE:?}: {what}"),
        Err(RecvTimeoutError::Disconnected) => {
            panic!("a panic ({:?}): {what}", thread.unwrap().join().err().map(|_| "see above"))
        }
    }
}
