//! Reading a journal, whole or damaged, from a folder or a single segment.

mod damage;
pub(crate) mod scan;
mod seek;
pub(crate) mod source;

pub use damage::{Damage, DamageKind, Losses};

use crate::JournalError;
use crate::entry::{Entry, Origin};
use crate::folder::{self, SegmentPath, other_form};
use crate::format::{SEGMENT_HEADER, SegmentHeader};
use crate::range::Bound;
use scan::{Damaged, Found, Scanner, Step};
use source::Source;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// What the reader meets: an entry, or what stands where one should be.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// An entry.
    Entry(Entry<'a>),
    /// What can't be read, or is missing, before the next entry.
    Damage(Damage),
}

/// How far a reader is, in bytes of the files that it reads, or of the part of them
/// that was [selected](Reader::select).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes behind it.
    pub done: u64,
    /// Bytes of all.
    pub total: u64,
}

/// Reads the entries of a journal one after the other.
///
/// Entries borrow the reader's buffer, which holds the longest entry and 256 KiB
/// (or one block of a compressed segment) at most. Damage costs what it hit, and
/// is told; it is no error. No bytes make it panic.
pub struct Reader {
    segments: Vec<SegmentPath>,
    /// Bytes of each one's file.
    sizes: Vec<u64>,
    /// The one that is opened next.
    next: usize,
    current: Option<Open>,
    /// The sequence number that should come next; 0 while it isn't known.
    expected: u64,
    /// An entry that was met already, in the scanner's window.
    pending: Option<Found>,
    /// Where it ends, before the end of the journal.
    until: Option<Bound>,
    /// Bytes of files before and behind what was selected.
    outside: (u64, u64),
    losses: Losses,
}

/// The segment that is being read.
struct Open {
    scanner: Scanner,
    segment: SegmentPath,
    closed: bool,
}

/// The same, with the entry still to be looked at.
pub(crate) enum Met {
    Entry(Found),
    Damage(Damage),
}

