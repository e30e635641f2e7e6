//! Records for which there was no room: conflated, waited for, or dropped.

use crate::record::{Line, RecordFlags, RecordHeader, SymbolId};
use crate::ring::lane::{header, header_mut};
use crate::ring::writer::WriteError;
use crate::ring::{
    About, CloseReason, FeedConfig, FeedWriter, Head, Lane, Overflow, Policies, Readers, feed,
};
use crate::schema::RecordKind;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;
use zerocopy::FromBytes as _;

const LINES: usize = 2;

/// Operations of one run.
const MOST_OPS: usize = 200;

const SMALL: FeedConfig = FeedConfig {
    critical_lines: 12,
    data_lines: 12,
    // For every order that the longest run of operations has, each behind a gap: one
    // that overruns is another test's.
    spill_lines: MOST_OPS * 2 * LINES,
    largest_record: LINES,
};

/// Books conflate, trades are dropped, quotes are waited for.
fn policies(patience: Duration) -> Policies {
    let mut policies = Policies::new();
    policies.set(RecordKind::Quote, Overflow::BlockFor(patience));
    policies
}

struct Bench {
    writer: FeedWriter,
    reader: Readers,
    numbers: u64,
    /// What was read: kind, symbol, what it was when it was written, number.
    seen: Vec<(u8, u32, u64, u64)>,
    gaps: Vec<(u64, u64, u64)>,
    marked: u64,
}

fn symbol(number: u32) -> SymbolId {
    SymbolId::from_index(number as usize)
}

impl Bench {
    fn new(symbols: u32) -> Self {
        let (mut writer, reader) = feed(&SMALL).unwrap();
        writer.set_policies(policies(Duration::from_millis(20)));
        for number in 0..symbols {
            let about = About::new(RecordKind::OrderBook, symbol(number));
            writer.reserve(about, LINES);
            writer.reserve(About::new(RecordKind::Trade, symbol(number)), LINES);
        }
        Self {
            writer,
            reader,
            numbers: 0,
            seen: Vec::new(),
            gaps: Vec::new(),
            marked: 0,
        }
    }

    /// Writes a record that says when it was written; tells whether it was
    /// taken.
    fn write(&mut self, kind: RecordKind, number: u32) -> bool {
        self.numbers += 1;
        let numbers = self.numbers;
        let lane = match kind {
            RecordKind::Order => Lane::Critical,
            _ => Lane::Data,
        };
        let about = About::new(kind, symbol(number));
        let written = self.writer.write_about(about, lane, numbers, LINES, |to| {
            *header_mut(&mut to[0]) = RecordHeader {
                kind: kind.number(),
                symbol: symbol(number),
                ..RecordHeader::EMPTY
            };
            to[1] = Line::read_from_bytes(&[[numbers; 8].map(u64::to_ne_bytes)].concat().concat())
                .unwrap();
            Ok::<_, ()>(())
        });
        match written {
            Ok(()) => true,
            Err(WriteError::Lost) => false,
            other => panic!("{other:?}"),
        }
    }

    fn notify(&mut self) {
        self.writer.catch_up(&mut self.numbers);
        self.writer.notify();
    }

    fn read(&mut self, limit: usize) {
        for _ in 0..limit {
            let Head::Record(record) = self.reader.head() else {
                return;
            };
            let head = *header(&record[0]);
            if head.kind == RecordKind::Gap.number() {
                let gap = crate::record::RecordRef::new(&record).unwrap();
                let gap: &crate::record::Gap = gap.get().unwrap();
                self.gaps.push((gap.lost, gap.first, gap.last));
                self.seen.push((head.kind, u32::MAX, 0, head.sequence));
            } else {
                let said = u64::read_from_prefix(zerocopy::IntoBytes::as_bytes(&record[1]));
                let number = head.symbol.index().unwrap() as u32;
                let said = said.unwrap().0;
                self.marked += u64::from(head.flags.contains(RecordFlags::CONFLATED));
                self.seen.push((head.kind, number, said, head.sequence));
            }
            record.release();
        }
    }

