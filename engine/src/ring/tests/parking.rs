//! Sleeping and waking: a lost wake-up fails these.

use super::records::{Seen, check, fill};
use crate::ring::park::Parking;
use crate::ring::wait::LONGEST_SLEEP;
use crate::ring::{FeedConfig, FeedWriter, Lane, Readers, Wait, feed};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Long enough that only a lost wake-up sleeps so long.
const LONG: Duration = LONGEST_SLEEP;

/// Waits for a record or the end, which must come.
pub(super) fn await_ready(reader: &mut Readers, wait: Wait) {
    let begun = Instant::now();
    assert!(reader.wait_ready(wait, None));
    assert!(begun.elapsed() < LONG, "never woken");
}

/// Each round takes a switch of threads or two: some milliseconds on a machine
/// that is busy.
fn rounds(usual: u64) -> u64 {
    if cfg!(miri) { usual / 100 } else { usual }
}

/// A number that one thread raises and another sleeps for.
struct Bell {
    count: AtomicU64,
    parking: Parking,
}

impl Bell {
    fn new() -> Self {
        Self {
            count: AtomicU64::new(0),
            parking: Parking::new(),
        }
    }

    fn ring(&self) {
        let count = self.count.load(Ordering::Relaxed);
        self.count.store(count + 1, Ordering::Release);
        self.parking.notify();
    }

    fn await_count(&self, known: &mut Option<thread::Thread>, count: u64) {
        let ready = || self.count.load(Ordering::Acquire) >= count;
        while !ready() {
            let begun = Instant::now();
            self.parking.park(known, ready, LONG);
            assert!(begun.elapsed() < LONG, "never woken");
        }
    }
}

#[test]
fn no_wake_up_is_lost() {
    let rounds = rounds(1_000);
    let (there, back) = (Bell::new(), Bell::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut known = None;
            for round in 1..=rounds {
                there.await_count(&mut known, round);
                back.ring();
            }
        });
        let mut known = None;
        for round in 1..=rounds {
            there.ring();
            back.await_count(&mut known, round);
        }
    });
}

#[test]
fn a_sleeper_may_move_to_another_thread() {
    let bell = &Bell::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..2 {
                while !bell.parking.is_parked() {
                    thread::yield_now();
                }
                bell.ring();
            }
        });
        let mut known = None;
        bell.await_count(&mut known, 1);
        scope.spawn(move || bell.await_count(&mut known, 2));
    });
}

fn write(writer: &mut FeedWriter, sequence: u64) {
    writer
        .write(Lane::Data, sequence, 2, |record| {
            fill(record, Lane::Data, sequence);
            Ok::<_, ()>(())
        })
        .unwrap();
}

fn read(reader: &mut Readers, wait: Wait, expected: &mut u64, until: u64) {
    while *expected < until {
        await_ready(reader, wait);
        let count = reader.for_each(usize::MAX, |record| {
            let Seen::Record { sequence, .. } = check(record) else {
                panic!("nothing is lost here");
            };
            assert_eq!(sequence, *expected);
            *expected += 1;
        });
        assert_ne!(count, 0, "the other side is gone");
    }
}

#[test]
fn every_kind_of_wait_hands_over_to_and_fro() {
    let config = FeedConfig {
        critical_lines: 16,
        data_lines: 16,
        spill_lines: 16,
        largest_record: 2,
    };
    let short = Duration::from_micros(1);
    let adaptive = Wait::Adaptive {
        spin: short,
        yield_for: short,
    };
    // Spinning needs two free processors, which a test may not have.
    for wait in [Wait::Park, Wait::Yield, adaptive, Wait::default()] {
        let rounds = rounds(300);
        let (mut there, mut there_reader) = feed(&config).unwrap();
        let (mut back, mut back_reader) = feed(&config).unwrap();
        // Each side owns its ends, so that neither waits for one that failed.
        thread::scope(move |scope| {
            scope.spawn(move || {
                let mut seen = 0;
                for round in 0..rounds {
                    read(&mut there_reader, wait, &mut seen, round + 1);
                    write(&mut back, round);
                    back.notify();
                }
            });
            let mut seen = 0;
            for round in 0..rounds {
                write(&mut there, round);
                there.notify();
                read(&mut back_reader, wait, &mut seen, round + 1);
            }
        });
    }
}

#[test]
fn a_wait_ends_with_the_deadline() {
    let (_writer, mut reader) = feed(&FeedConfig::new(2)).unwrap();
    for wait in [Wait::BusySpin, Wait::Yield, Wait::Park, Wait::default()] {
        let deadline = Instant::now() + Duration::from_micros(500);
        assert!(!reader.wait_ready(wait, Some(deadline)));
        assert!(Instant::now() >= deadline);
    }
}
