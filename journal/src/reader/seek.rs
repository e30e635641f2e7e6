//! Going to a time, or to a sequence number, without reading what is before.
//!
//! A compressed segment has a table of its blocks. A plain one needs none: an
//! entry can be found from any byte on, so the segment is halved until little
//! is left.

use super::scan::{Scanner, Step};
use super::{Losses, Met, Open, Reader};
use crate::JournalError;
use crate::range::{Bound, Range};
use std::io;

/// Where a plain segment isn't halved any more.
const SMALL: u64 = 128 << 10;
/// How far a stamp may be behind one that was written before it. Kernel stamps
/// of several connections differ by far less.
const DISORDER: u64 = 1_000_000_000;

/// What is looked for.
#[derive(Clone, Copy)]
enum Target {
    Time(u64),
    Sequence(u64),
}

impl From<Bound> for Target {
    fn from(bound: Bound) -> Self {
        match bound {
            Bound::Sequence(sequence) => Self::Sequence(sequence),
            Bound::Time(time) => Self::Time(time),
        }
    }
}

impl Target {
    /// Whether what has these is the wanted, or behind it.
    const fn is_reached(self, wall_ns: u64, sequence: u64) -> bool {
        match self {
            Self::Time(wanted) => wall_ns >= wanted,
            Self::Sequence(wanted) => sequence >= wanted,
        }
    }

    /// Where the search goes to, before it reads on entry by entry.
    const fn before(self) -> Self {
        match self {
            Self::Time(wanted) => Self::Time(wanted.saturating_sub(DISORDER)),
            sequence => sequence,
        }
    }
}

impl Reader {
    /// From here on there are only the entries of this range: goes to where it
    /// begins, and its end is the reader's. Nothing else is read of the journal
    /// than what the searches for both take.
    ///
    /// By time it goes from the first entry that was received then or later to the
    /// one before the first that was received at its end or later. Stamps may be in
    /// disorder: see [`seek_time`](Self::seek_time).
    ///
    /// [`losses`](Self::losses) begin anew.
    ///
    /// # Errors
    /// [`JournalError::SeveralDays`], or when a segment can't be opened or read at
    /// all.
    pub fn select(&mut self, range: &Range) -> Result<(), JournalError> {
        (self.until, self.outside) = (None, (0, 0));
        let from = range.from.map(|it| it.within(self)).transpose()?;
        let until = range.to.map(|it| it.within(self)).transpose()?;
        let mut outside = (0, 0);
        if let Some(until) = until {
            self.seek(until.into())?;
            outside.1 = self.progress().total - self.progress().done;
        }
        match from {
            Some(from) => self.seek(from.into())?,
            None => self.rewind(),
        }
        outside.0 = self.progress().done;
        (self.until, self.outside) = (until, outside);
        Ok(())
    }

    fn rewind(&mut self) {
        (self.next, self.expected) = (0, 0);
        (self.current, self.pending) = (None, None);
        self.losses = Losses::default();
    }

    /// Goes to the first entry that was received at this time (nanoseconds
    /// since 1970 UTC) or later, by [`Entry::wall_ns`](crate::Entry::wall_ns):
    /// that is the next to be read. Where none is, the end is.
    ///
    /// Stamps may be in disorder by up to a second. Where the wall clock was set
    /// back by more, entries of that time may be on both sides.
    ///
    /// [`losses`](Self::losses) begin anew.
    ///
    /// # Errors
    /// When a segment can't be opened or read at all.
    pub fn seek_time(&mut self, wall_ns: u64) -> Result<(), JournalError> {
        self.seek(Target::Time(wall_ns))
    }

    /// Goes to the entry with this sequence number, or to the first behind it.
    ///
    /// [`losses`](Self::losses) begin anew.
    ///
    /// # Errors
    /// When a segment can't be opened or read at all.
    pub fn seek_sequence(&mut self, sequence: u64) -> Result<(), JournalError> {
        self.seek(Target::Sequence(sequence))
    }