    fn end(&mut self) {
        self.writer.close(CloseReason::Stopped);
        self.read(usize::MAX);
    }
}

#[test]
fn the_newest_of_each_item_waits_and_the_rest_are_told() {
    let mut bench = Bench::new(2);
    // Six records fill the lane.
    for _ in 0..6 {
        assert!(bench.write(RecordKind::Trade, 0));
    }
    assert!(bench.write(RecordKind::OrderBook, 0));
    assert!(bench.write(RecordKind::OrderBook, 1));
    assert!(!bench.write(RecordKind::Trade, 0));
    assert!(bench.write(RecordKind::OrderBook, 0));
    bench.notify();
    assert!(bench.writer.has_backlog());
    let counts = bench.reader.counts();
    assert_eq!((counts.written, counts.conflated, counts.lost), (9, 1, 1));
    // An order doesn't wait behind books.
    assert!(bench.write(RecordKind::Order, 0));
    bench.read(100);
    bench.notify();
    assert!(!bench.writer.has_backlog());
    bench.read(100);
    let rest: Vec<(u8, u64)> = bench.seen[6..].iter().map(|it| (it.0, it.2)).collect();
    let of = |kind: RecordKind, said| (kind.number(), said);
    assert_eq!(
        rest,
        [
            of(RecordKind::Gap, 0),
            of(RecordKind::Order, 11),
            of(RecordKind::OrderBook, 8),
            of(RecordKind::OrderBook, 10),
        ]
    );
    assert_eq!(bench.gaps, [(1, 9, 9)]);
    assert_eq!(bench.marked, 2);
    // Afterwards all is as before.
    assert!(bench.write(RecordKind::Trade, 1));
    bench.read(1);
    assert_eq!(bench.seen.last().unwrap().2, bench.numbers);
}

#[test]
fn what_has_no_place_is_dropped() {
    let mut bench = Bench::new(0);
    while bench.write(RecordKind::OrderBook, 7) {}
    let counts = bench.reader.counts();
    assert_eq!((counts.written, counts.conflated, counts.lost), (6, 0, 1));
}

#[test]
fn a_strategy_is_waited_for_once_a_batch() {
    let mut bench = Bench::new(1);
    while bench.write(RecordKind::Trade, 0) {}
    let blocked = |bench: &Bench| bench.reader.counts().blocked_ns;
    assert!(!bench.write(RecordKind::Quote, 0));
    let first = blocked(&bench);
    assert!(first >= 20_000_000, "it waits as long as it may");
    assert!(!bench.write(RecordKind::Quote, 0));
    let second = blocked(&bench) - first;
    assert!(second < first / 2, "and no second time: {second} ns");
    bench.notify();
    assert!(!bench.write(RecordKind::Quote, 0));
    assert!(
        blocked(&bench) - first >= 20_000_000,
        "but in the next batch"
    );
    assert_eq!(bench.reader.counts().lost, 4);
}

#[test]
fn a_strategy_that_reads_on_loses_nothing() {
    let Bench {
        mut writer,
        mut reader,
        ..
    } = Bench::new(1);
    let patience = if cfg!(miri) { 600 } else { 60 };
    writer.set_policies(policies(Duration::from_secs(patience)));
    let count = if cfg!(miri) { 50 } else { 20_000 };
    let monitor = writer.monitor();
    let strategy = std::thread::spawn(move || {
        let mut read = 0;
        while read < count {
            match reader.head() {
                Head::Record(record) => {
                    record.release();
                    read += 1;
                }
                Head::Empty => std::thread::yield_now(),
                Head::Closed(_) => break,
            }
        }
        read
    });
    let about = About::new(RecordKind::Quote, symbol(0));
    for number in 1..=count {
        let written = writer.write_about(about, Lane::Data, number, LINES, |to| {
            header_mut(&mut to[0]).kind = RecordKind::Quote.number();
            Ok::<_, ()>(())
        });
        assert_eq!(written, Ok(()));
    }
    assert_eq!(strategy.join().unwrap(), count);
    assert_eq!((monitor.counts().lost, monitor.counts().gaps), (0, 0));
}

