//! Random sequences of operations against models of queues.

use super::records::{Seen, check, fill};
use crate::ring::lane::FILLER;
use crate::ring::lane::{header_mut, lane};
use crate::ring::writer::WriteError;
use crate::ring::{CloseReason, FeedConfig, Head, Lane, Readers, feed};
use crate::schema::RecordKind;
use proptest::prelude::*;
use std::collections::VecDeque;

fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: if cfg!(miri) { 8 } else { 1000 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[derive(Clone, Debug)]
enum LaneOp {
    Write { lines: usize, publish: bool },
    Read { release: bool },
}

fn lane_ops() -> impl Strategy<Value = Vec<LaneOp>> {
    let op = prop_oneof![
        3 => (1..8_usize, prop::bool::weighted(0.8))
            .prop_map(|(lines, publish)| LaneOp::Write { lines, publish }),
        2 => prop::bool::weighted(0.8).prop_map(|release| LaneOp::Read { release }),
    ];
    prop::collection::vec(op, 0..200)
}

/// What a lane does, told by arithmetic alone.
struct LaneModel {
    capacity: usize,
    position: usize,
    used: usize,
    /// Padding before the record, its lines, its sequence number.
    records: VecDeque<(usize, usize, u64)>,
}

impl LaneModel {
    fn padding(&self, lines: usize) -> usize {
        if self.position + lines > self.capacity {
            self.capacity - self.position
        } else {
            0
        }
    }

    fn fits(&self, lines: usize) -> bool {
        self.used + self.padding(lines) + lines <= self.capacity
    }

    fn write(&mut self, lines: usize, sequence: u64) {
        let padding = self.padding(lines);
        self.used += padding + lines;
        self.position = (self.position + padding + lines) % self.capacity;
        self.records.push_back((padding, lines, sequence));
    }

    /// A look skips the filler for good.
    fn look(&mut self) -> Option<(usize, u64)> {
        let (padding, lines, sequence) = self.records.front_mut()?;
        self.used -= std::mem::take(padding);
        Some((*lines, *sequence))
    }

    fn release(&mut self) {
        let (_, lines, _) = self.records.pop_front().unwrap();
        self.used -= lines;
    }
}

fn run_lane(capacity: usize, ops: Vec<LaneOp>) {
    let (mut writer, mut reader) = lane(capacity);
    let mut model = LaneModel {
        capacity,
        position: 0,
        used: 0,
        records: VecDeque::new(),
    };
    for (sequence, op) in ops.into_iter().enumerate() {
        let sequence = sequence as u64;
        match op {
            LaneOp::Write { lines, publish } => {
                assert_eq!(writer.has_room(lines), model.fits(lines));
                match writer.reserve(lines) {
                    Ok(mut slot) => {
                        assert!(model.fits(lines));
                        assert_eq!(slot.lines().len(), lines);
                        fill(slot.lines(), Lane::Data, sequence);
                        // The length that counts is the slot's.
                        header_mut(&mut slot.lines()[0]).lines = 77;
                        if publish {
                            slot.publish();
                            model.write(lines, sequence);
                        }
                    }
                    Err(_) => assert!(!model.fits(lines)),
                }
            }
            LaneOp::Read { release } => {
                assert_eq!(reader.is_empty(), model.records.is_empty());
                let expected = model.look();
                let record = reader.record();
                assert_eq!(record.is_some(), expected.is_some());
                let Some((chunk, (lines, sequence))) = record.zip(expected) else {
                    continue;
                };
                let (record, second) = chunk.as_slices();
                assert!(second.is_empty(), "straddles the end");
                let seen = Seen::Record {
                    lane: Lane::Data,
                    sequence,
                    lines,
                    gap_before: false,
                };
                assert_eq!(check(record), seen);
                if release {
                    chunk.commit_all();
                    model.release();
                }
            }
        }
        assert_eq!(writer.half_free(), capacity - model.used >= capacity / 2);
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_lane_is_a_queue_of_whole_records(capacity in 1..40_usize, ops in lane_ops()) {
        run_lane(capacity, ops);
    }
}

#[derive(Clone, Debug)]
enum Op {
    Write {
        lane: Lane,
        lines: usize,
        refuse: bool,
    },
    Copy {
        lane: Lane,
        lines: usize,
    },
    Read {
        limit: usize,
    },
    Peek,
    Notify,
}

fn any_lane() -> impl Strategy<Value = Lane> {
    prop_oneof![2 => Just(Lane::Data), 1 => Just(Lane::Critical)]
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        8 => (any_lane(), 1..7_usize, prop::bool::weighted(0.1))
            .prop_map(|(lane, lines, refuse)| Op::Write { lane, lines, refuse }),
        2 => (any_lane(), 1..7_usize).prop_map(|(lane, lines)| Op::Copy { lane, lines }),
        3 => (0..6_usize).prop_map(|limit| Op::Read { limit }),
        1 => Just(Op::Peek),
        2 => Just(Op::Notify),
    ];
    prop::collection::vec(op, 0..200)
}

fn configs() -> impl Strategy<Value = FeedConfig> {
    (1..7_usize, 0..20_usize, 0..20_usize, 0..40_usize).prop_map(
        |(largest_record, critical, data, spill_lines)| FeedConfig {
            critical_lines: 2 * largest_record.max(2) + critical,
            data_lines: 2 * largest_record.max(2) + data,
            spill_lines,
            largest_record,
        },
    )
}

/// What was sent, in order, and not read or told yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    Written(Lane, u64, usize),
    Lost(u64),
}

