//! Finding the entries of one segment among whatever bytes there are.

use super::source::{Piece, Source};
use crate::entry::{Kind, received};
use crate::format::{ENTRY_HEADER, EntryHeader, MARKER, NoHeader, SEGMENT_HEADER, SegmentHeader};
use std::io;
use std::ops::Range;

/// What stands at some place of a segment.
pub(crate) enum Step {
    /// A whole entry.
    Entry(Found),
    /// The mark of a segment that was closed in order.
    Closed,
    /// Bytes that are no entry.
    Damage(Damaged),
    /// Nothing more.
    End,
}

/// An entry, and where its payload lies in the window.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) header: EntryHeader,
    pub(crate) payload: Range<usize>,
}

#[derive(Clone, Copy)]
pub(crate) struct Damaged {
    pub(crate) offset: u64,
    pub(crate) bytes: u64,
    /// Whether it is the beginning of an entry that the segment's end cuts off,
    /// as a killed run leaves it.
    pub(crate) torn: bool,
}

pub(crate) struct Scanner {
    source: Source,
    header: Option<SegmentHeader>,
    window: Vec<u8>,
    /// The first byte of the window that isn't done with.
    start: usize,
    /// Its place in the segment.
    offset: u64,
    /// Bytes behind the window that can't be had.
    hole: u64,
    /// Whether nothing comes behind the window and its hole.
    ended: bool,
    /// Bytes of the entry that was handed out last.
    taken: usize,
    /// What stands before `start` and is no entry.
    skipped: u64,
    /// Whether that begins as an entry that the segment's end cuts off.
    torn: bool,
    /// The least sequence number that an entry can have here: what has less is
    /// old, such as a disk block that was used before.
    least: u64,
}

impl Scanner {
    /// Reads the segment's header.
    ///
    /// # Errors
    /// What the system says; or, as the inner one, the version of a format that
    /// isn't known.
    pub(crate) fn new(source: Source) -> io::Result<Result<Self, u32>> {
        let mut scanner = Self {
            source,
            header: None,
            window: Vec::new(),
            start: 0,
            offset: 0,
            hole: 0,
            ended: false,
            taken: 0,
            skipped: 0,
            torn: false,
            least: 0,
        };
        let whole = scanner.holds(SEGMENT_HEADER)?;
        match SegmentHeader::from_bytes(&scanner.window) {
            Ok(header) => {
                scanner.header = Some(header);
                scanner.least = header.first_sequence;
                scanner.taken = SEGMENT_HEADER;
            }
            Err(NoHeader::Version(version)) => return Ok(Err(version)),
            Err(NoHeader::Damaged) => scanner.torn = !whole && scanner.hole == 0,
        }
        Ok(Ok(scanner))
    }

    pub(crate) const fn header(&self) -> Option<&SegmentHeader> {
        self.header.as_ref()
    }

    pub(crate) const fn source(&self) -> &Source {
        &self.source
    }

    /// When an entry was received: see [`received`].
    pub(crate) fn wall_ns(&self, found: &Found) -> u64 {
        let header = &found.header;
        let anchor = self.header.as_ref().and_then(SegmentHeader::anchor);
        received(header.kernel_ns, header.mono_ns, anchor)
    }

    /// Where the first entry can be.
    pub(crate) fn begin(&self) -> u64 {
        self.header.map_or(0, |_| SEGMENT_HEADER as u64)
    }

    /// Where the entry stands that was found last, or else where the next is
    /// looked for.
    pub(crate) const fn offset(&self) -> u64 {
        self.offset
    }

    pub(crate) fn payload(&self, found: &Found) -> &[u8] {
        &self.window[found.payload.clone()]
    }

