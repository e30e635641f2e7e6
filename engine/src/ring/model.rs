//! A feed beside a model of it: for sequences of operations by chance, or by a
//! fuzzer.

pub(super) mod records;

use super::writer::WriteError;
use super::{CloseReason, FeedConfig, FeedWriter, Head, Lane, Overflow, Policies, Readers, feed};
use crate::schema::RecordKind;
use records::{Seen, book, check, fill, fill_book};
use std::collections::VecDeque;

/// Books with a place of their own, for records of so many lines. The next one
/// has none.
pub const PLACES: u8 = 3;
const PLACE_LINES: usize = 2;

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
    /// The record of a book is written, of which the newest waits where there is
    /// no room, if it has a place and the right length.
    Book {
        /// Which book, up to [`PLACES`].
        symbol: u8,
        /// Its length, at least 1.
        lines: usize,
        /// Refuses.
        refuse: bool,
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
    Book(Book, Number),
    Lost(u64),
}

/// A book's record: which one, the number it was written with, its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Book {
    symbol: u8,
    written: u64,
    lines: usize,
}

/// The number that a book's record is read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Own,
    /// It waited, and got this one.
    Late(u64),
    /// It waited for the feed's end, and got any that rises.
    Last,
}

#[derive(Default)]
struct Account {
    sent: VecDeque<Sent>,
    /// Books' records that wait, in the order of their numbers.
    waiting: Vec<Book>,
    written: u64,
    lost: u64,
    conflated: u64,
    delivered: u64,
    gaps: u64,
    gap_before: bool,
    /// The last number that was read.
    last: u64,
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

    /// A book's record was written; `waits` is how many wait in the feed now.
    fn write_book(&mut self, result: Result<(), WriteError<u64>>, book: Book, waits: usize) {
        let has_place = book.symbol < PLACES && book.lines == PLACE_LINES;
        if result.is_err() {
            assert!(
                !has_place,
                "the newest of a book with a place is never lost"
            );
            return self.write(result, (Lane::Data, book.written, book.lines));
        }
        self.written += 1;
        if waits == 0 {
            assert!(self.waiting.is_empty(), "it has overtaken what waits");
            self.sent.push_back(Sent::Book(book, Number::Own));
            return;
        }
        assert!(has_place, "it waits without a place");
        let before = self.waiting.len();
        self.waiting.retain(|it| it.symbol != book.symbol);
        self.conflated += (before - self.waiting.len()) as u64;
        self.waiting.push(book);
        assert_eq!(self.waiting.len(), waits);
    }

    /// What waited was handed over, as far as there was room: `waits` is what still
    /// waits, `number` the last number that was given before.
    fn catch_up(&mut self, waits: usize, number: u64) {
        let came = self.waiting.len() - waits;
        for (book, number) in self.waiting.drain(..came).zip(number + 1..) {
            self.sent.push_back(Sent::Book(book, Number::Late(number)));
        }
    }

    /// The feed ends: what waits comes last.
    fn close(&mut self) {
        for book in self.waiting.drain(..) {
            self.sent.push_back(Sent::Book(book, Number::Last));
        }
    }

    fn read(&mut self, seen: Seen) {
        let sequence = match seen {
            Seen::Record { sequence, .. } | Seen::Book { sequence, .. } => sequence,
            Seen::Gap { last, .. } => last,
        };
        assert!(sequence > self.last, "{sequence} comes after {}", self.last);
        self.last = sequence;
        match seen {
            Seen::Record {
                lane,
                sequence,
                lines,
                gap_before,
            } => {
                let sent = self.sent.pop_front().expect("a record that was sent");
                assert_eq!(sent, Sent::Written(lane, sequence, lines));
                self.deliver(lane, gap_before);
            }
            Seen::Book {
                symbol,
                written,
                sequence,
                lines,
                late,
                gap_before,
            } => {
                let sent = self.sent.pop_front().expect("a record that was sent");
                let Sent::Book(book, number) = sent else {
                    panic!("{seen:?} instead of {sent:?}");
                };
                let seen = Book {
                    symbol,
                    written,
                    lines,
                };
                assert_eq!(book, seen);
                assert_eq!(late, number != Number::Own);
                match number {
                    Number::Own => assert_eq!(sequence, written),
                    Number::Late(number) => assert_eq!(sequence, number),
                    Number::Last => {}
                }
                self.deliver(Lane::Data, gap_before);
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

    /// A record was read: the first of the data lane after a gap says so.
    fn deliver(&mut self, lane: Lane, gap_before: bool) {
        let expected = lane == Lane::Data && std::mem::take(&mut self.gap_before);
        assert_eq!(gap_before, expected, "record {}", self.last);
        self.delivered += 1;
    }

    /// The next record that was written, if no untold loss stands before it.
    fn next_is_written(&self) -> bool {
        matches!(self.sent.front(), Some(Sent::Written(..) | Sent::Book(..)))
    }
}

fn read(reader: &mut Readers, account: &mut Account, limit: usize) -> usize {
    let mut before = account.delivered + account.gaps;
    let count = reader.for_each(limit, |record| account.read(check(record)));
    before = account.delivered + account.gaps - before;
    assert_eq!(before, count as u64);
    count
}

/// A batch ends.
fn notify(writer: &mut FeedWriter, account: &mut Account, sequence: &mut u64) {
    let before = *sequence;
    writer.catch_up(sequence);
    account.catch_up(writer.waiting(), before);
    writer.notify();
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
    let mut policies = Policies::DROP;
    policies.set(RecordKind::OrderBook, Overflow::Conflate);
    writer.set_policies(policies);
    if largest_record >= PLACE_LINES {
        (0..PLACES).for_each(|symbol| writer.reserve(book(symbol), PLACE_LINES));
    }
    let monitor = writer.monitor();
    let mut account = Account::default();
    let mut sequence = 0;
    for op in ops {
        sequence += 2;
        match op {
            _ if writer.closed().is_some() => break,
            Op::Write { lines, .. } | Op::Copy { lines, .. } | Op::Book { lines, .. }
                if lines > config.largest_record =>
            {
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
            Op::Book {
                symbol,
                lines,
                refuse,
            } => {
                let about = book(symbol);
                let result = writer.write_about(about, Lane::Data, sequence, lines, |record| {
                    fill_book(record, symbol, sequence);
                    if refuse { Err(sequence) } else { Ok(()) }
                });
                if result != Err(WriteError::Refused(sequence)) {
                    let book = Book {
                        symbol,
                        written: sequence,
                        lines,
                    };
                    account.write_book(result, book, writer.waiting());
                }
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
            Op::Notify => notify(&mut writer, &mut account, &mut sequence),
        }
    }
    // A strategy that catches up hears of everything at the next batch's end,
    // and gets what comes then.
    if writer.closed().is_none() {
        let mut turns = 0;
        while writer.has_backlog() || !account.sent.is_empty() {
            read(&mut reader, &mut account, usize::MAX);
            notify(&mut writer, &mut account, &mut sequence);
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
    account.close();
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
    assert_eq!(counts.conflated, account.conflated);
    assert_eq!(counts.written, counts.delivered + counts.conflated);
}
