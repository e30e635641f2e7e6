//! The journal on its way into the engine: how far it is, and which time on the
//! clock on the wall the stamps without a kernel's mean.

use super::JournalSource;
use crate::{Losses, Progress};
use kiwoom_engine::record::RecordHeader;
use kiwoom_engine::{Recorded, Source, UnixNanos};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Recorded things between two looks at how far it is.
const STEP: u64 = 1024;

/// What both sides see.
#[derive(Default)]
struct Shared {
    /// From this monotonic stamp on, what is added to it for the time on the wall;
    /// `None` where that isn't known.
    offsets: VecDeque<(u64, Option<u64>)>,
    progress: Progress,
    losses: Losses,
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Plays a journal, and notes what relates its two clocks, so that [`Received`] can
/// tell each record's time.
pub struct Stamped {
    source: JournalSource,
    /// The last that was noted.
    offset: Option<u64>,
    things: u64,
    shared: Arc<Mutex<Shared>>,
}

/// What is asked about a journal while it is played: when its records were received,
/// how far it is, what was damaged.
///
/// Takes a lock that the replay's thread takes now and then, for some nanoseconds.
pub struct Received {
    shared: Arc<Mutex<Shared>>,
    offset: Option<u64>,
}

impl Stamped {
    /// What is to be played, and what is to be asked about it.
    #[must_use]
    pub fn new(source: JournalSource) -> (Self, Received) {
        let shared = Arc::default();
        let stamped = Self {
            source,
            offset: None,
            things: 0,
            shared: Arc::clone(&shared),
        };
        let received = Received {
            shared,
            offset: None,
        };
        (stamped, received)
    }
}

impl Source for Stamped {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        if self.things.is_multiple_of(STEP) {
            lock(&self.shared).progress = self.source.progress();
        }
        self.things += 1;
        let next = self.source.next()?;
        // What the kernel has stamped needs nothing else.
        let mono = match &next {
            Some((_, Recorded::Frame(frame))) if frame.rx_kernel.is_none() => Some(frame.rx_mono),
            Some((_, Recorded::Link(link))) => Some(link.header.rx_mono()),
            _ => None,
        };
        if let (Some((wall, _)), Some(mono)) = (&next, mono) {
            let offset = (wall.get() != 0).then(|| wall.get().wrapping_sub(mono.nanos()));
            if offset != self.offset {
                self.offset = offset;
                let mut shared = lock(&self.shared);
                shared.offsets.push_back((mono.nanos(), offset));
            }
        }
        Ok(next)
    }
}

/// Played to its end, or as far as it went.
impl Drop for Stamped {
    fn drop(&mut self) {
        lock(&self.shared).losses = *self.source.losses();
    }
}

impl Received {
    /// When a record was received, in nanoseconds since 1970 UTC: the kernel's
    /// stamp, or else what its segment says about the monotonic one. Records are
    /// asked for in their order; `None` where neither is known.
    pub fn at(&mut self, header: &RecordHeader) -> Option<u64> {
        if let Some(stamp) = header.rx_kernel() {
            return Some(stamp.get());
        }
        let mono = header.rx_mono().nanos();
        let offsets = &mut lock(&self.shared).offsets;
        while let Some((from, offset)) = offsets.front().copied()
            && from <= mono
        {
            self.offset = offset;
            offsets.pop_front();
        }
        self.offset.map(|offset| mono.wrapping_add(offset))
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        lock(&self.shared).progress
    }

    /// What was damaged, once the replay has ended.
    #[must_use]
    pub fn losses(&self) -> Losses {
        lock(&self.shared).losses
    }
}
