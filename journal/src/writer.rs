//! Writing a journal: one segment after the other, on the caller's thread and
//! by the caller's clock.

mod segment;

use crate::disk::{Disk, Files};
use crate::entry::{Entry, Kind, MAX_PAYLOAD, NewEntry};
use crate::folder;
use crate::format::{self, SegmentHeader};
use crate::korea::{Moment, midnight, trading_day};
use crate::{JournalError, Reader, Settings};
use segment::Segment;
use std::fs::{self, File};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

/// Appends entries to a journal.
///
/// Each run writes segments of its own: what an earlier run left, a torn last
/// entry too, stays as it is, and the sequence goes on after its last whole entry.
/// The first segment is made with the first entry.
///
/// After an error that comes from writing, nothing more is written: what follows
/// is [`JournalError::Stopped`]. Entries that were whole on the disk by then are
/// kept, a part of one is cut off.
///
/// When it is dropped, what has gathered is flushed, and its segment has no end
/// mark, as if the run had been killed; [`close`](Self::close) is the orderly way.
///
/// ```
/// use kiwoom_journal::{Clock, Kind, NewEntry, Reader, Settings, Writer};
///
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// let clock = Clock::showing(0);
/// let mut writer = Writer::open(folder, Settings::default(), clock.now())?;
/// let entry = NewEntry {
///     kind: Kind::TEXT,
///     connection: 0,
///     epoch: 1,
///     kernel_ns: 0,
///     mono_ns: clock.now().mono_ns,
///     payload: br#"{"trnm":"PING"}"#,
/// };
/// writer.append(&entry, clock.now())?;
/// writer.close(clock.now())?;
///
/// let mut reader = Reader::open(folder)?;
/// let read = reader.next_entry()?.expect("one entry");
/// assert_eq!((read.sequence, read.payload), (1, entry.payload));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Writer<D: Disk = Files> {
    disk: D,
    folder: PathBuf,
    settings: Settings,
    run_ns: u64,
    next_sequence: u64,
    next_segment: u64,
    current: Option<Segment<D::File>>,
    /// When the current segment's day ends in Korea.
    day_ends: u64,
    /// The source's segment that the current one is copied from.
    source: Option<u64>,
    /// When the oldest entry was appended that isn't flushed.
    unflushed_since: Option<u64>,
    /// When the oldest bytes were flushed that aren't synced.
    unsynced_since: Option<u64>,
    /// Its memory serves one segment after the other.
    spare: Vec<u8>,
    closed: Vec<PathBuf>,
    written: Written,
    stopped: bool,
    /// Held open for its lock.
    _lock: File,
}

/// What a writer has written so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// Entries that the system has taken.
    pub entries: u64,
    /// Bytes that the system has taken, headers and all.
    pub bytes: u64,
    /// Segments that were begun.
    pub segments: u64,
    /// The last entry's sequence number of those; 0 when there is none.
    pub last_sequence: u64,
}

impl Writer {
    /// Opens a journal's folder, and makes it if need be. Reads the last segment
    /// that is there from end to end, to know where the sequence goes on.
    ///
    /// # Errors
    /// When the folder can't be made or read, or [`JournalError::Locked`].
    pub fn open(
        folder: impl AsRef<Path>,
        settings: Settings,
        now: Moment,
    ) -> Result<Self, JournalError> {
        Self::open_on(Files, folder, settings, now)
    }
}

impl<D: Disk> Writer<D> {
    /// The same with other files than the system's. What is there already is
    /// read from the system's all the same.
    ///
    /// # Errors
    /// See [`Writer::open`].
    pub fn open_on(
        disk: D,
        folder: impl AsRef<Path>,
        settings: Settings,
        now: Moment,
    ) -> Result<Self, JournalError> {
        let folder = folder.as_ref();
        fs::create_dir_all(folder)
            .map_err(|error| JournalError::io("make the folder", folder, error))?;
        let lock = folder::lock(folder)?;
        folder::remove_unfinished(folder)?;
        let there = folder::segments(folder)?;
        let mut next_sequence = 1;
        // A segment may have no entry at all: then the one before it counts.
        for segment in there.iter().rev() {
            if let Some(last) = last_sequence(&segment.path)? {
                next_sequence = last.saturating_add(1);
                break;
            }
        }
        Ok(Self {
            disk,
            folder: folder.to_owned(),
            run_ns: now.wall_ns,
            next_sequence,
            next_segment: there.last().map_or(1, |last| last.number.saturating_add(1)),
            current: None,
            day_ends: 0,
            source: None,
            unflushed_since: None,
            unsynced_since: None,
            spare: Vec::with_capacity(settings.flush_bytes),
            closed: there
                .into_iter()
                .filter(|it| !it.packed)
                .map(|it| it.path)
                .collect(),
            written: Written::default(),
            stopped: false,
            settings,
            _lock: lock,
        })
    }

