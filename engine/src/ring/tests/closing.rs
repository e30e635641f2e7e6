//! Ends of all kinds, at any time.

use super::parking::await_ready;
use super::records::{Seen, check, fill};
use crate::ring::writer::WriteError;
use crate::ring::{CloseReason, FeedConfig, FeedWriter, Head, Lane, Readers, Wait, feed};
use std::sync::mpsc;
use std::thread;

const SMALL: FeedConfig = FeedConfig {
    critical_lines: 8,
    data_lines: 8,
    spill_lines: 8,
    largest_record: 2,
};

fn write(writer: &mut FeedWriter, lane: Lane, sequence: u64) -> Result<(), WriteError<()>> {
    writer.write(lane, sequence, 2, |record| {
        fill(record, lane, sequence);
        Ok(())
    })
}

fn read_all(reader: &mut Readers) -> Vec<Seen> {
    let mut seen = Vec::new();
    reader.for_each(usize::MAX, |record| seen.push(check(record)));
    seen
}

fn record(lane: Lane, sequence: u64, gap_before: bool) -> Seen {
    Seen::Record {
        lane,
        sequence,
        lines: 2,
        gap_before,
    }
}

#[test]
fn a_loss_is_told_in_its_place_and_the_next_record_is_marked() {
    let (mut writer, mut reader) = feed(&SMALL).unwrap();
    for sequence in 1..=4 {
        assert_eq!(write(&mut writer, Lane::Data, sequence), Ok(()));
    }
    assert_eq!(write(&mut writer, Lane::Data, 6), Err(WriteError::Lost));
    assert_eq!(write(&mut writer, Lane::Data, 9), Err(WriteError::Lost));
    assert!(writer.has_backlog());
    assert_eq!(read_all(&mut reader).len(), 4);
    assert_eq!(write(&mut writer, Lane::Data, 10), Ok(()));
    assert_eq!(write(&mut writer, Lane::Data, 11), Ok(()));
    assert!(!writer.has_backlog());
    let gap = Seen::Gap {
        lost: 2,
        first: 6,
        last: 9,
    };
    let expected = [
        gap,
        record(Lane::Data, 10, true),
        record(Lane::Data, 11, false),
    ];
    assert_eq!(read_all(&mut reader), expected);
}

#[test]
fn a_loss_is_told_before_a_critical_record_and_at_a_batch_end() {
    let (mut writer, mut reader) = feed(&SMALL).unwrap();
    for sequence in 1..=5 {
        let _ = write(&mut writer, Lane::Data, sequence);
    }
    assert_eq!(write(&mut writer, Lane::Critical, 6), Ok(()));
    assert_eq!(write(&mut writer, Lane::Data, 7), Err(WriteError::Lost));
    // The strategy hasn't caught up: the batch's end tells nothing yet.
    writer.notify();
    assert!(writer.has_backlog());
    let seen = read_all(&mut reader);
    let five = Seen::Gap {
        lost: 1,
        first: 5,
        last: 5,
    };
    assert_eq!(seen[4..], [five, record(Lane::Critical, 6, false)]);
    writer.notify();
    assert!(!writer.has_backlog());
    let seven = Seen::Gap {
        lost: 1,
        first: 7,
        last: 7,
    };
    assert_eq!(read_all(&mut reader), [seven]);
    assert_eq!(write(&mut writer, Lane::Data, 8), Ok(()));
    assert_eq!(read_all(&mut reader), [record(Lane::Data, 8, true)]);
}

#[test]
fn critical_records_spill_and_keep_their_order() {
    let (mut writer, mut reader) = feed(&SMALL).unwrap();
    for sequence in 1..=6 {
        assert_eq!(write(&mut writer, Lane::Critical, sequence), Ok(()));
    }
    // There is room, but this one would overtake 5 and 6.
    assert_eq!(write(&mut writer, Lane::Data, 7), Err(WriteError::Lost));
    assert_eq!(write(&mut writer, Lane::Critical, 8), Ok(()));
    assert_eq!(writer.monitor().counts().spilled, 3);
    assert_eq!(read_all(&mut reader).len(), 4);
    assert_eq!(write(&mut writer, Lane::Critical, 9), Ok(()));
    assert_eq!(read_all(&mut reader).len(), 4);
    writer.notify();
    let expected = [record(Lane::Critical, 9, false)];
    assert_eq!(read_all(&mut reader), expected);
    assert_eq!(write(&mut writer, Lane::Data, 10), Ok(()));
}

#[test]
fn a_strategy_that_overruns_the_spill_is_cut_off_loudly() {
    let (mut writer, mut reader) = feed(&SMALL).unwrap();
    for sequence in 1..=8 {
        assert_eq!(write(&mut writer, Lane::Critical, sequence), Ok(()));
    }
    let overrun = Err(WriteError::Closed(CloseReason::Overrun));
    for sequence in 9..=11 {
        assert_eq!(write(&mut writer, Lane::Critical, sequence), overrun);
    }
    assert_eq!(write(&mut writer, Lane::Data, 12), overrun);
    // What came before the end is still read, and the end comes last.
    let seen = read_all(&mut reader);
    let critical = |sequence| record(Lane::Critical, sequence, false);
    assert_eq!(seen[..8], (1..=8).map(critical).collect::<Vec<_>>());
    let gap = Seen::Gap {
        lost: 1,
        first: 9,
        last: 9,
    };
    assert_eq!(seen[8..], [gap]);
    assert!(matches!(reader.head(), Head::Closed(CloseReason::Overrun)));
}

