//! From one thread to another: how long a record takes one way.
//!
//! Two threads play ping-pong over two links of the same kind; half a round is
//! one way. Every link writes the whole record and reads the whole record, and
//! both sides spin. The floor is an atomic number that goes to and fro without
//! any record.
//!
//! It takes two free processors. On a machine with other work the medians are
//! of use at best.

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main};
use kiwoom_engine::bench_api;
use kiwoom_engine::record::Line;
use std::hint;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use zerocopy::{FromBytes, IntoBytes};

/// Records that fit into a link. The same for all of them.
const DEPTH: usize = 64;

/// Words of eight bytes in a line.
const WORDS: usize = size_of::<Line>() / 8;

trait Sender: Send {
    fn send(&mut self, number: u64);
}

trait Receiver: Send {
    /// Reads a record if there is one; the sum of its words.
    fn receive(&mut self) -> Option<u64>;
}

fn fill(record: &mut [u64], number: u64) {
    for (index, word) in record.iter_mut().enumerate() {
        *word = number ^ index as u64;
    }
}

fn sum(record: &[u64]) -> u64 {
    record.iter().fold(0, |sum, word| sum.wrapping_add(*word))
}

/// Spins, but not for ever: the other side may need this processor.
fn await_record(receiver: &mut impl Receiver) -> u64 {
    loop {
        for _ in 0..10_000 {
            if let Some(sum) = receiver.receive() {
                return sum;
            }
            hint::spin_loop();
        }
        thread::yield_now();
    }
}

fn ping_pong<S: Sender, R: Receiver>(link: impl Fn() -> (S, R), rounds: u64) -> Duration {
    let (mut there, mut there_end) = link();
    let (mut back, mut back_end) = link();
    thread::scope(|scope| {
        scope.spawn(move || {
            for number in 0..rounds {
                hint::black_box(await_record(&mut there_end));
                back.send(number);
            }
        });
        let begun = Instant::now();
        for number in 0..rounds {
            there.send(number);
            hint::black_box(await_record(&mut back_end));
        }
        begun.elapsed() / 2
    })
}

struct FeedSender<const LINES: usize>(bench_api::Sender);

impl<const LINES: usize> Sender for FeedSender<LINES> {
    fn send(&mut self, number: u64) {
        let sent = self.0.send(LINES, |record| {
            let words = <[u64]>::mut_from_bytes(record.as_mut_bytes()).expect("aligned");
            fill(&mut words[1..], number);
        });
        assert!(sent);
    }
}

impl Receiver for bench_api::Receiver {
    fn receive(&mut self) -> Option<u64> {
        self.receive(|record| sum(<[u64]>::ref_from_bytes(record.as_bytes()).expect("aligned")))
    }
}

impl<const N: usize> Sender for rtrb::Producer<[u64; N]> {
    fn send(&mut self, number: u64) {
        let mut record = [0; N];
        fill(&mut record, number);
        self.push(record).expect("there is room");
    }
}

impl<const N: usize> Receiver for rtrb::Consumer<[u64; N]> {
    fn receive(&mut self) -> Option<u64> {
        self.pop().ok().map(|record| sum(&record))
    }
}

impl<const N: usize> Sender for crossbeam_channel::Sender<[u64; N]> {
    fn send(&mut self, number: u64) {
        let mut record = [0; N];
        fill(&mut record, number);
        self.try_send(record).expect("there is room");
    }
}

impl<const N: usize> Receiver for crossbeam_channel::Receiver<[u64; N]> {
    fn receive(&mut self) -> Option<u64> {
        self.try_recv().ok().map(|record| sum(&record))
    }
}

impl<const N: usize> Sender for mpsc::SyncSender<[u64; N]> {
    fn send(&mut self, number: u64) {
        let mut record = [0; N];
        fill(&mut record, number);
        self.try_send(record).expect("there is room");
    }
}

impl<const N: usize> Receiver for mpsc::Receiver<[u64; N]> {
    fn receive(&mut self) -> Option<u64> {
        self.try_recv().ok().map(|record| sum(&record))
    }
}

/// Each end has a number of its own and waits for the other's to reach it.
struct Ball(Arc<AtomicU64>, u64);

impl Sender for Ball {
    fn send(&mut self, _: u64) {
        self.1 += 1;
        self.0.store(self.1, Ordering::Release);
    }
}

impl Receiver for Ball {
    fn receive(&mut self) -> Option<u64> {
        let there = self.0.load(Ordering::Acquire) > self.1;
        there.then(|| {
            self.1 += 1;
            self.1
        })
    }
}

fn bench<S: Sender, R: Receiver>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    bytes: usize,
    link: impl Fn() -> (S, R),
) {
    group.bench_function(BenchmarkId::new(name, bytes), |bencher| {
        bencher.iter_custom(|rounds| ping_pong(&link, rounds));
    });
}

fn size<const LINES: usize, const N: usize>(group: &mut BenchmarkGroup<'_, WallTime>) {
    const { assert!(N == LINES * WORDS) };
    let bytes = LINES * size_of::<Line>();
    bench(group, "feed", bytes, || {
        let (sender, receiver) = bench_api::pair(DEPTH * LINES, LINES);
        (FeedSender::<LINES>(sender), receiver)
    });
    bench(group, "rtrb of arrays", bytes, || {
        rtrb::RingBuffer::<[u64; N]>::new(DEPTH)
    });
    bench(group, "crossbeam bounded", bytes, || {
        crossbeam_channel::bounded::<[u64; N]>(DEPTH)
    });
    bench(group, "std mpsc bounded", bytes, || {
        mpsc::sync_channel::<[u64; N]>(DEPTH)
    });
}

fn one_way(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one way");
    bench(&mut group, "floor: an atomic number", 8, || {
        let number = Arc::new(AtomicU64::new(0));
        (Ball(Arc::clone(&number), 0), Ball(number, 0))
    });
    size::<4, 32>(&mut group);
    size::<16, 128>(&mut group);
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = one_way
}
criterion_main!(benches);