    /// The sequence number that the next entry gets.
    #[must_use]
    pub const fn next_sequence(&self) -> u64 {
        self.next_sequence
    }

    /// What the system has taken so far.
    #[must_use]
    pub const fn written(&self) -> Written {
        self.written
    }

    /// Plain segments that are closed, those of earlier runs among them, each
    /// given once: they may be compressed ([`pack`](crate::pack)).
    pub fn take_closed(&mut self) -> Vec<PathBuf> {
        mem::take(&mut self.closed)
    }

    /// Appends an entry, and gives its sequence number. It begins a new segment
    /// where the old one is full, or where the entry is of a later day in Korea:
    /// by the kernel's stamp if it has one, or else by `now`. It is flushed
    /// when enough has gathered, or by [`tick`](Self::tick).
    ///
    /// # Errors
    /// [`JournalError::TooLong`], which stops nothing; or what stops all.
    pub fn append(&mut self, entry: &NewEntry<'_>, now: Moment) -> Result<u64, JournalError> {
        self.append_parts(entry, &[], now)
    }

    /// The same with a payload whose second part lies elsewhere.
    pub(crate) fn append_parts(
        &mut self,
        entry: &NewEntry<'_>,
        rest: &[u8],
        now: Moment,
    ) -> Result<u64, JournalError> {
        let length = entry.payload.len() + rest.len();
        if length > MAX_PAYLOAD {
            return Err(JournalError::TooLong { length });
        }
        self.check()?;
        let wall = match entry.kernel_ns {
            0 => now.wall_ns,
            stamp => stamp,
        };
        let size = format::entry_size(length) as u64;
        let fits =
            |it: &Segment<_>| it.is_empty() || it.bytes() + size <= self.settings.segment_bytes;
        if !self.current.as_ref().is_some_and(fits) || wall >= self.day_ends {
            self.end_segment(now)?;
            let header = SegmentHeader {
                number: self.next_segment,
                first_sequence: self.next_sequence,
                created: now,
                run_ns: self.run_ns,
                trading_day: trading_day(wall),
            };
            self.begin_segment(header)?;
        }
        self.push(entry, rest, now)
    }

    /// Writes down that so many entries are missing here.
    ///
    /// # Errors
    /// See [`append`](Self::append).
    pub fn append_lost(
        &mut self,
        lost: u64,
        mono_ns: u64,
        now: Moment,
    ) -> Result<u64, JournalError> {
        let payload = lost.to_le_bytes();
        let entry = NewEntry {
            kind: Kind::LOST,
            connection: 0,
            epoch: 0,
            kernel_ns: 0,
            mono_ns,
            payload: &payload,
        };
        self.append(&entry, now)
    }

    /// Appends an entry of another journal with the sequence number that it has
    /// there. Segments are parted as they are there, and have the same anchors
    /// for their monotonic stamps.
    ///
    /// # Errors
    /// [`JournalError::OutOfOrder`], which stops nothing; or what stops all.
    pub fn copy(&mut self, entry: &Entry<'_>, now: Moment) -> Result<(), JournalError> {
        self.check()?;
        let (sequence, expected) = (entry.sequence, self.next_sequence);
        if sequence < expected {
            return Err(JournalError::OutOfOrder { sequence, expected });
        }
        let source = entry.origin().map(|it| it.segment.number);
        if self.current.is_none() || self.source != source {
            self.end_segment(now)?;
            let (day, header) = match entry.origin() {
                Some(origin) => (origin.segment.trading_day, origin.header),
                None => (trading_day(now.wall_ns), None),
            };
            self.begin_segment(SegmentHeader {
                number: self.next_segment,
                first_sequence: sequence,
                // Zeros where nobody knows any more.
                created: header.map_or(Moment::default(), |it| it.created),
                run_ns: header.map_or(0, |it| it.run_ns),
                trading_day: header.map_or(day, |it| it.trading_day),
            })?;
            self.source = source;
        }
        self.next_sequence = sequence;
        self.push(&entry.parts(), &[], now).map(drop)
    }

    fn push(
        &mut self,
        entry: &NewEntry<'_>,
        rest: &[u8],
        now: Moment,
    ) -> Result<u64, JournalError> {
        let segment = self.current.as_mut().ok_or(JournalError::Stopped)?;
        let sequence = self.next_sequence;
        segment.push(entry, rest, sequence);
        self.next_sequence = sequence.saturating_add(1);
        self.unflushed_since.get_or_insert(now.mono_ns);
        if segment.buffered() >= self.settings.flush_bytes {
            self.flush(now)?;
        }
        Ok(sequence)
    }