#[derive(Default)]
struct Account {
    sent: VecDeque<Sent>,
    written: u64,
    lost: u64,
    delivered: u64,
    gaps: u64,
    gap_before: bool,
}

impl Account {
    fn write<E: std::fmt::Debug>(
        &mut self,
        result: Result<(), WriteError<E>>,
        (lane, sequence, lines): (Lane, u64, usize),
    ) {
        match result {
            Ok(()) => {
                self.sent.push_back(Sent::Written(lane, sequence, lines));
                self.written += 1;
            }
            Err(WriteError::Lost) => {
                assert_eq!(lane, Lane::Data, "critical records are never lost");
                self.sent.push_back(Sent::Lost(sequence));
                self.lost += 1;
            }
            Err(WriteError::Closed(CloseReason::Overrun)) => {
                assert_eq!(lane, Lane::Critical);
                self.sent.push_back(Sent::Lost(sequence));
                self.lost += 1;
            }
            Err(error) => panic!("{error:?}"),
        }
    }

    fn read(&mut self, seen: Seen) {
        match seen {
            Seen::Record {
                lane,
                sequence,
                lines,
                gap_before,
            } => {
                let sent = self.sent.pop_front().expect("a record that was sent");
                assert_eq!(sent, Sent::Written(lane, sequence, lines));
                let expected = lane == Lane::Data && std::mem::take(&mut self.gap_before);
                assert_eq!(gap_before, expected, "record {sequence}");
                self.gap_before &= lane == Lane::Critical;
                self.delivered += 1;
            }
            Seen::Gap { lost, first, last } => {
                assert_eq!(self.sent.front(), Some(&Sent::Lost(first)));
                let mut count = 0;
                while let Some(&Sent::Lost(sequence)) = self.sent.front() {
                    if sequence > last {
                        break;
                    }
                    self.sent.pop_front();
                    count += 1;
                }
                assert_eq!(lost, count);
                assert!(last >= first + (lost - 1));
                self.gaps += 1;
                self.gap_before = true;
            }
        }
    }

    /// The next record that was written, if no untold loss stands before it.
    fn next_is_written(&self) -> bool {
        matches!(self.sent.front(), Some(Sent::Written(..)))
    }
}

