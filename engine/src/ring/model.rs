//! A feed beside a model of it: for sequences of operations by chance, or by a
//! fuzzer.

pub(super) mod records;

use super::writer::WriteError;
use super::{CloseReason, FeedConfig, Head, Lane, Readers, feed};
use records::{Seen, check, fill};
use std::collections::VecDeque;

/// What is done with a feed. More lines than its largest record has are refused.
#[derive(Clone, Debug)]
pub enum Op {
    /// A record is written in place; whoever fills it may refuse.
    Write {
        /// In the critical lane.
        critical: bool,
        /// Its length, at least 1.
        lines: usize,
        /// Refuses.
        refuse: bool,
    },
    /// A record is handed over as a copy.
    Copy {
        /// In the critical lane.
        critical: bool,
        /// Its length, at least 1.
        lines: usize,
    },
    /// The strategy reads.
    Read {
        /// So many records at most.
        limit: usize,
    },
    /// The strategy looks at the next record, and leaves it.
    Peek,
    /// A batch ends.
    Notify,
}

fn lane(critical: bool) -> Lane {
    if critical { Lane::Critical } else { Lane::Data }
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

/// Does all this with a feed for records of up to `largest_record` lines, whose
/// lanes have `room` more lines (critical, data) than they need, and the spill so
/// many at all. Then the writer is dropped, or says goodbye.
///
/// # Panics
/// Unless the feed is the queue that it promises to be: all in order, and what is
/// lost told.
pub fn check_feed(largest_record: usize, room: [usize; 3], ops: Vec<Op>, drop_writer: bool) {
    let [critical, data, spill_lines] = room;
    let config = &FeedConfig {
        critical_lines: 2 * largest_record.max(2) + critical,
        data_lines: 2 * largest_record.max(2) + data,
        spill_lines,
        largest_record,
    };
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
                critical,
                lines,
                refuse,
            } => {
                let lane = lane(critical);
                let result = writer.write(lane, sequence, lines, |record| {
                    assert!(record.len() == lines);
                    fill(record, lane, sequence);
                    if refuse { Err(sequence) } else { Ok(()) }
                });
                if result != Err(WriteError::Refused(sequence)) {
                    account.write(result, (lane, sequence, lines));
                }
            }
            Op::Copy { critical, lines } => {
                let lane = lane(critical);
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
