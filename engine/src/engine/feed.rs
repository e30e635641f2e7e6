//! The strategy's end.

use crate::record::{Handler, RecordRef};
use crate::ring::{CloseReason, FeedCounts, Head, Readers, Wait};
use std::fmt;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// What one strategy reads: its records, in the engine's one order of events.
///
/// A feed belongs to one thread at a time, and may be moved to any. Dropping it
/// ends the strategy's part; the engine goes on for the others.
pub struct Feed {
    name: String,
    reader: Readers,
    wait: Wait,
}

/// The feed has ended, and everything in it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Why.
    pub reason: CloseReason,
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the feed has ended: {}", self.reason)
    }
}

impl std::error::Error for Closed {}

/// Records read between two looks at whether the burst is over.
const BATCH: usize = 256;

impl Feed {
    pub(super) fn new(name: String, reader: Readers, wait: Wait) -> Self {
        Self { name, reader, wait }
    }

    /// The strategy's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Hands every record to `handler` until the feed ends; gives why it did.
    /// Waits in between as the strategy was told to.
    pub fn run(&mut self, handler: &mut (impl Handler + ?Sized)) -> Closed {
        loop {
            if let Err(closed) = self.recv(handler) {
                return closed;
            }
        }
    }

    /// Waits for records, and hands those that are there to `handler`: at least
    /// one, at most 256. Gives how many.
    ///
    /// # Errors
    /// [`Closed`] when the feed has ended and all was read.
    pub fn recv(&mut self, handler: &mut (impl Handler + ?Sized)) -> Result<usize, Closed> {
        loop {
            let count = self.poll(handler, BATCH)?;
            if count > 0 {
                return Ok(count);
            }
            self.reader.wait_ready(self.wait, None);
        }
    }

    /// Hands up to `limit` of the records that are there to `handler`, without
    /// waiting; gives how many.
    /// [`Handler::on_batch_end`] follows when they were the last.
    ///
    /// # Errors
    /// [`Closed`] when the feed has ended and all was read.
    #[inline]
    pub fn poll(
        &mut self,
        handler: &mut (impl Handler + ?Sized),
        limit: usize,
    ) -> Result<usize, Closed> {
        let count = self.each(limit, |record| record.dispatch(handler))?;
        if count > 0 && count < limit {
            handler.on_batch_end();
        }
        Ok(count)
    }

    /// As [`Feed::poll`], but with a reference to each record, for a `match`
    /// over [`RecordRef::typed`] or for walking any record.
    ///
    /// # Errors
    /// [`Closed`] when the feed has ended and all was read.
    #[inline]
    pub fn each(
        &mut self,
        limit: usize,
        mut each: impl FnMut(RecordRef<'_>),
    ) -> Result<usize, Closed> {
        for count in 0..limit {
            match self.reader.head() {
                Head::Record(record) => {
                    if let Some(record) = RecordRef::new(&record) {
                        each(record);
                    }
                    record.release();
                }
                Head::Closed(reason) if count == 0 => return Err(Closed { reason }),
                Head::Empty | Head::Closed(_) => return Ok(count),
            }
        }
        Ok(limit)
    }

    /// Waits until there is something to read or the feed has ended, or until
    /// the deadline; tells whether there is.
    pub fn wait(&mut self, deadline: Option<Instant>) -> bool {
        self.reader.wait_ready(self.wait, deadline)
    }

    /// As [`wait`](Self::wait), for a task of any runtime: ready when there is
    /// something to read, or the feed has ended. Doesn't block; allocates
    /// nothing unless the task has changed.
    pub fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.reader.poll_ready(cx)
    }

    /// Waits until there is something to read, or the feed has ended, without
    /// blocking the thread: then [`poll`](Self::poll) or [`each`](Self::each).
    pub async fn ready(&mut self) {
        std::future::poll_fn(|cx| self.poll_ready(cx)).await;
    }

    /// Whether there is something to read, or the feed has ended.
    pub(super) fn is_ready(&self) -> bool {
        self.reader.is_ready()
    }

    /// Its strategy, called on the I/O thread, took so long.
    pub(super) fn took(&self, time: Duration) {
        self.reader.took(time);
    }

    /// What was counted of this feed so far.
    #[must_use]
    pub fn counts(&self) -> FeedCounts {
        self.reader.counts()
    }
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Feed")
            .field("name", &self.name)
            .field("wait", &self.wait)
            .field("counts", &self.counts())
            .finish_non_exhaustive()
    }
}
