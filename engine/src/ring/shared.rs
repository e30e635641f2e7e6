//! What a feed's two sides share besides the lanes.

use super::counts::{FeedCounts, ReaderCounts, WriterCounts};
use super::park::Parking;
use crate::record::Line;
use std::fmt;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Why a feed ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CloseReason {
    /// The engine was stopped. Everything was delivered or told as lost.
    Stopped,
    /// The strategy was too slow even for what may never be lost: the critical
    /// lane and its spill ran over. The last gap tells what was lost before
    /// the end; after the end, everything was. Orders and balances must be
    /// asked for by REST, and the strategy must be started anew.
    Overrun,
    /// The engine's I/O thread ended without closing the feed: it panicked, or it
    /// was a task, and its tokio runtime ended first.
    Abandoned,
}

impl fmt::Display for CloseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stopped => "the engine was stopped",
            Self::Overrun => {
                "the strategy was too slow and critical records were lost: \
                 ask for orders and balances by REST, then start it anew"
            }
            Self::Abandoned => "the engine's I/O thread is gone",
        })
    }
}

const OPEN: u8 = 0;

/// On cache lines of its own, that are seldom written: the reader looks at it
/// for every record, the writer once per batch.
#[repr(align(128))]
pub(crate) struct Shared {
    /// One for all feeds of a strategy.
    pub(crate) parking: Arc<Parking>,
    closed: AtomicU8,
    /// What still waited on the writer's side when it closed the feed. Locked
    /// by the writer before `closed` is set, by the reader after it saw it.
    rest: Mutex<Vec<Line>>,
    pub(crate) writer: WriterCounts,
    pub(crate) reader: ReaderCounts,
}

impl Shared {
    pub(crate) fn new(parking: Arc<Parking>) -> Self {
        Self {
            parking,
            closed: AtomicU8::new(OPEN),
            rest: Mutex::new(Vec::new()),
            writer: WriterCounts::default(),
            reader: ReaderCounts::default(),
        }
    }

    /// Ends the feed, with the records that the lanes no longer took, and
    /// wakes the reader. Called once, by the writer.
    pub(crate) fn close(&self, reason: CloseReason, rest: Vec<Line>) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = rest;
        let code = match reason {
            CloseReason::Stopped => 1,
            CloseReason::Overrun => 2,
            CloseReason::Abandoned => 3,
        };
        self.closed.store(code, Ordering::Release);
        self.parking.notify();
    }

    /// Why the feed was closed, `None` while it is open. What was published
    /// before it was closed is visible to a look at the lanes after this.
    pub(crate) fn closed(&self) -> Option<CloseReason> {
        match self.closed.load(Ordering::Acquire) {
            OPEN => None,
            1 => Some(CloseReason::Stopped),
            2 => Some(CloseReason::Overrun),
            _ => Some(CloseReason::Abandoned),
        }
    }

    /// Takes what waited when the feed was closed.
    pub(crate) fn take_rest(&self) -> Vec<Line> {
        std::mem::take(&mut *self.rest.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Reads a feed's counters from any thread, without disturbing it.
#[derive(Clone)]
pub(crate) struct FeedMonitor(pub(super) Arc<Shared>);

impl FeedMonitor {
    pub(crate) fn counts(&self) -> FeedCounts {
        let (writer, reader) = (&self.0.writer, &self.0.reader);
        FeedCounts {
            written: writer.written.get(),
            delivered: reader.delivered.get(),
            lost: writer.lost.get(),
            gaps: writer.gaps.get(),
            spilled: writer.spilled.get(),
            conflated: writer.conflated.get(),
            blocked_ns: writer.blocked_ns.get(),
            inline_ns: reader.inline_ns.get(),
            longest_inline_ns: reader.longest_inline_ns.get(),
            most_waiting_critical: reader.most_waiting_critical.get(),
            most_waiting_data: reader.most_waiting_data.get(),
        }
    }
}
