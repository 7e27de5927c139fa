//! The one thread that writes. It takes all who wait, commits them in one transaction a file, and answers them when
//! the flush is confirmed: a flush costs the same for one as for a hundred.

use super::connection::{Place, Target};
use super::error::StoreError;
use super::reply::{Replier, Reply};
use crate::feedback::Clock;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Who would be one more is told at once that it is too much.
const QUEUE: usize = 1_024;
/// The most in one transaction.
const BATCH: usize = 512;
/// Files kept open.
const OPEN: usize = 16;
/// The longest wait for others who are probably on their way.
const LONGEST_GATHERING: Duration = Duration::from_millis(50);

/// What was committed, for operations.
#[derive(Debug, Default)]
pub struct Counts {
    /// Transactions that were committed.
    pub flushes: AtomicU64,
    /// Pieces of work in them.
    pub written: AtomicU64,
    /// Pieces of work that failed with the disk or the file.
    pub failed: AtomicU64,
    /// When the last transaction was confirmed, by the clock of the server, in milliseconds since 1970; 0: none yet.
    pub last: AtomicI64,
}

/// The way to the thread.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Work>>>,
    /// How many wait in it.
    waiting: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
    pub(super) counts: Arc<Counts>,
}

/// Something to be done in a transaction.
trait Work: Send {
    fn target(&self) -> &Target;
    /// Does it; what comes of it is kept until the commit. It is done again when what was done with it is undone.
    fn perform(&mut self, connection: &Connection) -> Result<(), StoreError>;
    /// Answers whoever waits.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Task<T, F> {
    target: Target,
    work: F,
    outcome: Option<Result<T, StoreError>>,
    replier: Replier<T>,
}

impl<T: Send, F: FnMut(&Connection) -> Result<T, StoreError> + Send> Work for Task<T, F> {
    fn target(&self) -> &Target {
        &self.target
    }