    /// Does what is due by now: see [`Settings`]. To be called whenever some
    /// entries were appended, and while none come.
    ///
    /// # Errors
    /// What stops all.
    pub fn tick(&mut self, now: Moment) -> Result<(), JournalError> {
        self.check()?;
        let passed = |since: Option<u64>, limit: u128| {
            since.is_some_and(|since| u128::from(now.mono_ns.saturating_sub(since)) >= limit)
        };
        if passed(self.unflushed_since, self.settings.flush_every.as_nanos()) {
            self.flush(now)?;
        }
        let sync_every = self.settings.sync_every;
        if sync_every.is_some_and(|every| passed(self.unsynced_since, every.as_nanos())) {
            self.sync()?;
        }
        Ok(())
    }

    /// Hands all that has gathered to the system.
    ///
    /// # Errors
    /// What stops all: [`JournalError::DiskFull`] or [`JournalError::Io`].
    pub fn flush(&mut self, now: Moment) -> Result<(), JournalError> {
        self.check()?;
        let Some(segment) = &mut self.current else {
            return Ok(());
        };
        let flushed = segment.flush(&mut self.written);
        self.stop_on(flushed, "write")?;
        self.unflushed_since = None;
        let unsynced = self.current.as_ref().map_or(0, Segment::unsynced);
        if unsynced > 0 {
            self.unsynced_since.get_or_insert(now.mono_ns);
        }
        match self.settings.sync_bytes {
            Some(limit) if unsynced >= limit => self.sync(),
            _ => Ok(()),
        }
    }

    /// Flushes, and returns once all is on the disk.
    ///
    /// # Errors
    /// What stops all: [`JournalError::DiskFull`] or [`JournalError::Io`].
    pub fn sync(&mut self) -> Result<(), JournalError> {
        self.check()?;
        let Some(segment) = &mut self.current else {
            return Ok(());
        };
        let synced = match segment.flush(&mut self.written) {
            Ok(()) => segment.sync(),
            Err(error) => Err(error),
        };
        self.stop_on(synced, "write")?;
        (self.unflushed_since, self.unsynced_since) = (None, None);
        Ok(())
    }

    /// Closes the segment with its end mark, and puts all on the disk.
    ///
    /// # Errors
    /// What stops all: [`JournalError::DiskFull`] or [`JournalError::Io`].
    pub fn close(&mut self, now: Moment) -> Result<(), JournalError> {
        self.check()?;
        self.end_segment(now)
    }
    const fn check(&self) -> Result<(), JournalError> {
        match self.stopped {
            true => Err(JournalError::Stopped),
            false => Ok(()),
        }
    }

    fn begin_segment(&mut self, header: SegmentHeader) -> Result<(), JournalError> {
        let path = folder::plain_path(&self.folder, header.trading_day, header.number);
        let file = self.disk.create(&path);
        // A name must be on the disk as well as what it names.
        let file = file.and_then(|file| folder::sync(&self.folder).map(|()| file));
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                self.stopped = true;
                return Err(JournalError::io("make", &path, error));
            }
        };
        self.day_ends = midnight(header.trading_day)
            .map_or(u64::MAX, |begins| begins.saturating_add(86_400_000_000_000));
        self.next_segment = header.number.saturating_add(1);
        self.written.segments += 1;
        let buffer = mem::take(&mut self.spare);
        self.current = Some(Segment::new(file, path, &header, buffer));
        Ok(())
    }

    /// Ends the segment that is open, if one is.
    fn end_segment(&mut self, now: Moment) -> Result<(), JournalError> {
        let Some(mut segment) = self.current.take() else {
            return Ok(());
        };
        segment.push_end(self.next_sequence, now);
        let ended = match segment.flush(&mut self.written) {
            Ok(()) => segment.sync(),
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            self.stopped = true;
            return Err(JournalError::io("write", segment.path(), error));
        }
        (self.unflushed_since, self.unsynced_since) = (None, None);
        let (path, buffer) = segment.into_parts();
        self.closed.push(path);
        self.spare = buffer;
        Ok(())
    }

    /// Stops everything when this went wrong.
    fn stop_on(
        &mut self,
        result: io::Result<()>,
        action: &'static str,
    ) -> Result<(), JournalError> {
        let Err(error) = result else {
            return Ok(());
        };
        self.stopped = true;
        let path = self.current.as_ref().map_or(&*self.folder, Segment::path);
        Err(JournalError::io(action, path, error))
    }
}

impl<D: Disk> Drop for Writer<D> {
    fn drop(&mut self) {
        if let (Some(segment), false) = (&mut self.current, self.stopped) {
            // Nobody is left to be told: `close` is the way to hear of it.
            _ = segment.flush(&mut self.written);
        }
    }
}

/// The last whole entry's sequence number in a segment, or what its header says
/// was before its first.
fn last_sequence(path: &Path) -> Result<Option<u64>, JournalError> {
    let mut reader = Reader::open(path)?;
    let mut last = None;
    while let Some(entry) = reader.next_entry()? {
        last = Some(entry.sequence);
    }
    let before = || {
        let first = reader.header()?.first_sequence;
        first.checked_sub(1).filter(|before| *before > 0)
    };
    Ok(last.or_else(before))
}
