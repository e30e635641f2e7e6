//! Random sequences of operations against models of queues.

use super::records::{Seen, check, fill};
use crate::ring::Lane;
use crate::ring::lane::FILLER;
use crate::ring::lane::{header_mut, lane};
use crate::ring::model::{Op, PLACES, check_feed};
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

fn critical() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.33)
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        8 => (critical(), 1..7_usize, prop::bool::weighted(0.1))
            .prop_map(|(critical, lines, refuse)| Op::Write { critical, lines, refuse }),
        2 => (critical(), 1..7_usize).prop_map(|(critical, lines)| Op::Copy { critical, lines }),
        6 => (0..=PLACES, prop::sample::select(vec![2, 2, 2, 1, 3]), prop::bool::weighted(0.1))
            .prop_map(|(symbol, lines, refuse)| Op::Book { symbol, lines, refuse }),
        3 => (0..6_usize).prop_map(|limit| Op::Read { limit }),
        1 => Just(Op::Peek),
        2 => Just(Op::Notify),
    ];
    prop::collection::vec(op, 0..200)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_feed_delivers_or_tells_everything_in_order(
        largest in 1..7_usize,
        room in (0..20_usize, 0..20_usize, 0..40_usize),
        ops in ops(),
        drop_writer in any::<bool>(),
    ) {
        check_feed(largest, room.into(), ops, drop_writer);
    }
}

#[test]
fn the_filler_kind_is_out_of_the_way() {
    assert_eq!(FILLER, u8::MAX);
    assert_eq!(RecordKind::from_number(FILLER), None);
}