#[test]
fn who_has_gone_is_not_waited_for() {
    let Bench {
        mut writer, reader, ..
    } = Bench::new(1);
    let mut policies = Policies::new();
    policies.set_all(Overflow::Block);
    writer.set_policies(policies);
    drop(reader);
    let about = About::new(RecordKind::Trade, symbol(0));
    for number in 1..10 {
        let written = writer.write_about(about, Lane::Data, number, LINES, |_| Ok::<_, ()>(()));
        assert!(number < 7 || written == Err(WriteError::Lost));
    }
}

#[derive(Clone, Debug)]
enum Op {
    Write(usize, u32),
    Read(usize),
    Notify,
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        8 => (0..6_usize, 0..4_u32).prop_map(|(kind, number)| Op::Write(kind, number)),
        2 => (0..5_usize).prop_map(Op::Read),
        2 => Just(Op::Notify),
    ];
    prop::collection::vec(op, 0..MOST_OPS)
}

/// Whatever happens, in the end every record is accounted for.
fn run(ops: Vec<Op>) {
    const KINDS: [RecordKind; 6] = [
        RecordKind::OrderBook,
        RecordKind::OrderBook,
        RecordKind::OrderBook,
        RecordKind::Trade,
        RecordKind::Trade,
        RecordKind::Order,
    ];
    // Of the four symbols, three have a place.
    let mut bench = Bench::new(3);
    let (mut lost, mut newest, mut prints) = (Vec::new(), BTreeMap::new(), Vec::new());
    for op in ops {
        match op {
            Op::Write(kind, number) => {
                let kind = KINDS[kind];
                let taken = bench.write(kind, number);
                let conflates = kind == RecordKind::OrderBook && number < 3;
                assert!(taken || !conflates, "a book with a place is never lost");
                match kind {
                    _ if !taken => lost.push(bench.numbers),
                    RecordKind::OrderBook if number < 3 => {
                        newest.insert(number, bench.numbers);
                    }
                    _ => prints.push((kind.number(), number, bench.numbers)),
                }
            }
            Op::Read(limit) => bench.read(limit),
            Op::Notify => bench.notify(),
        }
    }
    bench.end();
    let numbers: Vec<u64> = bench.seen.iter().map(|it| it.3).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    let counts = bench.reader.counts();
    assert_eq!(counts.written, counts.delivered + counts.conflated);
    assert_eq!(counts.lost as usize, lost.len());
    assert_eq!(bench.gaps.iter().map(|it| it.0).sum::<u64>(), counts.lost);
    for (count, first, last) in &bench.gaps {
        let within = lost.iter().filter(|it| (first..=last).contains(it)).count();
        assert_eq!(within as u64, *count);
    }
    // Of each item with a place the last one came, and none after a newer one.
    let book = RecordKind::OrderBook.number();
    for number in 0..3 {
        let its = bench
            .seen
            .iter()
            .filter(|it| it.0 == book && it.1 == number);
        let said: Vec<u64> = its.map(|it| it.2).collect();
        assert!(said.is_sorted_by(|a, b| a < b), "{said:?}");
        assert_eq!(said.last(), newest.get(&number));
    }
    // What happens once came once, in order.
    let seen = bench
        .seen
        .iter()
        .filter(|it| it.0 != RecordKind::Gap.number() && (it.0 != book || it.1 == 3));
    let seen: Vec<(u8, u32, u64)> = seen.map(|it| (it.0, it.1, it.2)).collect();
    assert_eq!(seen, prints);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 8 } else { 2_000 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_record_is_accounted_for(ops in ops()) {
        run(ops);
    }
}