    fn perform(&mut self, connection: &Connection) -> Result<(), StoreError> {
        // A mistake in one piece of work must not end the thread that all depend on.
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.work)(connection)));
        let outcome = outcome.unwrap_or_else(|_| Err(StoreError::Broken("panic".to_owned())));
        let failed = outcome.as_ref().err().cloned();
        self.outcome = Some(outcome);
        failed.map_or(Ok(()), Err)
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let outcome = match (committed, self.outcome) {
            (_, Some(Err(error))) | (Err(error), _) => Err(error),
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(StoreError::Busy),
        };
        // Whoever asked may have gone.
        let _ = self.replier.send(outcome);
    }
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(place: Place, clock: Clock) -> Result<Writer, StoreError> {
        let (queue, orders) = sync_channel(QUEUE);
        let (counts, waiting) = (Arc::new(Counts::default()), Arc::new(AtomicUsize::new(0)));
        let mut desk = Desk {
            place,
            clock,
            open: Vec::new(),
            unsound: BTreeSet::new(),
            counts: Arc::clone(&counts),
            waiting: Arc::clone(&waiting),
            last: Last::default(),
        };
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(move || desk.run(&orders))?;
        Ok(Writer { queue: Some(queue), waiting, thread: Some(thread), counts })
    }

    /// Hands over work, which is done again where what was done had to be undone; the reply comes after the commit. Full
    /// queues refuse at once.
    pub(super) fn write<T: Send + 'static>(
        &self,
        target: Target,
        work: impl FnMut(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Reply<T> {
        let (replier, reply) = Reply::channel();
        let task = Box::new(Task { target, work, outcome: None, replier });
        // Before it is sent: the thread may be quicker to count it out than we are to count it in.
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let refused = self.queue.as_ref().map(|queue| queue.try_send(task));
        match refused {
            Some(Ok(())) => reply,
            Some(Err(TrySendError::Full(task) | TrySendError::Disconnected(task))) => {
                self.waiting.fetch_sub(1, Ordering::Relaxed);
                task.answer(Err(StoreError::Busy));
                reply
            }
            None => reply,
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // What is in the queue is still written.
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// How the last batch went: by it the next is expected.
#[derive(Default)]
struct Last {
    /// Those who were answered, and may come again, and those who waited then. Without the latter two halves of a
    /// crowd would take turns for ever.
    crowd: usize,
    took: Duration,
}

struct Desk {
    place: Place,
    clock: Clock,
    /// The most recently used last.
    open: Vec<(Target, Connection)>,
    /// Files of which a flush failed, until they are healed.
    unsound: BTreeSet<Target>,
    counts: Arc<Counts>,
    waiting: Arc<AtomicUsize>,
    last: Last,
}

impl Desk {
    #[expect(clippy::disallowed_methods, reason = "how long to wait for others follows from how long a flush takes")]
    fn run(&mut self, orders: &Receiver<Box<dyn Work>>) {
        while let Ok(first) = orders.recv() {
            let begun = Instant::now();
            let batch = self.gather(first, orders, begun);
            let size = batch.len();
            let gathered = Instant::now();
            let mut by_target: BTreeMap<Target, Vec<Box<dyn Work>>> = BTreeMap::new();
            for work in batch {
                by_target.entry(work.target().clone()).or_default().push(work);
            }
            let mut left = 0;
            for (target, works) in by_target {
                left = self.commit(&target, works);
            }
            self.last = Last { crowd: size + left, took: gathered.elapsed() };
        }
    }

    /// The first and all who wait already. Where many came the last time, they were answered together and will
    /// come again together: they are waited for, but no longer than a commit takes. One alone never waits.
    #[expect(clippy::disallowed_methods, reason = "as above")]
    fn gather(&self, first: Box<dyn Work>, orders: &Receiver<Box<dyn Work>>, begun: Instant) -> Vec<Box<dyn Work>> {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        let mut batch = vec![first];
        let until = begun + self.last.took.min(LONGEST_GATHERING);
        while batch.len() < BATCH {
            let left = match batch.len() < self.last.crowd {
                true => until.saturating_duration_since(Instant::now()),
                false => Duration::ZERO,
            };
            match orders.recv_timeout(left) {
                Ok(work) => {
                    self.waiting.fetch_sub(1, Ordering::Relaxed);
                    batch.push(work);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        batch
    }

    /// Commits and answers; how many waited when it was done.
    fn commit(&mut self, target: &Target, mut works: Vec<Box<dyn Work>>) -> usize {
        let outcome = self.attempt(target, &mut works);
        let count = works.len() as u64;
        match &outcome {
            Ok(()) => {
                self.counts.flushes.fetch_add(1, Ordering::Relaxed);
                self.counts.written.fetch_add(count, Ordering::Relaxed);
                self.counts.last.store(self.clock.now().as_millisecond(), Ordering::Relaxed);
            }
            Err(_) => drop(self.counts.failed.fetch_add(count, Ordering::Relaxed)),
        }
        let waiting = self.waiting.load(Ordering::Relaxed);
        works.into_iter().for_each(|work| work.answer(outcome.clone()));
        waiting
    }

    fn attempt(&mut self, target: &Target, works: &mut [Box<dyn Work>]) -> Result<(), StoreError> {
        let connection = self.take(target)?;
        match transact(&connection, works) {
            Ok(()) => {
                self.put_back(target.clone(), connection);
                Ok(())
            }
            Err(Stopped { error, flush }) => {
                // What a connection believes after a failure is not to be trusted: the next one reads the file anew.
                drop(connection);
                if flush == Flush::Failed {
                    self.unsound.insert(target.clone());
                }
                Err(error)
            }
        }
    }

    fn take(&mut self, target: &Target) -> Result<Connection, StoreError> {
        if self.unsound.contains(target) {
            let connection = self.place.heal(target)?;
            self.unsound.remove(target);
            return Ok(connection);
        }
        match self.open.iter().position(|(open, _)| open == target) {
            Some(at) => Ok(self.open.remove(at).1),
            None => self.place.open_to_write(target),
        }
    }

    fn put_back(&mut self, target: Target, connection: Connection) {
        if self.open.len() >= OPEN {
            self.open.remove(0);
        }
        self.open.push((target, connection));
    }
}

/// A transaction that did not come to its end.
struct Stopped {
    error: StoreError,
    flush: Flush,
}

/// Whether the storage refused to confirm.
#[derive(PartialEq, Eq)]
enum Flush {
    NotTried,
    /// What was to be flushed may be lost, and a second flush would say nothing of it: the system has forgotten
    /// which pages it could not write.
    Failed,
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Stopped {
        use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};
        let code = error.sqlite_error().map(|failure| failure.extended_code);
        let failed = matches!(code, Some(SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC));
        Stopped { error: error.into(), flush: if failed { Flush::Failed } else { Flush::NotTried } }
    }
}

fn run(connection: &Connection, sql: &str) -> Result<(), Stopped> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// All in one transaction; work that fails leaves no trace and does not disturb the others.
fn transact(connection: &Connection, works: &mut [Box<dyn Work>]) -> Result<(), Stopped> {
    run(connection, "BEGIN IMMEDIATE")?;
    if together(connection, works)? == Trace::Left {
        run(connection, "ROLLBACK")?;
        run(connection, "BEGIN IMMEDIATE")?;
        one_by_one(connection, works)?;
    }
    run(connection, "COMMIT")
}

/// What work that failed may have left behind.
#[derive(PartialEq, Eq)]
enum Trace {
    None,
    Left,
}

/// Without a savepoint for each: at every one SQLite copies the pages that are touched next, and its full-text index is
/// written out, which is more work than the rows. Stops where work fails after it may have changed something.
fn together(connection: &Connection, works: &mut [Box<dyn Work>]) -> Result<Trace, Stopped> {
    for work in works {
        let before = connection.total_changes();
        let Err(error) = work.perform(connection) else { continue };
        // After some failures SQLite has rolled all of it back by itself.
        if connection.is_autocommit() {
            return Err(Stopped { error, flush: Flush::NotTried });
        }
        let is_refusal = matches!(error, StoreError::Unknown | StoreError::Refused);
        if !is_refusal || connection.total_changes() != before {
            return Ok(Trace::Left);
        }
    }
    Ok(Trace::None)
}

/// Each behind a savepoint, to which it is undone alone.
fn one_by_one(connection: &Connection, works: &mut [Box<dyn Work>]) -> Result<(), Stopped> {
    for work in works {
        run(connection, "SAVEPOINT work")?;
        if let Err(error) = work.perform(connection) {
            if connection.is_autocommit() {
                return Err(Stopped { error, flush: Flush::NotTried });
            }
            run(connection, "ROLLBACK TO work")?;
        }
        run(connection, "RELEASE work")?;
    }
    Ok(())
}
