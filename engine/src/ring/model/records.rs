//! Records whose content follows from their sequence number, and the account
//! that is kept of them.

use crate::record::Gap;
use crate::record::{Line, RecordFlags, RecordHeader, SymbolId};
use crate::ring::lane::{header, header_mut};
use crate::ring::{About, Lane};
use crate::schema::RecordKind;
use zerocopy::{FromBytes, IntoBytes};

/// Kinds of the records that the tests write.
pub(crate) const CRITICAL: u8 = 1;
pub(crate) const DATA: u8 = 2;

pub(crate) fn kind(lane: Lane) -> u8 {
    match lane {
        Lane::Critical => CRITICAL,
        Lane::Data => DATA,
    }
}

/// What the records of a book are about, whose newest waits where there is no room.
pub(crate) fn book(symbol: u8) -> About {
    let symbol = SymbolId::from_index(usize::from(symbol));
    About::new(RecordKind::OrderBook, symbol)
}

fn word(sequence: u64, index: usize) -> u64 {
    (sequence + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ index as u64
}

/// Writes every byte of a record.
pub(crate) fn fill(record: &mut [Line], lane: Lane, sequence: u64) {
    let lines = record.len();
    *header_mut(&mut record[0]) = RecordHeader {
        kind: kind(lane),
        lines: lines as u8,
        sequence,
        ..RecordHeader::EMPTY
    };
    let words = <[u64]>::mut_from_bytes(record[1..].as_mut_bytes()).unwrap();
    for (index, to) in words.iter_mut().enumerate() {
        *to = word(sequence, index);
    }
}

/// Writes every byte of a record of this book.
pub(crate) fn fill_book(record: &mut [Line], symbol: u8, sequence: u64) {
    fill(record, Lane::Data, sequence);
    let header = header_mut(&mut record[0]);
    let about = book(symbol);
    (header.kind, header.symbol) = (about.kind, about.symbol);
    // Where it waits it gets another number.
    header.rx_mono_ns = sequence;
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Record {
        lane: Lane,
        sequence: u64,
        lines: usize,
        gap_before: bool,
    },
    /// Of a book; `late` when it had waited, and then with another number.
    Book {
        symbol: u8,
        /// The number that it was written with.
        written: u64,
        sequence: u64,
        lines: usize,
        late: bool,
        gap_before: bool,
    },
    Gap {
        lost: u64,
        first: u64,
        last: u64,
    },
}

/// Reads a record and checks every byte of it.
pub(crate) fn check(record: &[Line]) -> Seen {
    let head = header(&record[0]);
    let sequence = head.sequence;
    assert_eq!(usize::from(head.lines), record.len());
    if head.kind == RecordKind::Gap.number() {
        let gap = Gap::ref_from_bytes(record.as_bytes()).unwrap();
        assert_eq!(gap.header.sequence, gap.last);
        return Seen::Gap {
            lost: gap.lost,
            first: gap.first,
            last: gap.last,
        };
    }
    let words = <[u64]>::ref_from_bytes(record[1..].as_bytes()).unwrap();
    let check_words = |written| {
        for (index, found) in words.iter().enumerate() {
            assert_eq!(*found, word(written, index), "record {sequence}");
        }
    };
    let gap_before = head.flags.contains(RecordFlags::GAP_BEFORE);
    let late = head.flags.contains(RecordFlags::CONFLATED);
    let lines = record.len();
    if head.kind == RecordKind::OrderBook.number() {
        check_words(head.rx_mono_ns);
        return Seen::Book {
            symbol: u8::try_from(head.symbol.index().expect("a symbol")).expect("a small one"),
            written: head.rx_mono_ns,
            sequence,
            lines,
            late,
            gap_before,
        };
    }
    let lane = match head.kind {
        CRITICAL => Lane::Critical,
        DATA => Lane::Data,
        other => panic!("a record of kind {other}"),
    };
    assert!(!late, "record {sequence} can't wait");
    check_words(sequence);
    Seen::Record {
        lane,
        sequence,
        lines,
        gap_before,
    }
}