    /// Goes to the last entry of all: that is the next to be read.
    ///
    /// [`losses`](Self::losses) begin anew.
    ///
    /// # Errors
    /// When a segment can't be opened or read at all.
    pub fn seek_last(&mut self) -> Result<(), JournalError> {
        // The last segments may have no entries.
        for at in (0..self.segments.len()).rev() {
            let mut open = Open::new(self.segments[at].clone())?;
            let path = &open.segment.path;
            let last = last_in(&mut open.scanner);
            if let Some(last) = last.map_err(|error| JournalError::io("read", path, error))? {
                return self.seek(Target::Sequence(last));
            }
        }
        self.seek(Target::Sequence(u64::MAX))
    }

    fn seek(&mut self, target: Target) -> Result<(), JournalError> {
        let before = target.before();
        let mut open = self.find_segment(before)?;
        let failed = |error| JournalError::io("read", &open.segment.path, error);
        let place = place_in(&mut open.scanner, before).map_err(failed)?;
        open.scanner.seek(place).map_err(failed)?;
        self.current = Some(open);
        (self.expected, self.pending) = (0, None);
        while let Some(met) = self.advance()? {
            if let Met::Entry(found) = met
                && let Some(entry) = self.entry(&found)
                && target.is_reached(entry.wall_ns(), entry.sequence)
            {
                // It was counted as read: it is the next to come instead.
                self.pending = Some(found);
                break;
            }
        }
        self.losses = Losses::default();
        Ok(())
    }

    /// The last segment that begins before the target, opened; `next` is set to
    /// the one behind it.
    fn find_segment(&mut self, target: Target) -> Result<Open, JournalError> {
        let (mut low, mut high) = (0, self.segments.len());
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            // Segments without any entry tell nothing.
            let mut first = None;
            for index in middle..high {
                let mut open = Open::new(self.segments[index].clone())?;
                let path = &open.segment.path;
                let reached = first_from(&mut open.scanner, target)
                    .map_err(|error| JournalError::io("read", path, error))?;
                if let Some((_, reached)) = reached {
                    first = Some((index, reached));
                    break;
                }
            }
            match first {
                Some((index, false)) => low = index,
                _ => high = middle,
            }
        }
        self.next = low + 1;
        Open::new(self.segments[low].clone())
    }
}

/// Where the next entry stands, and whether it has reached the target; `None`
/// when none comes.
fn first_from(scanner: &mut Scanner, target: Target) -> io::Result<Option<(u64, bool)>> {
    loop {
        match scanner.next()? {
            Step::Entry(found) => {
                let reached = target.is_reached(scanner.wall_ns(&found), found.header.sequence);
                return Ok(Some((scanner.offset(), reached)));
            }
            Step::Closed | Step::Damage(_) => {}
            Step::End => return Ok(None),
        }
    }
}

/// The last entry's sequence number.
fn last_in(scanner: &mut Scanner) -> io::Result<Option<u64>> {
    let mut place = place_in(scanner, Target::Sequence(u64::MAX))?;
    loop {
        scanner.seek(place)?;
        let mut last = None;
        loop {
            match scanner.next()? {
                Step::Entry(found) => last = Some(found.header.sequence),
                Step::Closed | Step::Damage(_) => {}
                Step::End => break,
            }
        }
        if last.is_some() || place == scanner.begin() {
            return Ok(last);
        }
        // Nothing there can be read: all of it, then.
        place = scanner.begin();
    }
}

/// A place in the segment from which the target is not far.
fn place_in(scanner: &mut Scanner, target: Target) -> io::Result<u64> {
    let begin = scanner.begin();
    if let Some(blocks) = scanner.source().blocks() {
        let known = blocks.iter().filter(|it| it.sequence != 0);
        let before = known.take_while(|it| !target.is_reached(it.wall_ns, it.sequence));
        let last = before.last();
        return Ok(last.map_or(begin, |it| it.offset + u64::from(it.first)));
    }
    let (mut low, mut high) = (begin, scanner.source().length());
    while high.saturating_sub(low) > SMALL {
        let middle = low + (high - low) / 2;
        scanner.seek(middle)?;
        match first_from(scanner, target)? {
            Some((place, false)) if place < high => low = place,
            _ => high = middle,
        }
    }
    Ok(low)
}
