//! The recording thread and its sinks.

use super::*;
use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// Pushes it once there is room; how often there was none.
fn push(sink: &mut RecorderSink, entry: &NewEntry<'_>) -> u64 {
    let mut refused = 0;
    while !sink.push(entry) {
        assert!(sink.is_recording());
        refused += 1;
        thread::yield_now();
    }
    refused
}

/// Waits until the ring has so much room.
fn wait_for_room(sink: &RecorderSink, bytes: usize) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while sink.room() < bytes {
        assert!(sink.is_recording() && Instant::now() < deadline);
        thread::yield_now();
    }
}

/// Pushes it without losing anything.
fn push_with_room(sink: &mut RecorderSink, entry: &NewEntry<'_>) {
    wait_for_room(sink, 48 + entry.payload.len());
    assert!(sink.push(entry));
}

#[test]
fn all_that_was_pushed_is_in_the_journal() {
    let folder = folder();
    let settings = Settings {
        segment_bytes: 1 << 20,
        ..Settings::default()
    };
    let (mut sink, mut handle) =
        Recorder::start(folder.path(), settings, Clock::showing(0)).unwrap();
    let frames: Vec<_> = frames().take(5000).collect();
    for (number, frame) in (0..).zip(&frames) {
        push_with_room(&mut sink, &text(frame, number));
    }
    let stats = handle.stop().unwrap();
    assert!(!sink.push(&text(b"late", 0)) && !sink.is_recording());
    assert_eq!((stats.pushed, stats.entries, stats.lost), (5000, 5000, 0));
    assert_eq!(stats.last_sequence, 5000);
    assert!(stats.high_water > 0 && stats.high_water <= stats.backlog_bytes);
    // All is closed, and compressed.
    let segments = segments(folder.path()).unwrap();
    assert!(segments.len() > 1 && segments.iter().all(|it| it.packed));
    assert_eq!((stats.packed, stats.not_packed), (segments.len() as u64, 0));
    assert_eq!(stats.segments, stats.packed);
    let read = read_whole(folder.path());
    assert!(read.iter().map(|it| &*it.payload).eq(frames));
    assert!(read.iter().map(|it| it.mono_ns).eq(0..5000));
    drop(handle);
}

#[test]
fn entries_go_over_the_end_of_the_ring() {
    let folder = folder();
    let settings = Settings {
        ring_bytes: 4096,
        backlog_bytes: 4096,
        ..settings()
    };
    let (mut sink, mut handle) =
        Recorder::start(folder.path(), settings, Clock::showing(0)).unwrap();
    let frames: Vec<_> = frames().filter(|it| it.len() < 4000).take(2000).collect();
    let mut refused = 0;
    for (number, frame) in (0..).zip(&frames) {
        refused += push(&mut sink, &text(frame, number));
    }
    let stats = handle.stop().unwrap();
    let mut reader = Reader::open(folder.path()).unwrap();
    let (mut lost, mut read) = (0, 0);
    while let Some(entry) = reader.next_entry().unwrap() {
        match entry.lost() {
            Some(count) => lost += count,
            None => {
                assert_eq!(entry.payload, frames[read]);
                read += 1;
            }
        }
    }
    assert_eq!((read, lost, stats.lost), (2000, refused, refused));
    assert!(reader.losses().is_whole());
}

/// A disk that waits before each write until it is told to go on, and says that
/// it waits.
struct Slow {
    waits: Sender<()>,
    goes_on: Option<Receiver<()>>,
}

struct SlowFile {
    file: File,
    waits: Sender<()>,
    goes_on: Receiver<()>,
}

impl Slow {
    /// The disk, where it says that it waits, and where it is told to go on.
    fn new() -> (Self, Receiver<()>, Sender<()>) {
        let (waits, waiting) = mpsc::channel();
        let (go_on, goes_on) = mpsc::channel();
        let disk = Self {
            waits,
            goes_on: Some(goes_on),
        };
        (disk, waiting, go_on)
    }
}

impl Disk for Slow {
    type File = SlowFile;

    fn create(&mut self, path: &Path) -> io::Result<SlowFile> {
        Ok(SlowFile {
            file: Files.create(path)?,
            waits: self.waits.clone(),
            // A second file, should the day end in Korea just now, doesn't wait.
            goes_on: self.goes_on.take().unwrap_or_else(|| mpsc::channel().1),
        })
    }
}

impl Write for SlowFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Once the test has gone on, nobody listens and nobody stops it.
        _ = self.waits.send(());
        _ = self.goes_on.recv();
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl SegmentFile for SlowFile {
    fn sync(&mut self) -> io::Result<()> {
        self.file.sync()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.cut(length)
    }
}

