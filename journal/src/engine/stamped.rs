//! The journal on its way into the engine: how far it is, and which time on the
//! clock on the wall the stamps without a kernel's mean.

use super::JournalSource;
use crate::{Losses, Progress};
use kiwoom_engine::record::{Link, RecordHeader};
use kiwoom_engine::{Mono, Recorded, Source, UnixNanos};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Recorded things between two looks at how far it is.
const STEP: u64 = 1024;
/// How far a stamp may be behind the one before it within one run, as in a replay.
const DISORDER: u64 = 10_000_000;

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

/// Plays a journal with monotonic stamps that go on from one run of its recorder
/// to the next, so that [`Received`] can tell each record's time.
pub struct Stamped {
    source: JournalSource,
    link: Link,
    timeline: Timeline,
    things: u64,
    shared: Arc<Mutex<Shared>>,
}

/// What is asked about a journal while it is played: when its records were received,
/// how far it is, what was damaged.
///
/// Takes a lock that the replay's thread takes for each thing of the journal, for
/// some nanoseconds.
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
            link: Link::EMPTY,
            timeline: Timeline::default(),
            things: 0,
            shared: Arc::clone(&shared),
        };
        let offset = None;
        (stamped, Received { shared, offset })
    }
}

impl Source for Stamped {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        if self.things.is_multiple_of(STEP) {
            lock(&self.shared).progress = self.source.progress();
        }
        self.things += 1;
        let Some((wall, mut recorded)) = self.source.next()? else {
            return Ok(None);
        };
        let (mono, is_told) = match &recorded {
            Recorded::Frame(frame) => (frame.rx_mono, frame.rx_kernel.is_some()),
            Recorded::Link(link) => (link.header.rx_mono(), false),
            _ => return Ok(Some((wall, recorded))),
        };
        let (now, offset) = self.timeline.at(mono.nanos(), wall.get(), is_told);
        if let Some(offset) = offset {
            lock(&self.shared).offsets.push_back((now, offset));
        }
        let now = Mono::from_nanos(now);
        match &mut recorded {
            Recorded::Frame(frame) => frame.rx_mono = now,
            Recorded::Link(link) => {
                let header = &link.header;
                self.link = link.marked(header.connection(), header.epoch(), now);
                *link = &self.link;
            }
            _ => {}
        }
        Ok(Some((wall, recorded)))
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

/// The recorded monotonic stamps as one clock, which goes back by what an event of a
/// connection was told early, and no further.
#[derive(Default)]
struct Timeline {
    last: Option<(u64, u64)>,
    /// Added to the stamps of this run.
    shift: u64,
    /// The last that was told.
    offset: Option<u64>,
}

impl Timeline {
    /// What was recorded at `mono`, and at `wall` if that isn't 0; and the offset
    /// between them where it is another from here on. What the kernel has stamped
    /// tells nothing of that.
    fn at(&mut self, mono: u64, wall: u64, is_told: bool) -> (u64, Option<Option<u64>>) {
        let mut now = mono.wrapping_add(self.shift);
        if let Some((last, last_wall)) = self.last
            && now.saturating_add(DISORDER) < last
        {
            now = last.saturating_add(wall.saturating_sub(last_wall));
        }
        let offset = |now| (wall != 0).then(|| wall.wrapping_sub(now));
        let changed = !is_told && offset(now) != self.offset;
        if changed {
            // Never for what came before it.
            if let Some((last, _)) = self.last {
                now = now.max(last.saturating_add(1));
            }
            self.offset = offset(now);
        }
        self.shift = now.wrapping_sub(mono);
        self.last = Some((now, wall));
        (now, changed.then_some(self.offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_told_once_a_segment() {
        const MS: u64 = 1_000_000;
        let mut timeline = Timeline::default();
        let mut at = |mono, wall, is_told| timeline.at(mono * MS, wall * MS, is_told);
        assert_eq!(at(100, 5_100, false), (100 * MS, Some(Some(5_000 * MS))));
        assert_eq!(at(150, 5_150, false), (150 * MS, None));
        // The kernel's own stamp.
        assert_eq!(at(160, 5_158, true), (160 * MS, None));
        // Read before what was told already.
        assert_eq!(at(155, 5_154, true), (155 * MS, None));
        assert_eq!(at(170, 5_170, false), (170 * MS, None));
        // The next segment, begun after the clock was set; within one read.
        let told = Some(Some(6_000 * MS - 1));
        assert_eq!(at(170, 6_170, false), (170 * MS + 1, told));
        assert_eq!(at(180, 6_180, false), (180 * MS + 1, None));
        // The recorder was started anew.
        assert_eq!(at(5, 7_000, false), (1_000 * MS + 1, None));
        // Nothing says when that was.
        assert_eq!(at(9, 0, false), (1_004 * MS + 1, Some(None)));
        assert_eq!(at(10, 0, false), (1_005 * MS + 1, None));
    }
}
