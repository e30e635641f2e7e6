//! A disk that has no room any more.

use super::*;
use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

/// A disk that takes so many bytes in all, some of each write that is too long,
/// as the system does.
#[derive(Clone)]
pub(crate) struct Small {
    room: Arc<AtomicU64>,
    /// Whether a file can be cut when the disk is full.
    cuts: bool,
}

pub(crate) struct SmallFile {
    file: File,
    disk: Small,
}

impl Small {
    pub(crate) fn new(room: u64, cuts: bool) -> Self {
        let room = Arc::new(AtomicU64::new(room));
        Self { room, cuts }
    }
}

impl Disk for Small {
    type File = SmallFile;

    fn create(&mut self, path: &Path) -> io::Result<SmallFile> {
        let file = Files.create(path)?;
        Ok(SmallFile {
            file,
            disk: self.clone(),
        })
    }
}

impl Write for SmallFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.disk.room.load(Ordering::Relaxed);
        if room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let count = self.file.write(&bytes[..bytes.len().min(room as usize)])?;
        self.disk.room.fetch_sub(count as u64, Ordering::Relaxed);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl SegmentFile for SmallFile {
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        match self.disk.cuts {
            true => self.file.cut(length),
            false => Err(io::ErrorKind::StorageFull.into()),
        }
    }
}

const PAYLOADS: [&str; 4] = ["", "PING", "{\"trnm\":\"REAL\"}", "[]"];

/// Appends until it is told to stop; how many entries were taken before.
fn fill(writer: &mut Writer<Small>) -> Result<(), JournalError> {
    for payload in PAYLOADS {
        writer.append(&text(payload.as_bytes(), 0), moment(0))?;
    }
    writer.close(moment(0))
}

#[test]
fn whatever_had_room_is_whole_and_nothing_else_is_there() {
    let whole_segment = {
        let folder = folder();
        let mut writer = Writer::open_on(
            Small::new(u64::MAX, true),
            folder.path(),
            settings(),
            moment(0),
        )
        .unwrap();
        fill(&mut writer).unwrap();
        fs::metadata(only_segment(folder.path())).unwrap().len()
    };
    // Entry by entry, and all at once.
    for flush_bytes in [1, 1 << 20] {
        let settings = Settings {
            flush_bytes,
            ..settings()
        };
        for (room, cuts) in (0..whole_segment).flat_map(|room| [(room, true), (room, false)]) {
            let folder = folder();
            let disk = Small::new(room, cuts);
            let mut writer =
                Writer::open_on(disk, folder.path(), settings.clone(), moment(0)).unwrap();
            let error = fill(&mut writer).unwrap_err();
            assert!(error.is_disk_full(), "{error}");
            assert!(error.to_string().contains("disk is full"), "{error}");
            let again = writer.append(&text(b"more", 0), moment(0)).unwrap_err();
            assert!(matches!(again, JournalError::Stopped));
            assert!(matches!(
                writer.tick(moment(SECOND)),
                Err(JournalError::Stopped)
            ));

            let mut at = 80;
            let sizes = PAYLOADS.map(|it| (48 + it.len() as u64).next_multiple_of(8));
            let whole = sizes.iter().take_while(|size| {
                at += **size;
                at <= room
            });
            let whole = whole.count();
            let written = writer.written();
            assert_eq!(
                (written.entries, written.last_sequence),
                (whole as u64, whole as u64)
            );
            let (entries, damages) = read(folder.path());
            let payloads = entries.iter().map(|it| &*it.payload);
            assert!(
                payloads.eq(PAYLOADS[..whole].iter().map(|it| it.as_bytes())),
                "{room}"
            );
            assert!(damages.iter().all(|it| it.kind == DamageKind::Unfinished));
            assert!(damages.is_empty() || !cuts);

            // With room again, another run goes on.
            drop(writer);
            let disk = Small::new(u64::MAX, true);
            let mut writer =
                Writer::open_on(disk, folder.path(), settings.clone(), moment(0)).unwrap();
            let next = writer.append(&text(b"more", 0), moment(0)).unwrap();
            assert_eq!(next, whole as u64 + 1);
            writer.close(moment(0)).unwrap();
            assert_eq!(read(folder.path()).0.len(), whole + 1);
        }
    }
}

#[test]
fn the_recording_stops_loudly_and_its_producer_goes_on() {
    let folder = folder();
    let (told, telling) = mpsc::channel();
    let recorder = Recorder::new(folder.path(), settings(), Clock::showing(0));
    let recorder = recorder.on_stop(move |error| told.send(error.to_string()).unwrap());
    let (mut sinks, mut handle) = recorder.start_on(Small::new(100_000, true)).unwrap();
    let mut sink = sinks.pop().unwrap();
    let mut taken = 0;
    let mut frames = frames();
    while sink.is_recording() {
        taken += u64::from(sink.push(&text(frames.next().unwrap(), taken)));
    }
    assert!(!sink.push(&text(b"more", 0)));
    assert!(telling.recv().unwrap().contains("disk is full"));
    assert!(!handle.is_recording() && handle.error().unwrap().is_disk_full());
    assert!(handle.stop().unwrap_err().is_disk_full());
    let stats = handle.stats();
    let read = read_whole(folder.path());
    assert_eq!(stats.entries, read.len() as u64);
    assert!(stats.entries < stats.pushed);
    assert!(!read.is_empty());
}

/// The kernel's own word that there is no room.
#[cfg(target_os = "linux")]
#[test]
fn the_systems_word_for_it_is_understood() {
    struct Full;
    impl Disk for Full {
        type File = File;
        fn create(&mut self, _: &Path) -> io::Result<File> {
            File::options().write(true).open("/dev/full")
        }
    }
    let folder = folder();
    let mut writer = Writer::open_on(Full, folder.path(), settings(), moment(0)).unwrap();
    writer.append(&text(b"{}", 0), moment(0)).unwrap();
    let error = writer.flush(moment(0)).unwrap_err();
    assert!(error.is_disk_full(), "{error}");
    assert_eq!(writer.written().entries, 0);
}

/// A real file system that runs full: `KIWOOM_SMALL_DISK` names a folder on one
/// of some megabytes.
#[test]
#[ignore = "wants a small disk in KIWOOM_SMALL_DISK"]
fn a_real_disk_runs_full() {
    let disk = std::env::var_os("KIWOOM_SMALL_DISK").expect("a small disk");
    let folder = tempfile::tempdir_in(disk).unwrap();
    let (mut sink, mut handle) =
        Recorder::start(folder.path(), settings(), Clock::showing(0)).unwrap();
    let mut number = 0;
    while sink.is_recording() {
        let payload = frames().nth(number as usize % 100).unwrap();
        number += u64::from(sink.push(&text(payload, number)));
    }
    assert!(handle.stop().unwrap_err().is_disk_full());
    let entries = handle.stats().entries;
    assert_eq!(read_whole(folder.path()).len() as u64, entries);
    assert!(entries > 1000, "{entries}");
}
