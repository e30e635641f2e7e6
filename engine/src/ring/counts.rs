//! What a feed counts: written by one side each, read by anyone.

use std::sync::atomic::{AtomicU64, Ordering};

/// A counter that one thread writes and others read, without locked
/// instructions.
#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    /// Adds. Only the owner's thread may.
    pub(crate) fn add(&self, by: u64) {
        self.0.store(self.get() + by, Ordering::Relaxed);
    }

    /// Raises to `value` if that is more. Only the owner's thread may.
    pub(crate) fn raise(&self, value: u64) {
        if value > self.get() {
            self.0.store(value, Ordering::Relaxed);
        }
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Counters of the writing side, on cache lines of their own (two, since
/// processors fetch them in pairs).
#[derive(Default)]
#[repr(align(128))]
pub(crate) struct WriterCounts {
    pub(crate) written: Counter,
    pub(crate) lost: Counter,
    pub(crate) gaps: Counter,
    pub(crate) spilled: Counter,
    pub(crate) conflated: Counter,
    pub(crate) blocked_ns: Counter,
}

/// Counters of the reading side.
#[derive(Default)]
#[repr(align(128))]
pub(crate) struct ReaderCounts {
    pub(crate) delivered: Counter,
    pub(crate) most_waiting_critical: Counter,
    pub(crate) most_waiting_data: Counter,
    pub(crate) inline_ns: Counter,
    pub(crate) longest_inline_ns: Counter,
}

/// A feed's counters at one moment, since the feed was made. Each is exact,
/// but they are read one after another while both sides go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeedCounts {
    /// Records handed over: published, put into the spill, or put where the
    /// newest of an item waits. What was written is delivered, conflated, or
    /// waits still.
    pub written: u64,
    /// Records that the strategy has read and released. Gaps don't count, here
    /// and above.
    pub delivered: u64,
    /// Records dropped because there was no room. Told in-band by gaps.
    pub lost: u64,
    /// Gaps told so far.
    pub gaps: u64,
    /// Critical records that had to wait in the spill: the strategy is far too
    /// slow, or its critical lane too small.
    pub spilled: u64,
    /// Records that a newer one of the same item took the place of, before there
    /// was room for them: see [`Overflow::Conflate`](crate::Overflow::Conflate).
    pub conflated: u64,
    /// For how long the I/O thread has waited for this strategy, in nanoseconds:
    /// see [`Overflow::BlockFor`](crate::Overflow::BlockFor).
    pub blocked_ns: u64,
    /// For how long an inline strategy has held up the I/O thread with what it
    /// did, in nanoseconds: see [`Strategy::inline`](crate::Strategy::inline).
    pub inline_ns: u64,
    /// For how long it did at most at a time.
    pub longest_inline_ns: u64,
    /// The most lines that the reader has found waiting in the critical lane.
    pub most_waiting_critical: u64,
    /// The most lines that the reader has found waiting in the data lane.
    pub most_waiting_data: u64,
}

/// Counters together; of the most that waited, the most.
impl std::iter::Sum for FeedCounts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |all, it| Self {
            written: all.written + it.written,
            delivered: all.delivered + it.delivered,
            lost: all.lost + it.lost,
            gaps: all.gaps + it.gaps,
            spilled: all.spilled + it.spilled,
            conflated: all.conflated + it.conflated,
            blocked_ns: all.blocked_ns + it.blocked_ns,
            inline_ns: all.inline_ns + it.inline_ns,
            longest_inline_ns: all.longest_inline_ns.max(it.longest_inline_ns),
            most_waiting_critical: all.most_waiting_critical.max(it.most_waiting_critical),
            most_waiting_data: all.most_waiting_data.max(it.most_waiting_data),
        })
    }
}
