//! One lane: a single-producer, single-consumer ring of lines.
//!
//! A record takes as many consecutive lines as it needs and never straddles
//! the end of the ring: where it would, a filler record closes the end, and
//! the reader skips it. Both sides stay inside `rtrb`'s safe interface. That
//! zeroes the reserved lines before they are filled; leaving the zeroes out
//! gained 2 ns on a record of 256 bytes and 3 ns on 1 KiB, less than the noise
//! of the hand-over itself, so no unsafe code is worth it here.

use crate::record::{Line, RecordHeader};
use rtrb::chunks::{ReadChunk, WriteChunk};
use rtrb::{Consumer, Producer, RingBuffer};
use std::hint::black_box;

/// The kind of a filler record: it closes the ring's end, and nobody sees it.
pub(crate) const FILLER: u8 = 255;

/// Makes a lane of so many lines and touches all of its memory once, so that
/// neither side meets a page fault later.
///
/// A record fits into an empty lane wherever its end is when the lane has at
/// least twice the record's lines.
///
/// # Panics
/// When the lane couldn't be addressed. [`super::FeedConfig`] checks before.
pub(crate) fn lane(capacity: usize) -> (LaneWriter, LaneReader) {
    let (mut producer, mut consumer) = RingBuffer::new(capacity);
    if let Ok(all) = producer.write_chunk(capacity) {
        all.commit_all();
    }
    if let Ok(all) = consumer.read_chunk(capacity) {
        all.commit_all();
    }
    let writer = LaneWriter {
        producer,
        capacity,
        position: 0,
    };
    (writer, LaneReader { consumer })
}

/// The header of a record whose first line this is.
pub(crate) fn header(line: &Line) -> &RecordHeader {
    zerocopy::transmute_ref!(line)
}

/// The same, to be written.
pub(crate) fn header_mut(line: &mut Line) -> &mut RecordHeader {
    zerocopy::transmute_mut!(line)
}

/// Lines that are fetched at once: a record of 1 KiB.
const FETCHED: usize = 16;

/// There is no room for the record now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full;

/// The writing end of a lane.
pub(crate) struct LaneWriter {
    producer: Producer<Line>,
    capacity: usize,
    /// Where the next record begins. `rtrb` knows, but doesn't tell.
    position: usize,
}

impl LaneWriter {
    /// Reserves `lines` consecutive lines of zeros, and what is left to the
    /// ring's end where they don't fit there: both or nothing. Nothing is
    /// visible to the reader before [`Slot::publish`], and never when the slot
    /// is dropped instead.
    pub(crate) fn reserve(&mut self, lines: usize) -> Result<Slot<'_>, Full> {
        debug_assert!(lines > 0, "a record has at least its header");
        let padding = self.padding(lines);
        let end = if padding == 0 {
            self.position + lines
        } else {
            lines
        };
        let Ok(chunk) = self.producer.write_chunk(padding + lines) else {
            return Err(Full);
        };
        Ok(Slot {
            chunk,
            padding,
            lines,
            position: &mut self.position,
            next: if end == self.capacity { 0 } else { end },
        })
    }

    /// Whether [`reserve`](Self::reserve) would succeed now.
    pub(crate) fn has_room(&self, lines: usize) -> bool {
        self.producer.slots() >= self.padding(lines) + lines
    }

    /// What is left to the ring's end, where so many lines don't fit there.
    fn padding(&self, lines: usize) -> usize {
        let to_end = self.capacity - self.position;
        if lines <= to_end { 0 } else { to_end }
    }

    /// Whether at least half of the lane is free now.
    pub(crate) fn half_free(&self) -> bool {
        self.producer.slots() >= self.capacity / 2
    }

    /// Whether the reading end is gone.
    pub(crate) fn reader_gone(&self) -> bool {
        self.producer.is_abandoned()
    }
}

/// Lines reserved for one record.
pub(crate) struct Slot<'a> {
    chunk: WriteChunk<'a, Line>,
    padding: usize,
    lines: usize,
    position: &'a mut usize,
    next: usize,
}

impl Slot<'_> {
    /// The record's lines: zeros, until they are written.
    pub(crate) fn lines(&mut self) -> &mut [Line] {
        let (first, second) = self.chunk.as_mut_slices();
        if self.padding == 0 { first } else { second }
    }

    /// Makes the record visible to the reader. The length in its header is
    /// set here: the reader walks by it, so it may not depend on who filled
    /// the record.
    pub(crate) fn publish(mut self) {
        let (padding, lines) = (self.padding, self.lines);
        let (first, second) = self.chunk.as_mut_slices();
        let record = if padding == 0 {
            first
        } else {
            let filler = header_mut(&mut first[0]);
            filler.kind = FILLER;
            filler.lines = short(padding);
            second
        };
        let header = header_mut(&mut record[0]);
        debug_assert_ne!(header.kind, FILLER, "the filler's kind is reserved");
        header.lines = short(lines);
        self.chunk.commit_all();
        *self.position = self.next;
    }
}

/// A length for a header. Padding is shorter than the record that caused it,
/// and records are at most [`super::MOST_LINES`] long.
fn short(lines: usize) -> u8 {
    debug_assert!(lines <= super::MOST_LINES);
    lines as u8
}

/// The reading end of a lane.
pub(crate) struct LaneReader {
    consumer: Consumer<Line>,
}

impl LaneReader {
    /// The header of the next record, `None` where there is none now. Skips
    /// fillers.
    pub(crate) fn head(&mut self) -> Option<&RecordHeader> {
        if self.consumer.cached_slots() == 0 {
            self.consumer.peek().ok()?;
            self.fetch();
        }
        let first = header(self.consumer.peek().ok()?);
        if first.kind == FILLER {
            let lines = usize::from(first.lines);
            if let Ok(filler) = self.consumer.read_chunk(lines) {
                filler.commit_all();
            }
        }
        // A filler and the record that it makes room for become visible
        // together, and two fillers never follow each other.
        self.consumer.peek().ok().map(header)
    }

    /// Looks at each of the lines that have just come, so that they come from the
    /// writer's processor at once: where the second is looked at once the first says
    /// that there is one, a record took a sixth longer from thread to thread.
    fn fetch(&mut self) {
        let lines = self.consumer.cached_slots().min(FETCHED);
        if let Ok(chunk) = self.consumer.read_chunk(lines) {
            let (lines, _) = chunk.as_slices();
            lines
                .iter()
                .for_each(|line| _ = black_box(header(line).kind));
        }
    }

    /// The next record, in place. It stays the next one until the chunk is
    /// committed.
    pub(crate) fn record(&mut self) -> Option<ReadChunk<'_, Line>> {
        let lines = usize::from(self.head()?.lines);
        self.consumer.read_chunk(lines).ok()
    }

    /// Whether there is nothing to read now.
    pub(crate) fn is_empty(&self) -> bool {
        self.consumer.is_empty()
    }

    /// Lines that were waiting when the reader last looked at the writer's
    /// position.
    pub(crate) fn seen_waiting(&self) -> usize {
        self.consumer.cached_slots()
    }
}
