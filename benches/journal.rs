//! What recording costs the thread that receives: pushing a frame into the
//! recorder's ring, beside not pushing it.
//!
//! `cargo bench -p kiwoom-benches --bench journal`. `pushed` is only the ring:
//! nothing drains it while it is measured, so neither a disk nor another thread's
//! cache is in the figures; it is emptied between rounds. `recorded` is a running
//! recorder with such a ring, emptied by its thread on another processor; its disk
//! forgets what is written. `copied` is the floor: the frame's
//! bytes, copied to the next place of a memory as large as the largest ring.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kiwoom_benches::frames;
use kiwoom_journal::bench_api::pair;
use kiwoom_journal::{
    Clock, Disk, Kind, NewEntry, Recorder, RecorderHandle, RecorderSink, SegmentFile, Settings,
};
use std::hint::{black_box, spin_loop};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Frames in a round: they fit into the smallest ring.
const ROUND: u64 = 200;
const KIB: [usize; 5] = [512, 1 << 10, 2 << 10, 4 << 10, 16 << 10];

fn entry(frame: &[u8], number: u64) -> NewEntry<'_> {
    NewEntry {
        kind: Kind::TEXT,
        connection: 0,
        epoch: 1,
        kernel_ns: number,
        mono_ns: number,
        payload: frame,
    }
}

/// How long so many pushes take, the ring being emptied after each round.
fn pushed(
    sink: &mut RecorderSink,
    frame: &[u8],
    count: u64,
    mut empty: impl FnMut(&RecorderSink),
) -> Duration {
    let mut spent = Duration::ZERO;
    let mut left = count;
    while left > 0 {
        let round = left.min(ROUND);
        let begun = Instant::now();
        for number in 0..round {
            let entry = entry(black_box(frame), number);
            assert!(sink.push(black_box(&entry)));
        }
        spent += begun.elapsed();
        empty(sink);
        left -= round;
    }
    spent
}

/// A disk that takes everything and keeps nothing.
struct Forgetful;

impl Disk for Forgetful {
    type File = Self;

    fn create(&mut self, _: &Path) -> io::Result<Self> {
        Ok(Self)
    }
}

impl Write for Forgetful {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SegmentFile for Forgetful {
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn cut(&mut self, _: u64) -> io::Result<()> {
        Ok(())
    }
}

/// A recorder with a ring of so many bytes.
fn recorder(bytes: usize) -> (RecorderSink, RecorderHandle, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings {
        ring_bytes: bytes,
        compression: None,
        ..Settings::default()
    };
    let recorder = Recorder::new(folder.path(), settings, Clock::showing(0));
    let (mut sinks, handle) = recorder.start_on(Forgetful).expect("a recorder");
    (sinks.remove(0), handle, folder)
}

fn bench(criterion: &mut Criterion) {
    let mut memory = vec![0; KIB[KIB.len() - 1] << 10];
    let mut rings = KIB.map(|kib| (kib, pair(kib << 10)));
    let mut recorders = KIB.map(|kib| (kib, recorder(kib << 10)));
    for (name, frame) in [("0B", frames::trade()), ("0D", frames::order_book())] {
        let mut group = criterion.benchmark_group(format!("journal {name}"));
        group.throughput(Throughput::Bytes(frame.len() as u64));
        group.bench_function("not pushed", |bencher| {
            bencher.iter_custom(|count| {
                let begun = Instant::now();
                for number in 0..count {
                    black_box(entry(black_box(frame.as_bytes()), number));
                }
                begun.elapsed()
            });
        });
        group.bench_function("copied", |bencher| {
            let mut at = 0;
            bencher.iter(|| {
                let frame = black_box(frame.as_bytes());
                if at + frame.len() > memory.len() {
                    at = 0;
                }
                memory[at..at + frame.len()].copy_from_slice(frame);
                at += frame.len();
                black_box(&mut memory);
            });
        });
        for (kib, (sink, drain)) in &mut rings {
            group.bench_function(format!("pushed, {kib} KiB"), |bencher| {
                bencher.iter_custom(|count| {
                    pushed(sink, frame.as_bytes(), count, |_| _ = drain.clear())
                });
            });
        }
        for (kib, (sink, _, _)) in &mut recorders {
            group.bench_function(format!("recorded, {kib} KiB"), |bencher| {
                let empty = |sink: &RecorderSink| {
                    while sink.room() < *kib << 10 {
                        spin_loop();
                    }
                };
                bencher.iter_custom(|count| pushed(sink, frame.as_bytes(), count, empty));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