impl Reader {
    /// Opens a journal's folder, or one of its segments in either form. Of a
    /// folder it reads the segments that are there now.
    ///
    /// # Errors
    /// [`JournalError::NoJournal`], or when it can't be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref();
        let failed = |error| JournalError::io("open", path, error);
        let segments = match fs::metadata(path).map_err(failed)?.is_dir() {
            true => folder::segments(path)?,
            false => vec![single(path).map_err(failed)?],
        };
        if segments.is_empty() {
            let path = path.to_owned();
            return Err(JournalError::NoJournal { path });
        }
        let size = |it: &SegmentPath| fs::metadata(&it.path).map_or(0, |it| it.len());
        Ok(Self {
            sizes: segments.iter().map(size).collect(),
            segments,
            next: 0,
            current: None,
            expected: 0,
            pending: None,
            until: None,
            outside: (0, 0),
            losses: Losses::default(),
        })
    }

    /// The next entry, or the damage before it; `None` at the end. Reads, and
    /// allocates where the buffer must grow.
    ///
    /// # Errors
    /// When a segment can't be opened or read at all.
    pub fn next_event(&mut self) -> Result<Option<Event<'_>>, JournalError> {
        Ok(match self.advance()? {
            None => None,
            Some(Met::Damage(damage)) => Some(Event::Damage(damage)),
            Some(Met::Entry(found)) => self.entry(&found).map(Event::Entry),
        })
    }

    /// The next entry; `None` at the end. Damage is only counted in
    /// [`losses`](Self::losses).
    ///
    /// # Errors
    /// See [`next_event`](Self::next_event).
    pub fn next_entry(&mut self) -> Result<Option<Entry<'_>>, JournalError> {
        loop {
            match self.advance()? {
                None => return Ok(None),
                Some(Met::Damage(_)) => {}
                Some(Met::Entry(found)) => return Ok(self.entry(&found)),
            }
        }
    }

    /// All damage that was met since the beginning, or since the last search.
    #[must_use]
    pub const fn losses(&self) -> &Losses {
        &self.losses
    }

    /// The segments that are read, in their order.
    #[must_use]
    pub fn segments(&self) -> &[SegmentPath] {
        &self.segments
    }

    /// The segment of the entry that was read last.
    #[must_use]
    pub fn segment(&self) -> Option<&SegmentPath> {
        self.current.as_ref().map(|it| &it.segment)
    }

    /// Its header; `None` before the first entry, and where the header is damaged.
    #[must_use]
    pub fn header(&self) -> Option<&SegmentHeader> {
        self.current.as_ref()?.scanner.header()
    }

    /// Whether the end mark of the segment of the last entry was read: without
    /// one its run was killed, or still goes on.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.current.as_ref().is_some_and(|it| it.closed)
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let (before, behind) = self.outside;
        let total: u64 = self.sizes.iter().sum();
        let total = total.saturating_sub(before + behind);
        Progress {
            done: self.position().saturating_sub(before).min(total),
            total,
        }
    }

    /// Bytes of files behind it.
    fn position(&self) -> u64 {
        let current = usize::from(self.current.is_some());
        let before: u64 = self.sizes[..self.next - current].iter().sum();
        let here = self.current.as_ref().map(|it| it.scanner.source());
        before + here.map_or(0, |it| it.file_position().min(it.file_bytes()))
    }

    pub(crate) fn entry(&self, found: &Found) -> Option<Entry<'_>> {
        let Open {
            scanner, segment, ..
        } = self.current.as_ref()?;
        let header = &found.header;
        Some(Entry {
            sequence: header.sequence,
            kind: header.kind,
            connection: header.connection,
            epoch: header.epoch,
            kernel_ns: header.kernel_ns,
            mono_ns: header.mono_ns,
            payload: scanner.payload(found),
            origin: Some(Origin {
                segment,
                header: scanner.header(),
            }),
        })
    }

    pub(crate) fn advance(&mut self) -> Result<Option<Met>, JournalError> {
        let met = self.advance_on()?;
        if let (Some(until), Some(Met::Entry(found))) = (self.until, &met)
            && self.entry(found).is_some_and(|it| until.is_reached(&it))
        {
            // Nothing comes any more: not even what is pending.
            self.next = self.segments.len();
            (self.current, self.pending) = (None, None);
            return Ok(None);
        }
        Ok(met)
    }

    /// The same, whatever the end is.
    fn advance_on(&mut self) -> Result<Option<Met>, JournalError> {
        if let Some(found) = self.pending.take() {
            self.expected = found.header.sequence.saturating_add(1);
            return Ok(Some(Met::Entry(found)));
        }
        loop {
            let Some(open) = &mut self.current else {
                if self.next == self.segments.len() {
                    return Ok(None);
                }
                match self.open_next()? {
                    Some(damage) => return Ok(Some(Met::Damage(damage))),
                    None => continue,
                }
            };
            match open.step()? {
                Step::Entry(found) => {
                    let missing = self.missing_before(&found);
                    if missing > 0 {
                        let offset = open_offset(self.current.as_ref());
                        self.pending = Some(found);
                        return Ok(Some(self.tell(DamageKind::Missing, offset, 0, missing)));
                    }
                    self.expected = found.header.sequence.saturating_add(1);
                    return Ok(Some(Met::Entry(found)));
                }
                Step::Closed => {
                    open.closed = true;
                }
                Step::Damage(damaged) => return self.damaged(damaged).map(Some),
                Step::End if self.next == self.segments.len() => return Ok(None),
                Step::End => self.current = None,
            }
        }
    }

    /// Damaged bytes: how many entries they were shows by the next one.
    fn damaged(&mut self, damaged: Damaged) -> Result<Met, JournalError> {
        let mut entries = 0;
        if let Some(open) = self.current.as_mut().filter(|_| !damaged.torn) {
            match open.step()? {
                Step::Entry(found) => {
                    entries = self.missing_before(&found);
                    self.pending = Some(found);
                }
                Step::Closed => open.closed = true,
                // The damage went up to here, and nothing follows.
                Step::Damage(_) | Step::End => {}
            }
        }
        let kind = match damaged.torn {
            true => DamageKind::Unfinished,
            false => DamageKind::Unreadable,
        };
        Ok(self.tell(kind, damaged.offset, damaged.bytes, entries))
    }

    fn missing_before(&self, found: &Found) -> u64 {
        match self.expected {
            0 => 0,
            expected => found.header.sequence.saturating_sub(expected),
        }
    }

    fn tell(&mut self, kind: DamageKind, offset: u64, bytes: u64, entries: u64) -> Met {
        let damage = Damage {
            kind,
            segment: self.segment().map_or(0, |it| it.number),
            offset,
            bytes,
            entries,
        };
        self.losses.count(&damage);
        Met::Damage(damage)
    }

    /// Opens the next segment. Where it begins with what was there before, that
    /// is told.
    fn open_next(&mut self) -> Result<Option<Damage>, JournalError> {
        let open = Open::new(self.segments[self.next].clone())?;
        self.next += 1;
        let first = open.scanner.header().map(|it| it.first_sequence);
        self.current = Some(open);
        match (first, self.expected) {
            (Some(first), 0) => self.expected = first,
            (Some(first), expected) if first < expected => {
                self.expected = first;
                if let Met::Damage(damage) = self.tell(DamageKind::Repeated, 0, 0, 0) {
                    return Ok(Some(damage));
                }
            }
            _ => {}
        }
        Ok(None)
    }
}

fn open_offset(open: Option<&Open>) -> u64 {
    open.map_or(0, |it| it.scanner.offset())
}

impl Open {
    fn new(segment: SegmentPath) -> Result<Self, JournalError> {
        let failed = |error| JournalError::io("open", &segment.path, error);
        let (file, packed) = match File::open(&segment.path) {
            // It was compressed after the folder was read.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let other = File::open(other_form(&segment));
                (other.map_err(|_| failed(error))?, !segment.packed)
            }
            file => (file.map_err(failed)?, segment.packed),
        };
        let failed = |error| JournalError::io("read", &segment.path, error);
        let source = Source::open(file, packed).map_err(failed)?;
        match Scanner::new(source).map_err(failed)? {
            Ok(scanner) => Ok(Self {
                scanner,
                segment,
                closed: false,
            }),
            Err(version) => Err(JournalError::Version {
                path: segment.path,
                version,
            }),
        }
    }

    fn step(&mut self) -> Result<Step, JournalError> {
        let step = self.scanner.next();
        step.map_err(|error| JournalError::io("read", &self.segment.path, error))
    }
}

/// A file that is named as a segment, or not.
fn single(path: &Path) -> io::Result<SegmentPath> {
    if let Some(segment) = SegmentPath::from_path(path) {
        return Ok(segment);
    }
    let mut file = File::open(path)?;
    let mut begins = [0; SEGMENT_HEADER];
    let mut count = 0;
    while count < begins.len() {
        match file.read(&mut begins[count..])? {
            0 => break,
            more => count += more,
        }
    }
    let header = SegmentHeader::from_bytes(&begins[..count]).ok();
    Ok(SegmentPath {
        number: header.map_or(0, |it| it.number),
        trading_day: header.map_or(0, |it| it.trading_day),
        packed: crate::blocks::begins_packed(&begins[..count]),
        path: path.to_owned(),
    })
}
