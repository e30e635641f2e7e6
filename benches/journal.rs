//! What recording costs the thread that receives: pushing a frame into the
//! recorder's ring, beside not pushing it.
//!
//! `cargo bench -p kiwoom-benches --bench journal`. Only the ring: nothing
//! drains it while it is measured, so neither a disk nor another thread's cache
//! is in the figures. The ring is emptied between rounds, and its memory is as
//! large as the recorder's by default, so it isn't in the caches.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kiwoom_benches::frames;
use kiwoom_journal::bench_api::pair;
use kiwoom_journal::{Kind, NewEntry, Settings};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Frames in a round: they fit into the ring.
const ROUND: u64 = 1000;

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

fn bench(criterion: &mut Criterion) {
    let (mut sink, mut drain) = pair(Settings::default().ring_bytes);
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
        group.bench_function("pushed", |bencher| {
            bencher.iter_custom(|count| {
                let mut spent = Duration::ZERO;
                let mut left = count;
                while left > 0 {
                    let round = left.min(ROUND);
                    let begun = Instant::now();
                    for number in 0..round {
                        let entry = entry(black_box(frame.as_bytes()), number);
                        assert!(sink.push(black_box(&entry)));
                    }
                    spent += begun.elapsed();
                    assert_eq!(drain.clear() as u64, round);
                    left -= round;
                }
                spent
            });
        });
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
