//! Sleeping while there is nothing to read, without losing a wake-up.
//!
//! Each side writes its own word, then looks at the other's, with a fence in
//! between (Dekker's pattern): the reader says that it sleeps and then looks
//! for records, the writer publishes records and then looks for a sleeper. So
//! at least one of them sees the other.

use super::sync::{AtomicBool, Mutex, Ordering, Thread, current, fence, park};
use std::time::Duration;

/// The meeting point of a feed's two sides.
pub(crate) struct Parking {
    /// The reader sleeps, or is about to. Whoever turns it back by a swap owns
    /// the wake-up.
    parked: AtomicBool,
    /// The thread to wake. Written by the reader, only when it has moved to
    /// another thread, so the writer never meets a reader that holds it in
    /// the course of things; where it does, the reader is awake.
    thread: Mutex<Option<Thread>>,
}

impl Parking {
    pub(crate) fn new() -> Self {
        Self {
            parked: AtomicBool::new(false),
            thread: Mutex::new(None),
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
            if let Ok(mut thread) = self.thread.lock() {
                *thread = Some(me.clone());
            }
            *known = Some(me);
        }
        self.parked.store(true, Ordering::Relaxed);
        fence(Ordering::SeqCst);
        if !ready() {
            park(longest);
        }
        // A swap, so that the writer's is seen where it came first, and with
        // it all that the writer had published.
        self.parked.swap(false, Ordering::AcqRel);
    }

    /// Wakes the reader if it sleeps. Called by the writer's thread, after
    /// records were published: once for many of them is enough. Never blocks;
    /// the system call of a wake-up is made only when there is a sleeper.
    pub(crate) fn notify(&self) {
        fence(Ordering::SeqCst);
        if self.parked.load(Ordering::Relaxed)
            && self.parked.swap(false, Ordering::AcqRel)
            && let Ok(thread) = self.thread.try_lock()
            && let Some(thread) = thread.as_ref()
        {
            thread.unpark();
        }
    }
}
