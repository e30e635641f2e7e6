//! The writing ends of all feeds, and the one order of what goes into them.

use crate::record::{Line, RecordHeader};
use crate::ring::{About, CloseReason, FeedWriter, Lane};
use zerocopy::{FromBytes as _, IntoBytes as _};

/// What became of a record that was looked into before it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Done,
    /// Nobody had room: it was never filled.
    NoRoom,
    /// It was filled, and not published: these don't have it yet. The others
    /// had no room.
    Withheld(u64),
}

pub(super) struct Feeds {
    writers: Vec<FeedWriter>,
    /// The last number of the one order of events.
    sequence: u64,
    /// Strategies whose feeds have ended.
    ended: u64,
}

impl Feeds {
    pub(super) const fn new(writers: Vec<FeedWriter>) -> Self {
        Self {
            writers,
            sequence: 0,
            ended: 0,
        }
    }

    pub(super) const fn count(&self) -> usize {
        self.writers.len()
    }

    /// Strategies whose feeds have ended.
    pub(super) const fn ended(&self) -> u64 {
        self.ended
    }

    /// All strategies.
    pub(super) fn all(&self) -> u64 {
        u64::MAX.unbounded_shr(64 - u32::try_from(self.writers.len()).unwrap_or(64))
    }

    /// Writes one record for all of `readers`: into the ring of the first who
    /// has room, and from there into the others'.
    #[inline]
    pub(super) fn write(
        &mut self,
        about: About,
        lane: Lane,
        readers: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]),
    ) {
        self.write_if(about, lane, readers, lines, |to| {
            fill(to);
            true
        });
    }

    /// As [`write`](Self::write), but the record is withheld when `fill` says
    /// no: then something is to be written before it.
    #[inline]
    pub(super) fn write_if(
        &mut self,
        about: About,
        lane: Lane,
        readers: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> bool,
    ) -> Written {
        self.sequence += 1;
        let mut fill = Some(fill);
        let mut left = readers;
        let mut withheld = 0;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let (first, others) = self.writers.split_at_mut(at + 1);
            // Who has no room is told so by its own ring.
            _ = first[at].write_about(about, lane, self.sequence, lines, |to| {
                if let Some(fill) = fill.take()
                    && !fill(to)
                {
                    withheld = left | 1 << at;
                    left = 0;
                    return Err(());
                }
                RecordHeader::mut_from_prefix(to.as_mut_bytes())
                    .map(|(header, _)| header.sequence = self.sequence)
                    .ok();
                while left != 0 {
                    let other = left.trailing_zeros() as usize - at - 1;
                    left &= left - 1;
                    _ = others[other].write_copy(lane, to);
                }
                Ok(())
            });
        }
        match withheld {
            0 if fill.is_some() => Written::NoRoom,
            0 => Written::Done,
            left => Written::Withheld(left),
        }
    }

    pub(super) fn notify(&mut self) -> bool {
        for (at, writer) in self.writers.iter_mut().enumerate() {
            if writer.reader_gone() {
                // Nobody reads it any more: nothing is to pile up for it.
                writer.close(CloseReason::Abandoned);
            }
            if writer.closed().is_some() {
                self.ended |= 1 << at;
            }
            writer.catch_up(&mut self.sequence);
        }
        FeedWriter::notify_all(&mut self.writers);
        self.writers.iter().any(FeedWriter::has_backlog)
    }

    pub(super) fn has_backlog(&self) -> bool {
        self.writers.iter().any(FeedWriter::has_backlog)
    }

    /// A strategy wants records about this of so many lines.
    pub(super) fn reserve(&mut self, strategy: usize, about: About, lines: usize) {
        if let Some(writer) = self.writers.get_mut(strategy) {
            writer.reserve(about, lines);
        }
    }

    pub(super) fn close(&mut self, reason: CloseReason) {
        for writer in &mut self.writers {
            writer.close(reason);
        }
    }
}
