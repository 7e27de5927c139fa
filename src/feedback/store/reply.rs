//! The answer of the writer.

use super::StoreError;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::oneshot;

/// Comes when what was asked for is committed and flushed, or is known to have failed. Can be awaited, or waited
/// for on a thread ([`Reply::wait`]).
#[derive(Debug)]
pub struct Reply<T>(oneshot::Receiver<Result<T, StoreError>>);

/// The other end of a [`Reply`].
pub(super) type Replier<T> = oneshot::Sender<Result<T, StoreError>>;

impl<T> Reply<T> {
    pub(super) fn channel() -> (Replier<T>, Reply<T>) {
        let (replier, reply) = oneshot::channel();
        (replier, Reply(reply))
    }

    /// A reply that is there already.
    pub fn ready(result: Result<T, StoreError>) -> Reply<T> {
        let (replier, reply) = Reply::channel();
        // The receiver is in our hands.
        let _ = replier.send(result);
        reply
    }

    /// Waits on this thread. Not to be called where a runtime runs tasks.
    ///
    /// # Errors
    /// As the writer says.
    pub fn wait(self) -> Result<T, StoreError> {
        self.0.blocking_recv().unwrap_or(Err(StoreError::Busy))
    }
}

impl<T> Future for Reply<T> {
    type Output = Result<T, StoreError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, StoreError>> {
        // A writer that went away without a word did not commit.
        Pin::new(&mut self.0).poll(cx).map(|reply| reply.unwrap_or(Err(StoreError::Busy)))
    }
}
