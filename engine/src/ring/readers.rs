//! A strategy's end where several threads write for it: a feed from each.

use super::lane::header;
use super::park::Parking;
use super::reader::{FeedReader, Head};
use super::shared::CloseReason;
use super::sync::Thread;
use super::wait::{self, Wait};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

/// The feeds of one strategy, one from each I/O thread: usually one.
///
/// What comes from one thread comes in its order. Between threads, of the
/// records that are there the one that was ready first comes first.
pub(crate) struct Readers {
    parts: Vec<FeedReader>,
    parking: Arc<Parking>,
    /// The thread that is put down as the sleeper.
    sleeper: Option<Thread>,
}

impl Readers {
    /// Feeds that share a place to sleep at.
    pub(super) const fn new(parts: Vec<FeedReader>, parking: Arc<Parking>) -> Self {
        Self {
            parts,
            parking,
            sleeper: None,
        }
    }

    /// The next record. Doesn't wait, copy or allocate.
    #[inline]
    pub(crate) fn head(&mut self) -> Head<'_> {
        let at = if self.parts.len() == 1 {
            0
        } else {
            self.choose()
        };
        match self.parts.get_mut(at) {
            Some(part) => part.head(),
            None => Head::Empty,
        }
    }

    /// Which feed is next: one with a record, or else one that is open still, or
    /// else one that has ended. One that was cut off ends them all.
    fn choose(&mut self) -> usize {
        let mut first: Option<(u64, usize)> = None;
        let mut open = None;
        for (at, part) in self.parts.iter_mut().enumerate() {
            match part.head() {
                Head::Record(record) => {
                    let ready = header(&record[0]).ready_mono_ns;
                    if first.is_none_or(|(other, _)| ready < other) {
                        first = Some((ready, at));
                    }
                }
                Head::Empty => open = Some(at),
                Head::Closed(CloseReason::Stopped) => {}
                Head::Closed(_) => return at,
            }
        }
        first.map(|(_, at)| at).or(open).unwrap_or(0)
    }

    /// Waits until [`head`](Self::head) has something to say, a record or the
    /// end, or until the deadline. Returns whether it has.
    pub(crate) fn wait_ready(&mut self, wait: Wait, deadline: Option<Instant>) -> bool {
        let Self {
            parts,
            parking,
            sleeper,
        } = self;
        let ready = || is_ready(parts);
        wait::until(wait, deadline, ready, |longest| {
            parking.park(sleeper, ready, longest);
        })
    }

    /// The same for a task.
    pub(crate) fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Self {
            parts,
            parking,
            sleeper,
        } = self;
        let ready = || is_ready(parts);
        if ready() || parking.park_task(sleeper, ready, cx.waker()) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }

    /// The feeds' counters, for other threads.
    pub(crate) fn counts(&self) -> super::FeedCounts {
        let parts = self.parts.iter();
        parts.map(|part| part.monitor().counts()).sum()
    }
}

/// Whether any of them has a record, or all have ended.
fn is_ready(parts: &[FeedReader]) -> bool {
    parts.iter().any(FeedReader::has_record) || parts.iter().all(FeedReader::has_ended)
}
