//! What recording costs the thread that receives: pushing a frame into the
//! recorder's ring, beside not pushing it.
//!
//! `cargo bench -p kiwoom-benches --bench journal`. Only the ring: nothing
//! drains it while it is measured, so neither a disk nor another thread's cache
//! is in the figures; it is emptied between rounds. Once with a ring as large as
//! the recorder's by default, which a processor's own caches don't hold, and once
//! with one that they may. `copied` is the floor: the frame's bytes, copied to the
//! next place of a memory as large as the first ring.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kiwoom_benches::frames;
use kiwoom_journal::bench_api::{Drain, pair};
use kiwoom_journal::{Kind, NewEntry, RecorderSink, Settings};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Frames in a round: they fit into the ring.
const ROUND: u64 = 200;
const SMALL: usize = 512 << 10;

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

/// How long so many pushes take.
fn pushed(sink: &mut RecorderSink, drain: &mut Drain, frame: &[u8], count: u64) -> Duration {
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
        assert_eq!(drain.clear() as u64, round);
        left -= round;
    }
    spent
}

fn bench(criterion: &mut Criterion) {
    let large = Settings::default().ring_bytes;
    let mut memory = vec![0; large];
    let mut rings =
        [("pushed", large), ("pushed, small ring", SMALL)].map(|(name, bytes)| (name, pair(bytes)));
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
        for (name, (sink, drain)) in &mut rings {
            group.bench_function(*name, |bencher| {
                bencher.iter_custom(|count| pushed(sink, drain, frame.as_bytes(), count));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
