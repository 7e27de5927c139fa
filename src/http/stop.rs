//! The wish to stop, and who hears it.

use tokio::sync::watch;

/// A wish to stop that any number of servers can wait for; copies are the same wish.
#[derive(Clone, Debug)]
pub struct Stop {
    told: watch::Sender<bool>,
}

impl Default for Stop {
    fn default() -> Stop {
        Stop { told: watch::Sender::new(false) }
    }
}

impl Stop {
    /// A wish that is told when the process is asked to end: Ctrl+C, and SIGTERM where there is such a thing.
    /// To be called inside a runtime.
    pub fn on_signal() -> Stop {
        let stop = Stop::default();
        let told = stop.clone();
        tokio::spawn(async move {
            asked().await;
            told.now();
        });
        stop
    }

    /// Asks everybody to stop.
    pub fn now(&self) {
        self.told.send_replace(true);
    }

    /// Whether it was asked for.
    pub fn is_told(&self) -> bool {
        *self.told.borrow()
    }

    /// Returns when it was asked for.
    pub async fn wait(&self) {
        let mut told = self.told.subscribe();
        // The sender is held by `self`, so it cannot be gone.
        let _ = told.wait_for(|told| *told).await;
    }
}

async fn asked() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
