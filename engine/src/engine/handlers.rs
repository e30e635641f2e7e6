//! Strategies whose handlers the engine was given: they run on the I/O thread
//! itself, or on a thread that the engine starts.

use super::Feed;
use crate::record::Handler;
use crate::routing::{LONGEST_RECORD, Router};
use crate::transport::clock;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::{self, JoinHandle};
use std::{fmt, io};

/// The least lines of a lane: what one element brings fits in any case, even
/// around the lane's end. That is its record, one with what its table lacks, and
/// what is told before it.
pub(super) const LEAST_LINES: usize = 4 * LONGEST_RECORD;

/// Where a strategy runs.
#[derive(Default)]
pub(super) enum Runs {
    /// Wherever its feed is read.
    #[default]
    Feed,
    /// On the I/O thread.
    Inline(Box<dyn Handler + Send>),
    /// On a thread that the engine starts.
    Thread(Box<dyn Handler + Send>),
}

impl fmt::Debug for Runs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Feed => "Feed",
            Self::Inline(_) => "Inline",
            Self::Thread(_) => "Thread",
        })
    }
}

/// Threads of strategies. They end by themselves when their feeds do.
#[derive(Debug, Default)]
pub(super) struct Threads(Vec<JoinHandle<()>>);

impl Threads {
    /// Starts one more.
    ///
    /// # Errors
    /// What the system says if it refuses a thread.
    pub(super) fn start(
        &mut self,
        mut feed: Feed,
        mut handler: Box<dyn Handler + Send>,
    ) -> io::Result<()> {
        let thread = thread::Builder::new().name("kiwoom-strategy".to_owned());
        self.0.push(thread.spawn(move || {
            // Why it ended is told in-band, as far as anybody can do anything.
            _ = feed.run(&mut *handler);
        })?);
        Ok(())
    }

    /// Waits until all have ended.
    pub(super) fn join(&mut self) {
        for thread in self.0.drain(..) {
            // One that panicked has ended its own feed only.
            _ = thread.join();
        }
    }
}

/// The strategies that run on one I/O thread, in the order in which they were
/// added.
///
/// Their records go through rings as all do, so order and accounting are the
/// same. Nobody sleeps at the other end, so nobody is woken.
pub(crate) struct Inline {
    running: Vec<Running>,
    /// Elements that every ring takes for sure when it is empty.
    room: usize,
    /// Elements that every ring still takes for sure.
    left: usize,
}

struct Running {
    feed: Feed,
    handler: Box<dyn Handler + Send>,
    /// It was called, and not told yet that the batch is over.
    in_batch: bool,
}

impl Inline {
    /// None.
    pub(super) const NONE: Self = Self {
        running: Vec::new(),
        room: usize::MAX,
        left: usize::MAX,
    };

    /// One more, whose lanes have so many lines at least.
    pub(super) fn add(&mut self, feed: Feed, handler: Box<dyn Handler + Send>, lines: usize) {
        self.running.push(Running {
            feed,
            handler,
            in_batch: false,
        });
        self.room = self.room.min(lines / LEAST_LINES);
        self.left = self.room;
    }

    /// To be called once a batch: wakes the strategies of other threads, then runs
    /// these, and again while that makes room for what waits on the writers' side.
    /// Tells whether something waits there still.
    #[inline]
    pub(crate) fn hand_over(&mut self, router: &mut Router) -> bool {
        loop {
            let backlog = router.notify();
            if !self.run() || !backlog {
                return backlog;
            }
        }
    }

    /// The feeds were closed: hands over what is left, and drops them.
    pub(crate) fn finish(&mut self) {
        // First there are records, then the end.
        self.run();
        self.run();
    }

    /// Hands each of them what is there; tells whether there was anything.
    #[inline]
    pub(crate) fn run(&mut self) -> bool {
        if self.running.is_empty() {
            return false;
        }
        let any = self.each(Running::poll);
        self.left = self.room;
        any
    }

    /// An element was handed over. In the middle of a message that holds more
    /// than a ring does, the strategies are called before it is full.
    #[inline]
    pub(crate) fn count_element(&mut self) {
        self.left -= 1;
        if self.left == 0 {
            self.relieve();
        }
    }

    #[cold]
    fn relieve(&mut self) {
        self.each(Running::drain);
        self.left = self.room;
    }

    /// Calls each; tells whether any had something. One that has ended, or
    /// panicked, is dropped, and its feed with it.
    fn each(&mut self, call: impl Fn(&mut Running) -> Option<usize>) -> bool {
        let mut any = false;
        let mut at = 0;
        while let Some(it) = self.running.get_mut(at) {
            // What is left of it after a panic is dropped.
            let called = catch_unwind(AssertUnwindSafe(|| call(it)));
            match called {
                Ok(Some(count)) => {
                    any |= count > 0;
                    at += 1;
                }
                ended => {
                    let over = (self.running.remove(at), ended);
                    // A strategy's own end, or what it panicked with, may panic.
                    if let Err(last) = catch_unwind(AssertUnwindSafe(|| drop(over))) {
                        std::mem::forget(last);
                    }
                }
            }
        }
        any
    }
}

impl Running {
    /// Hands over all that is there, and tells that it was all; gives how many
    /// there were, `None` when the feed has ended.
    fn poll(&mut self) -> Option<usize> {
        if !self.feed.is_ready() && !self.in_batch {
            return Some(0);
        }
        let began = clock::mono();
        let count = self.hand_over();
        if std::mem::take(&mut self.in_batch) {
            self.handler.on_batch_end();
        }
        self.feed.took(clock::mono().since(began));
        count
    }

    /// Hands over all that is there, in the middle of a batch.
    fn drain(&mut self) -> Option<usize> {
        let began = clock::mono();
        let count = self.hand_over();
        self.feed.took(clock::mono().since(began));
        count
    }

    fn hand_over(&mut self) -> Option<usize> {
        let handler = &mut *self.handler;
        let count = self
            .feed
            .each(usize::MAX, |record| record.dispatch(handler));
        self.in_batch |= count.is_ok_and(|count| count > 0);
        count.ok()
    }
}