#[test]
fn the_first_reason_stands() {
    let (mut writer, mut reader) = feed(&SMALL).unwrap();
    assert!(matches!(reader.head(), Head::Empty));
    writer.close(CloseReason::Stopped);
    writer.close(CloseReason::Overrun);
    drop(writer);
    assert!(matches!(reader.head(), Head::Closed(CloseReason::Stopped)));
    assert!(reader.wait_ready(Wait::Park, None));
}

#[test]
fn the_writer_learns_that_the_reader_is_gone() {
    let (mut writer, reader) = feed(&SMALL).unwrap();
    assert!(!writer.reader_gone());
    drop(reader);
    assert!(writer.reader_gone());
    for sequence in 0..100 {
        let _ = write(&mut writer, Lane::Data, sequence);
        writer.notify();
    }
    assert_eq!(writer.monitor().counts().written, 4);
}

#[test]
fn a_panic_while_filling_publishes_nothing() {
    let (mut writer, mut reader) = feed(&SMALL).unwrap();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = writer.write(Lane::Data, 1, 2, |_| -> Result<(), ()> {
            std::panic::resume_unwind(Box::new(()))
        });
    }));
    assert!(panicked.is_err());
    assert!(matches!(reader.head(), Head::Empty));
    assert_eq!(write(&mut writer, Lane::Data, 2), Ok(()));
    let expected = [record(Lane::Data, 2, false)];
    assert_eq!(read_all(&mut reader), expected);
}

#[test]
fn ends_at_any_time_lose_nothing_that_was_written() {
    let rounds = if cfg!(miri) { 10 } else { 300 };
    for round in 0..rounds {
        let (mut writer, mut reader) = feed(&SMALL).unwrap();
        let wait = [Wait::Park, Wait::Yield][round % 2];
        let writing = thread::spawn(move || {
            let mut written = 0;
            let mut lost = 0;
            for sequence in 0..(round as u64 % 40) {
                let lane = [Lane::Data, Lane::Critical][sequence as usize % 2];
                match write(&mut writer, lane, sequence) {
                    Ok(()) => written += 1,
                    Err(WriteError::Closed(CloseReason::Overrun)) => {
                        lost += 1;
                        break;
                    }
                    Err(WriteError::Lost) => lost += 1,
                    Err(error) => panic!("{error:?}"),
                }
                if round % 3 == 0 {
                    writer.notify();
                }
            }
            // The writer is dropped while the reader may sleep.
            (written, lost)
        });
        let (mut delivered, mut told, mut last) = (0, 0, None);
        loop {
            await_ready(&mut reader, wait);
            reader.for_each(7, |record| {
                let sequence = match check(record) {
                    Seen::Record { sequence, .. } => {
                        delivered += 1;
                        sequence
                    }
                    Seen::Gap { lost, last, .. } => {
                        told += lost;
                        last
                    }
                    book @ Seen::Book { .. } => panic!("{book:?}"),
                };
                assert!(last.is_none_or(|last| last < sequence), "out of order");
                last = Some(sequence);
            });
            if let Head::Closed(_) = reader.head() {
                break;
            }
        }
        assert_eq!(writing.join().unwrap(), (delivered, told));
    }
}

#[test]
fn the_end_wakes_a_sleeper_and_comes_after_the_last_record() {
    let rounds = if cfg!(miri) { 10 } else { 300 };
    let (send, receive) = mpsc::channel::<FeedWriter>();
    let (written, await_written) = mpsc::channel();
    let writing = thread::spawn(move || {
        for mut writer in receive {
            write(&mut writer, Lane::Critical, 1).unwrap();
            drop(writer);
            written.send(()).unwrap();
        }
    });
    for _ in 0..rounds {
        let (writer, mut reader) = feed(&SMALL).unwrap();
        send.send(writer).unwrap();
        let mut records = 0;
        while !matches!(reader.head(), Head::Closed(_)) {
            records += reader.for_each(1, |_| ());
            await_ready(&mut reader, Wait::Park);
        }
        assert_eq!(records, 1);
        await_written.recv().unwrap();
    }
    drop(send);
    writing.join().unwrap();
}

#[test]
fn a_reader_may_leave_at_any_time() {
    let rounds = if cfg!(miri) { 5 } else { 100 };
    for round in 0..rounds {
        let (mut writer, mut reader) = feed(&SMALL).unwrap();
        let reading = thread::spawn(move || {
            for _ in 0..round {
                if let Head::Record(record) = reader.head() {
                    record.release();
                }
            }
        });
        for sequence in 0.. {
            let _ = write(&mut writer, Lane::Data, sequence);
            writer.notify();
            if writer.reader_gone() {
                break;
            }
            thread::yield_now();
        }
        reading.join().unwrap();
    }
}