    /// Goes on from this place of the segment, backwards or forwards.
    pub(crate) fn seek(&mut self, offset: u64) -> io::Result<()> {
        self.source.seek(offset)?;
        self.window.clear();
        (self.start, self.taken, self.offset) = (0, 0, offset);
        (self.hole, self.skipped) = (0, 0);
        (self.ended, self.torn) = (false, false);
        self.least = self.header.map_or(0, |header| header.first_sequence);
        Ok(())
    }

    /// The next entry, or what stands in its place. What was found before is
    /// gone from the window after that.
    pub(crate) fn next(&mut self) -> io::Result<Step> {
        self.pass(self.taken);
        self.taken = 0;
        loop {
            if self.holds(ENTRY_HEADER)? {
                if let Some(found) = self.entry_here()? {
                    if self.skipped > 0 {
                        self.torn = false;
                        return Ok(Step::Damage(self.damage()));
                    }
                    return Ok(self.hand_out(found));
                }
                self.skip_to_marker();
                continue;
            }
            // Fewer bytes than any entry has.
            let rest = &self.window[self.start..];
            let begins = rest.len().min(MARKER.len());
            if self.skipped == 0 && rest[..begins] == MARKER[..begins] {
                self.torn = true;
            }
            self.skip(self.window.len() - self.start);
            if self.hole > 0 {
                self.torn = false;
                self.skipped += self.hole;
                self.offset += self.hole;
                self.hole = 0;
            } else if self.skipped > 0 {
                return Ok(Step::Damage(self.damage()));
            } else {
                return Ok(Step::End);
            }
        }
    }

    /// The whole entry that begins at `start`, if one does.
    fn entry_here(&mut self) -> io::Result<Option<Found>> {
        let Some(header) = EntryHeader::from_bytes(&self.window[self.start..]) else {
            return Ok(None);
        };
        if header.sequence < self.least {
            return Ok(None);
        }
        if !self.holds(header.size())? {
            self.torn |= self.skipped == 0 && self.hole == 0;
            return Ok(None);
        }
        let from = self.start + ENTRY_HEADER;
        let payload = from..from + header.length as usize;
        let whole = crc32fast::hash(&self.window[payload.clone()]) == header.checksum;
        Ok(whole.then_some(Found { header, payload }))
    }

    fn hand_out(&mut self, found: Found) -> Step {
        self.taken = found.header.size();
        let sequence = found.header.sequence;
        if found.header.kind == Kind::END {
            self.least = sequence;
            return Step::Closed;
        }
        self.least = sequence.saturating_add(1);
        Step::Entry(found)
    }

    fn damage(&mut self) -> Damaged {
        let damaged = Damaged {
            offset: self.offset - self.skipped,
            bytes: self.skipped,
            torn: self.torn,
        };
        (self.skipped, self.torn) = (0, false);
        damaged
    }

    fn pass(&mut self, bytes: usize) {
        self.start += bytes;
        self.offset += bytes as u64;
    }

    fn skip(&mut self, bytes: usize) {
        self.pass(bytes);
        self.skipped += bytes as u64;
    }

    /// Skips to the next place that may be an entry's beginning.
    fn skip_to_marker(&mut self) {
        let rest = &self.window[self.start + 1..];
        let next = match memchr::memmem::find(rest, &MARKER) {
            Some(place) => 1 + place,
            // The last bytes may be a marker's first ones.
            None => (1 + rest.len()).saturating_sub(MARKER.len() - 1).max(1),
        };
        self.skip(next);
    }

    /// Reads on until so many bytes stand in the window; false when they don't
    /// come, for the segment's end or for a hole.
    fn holds(&mut self, bytes: usize) -> io::Result<bool> {
        while self.window.len() - self.start < bytes {
            if self.ended || self.hole > 0 {
                return Ok(false);
            }
            self.window.drain(..self.start);
            self.start = 0;
            match self.source.read(&mut self.window)? {
                Piece::Bytes => {}
                Piece::Hole(bytes) => self.hole = bytes,
                Piece::End => self.ended = true,
            }
        }
        Ok(true)
    }
}
