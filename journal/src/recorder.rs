//! Recording on a thread of its own, for those that must not wait for a disk.

use crate::disk::{Disk, Files};
use crate::korea::{Clock, Moment};
use crate::ring::{self, RecorderSink, RingReader, ring};
use crate::{JournalError, Settings, Writer, pack};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long the thread rests when its rings are empty. They hold far more than
/// comes in this time, and nobody has to wake it.
const REST: Duration = Duration::from_millis(10);

/// Entries between two looks at the clock.
const BATCH: usize = 256;

type OnStop = Box<dyn FnOnce(&JournalError) + Send>;

/// Starts to record: see [`start`](Self::start), or build one with more sinks
/// or with a call for when it stops.
///
/// A thread empties the sinks' rings into longer ones, and so never waits for a
/// disk; the next takes entries from those, gives them their numbers and writes
/// them; a third compresses what is closed. Entries of one sink keep
/// their order; those of several are merged by their monotonic stamps, as far as
/// they are there when the thread looks.
///
/// When the disk is full, recording stops for good, and everybody can know:
/// [`RecorderSink::push`] gives `false` from then on,
/// [`RecorderSink::is_recording`] as well, [`RecorderHandle::error`] tells why,
/// and the call of [`on_stop`](Self::on_stop) is made. The producer goes on.
///
/// ```
/// use kiwoom_journal::{Clock, Kind, NewEntry, Reader, Recorder, Settings};
///
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// let clock = Clock::showing(0);
/// let (mut sink, mut handle) = Recorder::start(folder, Settings::default(), clock)?;
/// let pushed = sink.push(&NewEntry {
///     kind: Kind::TEXT,
///     connection: 0,
///     epoch: 1,
///     kernel_ns: 0,
///     mono_ns: clock.now().mono_ns,
///     payload: br#"{"trnm":"PING"}"#,
/// });
/// assert!(pushed);
/// let stats = handle.stop().map_err(|error| error.to_string())?;
/// assert_eq!((stats.entries, stats.lost), (1, 0));
/// assert!(Reader::open(folder)?.next_entry()?.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub struct Recorder {
    folder: PathBuf,
    settings: Settings,
    clock: Clock,
    sinks: usize,
    on_stop: Option<OnStop>,
}

/// What was recorded so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecorderStats {
    /// Entries that the system has taken, notices of losses among them.
    pub entries: u64,
    /// Bytes that the system has taken, before compression.
    pub bytes: u64,
    /// Segments that were begun.
    pub segments: u64,
    /// The sequence number of the last entry that the system has taken; 0 before.
    pub last_sequence: u64,
    /// Entries that the sinks took.
    pub pushed: u64,
    /// Entries that had no room in a ring.
    pub lost: u64,
    /// Entries that came after recording had stopped.
    pub refused: u64,
    /// The most bytes of one sink that waited for the disk when the thread looked.
    pub high_water: u64,
    /// How many may ([`Settings::backlog_bytes`]).
    pub backlog_bytes: u64,
    /// Segments that were compressed.
    pub packed: u64,
    /// Segments that could not be compressed, and stay as they are.
    pub not_packed: u64,
}

#[derive(Default)]
struct Shared {
    stopping: AtomicBool,
    error: OnceLock<JournalError>,
    stats: Mutex<RecorderStats>,
}

