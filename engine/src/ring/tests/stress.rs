//! Two threads, millions of records, nothing out of order and nothing
//! unaccounted for.

use super::records::{Seen, check, fill};
use crate::ring::writer::WriteError;
use crate::ring::{CloseReason, FeedConfig, Head, Lane, Wait, feed};
use std::thread;

/// Sent and lost, by lane.
#[derive(Debug, Default, PartialEq, Eq)]
struct Totals {
    critical: u64,
    data: u64,
    lost: u64,
    gaps: u64,
}

/// A spill that holds whatever critical records there are: on a busy machine
/// the reader may not get a processor until all is written.
const SPILL: usize = 1 << 20;

/// Every `critical`th record is critical, more or less; a notice after every
/// `batch`th.
fn stress(config: FeedConfig, records: u64, critical: u64, batch: u64) {
    let (mut writer, mut reader) = feed(&config).unwrap();
    let monitor = writer.monitor();
    let writing = thread::spawn(move || {
        let mut totals = Totals::default();
        for sequence in 0..records {
            let mixed = sequence.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
            let lane = if mixed % critical == 0 {
                Lane::Critical
            } else {
                Lane::Data
            };
            let lines = 1 + (mixed >> 8) as usize % 3;
            let result = writer.write(lane, sequence, lines, |record| {
                fill(record, lane, sequence);
                Ok::<_, ()>(())
            });
            match (result, lane) {
                (Ok(()), Lane::Critical) => totals.critical += 1,
                (Ok(()), Lane::Data) => totals.data += 1,
                (Err(WriteError::Lost), Lane::Data) => totals.lost += 1,
                (result, _) => panic!("{result:?}"),
            }
            if sequence % batch == 0 {
                writer.notify();
            }
        }
        writer.close(CloseReason::Stopped);
        totals
    });

    let mut totals = Totals::default();
    let mut last = None;
    loop {
        reader.wait_ready(Wait::default(), None);
        reader.for_each(1000, |record| {
            let sequence = match check(record) {
                Seen::Record { lane, sequence, .. } => {
                    match lane {
                        Lane::Critical => totals.critical += 1,
                        Lane::Data => totals.data += 1,
                    }
                    sequence
                }
                Seen::Gap { lost, first, last } => {
                    assert!(first <= last && lost <= last - first + 1);
                    totals.lost += lost;
                    totals.gaps += 1;
                    last
                }
                book @ Seen::Book { .. } => panic!("{book:?}"),
            };
            assert!(
                last.is_none_or(|last| last < sequence),
                "{sequence} after {last:?}"
            );
            last = Some(sequence);
        });
        if let Head::Closed(reason) = reader.head() {
            assert_eq!(reason, CloseReason::Stopped);
            break;
        }
    }

    let counts = monitor.counts();
    assert_eq!(counts.gaps, totals.gaps);
    assert_eq!(counts.lost, totals.lost);
    assert_eq!(counts.delivered, totals.critical + totals.data);
    assert_eq!(counts.delivered + counts.lost, records);
    totals.gaps = 0;
    assert_eq!(writing.join().unwrap(), totals);
}

fn records(usual: u64) -> u64 {
    if cfg!(miri) { 500 } else { usual }
}

#[test]
fn millions_in_order_with_exact_losses() {
    let config = FeedConfig {
        critical_lines: 300,
        data_lines: 1000,
        spill_lines: SPILL,
        largest_record: 4,
    };
    stress(config, records(5_000_000), 64, 16);
}

#[test]
fn millions_through_lanes_that_are_nearly_always_full() {
    let config = FeedConfig {
        critical_lines: 8,
        data_lines: 11,
        spill_lines: SPILL,
        largest_record: 4,
    };
    stress(config, records(1_000_000), 8, 1);
}
