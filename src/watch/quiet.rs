//! Gathering notices until it is quiet.

use super::{LONGEST, Listener, QUIET, Touched};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Tells the listener of changes until nobody notices or listens any more.
pub fn gather(notices: &Receiver<Touched>, listener: &Listener) {
    while let Ok(notice) = notices.recv() {
        let Some(mut touched) = counted(notice, listener) else { continue };
        (listener.stirs)();
        let last = add_until_quiet(&mut touched, notices, listener);
        if listener.changes.send(touched).is_err() || last == End::Of {
            return;
        }
    }
}

/// Whether more may come.
#[derive(PartialEq, Eq)]
enum End {
    Of,
    NotYet,
}

fn add_until_quiet(touched: &mut Touched, notices: &Receiver<Touched>, listener: &Listener) -> End {
    let begun = now();
    loop {
        let left = LONGEST.saturating_sub(begun.elapsed());
        if left == Duration::ZERO {
            return End::NotYet;
        }
        match notices.recv_timeout(QUIET.min(left)) {
            Ok(notice) => {
                if let Some(more) = counted(notice, listener) {
                    touched.join(more);
                    (listener.stirs)();
                }
            }
            Err(RecvTimeoutError::Timeout) => return End::NotYet,
            Err(RecvTimeoutError::Disconnected) => return End::Of,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "quiet is a length of time")]
fn now() -> Instant {
    Instant::now()
}

/// What of a notice counts.
fn counted(notice: Touched, listener: &Listener) -> Option<Touched> {
    match notice {
        Touched::Everything => Some(Touched::Everything),
        Touched::Paths(mut paths) => {
            paths.retain(|path| (listener.counts)(path));
            (!paths.is_empty()).then_some(Touched::Paths(paths))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::sync::mpsc;

    fn paths(names: &[&str]) -> Touched {
        Touched::Paths(names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>())
    }

    fn gathered(notices: &[Touched]) -> Vec<Touched> {
        let (send, heard) = mpsc::channel();
        let (changes, told) = mpsc::channel();
        notices.iter().for_each(|notice| send.send(notice.clone()).unwrap());
        drop(send);
        let counts = |path: &str| !path.ends_with('~');
        gather(&heard, &Listener { counts: Box::new(counts), stirs: Box::new(|| {}), changes });
        told.iter().collect()
    }

    #[test]
    fn notices_that_come_together_are_one_change() {
        assert_eq!(gathered(&[paths(&["a"]), paths(&["b~"]), paths(&["b", "a"])]), [paths(&["a", "b"])]);
    }

    #[test]
    fn what_does_not_count_is_not_told() {
        assert_eq!(gathered(&[paths(&["a~"]), paths(&["b~"])]), Vec::<Touched>::new());
    }

    #[test]
    fn a_lost_count_is_everything() {
        assert_eq!(gathered(&[paths(&["a"]), Touched::Everything, paths(&["b"])]), [Touched::Everything]);
    }
}