impl Shared {
    fn update(&self, change: impl FnOnce(&mut RecorderStats)) {
        change(&mut self.stats.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// A running recording. When it is dropped, the recording is stopped.
pub struct RecorderHandle {
    shared: Arc<Shared>,
    recording: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Starts recording into this folder, with one sink. The clock's monotonic
    /// side must be the one that the entries are stamped with.
    ///
    /// # Errors
    /// See [`Writer::open`].
    pub fn start(
        folder: impl AsRef<Path>,
        settings: Settings,
        clock: Clock,
    ) -> Result<(RecorderSink, RecorderHandle), JournalError> {
        let (mut sinks, handle) = Self::new(folder, settings, clock).start_all()?;
        match sinks.pop() {
            Some(sink) => Ok((sink, handle)),
            None => Err(JournalError::Stopped),
        }
    }

    /// A recording that isn't started yet, with one sink.
    pub fn new(folder: impl AsRef<Path>, settings: Settings, clock: Clock) -> Self {
        Self {
            folder: folder.as_ref().to_owned(),
            settings,
            clock,
            sinks: 1,
            on_stop: None,
        }
    }

    /// How many producers there are, each with a ring of its own.
    pub fn sinks(mut self, sinks: usize) -> Self {
        self.sinks = sinks.max(1);
        self
    }

    /// What is called, on the recording thread, when recording stops for an
    /// error.
    pub fn on_stop(mut self, call: impl FnOnce(&JournalError) + Send + 'static) -> Self {
        self.on_stop = Some(Box::new(call));
        self
    }

    /// Starts it.
    ///
    /// # Errors
    /// See [`Writer::open`].
    pub fn start_all(self) -> Result<(Vec<RecorderSink>, RecorderHandle), JournalError> {
        self.start_on(Files)
    }

    /// The same with other files than the system's: see [`Disk`].
    ///
    /// # Errors
    /// See [`Writer::open`].
    pub fn start_on<D>(self, disk: D) -> Result<(Vec<RecorderSink>, RecorderHandle), JournalError>
    where
        D: Disk<File: Send> + Send + 'static,
    {
        let (ring_bytes, backlog_bytes) = (self.settings.ring_bytes, self.settings.backlog_bytes);
        let level = self.settings.compression;
        let writer = Writer::open_on(disk, &self.folder, self.settings, self.clock.now())?;
        let recording = Arc::new(AtomicBool::new(true));
        let (mut sinks, mut pipes, mut rings) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..self.sinks {
            let (sink, reader) = ring(ring_bytes, &recording);
            let (pipe, reader) = reader.behind(backlog_bytes);
            sinks.push(sink);
            pipes.push(pipe);
            rings.push(reader);
        }
        let shared = Arc::<Shared>::default();
        shared.update(|stats| stats.backlog_bytes = backlog_bytes as u64);
        let packer = Packer::start(level, &shared, &self.folder)?;
        let pump = {
            let recording = recording.clone();
            spawn("kiwoom-journal-ring", &self.folder, move || {
                ring::run(pipes, &recording);
            })?
        };
        let work = Work {
            writer,
            rings,
            clock: self.clock,
            shared: shared.clone(),
            recording: recording.clone(),
            packer,
            pump: Some(pump),
        };
        let on_stop = self.on_stop;
        let thread = spawn("kiwoom-journal", &self.folder, move || work.run(on_stop))?;
        let handle = RecorderHandle {
            shared,
            recording,
            thread: Some(thread),
        };
        Ok((sinks, handle))
    }
}

fn spawn(
    name: &str,
    folder: &Path,
    work: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, JournalError> {
    let thread = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map_err(|error| JournalError::io("start a thread for", folder, error))
}

impl RecorderHandle {
    /// What was recorded so far. Takes a lock that the recording thread takes
    /// once a batch; a sink never does.
    #[must_use]
    pub fn stats(&self) -> RecorderStats {
        let stats = self.shared.stats.lock();
        *stats.unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it goes on.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        self.recording.load(Ordering::Relaxed)
    }

    /// Why it stopped, when nobody told it to.
    #[must_use]
    pub fn error(&self) -> Option<&JournalError> {
        self.shared.error.get()
    }

    /// Writes what the sinks have taken, closes the segment, and waits until all
    /// is on the disk and closed segments are compressed. What is pushed while
    /// this goes on may be refused.
    ///
    /// # Errors
    /// Why it had stopped before, or stopped now.
    pub fn stop(&mut self) -> Result<RecorderStats, &JournalError> {
        self.shared.stopping.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            if thread.join().is_err() {
                _ = self.shared.error.set(JournalError::Stopped);
            }
        }
        match self.shared.error.get() {
            Some(error) => Err(error),
            None => Ok(self.stats()),
        }
    }
}

impl Drop for RecorderHandle {
    fn drop(&mut self) {
        // `stop` is the way to hear of an error.
        _ = self.stop();
    }
}

/// What the thread has to do.
struct Work<D: Disk> {
    writer: Writer<D>,
    rings: Vec<RingReader>,
    clock: Clock,
    shared: Arc<Shared>,
    recording: Arc<AtomicBool>,
    packer: Option<Packer>,
    /// Fills the rings; ends when recording has, or they are gone.
    pump: Option<JoinHandle<()>>,
}

/// Whatever ends the thread, the sinks learn of it.
struct Ending(Arc<AtomicBool>);

impl Drop for Ending {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl<D: Disk> Work<D> {
    fn run(mut self, on_stop: Option<OnStop>) {
        let ending = Ending(self.recording.clone());
        let result = self.record().and_then(|()| self.finish());
        self.publish();
        if let Err(error) = result {
            let error = self.shared.error.get_or_init(|| error);
            drop(ending);
            if let Some(call) = on_stop {
                call(error);
            }
        }
        // Whoever fills them goes, too.
        self.rings.clear();
        if let Some(pump) = self.pump.take() {
            // There is nothing to hear of it.
            _ = pump.join();
        }
        // Compresses what is closed by now.
        drop(self.packer.take());
    }

    /// Until it is told to stop and nothing waits any more.
    fn record(&mut self) -> Result<(), JournalError> {
        loop {
            let stopping = self.shared.stopping.load(Ordering::Acquire);
            let now = self.clock.now();
            let taken = self.take(now)?;
            self.writer.tick(now)?;
            self.publish();
            match (taken, stopping) {
                (0, true) => return Ok(()),
                (0, false) => thread::park_timeout(REST),
                _ => {}
            }
        }
    }

    fn finish(&mut self) -> Result<(), JournalError> {
        self.recording.store(false, Ordering::Release);
        let now = self.clock.now();
        // Those that were pushed before their sink saw that: all of them, once
        // nothing comes out of the sinks' rings any more.
        loop {
            let is_all = self.rings.iter().all(RingReader::is_complete);
            match (self.take(now)?, is_all) {
                (0, true) => break,
                (0, false) => thread::park_timeout(REST),
                _ => {}
            }
        }
        for at in 0..self.rings.len() {
            let lost = self.rings[at].lost_at_the_end();
            if lost > 0 {
                self.writer.append_lost(lost, now.mono_ns, now)?;
            }
        }
        self.writer.close(now)
    }

    /// Writes what waits, up to a batch; how many entries that were.
    fn take(&mut self, now: Moment) -> Result<usize, JournalError> {
        let waiting = self.rings.iter().map(RingReader::waiting).max();
        let waiting = waiting.unwrap_or(0) as u64;
        self.shared
            .update(|stats| stats.high_water = stats.high_water.max(waiting));
        for count in 0..BATCH {
            let rings = &mut self.rings;
            let all = 0..rings.len();
            let earliest = |at: &usize| rings[*at].next_mono().unwrap_or(u64::MAX);
            let Some(first) = all.min_by_key(earliest) else {
                return Ok(count);
            };
            let writer = &mut self.writer;
            let taken = rings[first].take(|taken| {
                if let Some(lost) = taken.lost {
                    writer.append_lost(lost.entries, lost.since, now)?;
                }
                writer.append_parts(&taken.entry, taken.rest, now)
            });
            match taken {
                Some(written) => _ = written?,
                None => return Ok(count),
            }
        }
        Ok(BATCH)
    }

    fn publish(&mut self) {
        let written = self.writer.written();
        let sum = |of: fn(&RingReader) -> u64| self.rings.iter().map(of).sum();
        let pushed = sum(|it| it.tally().pushed.load(Ordering::Relaxed));
        let lost = sum(|it| it.tally().lost.load(Ordering::Relaxed));
        let refused = sum(|it| it.tally().refused.load(Ordering::Relaxed));
        self.shared.update(|stats| {
            (stats.entries, stats.bytes) = (written.entries, written.bytes);
            (stats.segments, stats.last_sequence) = (written.segments, written.last_sequence);
            (stats.pushed, stats.lost, stats.refused) = (pushed, lost, refused);
        });
        let closed = self.writer.take_closed();
        if let Some(packer) = &self.packer {
            packer.take(closed);
        }
    }
}

/// The thread that compresses closed segments. When it is dropped, it finishes
/// what it has first.
struct Packer {
    segments: Option<Sender<PathBuf>>,
    thread: Option<JoinHandle<()>>,
}

impl Packer {
    fn start(
        level: Option<i32>,
        shared: &Arc<Shared>,
        folder: &Path,
    ) -> Result<Option<Self>, JournalError> {
        let Some(level) = level else {
            return Ok(None);
        };
        let (segments, waiting) = mpsc::channel();
        let shared = shared.clone();
        let work = move || Self::work(&waiting, level, &shared);
        Ok(Some(Self {
            segments: Some(segments),
            thread: Some(spawn("kiwoom-journal-zstd", folder, work)?),
        }))
    }

    fn take(&self, closed: Vec<PathBuf>) {
        for path in closed {
            if let Some(segments) = &self.segments {
                // When the thread has gone, they stay as they are.
                _ = segments.send(path);
            }
        }
    }

    fn work(waiting: &Receiver<PathBuf>, level: i32, shared: &Shared) {
        for path in waiting {
            let packed = pack(&path, level).is_ok();
            shared.update(|stats| match packed {
                true => stats.packed += 1,
                false => stats.not_packed += 1,
            });
        }
    }
}

impl Drop for Packer {
    fn drop(&mut self) {
        drop(mem::take(&mut self.segments));
        if let Some(thread) = self.thread.take() {
            // It counts its failures; there is nothing else to hear.
            _ = thread.join();
        }
    }
}
