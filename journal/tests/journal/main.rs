//! A journal as others see it: written, read, damaged, out of room.

mod damage;
mod full_disk;
mod packed;
mod recorder;
mod seek;
mod whole;

use kiwoom_journal::*;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Frames of the live server.
const RECORDED: &str = include_str!("../../../engine/tests/data/recorded-frames.jsonl");

const SECOND: u64 = 1_000_000_000;
/// 2026-11-27 at nine in the morning, in Korea.
const MORNING: u64 = 1_795_737_600 * SECOND;

/// The moment so many nanoseconds after that; the monotonic clock began then.
fn moment(after: u64) -> Moment {
    Moment {
        wall_ns: MORNING + after,
        mono_ns: after,
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn frames() -> impl Iterator<Item = &'static [u8]> + Clone {
    RECORDED.lines().map(str::as_bytes).cycle()
}

/// A frame that came so many nanoseconds after nine.
fn text(payload: &[u8], after: u64) -> NewEntry<'_> {
    NewEntry {
        kind: Kind::TEXT,
        connection: 2,
        epoch: 7,
        kernel_ns: MORNING + after,
        mono_ns: after,
        payload,
    }
}

/// Nothing is compressed unless a test wants that.
fn settings() -> Settings {
    Settings {
        compression: None,
        ..Settings::default()
    }
}

/// An entry without its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Owned {
    sequence: u64,
    kind: Kind,
    kernel_ns: u64,
    mono_ns: u64,
    payload: Vec<u8>,
}

impl From<Entry<'_>> for Owned {
    fn from(entry: Entry<'_>) -> Self {
        Self {
            sequence: entry.sequence,
            kind: entry.kind,
            kernel_ns: entry.kernel_ns,
            mono_ns: entry.mono_ns,
            payload: entry.payload.to_vec(),
        }
    }
}

/// All that comes from here on, and what is wrong with it.
fn rest(reader: &mut Reader) -> (Vec<Owned>, Vec<Damage>) {
    let (mut entries, mut damages) = (Vec::new(), Vec::new());
    while let Some(event) = reader.next_event().unwrap() {
        match event {
            Event::Entry(entry) => entries.push(entry.into()),
            Event::Damage(damage) => damages.push(damage),
        }
    }
    (entries, damages)
}

fn read(path: &Path) -> (Vec<Owned>, Vec<Damage>) {
    rest(&mut Reader::open(path).unwrap())
}

/// The same of a journal that must be whole.
fn read_whole(path: &Path) -> Vec<Owned> {
    let (entries, damages) = read(path);
    assert_eq!(damages, []);
    entries
}

/// Records so many frames, one a millisecond, into a closed journal; gives what
/// a reader must find.
fn record(folder: &Path, settings: Settings, count: u64) -> Vec<Owned> {
    let mut writer = Writer::open(folder, settings, moment(0)).unwrap();
    let entries = record_with(&mut writer, count);
    writer.close(moment(count * 1_000_000)).unwrap();
    entries
}

fn record_with(writer: &mut Writer, count: u64) -> Vec<Owned> {
    let mut entries = Vec::new();
    for (number, frame) in (0..count).zip(frames()) {
        let entry = text(frame, number * 1_000_000);
        let sequence = writer.append(&entry, moment(entry.mono_ns)).unwrap();
        entries.push(Owned {
            sequence,
            kind: entry.kind,
            kernel_ns: entry.kernel_ns,
            mono_ns: entry.mono_ns,
            payload: frame.to_vec(),
        });
    }
    entries
}

/// The journal's only segment.
fn only_segment(folder: &Path) -> PathBuf {
    let found = segments(folder).unwrap();
    assert_eq!(found.len(), 1);
    found[0].path.clone()
}

/// A copy of the file with these bytes, beside nothing else.
fn copy_of(folder: &Path, name: &Path, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name.file_name().unwrap());
    fs::write(&path, bytes).unwrap();
    path
}
