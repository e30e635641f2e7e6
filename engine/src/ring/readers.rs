//! A strategy's end where several threads write for it: a feed from each.

use super::lane::header;
use super::park::Parking;
use super::reader::{FeedReader, Head};
use super::shared::CloseReason;
use super::sync::Thread;
use super::wait::{self, Wait};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

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

    /// Calls `each` with up to `limit` records, in order, each one in place
    /// and released right after. Returns how many there were; fewer than
    /// `limit` means that there are no more now. Where `each` panics, its
    /// record isn't released.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn for_each(
        &mut self,
        limit: usize,
        mut each: impl FnMut(&[crate::record::Line]),
    ) -> usize {
        for done in 0..limit {
            let Head::Record(record) = self.head() else {
                return done;
            };
            each(&record);
            record.release();
        }
        limit
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
        let ready = || is_ready(&self.parts);
        wait::until(wait, deadline, ready, |longest| {
            self.parking.park(&mut self.sleeper, ready, longest);
        })
    }

    /// The same for a task.
    pub(crate) fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let ready = || is_ready(&self.parts);
        if ready() || self.parking.park_task(&mut self.sleeper, ready, cx.waker()) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }

    /// Whether [`head`](Self::head) has something to say, a record or the end.
    #[inline]
    pub(crate) fn is_ready(&self) -> bool {
        is_ready(&self.parts)
    }

    /// The strategy was called on the writer's thread, and took so long.
    pub(crate) fn took(&self, time: Duration) {
        if let Some(part) = self.parts.first() {
            part.took(time);
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
