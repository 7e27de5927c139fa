//! The progress bar: only on a terminal, and only when there is something to wait for.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// A build that is done within this time shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Runs a piece of work with a bar; it is told how many parts are done, and of how many.
pub(crate) fn with_bar<T>(label: String, work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> T) -> T {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(label);
    let (done, waiting) = mpsc::channel::<()>();
    let shown = bar.clone();
    let terminal = io::stderr().is_terminal();
    let waiter = thread::spawn(move || {
        if terminal && waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            shown.set_draw_target(ProgressDrawTarget::stderr());
            shown.enable_steady_tick(Duration::from_millis(100));
        }
    });
    let outcome = work(&|part, all| step(&bar, part, all));
    drop(done);
    // A bar that could not be drawn is no reason to fail.
    let _ = waiter.join();
    bar.finish_and_clear();
    outcome
}

fn step(bar: &ProgressBar, part: usize, all: usize) {
    if bar.length().is_none()
        && let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
    {
        bar.set_style(style);
        bar.set_length(all as u64);
    }
    bar.set_position(part as u64);
}
