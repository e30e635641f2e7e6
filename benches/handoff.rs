//! From one thread to another: how long a record takes one way, and how many get
//! through.
//!
//! One way: two threads play ping-pong over two links of the same kind; half a
//! round is one way. The floor is an atomic number that goes to and fro without
//! any record. Stream: one thread sends as fast as there is room, the other
//! reads; the time is of one record. Every link writes the whole record and reads
//! the whole record, and both sides spin.
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
    /// Whether there was room for it.
    fn send(&mut self, number: u64) -> bool;
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
                assert!(back.send(number));
            }
        });
        let begun = Instant::now();
        for number in 0..rounds {
            assert!(there.send(number));
            hint::black_box(await_record(&mut back_end));
        }
        begun.elapsed() / 2
    })
}

/// So many records through one link, as fast as it takes them.
fn stream<S: Sender, R: Receiver>(link: impl Fn() -> (S, R), records: u64) -> Duration {
    let (mut there, mut end) = link();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut refused = 0_u32;
            for number in 0..records {
                while !there.send(number) {
                    refused += 1;
                    if refused.is_multiple_of(10_000) {
                        thread::yield_now();
                    }
                    hint::spin_loop();
                }
            }
        });
        let begun = Instant::now();
        for _ in 0..records {
            hint::black_box(await_record(&mut end));
        }
        begun.elapsed()
    })
}

struct FeedSender<const LINES: usize>(bench_api::Sender);

impl<const LINES: usize> Sender for FeedSender<LINES> {
    fn send(&mut self, number: u64) -> bool {
        self.0.send(LINES, |record| {
            let words = <[u64]>::mut_from_bytes(record.as_mut_bytes()).expect("aligned");
            fill(&mut words[1..], number);
        })
    }
}

impl Receiver for bench_api::Receiver {
    fn receive(&mut self) -> Option<u64> {
        self.receive(|record| sum(<[u64]>::ref_from_bytes(record.as_bytes()).expect("aligned")))
    }
}

impl<const N: usize> Sender for rtrb::Producer<[u64; N]> {
    fn send(&mut self, number: u64) -> bool {
        let mut record = [0; N];
        fill(&mut record, number);
        self.push(record).is_ok()
    }
}

impl<const N: usize> Receiver for rtrb::Consumer<[u64; N]> {
    fn receive(&mut self) -> Option<u64> {
        self.pop().ok().map(|record| sum(&record))
    }
}

impl<const N: usize> Sender for crossbeam_channel::Sender<[u64; N]> {
    fn send(&mut self, number: u64) -> bool {
        let mut record = [0; N];
        fill(&mut record, number);
        self.try_send(record).is_ok()
    }
}

impl<const N: usize> Receiver for crossbeam_channel::Receiver<[u64; N]> {
    fn receive(&mut self) -> Option<u64> {
        self.try_recv().ok().map(|record| sum(&record))
    }
}

impl<const N: usize> Sender for mpsc::SyncSender<[u64; N]> {
    fn send(&mut self, number: u64) -> bool {
        let mut record = [0; N];
        fill(&mut record, number);
        self.try_send(record).is_ok()
    }
}

impl<const N: usize> Receiver for mpsc::Receiver<[u64; N]> {
    fn receive(&mut self) -> Option<u64> {
        self.try_recv().ok().map(|record| sum(&record))
    }
}

impl<const N: usize> Sender for tokio::sync::mpsc::Sender<[u64; N]> {
    fn send(&mut self, number: u64) -> bool {
        let mut record = [0; N];
        fill(&mut record, number);
        self.try_send(record).is_ok()
    }
}

impl<const N: usize> Receiver for tokio::sync::mpsc::Receiver<[u64; N]> {
    fn receive(&mut self) -> Option<u64> {
        self.try_recv().ok().map(|record| sum(&record))
    }
}

/// Each end has a number of its own and waits for the other's to reach it.
struct Ball(Arc<AtomicU64>, u64);

impl Sender for Ball {
    fn send(&mut self, _: u64) -> bool {
        self.1 += 1;
        self.0.store(self.1, Ordering::Release);
        true
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

/// Measures every kind of link with records of so many lines, by ping-pong or as
/// a stream.
fn links<const LINES: usize, const N: usize>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    is_stream: bool,
) {
    const { assert!(N == LINES * WORDS) };
    // Each link is a type of its own.
    macro_rules! link {
        ($name:literal, $link:expr) => {
            let id = BenchmarkId::new($name, LINES * size_of::<Line>());
            group.bench_function(id, |bencher| {
                bencher.iter_custom(|count| match is_stream {
                    true => stream($link, count),
                    false => ping_pong($link, count),
                });
            });
        };
    }
    link!("feed", || {
        let (sender, receiver) = bench_api::pair(DEPTH * LINES, LINES);
        (FeedSender::<LINES>(sender), receiver)
    });
    link!("rtrb of arrays", || rtrb::RingBuffer::<[u64; N]>::new(
        DEPTH
    ));
    link!("crossbeam bounded", || {
        crossbeam_channel::bounded::<[u64; N]>(DEPTH)
    });
    link!("std mpsc bounded", || mpsc::sync_channel::<[u64; N]>(DEPTH));
    link!("tokio mpsc bounded", || {
        tokio::sync::mpsc::channel::<[u64; N]>(DEPTH)
    });
}

fn one_way(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one way");
    group.bench_function("floor: an atomic number", |bencher| {
        bencher.iter_custom(|rounds| {
            let link = || {
                let number = Arc::new(AtomicU64::new(0));
                (Ball(Arc::clone(&number), 0), Ball(number, 0))
            };
            ping_pong(link, rounds)
        });
    });
    links::<4, 32>(&mut group, false);
    links::<16, 128>(&mut group, false);
    group.finish();
}

fn streamed(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("stream");
    links::<4, 32>(&mut group, true);
    links::<16, 128>(&mut group, true);
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = one_way, streamed
}
criterion_main!(benches);