#[test]
fn a_disk_that_stands_still_costs_nothing_while_there_is_memory() {
    let folder = folder();
    let (disk, waiting, go_on) = Slow::new();
    let settings = Settings {
        // Much less than comes before the disk goes on.
        ring_bytes: 16 << 10,
        flush_bytes: 1,
        ..settings()
    };
    let recorder = Recorder::new(folder.path(), settings, Clock::showing(0));
    let (mut sinks, mut handle) = recorder.start_on(disk).unwrap();
    let mut sink = sinks.pop().unwrap();
    let frames: Vec<_> = frames().filter(|it| it.len() < 8000).take(5000).collect();
    push_with_room(&mut sink, &text(frames[0], 0));
    // The writer stands in its first call, and stays there.
    waiting.recv().unwrap();
    for (number, frame) in (0..).zip(&frames).skip(1) {
        push_with_room(&mut sink, &text(frame, number));
    }
    assert_eq!((sink.lost(), handle.stats().entries), (0, 0));
    drop((go_on, waiting));
    let stats = handle.stop().unwrap();
    assert_eq!((stats.pushed, stats.entries, stats.lost), (5000, 5000, 0));
    let read = read_whole(folder.path());
    assert!(read.iter().map(|it| &*it.payload).eq(frames));
}

#[test]
fn what_had_no_room_is_counted_at_its_place() {
    let folder = folder();
    let (disk, waiting, go_on) = Slow::new();
    let settings = Settings {
        ring_bytes: 500,
        backlog_bytes: 500,
        flush_bytes: 1,
        ..settings()
    };
    let recorder = Recorder::new(folder.path(), settings, Clock::showing(0));
    let (mut sinks, mut handle) = recorder.start_on(disk).unwrap();
    let mut sink = sinks.pop().unwrap();
    // Of today, as the notices of losses are: in one segment.
    let text = |payload, mono_ns| NewEntry {
        kernel_ns: 0,
        ..text(payload, mono_ns)
    };
    // The first is taken from the ring only once it is written.
    assert!(sink.push(&text(&[b'a'; 400][..], 1)));
    waiting.recv().unwrap();
    // Most of the second has no room behind the first, and stays in the sink's ring.
    wait_for_room(&sink, 500);
    assert!(sink.push(&text(&[b'b'; 400][..], 2)));
    for number in 3..10 {
        assert!(!sink.push(&text(&[b'c'; 400][..], number)));
    }
    assert_eq!(sink.lost(), 7);
    drop((go_on, waiting));
    push_once_there_is_room(&mut sink, &text(&[b'd'; 400][..], 10), &handle);
    let lost = sink.lost();
    // Two that never find room: they are told at the end.
    let too_long = vec![0; 2000];
    assert!(!sink.push(&text(&too_long, 11)) && !sink.push(&text(&too_long, 12)));
    let stats = handle.stop().unwrap();
    let read = read_whole(folder.path());
    let kinds: Vec<_> = read.iter().map(|it| it.kind).collect();
    assert_eq!(
        kinds,
        [Kind::TEXT, Kind::TEXT, Kind::LOST, Kind::TEXT, Kind::LOST]
    );
    assert!(read.iter().map(|it| it.sequence).eq(1..=5));
    assert_eq!(read[2].payload, lost.to_le_bytes());
    // When the first of them was lost.
    assert_eq!(read[2].mono_ns, 3);
    assert_eq!(read[4].payload, 2u64.to_le_bytes());
    assert_eq!((stats.lost, stats.pushed, stats.entries), (lost + 2, 3, 5));
}

fn push_once_there_is_room(sink: &mut RecorderSink, entry: &NewEntry<'_>, handle: &RecorderHandle) {
    // Looks first, so that it isn't counted as lost.
    while handle.stats().entries < 2 {
        thread::yield_now();
    }
    wait_for_room(sink, 500);
    assert_eq!(push(sink, entry), 0);
}

#[test]
fn several_sinks_are_merged_by_their_stamps() {
    let folder = folder();
    let recorder = Recorder::new(folder.path(), settings(), Clock::showing(0)).sinks(3);
    let (mut sinks, mut handle) = recorder.start_all().unwrap();
    let mut stamp = 0;
    for round in 0..1000 {
        for (at, sink) in sinks.iter_mut().enumerate() {
            let entry = NewEntry {
                connection: at as u16,
                ..text(b"{}", stamp)
            };
            assert!(sink.push(&entry));
            stamp += 1;
        }
        assert!(round < 1000);
    }
    assert_eq!(handle.stop().unwrap().pushed, 3000);
    let mut reader = Reader::open(folder.path()).unwrap();
    let mut last = [None; 3];
    let mut count = 0;
    while let Some(entry) = reader.next_entry().unwrap() {
        let of_sink = &mut last[usize::from(entry.connection)];
        assert!(*of_sink < Some(entry.mono_ns));
        *of_sink = Some(entry.mono_ns);
        count += 1;
    }
    assert_eq!(count, 3000);
}

#[test]
fn a_folder_that_can_t_be_written_is_told_at_once() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = Recorder::start(&file, settings(), Clock::showing(0))
        .err()
        .unwrap();
    assert!(matches!(error, JournalError::Io { .. }), "{error}");
}

#[test]
fn segments_of_earlier_runs_are_compressed_too() {
    let folder = folder();
    record(folder.path(), settings(), 10);
    let mut killed = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    record_with(&mut killed, 10);
    drop(killed);
    let (sink, mut handle) =
        Recorder::start(folder.path(), Settings::default(), Clock::showing(0)).unwrap();
    let stats = handle.stop().unwrap();
    assert_eq!((stats.packed, stats.segments), (2, 0));
    assert!(segments(folder.path()).unwrap().iter().all(|it| it.packed));
    assert_eq!(read_whole(folder.path()).len(), 20);
    drop(sink);
}