fn read(reader: &mut Readers, account: &mut Account, limit: usize) -> usize {
    let mut before = account.delivered + account.gaps;
    let count = reader.for_each(limit, |record| account.read(check(record)));
    before = account.delivered + account.gaps - before;
    assert_eq!(before, count as u64);
    count
}

fn run_feed(config: &FeedConfig, ops: Vec<Op>, drop_writer: bool) {
    let (mut writer, mut reader) = feed(config).unwrap();
    let monitor = writer.monitor();
    let mut account = Account::default();
    let mut sequence = 0;
    for op in ops {
        sequence += 2;
        match op {
            _ if writer.closed().is_some() => break,
            Op::Write { lines, .. } | Op::Copy { lines, .. } if lines > config.largest_record => {
                let result = writer.write(Lane::Data, sequence, lines, |_| Ok::<_, ()>(()));
                assert_eq!(result, Err(WriteError::Size));
            }
            Op::Write {
                lane,
                lines,
                refuse,
            } => {
                let result = writer.write(lane, sequence, lines, |record| {
                    assert!(record.len() == lines);
                    fill(record, lane, sequence);
                    if refuse { Err(sequence) } else { Ok(()) }
                });
                if result != Err(WriteError::Refused(sequence)) {
                    account.write(result, (lane, sequence, lines));
                }
            }
            Op::Copy { lane, lines } => {
                let mut record = vec![crate::record::Line::ZERO; lines];
                fill(&mut record, lane, sequence);
                let result = writer.write_copy(lane, &record);
                account.write(result, (lane, sequence, lines));
            }
            Op::Read { limit } => {
                let count = read(&mut reader, &mut account, limit);
                if count < limit && !writer.has_backlog() {
                    assert!(account.sent.is_empty(), "{:?}", account.sent);
                }
            }
            Op::Peek => match reader.head() {
                Head::Record(record) => assert!(!record.is_empty()),
                Head::Empty => assert!(!account.next_is_written() || writer.has_backlog()),
                Head::Closed(reason) => panic!("{reason}"),
            },
            Op::Notify => writer.notify(),
        }
    }
    // A strategy that catches up hears of everything at the next batch's end,
    // and gets what comes then.
    if writer.closed().is_none() {
        let mut turns = 0;
        while writer.has_backlog() || !account.sent.is_empty() {
            read(&mut reader, &mut account, usize::MAX);
            writer.notify();
            turns += 1;
            assert!(turns < 1000, "{:?}", account.sent);
        }
        for lane in [Lane::Data, Lane::Critical] {
            sequence += 1;
            let lines = config.largest_record;
            let result = writer.write(lane, sequence, lines, |record| {
                fill(record, lane, sequence);
                Ok::<_, ()>(())
            });
            assert_eq!(result, Ok(()));
            account.write(result, (lane, sequence, lines));
        }
    }
    let mut reason = writer.closed();
    if drop_writer {
        drop(writer);
        reason = reason.or(Some(CloseReason::Abandoned));
    } else {
        writer.close(CloseReason::Stopped);
        reason = reason.or(Some(CloseReason::Stopped));
    }
    read(&mut reader, &mut account, usize::MAX);
    assert!(account.sent.is_empty(), "{:?}", account.sent);
    assert!(matches!(reader.head(), Head::Closed(closed) if Some(closed) == reason));
    let counts = monitor.counts();
    assert_eq!(counts.written, account.written);
    assert_eq!(counts.delivered, account.delivered);
    assert_eq!(counts.lost, account.lost);
    assert_eq!(counts.gaps, account.gaps);
    assert_eq!(counts.written, counts.delivered);
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_feed_delivers_or_tells_everything_in_order(
        config in configs(),
        ops in ops(),
        drop_writer in any::<bool>(),
    ) {
        run_feed(&config, ops, drop_writer);
    }
}

#[test]
fn the_filler_kind_is_out_of_the_way() {
    assert_eq!(FILLER, u8::MAX);
    assert_eq!(RecordKind::from_number(FILLER), None);
}
