//! Sleeping while there is nothing to read, without losing a wake-up.
//!
//! Each side writes its own word, then looks at the other's, with a fence in
//! between (Dekker's pattern): the reader says that it sleeps and then looks
//! for records, the writer publishes records and then looks for a sleeper. So
//! at least one of them sees the other.

use super::sync::{AtomicBool, Mutex, Ordering, Thread, current, fence, park};
use std::task::Waker;
use std::time::Duration;

/// The writer's fence: behind all records that were published, before the look
/// for sleepers. One serves any number of feeds.
pub(crate) fn publish() {
    fence(Ordering::SeqCst);
}

/// The meeting point of a feed's two sides.
pub(crate) struct Parking {
    /// The reader sleeps, or is about to.
    parked: AtomicBool,
    /// Whom to wake. The reader locks it only after it has moved to another
    /// thread or task. A writer only tries to: where it fails, the reader is
    /// awake, and is going to look for records once more before it sleeps, or
    /// another writer is at it.
    sleeper: Mutex<Option<Sleeper>>,
}

/// Who sleeps.
#[derive(Clone)]
enum Sleeper {
    Thread(Thread),
    Task(Waker),
}

impl Parking {
    pub(crate) fn new() -> Self {
        Self {
            parked: AtomicBool::new(false),
            sleeper: Mutex::new(None),
        }
    }

    /// Sleeps until woken or for `longest`, unless `ready` says that there is
    /// something to do. May return early. Called by the reader's thread.
    ///
    /// `known` is the reader's own note of the thread that was last put down
    /// as the sleeper.
    pub(crate) fn park(
        &self,
        known: &mut Option<Thread>,
        ready: impl FnOnce() -> bool,
        longest: Duration,
    ) {
        let me = current();
        if known.as_ref().is_none_or(|thread| thread.id() != me.id()) {
            if let Ok(mut sleeper) = self.sleeper.lock() {
                *sleeper = Some(Sleeper::Thread(me.clone()));
            }
            *known = Some(me);
        }
        // Release: a writer that sees the flag also sees the lock above free.
        // A swap, as the writer's, so that loom too puts the two in order.
        self.parked.swap(true, Ordering::AcqRel);
        fence(Ordering::SeqCst);
        if !ready() {
            park(longest);
        }
        self.parked.store(false, Ordering::Relaxed);
    }

    /// As [`park`](Self::park), for a task: `false` when it is to sleep, after
    /// which its waker is called. `known` tells whether a thread was put down
    /// as the sleeper, and is reset.
    pub(crate) fn park_task(
        &self,
        known: &mut Option<Thread>,
        ready: impl FnOnce() -> bool,
        waker: &Waker,
    ) -> bool {
        *known = None;
        if let Ok(mut sleeper) = self.sleeper.lock() {
            match &*sleeper {
                Some(Sleeper::Task(old)) if old.will_wake(waker) => {}
                _ => *sleeper = Some(Sleeper::Task(waker.clone())),
            }
        }
        self.parked.swap(true, Ordering::AcqRel);
        fence(Ordering::SeqCst);
        let is_ready = ready();
        if is_ready {
            self.parked.store(false, Ordering::Relaxed);
        }
        is_ready
    }

    /// Whether the reader sleeps, or is about to.
    #[cfg(test)]
    pub(crate) fn is_parked(&self) -> bool {
        self.parked.load(Ordering::Relaxed)
    }

    /// Wakes the reader if it sleeps. Called by the writer's thread, after
    /// records were published: once for many of them is enough. Never blocks;
    /// the system call of a wake-up is made only when there is a sleeper.
    pub(crate) fn notify(&self) {
        publish();
        self.wake();
    }

    /// As [`notify`](Self::notify), after [`publish`].
    pub(crate) fn wake(&self) {
        if self.parked.load(Ordering::Relaxed) && self.parked.swap(false, Ordering::Acquire) {
            // Cloned, so that the lock isn't held during the system call.
            let sleeper = match self.sleeper.try_lock() {
                Ok(sleeper) => sleeper.clone(),
                // Another writer is copying it for a sleep that is over: then
                // this sleep is left to whoever comes next, itself or the other.
                Err(_) => {
                    self.parked.store(true, Ordering::Release);
                    None
                }
            };
            match sleeper {
                Some(Sleeper::Thread(thread)) => thread.unpark(),
                Some(Sleeper::Task(waker)) => waker.wake(),
                None => {}
            }
        }
    }
}
